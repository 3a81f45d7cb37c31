"""A surname that is also a word is somebody's where it stands as a name."""

import pytest

from retrieval.query.who.common_names import (
    _AUXILIARIES,
    _BEHIND_BY,
    _ENDS_A_SENTENCE,
    _SAID,
    _STANDS_FOR_SOMEBODY,
    SAYING,
    VIEWS,
    names_somebody,
)
from retrieval.text.tokens import tokenize


def is_somebody(question: str, word: str) -> bool:
    tokens = tokenize(question)
    at = next(at for at, one in enumerate(tokens) if one.folded.removesuffix("'s") == word)
    return names_somebody(question, tokens, at)


def test_a_capital_within_a_sentence_shows_a_name() -> None:
    assert is_somebody("ferries and May", "may")
    assert is_somebody("ferries and May today", "may")
    assert not is_somebody("ferries and may today", "may")
    assert not is_somebody("FERRIES AND MAY", "may")
    assert not is_somebody("Ferries And May", "may")
    assert not is_somebody("what should I say", "i")


@pytest.mark.parametrize("mark", sorted(_ENDS_A_SENTENCE))
def test_a_capital_that_opens_a_sentence_shows_none(mark: str) -> None:
    assert not is_somebody(f"ferries{mark} May we sail", "may")
    assert is_somebody(f"ferries{mark} May on sails", "may")


def test_somebody_said_something() -> None:
    for said in _SAID:
        assert is_somebody(f"May {said} so", "may")
        assert not is_somebody(f"may {said} so", "may")
    assert is_somebody("May said", "may")
    assert not is_somebody("May", "may")
    assert not is_somebody("May sail", "may")


@pytest.mark.parametrize("auxiliary", sorted(_AUXILIARIES))
def test_somebody_is_asked_to_have_said_something(auxiliary: str) -> None:
    for saying in SAYING:
        assert is_somebody(f"what {auxiliary} may {saying}", "may")
    assert not is_somebody(f"what {auxiliary} may sail", "may")
    assert not is_somebody(f"what {auxiliary} may", "may")


def test_words_are_by_somebody() -> None:
    assert is_somebody("ferries by may", "may")
    assert is_somebody("ferries by may?", "may")
    for behind in _BEHIND_BY:
        assert is_somebody(f"ferries by may {behind} sails", "may")
    assert not is_somebody("ferries by may sails", "may")


def test_views_are_somebodys() -> None:
    for view in VIEWS:
        assert is_somebody(f"May's {view}, please", "may")
        assert not is_somebody(f"may's {view}, please", "may")


def test_a_word_that_stands_for_anybody_is_no_name_in_small_letters() -> None:
    for word in _STANDS_FOR_SOMEBODY:
        assert not is_somebody(f"what did {word} say", word)
        assert not is_somebody(f"{word.title()} said so", word)
