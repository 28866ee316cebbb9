"""A social worker writes their CPD; nobody else reads a word of it."""

from datetime import UTC, date, datetime
from uuid import uuid4

import pytest
from sqlalchemy import select, text

from dcpp.kernel import clock, trail
from dcpp.kernel.db import db, transaction
from dcpp.people.rules import Role
from tests.makers.cpd import WORDS
from tests.makers.people import make_person, make_team
from training import services
from training.models import CpdPiece

FACTS = {
    "title": "Restorative practice",
    "kind": "training",
    "done_on-day": "9",
    "done_on-month": "11",
    "done_on-year": "2026",
    "hours": "18",
    "standards": ["4.2", "4.6"],
    "peer": "social_worker",
    "peer_on-day": "16",
    "peer_on-month": "11",
    "peer_on-year": "2026",
}


@pytest.fixture
def manager(app, now):
    return make_person("Mae Manager")


@pytest.fixture
def worker(app, now, manager):
    team = make_team("North", manager=manager)
    return make_person(
        "Sol Worker", Role.PRACTITIONER, team=team, line_manager=manager, social_work_england_number="SW12345"
    )


@pytest.fixture
def piece(worker):
    with transaction():
        return services.start_piece(worker.id, title="Restorative practice").id


def write(browse, piece_id, words=None):
    sent = WORDS if words is None else words
    return browse("training.save_cpd_words", cpd_piece_id=piece_id, post=sent | {f"before-{name}": "" for name in sent})


def finish(browse, piece_id, facts=None):
    write(browse, piece_id)
    browse("training.change_cpd_facts", cpd_piece_id=piece_id, post=facts or FACTS)
    return browse("training.finish_cpd_piece", cpd_piece_id=piece_id, post={})


def test_the_page_says_how_long_is_left_and_what_is_still_to_do(browse, sign_in_as, worker):
    sign_in_as(worker)

    page = browse("training.view_my_cpd")

    assert "7 days left in this registration year" in page.text
    assert "Write two different pieces of CPD" in page.text
    assert "Talk about one of them with a peer" in page.text
    assert page.summary("Pieces finished") == "0 of 2"


def test_a_piece_is_begun_written_and_finished(browse, sign_in_as, worker):
    sign_in_as(worker)
    page = browse("training.start_cpd_piece", post={"title": "Restorative practice", "kind": "training"})
    assert page.heading == "Restorative practice"
    assert "Before you can finish it" in page.text
    piece_id = db.session.scalars(select(CpdPiece.id)).one()

    page = finish(browse, piece_id)

    assert page.notice.startswith("Piece finished")
    assert WORDS["effect"] in page.text
    page = browse("training.view_my_cpd")
    assert page.summary("Pieces finished") == "1 of 2"
    assert page.summary("With a peer reflection") == "1 of 1"
    assert "Write one more piece of CPD" in page.text
    assert page.text.count("Touched") == 2


@pytest.mark.parametrize("lacking", ["what", "learnt", "effect", "peer_learnt"])
def test_a_piece_without_its_words_cannot_be_finished(browse, sign_in_as, worker, piece, lacking):
    sign_in_as(worker)
    write(browse, piece, {name: words for name, words in WORDS.items() if name != lacking} | {lacking: ""})
    browse("training.change_cpd_facts", cpd_piece_id=piece, post=FACTS)

    page = browse("training.finish_cpd_piece", cpd_piece_id=piece, post={})

    assert "Write what" in page.errors[0]
    assert WORDS["what" if lacking != "what" else "learnt"] in page.text


def test_two_pieces_about_the_same_thing_do_not_count_twice(browse, sign_in_as, worker, piece):
    sign_in_as(worker)
    finish(browse, piece)
    with transaction():
        second = services.start_piece(worker.id, title="RESTORATIVE practice ").id

    page = finish(browse, second, FACTS | {"title": "RESTORATIVE  practice"})

    assert "Pieces must be about different activities" in page.errors[0]


