"""What reports count of audits."""

from datetime import date

from audits import queries
from dcpp.home.queries import waiting
from dcpp.inspection.queries.facts import facts_of
from dcpp.inspection.rules.period import Period
from dcpp.kernel.access import Viewer
from dcpp.people.rules import Role
from tests.makers.audits_done import (
    add_finding,
    invite,
    make_audit,
    make_auditor,
    make_submitted_audit,
    share_reflection,
    submit,
    write_all,
)
from tests.makers.people import make_person, make_team
from tests.statements import statements

TODAY = date(2026, 11, 23)


def test_a_submitted_audit_is_told_with_the_grades_of_its_sections(app, now):
    audit = make_submitted_audit(grade="good")
    make_audit()

    found = queries.list_submitted(TODAY)

    assert [one.reference for one in found] == [audit.reference]
    assert found[0].sections["oversight"] == "good" and "overall" not in found[0].sections
    assert not found[0].has_practitioner_part and found[0].has_family_feedback
    assert queries.list_submitted(date(2026, 11, 22)) == []


def test_a_shared_reflection_counts_as_the_practitioners_part(app, now):
    practitioner = make_person("Pat", Role.PRACTITIONER, team=make_team())
    audit = make_audit(make_auditor(), practitioner)
    invite(audit)
    share_reflection(audit, "I would see the father earlier.")
    write_all(audit)
    add_finding(audit, action_for=practitioner)
    submit(audit)

    assert queries.list_submitted(TODAY)[0].has_practitioner_part


def test_the_same_number_of_statements_for_one_and_for_ten(app, now):
    counts = []
    for more in (1, 9):
        for _ in range(more):
            make_submitted_audit()
        with statements() as sent:
            queries.list_submitted(TODAY)
        counts.append(len([one for one in sent if one.startswith("SELECT")]))

    assert counts == [2, 2]


def test_the_report_reads_audits_findings_and_what_was_drawn(app, now):
    audit = make_submitted_audit(grade="inadequate")
    make_audit()

    facts = facts_of(Period(date(2026, 11, 1), TODAY))

    assert [one.grade for one in facts.audits] == ["inadequate"]
    assert [(one.reference, one.theme, one.is_strength) for one in facts.findings] == [
        (audit.reference, "Plans", False)
    ]
    assert [bool(one.submitted_on) for one in facts.drawn] == [True, False]


def test_what_waits_is_on_my_work(app, now):
    auditor, practitioner = make_auditor(), make_person("Pat", Role.PRACTITIONER)
    audit = make_audit(auditor, practitioner)
    invite(audit)

    with app.test_request_context():
        for person, words in (
            (auditor, f"Audit case {audit.case_id}"),
            (practitioner, f"Write your reflection on the audit of case {audit.case_id}"),
        ):
            found = waiting.list_waiting(Viewer(person_id=person.id, name=person.name), TODAY)
            assert [(one.what, one.due_on) for one in found] == [(words, date(2026, 12, 14))]
