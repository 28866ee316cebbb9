"""One audit leaves as PDF, as a Word file and as a page to print: all that stands in it, for whoever may read it."""

import io
import re
from dataclasses import replace
from itertools import pairwise

import docx
import openpyxl
import page as page_validation
import pypdfium2
import pytest
from docx.oxml.ns import qn

from audits import access, queries, services
from audits.rules import audits as rules
from audits.rules import telling
from dcpp.frameworks.audit_kinds import AuditKind
from dcpp.frameworks.audit_tools import CORE, Question, QuestionKind
from dcpp.frameworks.status import CaseStatus
from dcpp.kernel.db import db, transaction
from dcpp.kernel.drafts import Change
from dcpp.kernel.trail import TrailEntry
from dcpp.people.rules import Role
from tests.makers.audits_done import (
    add_finding,
    invite,
    make_audit,
    make_submitted_audit,
    share_reflection,
    submit,
    write,
)
from tests.makers.people import make_person, make_team
from tests.makers.tools import make_draft, publish

FORMS = ("download_pdf", "download_word", "print_audit")


def _question(section, kind, number, **more):
    options = (f"Choice{section}{number}a", f"Choice{section}{number}b") if kind is QuestionKind.CHOICE else ()
    return Question(code=f"own_{number}", words=f"Asked {section} {number}?", kind=kind, options=options, **more)


def _with_every_kind(tool):
    """Each section but the overall judgement asks a question of each kind, one of them of such a case only."""
    return replace(tool, sections=tuple(map(_with_questions, tool.sections)))


def _with_questions(section):
    if section.is_overall:
        return section
    asked = tuple(_question(section.code, kind, number) for number, kind in enumerate(QuestionKind))
    some = tuple(
        _question(section.code, QuestionKind.TEXT, number, applies_to=frozenset({status}))
        for number, status in ((9, CaseStatus.CHILD_PROTECTION), (8, CaseStatus.CARE_LEAVER))
        if section.applies(status)
    )
    return replace(section, questions=(*section.questions, *asked, *some))


def _word(*parts):
    return "Word" + "".join(re.sub(r"[^A-Za-z0-9]", "", str(part)).capitalize() for part in parts) + "End"


def write_every_answer(audit):
    """Every field and question, each with a word of its own where words go; gives the words that must be told."""
    words = []
    for section in audit.sections:
        if section.is_of_practitioner:
            continue
        fields = {}
        for name in rules.fields_of(section):
            if name == "answer":
                fields[name] = "good"
            elif name.startswith("q_") and (offered := section.question(name.removeprefix("q_")).offered):
                fields[name] = offered[-1][0]
                words.append(offered[-1][1])
            else:
                fields[name] = _word(section.code, name)
                words.append(fields[name])
        write(audit, section.code, **fields)
    return words


@pytest.fixture
def told(app, now):
    """A submitted audit in which everything is answered, and the words that must be in every export."""
    tool = publish_every_kind()
    practitioner = make_person("Pat Practitioner", Role.PRACTITIONER, team=make_team("North"))
    audit = make_audit(practitioner=practitioner, tool=tool)
    words = write_every_answer(audit)
    invite(audit)
    share_reflection(audit, "WordReflectionEnd in my own words")
    add_finding(audit, action_for=make_person("Olu Owner"))
    audit = submit(audit)
    words += [
        "WordReflectionEnd",
        audit.case_id,
        "The plan names tasks but not outcomes.",
        "Write the plan anew with the family, naming outcomes",
        "Olu Owner",
        "21 December 2026",
        "Audit submitted",
        "OFFICIAL-SENSITIVE",
        audit.tool.name,
        "As at",
    ]
    asked = [one.words for section in audit.sections for one in section.questions if not section.is_of_practitioner]
    return audit, [*words, *asked]


def publish_every_kind():
    number = make_draft()
    sections = _with_every_kind(queries.get_version(CORE, number).tool).sections
    publish(CORE, number, {"sections": sections})
    return queries.get_version(CORE, number).tool