def test_a_day_to_come_or_of_no_calendar_is_refused_beside_its_question(browse, sign_in_as, worker, piece):
    sign_in_as(worker)

    for day, month in (("1", "12"), ("31", "2"), ("x", "11")):
        page = browse(
            "training.change_cpd_facts", cpd_piece_id=piece, post=FACTS | {"done_on-day": day, "done_on-month": month}
        )
        assert page.errors, (day, month)
        assert page.form["title"] == "Restorative practice"


def test_a_day_of_last_december_belongs_to_the_year_that_began_then(browse, sign_in_as, worker, piece):
    sign_in_as(worker)

    browse(
        "training.change_cpd_facts",
        cpd_piece_id=piece,
        post=FACTS | {"done_on-day": "30", "done_on-month": "11", "done_on-year": "2025"},
    )

    assert db.session.get_one(CpdPiece, piece).year_on == date(2024, 12, 1)
    assert "Restorative practice" in browse("training.view_my_cpd", year=2024).text


def test_nobody_else_reads_it(browse, sign_in_as, worker, manager, piece):
    sign_in_as(worker)
    finish(browse, piece)

    lead, administrator = make_person("Lea Lead", Role.PRACTICE_LEAD), make_person("Ada Min", Role.ADMINISTRATOR)
    for other, not_theirs in ((manager, 404), (lead, 404), (administrator, 403)):
        sign_in_as(other)
        for name in ("view_cpd_piece", "change_cpd_facts", "write_cpd_piece", "remove_cpd_piece"):
            browse(f"training.{name}", cpd_piece_id=piece, status=not_theirs)
        browse("training.finish_cpd_piece", cpd_piece_id=piece, post={}, status=not_theirs)


def test_a_manager_sees_that_it_is_done_and_no_words(browse, sign_in_as, worker, manager, piece):
    sign_in_as(worker)
    finish(browse, piece)
    with transaction():
        second = services.start_piece(worker.id, title="A paper about neglect").id
    finish(browse, second, FACTS | {"title": "A paper about neglect"})
    browse("training.note_renewal", post=_renewal(form="20", fee="21"))

    sign_in_as(manager)
    page = browse("training.list_registrations")

    assert page.rows() == [["Sol Worker", "North", "2 of 2", "2 of 1", "Done", "Both done"]]
    assert "1 of 1 social worker has done their CPD" in page.text
    assert not any(words in page.html for words in WORDS.values())
    assert "grandmother" not in browse("training.export_registrations", **{"as": "csv"}).html


def _renewal(form="", fee=""):
    sent = {}
    for name, day in (("form_on", form), ("fee_on", fee)):
        sent |= {f"{name}-day": day, f"{name}-month": "11" if day else "", f"{name}-year": "2026" if day else ""}
    return sent | {"joined_on-day": "", "joined_on-month": "", "joined_on-year": ""}


def test_no_word_of_it_is_in_the_trail(browse, sign_in_as, worker, piece):
    sign_in_as(worker)
    finish(browse, piece)

    kept = " ".join(str(row) for row in db.session.execute(text("SELECT * FROM trail_entries")))

    assert "CpdPieceFinished" in kept
    assert not any(words in kept for words in WORDS.values())
    assert trail.entries_of("cpd_piece", piece)


def test_two_windows_do_not_write_over_each_other(browse, sign_in_as, worker, piece):
    sign_in_as(worker)
    write(browse, piece, {"learnt": "From the first window"})

    page = write(browse, piece, {"learnt": "From the second"})

    assert "This was changed in another window" in page.text
    assert "From the first window" in page.text
    assert page.form["learnt"] == "From the second"


def test_a_window_saves_itself(browse, sign_in_as, worker, piece):
    sign_in_as(worker)
    changes = {"fields": {"learnt": {"before": "", "after": "Half a sentence"}}}

    answer = browse.client.post(f"/training/cpd/{piece}/words/draft", json=changes)

    assert answer.get_json()["saved"]
    assert db.session.get_one(CpdPiece, piece).learnt == "Half a sentence"
    answer = browse.client.post(f"/training/cpd/{piece}/words/draft", json={"fields": {"person_id": changes}})
    assert answer.status_code == 400


