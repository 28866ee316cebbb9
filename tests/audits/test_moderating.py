"""Who is moderated and by whom, and that the second reader grades blind."""

import pytest

from audits import queries, services
from audits.rules import moderation as rules
from dcpp.kernel.db import db, transaction
from dcpp.kernel.outbox import OutboxMessage
from dcpp.people.rules import Role
from tests.makers.audits_done import make_auditor, make_submitted_audit
from tests.makers.moderation import SECOND_READING, make_moderation, make_moderator, make_revealed, read_all
from tests.makers.people import make_person

SECRET = "The child was seen alone every fortnight"


@pytest.fixture
def lead(app, now):
    return make_person("Lee Lead", Role.PRACTICE_LEAD)


@pytest.fixture
def moderator(app, now):
    return make_moderator()


def accredit(auditor, lead):
    with transaction():
        services.accredit_auditor(auditor, is_given=True, reason="Twelve moderated, all talked over", by=lead.id)


def test_everyone_not_accredited_is_moderated_and_the_moderator_is_told(browse, sign_in_as, auditor, moderator):
    audit = make_submitted_audit(auditor)

    moderation = queries.find_moderation(audit.id)

    assert moderation.moderator_id == moderator.id
    assert rules.Because.NOT_ACCREDITED in moderation.choice.reasons
    mail = db.session.query(OutboxMessage).filter_by(person_id=moderator.id).one()
    assert mail.subject == "1 audit for you to moderate, due 7 December 2026"
    sign_in_as(moderator)
    assert "Moderate an audit" in browse("home.view_my_work").links


def test_an_accredited_auditor_is_moderated_by_lot_and_by_grade(app, lead, auditor, moderator):
    accredit(auditor, lead)
    with transaction():
        services.set_share(None, 0)

    plain, serious = make_submitted_audit(auditor), make_submitted_audit(auditor, grade="inadequate")

    assert queries.find_moderation(plain.id) is None
    assert queries.find_moderation(serious.id).choice.because == ["grade"]
    with transaction():
        services.set_share(None, 100)
    assert queries.find_moderation(make_submitted_audit(auditor).id).choice.because == ["share"]


def test_nobody_near_or_who_knows_the_audit_moderates_it(browse, sign_in_as, practitioner, lead):
    near = make_person("Nia Near", Role.MODERATOR, team=practitioner.team)
    both = make_auditor("Bo Both")
    both_roles = make_person("Cy Curious", Role.MODERATOR, Role.SENIOR_MANAGER)

    audit_id = make_submitted_audit(both, practitioner).id
    moderation = queries.find_moderation(audit_id)
    assert moderation.moderator_id == both_roles.id, "Nia is in the practitioner’s team"
    moderation_id = moderation.id

    sign_in_as(lead)
    for name, words in (("Nia Near", "too near this case"), ("Bo Both", "not a moderator")):
        post = {"moderator": name, "reason": "Leave"}
        page = browse("audits.reallocate_moderation", moderation_id=moderation_id, post=post, status=200)
        assert words in page.text
    assert near.id != moderation.moderator_id


def test_who_has_read_the_audit_cannot_grade_it_blind(browse, sign_in_as, lead, auditor):
    audit_id = make_submitted_audit(auditor).id
    reader = make_person("Ria Reader", Role.MODERATOR, Role.SENIOR_MANAGER)
    sign_in_as(reader)
    browse("audits.view_audit", audit_id=audit_id)

    with transaction():
        assert services.allocate_moderations_that_wait() == 0
    late = make_moderator("Lou Later")
    with transaction():
        assert services.allocate_moderations_that_wait() == 1
    assert queries.find_moderation(audit_id).moderator_id == late.id


def test_the_second_reader_sees_nothing_of_the_first_by_any_door(browse, sign_in_as, auditor, practitioner):
    """Even one whose other roles see every audit."""
    moderator = make_person("Mo Many", Role.MODERATOR, Role.PRACTICE_LEAD)
    moderation = make_moderation(auditor, moderator, practitioner, grade="inadequate")
    ids = moderation.id, moderation.audit_id, moderation.audit.reference, moderation.audit.case_id
    sign_in_as(moderator)

    page = browse("audits.view_moderation", moderation_id=ids[0])
    assert SECRET not in page.html and "Inadequate" not in page.text and "Audit again by" not in page.text
    assert page.summary("Case reference") and page.summary("Tool")
    section = browse("audits.moderate_section", moderation_id=ids[0], code="plan")
    assert SECRET not in section.html
    assert browse("audits.view_audit", audit_id=ids[1]).heading == page.heading, "it leads to the moderation"
    for query in ({}, {"grade": "inadequate"}, {"case": ids[3]}, {"state": "submitted"}):
        assert ids[2] not in browse("audits.list_audits", query=query).text
    assert ids[2] not in browse("audits.list_moderations").text
    browse("audits.reallocate_audit", audit_id=ids[1], status=404)
    browse("audits.answer_section", audit_id=ids[1], code="plan", status=403)
    assert "inadequate" not in browse("operations.view_trail", query={"record": str(ids[1])}).text.lower()


