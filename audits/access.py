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
CARRY_OUT_AUDITS = Capability("audits.carry_out_audits", "Be given audits, grade their sections and submit them")
RECORD_FINDINGS = Capability("audits.record_findings", "Record findings and propose actions in an audit")
REFLECT_ON_AUDITS = Capability("audits.reflect_on_audits", "Add your own reflection to an audit of your work")
ALLOCATE_AUDITS = Capability("audits.allocate_audits", "Give an audit to another auditor, or withdraw it")
