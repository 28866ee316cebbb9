"""What can be permitted in audits."""

from dcpp.kernel.access import Capability

VIEW_SAMPLES = Capability("audits.view_samples", "See audit programmes, and how each sample was drawn")
SET_UP_PROGRAMMES = Capability("audits.set_up_programmes", "Set up audit programmes and change them")
COMMIT_VALUES = Capability("audits.commit_values", "Give one of the two values that a sample is drawn from")
DRAW_SAMPLES = Capability("audits.draw_samples", "Freeze the list, draw the sample, replace a case, abandon a draw")