def test_nobody_sees_the_second_grades_before_they_are_submitted(browse, sign_in_as, auditor, lead, moderator):
    moderation = make_moderation(auditor, moderator)
    moderation_id = moderation.id
    read_all(moderation, "requires_improvement")

    for person in (auditor, lead):
        sign_in_as(person)
        page = browse("audits.view_moderation", moderation_id=moderation_id)
        assert SECOND_READING not in page.html and "Requires improvement" not in page.text
    sign_in_as(make_moderator("Sal Stranger"))
    browse("audits.view_moderation", moderation_id=moderation_id, status=404)


def test_both_are_revealed_together(browse, sign_in_as, auditor, lead, moderator, practitioner):
    moderation = make_revealed(
        auditor=auditor, moderator=moderator, practitioner=practitioner, differing={"plan": "inadequate"}
    )
    moderation_id, audit_id = moderation.id, moderation.audit_id

    for person in (auditor, lead, moderator):
        sign_in_as(person)
        page = browse("audits.view_moderation", moderation_id=moderation_id)
        assert SECRET in page.text and SECOND_READING in page.text
    sign_in_as(practitioner)
    browse("audits.view_moderation", moderation_id=moderation_id, status=403)
    assert SECOND_READING not in browse("audits.view_audit", audit_id=audit_id).html


def test_a_section_saves_itself_and_two_windows_never_overwrite_each_other(browse, sign_in_as, auditor, moderator):
    moderation_id = make_moderation(auditor, moderator).id
    sign_in_as(moderator)
    address = f"/audits/moderations/{moderation_id}/sections/plan/draft"

    def send(before, after):
        return browse.client.post(address, json={"fields": {"evidence": {"before": before, "after": after}}})

    assert send("", "Outcomes are named").status_code == 200
    conflict = send("", "Nothing is named")
    assert conflict.status_code == 409
    assert conflict.json["conflicts"]["evidence"]["theirs"] == "Outcomes are named"
    assert browse.client.post(address, json={"fields": {"grade": {"before": "", "after": "x"}}}).status_code == 409
    page = browse(
        "audits.save_moderated_section",
        moderation_id=moderation_id,
        code="plan",
        post={"answer": "good", "evidence": "Outcomes are named", "before-evidence": "Outcomes are named"},
    )
    assert page.heading != "Plan" and not page.errors


def test_it_is_submitted_complete_once_and_by_its_moderator_alone(browse, sign_in_as, auditor, moderator):
    moderation = make_moderation(auditor, moderator)
    moderation_id = moderation.id
    sign_in_as(moderator)

    page = browse("audits.submit_moderation", moderation_id=moderation_id)
    assert "Overall judgement: select a grade" in page.links
    browse("audits.submit_moderation", moderation_id=moderation_id, post={}, status=409)
    read_all(moderation)
    assert browse("audits.submit_moderation", moderation_id=moderation_id, post={}).notice.startswith(
        "Grades submitted"
    )
    page = browse("audits.submit_moderation", moderation_id=moderation_id, post={}, status=409)
    assert "so they cannot be changed" in page.text


def test_a_blind_reader_is_not_told_how_many_findings_the_audit_has(browse, sign_in_as, auditor, moderator):
    moderation_id = make_moderation(auditor, moderator).id

    sign_in_as(moderator)
    assert "Audit submitted" not in browse("audits.view_moderation", moderation_id=moderation_id).text
    sign_in_as(auditor)
    assert "Audit submitted" in browse("audits.view_moderation", moderation_id=moderation_id).text


def test_a_moderation_given_on_begins_blind_and_its_first_moderator_writes_no_more(
    browse, sign_in_as, auditor, moderator, lead
):
    moderation = make_moderation(auditor, moderator)
    moderation_id = moderation.id
    read_all(moderation)
    new = make_moderator("Nell New")
    sign_in_as(lead)
    post = {"moderator": "Nell New", "reason": "Mo is ill"}
    assert browse("audits.reallocate_moderation", moderation_id=moderation_id, post=post).notice

    sign_in_as(moderator)
    browse("audits.moderate_section", moderation_id=moderation_id, code="plan", status=404)
    sign_in_as(new)
    assert SECOND_READING not in browse("audits.view_moderation", moderation_id=moderation_id).html
