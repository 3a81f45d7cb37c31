"""A text is read as sentences within the bounds of one message; what is refused is counted."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.answering.verifying.reading import (
    LONGEST_SENTENCE,
    LONGEST_TEXT,
    MOST_SENTENCES,
    Quotation,
    read_text,
)
from retrieval.model.verification import Refused


def read(text: str) -> list[str]:
    return [one.text for one in read_text(text).sentences]


def test_a_text_is_read_sentence_by_sentence_and_as_a_whole() -> None:
    found = read_text("We met in Tokyo. We spoke of trade.\nWe will meet again.")
    assert [one.text for one in found.sentences] == [
        "We met in Tokyo.",
        "We spoke of trade.",
        "We will meet again.",
    ]
    assert found.whole is not None
    assert found.refused == Refused()


def test_one_or_two_words_belong_to_the_sentence_beside_them() -> None:
    assert read("No. Not at this point.") == ["No. Not at this point."]
    assert read("We will meet again. Thank you.") == ["We will meet again. Thank you."]


@pytest.mark.parametrize("quoted", ["“We will act.”", '"We will act."', "«We will act.»"])
def test_quotation_marks_around_it_are_no_part_of_it(quoted: str) -> None:
    assert read(quoted) == ["We will act."]
    assert read(f"{quoted},") == ["We will act."]


def test_of_a_message_of_the_bot_only_what_it_quotes_is_read() -> None:
    answer = "1 statement on record\n\n❝ We will act […] in time. ❞\n— TANABE Kenji\nmofa.go.jp/x"
    assert read(answer) == ["We will act […] in time."]


@pytest.mark.parametrize("mark", ["…", "[…]", "...", "....", "[...]", "(…)", ". . ."])
def test_a_cut_is_known_however_it_is_printed(mark: str) -> None:
    pieces = Quotation(f"We will act {mark} in time").pieces
    assert [one.text for one in pieces] == ["We will act", "in time"]


def test_what_is_beyond_the_bounds_is_counted_and_the_rest_goes_on() -> None:
    short = "We will meet again soon. " * (MOST_SENTENCES + 3)
    long = "and we will meet again " * (LONGEST_SENTENCE // 20) + "in Tokyo. "
    found = read_text(f"We met in Tokyo. W{long[1:]} {short}")
    assert len(found.sentences) == MOST_SENTENCES
    assert found.refused == Refused(too_long=1, beyond=4)
    assert read_text("We will meet again soon. " * 1_000).refused.is_cut


@pytest.mark.parametrize("text", ["", "…", "no", '""', "\n"])
def test_less_than_two_words_are_too_short(text: str) -> None:
    found = read_text(text)
    assert (found.sentences, found.refused.is_too_short) == ((), True)


@given(st.text(max_size=300))
def test_any_text_is_read_within_the_bounds(text: str) -> None:
    found = read_text(text * 4)
    assert len(found.sentences) <= MOST_SENTENCES
    assert all(one.words.folded for one in found.sentences)


@pytest.mark.parametrize("sign", ["❝", "[", ".", ". ", "…", '"', "a ", "(", "\n", "a. "])
def test_reading_takes_no_time_whatever_it_is(sign: str) -> None:
    began = time.process_time()
    for one in read_text(sign * LONGEST_TEXT).sentences:
        assert one.pieces
    assert time.process_time() - began < 2.0
