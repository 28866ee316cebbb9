"""The made-up council's people, added as an administrator would add them."""

from collections.abc import Sequence
from datetime import date
from random import Random
from uuid import UUID

from dcpp.people import queries
from dcpp.people.models import Person, Service, Team
from dcpp.people.rules import Role, Sector
from dcpp.people.services import people as services
from dcpp.people.services import roles
from dcpp.people.services.people import PersonDetails
from dcpp.sample_council.names import address_of
from dcpp.sample_council.posts import CENTRE, DIRECTORATE, Holder, Post

PARTNER = "Willow Thornmere"


PARTNER_EMAIL = "partner@community-health.example"


def find_sign_ins(posts: Sequence[Post]) -> dict[str, Person]:
    """Those whom people sign in as, by the name of their post."""
    emails = {post.sign_in: _email_of(post.sign_in) for post in posts if post.sign_in} | {"partner": PARTNER_EMAIL}
    found = {name: queries.find_person_by_email(email) for name, email in emails.items()}
    return {name: person for name, person in found.items() if person}


class Staff:
    """Adds everybody; names are unique in a made-up council."""

    def __init__(self, random: Random) -> None:
        self.random = random
        self.count = 0
        self.teams: dict[str, Team] = {}
        self._services: dict[str, Service] = {}
        self._director: UUID | None = None
        self._heads: list[UUID] = []
        self._leads: dict[str, UUID] = {}

    def add(self, posts: Sequence[Post]) -> None:
        """Services and teams first, then managers, then everybody else under them."""
        for post in posts:
            self._place(post)
        for post in sorted(posts, key=lambda post: (post.service != DIRECTORATE, not post.leads_team)):
            for holder in post.holders:
                self._add(post, holder)
        for name, lead_id in self._leads.items():
            self.teams[name].manager_id = lead_id
        self._add_partner()

    def _place(self, post: Post) -> None:
        if post.service not in self._services:
            self._services[post.service] = services.add_service(post.service)
        if post.team not in self.teams:
            self.teams[post.team] = services.add_team(post.team, self._services[post.service], kind=post.kind)

    def _add(self, post: Post, holder: Holder) -> None:
        person = services.add_person(
            PersonDetails(
                name=holder.name,
                email=_email_of(post.sign_in) if post.sign_in else address_of(holder.name),
                job_role=post.job,
                team_id=self.teams[post.team].id,
                line_manager_id=self._manager_of(post),
                starts_on=holder.starts_on,
                leaves_on=holder.leaves_on,
                social_work_england_number=f"SW{900000 + self.count * 3}" if post.is_registered else "",
                is_agency=holder.is_agency,
                fte_percent=holder.fte_percent,
            )
        )
        for role in post.roles:
            roles.give_role(person, role)
        self.count += 1
        self._note_place(post, person.id)

    def _note_place(self, post: Post, person_id: UUID) -> None:
        """Who manages whom: the director, the heads of service, and who leads each team."""
        if post.service == DIRECTORATE and post.leads_team:
            self._director = person_id
        if post.job.startswith("Head of"):
            self._heads.append(person_id)
        if post.leads_team:
            self._leads[post.team] = person_id

    def _manager_of(self, post: Post) -> UUID | None:
        """A member's manager leads their team; a head of service manages who leads a team, the director all heads."""
        if not post.leads_team:
            return self._leads[post.team]
        return self._director if post.service in {DIRECTORATE, CENTRE} else self.random.choice(self._heads)

    def _add_partner(self) -> None:
        """Somebody of another agency, who sees only what is theirs."""
        person = services.add_person(
            PersonDetails(
                name=PARTNER,
                email=PARTNER_EMAIL,
                job_role="Health visitor",
                partner_agency="Community Health",
                partner_sector=Sector.HEALTH,
                starts_on=date(2025, 1, 6),
            )
        )
        roles.give_role(person, Role.PARTNER)
        self.count += 1


def _email_of(sign_in: str) -> str:
    return f"{sign_in}@sample-council.example"
