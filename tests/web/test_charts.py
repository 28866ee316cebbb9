"""Charts say in words what they show, keep to the Content-Security-Policy, and call a change only by the rule."""

import re
from xml.etree import ElementTree as ET

import pytest

from dcpp.web import charts
from dcpp.web.charts import scale
from tests.web import specimen

SVG = "{http://www.w3.org/2000/svg}"
LIMITS = charts.Limits(mean=50, lower=[20] * 20, upper=[80] * 20)
LABELS = [f"M{number}" for number in range(1, 21)]
EMPTY = [
    charts.bar("None", []),
    charts.bar("Zeros", [charts.Bar("A", 0)]),
    charts.stacked("None", []),
    charts.stacked("Zeros", [charts.Stack("A", [charts.Part("Good", 0, "good")])]),
    charts.line("None", [], []),
    charts.line("Gaps", ["A", "B"], [charts.Series("x", [None, None])]),
    charts.run("None", [], None),
    charts.run("One", [charts.Point("A", 3)], None),
    charts.run("Unmeasured", [charts.Point("A", None)], charts.Limits(0, [0], [0])),
    charts.sparkline("None", []),
    charts.sparkline("One", [5]),
]
ALL = [picture for name, picture in vars(specimen.pictures()).items() if str(picture).startswith("<svg")]


@pytest.mark.parametrize("picture", [*ALL, *EMPTY])
def test_every_chart_is_named_and_described_and_has_no_inline_style(picture):
    root = ET.fromstring(picture)
    title, description = root.find(f"{SVG}title"), root.find(f"{SVG}desc")

    assert root.get("role") == "img"
    assert root.get("aria-labelledby") == f"{title.get('id')} {description.get('id')}"
    assert title.text and description.text
    assert not [tag for tag in root.iter() if "style" in tag.attrib or tag.tag in {f"{SVG}style", f"{SVG}script"}]
    assert "nan" not in picture and "inf" not in picture


def test_charts_on_one_page_have_ids_of_their_own():
    ids = [tag.get("id") for picture in [*ALL, *EMPTY] for tag in ET.fromstring(picture).iter() if tag.get("id")]

    assert len(ids) == len(set(ids))


def test_the_same_figures_give_the_same_bytes():
    assert vars(specimen.pictures()) == vars(specimen.pictures())


def test_words_from_outside_cannot_become_markup():
    hostile = '"><script>alert(1)</script>'
    picture = charts.bar(hostile, [charts.Bar(hostile, 1, text=hostile)])

    assert "<script>" not in picture
    assert ET.fromstring(picture).find(f"{SVG}title").text == hostile


def test_a_point_between_two_gaps_is_still_seen():
    picture = charts.line("Gaps", ["A", "B", "C"], [charts.Series("x", [None, 5, None])])

    assert len(list(ET.fromstring(picture).iter(f"{SVG}circle"))) == 1


def test_no_limits_are_drawn_where_nothing_was_counted():
    limits = charts.proportion_limits([30, 0, 30, 0], [60, 0, 60, 0])
    points = [
        charts.Point("A", 50, 60),
        charts.Point("B", None, 0),
        charts.Point("C", 50, 60),
        charts.Point("D", None, 0),
    ]
    root = ET.fromstring(charts.run("Share", points, limits, unit="%", top=100))
    upper, lower = [tag.get("d") for tag in root.iter(f"{SVG}path") if tag.get("stroke-dasharray")]

    for steps in (upper, lower):
        assert steps.count("M") == 2
        assert len(set(re.findall(r"[ML][\d.]+ ([\d.]+)", steps))) == 1


def test_bars_begin_at_zero_and_keep_their_proportions():
    root = ET.fromstring(charts.bar("Ages", [charts.Bar("A", 40), charts.Bar("B", 10)]))
    lengths = [float(rect.get("width")) for rect in root.iter(f"{SVG}rect")]

    assert lengths[0] == pytest.approx(4 * lengths[1])


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ([], "No clear change"),
        ([51] * 7, "No clear change"),
        ([51] * 8, "A clear change: 8 or more in a row above the mean, from M1 to M8"),
        ([60] * 4 + [40] * 9, "A clear change: 8 or more in a row below the mean, from M5 to M13"),
        ([51] * 5 + [50] + [51] * 3, "A clear change: 8 or more in a row above the mean, from M1 to M9"),
        ([51] * 5 + [None] + [51] * 2, "No clear change"),
        ([51, 49] * 8, "No clear change"),
        ([49, 51, 81, 49], "A clear change: M3 lies above the limits"),
        ([49, 51, 19], "A clear change: M3 lies below the limits"),
        ([80, 20], "No clear change"),
        ([51] * 8 + [49, 10], "A clear change: M10 lies below the limits"),
    ],
)
def test_a_change_is_called_only_by_the_rule(values, sentence):
    assert charts.call_change(LABELS, values, LIMITS).sentence == sentence


def test_without_limits_there_is_no_clear_change():
    assert not charts.call_change(["A"], [99], None).is_clear


def test_limits_of_shares_widen_where_there_are_few_cases():
    limits = charts.proportion_limits([10, 5], [20, 10])

    assert limits.mean == 50
    assert limits.upper[0] == pytest.approx(50 + 300 * (0.25 / 20) ** 0.5)
    assert limits.upper[1] > limits.upper[0]
    assert charts.proportion_limits([0], [0]) is None
    assert charts.proportion_limits([5, 0], [5, 0]).lower == [100, 0]


def test_limits_of_single_measures_follow_their_moving_range():
    limits = charts.individual_limits([10, 12, 11, 13])

    assert limits.mean == 11.5
    assert limits.upper[0] == pytest.approx(11.5 + 2.66 * 5 / 3)
    assert charts.individual_limits([1]) is None


@pytest.mark.parametrize(
    ("highest", "top"), [(0, 1), (1, 1), (3, 3), (9, 10), (41, 60), (100, 100), (0.2, 1), (1234, 1500)]
)
def test_axes_end_at_a_round_figure_that_holds_the_highest(highest, top):
    assert scale.nice_top(highest) == top
    assert scale.ticks(scale.nice_top(highest))[-1] == top
