"""What a practice lead may do, and a whole answer to the form of a programme."""

from audits import access

LEAD = (access.VIEW_SAMPLES, access.SET_UP_PROGRAMMES, access.COMMIT_VALUES, access.DRAW_SAMPLES)
A_PROGRAMME = {
    "name": "Monthly core audit",
    "size": "8",
    "tool": "core",
    "look_back_months": "6",
    "minimum": "1",
    "pool": "everybody",
    "months_since_held": "12",
    "stratify_by": ["status", "service"],
    "drawn_from": ["looked_after", "child_protection", "child_in_need", "open_assessment", "care_leaver", "early_help"],
    "months_apart": "12",
    "list_age_days": "14",
    "seed_scheme": "two_people",
    "schedule": "monthly",
    "is_active": "True",
}
