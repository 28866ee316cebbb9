"""The made-up council's services, teams and posts; who holds a post may change over the months."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from dcpp.people.rules import Role, TeamKind
from dcpp.sample_council.names import make_names

CENTRE = "Centre for Professional Practice"
DIRECTORATE = "Directorate"
FAMILY_CENTRES = ("Northgate", "Millbrook", "Castle Hill", "Riverside", "Eastfield")


@dataclass(frozen=True)
class Area:
    """One service: how its teams are called, how many at council size, and who works in each."""

    service: str
    team: str
    teams: int
    practitioners: int
    job: str
    paths: tuple[str, ...] = ()
    kind: TeamKind = TeamKind.TEAM
    registered: bool = True


AREAS = (
    Area("Assessment", "Assessment", 7, 9, "Social worker", ("contact", "assessed")),
    Area("Family Safeguarding", "Family Safeguarding", 9, 9, "Social worker", ("in_need", "protected")),
    Area("Children in Care", "Children in Care", 6, 9, "Social worker", ("in_care",)),
    Area("Care Leavers", "Leaving Care", 3, 8, "Personal adviser", ("care_leaver",), registered=False),
    Area("Disabled Children", "Disabled Children", 2, 7, "Social worker", ("disabled",)),
    Area("Fostering and Permanence", "Fostering", 3, 8, "Supervising social worker"),
    Area(
        "Early help",
        "Family Centre",
        5,
        13,
        "Early help worker",
        ("early_help",),
        TeamKind.FAMILY_CENTRE,
        registered=False,
    ),
)


@dataclass(frozen=True)
class Holder:
    """Somebody in a post, from a day until a day."""

    name: str
    starts_on: date
    leaves_on: date | None
    is_agency: bool
    fte_percent: int


@dataclass(frozen=True)
class Post:
    """One post in a team, with everybody who has held it in the period, in order."""

    job: str
    service: str
    team: str
    leads_team: bool
    is_registered: bool
    roles: tuple[Role, ...]
    holders: tuple[Holder, ...]
    paths: tuple[str, ...] = ()
    kind: TeamKind = TeamKind.TEAM
    sign_in: str = ""

    def holder_on(self, day: date) -> Holder:
        """Who holds the post on a day; in a gap, whoever held it last."""
        there = [h for h in self.holders if h.starts_on <= day and (h.leaves_on is None or day <= h.leaves_on)]
        return there[-1] if there else [h for h in self.holders if h.starts_on <= day or h is self.holders[0]][-1]


def make_posts(random: Random, factor: float, first: date, last: date) -> list[Post]:
    """Every post of the council: the directorate, the Centre, then team after team."""
    posts = [*_directorate(), *_centre(), *(post for area in AREAS for post in _area(area, factor))]
    names = iter(make_names(random, 2 * len(posts) + 20))
    return [_held(random, post, names, first, last) for post in posts]


def _directorate() -> Iterator[Post]:
    senior = (Role.SENIOR_MANAGER,)
    yield _post("Director of children’s services", DIRECTORATE, leads=True, roles=senior, sign_in="senior.manager")
    yield _post("Assistant director", DIRECTORATE, roles=senior)
    for service in ("help and protection", "care and permanence", "early help"):
        yield _post(f"Head of {service}", DIRECTORATE, roles=(*senior, Role.AUDITOR))
    yield _post(
        "Systems administrator", DIRECTORATE, roles=(Role.ADMINISTRATOR,), registered=False, sign_in="administrator"
    )


def _centre() -> Iterator[Post]:
    lead = (Role.PRACTICE_LEAD, Role.MODERATOR, Role.POLICY_OWNER)
    auditing = (Role.AUDITOR, Role.COACH)
    yield _post("Principal social worker", CENTRE, leads=True, roles=lead, sign_in="practice.lead")
    yield _post("Lead auditor", CENTRE, roles=(*lead, Role.AUDITOR), sign_in="lead.auditor")
    yield _post("Advanced practitioner", CENTRE, roles=auditing, sign_in="auditor")
    for _ in range(4):
        yield _post("Advanced practitioner", CENTRE, roles=auditing)
    yield _post("Workforce development officer", CENTRE, roles=(Role.TRAINER,), registered=False)
    yield _post("Early help co-ordinator", CENTRE, roles=(Role.MEETING_COORDINATOR,), registered=False)


def _area(area: Area, factor: float) -> Iterator[Post]:
    count = len(FAMILY_CENTRES) if area.kind is TeamKind.FAMILY_CENTRE else max(1, round(area.teams * factor))
    size = max(3, round(area.practitioners * (factor if area.kind is TeamKind.FAMILY_CENTRE else 1) ** 0.5))
    for number in range(count):
        is_centre = area.kind is TeamKind.FAMILY_CENTRE
        team = f"{FAMILY_CENTRES[number]} Family Centre" if is_centre else f"{area.team} {number + 1}"
        shown = area.service == "Family Safeguarding" and number == 0
        yield Post(
            "Team manager", area.service, team, leads_team=True, is_registered=area.registered,
            roles=(Role.AUDITOR,), holders=(), kind=area.kind, sign_in="team.manager" if shown else "",
        )  # fmt: skip
        for place in range(size):
            yield Post(
                area.job, area.service, team, leads_team=False, is_registered=area.registered,
                roles=(Role.PRACTITIONER,), holders=(), paths=area.paths, kind=area.kind,
                sign_in="practitioner" if shown and place == 0 else "",
            )  # fmt: skip


def _post(
    job: str, team: str, *, leads: bool = False, roles: tuple[Role, ...], registered: bool = True, sign_in: str = ""
) -> Post:
    return Post(job, team, team, leads_team=leads, is_registered=registered, roles=roles, holders=(), sign_in=sign_in)


def _held(random: Random, post: Post, names: Iterator[str], first: date, last: date) -> Post:
    """Give a post its holders; one practitioner in four leaves within the period and is followed by another."""
    fte = random.choices((100, 80, 60), (80, 14, 6))[0]
    start = first - timedelta(days=random.randint(60, 3000))
    moves = post.paths and not post.sign_in and random.random() < 0.25
    leaves = first + timedelta(days=random.randint(20, (last - first).days - 20)) if moves else None
    holders = [Holder(next(names), start, leaves, random.random() < 0.14, fte)]
    if leaves:
        holders.append(
            Holder(next(names), leaves + timedelta(days=random.randint(1, 21)), None, random.random() < 0.3, fte)
        )
    return Post(**(vars(post) | {"holders": tuple(holders)}))
