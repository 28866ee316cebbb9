"""How an audit of the made-up council goes, deed by deed, through the services that auditors use."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from random import Random
from uuid import UUID

from audits import queries, services
from audits.models import Audit
from audits.rules.audits import fields_of, fields_of_practitioner
from audits.rules.findings import ORIGIN, FindingKind
from dcpp.actions import queries as action_queries
from dcpp.actions.models import Action
from dcpp.actions.rules import ActionLevel
from dcpp.frameworks.audit_tools import NO, NOT_APPLICABLE, YES, Question, QuestionKind, Section
from dcpp.frameworks.grades import grade_scale
from dcpp.kernel import clock
from dcpp.kernel.drafts import Change
from dcpp.people import queries as people
from dcpp.sample_council import words
from dcpp.sample_council.following import Following
from dcpp.sample_council.times import at
from dcpp.themes import queries as themes

GRADES = {grade.step: grade.code for grade in grade_scale()}


class Auditing:
    """Carries audits out. `skill` rises over the months, so that the charts have a story to tell."""

    def __init__(self, random: Random, until: datetime, lead_id: UUID) -> None:
        self.random = random
        self.following = Following(random, until, lead_id)
        self.themes = {theme.code: theme for theme in themes.list_active()}

    def carry_out(self, audit: Audit, *, started: date, submitted: date, skill: float) -> None:
        """The whole audit, from the first section to the day it is submitted; and then its actions."""
        with clock.pretend(at(started, 10)):
            overall = self._write_sections(audit, skill)
            self._write_findings(audit, overall)
        with clock.pretend(at(submitted, 15)):
            services.submit_audit(audit, by=_auditor(audit))
        self.following.follow(self._actions_of(audit), submitted)

    def begin(self, audit: Audit, *, started: date, skill: float) -> None:
        """An audit that is still being written."""
        with clock.pretend(at(started, 11)):
            for section in audit.sections[: self.random.randint(2, 5)]:
                self._save(audit, section, self._grade(skill))

    def _write_sections(self, audit: Audit, skill: float) -> int:
        overall = self._grade(skill)
        for section in audit.sections:
            if section.is_of_practitioner:
                self._reflect(audit, section)
            elif section.is_overall:
                self._save(audit, section, overall)
            else:
                self._save(audit, section, self._near(overall, lowest=overall if section.safety_critical else 1))
        return overall

    def _save(self, audit: Audit, section: Section, grade: int) -> None:
        random = self.random
        if not section.is_graded:
            asked = random.random() < 0.7
            fields = {"evidence": words.pick(random, words.FAMILY)} if asked else {"reason": words.NO_FAMILY}
        else:
            fields = {
                "answer": GRADES[grade],
                "evidence": words.pick(random, words.EVIDENCE[grade]),
                "place": words.pick(random, words.PLACES),
                "strengths": words.pick(random, words.STRENGTHS),
                "improve": words.pick(random, words.IMPROVE) if grade < 4 else "",
            }
        if "reason" not in fields:
            fields |= {one.field: self._answer_to(one, grade) for one in section.questions}
        changes = {name: Change("", fields[name]) for name in fields_of(section) if fields.get(name)}
        services.save_section(audit, section, changes, by=_auditor(audit))

    def _answer_to(self, question: Question, grade: int) -> str:
        """An answer that goes with a section's grade, more or less."""
        random = self.random
        if question.kind is QuestionKind.TEXT:
            return words.pick(random, words.ANSWERS[grade])
        if question.kind is QuestionKind.GRADE:
            return GRADES[self._near(grade, lowest=1)]
        if question.kind is QuestionKind.YES_NO:
            return random.choices((YES, NO, NOT_APPLICABLE), (22 * grade, 100 - 22 * grade, 6))[0]
        return random.choices(question.options, range(len(question.options), 0, -1))[0]

    def _reflect(self, audit: Audit, section: Section) -> None:
        """Four practitioners in five are there to give their part."""
        if audit.practitioner_id is None or self.random.random() > 0.8:
            changes = {"reason": Change("", words.NO_REFLECTION)}
            services.save_section(audit, section, changes, by=_auditor(audit))
            return
        services.invite_practitioner(audit, by=_auditor(audit))
        said = {name: words.pick(self.random, words.REFLECTION[name]) for name in fields_of_practitioner(section)}
        changes = {name: Change("", text) for name, text in said.items()}
        services.save_reflection(audit, changes, by=audit.practitioner_id)
        services.share_reflection(audit, by=audit.practitioner_id)

    def _write_findings(self, audit: Audit, overall: int) -> None:
        needs = {4: 0, 3: 1, 2: 2, 1: 3}[overall]
        for kind, many in ((FindingKind.STRENGTH, 2 if overall > 2 else 1), (FindingKind.NEEDS_WORK, needs)):
            for text, code in self.random.sample(words.FINDINGS[kind.value], many):
                details = services.FindingDetails(kind=kind, words=text, themes=[self.themes[code]])
                finding = services.record_finding(audit, details, by=_auditor(audit))
                if kind is FindingKind.NEEDS_WORK:
                    services.propose_action(
                        audit,
                        finding,
                        what=words.pick(self.random, words.ACTIONS),
                        level=ActionLevel.CHILD,
                        owner=people.get_person(self._owner_of(audit)),
                        due_on=clock.add_working_days(clock.today(), self.random.choice((15, 20, 30))),
                        by=_auditor(audit),
                    )

    def _owner_of(self, audit: Audit) -> UUID:
        """The practitioner, while they are here; else the auditor sees to it."""
        person = people.get_person(audit.practitioner_id) if audit.practitioner_id else None
        there = person and not person.has_left(clock.today() + timedelta(days=60))
        return person.id if person and there else _auditor(audit)

    def _actions_of(self, audit: Audit) -> Sequence[Action]:
        return action_queries.list_from_origins(ORIGIN, [one.id for one in queries.list_findings(audit.id)])

    def _grade(self, skill: float) -> int:
        """From 1 to 4; with skill 0 about a third are good or better, with skill 1 about two thirds."""
        weights = (14 - 9 * skill, 52 - 24 * skill, 30 + 24 * skill, 4 + 9 * skill)
        return self.random.choices((1, 2, 3, 4), weights)[0]

    def _near(self, overall: int, lowest: int) -> int:
        return min(4, max(lowest, overall + self.random.choices((-1, 0, 1), (20, 60, 20))[0]))


def _auditor(audit: Audit) -> UUID:
    if audit.auditor_id is None:
        raise LookupError(f"{audit.reference} has no auditor")
    return audit.auditor_id
