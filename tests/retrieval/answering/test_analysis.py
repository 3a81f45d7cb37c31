"""Which near names stand in what is shown."""

import pytest

from retrieval.answering.analysis import near_names_in
from retrieval.model.answer import Excerpt
from retrieval.model.query import NearName, Term
from tests.retrieval.answering.made_up import release_of

SOLDIERS = Term("soldiers", (("soldier",),), near=(NearName(("personnel",), 0.75, "personnel"),))


def excerpt_of(question: str, answer: str) -> Excerpt:
    release = release_of(answer, question=question)
    statement = release.statements[0]
    asked = (statement.question.span,) if statement.question else ()
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
