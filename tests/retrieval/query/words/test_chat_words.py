"""Words of asking are read as they are typed in chats; words of a topic stay as they are."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.query.words.chat_words import as_typed_right


def never(_: str) -> bool:
    return False


@pytest.mark.parametrize(
    "typed, right",
    [
        ("Taiwan febuary 2022", "Taiwan february 2022"),
        ("in januray what was said", "in january what was said"),
        ("press relase on Taiwan", "press release on Taiwan"),
        ("waht about Taiwan", "what about Taiwan"),
        ("oldest statments", "oldest statements"),
        ("press confrence, Taiwan", "press conference, Taiwan"),
        ("Taiwan, decmber", "Taiwan, december"),
        ("he said sth abt Taiwan", "he said something about Taiwan"),
        ("whats Article V", "what's Article V"),
        ("he didnt say", "he didn't say"),
    ],
)
def test_words_of_asking_are_spelt_right(typed: str, right: str) -> None:
    assert as_typed_right(typed, never) == right


@pytest.mark.parametrize(
    "question",
    [
        "confidence building, disclosing, relapse, abort, latent, match, marsh",
        "wheat, convergence, defense spending, recorders, whiteout, nonmember, relegate, released",
        "What was said in January and in the press release?",
        '"waht a relase"',
        "FEBUARY",
        "great power politics",
        "nice weather in Nice",
        "ok",
        "in general terms",
    ],
)
def test_other_words_stay_as_they_are(question: str) -> None:
    assert as_typed_right(question, never) == question


def test_a_word_on_record_is_no_slip() -> None:
    assert as_typed_right("the relase", {"relase"}.__contains__) == "the relase"


@pytest.mark.parametrize(
    "typed, meant",
    [
        ("ok. And whaling?", "And whaling?"),
        ("lol. and Blinken?", "and Blinken?"),
        ("nvm. what about Myanmar", "what about Myanmar"),
        ("great, and China?", "and China?"),
        ("now something serious: Taiwan", "Taiwan"),
        ("US bases generally", "US bases"),
        ("Indo-Pacific, I meant", "Indo-Pacific"),
        ("readouts please: Taiwan", "readouts: Taiwan"),
        ("I sew. Please, was Taiwan named?", "I sew. Please, was Taiwan named?"),
    ],
)
def test_chaff_around_a_question_is_left_out(typed: str, meant: str) -> None:
    assert as_typed_right(typed, never) == meant


@given(st.text(max_size=200))
def test_any_text_is_read(text: str) -> None:
    assert isinstance(as_typed_right(text, never), str)


@pytest.mark.parametrize(
    "typed, right",
    [
        ("talks w/ Blinken", "talks with Blinken"),
        ("talks w/Blinken", "talks with Blinken"),
        ("Taiwan w/o Russia", "Taiwan without Russia"),
        ("Taiwan w/out Russia", "Taiwan without Russia"),
        ("b/w May and July", "between May and July"),
        ("he spoke w/r/t Taiwan", "he spoke regarding Taiwan"),
        ("lemme see Taiwan", "let me see Taiwan"),
        ("all mtgs on Taiwan", "all meetings on Taiwan"),
    ],
)
def test_abbreviations_of_chats_are_written_out(typed: str, right: str) -> None:
    assert as_typed_right(typed, never) == right


@pytest.mark.parametrize("typed", ['"w/ Blinken"', "24/7 talks", "http://w/o", "and/or", "b/d"])
def test_other_slashes_stay(typed: str) -> None:
    assert as_typed_right(typed, never) == typed
