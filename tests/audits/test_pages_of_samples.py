import json
import subprocess
import sys
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from audits import access, queries
from audits.rules.draws import DrawState
from audits.rules.programmes import SeedScheme
from dcpp.kernel import clock
from dcpp.kernel.db import db
from dcpp.kernel.trail import TrailEntry
from tests.audits.answers import A_PROGRAMME, LEAD
from tests.makers.audits import MONTH, make_draw, make_list, make_programme, make_sample
from tests.makers.people import make_person

FIRST = datetime(2026, 12, 1, 9, 0, tzinfo=UTC)
STAND_ALONE = Path(__file__).parents[2] / "tools" / "verify_sample.py"


@pytest.fixture(autouse=True)
def first_working_day(app):
    with clock.pretend(FIRST):
        yield


@pytest.fixture
def lead(sign_in):
    return sign_in(*LEAD, person=make_person("Lena Lead"))


@pytest.fixture
def drawn(app):
    make_list()
    return make_sample(make_person("Anne Auditor"), make_person("Ben Builder"))


def test_a_programme_is_set_up_and_found_on_the_list(browse, lead):
    page = browse("audits.set_up_programme", kind="core", post=A_PROGRAMME)

    assert page.heading == "Monthly core audit" and page.notice == "Programme set up"
    assert page.summary("Grouped by") == "Status and service"
    assert page.summary("Drawn from").startswith("Looked after, Child protection plan, Child in need")
    assert page.summary("Left out") == "Those audited in the last 12 months"
    assert browse("audits.list_programmes").rows()[0][:2] == ["Monthly core audit", "Monthly core audit"]


def test_an_empty_list_of_programmes_offers_the_first_step(browse, sign_in):
    sign_in(access.VIEW_SAMPLES)
    assert "Set up a programme" not in browse("audits.list_programmes").links
    sign_in(access.VIEW_SAMPLES, access.SET_UP_PROGRAMMES)
    assert "Set up a programme" in browse("audits.list_programmes").links


def test_a_programme_that_cannot_be_is_sent_back_with_what_to_do(browse, lead):
    page = browse(
        "audits.set_up_programme", kind="core", post=A_PROGRAMME | {"name": " ", "size": "0", "seed_scheme": ""}
    )
    assert page.errors == [
        "Enter a name",
        "Number to draw must be a whole number, like 12, between 1 and 1,000",
        "Select where the seed should come from",
    ]

    make_programme(name="Monthly core audit")
    assert browse("audits.set_up_programme", kind="core", post=A_PROGRAMME).errors == [
        "There is a programme called Monthly core audit already. Choose another name."
    ]
    page = browse(
        "audits.set_up_programme", kind="core", post=A_PROGRAMME | {"name": "Other", "seed_scheme": "public_value"}
    )
    assert page.errors == ["Say which public value the seed comes from, and where it is published"]


def test_a_change_that_would_overwrite_another_is_shown_beside_it(browse, lead):
    programme = make_programme(name="Monthly core audit", size=8)
    where = {"programme_id": programme.id}
    browse("audits.change_programme", **where, post=A_PROGRAMME | {"size": "10", "version": "1"})

    page = browse("audits.change_programme", **where, post=A_PROGRAMME | {"size": "12", "version": "1"})

    assert page.errors[0].startswith("Somebody else changed this programme")
    assert page.summary("Drawn each time") == "10 cases"
    assert page.soup.select_one("#size")["value"] == "12"
    page = browse("audits.change_programme", **where, post=A_PROGRAMME | {"size": "12", "version": "2"})
    assert page.summary("Drawn each time") == "12 cases"


