"""Which near names stand in what is shown."""

import datetime as dt

import pytest

from retrieval.answering.analysis import near_names_in
from retrieval.model.answer import Excerpt
from retrieval.model.query import NearName, Term
from retrieval.model.release import (
    Question,
    Release,
    ReleaseKind,
    Span,
    Statement,
    StatementKind,
)

SOLDIERS = Term("soldiers", (("soldier",),), near=(NearName(("personnel",), 0.75, "personnel"),))


def excerpt_of(question: str, answer: str) -> Excerpt:
    text = f"{question}\n{answer}"
    put = Span(0, len(question))
    statement = Statement(
        "s1",
        StatementKind.ANSWER,
        "TANABE Kenji",
        "Minister",
        (),
        Span(len(question) + 1, len(text)),
        question=Question("", put) if question else None,
    )
    release = Release(
        id="made-up",
        source="mofa",
        publisher="A ministry",
        kind=ReleaseKind.CONFERENCE,
        title="Press Conference",
        date=dt.date(2022, 2, 2),
        time=None,
        place="",
        url="",
        text=text,
        statements=(statement,),
        parts=(),
        provisional=False,
    )
    asked = (put,) if question else ()
    return Excerpt(release, statement, (statement.span,), (), (), 1.0, asked)


@pytest.mark.parametrize(
    "question, answer, also",
    [
        ("", "We thanked the personnel.", ("personnel",)),
        ("What of the personnel?", "We thanked them.", ("personnel",)),
        # What is quoted has the word itself.
        ("What of the personnel?", "We thanked the soldiers.", None),
        ("What of the soldiers?", "We thanked them.", None),
        ("What of the soldiers?", "We thanked the personnel.", ("personnel",)),
    ],
)
def test_a_near_name_is_told_of_what_is_quoted_else_of_the_question_put(
    question: str, answer: str, also: tuple[str, ...] | None
) -> None:
    excerpt = excerpt_of(question, answer)
    assert near_names_in([excerpt], [SOLDIERS]).get("soldiers") == also
