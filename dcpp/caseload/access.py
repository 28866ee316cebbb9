"""What can be permitted about the child-level lists."""

from dcpp.kernel.access import About, Capability

IMPORT_LISTS = Capability(
    "caseload.import_lists", "Bring in the child-level lists and see what was found in them", About.COUNCIL
)
VIEW_CASELOAD = Capability("caseload.view_caseload", "See the cases of the newest lists")
