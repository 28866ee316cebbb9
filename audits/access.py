"""What can be permitted in audits."""

from dcpp.kernel.access import About, Capability

VIEW_SAMPLES = Capability(
    "audits.view_samples", "See audit programmes and tools, and how each sample was drawn", About.COUNCIL
)
SET_UP_PROGRAMMES = Capability("audits.set_up_programmes", "Set up audit programmes and change them", About.COUNCIL)
BUILD_TOOLS = Capability(
    "audits.build_tools", "Build tools to audit with, publish versions of them and retire them", About.COUNCIL
)
COMMIT_VALUES = Capability(
    "audits.commit_values", "Give one of the two values that a sample is drawn from", About.COUNCIL
)
DRAW_SAMPLES = Capability(
    "audits.draw_samples", "Freeze the list, draw the sample, replace a case, abandon a draw", About.COUNCIL
)

VIEW_AUDITS = Capability("audits.view_audits", "See audits, and what they found once they are submitted")
EXPORT_AUDITS = Capability(
    "audits.export_audits", "Take audits away as Word and Excel files, and the list that an inspection asks for"
)
CARRY_OUT_AUDITS = Capability("audits.carry_out_audits", "Be given audits, grade their sections and submit them")
RECORD_FINDINGS = Capability("audits.record_findings", "Record findings and propose actions in an audit")
REFLECT_ON_AUDITS = Capability("audits.reflect_on_audits", "Add your own reflection to an audit of your work")
ALLOCATE_AUDITS = Capability("audits.allocate_audits", "Give an audit to another auditor, or withdraw it")
DOWNLOAD_EVIDENCE = Capability(
    "audits.download_evidence",
    "Download the evidence of a sample, with every case reference of its list",
    About.COUNCIL,
)
ASK_FOR_EXEMPTIONS = Capability(
    "audits.ask_for_exemptions", "Ask that a case need not be audited, or that you be excused for a month"
)
AGREE_EXEMPTIONS = Capability(
    "audits.agree_exemptions", "Agree to exemptions from audits, or decline them", About.COUNCIL
)
MANAGE_CAPACITY = Capability(
    "audits.manage_capacity", "Set how many audits each auditor takes, and keep groups of auditors", About.COUNCIL
)

RAISE_CONCERNS = Capability("audits.raise_concerns", "Raise an immediate concern on an audit, and follow your own")
ANSWER_CONCERNS = Capability(
    "audits.answer_concerns", "Acknowledge immediate concerns, and record what was done for the child"
)
VIEW_CONCERNS = Capability("audits.view_concerns", "See immediate concerns and what became of them")
SET_CONCERN_HOURS = Capability(
    "audits.set_concern_hours", "Set how long managers have to acknowledge a concern", About.COUNCIL
)
MODERATE_AUDITS = Capability("audits.moderate_audits", "Grade audits a second time, blind, and agree the grade")
VIEW_AGREEMENT = Capability("audits.view_agreement", "See moderated audits, and how far readers agree", About.COUNCIL)
SETTLE_MODERATIONS = Capability(
    "audits.settle_moderations",
    "Give a moderation to somebody else, and decide where two readers do not agree",
    About.COUNCIL,
)
ACCREDIT_AUDITORS = Capability("audits.accredit_auditors", "Accredit auditors, and take it away", About.COUNCIL)
