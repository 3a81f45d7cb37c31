"""What is asked of what was shown: the next question of its page, whether it was said again."""

import pytest

from bot.sandbox.trying.conversation import Conversation
from tests.journeys.talking import last


@pytest.mark.parametrize(
    "message",
    [
        "and the next question?",
        "was there a follow-up?",
        "what did the next reporter ask after that",
        "what was asked right after it?",
        "did anyone follow up on that?",
        "show me the following answer please",
    ],
)
async def test_the_next_question_is_that_behind_it_on_the_page(
    talk: Conversation, message: str
) -> None:
    assert "Q&A, 6th of 9" in await last(talk, "Sado gold mines", message)


@pytest.mark.parametrize(
    "message",
    [
        *("what was asked before that?", "the previous question", "the question before this"),
        *("what did the reporter ask before that?", "what did they ask just before it?"),
    ],
)
async def test_the_question_before_is_that_above_it_on_the_page(
    talk: Conversation, message: str
) -> None:
    assert "Q&A, 4th of 9" in await last(talk, "Sado gold mines", message)


async def test_each_next_question_goes_on_from_the_one_shown_last(talk: Conversation) -> None:
    shown = await last(talk, "Sado gold mines", "next question", "the next question")
    assert "Q&A, 7th of 9" in shown


async def test_the_reply_is_that_to_the_question_shown_last(talk: Conversation) -> None:
    shown = await last(talk, "Sado gold mines", "next question", "what did he answer to that?")
    assert "Q&A, 6th of 9" in shown
    assert "I would like to refrain from providing any details" in shown


async def test_behind_the_last_of_a_page_the_page_ends(talk: Conversation) -> None:
    shown = await last(talk, "schedules of the Quad summit", "next question", "next question")
    assert "Q&A, 9th of 9" in shown


async def test_a_month_gives_up_the_page_that_was_read(talk: Conversation) -> None:
    shown = await last(talk, "Sado gold mines", "next question", "and in May 2022?")
    assert shown.startswith("May 2022")


async def test_without_an_answer_before_there_is_no_next_question(talk: Conversation) -> None:
    assert "a link to the page" in await last(talk, "the next question")


@pytest.mark.parametrize(
    "message",
    [
        "has he mentioned it again since?",
        "was that brought up again later on?",
        "ok, did they discuss this after that?",
    ],
)
async def test_whether_it_was_said_again_is_asked_of_the_days_behind(
    talk: Conversation, message: str
) -> None:
    shown = await last(talk, "Senkaku Islands", message)
    assert shown.startswith("Nothing on record about Senkaku Islands · since 14 Nov 2021")


async def test_whether_somebody_said_it_again_is_asked_of_him(talk: Conversation) -> None:
    shown = await last(talk, "Senkaku Islands", "has Biden raised it since then?")
    assert "Senkaku Islands Biden · since 14 Nov 2021" in shown.partition("\n")[0]


async def test_whether_it_was_said_before_is_asked_of_the_days_above(talk: Conversation) -> None:
    shown = await last(talk, "IPEF", "did he use the term earlier?")
    assert shown.startswith("Nothing on record about IPEF · until 22 May 2022")


async def test_of_nothing_shown_nobody_asks_whether_it_was_said_again(talk: Conversation) -> None:
    assert "whaling" in await last(talk, "whaling", "did he mention it again later?")


@pytest.mark.parametrize(
    "message",
    [
        "what's your opinion?",
        "do you think he was honest?",
        "sum up her answer in one line",
        "please paraphrase that",
    ],
)
async def test_who_only_quotes_has_no_opinion(talk: Conversation, message: str) -> None:
    assert (await last(talk, "Senkaku Islands", message)).startswith("I only quote what is on")


@pytest.mark.parametrize(
    "message, shown",
    [
        ("which topics can I ask about?", "Headings of the record"),
        ("what people do you have?", "HAYASHI Yoshimasa"),
        ("which pages are on record", "The newest releases"),
    ],
)
async def test_what_there_is_to_ask_about_is_listed(
    talk: Conversation, message: str, shown: str
) -> None:
    assert shown in await last(talk, message)


