"""What is asked about the words that somebody marked in the bot's message."""

import pytest

from bot.handlers.asking.marked import AboutMarked, read_marked

MARKED = "peace and stability of the Taiwan Strait"
PHRASE = f'"{MARKED}"'


@pytest.mark.parametrize(
    "typed",
    [
        *("?", "", "this", "???", "more", "Tell me more about this", "who said this?", "when?"),
        *("Where was that said?", "which minister said this", "what about this?", "why?"),
        *("which year was this?", "and this?", "say more"),
    ],
)
def test_words_that_only_point_ask_for_the_phrase_first_and_then_for_the_words(typed: str) -> None:
    assert read_marked(MARKED, typed) == AboutMarked(questions=(PHRASE, MARKED))


@pytest.mark.parametrize(
    "typed, order",
    [
        ("when was this first said?", "order:old"),
        ("who said this last?", "order:new"),
        ("latest", "order:new"),
        ("the oldest", "order:old"),
    ],
)
def test_first_and_last_set_the_order(typed: str, order: str) -> None:
    read = read_marked(MARKED, typed)
    assert read == AboutMarked(questions=(f"{PHRASE} {order}", f"{MARKED} {order}"))


@pytest.mark.parametrize(
    "typed",
    [
        *("verify", "Verify this, please", "is this exact?", "is that a verbatim quote?", "exact?"),
        *("did he really say that?", "Did Hayashi say this", "check this", "is it true?"),
        *("was this said like that?", "please confirm", "verbatim?", "fact check this"),
    ],
)
def test_who_doubts_the_words_has_them_verified(typed: str) -> None:
    assert read_marked(MARKED, typed) == AboutMarked(is_verification=True)


@pytest.mark.parametrize(
    "typed, first",
    [
        ("Okinawa", f"{PHRASE} Okinawa"),
        ("in May 2022", f"{PHRASE} in May 2022"),
        ("and in 2022?", f"{PHRASE} in 2022?"),
        ("what about Russia?", f"{PHRASE} Russia?"),
        ("by Blinken", f"{PHRASE} by Blinken"),
        ("this year", f"{PHRASE} this year"),
        ("what did Hayashi say?", f"what did Hayashi say {PHRASE}"),
        ("what did Hayashi say about this in May?", f"what did Hayashi say about {PHRASE} in May?"),
        ("has this been raised since?", f"has {PHRASE} been raised since?"),
        ("is that phrase in other releases?", f"is {PHRASE} in other releases?"),
        ("did Japan verify the treaty", f"did Japan verify the treaty {PHRASE}"),
    ],
)
def test_other_words_are_a_question_about_what_is_marked(typed: str, first: str) -> None:
    read = read_marked(MARKED, typed)
    assert read is not None
    assert read.questions == (first, first.replace(PHRASE, MARKED))


@pytest.mark.parametrize("typed", ["cite this", "star it", "context", "report this", "undo"])
def test_what_is_asked_of_the_bot_stays_so(typed: str) -> None:
    assert read_marked(MARKED, typed) is None


def test_lines_cuts_and_inner_quotations_part_a_phrase() -> None:
    marked = "It is so. […] He said “we will”, and\nleft the room"
    read = read_marked(marked, "?")
    assert read is not None
    assert read.questions[0] == '"It is so." "He said" "we will" "left the room"'
    assert '"' not in read.questions[1]


@pytest.mark.parametrize("marked", ["—", "❝", "\n\n", '"""', "…", "[…]"])
def test_signs_without_words_are_no_phrase(marked: str) -> None:
    read = read_marked(marked, "?")
    assert read is not None
    assert '"' not in "".join(read.questions)


def test_a_long_question_says_itself_what_it_asks() -> None:
    typed = "What did the minister say of the talks in Tokyo? " * 20
    read = read_marked(MARKED, typed)
    assert read == AboutMarked(questions=(typed.strip(),))
