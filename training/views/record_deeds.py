"""What is done with records: added by hand, shown by evidence, confirmed and withdrawn."""

from uuid import UUID

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from dcpp.kernel import clock
from dcpp.kernel.access import may, viewer
from dcpp.kernel.db import transaction
from dcpp.kernel.refusal import Refusal
from dcpp.kernel.viewing import shows
from dcpp.web import fields
from training import access, queries, services
from training.forms.records import OwnRecordForm, RecordEvidenceForm, WithdrawRecordForm
from training.queries import records as record_queries
from training.rules.records import CannotWithdrawRecord
from training.views import blueprint
from training.views.records import may_withdraw


@blueprint.route("/record/new", methods=["GET", "POST"])
@may(access.KEEP_RECORDS)
def add_own_record() -> ResponseReturnValue:
    form = OwnRecordForm()
    form.offer()
    if form.validate_on_submit():
        try:
            record_id = _keep(form, viewer().person_id)
        except Refusal as refusal:
            form.refuse(str(refusal), at=_fault(form, str(refusal)))
        else:
            flash("Added to your record. The training co-ordinator looks at it before it counts for what is asked")
            return redirect(url_for(".view_record", record_id=record_id))
    return render_template("training/add_own_record.html", form=form)


def _keep(form: OwnRecordForm, person_id: UUID) -> UUID:
    file = form.file.data
    with transaction():
        course = queries.get_course(form.course_id.data) if form.course_id.data else None
        record = services.keep_record(form.details(person_id, course), by=person_id)
        if file:
            sent = services.RecordEvidence(
                file_name=file.filename,
                content=file.stream.read(),
                about_on=form.completed_on.data,
                expires_on=form.expires_on.data,
            )
            services.add_record_evidence(record, sent, by=person_id)
        return record.id


def _fault(form: OwnRecordForm, sentence: str) -> fields.Question | None:
    marks = {"runs out": form.expires_on, "completed": form.completed_on, "title": form.title, "file": form.file}
    found: fields.Question = next((asked for mark, asked in marks.items() if mark in sentence), form.course_id)
    return found


@blueprint.route("/records/<uuid:record_id>/evidence/new", methods=["GET", "POST"])
@may(access.KEEP_RECORDS, access.CONFIRM_RECORDS)
@shows("training_record", by="record_id")
def add_record_evidence(record_id: UUID) -> ResponseReturnValue:
    form, record = RecordEvidenceForm(), record_queries.get_record(record_id, viewer())
    if record.person_id != viewer().person_id and not viewer().may(access.CONFIRM_RECORDS):
        raise CannotWithdrawRecord("Only the person themselves or the training co-ordinator can add evidence")
    if form.validate_on_submit():
        sent = services.RecordEvidence(
            file_name=form.file.data.filename,
            content=form.file.data.stream.read(),
            about_on=form.about_on.data,
            shows=form.shows.data,
            expires_on=form.expires_on.data,
        )
        try:
            with transaction():
                found = record_queries.get_record(record_id, viewer())
                services.add_record_evidence(found, sent, by=viewer().person_id)
        except Refusal as refusal:
            form.refuse(str(refusal), at=form.about_on if "is about" in str(refusal) else form.file)
        else:
            flash("Evidence added")
            return redirect(url_for(".view_record", record_id=record_id))
    record = record_queries.get_record(record_id, viewer())
    return render_template("training/add_record_evidence.html", form=form, record=record, today=clock.today())


@blueprint.post("/records/<uuid:record_id>/confirm")
@may(access.CONFIRM_RECORDS)
def confirm_record(record_id: UUID) -> ResponseReturnValue:
    with transaction():
        services.confirm_record(record_queries.get_record(record_id, viewer()), by=viewer().person_id)
    flash("Confirmed. It counts for what is asked from now on")
    return redirect(url_for(".view_record", record_id=record_id))


@blueprint.route("/records/<uuid:record_id>/withdraw", methods=["GET", "POST"])
@may(access.KEEP_RECORDS, access.CONFIRM_RECORDS)
@shows("training_record", by="record_id")
def withdraw_record(record_id: UUID) -> ResponseReturnValue:
    form = WithdrawRecordForm()
    if not may_withdraw(record_queries.get_record(record_id, viewer())):
        raise CannotWithdrawRecord("Only the training co-ordinator can withdraw this record")
    if form.validate_on_submit():
        with transaction():
            record = record_queries.get_record(record_id, viewer())
            services.withdraw_record(record, reason=form.reason.data, by=viewer().person_id)
        flash("Record withdrawn. It stays here with its reason, and counts for nothing")
        return redirect(url_for(".view_record", record_id=record_id))
    record = record_queries.get_record(record_id, viewer())
    return render_template("training/withdraw_record.html", form=form, record=record)


@blueprint.get("/records/to-confirm")
@may(access.CONFIRM_RECORDS)
def list_records_to_confirm() -> ResponseReturnValue:
    return render_template("training/list_records_to_confirm.html", records=record_queries.list_to_confirm())
