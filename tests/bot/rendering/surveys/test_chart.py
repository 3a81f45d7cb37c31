"""The chart: every mention is as high as its number, and nothing lies outside or on each other."""

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.rendering.surveys import chart
from bot.rendering.surveys.chart import Chart, lay_out
from bot.rendering.surveys.lettering import width
from retrieval.answering.surveys.counting import Step, Stretch, gather
from retrieval.model.release import ReleaseKind

COUNTS = st.dictionaries(st.sampled_from(ReleaseKind), st.integers(0, 400))


def months(*counts: dict[ReleaseKind, int], first: date = date(2021, 11, 1)) -> list[Stretch]:
    numbers = (first.year * 12 + first.month - 1 + at for at in range(len(counts)))
    begun = (date(number // 12, number % 12 + 1, 1) for number in numbers)
    return [Stretch(one, Step.MONTH, given) for one, given in zip(begun, counts, strict=True)]


def drawn(*counts: dict[ReleaseKind, int], first: date = date(2021, 11, 1)) -> Chart:
    return lay_out(months(*counts, first=first), "Ukraine", "8 statements", "On record: 5 releases")


@given(st.lists(COUNTS, min_size=1, max_size=chart.MOST_BARS))
def test_nothing_lies_outside_of_the_picture(counts: list[dict[ReleaseKind, int]]) -> None:
    picture = drawn(*counts)
    for bar in picture.bars:
        assert 0 <= bar.x <= bar.x + bar.width <= picture.width
        assert bar.height > 0
        assert 0 <= bar.y <= bar.y + bar.height <= picture.height
    for word in (*picture.strong, *picture.muted):
        wide = width(word.text) * word.size
        left = {"start": word.x, "middle": word.x - wide / 2, "end": word.x - wide}[word.anchor]
        assert left >= -20
        assert left + wide <= picture.width + 20
        assert 0 < word.y < picture.height


@given(st.lists(COUNTS, min_size=1, max_size=chart.MOST_BARS))
def test_bars_are_as_high_as_their_numbers(counts: list[dict[ReleaseKind, int]]) -> None:
    picture = drawn(*counts)
    ground, *_, top = (line.y for line in picture.lines)
    highest = int(picture.muted[3].text.replace(",", ""))
    for at, given_counts in enumerate(counts):
        total = sum(given_counts.values())
        slot = (chart._RIGHT - chart._LEFT) / len(counts)
        here = [
            bar for bar in picture.bars if at == int((bar.x + bar.width / 2 - chart._LEFT) / slot)
        ]
        reached = min((bar.y for bar in here), default=ground)
        assert ground - reached == pytest.approx(total / highest * (ground - top), abs=4)


@pytest.mark.parametrize(
    "most, axis",
    [(1, [0, 1, 2]), (3, [0, 2, 4]), (7, [0, 4, 8]), (22, [0, 15, 30]), (166, [0, 100, 200])],
)
def test_the_axis_ends_at_a_round_number(most: int, axis: list[int]) -> None:
    picture = drawn({ReleaseKind.SPEECH: most})
    assert [int(word.text) for word in picture.muted[1:4]] == axis


def test_each_kind_that_occurs_has_its_colour_and_number() -> None:
    picture = drawn({ReleaseKind.SPEECH: 2, ReleaseKind.READOUT: 0}, {ReleaseKind.SPEECH: 1})
    assert [key.text for key in picture.keys] == ["speeches: 3"]
    assert {bar.colour for bar in picture.bars} == {picture.keys[0].colour}
    assert len(set(chart.COLOURS.values())) == len(ReleaseKind)


def luminance(colour: str) -> float:
    """The relative luminance of WCAG 2.2."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (
        one / 12.92 if one <= 0.04045 else ((one + 0.055) / 1.055) ** 2.4 for one in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("colour", chart.COLOURS.values())
def test_bars_stand_out_from_the_ground(colour: str) -> None:
    assert (luminance("#fbfaf6") + 0.05) / (luminance(colour) + 0.05) >= 3


@pytest.mark.parametrize("number", [1, 7, 14, 20, 30, 48])
def test_names_of_months_and_years_do_not_lie_on_each_other(number: int) -> None:
    picture = drawn(*({ReleaseKind.SPEECH: 1} for _ in range(number)))
    below = picture.lines[0].y
    labels = [word for word in picture.muted if word.y > below + 20 and word.anchor == "middle"]
    for row in {word.y for word in labels}:
        beside = sorted((word for word in labels if word.y == row), key=lambda word: word.x)
        for one, other in pairwise(beside):
            half = (width(one.text) + width(other.text)) / 2 * one.size
            assert other.x - one.x >= half
    assert "2022" in [word.text for word in labels] or number < 3


def test_a_number_that_may_be_more_says_so() -> None:
    stretch = Stretch(date(2021, 1, 1), Step.YEAR, {ReleaseKind.SPEECH: 3}, is_complete=False)
    assert "3+" in [word.text for word in lay_out([stretch], "x", "y", "z").strong]
    narrow = lay_out([stretch] * 48, "x", "y", "z")
    assert [word.text for word in narrow.strong].count("+") == 48


def test_years_are_named_where_they_begin() -> None:
    quarters = gather(months(*({} for _ in range(60))), 48)
    picture = lay_out(quarters, "x", "y", "z")
    assert [w.text for w in picture.muted if w.text.startswith("20")] == [
        *("2022", "2023", "2024", "2025", "2026")
    ]
