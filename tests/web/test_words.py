"""Days, times, numbers and the council's colour, as people read them."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from dcpp.kernel import clock
from dcpp.web import filters, theme


def test_days_and_times_are_told_in_london():
    late = datetime(2026, 6, 30, 23, 30, tzinfo=UTC)

    assert filters.day(date(2026, 11, 22)) == "22 November 2026"
    assert filters.day(late) == "1 July 2026"
    assert filters.moment(late) == "1 July 2026 at 12:30am"
    assert filters.moment(datetime(2026, 11, 22, 14, 30, tzinfo=UTC)) == "22 November 2026 at 2:30pm"


def test_the_hour_alone_is_told_only_of_today():
    midnight = datetime(2026, 6, 30, 23, tzinfo=UTC)

    with clock.pretend(datetime(2026, 7, 1, 8, tzinfo=UTC)):
        assert filters.hour_or_moment(midnight) == "midnight"
        assert filters.hour_or_moment(datetime(2025, 7, 1, 8, tzinfo=UTC)) == "1 July 2025 at 9am"
    assert filters.hour_or_moment(None) == ""


@pytest.mark.parametrize(("hour", "words"), [(0, "midnight"), (9, "9am"), (12, "midday"), (13, "1pm")])
def test_round_hours_are_short(hour, words):
    assert filters.hour(datetime(2026, 11, 22, hour, tzinfo=UTC)) == words


def test_a_moment_without_a_zone_is_refused():
    with pytest.raises(ValueError, match="time zone"):
        filters.moment(datetime(2026, 11, 22, 9))  # noqa: DTZ001


def test_nothing_is_written_as_nothing():
    assert [filters.day(None), filters.moment(None), filters.hour(None), filters.thousands(None)] == [""] * 4


def test_numbers_have_commas_and_no_needless_places():
    assert filters.thousands(12345) == "12,345"
    assert filters.thousands(Decimal("1234.55")) == "1,234.6"
    assert filters.thousands(3.0) == "3"


@pytest.mark.parametrize(
    ("part", "whole", "words"),
    [
        (18, 28, "64% of 28"),
        (1, 8, "13% of 8"),
        (1, 1000, "under 1% of 1,000"),
        (999, 1000, "over 99% of 1,000"),
        (0, 28, "0% of 28"),
        (28, 28, "100% of 28"),
        (0, 0, "none to count"),
    ],
)
def test_percentages_go_with_their_number_and_never_round_to_all_or_none(part, whole, words):
    assert filters.percent_of(part, whole) == words


def test_one_is_not_many():
    assert filters.plural(1, "audit") == "1 audit"
    assert filters.plural(0, "audit") == "0 audits"
    assert filters.plural(2345, "child", "children") == "2,345 children"


def test_a_colour_on_which_white_cannot_be_read_is_refused_with_the_reason():
    with pytest.raises(ValueError, match=r"its contrast is 1\.3 to 1, and must be at least 4\.5 to 1"):
        theme.check_colour("#ffdd00")


@pytest.mark.parametrize("written", ["blue", "#12345", "#1d5f7a;}body{display:none", "", "#1d5f7a\n"])
def test_what_is_no_colour_is_refused(written):
    with pytest.raises(ValueError, match="must be written like #1d3c5c"):
        theme.stylesheet(written)


def test_contrast_is_measured_as_wcag_does():
    assert theme.contrast((0, 0, 0), (255, 255, 255)) == pytest.approx(21)
    assert theme.contrast((118, 118, 118), (255, 255, 255)) == pytest.approx(4.54, abs=0.01)
