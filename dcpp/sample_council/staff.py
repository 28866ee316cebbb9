"""The made-up council's people, added as an administrator would add them."""

from collections.abc import Sequence
from datetime import date
from random import Random
from uuid import UUID

from dcpp.people.models import Person, Service, Team
from dcpp.people.rules import Role
from dcpp.people.services import people as services
from dcpp.people.services import roles
from dcpp.people.services.people import PersonDetails
from dcpp.sample_council.names import address_of
from dcpp.sample_council.posts import CENTRE, DIRECTORATE, Holder, Post

PARTNER = "Willow Thornmere"


class Staff:
    """Who was added, by name and by team; names are unique in a made-up council."""

    def __init__(self, random: Random) -> None:
        self.random = random
        self.people: dict[str, Person] = {}
        self.teams: dict[str, Team] = {}
        self.sign_ins: dict[str, Person] = {}
        self._services: dict[str, Service] = {}

    def add(self, posts: Sequence[Post]) -> None:
        """Services and teams first, then managers, then everybody else under them."""
        for post in posts:
            self._place(post)
        for post in sorted(posts, key=lambda post: (post.service != DIRECTORATE, not post.leads_team)):
            for holder in post.holders:
                self._add(post, holder)
        for post in posts:
            if post.leads_team:
                self.teams[post.team].manager_id = self.people[post.holders[-1].name].id
        self._add_partner()

    def _place(self, post: Post) -> None:
        if post.service not in self._services:
            self._services[post.service] = services.add_service(post.service)
        if post.team not in self.teams:
            self.teams[post.team] = services.add_team(post.team, self._services[post.service], kind=post.kind)

    def _add(self, post: Post, holder: Holder) -> None:
        number = len(self.people)
        person = services.add_person(
            PersonDetails(
                name=holder.name,
                email=f"{post.sign_in}@sample-council.example" if post.sign_in else address_of(holder.name),
                job_role=post.job,
                team_id=self.teams[post.team].id,
                line_manager_id=self._manager_of(post),
                starts_on=holder.starts_on,
                leaves_on=holder.leaves_on,
                social_work_england_number=f"SW{900000 + number * 3}" if post.is_registered else "",
                is_agency=holder.is_agency,
                fte_percent=holder.fte_percent,
            )
        )
        for role in post.roles:
            roles.give_role(person, role)
        self.people[holder.name] = person
        if post.sign_in:
            self.sign_ins[post.sign_in] = person

    def _manager_of(self, post: Post) -> UUID | None:
        """A member's manager leads their team; who leads a team is managed by a head of service, and they by the director."""
        heads = [person for person in self.people.values() if person.job_role.startswith("Head of")]
        top = next((person for person in self.people.values() if person.job_role.startswith("Director")), None)
        if post.service in {DIRECTORATE, CENTRE} or not heads:
            leads = [
                p for p in self.people.values() if p.team_id == self.teams[post.team].id and "rincipal" in p.job_role
            ]
            return leads[0].id if leads and post.service == CENTRE else top.id if top else None
        if post.leads_team:
            return heads[self.random.randrange(len(heads))].id
        leads = [
            p for p in self.people.values() if p.team_id == self.teams[post.team].id and p.job_role == "Team manager"
        ]
        return leads[0].id

    def _add_partner(self) -> None:
        """Somebody of another agency, who sees only what is theirs."""
        person = services.add_person(
            PersonDetails(
                name=PARTNER,
                email="partner@community-health.example",
                job_role="Health visitor",
                partner_agency="Community Health",
                starts_on=date(2025, 1, 6),
            )
        )
        roles.give_role(person, Role.PARTNER)
        self.people[PARTNER] = person
        self.sign_ins["partner"] = person
