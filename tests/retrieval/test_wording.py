import pytest

from retrieval.model import Span, WordingLabel
from retrieval.wording import PHRASES, find_wordings

LISTED = [(label, phrase) for label, phrases in PHRASES.items() for phrase in phrases]


@pytest.mark.parametrize("label, phrase", LISTED, ids=[phrase for _, phrase in LISTED])
@pytest.mark.parametrize(
    "blank", [" ", "\n", "\u00a0", "\n\n  "], ids=["blank", "line", "nbsp", "gap"]
)
def test_a_listed_wording_is_found_exactly_where_it_stands(
    label: WordingLabel, phrase: str, blank: str
) -> None:
    words = phrase.capitalize().replace(" ", blank)
    text = f"On that, {words}, I said."
    found = find_wordings(text, Span(0, len(text)))
    assert (label, words) in [(each.label, each.span.of(text)) for each in found]


@pytest.mark.parametrize(
    "text",
    [
        "We discussed the matter.",
        "I will comment. We took that up and it has been decided.",
        "He did not\u2014discuss",
        "",
    ],
)
def test_other_words_are_no_such_wording(text: str) -> None:
    assert find_wordings(text, Span(0, len(text))) == ()


def test_wordings_come_in_the_order_of_the_text() -> None:
    text = "Nothing has been decided. That is a hypothetical question. We did not discuss it."
    assert [wording.label for wording in find_wordings(text, Span(0, len(text)))] == [
        WordingLabel.UNDECIDED,
        WordingLabel.HYPOTHETICAL,
        WordingLabel.NOT_DISCUSSED,
    ]


def test_a_wording_outside_the_span_or_cut_by_it_is_not_found() -> None:
    text = "We did not discuss it. It was not taken up."
    assert not find_wordings(text, Span(0, text.index("discuss") + 3))
    (second,) = find_wordings(text, Span(text.index("It was"), len(text)))
    assert second.span.of(text) == "was not taken up"
