"""The door through which a page saves itself (dcpp/static/autosave.js): JSON in, JSON out.

In:  {"fields": {"evidence": {"before": "…", "after": "…"}}}
Out: 200 {"saved": "10:42am"}
     and with {"warnings": {"evidence": ["Check that this names nobody: …"]}} where a text that was sent seems to
     409 the same with {"conflicts": {"evidence": {"theirs": "…", "who": "You", "when": "10:41am"}}}
     409 {"error": "Audit AUD-2026-0012 is submitted, so it cannot be changed"}

Without script the same form is posted; beside each question stands a hidden field with the text that the page began
from.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from flask import abort, jsonify, request
from flask.typing import ResponseReturnValue

from dcpp.kernel.access import viewer
from dcpp.kernel.drafts import Change, Settled
from dcpp.kernel.refusal import Refusal
from dcpp.web import naming
from dcpp.web.fields.written import clean
from dcpp.web.filters import hour_or_moment

MOST_FIELDS = 60


@dataclass(frozen=True)
class Saved:
    """What became of a draft: what was settled, and when and by whom the record was last saved."""

    settled: Settled
    at: datetime
    by_id: UUID
    by_name: str

    @property
    def by(self) -> str:
        """Most often it is the same person in a window they forgot."""
        return "You" if self.by_id == viewer().person_id else self.by_name


def read_changes() -> dict[str, Change]:
    """The changes that a window sent, tidied as a form's answers are. Anything else that is sent is a bad request."""
    sent = request.get_json(silent=True)
    fields = sent.get("fields") if isinstance(sent, dict) else None
    if not isinstance(fields, dict) or not 0 < len(fields) <= MOST_FIELDS:
        abort(400)
    return {name: _change(one) for name, one in fields.items()}


def _change(sent: object) -> Change:
    if not isinstance(sent, dict) or not all(isinstance(sent.get(key), str) for key in ("before", "after")):
        abort(400)
    return Change(clean(sent["before"]), clean(sent["after"]))


def changes_of_form(answers: Mapping[str, str]) -> dict[str, Change]:
    """What a form that was posted without script changes."""
    befores = befores_sent(answers)
    return {name: Change(befores[name], after) for name, after in answers.items()}


def befores_sent(names: Iterable[str]) -> dict[str, str]:
    """The texts that the page began from, by field, as they came back with the form."""
    return {name: clean(request.form.get(f"before-{name}", "")) for name in names}


def answer(save: Callable[[], Saved]) -> ResponseReturnValue:
    """Save, and say in JSON what became of it."""
    try:
        saved = save()
    except Refusal as refusal:
        return jsonify(error=str(refusal)), 409
    when = hour_or_moment(saved.at)
    told = _warnings()
    if not saved.settled.conflicts:
        return jsonify(saved=when, **told)
    conflicts = {
        name: {"theirs": theirs, "who": saved.by, "when": when} for name, theirs in saved.settled.conflicts.items()
    }
    return jsonify(saved=when, conflicts=conflicts, **told), 409


def _warnings() -> dict[str, dict[str, list[str]]]:
    found = naming.sentences_by_field({name: change.after for name, change in read_changes().items()})
    return {"warnings": found} if found else {}
