"""Of a message of several sentences the record decides what is meant."""

import datetime as dt

import pytest

from bot.setup.services import Services
from retrieval.model.answer import Answer, Status
from retrieval.model.query import Intent, Order, Request

NOW = dt.datetime(2022, 6, 1, 9, tzinfo=dt.UTC)


async def ask(services: Services, question: str) -> Answer:
    return await services.answerer.answer(question, NOW)


@pytest.mark.parametrize(
    "message, said",
    [
        (
            "What did they say about the opera? I also want to know about the Sado mines.",
            "Sado",
        ),
        (
            "Hi, sorry to bother, deadline in 10 min. My boss asks whether Okinawa was mentioned.",
            "Okinawa",
        ),
        (
            "In May there was a lot of talk. I am only interested in what was said on the TPP.",
            "TPP",
        ),
        ("I recall that the press called it a linchpin. Could you show me these wordings?", "linc"),
    ],
)
async def test_the_first_question_that_the_record_answers_is_meant(
    services: Services, message: str, said: str
) -> None:
    answer = await ask(services, message)
    assert answer.status is Status.ANSWERED
    assert said in answer.excerpts[0].quote


async def test_who_writes_is_never_answered_in_place_of_the_question(services: Services) -> None:
    message = "I'm a diplomat newly posted to Okinawa, in the Alliance office. {}"
    for question in ("What was said about semiconductors?", "Did the two of them discuss opera?"):
        answer = await ask(services, message.format(question))
        assert answer.status is not Status.ANSWERED


async def test_a_filter_beside_other_words_limits_if_something_is_answered_so(
    services: Services,
) -> None:
    question = "What was said about North Korea?"
    limited = await ask(services, f"{question} It was in early February 2022, I believe.")
    assert {one.release.date for one in limited.excerpts} == {dt.date(2022, 2, 2)}
    unlimited = await ask(services, f"{question} I started university in March 2020.")
    assert unlimited.status is Status.ANSWERED
    assert unlimited.query.period is None


@pytest.mark.parametrize(
    "unwanted",
    [
        "I don't want the press conferences, have them already.",
        "I don’t need press conferences at all, have them already.",
        "I'm not looking for press conferences, have them already.",
        "We are not looking for press conferences, have them already.",
    ],
)
async def test_a_kind_that_somebody_does_not_want_is_left_out(
    services: Services, unwanted: str
) -> None:
    answer = await ask(services, f"{unwanted} Anything on North Korea?")
    assert answer.excerpts
    assert {one.release.kind.value for one in answer.excerpts}.isdisjoint({"conference"})


async def test_an_order_may_stand_beside_other_words(services: Services) -> None:
    answer = await ask(services, "What was said about Ukraine? Oldest on top if it is possible.")
    assert answer.query.order is Order.OLD


async def test_what_was_meant_is_meant_again_by_a_follow_up(services: Services) -> None:
    first = await ask(services, "What was said of China? It was 2 Feb 2022, I believe. Thank you")
    again = await ask(services, first.query.question)
    assert again.query.period == first.query.period
    assert again.query.terms == first.query.terms


async def test_a_message_of_one_sentence_has_one_reading(services: Services) -> None:
    answer = await ask(services, "What did Hayashi say about Taiwan?")
    assert answer.query.readings == ()
    assert "left aside" not in answer.query.question


async def test_a_wish_is_read_beside_what_somebody_tells_of_himself(services: Services) -> None:
    wish = "Do you keep a log of what I type in here?"
    answer = await ask(services, f"{wish} I'm a journalist and have to be careful about that.")
    assert answer.query.request is Request.OWN_DATA


async def test_a_message_that_names_nothing_asks_for_nothing_on_record(
    services: Services,
) -> None:
    message = (
        "Or isn't it? I've subscribed to quite a few of these services, and most of them answer"
        " a question that I haven't asked, so I shall try to be careful. Anyway."
    )
    answer = await ask(services, message)
    assert answer.query.intent is Intent.NO_TOPIC
    assert not answer.excerpts


async def test_whoever_may_have_done_it_is_no_alternative_of_what_was_done(
    services: Services,
) -> None:
    answer = await ask(services, "who asked for the call, japan or america")
    words = [one.word for one in answer.query.terms]
    assert "japan OR america" in words
    assert "call" in words
