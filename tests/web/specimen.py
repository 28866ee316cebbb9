"""A page that shows every piece at once, for tests to read and people to look at. It is no part of the platform.

To look at it: `python -m tests.web.specimen` and open the address that it prints.
"""

import sys
import tempfile
from datetime import UTC, date, datetime
from pathlib import Path
from types import SimpleNamespace

from flask import Blueprint, flash, redirect, render_template, request, url_for
from jinja2 import ChoiceLoader, FileSystemLoader
from sqlalchemy import Column as Col
from sqlalchemy import Date, Integer, MetaData, Table, Text, insert, select

from dcpp.app import create_app
from dcpp.config import Settings
from dcpp.kernel import access
from dcpp.kernel.db import db
from dcpp.web import charts
from dcpp.web.fields import (
    choice,
    choices,
    day,
    email,
    long_text,
    number,
    password,
    text,
    upload,
    yes_no,
)
from dcpp.web.fields import (
    select as one_of,
)
from dcpp.web.forms import Form
from dcpp.web.listing import Listing, OneOf, Words
from dcpp.web.look import Link

blueprint = Blueprint("specimen", __name__, url_prefix="/specimen")
audits = Table(
    "specimen_audits",
    MetaData(),
    Col("id", Integer, primary_key=True),
    Col("reference", Text),
    Col("team", Text),
    Col("state", Text),
    Col("grade", Text),
    Col("due_on", Date),
    Col("days", Integer),
)
GRADES = ["outstanding", "good", "requires_improvement", "inadequate"]
STATES = ["not_started", "in_progress", "waiting", "done", "overdue"]
TEAMS = ["Assessment and safeguarding (North)", "Children in care", "Leaving Care", "Disabled children’s team"]
MONTHS = [f"{date(2025, 6, 1).replace(year=2025 + (5 + i) // 12, month=(5 + i) % 12 + 1):%b %y}" for i in range(18)]
NAVIGATION = [
    Link("My work", "#", is_current=True),
    Link("Practice overview", "#"),
    Link("Audits", "#"),
    Link("Coaching", "#"),
    Link("Training", "#"),
    Link("Policies", "#"),
    Link("Reports", "#"),
    Link("People", "#"),
]


class SpecimenForm(Form):
    reference = text(
        "What is the case reference?",
        hint="As on the case record, like C-10432",
        missing="Enter a case reference",
        longest=20,
        width=10,
    )
    auditor = email(
        "What is the auditor’s work e-mail address?",
        missing="Enter the auditor’s work e-mail address",
        autocomplete="email",
    )
    size = number("How many cases?", called="How many cases", most=500, missing="Enter how many cases")
    seen_on = day(
        "When did you look at the record?",
        called="The day you looked",
        hint="For example, 27 3 2026 or 27 March 2026",
        missing="Enter when you looked at the record",
    )
    team = one_of("Which team?", TEAMS, nothing="Choose a team", missing="Choose a team")
    grade = choice(
        "How would you grade it?",
        [("good", "Good", "Practice is strong and the child’s life is better for it"), ("inadequate", "Inadequate")],
        missing="Select a grade",
    )
    themes = choices(
        "What is it about?", ["Voice of the child", "Plans", "Supervision"], most=2, missing="Select at least one theme"
    )
    agreed = yes_no("Does the practitioner agree?", missing="Select yes if the practitioner agrees")
    note = long_text("What did you see?", hint="Do not name the child", longest=4000)
    evidence = upload("Add the evidence", kinds=("pdf", "xlsx"), largest=1_000_000)
    secret = password("Your password", missing="Enter your password")


@blueprint.route("/form", methods=["GET", "POST"])
@access.anyone
def form():
    filled = SpecimenForm()
    if filled.validate_on_submit():
        flash("Finding recorded. The practitioner will be asked to respond by 4 December 2026.")
        return redirect(url_for(".form"))
    return render_template(
        "specimen_form.html",
        form=filled,
        navigation=NAVIGATION,
        account=[Link("Ada Sample", "#"), Link("Sign out", "#")],
    )


@blueprint.route("/list")
@access.anyone
def rows():
    listing = Listing(
        select(audits),
        args=request.args,
        columns={"due": audits.c.due_on, "reference": audits.c.reference, "team": audits.c.team, "days": audits.c.days},
        tie=audits.c.id,
        filters=[
            OneOf(
                "state",
                "State",
                [(s, s.replace("_", " ").capitalize()) for s in STATES],
                lambda state: audits.c.state == state,
            ),
            OneOf("team", "Team", TEAMS, lambda team: audits.c.team == team),
            Words("q", "Reference", lambda words: audits.c.reference.contains(words, autoescape=True)),
        ],
    )
    return render_template("specimen_list.html", listing=listing, navigation=NAVIGATION)


