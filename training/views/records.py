"""What somebody has learnt: their own page, that of one of their people, and each record."""

from datetime import date
from uuid import UUID

from flask import render_template
from flask.typing import ResponseReturnValue

from dcpp.kernel import clock
from dcpp.kernel.access import may, viewer
from dcpp.kernel.viewing import shows, shows_no_record
from dcpp.people.models import Person
from dcpp.people.queries.people import get_person
from dcpp.web import downloads, exports
from dcpp.web.exports import Export
from training import access, queries
from training.models import TrainingRecord
from training.queries import records as record_queries
from training.rules.compliance import Standing
from training.views import blueprint

RECORDS = Export(
    "Training record",
    "training-record",
    "training_record",
    {
        "What": lambda record: record.name,
        "Provider": lambda record: record.provider,
        "Completed": lambda record: record.completed_on,
        "Runs out": lambda record: record.expires_on,
        "Hours": lambda record: record.minutes / 60,
        "CPD hours": lambda record: record.cpd_minutes / 60,
        "Where from": lambda record: record.source,
        "State": lambda record: record.state,
        "Pieces of evidence": lambda record: len(record.evidence),
        "Why withdrawn": lambda record: record.withdrawn_reason,
    },
)
YEAR_STARTS = (12, 1)
"""The registration year of Social Work England begins on 1 December."""


@blueprint.get("/record")
@may(access.KEEP_RECORDS)
def view_my_record() -> ResponseReturnValue:
    return _page("training/view_my_record.html", get_person(viewer().person_id))


@blueprint.get("/people/<uuid:person_id>/record")
@may(access.VIEW_RECORDS)
@shows("training_record_of", by="person_id")
def view_person_record(person_id: UUID) -> ResponseReturnValue:
    person = get_person(person_id, viewer(), access.VIEW_RECORDS)
    return _page("training/view_person_record.html", person)


def _page(template: str, person: Person) -> str:
    today = clock.today()
    since = _year_start(today)
    return render_template(
        template,
        person=person,
        records=record_queries.list_records_of(person.id),
        asked=queries.list_standing(today, Person.id == person.id),
        cpd_minutes=record_queries.count_cpd_minutes(person.id, since),
        since=since,
        today=today,
        Standing=Standing,
    )


def _year_start(today: date) -> date:
    start = date(today.year, *YEAR_STARTS)
    return start if start <= today else date(today.year - 1, *YEAR_STARTS)


@blueprint.get("/people/<uuid:person_id>/record/export")
@may(access.VIEW_RECORDS)
@shows_no_record("Each download leaves its own row")
def export_person_record(person_id: UUID) -> ResponseReturnValue:
    person = get_person(person_id, viewer(), access.VIEW_RECORDS)
    return exports.send_rows(record_queries.list_records_of(person.id), RECORDS, record_id=person.id)


@blueprint.get("/records/<uuid:record_id>")
@may(access.VIEW_RECORDS)
@shows("training_record", by="record_id")
def view_record(record_id: UUID) -> ResponseReturnValue:
    record = record_queries.get_record(record_id, viewer())
    return render_template(
        "training/view_record.html",
        record=record,
        may_confirm=_may_confirm(record),
        may_withdraw=record.withdrawn_at is None and may_withdraw(record),
        is_mine=record.person_id == viewer().person_id,
        today=clock.today(),
    )


def _may_confirm(record: TrainingRecord) -> bool:
    return (
        not record.state.is_settled and viewer().may(access.CONFIRM_RECORDS) and record.person_id != viewer().person_id
    )


def may_withdraw(record: TrainingRecord) -> bool:
    """A co-ordinator any record; somebody their own entry, as long as nobody has confirmed it."""
    own_entry = record.person_id == viewer().person_id and record.confirmed_at is None
    return viewer().may(access.CONFIRM_RECORDS) or own_entry


@blueprint.get("/records/<uuid:record_id>/evidence/<uuid:evidence_id>")
@may(access.VIEW_RECORDS)
@shows_no_record("Each download leaves its own row")
def download_record_evidence(record_id: UUID, evidence_id: UUID) -> ResponseReturnValue:
    record = record_queries.get_record(record_id, viewer())
    piece = record_queries.get_record_evidence(record.id, evidence_id)
    return downloads.send_kept(
        piece.sha256,
        name=piece.file_name,
        media_type=piece.media_type,
        kind="training_record",
        record_id=record.id,
        what=f"evidence_{piece.number}",
    )
