"""A quotation that is remembered by half is found by its words in order, and said to be that."""

import datetime as dt

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.rendering.describing import describe
from bot.rendering.render import PlainRenderer
from bot.setup.services import Services
from retrieval.answering.remembering import RememberedWords
from retrieval.model.answer import Answer, Status

NOW = dt.datetime(2022, 6, 1, 9, 0, tzinfo=dt.UTC)
SAID = "I hope to play in harmony with him toward further strengthening the Japan-U.S. Alliance"


async def ask(services: Services, question: str) -> Answer:
    return await services.answerer.answer(question, NOW)


async def test_exact_words_come_first(services: Services) -> None:
    answer = await ask(services, f'"{SAID}"')
    assert answer.status is Status.ANSWERED
    assert answer.query.remembered == ()


async def test_that_it_is_remembered_otherwise_is_said(services: Services) -> None:
    answer = await ask(services, 'something like "as if this were natural"')
    assert answer.status is Status.NEAR
    assert "as though this were a natural prerequisite" in answer.nearest[0].quote
    assert "nearest on record “as though this were a natural”" in describe(answer.query)
    assert answer.query.remembered == ("as though this were a natural",)
    assert "Nobody on record says just these words" in PlainRenderer().answer(answer)


@pytest.mark.parametrize(
    "question, words",
    [
        ('"we held talks as though this were a natural precondition"', "natural prerequisite"),
        ('"Secretary Blinken offered his sympathy"', "offered his congratulations"),
        ('"strongly asked the US side to strengthen and enforce measures"', "and enforce measures"),
        ('"restrictions on off-base outings" or "activities"?', "off base activities"),
    ],
)
async def test_the_words_on_record_end_where_the_quotation_ends(
    services: Services, question: str, words: str
) -> None:
    answer = await ask(services, question)
    assert answer.status is Status.NEAR
    assert answer.query.remembered[0].endswith(words)


@pytest.mark.parametrize(
    "question",
    [
        '"climate is a hoax of the century"',
        '"whaling is good for everybody"',
        '"alliance the strengthening further toward him with harmony in play"',
        '"with them both"',
        '"if we are to be"',
        '"as if this were natural" in 2021',
        '"as if this were natural" by:nobody',
    ],
)
async def test_what_nobody_said_nearly_so_is_not_answered(
    services: Services, question: str
) -> None:
    answer = await ask(services, question)
    assert answer.status is not Status.ANSWERED
    assert answer.query.remembered == ()


async def test_words_that_say_something_else_are_near(services: Services) -> None:
    answer = await ask(services, '"the first telephone conference of this year"')
    assert answer.status is Status.NEAR
    assert "third telephone talk of this year" in answer.nearest[0].quote
    assert answer.missing == ("first", "conference")


@given(
    st.lists(st.integers(0, len(SAID.split()) - 1), min_size=1, max_size=3, unique=True),
    st.sampled_from(["", "whale", "always"]),
)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=30)
async def test_one_to_three_wrong_words_hide_nothing(
    services: Services, places: list[int], instead: str
) -> None:
    words = [instead if at in places else word for at, word in enumerate(SAID.split())]
    answer = await ask(services, f'"{" ".join(filter(None, words))}"')
    assert answer.status is not Status.NOTHING_FOUND
    excerpt = (answer.excerpts or answer.nearest)[0]
    assert "harmony" in excerpt.quote or "Alliance" in excerpt.quote


# --- words nearly as they were said


def nearly(phrase: str, words: str) -> tuple[str, int] | None:
    """The words of some others that a quotation means, and how many of its words they have."""
    said = words.split()
    found = RememberedWords(phrase).find(said)
    return None if found is None else (" ".join(said[found.start : found.end]), found.right)


@pytest.mark.parametrize(
    "phrase, words, found",
    [
        ("herring quota agreed", "then herring quota agreed today", ("herring quota agreed", 3)),
        ("herring quota", "herring quota", None),
        ("herring quota fleet whale trade", "herring quota fleet", ("herring quota fleet", 3)),
        ("herring quota fleet whale trade", "herring quota", None),
        ("what is to be of it", "what is to be of it", None),
        ("what is a quota", "what is a fleet", None),
        ("what is a herring quota", "what is a herring", ("what is a herring", 4)),
        ("of the herring quota fleet", "herring quota", ("herring quota", 2)),
        ("of the herring for a quota of fleets", "herring quota fleet", ("herring quota fleet", 3)),
    ],
)
def test_three_fifths_of_the_words_have_to_be_right_and_in_order(
    phrase: str, words: str, found: tuple[str, int] | None
) -> None:
    """Of those that say something at least half; if there are three of these, they suffice."""
    assert nearly(phrase, words) == found


def test_of_several_places_that_with_most_words_counts_and_of_these_the_shortest() -> None:
    assert nearly("herring quota fleet", "herring quota x herring x quota fleet") == (
        "herring x quota fleet",
        3,
    )
    twice = "herring x quota fleet and so on and on herring quota fleet"
    assert nearly("herring quota fleet", twice) == ("herring quota fleet", 3)


@pytest.mark.parametrize("between, is_found", [(3, True), (4, False)])
def test_so_many_other_words_may_stand_between(between: int, is_found: bool) -> None:
    words = f"herring {'x ' * between}quota fleet"
    found = nearly("herring quota fleet", words)
    assert (found is not None and found[1] == 3) is is_found


@pytest.mark.parametrize(
    "phrase, said, found",
    [
        (
            "both ministers and i used to have bands",
            "both ministers and i formed bands i hope to",
            (0, 6),
        ),
        ("the old treaty of the sea", "the new treaty of the sea is of the world", (0, 6)),
    ],
)
def test_no_small_words_of_what_follows_are_taken(
    phrase: str, said: str, found: tuple[int, int]
) -> None:
    place = RememberedWords(phrase).find(said.split())
    assert place is not None
    assert (place.start, place.end) == found


async def test_where_nearly_all_small_words_are_right_fewer_others_have_to_be(
    services: Services,
) -> None:
    answer = await ask(services, '"this was our eighth meeting since I became foreign minister"')
    assert answer.nearest[0].quote.startswith("This was our ninth meeting since I assumed")
