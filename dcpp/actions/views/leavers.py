"""Giving on, in one step, everything that somebody who leaves has yet to do."""

from uuid import UUID

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from dcpp.actions import access, forms, queries, services
from dcpp.actions.views import blueprint
from dcpp.kernel import clock
from dcpp.kernel.access import may, viewer
from dcpp.kernel.db import transaction
from dcpp.kernel.hiding import hidden_ids
from dcpp.kernel.refusal import Refusal
from dcpp.kernel.viewing import shows
from dcpp.people import queries as people
from dcpp.people.models import Person
from dcpp.people.queries import named
from dcpp.web import filters
from dcpp.web.forms import Form


@blueprint.route("/of/<uuid:person_id>", methods=["GET", "POST"])
@may(access.REASSIGN_ACTIONS)
@shows("person")
def give_on_actions(person_id: UUID) -> ResponseReturnValue:
    leaver = people.get_person(person_id, viewer(), access.REASSIGN_ACTIONS)
    form = forms.GiveOnForm(data=_usual(leaver))
    if form.validate_on_submit():
        try:
            with transaction():
                to = named.get_named(form.owner.data, clock.today())
                given = services.give_on_actions(leaver, to=to, words=form.words.data, by=viewer().person_id)
                said = f"{filters.plural(given, 'action')} given to {to.name}"
        except Refusal as refusal:
            form.refuse(str(refusal), at=form.owner)
        else:
            flash(said)
            return redirect(url_for(".give_on_actions", person_id=person_id))
    return _page(person_id, form)


def _usual(leaver: Person) -> dict[str, str] | None:
    """Their line manager and why, to begin with; what was sent stands by itself."""
    if request.method == "POST":
        return None
    heir = services.find_heir(leaver, clock.today())
    leaving = f"{leaver.name} leaves on {filters.day(leaver.leaves_on)}" if leaver.leaves_on else ""
    return {"owner": heir.email if heir else "", "words": leaving}


def _page(person_id: UUID, form: Form) -> ResponseReturnValue:
    leaver = people.get_person(person_id, viewer(), access.REASSIGN_ACTIONS)
    return render_template(
        "actions/give_on_actions.html",
        leaver=leaver,
        form=form,
        waiting=queries.list_waiting_for(person_id),
        hidden=hidden_ids("action", viewer().person_id),
        today=clock.today(),
        sees_words=viewer().may(access.VIEW_ACTIONS),
    )
