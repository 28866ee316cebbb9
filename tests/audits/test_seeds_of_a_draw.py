"""The values a draw is made from: lodged, kept or publicly named, revealed and read."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from audits import queries, services
from audits.rules import seeds, verifying
from audits.rules.draws import DrawState
from audits.rules.programmes import SeedScheme
from dcpp.kernel import clock
from dcpp.kernel.db import db
from dcpp.kernel.trail import TrailEntry
from tests.audits.drawing import advance, do, name_value, the_draw
from tests.makers.audits import make_draw, make_list, make_programme
from tests.makers.people import make_person

pytestmark = pytest.mark.usefixtures("first_working_day")


def test_a_value_that_is_kept_is_waited_for_by_name_and_drawn_when_revealed(anne, ben):
    make_list()
    programme = make_programme()
    draw = make_draw(programme)
    receipt = do(services.keep_value, draw, person_id=anne.id, value="my own secret")
    do(services.lodge_value, draw, person_id=ben.id, value="31 5 5 2 6 6")
    advance()

    draw = the_draw(programme)
    assert draw.state is DrawState.FROZEN
    assert [(w.sentence, w.person_id) for w in queries.waits_of(draw, date(2026, 12, 1))] == [
        ("Anne Auditor must reveal the value they committed.", anne.id)
    ]
    assert not any(one.is_revealed for one in draw.commitments), "nothing is opened before both can be"

    with pytest.raises(seeds.CannotRevealValue, match="This is not what was committed"):
        do(services.reveal_value, draw, person_id=anne.id, value="My own secret", salt=receipt.salt)
    do(services.reveal_value, queries.get_draw(draw.id), person_id=anne.id, value="my own secret", salt=receipt.salt)

    draw = queries.get_draw(draw.id)
    assert draw.state is DrawState.DRAWN
    assert {one.person_id: one.kept_by.value for one in draw.commitments} == {
        anne.id: "the person",
        ben.id: "the platform",
    }
    assert verifying.differences(queries.evidence_of(draw)) == []


def test_a_commitment_worked_out_elsewhere_counts_as_any_other(anne, ben):
    make_list()
    draw = make_draw()
    promised = seeds.commitment(draw.id, anne.id, "from my own dice", "pepper")
    do(services.commit_value, draw, person_id=anne.id, promised=promised)
    do(services.lodge_value, draw, person_id=ben.id, value="31 5 5 2 6 6")
    do(services.freeze_frame, draw, by_id=ben.id)
    do(services.reveal_value, draw, person_id=anne.id, value="from my own dice", salt="pepper")

    assert queries.get_draw(draw.id).state is DrawState.DRAWN


def test_values_are_revealed_only_after_the_freeze_and_two_commitments(anne, ben):
    make_list()
    draw = make_draw()
    receipt = do(services.keep_value, draw, person_id=anne.id, value="my own secret")
    reveal = {"person_id": anne.id, "value": receipt.value, "salt": receipt.salt}

    with pytest.raises(seeds.CannotRevealValue, match="once the list is frozen and two people"):
        do(services.reveal_value, draw, **reveal)
    do(services.freeze_frame, queries.get_draw(draw.id), by_id=None)
    with pytest.raises(seeds.CannotRevealValue, match="once the list is frozen and two people"):
        do(services.reveal_value, queries.get_draw(draw.id), **reveal)
    with pytest.raises(seeds.CannotRevealValue, match="You have not committed"):
        do(services.reveal_value, queries.get_draw(draw.id), **(reveal | {"person_id": ben.id}))


def test_one_person_cannot_be_both_and_a_third_comes_too_late(anne, ben):
    make_list()
    draw = make_draw()
    cass = make_person("Cass Third")
    do(services.lodge_value, draw, person_id=anne.id, value="first thought")
    do(services.lodge_value, queries.get_draw(draw.id), person_id=anne.id, value="second thought")
    assert len(queries.get_draw(draw.id).commitments) == 1, "until the freeze a commitment may be replaced"

    do(services.freeze_frame, queries.get_draw(draw.id), by_id=None)
    with pytest.raises(seeds.CannotCommitValue, match="can no longer be changed"):
        do(services.lodge_value, queries.get_draw(draw.id), person_id=anne.id, value="third thought")
    receipt = do(services.keep_value, queries.get_draw(draw.id), person_id=ben.id, value="my own secret")
    with pytest.raises(seeds.CannotCommitValue, match="Two people have committed"):
        do(services.lodge_value, queries.get_draw(draw.id), person_id=cass.id, value="too late now")
    assert receipt.person == str(ben.id)


def test_a_lodged_value_is_not_readable_in_the_database_nor_in_the_trail(anne, ben):
    draw = make_draw()
    do(services.lodge_value, draw, person_id=anne.id, value="xylophone secret")
    one = queries.get_draw(draw.id).commitments[0]

    assert one.value is None and "xylophone" not in one.sealed
    assert not any("xylophone" in entry.details for entry in db.session.query(TrailEntry))
    assert any(one.commitment in entry.details for entry in db.session.query(TrailEntry))


def test_a_lodged_value_cannot_be_opened_with_another_key(app, anne, ben, monkeypatch):
    make_list()
    draw = make_draw()
    do(services.lodge_value, draw, person_id=anne.id, value="six four two one")
    do(services.lodge_value, draw, person_id=ben.id, value="31 5 5 2 6 6")
    monkeypatch.setitem(app.extensions, "settings", replace(app.extensions["settings"], secret_key="another"))

    [note] = advance()

    assert "secret key has changed" in note
    assert queries.get_draw(draw.id).state is DrawState.OPEN


def test_a_public_value_is_named_before_and_read_by_two_people_after(anne, ben):
    make_list()
    programme = make_programme(seed_scheme=SeedScheme.PUBLIC_VALUE)
    draw = make_draw(programme)
    [note] = advance()
    assert "Name the public value" in note
    with pytest.raises(seeds.CannotNamePublicValue, match="after 1 December 2026"):
        name_value(draw, known_on=date(2026, 12, 1))
    name_value(draw, known_on=date(2026, 12, 5))
    assert advance() == []
    with pytest.raises(seeds.CannotNamePublicValue, match="too late to name"):
        name_value(queries.get_draw(draw.id), known_on=date(2026, 12, 6))
    with pytest.raises(seeds.CannotNamePublicValue, match="will be known on 5 December 2026"):
        read(draw, anne, "4 8 15")

    with clock.pretend(datetime(2026, 12, 7, 9, 0, tzinfo=UTC)):
        read(draw, anne, "4 8 15 16 23 42")
        read(draw, anne, "4 8 15 16 23 41")
        with pytest.raises(seeds.CannotNamePublicValue, match="not what the other person entered"):
            read(draw, ben, "4  8 15 16 23 42 ")
        read(draw, anne, "4 8 15 16 23 42")
        assert queries.get_draw(draw.id).state is DrawState.FROZEN
        read(draw, ben, "4  8 15 16 23 42 ")

    draw = queries.get_draw(draw.id)
    assert draw.state is DrawState.DRAWN
    assert verifying.differences(queries.evidence_of(draw)) == []


def read(draw, person, value):
    do(services.read_public_value, queries.get_draw(draw.id), person_id=person.id, value=value, source="Their page")


def test_schemes_do_not_mix(anne):
    public, private = make_draw(make_programme(seed_scheme=SeedScheme.PUBLIC_VALUE)), make_draw()

    with pytest.raises(seeds.CannotCommitValue, match="comes from a public value"):
        do(services.lodge_value, public, person_id=anne.id, value="six four two")
    with pytest.raises(seeds.CannotNamePublicValue, match="comes from two people"):
        name_value(private, known_on=date(2026, 12, 5))