@blueprint.route("/pieces")
@access.anyone
def pieces():
    flash("Audit AUD-2026-0147 submitted. The practitioner sees it now.")
    at = datetime(2026, 11, 22, 14, 30, tzinfo=UTC)
    entries = [
        SimpleNamespace(at=at, who="Ada Sample", what="Submitted the audit", href="#"),
        SimpleNamespace(at=at.replace(day=3), who=None, what="Drew the case and allocated it", href=None),
    ]
    work = SimpleNamespace(stage="Reading the lists", done=41_200, total=64_810, started_at=at)
    return render_template(
        "specimen_pieces.html",
        navigation=NAVIGATION,
        entries=entries,
        work=work,
        grades=GRADES,
        states=STATES,
        pictures=pictures(),
        as_at=date(2026, 11, 22),
        figures=[[p.label, f"{p.value:.0f}%", p.n] for p in pictures().points],
        breadcrumbs=[("Audits", "#"), ("Monthly core audit", "#")],
    )


def pictures():
    goods = [14, 15, 13, 16, 15, 14, 17, 15, 16, 14, 20, 21, 20, 22, 21, 20, 22, 23]
    totals = [28, 27, 25, 29, 28, 26, 30, 28, 28, 27, 29, 30, 28, 31, 29, 28, 30, 31]
    limits = charts.proportion_limits(goods, totals)
    points = [charts.Point(m, 100 * g / t, t) for m, g, t in zip(MONTHS, goods, totals, strict=True)]
    return SimpleNamespace(
        run=charts.run("Graded good or better", points, limits, unit="%", top=100),
        change=charts.call_change(MONTHS, [p.value for p in points], limits).sentence,
        points=points,
        bar=charts.bar(
            "Actions open by age",
            [
                charts.Bar("Less than 30 days", 41),
                charts.Bar("30 to 60 days", 18),
                charts.Bar("More than 60 days, past their due date", 9, is_subject=True),
            ],
        ),
        stacked=charts.stacked(
            "Grades by area",
            [
                charts.Stack(
                    area,
                    [charts.Part(g.replace("_", " ").capitalize(), n, g) for g, n in zip(GRADES, counts, strict=True)],
                )
                for area, counts in {
                    "Help and protection": (3, 14, 9, 2),
                    "In care": (1, 18, 6, 1),
                    "Care leavers": (0, 5, 4, 3),
                }.items()
            ],
        ),
        line=charts.line(
            "Audits done by service",
            MONTHS[:12],
            [
                charts.Series("In care", [4, 5, 6, 5, 7, 6, 8, 7, 8, 9, 8, 9]),
                charts.Series("Early help", [2, 3, None, 3, 4, 4, 3, 5, 4, 5, 6, 8.5], is_subject=True),
                charts.Series("Leaving", [1, 0, 1, 1, 2, 1, 0, 0, 1, 0, 0, 0]),
            ],
        ),
        spark=charts.sparkline("Audits a month", [4, 5, 6, 5, 7, 6, 8, 7, 8]),
    )


def report():
    """The HTML of a report, inside an application context."""
    shown = pictures()
    figures = [[point.label, f"{point.value:.0f}%", point.n] for point in shown.points]
    return render_template(
        "specimen_report.html",
        pictures=shown,
        figures=figures,
        as_at=date(2026, 11, 30),
        marking="OFFICIAL-SENSITIVE",
        description="What a month’s audits say of readiness for inspection.",
    )


def make_rows():
    audits.create(db.engine, checkfirst=True)
    rows = [
        {
            "reference": f"AUD-2026-{i:04}",
            "team": TEAMS[i % 4],
            "state": STATES[i % 5],
            "grade": GRADES[i % 4] if i % 3 else None,
            "due_on": date(2026, 1 + i % 12, 1 + i % 28) if i % 7 else None,
            "days": i % 40,
        }
        for i in range(1, 131)
    ]
    with db.engine.begin() as connection:
        connection.execute(insert(audits), rows)


def make_app(settings):
    app = create_app(settings)
    app.jinja_loader = ChoiceLoader([FileSystemLoader(Path(__file__).parent / "templates"), app.jinja_loader])
    app.register_blueprint(blueprint)
    return app


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        shown = make_app(
            Settings(
                data=Path(folder), database_url=f"sqlite:///{folder}/specimen.sqlite3", secret_key="for looking only"
            )
        )
        with shown.app_context():
            make_rows()
        shown.run(port=int(sys.argv[1]) if len(sys.argv) > 1 else 8123)
