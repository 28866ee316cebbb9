"""A paper of an audit tells its second reading and its concerns to whoever may read them, and bears the marking."""

import io
from dataclasses import replace

import docx
import pytest

from audits import access
from audits.models import Audit
from dcpp.config import BadSetting, from_environment
from dcpp.kernel.db import db
from dcpp.people.models import Person
from dcpp.people.rules import Role
from tests.audits.test_taking_an_audit_away import lacks, pdf_text, squeezed, word_text
from tests.makers.audits_done import make_auditor, make_submitted_audit
from tests.makers.concerns import SEEN, make_closed, make_concern, make_line
from tests.makers.moderation import SECOND_READING, agree, make_moderation, make_revealed, propose, read_all
from tests.makers.people import make_person

REASON = "Seen alone only once"
FEEDBACK = "Look for outcomes"


@pytest.fixture
def mark(app):
    """Set the council’s marking for a test."""
    before = app.extensions["settings"]

    def setting(marking):
        app.extensions["settings"] = replace(before, marking=marking)

    yield setting
    app.extensions["settings"] = before


def printed(browse, audit_id):
    return browse("audits.print_audit", audit_id=audit_id).soup.get_text(" ")


def test_both_readers_find_all_of_the_second_reading_in_every_form(browse, sign_in_as, now):
    moderation = agree(propose(make_revealed(differing={"plan": "inadequate"})))
    moderation = db.session.merge(moderation)
    audit_id, auditor = moderation.audit_id, moderation.audit.auditor
    words = [SECOND_READING, REASON, FEEDBACK, "Grades of both readers", "Direction", "Inadequate", "Second grade"]

    sign_in_as(auditor)
    assert lacks(squeezed(printed(browse, audit_id)), words) == []
    assert lacks(pdf_text(browse("audits.download_pdf", audit_id=audit_id).response.data), words) == []

    sign_in_as(make_person("Lee Lead", Role.PRACTICE_LEAD))
    assert lacks(word_text(browse("audits.download_word", audit_id=audit_id).response.data), words) == []


def test_the_practitioner_reads_what_was_agreed_and_no_feedback(browse, sign_in_as, now):
    moderation = db.session.merge(agree(propose(make_revealed(differing={"plan": "inadequate"}))))
    audit_id, practitioner_id = moderation.audit_id, moderation.audit.practitioner_id

    sign_in_as(db.session.get_one(Person, practitioner_id))

    shown = printed(browse, audit_id)

    assert REASON in shown and "Agreed grade" in shown
    assert FEEDBACK not in shown and SECOND_READING not in shown


def test_nothing_of_a_second_reading_is_told_while_it_is_blind(browse, sign_in_as, now):
    moderation = make_moderation()
    read_all(moderation, "inadequate")
    moderation = db.session.merge(moderation)
    audit_id, auditor, moderator = moderation.audit_id, moderation.audit.auditor, moderation.moderator

    sign_in_as(auditor)
    shown = printed(browse, audit_id)
    assert SECOND_READING not in shown and "second reader" not in shown and "Inadequate" not in shown

    sign_in_as(moderator)
    for form in ("print_audit", "download_pdf"):
        refused = browse(f"audits.{form}", audit_id=audit_id, status=403)
        assert "The child was seen alone" not in refused.html


def test_a_revealed_reading_that_is_not_agreed_is_only_for_those_near_it(browse, sign_in_as, now):
    moderation = db.session.merge(make_revealed(second="inadequate"))
    audit_id, auditor, practitioner_id = moderation.audit_id, moderation.audit.auditor, moderation.audit.practitioner_id

    sign_in_as(auditor)
    assert SECOND_READING in printed(browse, audit_id)
    sign_in_as(db.session.get_one(Person, practitioner_id))
    assert SECOND_READING not in printed(browse, audit_id)


def test_a_concern_is_told_in_full_to_who_may_read_it_and_else_only_that_there_is_one(browse, sign_in, sign_in_as, now):
    line = make_line()
    audit = make_submitted_audit(make_auditor(), line[0])
    audit_id = audit.id
    make_closed(make_concern(db.session.get_one(Audit, audit_id)))

    sign_in_as(line[1])
    shown = printed(browse, audit_id)
    assert SEEN in shown and "I visit today at 3pm" in shown and "Seen alone and safe" in shown

    sign_in(access.VIEW_AUDITS)
    shown = printed(browse, audit_id)
    assert SEEN not in shown and "1 immediate concern was raised on this audit" in shown

    sign_in_as(line[0])
    assert "immediate concern" not in printed(browse, audit_id), "it may be about whoever holds the case"


def test_a_paper_names_its_tool_and_its_draw(browse, sign_in, now):
    audit = make_submitted_audit()
    name, audit_id = audit.tool.name, audit.id
    sign_in(access.VIEW_AUDITS)

    shown = printed(browse, audit_id)

    assert f"{name} (core)" in shown and "No sample: given by hand" in shown


def test_the_marking_is_a_setting(browse, sign_in, mark, now):
    audit_id = make_submitted_audit().id
    sign_in(access.VIEW_AUDITS, access.EXPORT_AUDITS)

    mark("RESTRICTED: CHILDREN")
    document = docx.Document(io.BytesIO(browse("audits.download_word", audit_id=audit_id).response.data))
    section = document.sections[0]
    assert "RESTRICTED: CHILDREN" in section.header.paragraphs[0].text
    assert "RESTRICTED: CHILDREN" in section.footer.paragraphs[0].text
    assert "RESTRICTED: CHILDREN" in printed(browse, audit_id)
    assert pdf_text(browse("audits.download_pdf", audit_id=audit_id).response.data).count("RESTRICTED:CHILDREN") >= 3
    taken = browse("audits.export_audits", query={"as": "csv"}).response.data.decode("utf-8-sig")
    assert "Marking,RESTRICTED: CHILDREN" in taken

    mark("")
    assert "OFFICIAL" not in printed(browse, audit_id)
    assert "Marking" not in browse("audits.export_audits", query={"as": "csv"}).response.data.decode("utf-8-sig")


@pytest.mark.parametrize(("said", "meant"), [("none", ""), ("", ""), (" NONE ", ""), ("SECRET", "SECRET")])
def test_the_marking_is_read_from_the_environment(tmp_path, said, meant):
    assert from_environment({"DCPP_DATA": str(tmp_path), "MARKING": said}).marking == meant
    assert from_environment({"DCPP_DATA": str(tmp_path)}).marking == "OFFICIAL-SENSITIVE"


@pytest.mark.parametrize("said", ["x" * 41, "two\nlines"])
def test_a_marking_that_does_not_fit_is_refused(tmp_path, said):
    with pytest.raises(BadSetting, match="MARKING"):
        from_environment({"DCPP_DATA": str(tmp_path), "MARKING": said})
