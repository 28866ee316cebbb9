"""The snapshot as text: always the same, and enough to make everything from."""

import os
import subprocess
import sys

from dcpp.inspection.rules import outside, snapshot
from dcpp.inspection.rules.facts import Facts
from tests.makers.facts import make_audit, make_report


def test_a_snapshot_comes_back_from_its_text_unchanged():
    made = make_report()

    assert snapshot.from_text(snapshot.to_text(made)) == made


def test_a_snapshot_without_a_seal_comes_back_too():
    made = make_report(Facts(), seal=None)

    assert snapshot.from_text(snapshot.to_text(made)) == made


def test_the_text_is_the_same_in_another_process():
    script = (
        "from tests.makers.facts import make_report; from dcpp.inspection.rules import snapshot as s; "
        "print(s.sha256(s.to_text(make_report())))"
    )

    hashes = {
        subprocess.run(
            [sys.executable, "-c", script],
            env=os.environ | {"PYTHONHASHSEED": seed},
            check=True,
            capture_output=True,
            text=True,
        ).stdout.strip()
        for seed in ("1", "2")
    }

    assert hashes == {snapshot.sha256(snapshot.to_text(make_report()))}


def test_records_behind_a_figure_come_newest_first():
    made = make_report()

    days = [behind.on for _, behind in made.behind(made.figure("grades-in_care").records)]

    assert days == sorted(days, reverse=True)


def test_outside_the_centre_small_numbers_are_hidden_and_said_so():
    audits = [make_audit(number, grade="good") for number in range(1, 9)]
    audits += [make_audit(number, grade="inadequate") for number in range(9, 11)]

    told = outside.for_outside(make_report(Facts(audits=audits)))
    figure = told.figure("grades-help_and_protection")

    assert outside.HIDDEN in figure.missing
    assert [row.cells[3] for row in figure.rows] == [0, None, 0, None]
    assert figure.chart is None and "10" not in figure.headline


def test_a_hidden_number_cannot_be_worked_out_from_a_total():
    audits = [make_audit(number, grade="good") for number in range(1, 31)]
    audits += [make_audit(number, grade="outstanding") for number in range(31, 51)]
    audits += [make_audit(number, grade="inadequate") for number in range(51, 53)]

    figure = outside.for_outside(make_report(Facts(audits=audits))).figure("grades-help_and_protection")

    assert [row.cells[3] for row in figure.rows] == [None, 30, 0, None]


def test_outside_the_centre_no_record_is_named():
    told = outside.for_outside(make_report())

    assert told.records == {} and told.is_for_outside
    assert all(row.records == () for figure in told.figures for row in figure.rows)
    assert "AUD-2026" not in snapshot.to_text(told)


def test_a_sentence_made_from_a_hidden_figure_is_hidden():
    told = outside.for_outside(make_report(Facts(audits=[make_audit(1)])))

    assert told.summary[2].text == outside.HIDDEN