def test_a_lead_and_an_auditor_draw_a_sample_from_beginning_to_proof(browse, sign_in, lead):
    make_list()
    programme = make_programme(name="Monthly core audit")
    page = browse("audits.open_draw", programme_id=programme.id, post={"month": "2026-12-01"})
    assert page.heading == "Monthly core audit: sample for December 2026"
    where = {"draw_id": queries.find_live_draw(programme.id, MONTH).id}

    page = browse("audits.commit_value", **where, post={"how": "lodge", "value": "six four two one"})
    assert "One more person must commit a value; Lena Lead has." in page.text
    assert "six four" not in page.html

    ben = sign_in(access.VIEW_SAMPLES, access.COMMIT_VALUES, person=make_person("Ben Builder"))
    receipt = browse("audits.commit_value", **where, post={"how": "keep", "value": "31 5 5 2 6 6"})
    assert receipt.heading == "Keep this receipt"
    kept = {"value": receipt.summary("Value"), "salt": receipt.summary("Salt")}

    sign_in(*LEAD, person=lead)
    assert "as at 30 November 2026" in browse("audits.freeze_frame", **where).text
    page = browse("audits.freeze_frame", **where, post={})
    assert page.notice == "List frozen. Nobody can change it now"
    assert "Ben Builder must reveal the value they committed." in page.text
    assert "Reveal your value" not in page.links

    sign_in(access.VIEW_SAMPLES, access.COMMIT_VALUES, person=ben)
    page = browse("audits.reveal_value", **where, post=kept | {"salt": "wrong"})
    assert page.errors[0].startswith("This is not what was committed")
    page = browse("audits.reveal_value", **where, post=kept)

    assert page.notice == "Value revealed, and the sample is drawn"
    assert len(page.rows(0)) == 8
    assert browse("audits.verify_sample", **where).heading == "Check the draw"
    assert browse("audits.verify_sample", **where, post={}).heading == "The sample is the same"


