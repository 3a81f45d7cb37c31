"""What may have a quotation's words is ranked by them, and parts are as long as they can be."""

import datetime as dt
from collections.abc import Sequence

import pytest

from retrieval.answering.verifying.joins import find_parts
from retrieval.answering.verifying.nearest import ask_for_words, halves, rank
from retrieval.answering.verifying.reading import Quotation
from retrieval.model.release import Passage, ReleaseKind, Span
from retrieval.text.tokens import fold_words, terms


def passage(words: str, *, asked: str = "", number: int = 1) -> Passage:
    return Passage(
        release_id="made-up",
        version=1,
        statement_id=f"s{number}",
        span=Span(0, max(1, len(words))),
        date=dt.date(2022, 2, 2),
        kind=ReleaseKind.CONFERENCE,
        speaker="",
        role="",
        asker="Reporter" if asked else "",
        words=terms(words),
        context=terms(asked),
        mentions=frozenset(),
        labels=frozenset(),
        folded=fold_words(words),
    )


# --- halves


@pytest.mark.parametrize(
    "text, expected",
    [
        ("one two three four five", []),
        ("one two three four five six.", ["one two three", "four five six."]),
        (
            "“One, two, three; four, five, six, seven",
            ["“One, two, three", "four, five, six, seven"],
        ),
    ],
)
def test_a_quotation_of_six_words_has_two_halves(text: str, expected: list[str]) -> None:
    assert [one.text for one in halves(Quotation(text))] == expected


def test_words_are_asked_for_once_each_as_often_as_they_are_said() -> None:
    asked = ask_for_words(Quotation("The quota is a quota for herring"))
    assert [(one.names, one.times) for one in asked.terms] == [
        ((terms("quota"),), 2),
        ((terms("herring"),), 1),
    ]


# --- ranks


def test_what_has_more_of_the_words_in_order_comes_first() -> None:
    wanted = Quotation("we set a herring quota")
    made = [passage("a quota of herring"), passage("we set a quota"), passage("we set it")]
    ranked = rank(wanted, made)
    assert [(one.passage, one.share) for one in ranked] == [
        (made[1], 0.8),
        (made[0], 0.4),
        (made[2], 0.4),
    ]
    assert not any(one.is_question or one.is_earlier for one in ranked)


def test_earlier_wordings_come_behind_what_says_as_much() -> None:
    wanted = Quotation("we set a quota")
    present, former = passage("a quota"), passage("the quota, a quota")
    ranked = rank(wanted, [present], [former])
    assert [(one.passage, one.is_earlier) for one in ranked] == [(present, False), (former, True)]
    assert [one.share for one in ranked] == [0.5, 0.5]


def test_a_question_comes_before_what_says_less_and_behind_what_says_as_much() -> None:
    wanted = Quotation("herring quota agreed")
    answer = passage("no comment", asked="Was the herring quota agreed?")
    whole, half = passage("herring quota agreed", number=2), passage("herring quota", number=3)
    ranked = rank(wanted, [half, answer, whole])
    assert [(one.passage, one.is_question) for one in ranked] == [
        (whole, False),
        (answer, True),
        (half, False),
        (answer, False),
    ]
    assert ranked[1].share == pytest.approx(0.99)


def test_the_question_of_a_statement_of_many_passages_is_ranked_once() -> None:
    asked = "Was the quota agreed?"
    made = [passage(words, asked=asked) for words in ("first", "second")]
    made += [passage("third", asked=asked, number=2), passage("fourth", number=3)]
    ranked = rank(Quotation("the quota agreed"), made)
    assert [one.passage for one in ranked if one.is_question] == [made[0], made[2]]


def test_words_that_say_nothing_ask_no_question() -> None:
    made = [passage("what is that of", asked="What is that?")]
    assert not any(one.is_question for one in rank(Quotation("what is that of"), made))


# --- parts


async def parts_of(quotation: str, *said: str) -> list[str]:
    texts = [f" {' '.join(Quotation(one).words.folded)} " for one in said]

    async def find(part: Quotation, most: int) -> Sequence[Passage]:
        words = f" {' '.join(part.words.folded)} "
        return [passage(text) for text in texts if words in text][:most]

    return [one.text for one in await find_parts(Quotation(quotation), find)]


FISH = "the herring quota of the northern fleet"
TALKS = "ministers met in Tokyo for trade talks"
VISAS = "visas are issued at each embassy now"
SHIPS = "three ships sailed into the harbor today"


@pytest.mark.parametrize(
    "joint, is_joined",
    [
        ("", True),
        ("and", True),
        ("and that", True),
        ("and that also", False),
    ],
)
async def test_at_most_two_words_join_two_parts(joint: str, is_joined: bool) -> None:
    found = await parts_of(f"{FISH} {joint} {TALKS}", FISH, TALKS)
    assert found == ([FISH, TALKS] if is_joined else [])


@pytest.mark.parametrize(
    "quotation", [f"and {FISH} {TALKS}", f"{FISH} {TALKS} and", f"that {FISH} and {TALKS}"]
)
async def test_words_before_the_first_part_and_behind_the_last_join_too(quotation: str) -> None:
    assert await parts_of(quotation, FISH, TALKS) == [FISH, TALKS]


async def test_joining_words_are_counted_over_all_parts() -> None:
    assert await parts_of(f"and {FISH} and {TALKS} and", FISH, TALKS) == []


async def test_two_or_three_parts_are_a_join_and_one_or_four_are_none() -> None:
    said = [FISH, TALKS, VISAS, SHIPS]
    for count in range(1, 5):
        found = await parts_of(" ".join(said[:count]), *said)
        assert found == (said[:count] if count in {2, 3} else [])


async def test_a_part_is_as_long_as_it_can_be() -> None:
    words = [f"word{number}" for number in range(40)]
    for length in range(5, 36):
        one, other = " ".join(words[:length]), " ".join(words[length:])
        assert await parts_of(f"{one} {other}", f"{one} x", f"x {other}") == [one, other]


@pytest.mark.parametrize(
    "part, is_part",
    [
        ("herring quota northern fleet", False),
        ("herring quota northern fleet sailed", True),
        ("it is what we are to", False),
        ("quota is what we are to", False),
        ("it is what we are to be", True),
    ],
)
async def test_a_part_has_five_words_of_which_two_tell_something_or_seven(
    part: str, is_part: bool
) -> None:
    found = await parts_of(f"{TALKS} {part}", TALKS, f"x {part}")
    assert found == ([TALKS, part] if is_part else [])
