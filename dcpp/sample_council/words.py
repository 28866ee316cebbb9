"""What auditors of the made-up council write. General enough to fit any child; about practice, never about a worker."""

from random import Random

PLACES = (
    "Assessment, part 3",
    "Case summary",
    "Supervision record",
    "Visit records",
    "Plan",
    "Chronology",
    "Review minutes",
)

EVIDENCE = {
    4: ("The record is current, analytical and easy to follow. It shows what life is like for the child and what has changed.",
        "Work is purposeful throughout. Decisions have reasons, and the child’s words shape what happens next."),
    3: ("The work is timely and purposeful. The child’s views are clear and mostly acted on; the reasons for decisions are given.",
        "Good work with the family over time. The analysis draws on history and on what partners know."),
    2: ("The work is done but says little about what it changed. Some parts are out of date, and actions have no dates.",
        "There is description where analysis is needed. The child is seen, but their views do not reach the plan."),
    1: ("The record does not show that the child has been seen alone for some months, and risk is not weighed.",
        "There is no current plan on the record, and management decisions are missing at important points."),
}  # fmt: skip
STRENGTHS = (
    "A warm relationship that lasts; the child asks for this practitioner.",
    "Fathers and wider family were looked for and brought in.",
    "Clear, respectful writing that a child could read later.",
    "Partners challenge each other well, and it is recorded.",
    "Direct work with tools that fit the child’s age.",
)
IMPROVE = (
    "Write outcomes in place of tasks, with a date and an owner for each.",
    "Bring the chronology up to date and use it in the analysis.",
    "Record the reasons for each management decision.",
    "Show how the child’s views changed the plan.",
    "See the child alone, and say where and how.",
)
FINDINGS = {
    "strength": (
        ("The child’s voice runs through the whole record and changes the plan", "voice"),
        ("Visits have a clear purpose and show what difference they made", "visits"),
        ("Supervision is regular and reflective, and its actions are followed", "oversight"),
        ("Partners share what they know in time, and it is used", "information-sharing"),
    ),
    "needs_work": (
        ("Actions in the plan have no dates and no owners", "plans"),
        ("The chronology stops more than six months ago", "recording"),
        ("The assessment describes and does not weigh the risks", "assessment"),
        ("Management decisions do not give their reasons", "oversight"),
        ("The child’s views are recorded but do not change the plan", "voice"),
        ("Identity and culture are named and not explored", "identity"),
    ),
}
ACTIONS = (
    "Review the plan with the family, and give each action an owner and a date",
    "Bring the chronology up to date and talk it through in supervision",
    "See the child alone and record their views in their own words",
    "Record the management decision with its reasons",
    "Hold a meeting with partners to weigh the present risk",
)
UPDATES = ("Begun; a date is agreed with the family.", "Half done: the chronology is current, the plan follows next week.",
           "Talked through in supervision; finishing it this week.")  # fmt: skip
DONE = ("Done and on the record, in the plan of this month.", "Completed; see the supervision record.")
CHECKED = ("Seen on the record: the plan has owners and dates.", "Checked with the team manager and on the record.")
SENT_BACK = ("The plan has no dates yet. Please add them.", "I could not find it where you say. Where is it?")
POSTPONED = ("The family asked for a date after the holidays.", "The school can only come next month.")
WITHDRAWN = ("The family moved to another council.", "The finding is answered by another action.")
EVIDENCE_OF_ACTIONS = (
    ("The plan with owners and dates", "Child’s plan, version 4"),
    ("The chronology, up to date", "Chronology, newest entry"),
    ("What was decided in supervision", "Supervision record of this month"),
    ("The safety plan that the family signed", "Documents, safety plan"),
    ("Minutes of the meeting", "Meetings, strategy discussion"),
)
IMPACT = {
    "made_a_difference": (
        "The child has seen the same worker every fortnight since, and says that things are calmer.",
        "The plan is used: two of three outcomes are reached, and the parents know what comes next.",
    ),
    "partly": (
        "Visits are regular now. The plan still says little about what the child wants.",
        "The meeting took place; half of what it decided is done.",
    ),
    "not_yet": (
        "The plan was rewritten, and nothing has changed for the child so far.",
        "Supervision took place once and not again since.",
    ),
}
REFLECTION = {
    "evidence": (
        "The relationship went well. I would bring the wider family in sooner next time, and I want to practise analysis.",
        "I am glad that the child felt heard. Time was short, and the chronology suffered; supervision helped.",
    ),
    "q_well": ("The child trusts me and says what they want.", "We worked as one team with the school."),
    "q_differently": (
        "I would bring the wider family in sooner.",
        "I would write the analysis before the description.",
    ),
    "q_barriers": ("Two changes of worker before me.", "Waiting lists elsewhere.", "Time: the chronology suffered."),
    "q_support": ("Practice in analysis, in group supervision.", "An hour a week without meetings.", "None just now."),
}
ANSWERS = {
    4: (
        "The child sleeps and eats well again, and says so.",
        "School is every day now, and there is a friend who visits.",
    ),
    3: ("The child is calmer, and contact goes well.", "The parent keeps to the plan, with some prompting."),
    2: ("Attendance is a little better; home is much the same.", "It is too early to say; the work began late."),
    1: ("The record does not show that anything has changed.", "Nothing that the child would notice."),
}
FAMILY = (
    "The mother was asked by telephone. She feels listened to and knows what the plan is for.",
    "The young person was asked in a visit. They like their worker and want fewer meetings.",
)
NO_FAMILY = "The family was asked twice and did not wish to give their views at this time."
NO_REFLECTION = "The practitioner has left since; the team manager gave what background they could."
CONCERNS = (
    "The record says that the risk at home has risen, and shows no visit since. It is in the case notes of this month.",
    "A referral from the school of last week has no decision. The plan does not mention it.",
    "The child said that they do not feel safe at the weekend. Nothing shows that anybody acted on it.",
    "The safety plan ended and was not renewed; an adult whom it kept away is at the address again.",
)
CONCERN_ANSWER = "I have read the record. The child is seen today, and the plan is looked at with partners tomorrow."
CONCERN_UPDATE = "Seen at school this morning, alone. Safe for now; the family is visited this evening."
CONCERN_OUTCOMES = (
    "Seen alone on the same day and safe. A strategy discussion was held, and the plan was changed.",
    "Visited at home. The safety plan was renewed with the family and is on the record.",
    "The referral was decided and partners told; visits are weekly until the next review.",
)
CONCERN_DOUBT = "The visit stands under another date: it was recorded late, and the child was seen in time."
CONCERN_DOUBT_ANSWER = "I read both entries and spoke with the practitioner. The child was seen."
ACCREDITED_BEFORE = "Five audits were moderated on paper before the platform was there, all within one grade."
ACCREDITED = "Five audits have been moderated and agreed, with reasons that another reader can follow."
AGREED_BECAUSE = (
    "The visits are recorded, but the child was seen alone only once. The grade follows what is in the record.",
    "We read the plan again together. It says what will be better for the child, and by when.",
    "The analysis came after the decision. Both of us see that now.",
    "The auditor showed the supervision record, which lies in another place.",
)
FEEDBACK = (
    "Your reasons are clear. Name the place in the record each time, so that the next reader finds it.",
    "Look for the difference that was made for the child, and less for what was done.",
    "A careful audit. The family’s own words could carry more of it.",
)
DISAGREES = (
    "The direct work is in the file of the family centre, and shows what the child wants. I stand by my grade.",
    "The plan was changed after the review. I graded the practice of the whole period.",
)


def pick(random: Random, choices: tuple[str, ...]) -> str:
    return random.choice(choices)
