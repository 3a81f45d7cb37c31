"""A release is read whole: in parts that are exact words and fit a screen, page by page."""

import datetime as dt
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from retrieval.model.release import Question, Release, ReleaseKind, Span, Statement, StatementKind
from retrieval.record.reading import LONGEST_PART, LONGEST_QUESTION, begin_pages, divide

words = st.text(st.sampled_from("ab .?\n"), min_size=1, max_size=4_000).filter(str.strip)


def make(*said: str, asked: str = "") -> Release:
    text, statements = asked, []
    question = Question("NHK", Span(0, len(asked))) if asked else None
    for number, one in enumerate(said, 1):
        span = Span(len(text), len(text) + len(one))
        text += one
        name = f"s{number}"
        statements.append(
            Statement(name, StatementKind.ANSWER, "TANABE Kenji", "", (), span, question)
        )
    return Release(
        "mofa-x",
        "mofa",
        "Ministry of Fish",
        ReleaseKind.CONFERENCE,
        "Press Conference",
        dt.date(2022, 1, 1),
        None,
        "",
        "",
        text,
        statements,
        (),
        provisional=False,
    )


@given(st.lists(words.map(str.strip), min_size=1, max_size=6))
def test_the_parts_of_a_statement_are_all_its_words_and_nothing_else(said: list[str]) -> None:
    release = make(*said)
    parts = divide(release)
    for statement in release.statements:
        spans = [one.span for one in parts if one.statement is statement]
        assert spans[0].start == statement.span.start
        assert spans[-1].end == statement.span.end
        for before, after in pairwise(spans):
            assert not release.text[before.end : after.start].strip()
            assert before.end <= after.start
        assert all(0 < len(one) <= LONGEST_PART for one in spans)


@given(st.lists(words.map(str.strip), min_size=1, max_size=12))
def test_every_part_is_on_one_page_and_a_page_fits_a_screen(said: list[str]) -> None:
    parts = divide(make(*said))
    starts = begin_pages(parts)
    assert starts[0] == 1
    assert list(starts) == sorted(set(starts))
    for start, end in zip(starts, (*starts[1:], len(parts) + 1), strict=True):
        shown = parts[start - 1 : end - 1]
        assert shown
        assert sum(len(one.span) for one in shown) <= 3_000


def test_a_short_statement_is_one_part_and_a_long_one_is_cut_between_sentences() -> None:
    sentence = "We will go on discussing the price of rice with all who grow it."
    release = make("Yes.", " ".join([sentence] * 40))
    first, *others = divide(release)
    assert first.span.of(release.text) == "Yes."
    assert len(others) > 1
    assert all(one.span.of(release.text).endswith("grow it.") for one in others)
    assert [one.is_first for one in others] == [True, *[False] * (len(others) - 1)]


def test_a_long_question_takes_room_on_its_page() -> None:
    release = make(*["x" * 900] * 3, asked="Why? " * 200)
    assert len(release.text) > 3 * LONGEST_QUESTION
    assert begin_pages(divide(release)) == (1, 2, 3)
    assert begin_pages(divide(make(*["x" * 900] * 3))) == (1, 3)


def test_a_release_without_statements_has_one_page() -> None:
    assert divide(make()) == []
    assert begin_pages([]) == (1,)
