"""Where people stand with their registration: numbers and days, never what they wrote."""

from collections.abc import Collection, Mapping
from datetime import date
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, func, select
from sqlalchemy.orm import contains_eager

from dcpp.frameworks.professional import RegistrationRule
from dcpp.kernel.access import Viewer
from dcpp.kernel.db import db
from dcpp.people import queries as people
from dcpp.people.models import Person, Team
from training import access
from training.models import CpdPiece, Renewal
from training.queries.cpd import rule_on
from training.rules.registration import Standing

NOTHING = (0, 0)


def find_renewal(person_id: UUID, year_on: date) -> Renewal | None:
    return db.session.scalar(select(Renewal).where(Renewal.person_id == person_id, Renewal.year_on == year_on))


def my_registration(viewer: Viewer, year_on: date) -> Standing:
    return registrations_of([viewer.person_id], year_on)[viewer.person_id]


def registrations_of(person_ids: Collection[UUID], year_on: date) -> Mapping[UUID, Standing]:
    """Where each of some people stands in a registration year, in two statements."""
    with_peer = CpdPiece.peer.is_not(None)
    counted = (
        select(CpdPiece.person_id, func.count(), func.count().filter(with_peer))
        .where(CpdPiece.person_id.in_(person_ids), CpdPiece.year_on == year_on, CpdPiece.finished_at.is_not(None))
        .group_by(CpdPiece.person_id)
    )
    pieces = {person_id: (every, peers) for person_id, every, peers in db.session.execute(counted)}
    said = select(Renewal).where(Renewal.person_id.in_(person_ids), Renewal.year_on == year_on)
    renewals = {renewal.person_id: renewal for renewal in db.session.scalars(said)}
    rule = rule_on(year_on)
    return {each: _standing(rule, year_on, pieces.get(each, NOTHING), renewals.get(each)) for each in person_ids}


def _standing(rule: RegistrationRule, year_on: date, pieces: tuple[int, int], renewal: Renewal | None) -> Standing:
    return Standing(
        rule=rule,
        year=year_on,
        pieces=pieces[0],
        with_peer=pieces[1],
        form_on=renewal.form_on if renewal else None,
        fee_on=renewal.fee_on if renewal else None,
        joined_on=renewal.joined_on if renewal else None,
    )


def select_registered(viewer: Viewer, today: date) -> Select[Person]:
    """For a listing: those in reach who are on the register and here."""
    return (
        select(Person)
        .outerjoin(Person.team)
        .outerjoin(Team.service)
        .where(people.within_reach(viewer, access.VIEW_CPD_STATUS), is_registered(today))
        .options(contains_eager(Person.team).contains_eager(Team.service))
    )


def is_registered(today: date) -> ColumnElement[bool]:
    return and_(Person.social_work_england_number.is_not(None), people.is_here(today))


def is_cpd_done(year_on: date) -> ColumnElement[bool]:
    """A condition on Person: their CPD of a year is done, or only the fee is asked of them."""
    rule = rule_on(year_on)
    finished = (
        select(func.count())
        .select_from(CpdPiece)
        .where(CpdPiece.person_id == Person.id, CpdPiece.year_on == year_on, CpdPiece.finished_at.is_not(None))
    )
    every = finished.correlate(Person).scalar_subquery()
    peers = finished.where(CpdPiece.peer.is_not(None)).correlate(Person).scalar_subquery()
    fee_only = (
        select(Renewal.id)
        .where(
            Renewal.person_id == Person.id,
            Renewal.year_on == year_on,
            Renewal.joined_on.between(rule.window_opens(year_on), rule.last_day(year_on)),
        )
        .exists()
    )
    return and_(every >= rule.pieces, peers >= rule.with_peer) | fee_only


def count_registered(viewer: Viewer, today: date, year_on: date) -> tuple[int, int]:
    """How many in reach are on the register, and how many of them have done their CPD of a year."""
    base = select(func.count()).select_from(Person)
    reached = (people.within_reach(viewer, access.VIEW_CPD_STATUS), is_registered(today))
    every = db.session.scalar(base.where(*reached)) or 0
    return every, db.session.scalar(base.where(*reached, is_cpd_done(year_on))) or 0


def list_registered_ids(today: date) -> list[UUID]:
    return list(db.session.scalars(select(Person.id).where(is_registered(today)).order_by(Person.id)))


def is_on_the_register(person_id: UUID) -> bool:
    number = select(Person.social_work_england_number).where(Person.id == person_id)
    return db.session.scalar(number) is not None
