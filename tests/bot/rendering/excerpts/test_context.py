"""What is shown around an excerpt: exact words, whole sentences, within a message."""

import datetime as dt
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.rendering.excerpts.context import context_view, render_context
from bot.rendering.markup import count_units, read_markup
from bot.rendering.render import Renderer
from bot.rendering.views import QuotePart
from retrieval.model.answer import Excerpt
from retrieval.model.release import Release, ReleaseKind, Span, Statement, StatementKind
from tests.bot.rendering.conftest import release

__all__ = ["release"]

Make = Callable[..., Release]


def excerpt_of(made: Release, at: int, words: str | None = None) -> Excerpt:
    statement = made.statements[at]
    span = statement.span
    if words is not None:
        start = made.text.index(words, span.start)
        span = Span(start, start + len(words))
    return Excerpt(made, statement, (span,), (), (), 0.0)


def said(parts: tuple[QuotePart, ...]) -> str:
    return "".join(one.words for one in parts)


def test_the_turns_beside_it_are_shown(release: Make) -> None:
    view = context_view(excerpt_of(release("One.", "Two.", "Three."), 1))
    assert view.before is not None
    assert view.after is not None
    assert (said(view.before.words), said(view.turn.words)) == ("One.", "Two.")
    assert said(view.after.words) == "Three."
    assert view.place == "Q&A, 2nd of 3 · statement 2 of 3"


def test_at_the_ends_there_is_nothing_beside_it(release: Make) -> None:
    made = release("One.", "Two.")
    assert context_view(excerpt_of(made, 0)).before is None
    assert context_view(excerpt_of(made, 1)).after is None


def test_of_long_turns_the_sentences_next_to_it_are_shown(release: Make) -> None:
    long = " ".join(f"Sentence {number} has some words." for number in range(200))
    view = context_view(excerpt_of(release(long, "Yes.", long), 1))
    assert view.before is not None
    assert view.after is not None
    before, after = said(view.before.words), said(view.after.words)
    assert before.startswith("[…] Sentence 1")
    assert before.endswith("Sentence 199 has some words.")
    assert after.startswith("Sentence 0 has some words.")
    assert after.endswith("words. […]")


def test_what_was_quoted_is_marked_in_what_is_around_it(release: Make) -> None:
    long = " ".join(f"Sentence {number} has some words." for number in range(200))
    quoted = "Sentence 100 has some words."
    view = context_view(excerpt_of(release(long), 0, quoted))
    assert [one.words for one in view.turn.words if one.is_marked] == [quoted]
    around = said(view.turn.words)
    assert "Sentence 99 has some words. Sentence 100 has some words. Sentence 101" in around
    assert around.startswith("[…] Sentence ")
    assert around.endswith("words. […]")


@pytest.mark.parametrize("length", [1, 100, 1_000, 20_000])
def test_all_of_it_fits_one_message(release: Make, length: int) -> None:
    words = "Sentence with <b>words</b> & signs. " * length
    made = release(words, "Yes, 😀. " * 20, words)
    [message] = render_context(Renderer(), excerpt_of(made, 1), 1, 9)
    assert count_units(read_markup(message).text) <= 4096


def test_a_single_sentence_that_fits_no_message_is_shown_whole_in_several(release: Make) -> None:
    endless = "word " * 2_000 + "end."
    messages = render_context(Renderer(), excerpt_of(release("One.", endless), 1), 1, 1)
    assert len(messages) > 1
    assert "end." in messages[-1]


texts = st.lists(st.text("aB. ?\n“”’", min_size=1, max_size=80), min_size=1, max_size=5)


@given(texts, st.integers(0, 4))
def test_every_word_of_it_stands_in_the_release(given: list[str], at: int) -> None:
    made = make([one.strip() or "A." for one in given])
    view = context_view(excerpt_of(made, at % len(given)))
    for turn in (view.turn, view.before, view.after):
        for part in turn.words if turn else ():
            assert part.is_cut or part.words in made.text


def make(said: list[str]) -> Release:
    text, statements = "", []
    for number, words in enumerate(said, 1):
        start = len(text) + 1
        text = f"{text}\n{words}"
        span = Span(start, len(text))
        statements.append(Statement(f"s{number}", StatementKind.ANSWER, "A B", "", (), span))
    return Release(
        id="mofa-x",
        source="mofa",
        publisher="Ministry",
        kind=ReleaseKind.CONFERENCE,
        title="Title",
        date=dt.date(2021, 1, 1),
        time=None,
        place="",
        url="",
        text=text,
        statements=tuple(statements),
        parts=(),
        provisional=False,
    )
