"""Addresses that no link of a made-up council leads to, made from the map of addresses and the records.

A page such as the one that decides on an exemption is linked only where one waits, and only for whoever may decide. So
each address with an id is tried with a few records of every state, until one answers.
"""

import re
from collections.abc import Iterator
from functools import cached_property
from itertools import islice, product
from urllib.parse import urlencode

from flask import Flask
from sqlalchemy import Table, select
from werkzeug.routing import Rule

from audits.models import ToolVersion
from dcpp.kernel.db import Base, db

TABLES = {
    "action_id": "actions",
    "audit_id": "audits",
    "case_id": "caseload_cases",
    "concern_id": "audit_concerns",
    "correction_id": "caseload_corrections",
    "draw_id": "audit_draws",
    "evidence_id": "action_evidence",
    "exemption_id": "audit_exemptions",
    "finding_id": "audit_findings",
    "group_id": "audit_groups",
    "import_id": "caseload_imports",
    "mail_id": "outbox_messages",
    "moderation_id": "moderations",
    "person_id": "people",
    "programme_id": "audit_programmes",
    "proposed_id": "audit_proposed_actions",
    "report_id": "readiness_reports",
    "sample_case_id": "audit_sample_cases",
    "service_id": "services",
    "team_id": "teams",
    "theme_id": "themes",
    "work_id": "works",
}
STATES = ("state", "kind", "drawn_at", "frozen_at", "abandoned_at", "published_at", "withdrawn_at", "closed_at")
EACH = 3
TRIED = 30
FORM = re.compile(r'<form\b[^>]*\bmethod="get".*?</form>', re.DOTALL)
ACTION = re.compile(r'\baction="([^"?]*)')
CHOICE = re.compile(r'<select\b[^>]*\bname="([^"]+)"[^>]*>(.*?)</select>', re.DOTALL)
WRITTEN = re.compile(r'<input\b[^>]*\bname="([^"]+)" type="(date|search)"')
ANSWER = re.compile(r'<option value="([^"]+)"')


class Seeds:
    """Addresses to try for each page, from the records of one database. Asks it once for each table."""

    def __init__(self, app: Flask) -> None:
        self.adapter = app.url_map.bind("127.0.0.1")
        rules = [rule for rule in app.url_map.iter_rules() if "GET" in (rule.methods or ())]
        self.of_pages = {rule.endpoint: list(islice(self._addresses(rule), TRIED)) for rule in rules}

    def _addresses(self, rule: Rule) -> Iterator[str]:
        """The ids of one address come from one row where its table holds both, as those of a finding and its audit."""
        names = sorted(rule._converters)  # noqa: SLF001 - without those that a rule gives itself
        ids = [name for name in names if name in TABLES]
        others = [self._values(rule, name) for name in names if name not in ids]
        for row in self._rows(rule, ids):
            for values in product(*others):
                given = dict(zip(ids, row, strict=True)) | dict(
                    zip((n for n in names if n not in ids), values, strict=True)
                )
                yield self.adapter.build(rule.endpoint, given)

    def _rows(self, rule: Rule, ids: list[str]) -> list[tuple[object, ...]]:
        if not ids:
            return [()]
        last = max(ids, key=rule.rule.index)
        name = "people_imports" if rule.rule.startswith("/people/imports") else TABLES[last]
        table = Base.metadata.tables[name]
        if any(one != last and one not in table.c for one in ids):
            return []
        return some_of_every_state(table, [table.c.id if one == last else table.c[one] for one in ids])

    def _values(self, rule: Rule, name: str) -> list[object]:
        among = getattr(rule._converters[name], "items", None)  # noqa: SLF001 - what an `any` takes is told nowhere else
        return sorted(among) if among else self._words.get(name, [])

    @cached_property
    def _words(self) -> dict[str, list[object]]:
        """For the words and numbers in an address: those of the tools and of their sections, and the first sheets."""
        versions = db.session.scalars(select(ToolVersion).order_by(ToolVersion.published_at.desc())).all()
        sections = [section for version in versions[:1] for section in version.tool.sections]
        return {
            "code": list(dict.fromkeys([version.code for version in versions] + [one.code for one in sections])),
            "number": sorted({version.number for version in versions}, reverse=True),
            "section": [section.code for section in sections],
            "question": [question.code for section in sections for question in section.questions],
            "place": [0, 1],
            "position": [0, 1],
        }


def some_of_every_state(table: Table, wanted: list) -> list[tuple[object, ...]]:
    states = [table.c[name] for name in STATES if name in table.c]
    met: dict[tuple[object, ...], list[tuple[object, ...]]] = {}
    for row in db.session.execute(select(*wanted, *states).order_by(table.c.id).limit(20_000)):
        told = row[len(wanted) :]
        state = tuple(bool(one) if name.name.endswith("_at") else one for name, one in zip(states, told, strict=True))
        met.setdefault(state, []).append(tuple(row[: len(wanted)]))
    return [row for place in range(EACH) for rows in met.values() for row in rows[place : place + 1]]


def with_filters(html: str, path: str) -> list[str]:
    """A list's address with each of its filters by itself: the last answer of a choice, two letters, a day."""
    found = []
    for form in FORM.findall(html):
        action = (ACTION.search(form) or ["", path])[1] or path
        chosen = [(name, answers[-1]) for name, inside in CHOICE.findall(form) if (answers := ANSWER.findall(inside))]
        written = [(name, "2026-06-01" if kind == "date" else "an") for name, kind in WRITTEN.findall(form)]
        found += [f"{action}?{urlencode({name: value})}" for name, value in chosen + written]
    return found
