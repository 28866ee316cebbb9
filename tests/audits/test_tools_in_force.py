"""Versions of tools: which one an audit begins on, and that what was published stays as it is."""

from datetime import date

import pytest
from sqlalchemy import delete, update
from sqlalchemy.exc import DBAPIError

from audits import queries
from audits.models import ToolVersion
from audits.rules import tools as rules
from dcpp.frameworks.audit_tools import CORE
from dcpp.frameworks.judgements import Area
from dcpp.kernel.db import db, transaction
from tests.makers.audits_done import make_audit, make_submitted_audit, write
from tests.statements import statements

TODAY = date(2026, 11, 23)


class Version:
    def __init__(self, number, valid_from, retired_on=None):
        self.number, self.valid_from, self.retired_on = number, valid_from, retired_on


def chosen(*versions, on=TODAY):
    found = rules.in_force(versions, on)
    return found and found.number


def test_the_newest_version_whose_day_has_come_is_in_force():
    old, new, later = Version(1, date(2025, 1, 1)), Version(2, date(2026, 9, 1)), Version(3, date(2027, 1, 1))

    assert chosen(old, new, later) == 2
    assert chosen(old, new, later, on=date(2026, 8, 31)) == 1
    assert chosen(old, new, later, on=date(2027, 1, 1)) == 3
    assert chosen(old, on=date(2024, 1, 1)) is None


def test_a_draft_is_never_in_force_and_a_retired_version_only_until_its_day():
    assert chosen(Version(1, None)) is None
    assert chosen(Version(1, date(2025, 1, 1)), Version(2, date(2026, 1, 1), retired_on=TODAY)) == 1
    assert chosen(Version(2, date(2026, 1, 1), retired_on=date(2026, 11, 24))) == 2


def test_of_two_versions_of_one_day_the_later_number_holds():
    assert chosen(Version(2, TODAY), Version(3, TODAY)) == 3


def test_the_shipped_tools_are_published_and_in_use(app):
    in_use = {version.code: version for version in queries.list_tools_in_use(TODAY)}
    core = in_use[CORE]

    assert in_use.keys() == {CORE, "dip_sample", "supervision"}
    assert (core.number, core.title) == (2, "Core practice audit")
    assert core.content_hash == queries.get_version(CORE, 2).content_hash != ""
    assert queries.tool_in_force(CORE, date(2026, 8, 31)).version == 1
    assert queries.find_tool_in_force("no such tool", TODAY) is None
    with pytest.raises(LookupError, match="no such tool"):
        queries.tool_in_force("no such tool", TODAY)


def test_sections_that_speak_of_leaders_are_known_by_version(app):
    told = queries.sections_about(Area.LEADERS)

    of_core = {key: name for key, name in told.items() if key[0] == CORE}
    assert of_core == {(CORE, n, "oversight"): "Management oversight and supervision" for n in (1, 2)}
    assert {code for code, _number, _section in told} == {CORE, "dip_sample", "supervision"}


@pytest.mark.parametrize(
    "changed",
    [
        {"content": {"title": "Mine", "sections": []}},
        {"content_hash": "0" * 64},
        {"valid_from": date(2020, 1, 1)},
        {"title": "Other"},
        {"published_at": None},
    ],
)
def test_the_database_refuses_to_change_what_was_published(app, changed):
    with pytest.raises(DBAPIError, match="frozen"), transaction():
        db.session.execute(update(ToolVersion).where(ToolVersion.number == 1).values(**changed))


def test_the_database_refuses_to_remove_what_was_published(app):
    with pytest.raises(DBAPIError, match="frozen"), transaction():
        db.session.execute(delete(ToolVersion))


def test_a_published_version_may_be_retired(app):
    with transaction():
        db.session.execute(update(ToolVersion).where(ToolVersion.number == 2).values(retired_on=TODAY))

    assert queries.tool_in_force(CORE, TODAY).version == 1


def test_an_audit_stays_on_the_version_it_began_with(app):
    audit = make_audit()
    with transaction():
        db.session.execute(update(ToolVersion).where(ToolVersion.number == 2).values(retired_on=TODAY))

    assert audit.tool.name == "Core practice audit, version 2"


def test_an_old_audit_without_questions_reads_as_it_did(app):
    audit = make_audit(tool=queries.tool_in_force(CORE, date(2026, 8, 31)))
    write(audit, "plan", answer="good", evidence="Outcomes are named.", place="Plan")

    answer = queries.answers_of(audit)["plan"]
    assert (answer.answer, answer.evidence, answer.questions) == ("good", "Outcomes are named.", {})
    assert not any(section.questions for section in audit.sections)


def test_answers_and_grades_of_many_audits_are_read_at_once(app):
    audits = [make_submitted_audit(grade="good"), make_submitted_audit(grade="inadequate")]
    ids = [audit.id for audit in audits]
    with statements() as counted:
        answers = queries.answers_of_all(audits)
        grades = queries.grades_by_section(ids)

    assert len(counted) <= 4
    assert answers[ids[0]]["voice"].questions["seen"] == "yes"
    assert grades[ids[1]]["assessment"] == "inadequate"
    assert "family" not in grades[ids[0]]
