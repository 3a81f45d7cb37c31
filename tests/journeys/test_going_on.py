"""What goes on from an answer is done, or it is said why not: never the same answer again."""

import pytest

from bot.sandbox.botapi.driver import deliver_pending
from bot.sandbox.trying.conversation import Conversation
from tests.journeys.talking import last


@pytest.mark.parametrize(
    "message, shown",
    [
        ("what else was said that day", "13 Nov 2021 · newest first"),
        ("other topics that day?", "13 Nov 2021 · newest first"),
        ("and Taiwan on the same day?", "Taiwan · 13 Nov 2021"),
        ("since then?", "abductions · since 14 Nov 2021"),
        ("anything after that?", "abductions · since 14 Nov 2021"),
        ("anything before that?", "abductions · until 12 Nov 2021"),
        ("what about after that, until May 2022?", "abductions · 14 Nov 2021 – 31 May 2022"),
        ("and China a month later?", "China · December 2021"),
        ("is there a later mention of it?", "abductions · since 14 Nov 2021"),
    ],
)
async def test_that_day_is_the_day_of_what_was_shown(
    talk: Conversation, message: str, shown: str
) -> None:
    assert shown in (await last(talk, "abductions", message))


@pytest.mark.parametrize(
    "message, shown",
    [
        ("and Japan-ROK relations in the same presser?", "relations · in mofa-kaiken22e_000059"),
        ("did he mention Ukraine there", "Ukraine · in mofa-kaiken22e_000059"),
    ],
)
async def test_that_page_is_the_page_of_what_was_shown(
    talk: Conversation, message: str, shown: str
) -> None:
    assert shown in (await last(talk, "Sado gold mines", message)).partition("\n")[0]


async def test_an_order_is_not_of_one_page(talk: Conversation) -> None:
    line = await last(
        talk, "Sado gold mines", "and Ukraine in the same presser?", "what about Russia, latest"
    )
    assert line.startswith("Russia · newest first")


async def test_a_page_that_is_meant_has_its_day(talk: Conversation) -> None:
    line = await last(
        talk, "North Korea in January 2022", "the latest one you have", "did he mention China there"
    )
    assert "China" in line.partition("\n")[0]
    assert "January" not in line.partition("\n")[0]


@pytest.mark.parametrize("message", ["does the January release name it", "more in January 2022"])
async def test_what_a_time_limits_is_asked_of_the_record(talk: Conversation, message: str) -> None:
    assert "January 2022" in (await last(talk, "COVID-19", message)).partition("\n")[0]


@pytest.mark.parametrize(
    "message, shown",
    [
        ("nobody? and the minister himself?", "by the minister"),
        ("no? ok then of Ukraine", "Ukraine"),
        ("what'd he say about Ukraine", "Ukraine"),
    ],
)
async def test_a_surprise_opens_a_follow_up(talk: Conversation, message: str, shown: str) -> None:
    line = await last(talk, "What did the press secretary say about Taiwan?", message)
    assert shown in line.partition("\n")[0]
    assert "nobody" not in line
    assert "left aside" not in line


async def test_a_day_that_was_asked_for_is_that_day(talk: Conversation) -> None:
    assert "Okinawa · 13 Nov 2021" in await last(
        talk, "Taiwan on 13 November 2021", "and Okinawa that day?"
    )


async def test_without_a_question_before_there_is_no_such_day(talk: Conversation) -> None:
    assert "Okinawa · " not in await last(talk, "Okinawa that day")


@pytest.mark.parametrize(
    "message", ["so no?", "nothing at all?", "so yes?", "not at all?", "so not on record?"]
)
async def test_yes_and_no_are_not_said_for_the_record(talk: Conversation, message: str) -> None:
    assert "do not say yes or no" in await last(talk, "Quad", message)


@pytest.mark.parametrize("message", ["in full please", "next question", "the whole thing"])
async def test_in_full_is_the_statement_on_its_page(talk: Conversation, message: str) -> None:
    assert "The statement, what was quoted underlined" in await last(talk, "IPEF", message)


async def test_one_by_its_place_is_asked_back(talk: Conversation) -> None:
    assert "cannot tell which one" in await last(talk, "missile launches", "the one before")