def test_the_evidence_downloads_is_in_the_trail_and_stands_alone(browse, sign_in, drawn, tmp_path):
    sign_in(access.VIEW_SAMPLES, access.DOWNLOAD_EVIDENCE)
    answer = browse("audits.download_evidence", draw_id=drawn.id).response

    assert answer.headers["Content-Disposition"] == f"attachment; filename={drawn.reference}-evidence.json"
    assert json.loads(answer.data)["programme"] == drawn.programme_name
    file = tmp_path / "evidence.json"
    file.write_bytes(answer.data)
    done = subprocess.run([sys.executable, "-I", STAND_ALONE, file], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (0, "The same: 8 cases drawn again\n")
    [entry] = db.session.query(TrailEntry).where(TrailEntry.event == "Downloaded")
    assert entry.record_id == drawn.id and entry.who_id


def test_a_case_is_replaced_with_a_reason_and_both_are_shown(browse, lead, drawn):
    case = drawn.cases[0]
    where = {"sample_case_id": case.id}
    assert browse("audits.replace_case", **where, post={"reason": " "}).errors == [
        "Enter why this case cannot be audited"
    ]

    page = browse("audits.replace_case", **where, post={"reason": "Moved away"})

    assert page.notice.startswith(f"Case {case.case_id} replaced by ")
    assert any("Moved away" in row[-1] and "Lena Lead" in row[-1] for row in page.rows(0))
    assert any("as a replacement" in row[-1] for row in page.rows(0))
    assert browse("audits.replace_case", **where, post={"reason": "Again"}).errors == [
        f"Case {case.case_id} has been replaced already."
    ]


def test_an_abandoned_draw_stays_on_the_programmes_page_with_the_reason(browse, lead, drawn):
    page = browse("audits.abandon_draw", draw_id=drawn.id, post={"reason": "The wrong list was imported"})
    assert "Abandoned on 1 December 2026 by Lena Lead: The wrong list was imported" in page.text

    page = browse("audits.view_programme", programme_id=drawn.programme_id)
    assert "The wrong list was imported" in page.rows()[0][2]
    assert "Open the draw for December 2026" in page.text


def test_the_public_value_is_named_frozen_and_read_in_the_browser(browse, sign_in, lead):
    make_list()
    draw = make_draw(make_programme(seed_scheme=SeedScheme.PUBLIC_VALUE))
    where = {"draw_id": draw.id}
    assert browse("audits.name_public_value", **where).soup.select_one("#what")["value"].startswith("Six numbers")
    the_first = {"what": "Six numbers", "where": "Their page", "known_on-day": "1", "known_on-month": "12"}
    page = browse("audits.name_public_value", **where, post=the_first | {"known_on-year": "2026"})
    assert page.errors == ["The public value must become known after 1 December 2026, when the list is frozen."]
    browse("audits.name_public_value", **where, post=the_first | {"known_on-day": "5", "known_on-year": "2026"})
    browse("audits.freeze_frame", **where, post={})

    with clock.pretend(datetime(2026, 12, 7, 9, 0, tzinfo=UTC)):
        sign_in(*LEAD, person=lead)
        reading = {"value": "4 8 15 16 23 42", "source": "Their page"}
        page = browse("audits.read_public_value", **where, post=reading)
        assert "Somebody other than Lena Lead must read the public value" in page.text
        assert "4 8 15" not in page.text
        sign_in(access.VIEW_SAMPLES, access.COMMIT_VALUES, person=make_person("Ben Builder"))
        page = browse("audits.read_public_value", **where, post=reading)

    assert page.notice == "Public value entered, and the sample is drawn"
    assert queries.get_draw(draw.id).state is DrawState.DRAWN


def test_a_commitment_wants_what_its_choice_needs(browse, lead):
    where = {"draw_id": make_draw().id}
    for how, error in [
        ("lodge", "Enter a value of 6 to 200 characters"),
        ("own", "Enter the commitment as 64 characters, 0 to 9 and a to f"),
    ]:
        assert browse("audits.commit_value", **where, post={"how": how}).errors == [error]
    assert "Select who keeps your value" in browse("audits.commit_value", **where, post={}).errors
    page = browse("audits.commit_value", **where, post={"how": "own", "promised": "ab" * 32})
    assert page.notice == "Value committed"


def test_steps_are_offered_to_those_who_may_take_them_only(browse, sign_in):
    make_list()
    draw = make_draw()
    sign_in(access.VIEW_SAMPLES)
    page = browse("audits.view_draw", draw_id=draw.id)
    assert not {"Commit a value", "Freeze the list", "Abandon this draw"} & set(page.links)
    for endpoint in ("audits.commit_value", "audits.freeze_frame", "audits.abandon_draw"):
        browse(endpoint, draw_id=draw.id, status=403)
    browse("audits.draw_sample", draw_id=draw.id, post={}, status=403)


def test_what_cannot_be_done_gets_a_sentence(browse, lead):
    make_list()
    draw = make_draw()
    assert "Two people must each commit a value." in browse(
        "audits.draw_sample", draw_id=draw.id, post={}, status=409
    ).text or browse("audits.draw_sample", draw_id=draw.id, post={}, status=409)
    page = browse("audits.verify_sample", draw_id=draw.id, status=409)
    assert "has not been drawn, so there is no evidence of it yet" in page.text
    programme_id = draw.programme_id
    page = browse("audits.open_draw", programme_id=programme_id, post={"month": "2026-12-01"}, status=409)
    assert "has a draw for December 2026 already" in page.text
    browse("audits.open_draw", programme_id=programme_id, post={"month": "soon"}, status=409)
    assert date(2026, 12, 1) == MONTH


def test_a_draw_that_waits_for_a_person_is_on_their_my_work(browse, sign_in):
    draw = make_draw(make_programme(name="Monthly core audit"))
    sign_in(access.VIEW_SAMPLES, access.COMMIT_VALUES)

    page = browse("home.view_my_work")

    words = "Commit a value to the draw of Monthly core audit, December 2026"
    assert page.links[words] == f"/audits/draws/{draw.id}"


def test_a_value_may_be_replaced_until_the_freeze_and_the_pages_say_so(browse, lead):
    make_list()
    where = {"draw_id": make_draw().id}
    form = browse("audits.commit_value", **where)
    assert form.heading == "Commit a value to the draw"
    assert "Until the list is frozen you may replace it" in form.text

    page = browse("audits.commit_value", **where, post={"how": "lodge", "value": "first thought"})
    assert "Replace my value" in page.links and "Commit a value" not in page.links
    assert browse("audits.commit_value", **where).heading == "Replace your value in the draw"
    page = browse("audits.commit_value", **where, post={"how": "lodge", "value": "second thought"})

    assert page.notice == "Value replaced"
    told = [tag.get_text() for tag in page.soup.select(".dcpp-timeline__what")]
    assert told == ["Replaced a committed value", "Committed a value", "Draw opened"]


def test_the_story_names_whose_lodged_value_the_platform_opened(browse, lead, drawn):
    page = browse("audits.view_draw", draw_id=drawn.id)

    told = [tag.get_text() for tag in page.soup.select(".dcpp-timeline__what")]
    assert {what for what in told if "opened " in what} == {
        "The platform opened Anne Auditor’s lodged value",
        "The platform opened Ben Builder’s lodged value",
    }
    assert all(one.commitment in page.text for one in queries.get_draw(drawn.id).commitments)
