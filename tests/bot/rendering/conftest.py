import datetime as dt
from collections.abc import Callable, Sequence
from typing import Any

import pytest

from retrieval.labels.labelling import find_labels, speak_for_a_part
from retrieval.model.answer import Answer, Excerpt, Searched, Status
from retrieval.model.query import Query
from retrieval.model.release import Question, Release, ReleaseKind, Span, Statement, StatementKind
from tests.retrieval.query.conftest import ask, make_speakers, speakers

# Queries are made as the tests of questions make them.
__all__ = ["ask", "make_speakers", "speakers"]


@pytest.fixture
def release() -> Callable[..., Release]:
    """Return a function that makes releases with statements of these words."""

    def make(*said: str, statement: dict[str, Any] | None = None, **fields: Any) -> Release:
        statements = []
        text = ""
        for number, words in enumerate(said, 1):
            begin = len(text) + 1
            text = f"{text}\n{words}"
            given = {"kind": StatementKind.ANSWER, "speaker": "HAYASHI Yoshimasa", "role": ""}
            span = Span(begin, len(text))
            given |= {"id": f"s{number}", "headings": (), "span": span, **(statement or {})}
            statements.append(Statement(**given))
        given = {
            "id": "mofa-x",
            "source": "mofa",
            "publisher": "Ministry of Foreign Affairs of Japan",
            "kind": ReleaseKind.CONFERENCE,
            "title": "Press Conference",
            "date": dt.date(2021, 11, 13),
            "time": dt.time(9, 25),
            "place": "",
            "url": "https://www.mofa.go.jp/press/kaiken/x.html",
            "parts": (),
            "provisional": False,
        }
        given |= {"text": text, "statements": tuple(statements), **fields}
        return Release(**given)

    return make


@pytest.fixture
def excerpt(release: Callable[..., Release]) -> Callable[..., Excerpt]:
    """Return a function that makes excerpts of a statement, with slices and marks."""

    def make(
        said: str,
        *slices: str,
        asked: str | None = None,
        marks: Sequence[str] = (),
        statement: dict[str, Any] | None = None,
        **fields: Any,
    ) -> Excerpt:
        text = f"{asked or ''}\n{said}"
        begin = text.index("\n") + 1 if asked is None else len(asked) + 1
        question = None if asked is None else Question("Reporter", Span(0, len(asked)))
        whole = Span(begin, len(text))
        made = release(
            said, statement={"span": whole, "question": question, **(statement or {})}, **fields
        )
        made = Release(**{name: getattr(made, name) for name in made.__slots__} | {"text": text})

        def place(words: str) -> Span:
            at = text.index(words, begin)
            return Span(at, at + len(words))

        cut = tuple(map(place, slices)) or (whole,)
        labels = tuple(found for span in cut for found in find_labels(text, span))
        asked_of = () if question is None else (question.span,)
        is_partly_labelled = speak_for_a_part(labels, text, whole)
        marked = tuple(map(place, marks))
        return Excerpt(
            made, made.statements[0], cut, marked, labels, 1.23456, asked_of, is_partly_labelled
        )

    return make


@pytest.fixture
def answered() -> Callable[..., Answer]:
    """Return a function that makes answers of excerpts, or near answers of `nearest`."""

    def make(*excerpts: Excerpt, nearest: Sequence[Excerpt] = (), **fields: Any) -> Answer:
        given: dict[str, Any] = {
            "query": Query("what was said?"),
            "status": Status.ANSWERED if excerpts else Status.NOTHING_FOUND,
            "searched": Searched(5, dt.date(2021, 11, 13), dt.date(2022, 5, 23)),
            "excerpts": excerpts,
            "nearest": tuple(nearest),
            "found": len(excerpts),
        }
        return Answer(**given | fields)

    return make
