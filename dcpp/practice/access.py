"""What can be permitted here."""

from dcpp.kernel.access import About, Capability

VIEW_PRACTICE = Capability("practice.view_practice", "See figures about practice, and the lists behind them")
VIEW_AUDITORS = Capability(
    "practice.view_auditors", "See how many audits each auditor has completed, by name", About.COUNCIL
)