async def test_a_reply_goes_on_from_the_answer_that_it_replies_to(talk: Conversation) -> None:
    (older,) = await talk.writes("Ukraine")
    await talk.writes("Taiwan Strait")
    before = len(talk.api.call_log.calls)
    talk.visitor.writes("only press releases", older.call.message_id)
    await deliver_pending(talk.application, talk.api)
    *_, answer = talk.api.call_log.calls[before:]
    assert answer.text.startswith("Ukraine · press releases")
    # A reply to something else goes on from what was asked last.
    (helped,) = await talk.writes("/help")
    talk.visitor.writes("and in 2022?", helped.call.message_id)
    await deliver_pending(talk.application, talk.api)
    assert talk.api.call_log.calls[-1].text.startswith("Ukraine · press releases · 2022")


@pytest.mark.parametrize(
    "message, shown",
    [
        ("any in 2022?", "· 2022"),
        ("from 2021 only", "· 2021"),
        ("written ones, not spoken", "press releases"),
        ("hm and spoken?", "press conferences"),
        ("only what he told the press", "press conferences"),
        ("back to november", "· November 2021"),
        ("n the ones re: Ukraine", "Ukraine"),
        ("face to face i mean", "face to face"),
        ("give me last two", "newest first"),
        ("who raised it, Hayashi or both", "by HAYASHI"),
        ("he wouldnt give details right?", "wording of refusal"),
        ("not the missiles tho", "without “missiles”"),
    ],
)
async def test_a_few_words_limit_what_was_asked(
    talk: Conversation, message: str, shown: str
) -> None:
    line = (await last(talk, "North Korea", message)).partition("\n")[0]
    assert shown in line
    assert "North Korea" in line or "Ukraine" in line


@pytest.mark.parametrize("message", ["was it only that once?", "so no dates at all?"])
async def test_what_asks_of_the_record_is_no_courtesy(talk: Conversation, message: str) -> None:
    assert (await last(talk, "Quad summit", message)).startswith("Quad summit")


async def test_of_a_list_by_days_the_one_before_is_older(talk: Conversation) -> None:
    line = await last(talk, "Host Nation Support", "the newest one", "and before that?")
    assert line.startswith("Host Nation Support · until 10 Dec 2021")


async def test_what_a_follow_up_adds_is_needed(talk: Conversation) -> None:
    line = await last(talk, "local residents", "was that about Futenma?")
    assert not line.startswith("local residents Futenma")


async def test_everyday_words_are_asked_within_the_topic_or_said_to_be_left_aside(
    talk: Conversation,
) -> None:
    said = await last(talk, "commitment to the defense of Japan", "does 'unwavering' appear too?")
    assert "unwavering" in said.partition("\n")[0]
    said = await last(talk, '"natural prerequisite"', "specific measures?")
    assert said.startswith("specific measures")


async def test_what_is_near_stands_in_the_order_that_is_asked_for(talk: Conversation) -> None:
    said = await last(talk, "2+2 meeting when did they plan it", "start with the earliest")
    told = ("13 Nov 2021 ·", "11 Dec 2021", "23 May 2022 ·")
    assert said.startswith("No statement on record says all of this")
    assert all(day in said for day in told)
    assert sorted(told, key=said.index) == [*told]


@pytest.mark.parametrize("message", ["did it happen in the end?", "and after it began?"])
async def test_what_became_of_it_is_asked_of_the_record(talk: Conversation, message: str) -> None:
    assert (await last(talk, "Ukraine in January 2022", message)).startswith("Ukraine")


async def test_whose_words_are_shown_is_asked_of_the_topic(talk: Conversation) -> None:
    line = await last(talk, "Senkaku Islands", "whose words are these, Blinken's or Hayashi's?")
    assert line.startswith("Senkaku Islands")


async def test_the_order_can_be_turned(talk: Conversation) -> None:
    line = (await last(talk, "deterrence, oldest first", "turn the order around")).partition("\n")[
        0
    ]
    assert line == "deterrence · newest first"


async def test_another_day_corrects_the_one_before(talk: Conversation) -> None:
    line = await last(talk, "missile launch on 30 January 2022", "no, the one on the 5th")
    assert line.partition("\n")[0] == "missile launch · 5 Jan 2022"


async def test_the_other_way_round_is_no_topic(talk: Conversation) -> None:
    line = await last(talk, "Kishida's visit", "and the other way round, Biden coming to Japan")
    assert "round" not in line.partition("\n")[0]
