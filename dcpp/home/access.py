"""What can be permitted here; My work is for everybody."""

from dcpp.kernel.access import About, Capability

VIEW_OVERVIEW = Capability("home.view_overview", "See the practice overview", About.COUNCIL)
