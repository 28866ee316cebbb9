"""What can be permitted in training."""

from dcpp.kernel.access import About, Capability

VIEW_CATALOGUE = Capability("training.view_catalogue", "See courses and sessions that you may book", About.WORDS)
MANAGE_COURSES = Capability(
    "training.manage_courses", "Add courses, change them and retire them, and say who may book", About.COUNCIL
)
MANAGE_SESSIONS = Capability(
    "training.manage_sessions", "Plan sessions, open them for booking, change them and cancel them", About.COUNCIL
)
BOOK_TRAINING = Capability(
    "training.book_training", "Ask for places on training, and cancel your own bookings", About.WORDS
)
APPROVE_BOOKINGS = Capability(
    "training.approve_bookings", "Answer requests of your own people, or of those whose manager you stand in for"
)
VIEW_BOOKINGS = Capability("training.view_bookings", "See who has booked training, who waits, and how it came about")
PLACE_BOOKINGS = Capability(
    "training.place_bookings", "Give places by hand with a reason, and act on anybody’s booking", About.COUNCIL
)
CHECK_BOOKINGS = Capability(
    "training.check_bookings", "See whether every rule of booking was kept, and check again", About.COUNCIL
)
LOG_CPD = Capability("training.log_cpd", "Write your own CPD, and say that you renewed your registration", About.WORDS)
VIEW_CPD_STATUS = Capability(
    "training.view_cpd_status",
    "See who has done their CPD and how far early careers have come, never what people wrote",
)
MANAGE_EARLY_CAREERS = Capability(
    "training.manage_early_careers", "Put social workers on a programme for early careers, and record its reviews"
)
KEEP_RECORDS = Capability(
    "training.keep_records", "See your own training record, and add what you learnt elsewhere", About.WORDS
)
VIEW_RECORDS = Capability("training.view_records", "Read training records, and what shows them")
CONFIRM_RECORDS = Capability(
    "training.confirm_records", "Confirm what people added themselves, and withdraw records", About.COUNCIL
)
VIEW_COMPLIANCE = Capability("training.view_compliance", "See who has done the training that is asked of them")
MANAGE_REQUIREMENTS = Capability(
    "training.manage_requirements", "Say what training is asked of whom, how often and from when", About.COUNCIL
)
ASK_FOR_EXEMPTIONS = Capability("training.ask_for_exemptions", "Ask that people be excused from training for a while")
RECORD_ATTENDANCE = Capability(
    "training.record_attendance", "Note who came to your own sessions, add who walked in, and close them"
)
MANAGE_CHARGES = Capability(
    "training.manage_charges", "See what late cancelling and absence cost, export it, and waive charges", About.COUNCIL
)