async def test_a_link_is_what_a_citation_has(talk: Conversation) -> None:
    assert "https://" in await last(talk, "Senkaku Islands", "do you have the link to that?")


@pytest.mark.parametrize("message", ["the exact date please", "is it an official translation?"])
async def test_the_day_and_the_remarks_stand_beside_a_statement(
    talk: Conversation, message: str
) -> None:
    shown = await last(talk, "Senkaku Islands", message)
    assert shown.startswith("Extraordinary Press Conference, 13 Nov 2021")
    assert "provisional translation" in shown


@pytest.mark.parametrize("message", ["so he refused?", "did he decline?", "did she refuse then?"])
async def test_who_refused_is_asked_of_the_thread(talk: Conversation, message: str) -> None:
    assert "wording of refusal" in await last(talk, "Sado gold mines", message)


async def test_is_that_all_goes_on_to_what_is_left(talk: Conversation) -> None:
    assert (await last(talk, "Senkaku Islands", "is that it?")).startswith("That was all there is")


async def test_another_thing_is_asked_of_those_who_were_named(talk: Conversation) -> None:
    shown = await last(talk, "Were troops sent to Ukraine?", "what about support?")
    assert "support Ukraine" in shown.partition("\n")[0]


async def test_what_is_kept_of_it_is_what_was_shown(talk: Conversation) -> None:
    messages = ("Were troops sent to Ukraine?", "what about support?", "only in May 2022")
    assert "support Ukraine · May 2022" in await last(talk, *messages)


async def test_another_name_stands_by_itself(talk: Conversation) -> None:
    assert (await last(talk, "sanctions on Russia", "what about IPEF?")).startswith("IPEF")


async def test_a_topic_is_asked_of_people_who_were_all_that_was_named(talk: Conversation) -> None:
    shown = await last(talk, "Blinken", "and about the Senkakus?", "on covid")
    assert shown.startswith("Blinken covid")


async def test_what_is_not_meant_is_without(talk: Conversation) -> None:
    shown = await last(talk, "North Korea", "not the missile stuff, just the abductions")
    assert shown.startswith("abductions · without “missile”")


async def test_the_same_topic_is_no_quotation(talk: Conversation) -> None:
    shown = await last(talk, 'who said "the cornerstone of the alliance"', "same topic, in 2021")
    assert "exactly" not in shown.partition("\n")[0]


async def test_two_short_sentences_go_on_too(talk: Conversation) -> None:
    shown = await last(talk, "Ukraine", "the January one. what was the exact wording?")
    assert shown.startswith("Ukraine · January 2022")


@pytest.mark.parametrize(
    "message", ["did Kishida himself say anything?", "any quotes by Kishida?", "said by Kishida?"]
)
async def test_somebodys_own_words_are_not_what_others_say_of_him(
    talk: Conversation, message: str
) -> None:
    shown = await last(talk, "Washington visit", message)
    assert shown.startswith("Nothing on record")
    assert "by Kishida" in shown.partition("\n")[0]


async def test_another_topic_of_several_words_stands_by_itself(talk: Conversation) -> None:
    shown = await last(talk, "denuclearization of North Korea", "and host nation support?")
    assert shown.startswith("host nation support\n")


async def test_any_refusals_are_asked_for_and_not_given_up(talk: Conversation) -> None:
    messages = ("What did he refuse to comment on in February 2022?", "on Ukraine", "any refusals?")
    assert "wording of refusal" in (await last(talk, *messages)).partition("\n")[0]


async def test_somebody_else_takes_the_place_of_who_does_not_speak(talk: Conversation) -> None:
    shown = await last(talk, "Washington visit", "did Kishida himself say so?", "and Motegi?")
    assert "by Kishida" not in shown.partition("\n")[0]
