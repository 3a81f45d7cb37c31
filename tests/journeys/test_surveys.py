"""/timeline and /compare, from the update to the log of Telegram, on both databases."""

import asyncio
import os
import re
import signal
import time
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

from bot.process.app import Channel
from bot.process.serving import serve
from bot.sandbox.botapi.api import BotApi
from bot.sandbox.botapi.request import SandboxRequest
from bot.sandbox.botapi.visitor import Visitor
from bot.sandbox.call_log import Call
from bot.sandbox.trying.conversation import Conversation
from bot.setup.services import open_services
from bot.setup.settings import Secret, Settings

CHAT = 770_031_337


@pytest.fixture
async def api(database_url: str, tmp_path: Path) -> AsyncIterator[BotApi]:
    """Telegram, with the bot serving over it; the seeds are on record."""
    token, database = Secret("1:x"), Secret(database_url)
    settings = Settings(token, tmp_path / "data", "http://sandbox", database, watch_every=None)
    played = BotApi(time.monotonic)
    channel = Channel(
        played.token, "http://sandbox", SandboxRequest(played), SandboxRequest(played)
    )
    async with open_services(settings) as services:
        serving = asyncio.create_task(serve(settings, services, channel=channel))
        yield played
        os.kill(os.getpid(), signal.SIGTERM)
        await serving


async def said(api: BotApi, number: int) -> list[Call]:
    """The messages of the bot, once there are so many."""
    async with asyncio.timeout(30):
        while len(found := api.call_log.messages(CHAT)) < number:  # noqa: ASYNC110 - a log tells nobody
            await asyncio.sleep(0.02)
    return found


async def test_a_timeline_is_a_picture_and_the_same_in_words(api: BotApi) -> None:
    Visitor(api, CHAT).writes("/timeline North Korea")
    picture, words = await said(api, 2)
    assert (picture.method, words.method) == ("sendPhoto", "sendMessage")
    (file,) = picture.files.values()
    assert bytes(file.content).startswith(b"\x89PNG")
    assert picture.text.startswith("North Korea\n9 statements on record\nFirst said: 13 Nov 2021")
    told = re.findall(r"^\w{3} \d{4}: (\d+) ", words.text, re.MULTILINE)
    assert sum(map(int, told)) == 9
    assert words.text.count("❝") == 2


async def test_signs_that_no_database_keeps_are_no_part_of_the_question(api: BotApi) -> None:
    Visitor(api, CHAT).writes("/timeline Ukraine\x00\ud800 in February\x1f2022")
    *_, words = await said(api, 2)
    assert words.text.startswith("By month: Ukraine · February 2022\n")
    Visitor(api, CHAT).writes("and in May 2022?")
    assert (await said(api, 3))[2].text.startswith("Ukraine · May 2022\n")


async def test_two_periods_are_set_side_by_side(api: BotApi) -> None:
    Visitor(api, CHAT).writes("/compare Ukraine January 2022 vs February 2022")
    (compared,) = await said(api, 1)
    first, second = compared.text.split("❝")[1:]
    assert "6 Jan 2022" in first
    assert "2 Feb 2022" in second
    assert "sovereignty (2)" in second


async def test_what_is_lost_on_the_way_is_neither_lost_nor_sent_twice(api: BotApi) -> None:
    api.fail_next("sendMessage", (502, "Bad Gateway"))
    Visitor(api, CHAT).writes("/timeline Ukraine")
    picture, words = await said(api, 2)
    assert (picture.method, words.method) == ("sendPhoto", "sendMessage")
    Visitor(api, CHAT).writes("/help")
    assert [one.method for one in (await said(api, 3))[:2]] == ["sendPhoto", "sendMessage"]


async def ask(talk: Conversation, text: str) -> Call:
    (answer,) = await talk.writes(text)
    return answer.call


@pytest.mark.parametrize(
    "typed, told",
    [
        ("/timeline", "/timeline Ukraine"),
        ("/compare", "/compare Ukraine 2021 vs 2022"),
        ("/compare Ukraine", "I need a topic and two sides"),
        ("/compare Ukraine vs Taiwan", "These are two topics"),
        ("/compare 2021 vs 2022", "I could not find a topic"),
        ("/compare Ukraine 2022 vs 2022", "Both sides are the same"),
        ("/compare Ukraine 2022 vs by Hayashi", "not of one sort"),
    ],
)
async def test_what_cannot_be_read_is_told_how(talk: Conversation, typed: str, told: str) -> None:
    assert told in (await ask(talk, typed)).text


async def test_where_nothing_answers_a_timeline_says_what_a_question_is_told(
    talk: Conversation,
) -> None:
    assert (await ask(talk, "/timeline whaling")).html == (await ask(talk, "whaling")).html


async def test_a_follow_up_and_a_subscription_go_on_from_a_timeline(talk: Conversation) -> None:
    *_, words = await talk.writes("/timeline\nUkraine")
    assert (await ask(talk, "and in May 2022?")).text.startswith("Ukraine · May 2022\n")
    ((number, button),) = words.buttons
    assert button.label == "Subscribe"
    (preview,) = await talk.taps(number)
    assert preview.call.text.startswith("Ukraine\n")


@pytest.mark.parametrize("typed", ["/timeline", "/timeline this", "/timeline  This "])
async def test_alone_a_timeline_is_about_the_question_before_with_what_it_follows(
    talk: Conversation, typed: str
) -> None:
    await talk.writes("Ukraine")
    await talk.writes("and in February 2022?")
    picture, _ = await talk.writes(typed)
    assert picture.call.text.startswith("Ukraine · February 2022\n6 statements on record\n")


async def test_a_side_without_an_answer_leaves_the_other_alone(talk: Conversation) -> None:
    compared = await ask(talk, "/compare Taiwan 2021 vs 2022")
    assert "2022: nothing on record says all of it" in compared.text
    assert "Only 2021\n❝" in compared.text


@pytest.mark.parametrize(
    "topic", ["<b>& \"'", "'; DROP TABLE releases; --", "(.*)+$ [a-", '"""" OR *:* vs 2022', "\x00"]
)
@pytest.mark.parametrize("command", ["timeline", "compare"])
async def test_a_topic_is_never_markup_pattern_or_syntax(
    talk: Conversation, clock: Any, command: str, topic: str
) -> None:
    for text in (topic, f"Ukraine {topic}", f"Ukraine {topic} 2021 vs 2022 {topic}"):
        clock.now += 60
        assert await talk.writes(f"/{command} {text}")


async def test_both_are_in_the_menu(talk: Conversation) -> None:
    assert {"timeline", "compare"} <= {
        one["command"]
        for call in talk.api.call_log.by_method("setMyCommands")
        for one in call.params["commands"]
    }
