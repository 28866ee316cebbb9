"""What leaves the Centre: no small number, none that a total gives away, whatever the figure."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from dcpp.inspection.rules.outside import HIDDEN, suppressed
from dcpp.inspection.rules.snapshot import SMALL, Column, Figure, Row

PARTS = st.lists(st.tuples(st.integers(0, 12), st.integers(0, 12)), max_size=8)


def figure(parts):
    """Rows of all, two parts of all."""
    rows = tuple(Row((f"Row {at}", one + two, one, two)) for at, (one, two) in enumerate(parts))
    return Figure(
        key="x",
        section="x",
        title="x",
        headline="Some of them",
        definition="x",
        source="x",
        as_at=date(2026, 11, 25),
        n=sum(one + two for one, two in parts),
        unit="audits",
        columns=(Column("Place", "text"), Column("All"), Column("One"), Column("Two")),
        rows=rows,
    )


@given(PARTS)
def test_no_small_number_is_shown(parts):
    told = suppressed(figure(parts))

    assert all(not 0 < cell < SMALL for row in told.rows for cell in row.cells[1:] if cell is not None)
    assert not 0 < told.n < SMALL


@given(PARTS)
def test_the_totals_give_no_hidden_number_away(parts):
    """Who knows every total, and takes off the rows shown, learns of none hidden or of several that come to five."""
    told = suppressed(figure(parts))
    hidden = [at for at, row in enumerate(told.rows) if row.cells[1] is None]
    left_to_hide = [at for at in range(len(parts)) if at not in hidden and sum(parts[at])]

    sums = [sum(parts[at][0] for at in hidden), sum(parts[at][1] for at in hidden)]
    if hidden and left_to_hide:
        assert len(hidden) >= 2
        assert not any(0 < together < SMALL for together in sums)
    if hidden:
        assert told.headline == HIDDEN and told.chart is None


def test_one_small_row_takes_the_next_smallest_along():
    told = suppressed(figure([(20, 20), (3, 20), (6, 6), (40, 10)]))

    assert [row.cells[1] is None for row in told.rows] == [False, True, True, False]


def test_hidden_rows_that_come_to_a_small_number_take_another_along():
    told = suppressed(figure([(20, 20), (1, 6), (1, 7), (40, 10)]))

    assert [row.cells[1] is None for row in told.rows] == [True, True, True, False]


def test_a_figure_of_fewer_than_five_says_only_that():
    told = suppressed(figure([(1, 2)]))

    assert (told.n, told.n_words) == (0, "fewer than five audits")
