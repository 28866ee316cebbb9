"""What every deed on an action shares: ask, do in one transaction, say so; nothing is overwritten unseen."""

from collections.abc import Callable, Mapping
from typing import Any
from uuid import UUID

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from dcpp.actions import queries
from dcpp.actions.models import Action
from dcpp.actions.rules.evidence import ASK_AHEAD
from dcpp.kernel import clock
from dcpp.kernel.access import Viewer
from dcpp.kernel.db import transaction
from dcpp.kernel.refusal import Refusal
from dcpp.web import stale
from dcpp.web.fields import Question
from dcpp.web.forms import Form


def carry_out(
    who: Viewer,
    action_id: UUID,
    form: Form,
    page: str,
    do: Callable[[Action], Any],
    *,
    said: str,
    yours: Mapping[str, tuple[Any, str]] | None = None,
    faults: Mapping[str, str] | None = None,
    **shown: Any,
) -> ResponseReturnValue:
    """A refusal is shown beside its question; a page that was opened before somebody else’s change is sent back.

    yours: what was written, by label, with the action’s attribute that is kept in its place. faults: words of a
    refusal and the question that it belongs to; without one it is the first.
    """
    action = queries.get_action(action_id, who)
    opened = form.opened
    if form.validate_on_submit():
        try:
            with transaction():
                found = queries.get_action_to_change(action_id, who)
                with stale.both_shown(found, opened=opened, yours=yours or words_of(form), again=request.full_path):
                    do(found)
        except Refusal as refusal:
            form.refuse(str(refusal), at=_fault(form, str(refusal), faults or {}))
        else:
            flash(said)
            return redirect(url_for(".view_action", action_id=action_id))
        action = queries.get_action(action_id, who)
    return render_template(
        page,
        action=action,
        form=form,
        version=opened or action.version,
        today=clock.today(),
        soon=clock.today() + ASK_AHEAD,
        **shown,
    )


def _fault(form: Form, sentence: str, faults: Mapping[str, str]) -> Question:
    named = next((question for words, question in faults.items() if words in sentence), None)
    return next((question for question in form.questions if question.name == named), form.questions[0])


def words_of(form: Form) -> Mapping[str, tuple[Any, str]]:
    """What most deeds ask: their words, beside what was written last in the history."""
    written = getattr(form, "words", None)
    return {written.label.text: (written.data, "last_words")} if written is not None else {}
