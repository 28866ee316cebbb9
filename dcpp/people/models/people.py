"""Who works here and with us, and where: services hold teams, teams hold people."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from dcpp.kernel.access import Scope
from dcpp.kernel.db import Base, Record, Versioned
from dcpp.people import rules


class Service(Record, Versioned):
    """A part of the council's children's services: Assessment, Care leavers, Early help."""

    __tablename__ = "services"

    name: Mapped[str] = mapped_column(unique=True)

    teams: Mapped[list["Team"]] = relationship(back_populates="service", order_by="Team.name, Team.id")


class Team(Record, Versioned):
    """A team or a family centre, in one service, with a manager."""

    __tablename__ = "teams"

    name: Mapped[str] = mapped_column(unique=True)
    kind: Mapped[rules.TeamKind] = mapped_column(default=rules.TeamKind.TEAM)
    service_id: Mapped[UUID] = mapped_column(ForeignKey("services.id"), index=True)
    manager_id: Mapped[UUID | None] = mapped_column(ForeignKey("people.id", use_alter=True), index=True)

    service: Mapped[Service] = relationship(back_populates="teams")
    manager: Mapped["Person | None"] = relationship(foreign_keys=manager_id, post_update=True)
    members: Mapped[list["Person"]] = relationship(
        back_populates="team", foreign_keys="Person.team_id", order_by="Person.name, Person.id"
    )

    @property
    def is_family_centre(self) -> bool:
        return self.kind is rules.TeamKind.FAMILY_CENTRE


class Person(Record, Versioned):
    """Somebody who works for the council, or with it. Kept after they leave; no birth date, ethnicity or absence."""

    __tablename__ = "people"
    __table_args__ = (
        CheckConstraint("email = lower(email)", name="email_small"),
        CheckConstraint("fte_percent BETWEEN 0 AND 100", name="fte"),
    )

    name: Mapped[str] = mapped_column(index=True)
    email: Mapped[str] = mapped_column(unique=True)
    job_role: Mapped[str] = mapped_column(default="")
    team_id: Mapped[UUID | None] = mapped_column(ForeignKey("teams.id"), index=True)
    line_manager_id: Mapped[UUID | None] = mapped_column(ForeignKey("people.id"), index=True)
    starts_on: Mapped[date | None]
    leaves_on: Mapped[date | None]
    social_work_england_number: Mapped[str | None] = mapped_column(unique=True)
    is_agency: Mapped[bool] = mapped_column(default=False)
    fte_percent: Mapped[int] = mapped_column(default=100)
    partner_agency: Mapped[str] = mapped_column(default="")
    partner_sector: Mapped[rules.Sector | None]
    created_at: Mapped[datetime]

    team: Mapped[Team | None] = relationship(back_populates="members", foreign_keys=team_id)
    line_manager: Mapped["Person | None"] = relationship(foreign_keys=line_manager_id, remote_side="Person.id")
    roles: Mapped[list["PersonRole"]] = relationship(
        back_populates="person", order_by="PersonRole.role", cascade="all, delete-orphan"
    )

    @property
    def role_names(self) -> frozenset[rules.Role]:
        return frozenset(held.role for held in self.roles)

    @property
    def needs_second_factor(self) -> bool:
        return bool(self.role_names & rules.SECOND_FACTOR_ROLES)

    def has_left(self, today: date) -> bool:
        return rules.has_left(self.leaves_on, today)


class PersonRole(Base):
    """A role that was given to a person; `limited_to` narrows how far all of it reaches."""

    __tablename__ = "person_roles"
    __table_args__ = (CheckConstraint("role <> 'line_manager'", name="given"),)

    person_id: Mapped[UUID] = mapped_column(ForeignKey("people.id"), primary_key=True)
    role: Mapped[rules.Role] = mapped_column(primary_key=True)
    limited_to: Mapped[Scope | None]
    given_at: Mapped[datetime]

    person: Mapped[Person] = relationship(back_populates="roles")
