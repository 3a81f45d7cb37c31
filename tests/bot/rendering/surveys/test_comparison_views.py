"""Two sides as words: each quotation whole under the name of its side, within Telegram's limits."""

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.rendering.markup import count_units, read_markup
from bot.rendering.render import PlainRenderer, Renderer
from bot.rendering.surveys.columns import beside, column_width
from bot.rendering.surveys.comparison_views import comparison_view, how_to, messages, name_of, plain
from retrieval.answering.surveys.comparison import Comparison, OwnWord, Side
from retrieval.answering.surveys.contrast import Pair
from retrieval.answering.surveys.sides import Unreadable
from retrieval.model.answer import Answer, Excerpt, Searched, Status
from retrieval.model.query import Filter, Query, Term, Voice
from retrieval.model.release import ReleaseKind
from tests.bot.rendering.conftest import excerpt, release

__all__ = ["excerpt", "release"]

HOSTILE = "<b>&\"'</b>"
LINES = st.lists(st.text("ab ", max_size=60), max_size=8).map("\n".join)


def query(*kinds: ReleaseKind) -> Query:
    topic = Term("Taiwan", (("taiwan",),))
    return Query("Taiwan", terms=(topic,), kinds=frozenset(kinds), voices=(Voice("Hayashi"),))


def compared(first: list[Excerpt], second: list[Excerpt], words: str = "embargo") -> Comparison:
    sides = []
    for kind, excerpts in ((ReleaseKind.CONFERENCE, first), (ReleaseKind.READOUT, second)):
        status = Status.ANSWERED if excerpts else Status.NOTHING_FOUND
        answer = Answer(query(kind), status, Searched(5, None, None), tuple(excerpts))
        sides.append(Side(answer, len(excerpts), kind is ReleaseKind.READOUT, [OwnWord(words, 2)]))
    pairs = [Pair(one, other) for one, other in zip(first, second, strict=False)]
    return Comparison(sides[0], sides[1], frozenset({Filter.KINDS}), pairs)


def shown(comparison: Comparison) -> list[str]:
    return messages(Renderer(), comparison_view(comparison))


def test_a_side_is_named_by_what_it_alone_has() -> None:
    one = query(ReleaseKind.READOUT)
    assert name_of(one, {Filter.KINDS}) == "readouts"
    assert name_of(one, {Filter.VOICES}) == "by Hayashi"
    (head, *_) = shown(compared([], []))
    assert read_markup(head).text.splitlines()[:3] == [
        "Taiwan · by Hayashi",
        "press conferences: nothing on record says all of it",
        "readouts: nothing on record says all of it",
    ]


def test_each_quotation_stands_whole_under_its_side(excerpt: Callable[..., Excerpt]) -> None:
    (text,) = shown(compared([excerpt("It began.")], [excerpt("It goes on.")]))
    words = read_markup(text).text
    assert "press conferences: 1 statement on record" in words
    assert "readouts: at least 1 statement on record" in words
    assert "press conferences\n❝ It began. ❞\n" in words
    assert "readouts\n❝ It goes on. ❞\n" in words
    assert "readouts: embargo (2)" in words


def test_the_same_words_are_said_to_be_the_same(excerpt: Callable[..., Excerpt]) -> None:
    (text,) = shown(compared([excerpt("It is.")], [excerpt("It is.")]))
    assert "readouts, in the same words\n" in read_markup(text).text


def test_a_side_that_alone_has_quotations_shows_them(excerpt: Callable[..., Excerpt]) -> None:
    (text,) = shown(compared([], [excerpt("It is."), excerpt("It was.")]))
    assert read_markup(text).text.count("Only readouts\n❝") == 2


def test_no_message_is_too_long_and_no_word_is_markup(excerpt: Callable[..., Excerpt]) -> None:
    long = [excerpt(f"{HOSTILE} {number} " + "said " * 500) for number in range(3)]
    texts = [read_markup(one).text for one in shown(compared(long, long, HOSTILE))]
    assert all(count_units(text) <= 4_096 for text in texts)
    assert sum(text.count(HOSTILE) for text in texts) == 8


@pytest.mark.parametrize("why", Unreadable)
def test_whatever_cannot_be_read_is_told_how_to_write(why: Unreadable) -> None:
    words = read_markup(how_to(Renderer(), why)).text
    assert words.count("/compare ") == 3
    assert words.splitlines()[0].endswith(".")


def test_reasons_are_told_apart() -> None:
    told = {read_markup(how_to(Renderer(), why)).text.splitlines()[0] for why in Unreadable}
    assert len(told) == len(Unreadable)


@pytest.mark.parametrize("columns, has_two", [(None, False), (60, False), (100, True)])
def test_a_terminal_that_is_wide_enough_has_two_columns(
    excerpt: Callable[..., Excerpt], columns: int | None, has_two: bool
) -> None:
    text = plain(PlainRenderer(columns), compared([excerpt("One.")], [excerpt("Two.")]))
    assert any("❝ One. ❞" in line and "❝ Two. ❞" in line for line in text.splitlines()) is has_two


@given(LINES, LINES, st.integers(5, 40))
def test_beside_each_other_no_line_is_lost(left: str, right: str, wide: int) -> None:
    rows = beside([left, right], wide).split("\n")
    kept: list[Any] = [row.split("│") for row in rows]
    assert [one[0].rstrip() for one in kept if one[0].strip()] == [
        line.rstrip() for line in left.splitlines() if line.strip()
    ]
    assert [one[1].strip() for one in kept if one[1:] and one[1].strip()] == [
        line.strip() for line in right.splitlines() if line.strip()
    ]


def test_columns_are_as_wide_as_the_terminal_allows() -> None:
    assert column_width(124) == 60
    assert column_width(83) is None
    assert column_width(None) is None
