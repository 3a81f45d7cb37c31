"""What only a reader can judge is told to be left aside; what is to be judged is shown in order."""

from collections.abc import Callable

import pytest

from retrieval.model.query import Order, Query

Asking = Callable[[str], Query]


@pytest.mark.parametrize(
    "judging",
    [
        "which is stronger",
        "which one sounds harsher",
        "who was tougher",
        "which of the two was more critical",
        "which is the longest",
    ],
)
@pytest.mark.parametrize("question", ["{} on Taiwan, 2021 or 2022", "Taiwan 2021 or 2022, {}?"])
def test_what_has_to_be_judged_is_no_topic(ask: Asking, judging: str, question: str) -> None:
    query = ask(question.format(judging))
    assert [one.word for one in query.terms] == ["Taiwan"]
    assert query.left_aside == (judging,)
    assert query.order is Order.OLD


@pytest.mark.parametrize("question", ["which minister is stronger", "is Taiwan stronger?"])
def test_what_is_said_to_be_stronger_is_a_topic(ask: Asking, question: str) -> None:
    assert "stronger" in [one.word for one in ask(question).terms]
