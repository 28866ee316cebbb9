"""Lists on which a draw rests stay, also where both are asked for in one moment."""

import threading

import pytest
from sqlalchemy import func, select

from audits import queries, services
from audits.rules.draws import DrawState
from audits.rules.frames import CannotFreezeFrame
from dcpp.caseload import access
from dcpp.caseload import queries as caseload
from dcpp.caseload import services as lists
from dcpp.caseload.models import Case, ImportState
from dcpp.caseload.rules.findings import CannotUndoImport
from dcpp.kernel import clock
from dcpp.kernel.db import db, transaction
from tests.audits.drawing import FIRST, do
from tests.makers.audits import make_draw, make_list, make_programme

pytestmark = pytest.mark.usefixtures("first_working_day")


def undo(import_id):
    do(lambda: lists.undo_import(caseload.get_import(import_id)))


def freeze(draw_id):
    services.freeze_frame(queries.get_draw(draw_id), by_id=None)


def cases_of(import_id):
    return db.session.scalar(select(func.count()).where(Case.import_id == import_id))


def test_lists_on_which_a_draw_rests_are_not_undone(browse, sign_in):
    imported = make_list()
    draw = make_draw(make_programme())
    do(freeze, draw.id)
    sign_in(access.IMPORT_LISTS, access.VIEW_CASELOAD)

    assert draw.reference in browse("caseload.undo_import", import_id=imported.id).text
    page = browse("caseload.undo_import", import_id=imported.id, post={})

    assert "cannot be undone: a sample rests on it" in page.text and draw.reference in page.text
    assert caseload.get_import(imported.id).state is ImportState.KEPT
    assert cases_of(imported.id) > 0


def test_lists_are_not_undone_while_a_draw_freezes_them(app):
    import_id, draw_id = make_list().id, make_draw(make_programme()).id
    db.session.remove()
    outcomes = []

    def undo_meanwhile():
        with app.app_context(), clock.pretend(FIRST):
            try:
                undo(import_id)
                outcomes.append("undone")
            except CannotUndoImport as refusal:
                outcomes.append(str(refusal))
            finally:
                db.session.remove()

    undoing = threading.Thread(target=undo_meanwhile)
    with transaction():
        freeze(draw_id)
        undoing.start()
        undoing.join(0.5)
        assert outcomes == [], "undoing waits until it is known what rests on the lists"
    undoing.join(30)

    assert len(outcomes) == 1 and "a sample rests on it" in outcomes[0]
    assert queries.get_draw(draw_id).state is DrawState.FROZEN
    assert cases_of(import_id) > 0


def test_a_list_that_is_undone_while_a_draw_waits_for_it_is_not_frozen(app):
    import_id, draw_id = make_list().id, make_draw(make_programme()).id
    db.session.remove()
    outcomes = []

    def freeze_meanwhile():
        with app.app_context(), clock.pretend(FIRST):
            try:
                do(freeze, draw_id)
                outcomes.append("frozen")
            except CannotFreezeFrame as refusal:
                outcomes.append(str(refusal))
            finally:
                db.session.remove()

    freezing = threading.Thread(target=freeze_meanwhile)
    with transaction():
        lists.undo_import(caseload.get_import(import_id))
        freezing.start()
        freezing.join(0.5)
        assert outcomes == []
    freezing.join(30)

    assert outcomes == ["There is no list of cases yet. Import one first."]