def pdf_text(content):
    document = pypdfium2.PdfDocument(content)
    return squeezed(" ".join(one.get_textpage().get_text_range() for one in document))


def word_text(content):
    document = docx.Document(io.BytesIO(content))
    parts = [document.element.body, document.sections[0].header._element]
    return squeezed(" ".join(node.text or "" for part in parts for node in part.iter(qn("w:t"))))


def squeezed(text):
    """Without the spaces and hyphens that lines are broken by."""
    return re.sub(r"[\s\u00ad\ufffe\x02-]+", "", text)


def lacks(text, words):
    return [word for word in words if squeezed(word) not in text]


def test_every_answered_question_is_in_every_paper(browse, sign_in, told):
    audit, words = told
    audit_id = audit.id
    sign_in(access.VIEW_AUDITS, access.EXPORT_AUDITS)

    pdf = browse("audits.download_pdf", audit_id=audit_id).response
    word = browse("audits.download_word", audit_id=audit_id).response
    shown = browse("audits.print_audit", audit_id=audit_id)

    assert lacks(pdf_text(pdf.data), words) == []
    assert lacks(word_text(word.data), words) == []
    assert lacks(squeezed(shown.soup.get_text(" ")), words) == []
    assert "Asked plan 8?" not in shown.text, "what is not asked of such a case is not told"
    assert pdf.headers["Content-Disposition"] == f"attachment; filename={audit.reference}.pdf"
    kept = db.session.query(TrailEntry.details).filter_by(event="Downloaded", record_id=audit_id).all()
    assert [row.details for row in kept] == [f'{{"what":"audit_{form}"}}' for form in ("pdf", "docx", "print")]


@pytest.mark.parametrize("form", ["xlsx", "csv"])
def test_every_answered_question_is_in_the_export_of_answers(browse, sign_in, told, form):
    audit, _ = told
    expected = [
        (section.name, line.label, line.words)
        for section in telling.tell(audit.tool, audit.status, audit.kind, queries.answers_of(audit))
        for line in section.lines()
    ]
    sign_in(access.VIEW_AUDITS, access.EXPORT_AUDITS)

    taken = browse("audits.export_answers", query={"as": form}).response.data

    if form == "xlsx":
        rows = list(openpyxl.load_workbook(io.BytesIO(taken)).active.values)
        assert [row[4:7] for row in rows if row[0] == audit.reference] == expected
    assert len([one for one in expected if one[2].startswith("Word")]) > 40
    text = squeezed(taken.decode("utf-8-sig") if form == "csv" else str(rows))
    assert lacks(text, [word for _, label, word in expected for word in (label, word)]) == []


@pytest.mark.parametrize("status", CaseStatus)
@pytest.mark.parametrize("kind", [AuditKind.CORE, AuditKind.CLOSURE, AuditKind.SUPERVISION])
def test_the_shipped_tool_is_told_whole_for_every_status_and_kind(app, status, kind):
    tool = queries.tool_in_force(CORE, queries.get_version(CORE, 2).valid_from)
    answers = {
        section.code: rules.Answer(
            answer="good" if section.is_graded else "",
            **{name: _word(section.code, name) for name in rules.FIELDS if name != "answer"},
            questions={one.code: _word(section.code, one.code) for one in section.questions},
        )
        for section in tool.sections
    }

    told = {line.words for section in telling.tell(tool, status, kind, answers) for line in section.lines()}

    written = {_word(section.code, name) for section in tool.sections for name in rules.FIELDS if name != "answer"}
    asked = {_word(section.code, one.code) for section in tool.sections for one in section.questions}
    assert written | asked <= told


