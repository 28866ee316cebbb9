"""Where figures come from, in words for readers; data files keep the name of the query."""

WORDS = {
    "audits.queries.figures.list_submitted": "Submitted audits on this platform",
    "audits.queries.figures.list_voices": "Practitioners’ and families’ parts of submitted audits",
    "audits.queries.figures.list_drawn": "Cases drawn for the audit programme",
    "audits.queries.figures.list_finding_themes": "Findings of submitted audits, by theme",
    "audits.queries.figures.list_concerns": "Immediate concerns raised in audits",
    "audits.queries.figures.list_submitted and dcpp.caseload.queries.count_children": (
        "Submitted audits on this platform, and the newest child-level lists"
    ),
    "audits.queries.graded": "Submitted audits on this platform",
    "audits.queries.themed": "Findings of submitted audits, by theme",
    "audits.queries.themed.pairs_unit": "Submitted audits on this platform, and the audit before each re-audit",
    "audits.queries.followed": "Actions from findings of audits on this platform",
    "audits.queries.covered": "Submitted audits on this platform, and the newest child-level lists",
    "audits.queries.controlled": "Cases drawn for the audit programme",
    "training.queries.figures.count_standings": "What training is asked of people here, and their training records",
    "training.queries.figures.count_newcomers_standings": (
        "What training is asked of people who began lately, and their training records"
    ),
    "training.queries.figures.count_cpd": "People on the register, and their finished pieces of CPD",
    "training.queries.figures.count_early_careers": "Early-career programmes and their reviews on this platform",
    "training.queries.figures.list_session_outcomes": "Bookings of training sessions that are over",
    "dcpp.actions.queries.list_for_figures": "Actions on this platform",
    "this report’s own figures and dcpp.caseload.queries.find_newest_import": (
        "This report’s own figures, and the newest child-level lists"
    ),
}
ELSE = "Records on this platform"
"""Of a source that only an older snapshot names."""


def words_of(source: str) -> str:
    return WORDS.get(source, ELSE)
