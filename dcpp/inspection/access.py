"""What can be permitted about readiness for inspection."""

from dcpp.kernel.access import About, Capability

VIEW_REPORTS = Capability("inspection.view_reports", "See and download readiness reports", About.COUNCIL)
REQUEST_REPORTS = Capability("inspection.request_reports", "Have a readiness report built", About.COUNCIL)
