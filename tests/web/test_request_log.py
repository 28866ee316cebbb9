"""Each request is one line: where it went and how it ended, by ids; never what somebody wrote or was looking for."""

import logging

from dcpp.kernel import access
from dcpp.kernel.access import Viewer
from dcpp.kernel.ids import new_id


def requests_in(lines):
    return [line for line in lines if line["event"] == "request"]


def test_a_request_is_one_line_without_what_was_searched_for(house, logged):
    person = Viewer(new_id(), "Ann Other")
    house.app.extensions["doors"].load_viewer = lambda: person
    house.add(find_case, declare=access.signed_in)

    house.client().get("/door?name=Secret+Name&token=abc", headers={"User-Agent": "Secret Agent"})

    (line,) = requests_in(logged())
    assert (line["method"], line["endpoint"], line["status"]) == ("GET", "find_case", 200)
    assert line["person"] == str(person.person_id)
    assert len(line["reference"]) == 8
    assert line["ms"] >= 0
    assert "Secret" not in str(line)
    assert "Ann" not in str(line)


def find_case():
    return "words"


def test_two_requests_have_two_references(house, logged):
    house.client().get("/no-such-page")
    house.client().get("/no-such-page")

    first, second = requests_in(logged())
    assert first["reference"] != second["reference"]


def test_whoever_only_looks_whether_we_live_leaves_no_line(house, logged):
    house.client().get("/healthz")

    assert requests_in(logged()) == []


def test_what_libraries_log_has_the_same_form(house, logged):
    try:
        {}["ann@council.example"]
    except KeyError:
        logging.getLogger("somebody.elses").exception("It fell over")

    (line,) = logged()
    assert line["event"] == "It fell over"
    assert line["error"][0]["kind"] == "KeyError"
    assert "ann@" not in str(line)