def test_attendance_begins_a_piece_with_its_facts_and_none_of_its_words(browse, sign_in_as, worker):
    record = uuid4()
    facts = {"person_id": worker.id, "title": "Neglect", "done_on": date(2026, 11, 9), "minutes": 360}
    for _ in range(2):
        with transaction():
            services.draft_from_record(record_id=record, **facts)

    sign_in_as(worker)
    page = browse("training.view_my_cpd")

    assert page.rows() == [["Neglect", "9 November 2026", "No", "Draft with facts only"]]
    piece = db.session.scalars(select(CpdPiece)).one()
    assert piece.words == dict.fromkeys(WORDS, "")
    assert "What you learnt from it is yours to write" in browse("training.view_cpd_piece", cpd_piece_id=piece.id).text


def test_a_finished_piece_is_changed_only_once_it_is_open_again(browse, sign_in_as, worker, piece):
    sign_in_as(worker)
    finish(browse, piece)

    page = write(browse, piece, {"learnt": "Other words"})
    assert "This piece is finished" in page.text
    browse("training.mark_cpd_copied", cpd_piece_id=piece, post={})
    assert "You put it there on 23 November 2026" in browse("training.view_cpd_piece", cpd_piece_id=piece).text

    browse("training.reopen_cpd_piece", cpd_piece_id=piece, post={})
    assert browse("training.view_my_cpd").summary("Pieces finished") == "0 of 2"


def test_a_removed_piece_is_gone_with_its_words(browse, sign_in_as, worker, piece):
    sign_in_as(worker)
    write(browse, piece)
    assert "nobody can bring it back" in browse("training.remove_cpd_piece", cpd_piece_id=piece).text

    page = browse("training.remove_cpd_piece", cpd_piece_id=piece, post={})

    assert page.heading == "My CPD"
    assert db.session.scalar(select(CpdPiece)) is None


def test_the_printed_year_has_every_word_in_the_order_of_the_form(browse, sign_in_as, worker, piece):
    sign_in_as(worker)
    finish(browse, piece)

    html = browse("training.print_my_cpd").html

    places = [html.index(words.replace("'", "&#39;")) for words in WORDS.values()]
    assert places == sorted(places)
    assert browse("training.download_my_cpd").response.data.startswith(b"%PDF")


def test_who_joined_since_september_is_asked_for_the_fee_alone(browse, sign_in_as, worker):
    sign_in_as(worker)
    joined = {"joined_on-day": "14", "joined_on-month": "9", "joined_on-year": "2026"}

    browse("training.note_renewal", post=_renewal(fee="2") | joined)

    assert "You have done all that this year asks for" in browse("training.view_my_cpd").text


def test_a_fee_paid_before_the_window_is_refused_in_words(browse, sign_in_as, worker):
    sign_in_as(worker)
    early = _renewal() | {"fee_on-day": "31", "fee_on-month": "8", "fee_on-year": "2026"}

    page = browse("training.note_renewal", post=early)

    assert page.errors == ["Renewal opens on 1 September 2026. Enter a day from then to today"]
    assert page.form["fee_on-day"] == "31"


def test_reminders_go_once_a_step_to_whoever_is_not_done(app, worker):
    with clock.pretend(datetime(2026, 9, 2, 8, tzinfo=UTC)), transaction():
        assert services.remind_of_registration() == 1
        assert services.remind_of_registration() == 0
    with clock.pretend(datetime(2026, 11, 24, 8, tzinfo=UTC)), transaction():
        assert services.remind_of_registration() == 1


@pytest.mark.parametrize(("year", "status"), [("1", 404), ("2019", 404), ("99999", 404), ("x", 200)])
def test_an_odd_year_is_not_there(browse, sign_in_as, worker, year, status):
    sign_in_as(worker)

    browse("training.view_my_cpd", year=year, status=status)


def test_my_work_counts_the_days_of_who_is_on_the_register(browse, sign_in_as, worker):
    sign_in_as(worker)
    assert "Renew your registration: 4 of its steps are left" in browse("home.view_my_work").text

    sign_in_as(make_person("Hal Helper", Role.PRACTITIONER))
    assert "Renew your registration" not in browse("home.view_my_work").text
