"""How far readers agree, by section and programme, with the moderated audits behind every figure; and the choice."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from flask import abort, render_template, request
from flask.typing import ResponseReturnValue
from sqlalchemy import ColumnElement

from audits import access, queries, services
from audits.models import Audit, AuditDraw, Moderation
from audits.rules import moderation as rules
from audits.rules.agreement import LEAST, Agreement, Pair, agreement_of
from audits.rules.audits import NOT_APPLICABLE, OVERALL
from audits.rules.moderation import Because, ModerationState
from audits.views import blueprint
from dcpp.frameworks.grades import grade
from dcpp.kernel import clock
from dcpp.kernel.access import may, viewer
from dcpp.web.listing import Filter, Listing, OnDay, OneOf


@dataclass(frozen=True)
class Measured:
    """A row of the page: whose agreement, what it came to, and the filter that opens its audits."""

    name: str
    agreement: Agreement
    opens: dict[str, str]


@blueprint.get("/agreement")
@may(access.VIEW_AGREEMENT)
def view_agreement() -> ResponseReturnValue:
    listing = _listing()
    pairs = queries.count_pairs(*_conditions(listing.filters))
    names = queries.names_of_sections({(row.tool_code, row.tool_version) for row in pairs})
    return render_template(
        "audits/view_agreement.html",
        listing=listing,
        overall=_measured([row for row in pairs if row.section == OVERALL], "All moderated audits", {}),
        sections=_by_section(pairs, names),
        programmes=_by_programme([row for row in pairs if row.section == OVERALL]),
        kept={name: value for name, value in request.args.items() if value and name != "page"},
        least=LEAST,
        today=clock.today(),
    )


@blueprint.get("/moderations")
@may(access.VIEW_AGREEMENT)
def list_moderations() -> ResponseReturnValue:
    listing = _listing()
    section = request.args.get("section") or OVERALL
    audits = [row.Moderation.audit for row in listing.rows]
    return render_template(
        "audits/list_moderations.html",
        listing=listing,
        section=section,
        section_name=_section_name(audits, section),
        grades=queries.grades_in(section, [audit.id for audit in audits]),
        today=clock.today(),
    )


@blueprint.get("/moderations/choices")
@may(access.VIEW_AGREEMENT)
def list_moderation_values() -> ResponseReturnValue:
    share = queries.find_share(None)
    return render_template(
        "audits/list_moderation_values.html",
        values=queries.list_moderation_values(),
        this_month=clock.month_of(clock.today()),
        share=share.share if share else 0,
        access=access,
    )


@blueprint.get("/moderations/choices/<int:year>/<int:month>")
@may(access.VIEW_AGREEMENT)
def list_moderation_choices(year: int, month: int) -> ResponseReturnValue:
    """A month's lots, once it is over: before, whoever knew the value could tell which audits will be read again."""
    value = queries.find_moderation_value(_first_day(year, month))
    if value is None or value.month >= clock.month_of(clock.today()):
        abort(404)
    return render_template(
        "audits/list_moderation_choices.html",
        month=value,
        value=services.open_value(value),
        choices=queries.list_moderation_choices(value.month, viewer()),
        rules=rules,
    )


def _first_day(year: int, month: int) -> date:
    try:
        return date(year, month, 1)
    except ValueError:
        abort(404)


def _listing() -> Listing:
    return Listing(
        queries.select_moderations(viewer()),
        args=request.args,
        columns={"submitted": Audit.submitted_on, "reference": Audit.reference, "agreed": Moderation.agreed_on},
        tie=Moderation.id,
        usual="-submitted",
        filters=_filters(),
    )


def _filters() -> list[Filter]:
    return [
        OneOf(
            "programme",
            "Programme",
            [(row.id, row.name) for row in queries.list_programmes_moderated()],
            lambda one: AuditDraw.programme_id == one,
        ),
        OneOf("tool", "Tool", queries.list_tools_moderated(), lambda code: Audit.tool_code == code),
        OnDay("submitted_from", "Submitted from", lambda day: Audit.submitted_on >= day),
        OnDay("submitted_until", "Submitted until", lambda day: Audit.submitted_on <= day),
        OneOf("why", "Moderated because", Because, queries.chosen_because),
        OneOf("state", "State", ModerationState, lambda state: Moderation.state == state),
    ]


def _conditions(filters: Iterable[Filter]) -> list[ColumnElement[bool]]:
    """What the address asks for, as the list itself reads it."""
    read = [(one, one.read(request.args.get(one.name, ""))) for one in filters]
    return [one.where(value) for one, value in read if value is not None]


def _measured(rows: Sequence[Any], name: str, opens: dict[str, str]) -> Measured:
    """Every pair by itself again, from rows that say how many were alike."""
    alike = ((Pair(grade(row.first).step, grade(row.second).step, _step(row.agreed)), row.pairs) for row in rows)
    pairs = [pair for pair, n in alike for _ in range(n)]
    return Measured(name, agreement_of(pairs), opens)


def _step(code: str | None) -> int | None:
    return grade(code).step if code and code != NOT_APPLICABLE else None


def _by_section(pairs: Sequence[Any], names: dict[tuple[str, int, str], str]) -> list[Measured]:
    """In the order of the tools' forms; a section of one name is one section, whichever version asked it."""
    grouped: dict[str, list[Any]] = {name: [] for name in names.values()}
    for row in pairs:
        if row.section != OVERALL:
            grouped[names[row.tool_code, row.tool_version, row.section]].append(row)
    return [_measured(rows, name, {"section": rows[0].section}) for name, rows in grouped.items() if rows]


def _by_programme(pairs: Sequence[Any]) -> list[Measured]:
    grouped: dict[tuple[str, UUID | None], list[Any]] = {}
    for row in pairs:
        grouped.setdefault((row.programme or "Audits outside programmes", row.programme_id), []).append(row)
    return [
        _measured(rows, name, {"programme": str(one)} if one else {})
        for (name, one), rows in sorted(grouped.items(), key=lambda item: item[0][0])
    ]


def _section_name(audits: Sequence[Audit], code: str) -> str:
    found = (section.name for audit in audits for section in audit.tool.sections if section.code == code)
    return next(found, "Overall judgement")
