"""What waits for somebody: each domain's own question, told in one form."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date

from flask import url_for

from audits import access as audits_access
from audits import queries as audits
from dcpp.actions import queries as actions
from dcpp.home.queries import waiting_in_training
from dcpp.home.rules import Waiting
from dcpp.kernel import clock, working_hours
from dcpp.kernel.access import Viewer
from dcpp.web import filters

SHORT = 120


def list_waiting(viewer: Viewer, today: date) -> list[Waiting]:
    """Everything that waits for the viewer, of every domain, in no order."""
    return [thing for ask in WAITING for thing in ask(viewer, today)]


def _concerns_to_answer(viewer: Viewer, _today: date) -> Iterator[Waiting]:
    for concern in audits.list_concerns_to_answer(viewer.person_id):
        yield Waiting(
            what="Acknowledge an immediate concern",
            reference=concern.reference,
            href=url_for("audits.acknowledge_concern", concern_id=concern.id),
            due_on=None,
            state="overdue",
            state_words=working_hours.left_in_words(concern.answer_by, clock.now()),
            is_urgent=True,
        )


def _concerns_to_finish(viewer: Viewer, _today: date) -> Iterator[Waiting]:
    for concern in audits.list_concerns_to_finish(viewer.person_id):
        yield Waiting(
            what="Record what was done about an immediate concern",
            reference=concern.reference,
            href=url_for("audits.view_concern", concern_id=concern.id),
            due_on=None,
            state="in_progress",
            state_words="In hand",
            is_urgent=True,
        )


def _concerns_to_look_at(viewer: Viewer, _today: date) -> Iterator[Waiting]:
    for concern in audits.list_withdrawals_to_answer(viewer.person_id):
        yield Waiting(
            what="Say whether an immediate concern should be withdrawn",
            reference=concern.reference,
            href=url_for("audits.answer_withdrawal", concern_id=concern.id),
            due_on=None,
            state="waiting",
            state_words="Waiting for you",
            is_urgent=True,
        )
    for concern in audits.list_concerns_to_see(viewer.person_id):
        yield Waiting(
            what="See what was done about your immediate concern",
            reference=concern.reference,
            href=url_for("audits.view_concern", concern_id=concern.id),
            due_on=None,
            state="done",
            state_words="Closed",
            is_urgent=True,
        )


def _audits_to_do(viewer: Viewer, _today: date) -> Iterator[Waiting]:
    for audit in audits.list_to_do(viewer.person_id):
        yield Waiting(
            what=f"Audit a case: {audit.status.label.lower()}" if audit.status else f"Audit the {audit.subject}",
            reference=audit.reference,
            href=url_for("audits.view_audit", audit_id=audit.id),
            due_on=audit.due_on,
            state="in_progress" if audit.started_at else "not_started",
            state_words=audit.state.label,
        )


def _reflections_wanted(viewer: Viewer, _today: date) -> Iterator[Waiting]:
    for audit in audits.list_reflections_wanted(viewer.person_id):
        yield Waiting(
            what="Add your reflection to an audit of your work",
            reference=audit.reference,
            href=url_for("audits.reflect_on_audit", audit_id=audit.id),
            due_on=audit.due_on,
            state="waiting",
            state_words="Waiting for you",
        )


def _audits_without_auditor(viewer: Viewer, _today: date) -> Iterator[Waiting]:
    count = audits.count_unallocated(viewer)
    if count:
        yield Waiting(
            what=f"Find an auditor for {filters.plural(count, 'audit')}",
            reference="",
            href=url_for("audits.list_audits", state="unallocated"),
            due_on=None,
            state="waiting",
            state_words="No auditor yet",
        )


def _exemptions_to_decide(viewer: Viewer, _today: date) -> Iterator[Waiting]:
    if not viewer.may(audits_access.AGREE_EXEMPTIONS):
        return
    for exemption in audits.list_exemptions_to_decide():
        yield Waiting(
            what=f"Decide on an exemption from {exemption.programme.name}",
            reference=exemption.reference,
            href=url_for("audits.decide_exemption", exemption_id=exemption.id),
            due_on=None,
            state="waiting",
            state_words="Waits for you",
        )


def _audits_to_moderate(viewer: Viewer, _today: date) -> Iterator[Waiting]:
    for one in audits.list_to_moderate(viewer.person_id):
        yield Waiting(
            what="Agree a grade with the auditor" if one.submitted_at else "Moderate an audit",
            reference=one.audit.reference,
            href=url_for("audits.view_moderation", moderation_id=one.id),
            due_on=one.due_on,
            state="waiting" if one.submitted_at else "not_started",
            state_words=one.state.label,
        )


def _proposals_to_answer(viewer: Viewer, _today: date) -> Iterator[Waiting]:
    for one in audits.list_to_answer(viewer.person_id):
        yield Waiting(
            what="Say whether you agree with a moderator’s grade",
            reference=one.audit.reference,
            href=url_for("audits.answer_proposal", moderation_id=one.id),
            due_on=audits.answer_due(one),
            state="waiting",
            state_words="Waiting for you",
        )


def _moderations_to_settle(viewer: Viewer, _today: date) -> Iterator[Waiting]:
    if not viewer.may(audits_access.SETTLE_MODERATIONS):
        return
    without, disputed = audits.count_to_settle()
    for count, deed, state in (
        (without, "Find a moderator for {}", "unallocated"),
        (disputed, "Decide the grade of {}", "disputed"),
    ):
        if count:
            yield Waiting(
                what=deed.format(filters.plural(count, "audit")),
                reference="",
                href=url_for("audits.list_moderations", state=state),
                due_on=None,
                state="waiting",
                state_words="Waiting for you",
            )


def _actions_to_do(viewer: Viewer, _today: date) -> Iterator[Waiting]:
    for action in actions.list_waiting_for(viewer.person_id):
        yield Waiting(
            what=_short(action.what),
            reference=action.reference,
            href=url_for("actions.view_action", action_id=action.id),
            due_on=action.due_on,
            state="in_progress",
            state_words=action.state.label,
        )


def _actions_to_check(viewer: Viewer, _today: date) -> Iterator[Waiting]:
    for action in actions.list_to_check(viewer):
        yield Waiting(
            what=f"Check that it was done: {_short(action.what)}",
            reference=action.reference,
            href=url_for("actions.check_action", action_id=action.id),
            due_on=None,
            state="waiting",
            state_words="To be checked",
        )


def _impact_to_check(viewer: Viewer, today: date) -> Iterator[Waiting]:
    for action in actions.list_impact_to_check(viewer, today + actions.IMPACT_AHEAD):
        yield Waiting(
            what=f"Look whether it made a difference: {_short(action.what)}",
            reference=action.reference,
            href=url_for("actions.check_impact", action_id=action.id),
            due_on=action.impact_due_on,
            state="waiting",
            state_words="To be looked at",
        )


def _escalated_actions(viewer: Viewer, today: date) -> Iterator[Waiting]:
    """One line, however many, as late as the latest: for their owners each is a line of its own."""
    escalated = actions.list_escalated_to(viewer.person_id)
    if count := len(escalated):
        first = escalated[0].due_on
        yield Waiting(
            what=f"See that {filters.plural(count, 'late action')} {'moves' if count == 1 else 'move'}",
            reference="",
            href=url_for("actions.list_my_actions", _anchor="escalated"),
            due_on=first if first < today else None,
            state="waiting",
            state_words="Escalated to you",
        )


def _evidence_to_renew(viewer: Viewer, today: date) -> Iterator[Waiting]:
    for piece in actions.list_expiring(today, viewer.person_id):
        yield Waiting(
            what=f"Add newer evidence: {_short(piece.shows)}",
            reference=piece.action.reference,
            href=url_for("actions.add_evidence", action_id=piece.action_id, replaces=piece.id),
            due_on=piece.expires_on,
            state="waiting",
            state_words="Runs out",
        )


def _draws_to_move(viewer: Viewer, today: date) -> Iterator[Waiting]:
    may_commit, may_draw = viewer.may(audits_access.COMMIT_VALUES), viewer.may(audits_access.DRAW_SAMPLES)
    if not (may_commit or may_draw):
        return
    for work in audits.list_draw_work(viewer.person_id, today, may_commit=may_commit, may_draw=may_draw):
        yield Waiting(
            what=work.sentence,
            reference=work.reference,
            href=url_for("audits.view_draw", draw_id=work.draw_id),
            due_on=work.due_on,
        )


def _short(words: str) -> str:
    """The beginning of what somebody wrote, for a line of a list."""
    line = " ".join(words.split())
    return line if len(line) <= SHORT else f"{line[:SHORT].rsplit(' ', 1)[0]}…"


Ask = Callable[[Viewer, date], Iterable[Waiting]]

WAITING: Sequence[Ask] = (
    _concerns_to_answer,
    _concerns_to_finish,
    _concerns_to_look_at,
    _audits_to_do,
    _reflections_wanted,
    _actions_to_do,
    _actions_to_check,
    _impact_to_check,
    _escalated_actions,
    _evidence_to_renew,
    _audits_without_auditor,
    _exemptions_to_decide,
    _audits_to_moderate,
    _proposals_to_answer,
    _moderations_to_settle,
    _draws_to_move,
    *waiting_in_training.ASKS,
)
"""Who is asked what waits for somebody: one line a question."""
