import pytest

from retrieval.model.query import Term
from retrieval.text.speech import is_speaking
from retrieval.text.tokens import terms

ORLEN = Term("Orlen", (("orlen",), ("prime", "minist")))


@pytest.mark.parametrize(
    "text, speaks",
    [
        ("Orlen said that talks go on", True),
        ("what Orlen told them", True),
        ("Orlen also clearly stressed it", True),  # at most one term between
        ("Orlen again clearly and firmly stressed it", False),
        ("the Prime Minister replied", True),
        ("said Orlen", False),
        ("Orlen went to Oslo", False),
        ("Tanabe said that Orlen left", False),
        ("talks with Orlen", False),
    ],
)
def test_somebody_speaks_where_a_verb_of_saying_follows_a_name(text: str, speaks: bool) -> None:
    assert is_speaking(terms(text), ORLEN) is speaks
