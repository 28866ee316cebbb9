"""What can be permitted in training."""

from dcpp.kernel.access import About, Capability

VIEW_CATALOGUE = Capability("training.view_catalogue", "See courses and sessions that you may book", About.WORDS)
MANAGE_COURSES = Capability(
    "training.manage_courses", "Add courses, change them and retire them, and say who may book", About.COUNCIL
)
MANAGE_SESSIONS = Capability(
    "training.manage_sessions", "Plan sessions, open them for booking, change them and cancel them", About.COUNCIL
)