def test_the_pdf_is_pdf_ua_and_the_word_file_has_headings_language_and_heading_rows(browse, sign_in, told):
    audit, _ = told
    audit_id, title = audit.id, f"Audit {audit.reference}: case {audit.case_id}"
    sign_in(access.VIEW_AUDITS, access.EXPORT_AUDITS)

    pdf = browse("audits.download_pdf", audit_id=audit_id).response.data
    document = docx.Document(io.BytesIO(browse("audits.download_word", audit_id=audit_id).response.data))

    assert [one.message for one in page_validation.validate_pdf_bytes(pdf, profile="ua1").failures] == []
    assert "1 of " in pypdfium2.PdfDocument(pdf)[0].get_textpage().get_text_range()
    headings = [one for one in document.paragraphs if one.style.name.startswith("Heading")]
    levels = [int(one.style.name[-1]) for one in headings]
    assert headings[0].text == document.core_properties.title == title
    assert levels[0] == 1 and all(after - before <= 1 for before, after in pairwise(levels))
    assert document.core_properties.language == "en-GB"
    assert document.styles.element.find(f".//{qn('w:lang')}").get(qn("w:val")) == "en-GB"
    assert all(table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None for table in document.tables)


def test_before_it_is_submitted_only_its_auditor_takes_it_and_it_says_draft(browse, sign_in, sign_in_as, now):
    audit = make_audit(make_person("Ada Auditor", Role.AUDITOR))
    write(audit, "plan", answer="good", evidence="WordSecretEnd", place="Plan")
    audit_id, auditor = audit.id, audit.auditor
    sign_in(access.VIEW_AUDITS, access.EXPORT_AUDITS)

    assert "Word" not in browse("audits.view_audit", audit_id=audit_id).links
    for form in FORMS:
        refused = browse(f"audits.{form}", audit_id=audit_id, status=409)
        assert "only its auditor may read it" in refused.text and "WordSecretEnd" not in refused.html

    sign_in_as(auditor)
    assert "Take the draft away" in browse("audits.view_audit", audit_id=audit_id).text
    shown = browse("audits.print_audit", audit_id=audit_id).html
    assert "Draft, not submitted" in shown and "WordSecretEnd" in shown
    browse("audits.download_word", audit_id=audit_id, status=403)


def test_an_unshared_reflection_and_a_withdrawn_audit_are_not_taken_away(browse, sign_in, sign_in_as, now):
    audit = invite(make_audit(make_person("Ada Auditor", Role.AUDITOR)))
    audit_id = audit.id
    with transaction():
        mine = queries.find_answer(audit_id, "reflection").audit
        services.save_reflection(mine, {"evidence": Change("", "WordPrivateEnd")}, by=mine.practitioner_id)
    sign_in_as(audit.auditor)
    assert "WordPrivateEnd" not in browse("audits.print_audit", audit_id=audit_id).html

    with transaction():
        services.withdraw_audit(queries.find_answer(audit_id, "reflection").audit, reason="The case was closed")
    sign_in(access.VIEW_AUDITS)
    assert "was withdrawn" in browse("audits.print_audit", audit_id=audit_id, status=409).text


def test_somebody_elses_audit_is_not_found(browse, sign_in_as, now):
    audit_id = make_submitted_audit().id
    sign_in_as(make_person("Sam Stranger", Role.PRACTITIONER))

    for form in ("download_pdf", "print_audit"):
        browse(f"audits.{form}", audit_id=audit_id, status=404)


def test_a_paper_survives_whatever_somebody_wrote(browse, sign_in_as, now):
    audit = make_audit(make_person("Ada Auditor", Role.AUDITOR))
    write(
        audit,
        "plan",
        answer="good",
        evidence="<b>&\x0b Łukasz 👪 \ud83d".encode("utf-8", "ignore").decode() + "x" * 300,
    )
    audit_id, auditor = audit.id, audit.auditor
    sign_in_as(auditor)

    assert "Łukasz" in browse("audits.print_audit", audit_id=audit_id).text
    assert "ukasz" in pdf_text(browse("audits.download_pdf", audit_id=audit_id).response.data)
