"""Charts say what they show, fit their frame and carry nothing that a strict page would refuse."""

import re
from itertools import pairwise
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from driehoek.kit import svg

NUMBERS = st.floats(-1e6, 1e6, allow_nan=False).map(lambda one: round(one, 2))
LABELS = st.text(st.characters(exclude_categories=["Cs", "Cc", "Cn"]), max_size=40)
SPACE = "{http://www.w3.org/2000/svg}"


@given(st.lists(st.tuples(LABELS, NUMBERS.map(abs)), max_size=14))
def test_bars_and_columns_are_well_formed_and_stay_in_their_frame(rows) -> None:
    for drawn in (svg.bars(rows), svg.columns(rows)):
        picture = ET.fromstring(drawn)  # noqa: S314  # our own picture
        wide, high = float(picture.get("width")), float(picture.get("height"))
        for bar in picture.iter(f"{SPACE}rect"):
            assert float(bar.get("x", 0)) + float(bar.get("width")) <= wide + 1
            assert -1 <= float(bar.get("y", 0)) <= high
        assert len(list(picture.iter(f"{SPACE}rect"))) == len(rows) + 1
        assert " style=" not in drawn
        assert "<script" not in drawn


@given(st.lists(st.builds(svg.Dot, LABELS, NUMBERS, NUMBERS, NUMBERS), min_size=1, max_size=8))
def test_a_curve_has_a_dot_for_every_point_higher_for_more(points) -> None:
    picture = ET.fromstring(svg.curve(points))  # noqa: S314  # our own picture
    dots = [float(one.get("cy")) for one in picture.iter(f"{SPACE}circle")]
    assert len(dots) == len(points)
    for (one, high), (other, low) in pairwise(zip(points, dots, strict=True)):
        assert (one.value <= other.value) or (high <= low)


@given(NUMBERS, NUMBERS)
def test_the_marks_enclose_what_is_drawn_in_equal_round_steps(one, other) -> None:
    low, high = sorted((one, other))
    marks = svg.ticks(low, high)
    assert marks[0] <= low <= high <= marks[-1]
    assert 2 <= len(marks) <= 8
    step = marks[1] - marks[0]
    assert all(after - before == pytest.approx(step) for before, after in pairwise(marks))


def test_a_chart_says_in_words_what_it_shows() -> None:
    drawn = svg.columns([("sep", 3), ("okt", 2.5)])
    assert "<title>sep: 3, okt: 2,5</title>" in drawn
    assert re.search(r"<text[^>]*>2,5</text>", drawn)


def test_a_name_is_never_markup() -> None:
    assert "<b>" not in svg.bars([("<b>", 1)])
