"""A registration year's CPD to print or to copy from, in the order of Social Work England's form."""

from flask import Response, url_for
from flask.typing import ResponseReturnValue

from dcpp.frameworks import professional
from dcpp.kernel import clock, trail
from dcpp.kernel.access import may, viewer
from dcpp.web import downloads, papers
from dcpp.web.filters import day
from dcpp.web.papers import Facts, Heading, Paper, Words
from training import access, queries
from training.models import CpdPiece
from training.rules.cpd import ASKED
from training.views import blueprint
from training.views.cpd import asked_year


@blueprint.get("/cpd/print")
@may(access.LOG_CPD)
def print_my_cpd() -> ResponseReturnValue:
    year_on = asked_year()
    page = papers.page(_paper(), back=url_for(".view_my_cpd", year=year_on.year))
    trail.downloaded("person", viewer().person_id, "cpd_print")
    return page


@blueprint.get("/cpd/files/pdf")
@may(access.LOG_CPD)
def download_my_cpd() -> Response:
    return downloads.send(
        papers.pdf(_paper()),
        name=f"cpd-{asked_year():%Y}.pdf",
        media_type=papers.PDF,
        kind="person",
        record_id=viewer().person_id,
        what="cpd_pdf",
    )


def _paper() -> Paper:
    year_on = asked_year()
    rule = queries.rule_on(year_on)
    pieces = queries.list_my_pieces(viewer(), year_on)
    blocks: list[papers.Block] = []
    for piece in pieces:
        blocks += _blocks(piece)
    if not pieces:
        blocks.append(Words("No piece of CPD has been begun in this registration year."))
    return Paper(
        "Continuing professional development",
        "One registration year’s pieces of CPD, in the order of Social Work England’s form.",
        facts=[
            ("Whose", viewer().name),
            ("Registration year", f"{day(year_on)} to {day(rule.last_day(year_on))}"),
            ("Finished pieces", str(sum(piece.is_finished for piece in pieces))),
        ],
        as_at=clock.today(),
        blocks=blocks,
    )


def _blocks(piece: CpdPiece) -> list[papers.Block]:
    parts = professional.standards_on("cpd", piece.done_on or clock.today()).parts
    facts = [
        ("Kind of activity", piece.kind.label),
        ("Date", day(piece.done_on) or "Not given"),
        ("Hours", f"{piece.minutes / 60:g}" if piece.minutes else "Not given"),
        ("Parts of standard 4", "; ".join(f"{code} {parts.get(code, '')}" for code in piece.standards) or "Not given"),
        ("State", "Finished" if piece.is_finished else "Draft"),
    ]
    blocks: list[papers.Block] = [Heading(piece.title or "A piece without a name"), Facts("About it", facts)]
    for name, question in ASKED.items():
        if name == "peer_learnt" and not piece.peer:
            continue
        blocks += [Heading(question, 3), Words(piece.words[name] or "Not written yet")]
    if piece.peer:
        blocks.append(Words(f"Talked about with: {piece.peer.label.lower()}, {day(piece.peer_on) or 'day not given'}."))
    return blocks
