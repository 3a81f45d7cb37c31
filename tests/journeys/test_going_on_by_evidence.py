"""In a conversation the record tells which words of a message are its topic."""

import pytest

from bot.sandbox.trying.conversation import Conversation
from tests.journeys.talking import last


@pytest.mark.parametrize(
    "before, message, shown",
    [
        ("extended deterrence", "ok then deterrence in general, any year", "left aside"),
        ("Sado mines", "ok widen it, China generally", "left aside"),
        ("6 January telephone talk", "what's the shortest version", "telephone talk · 6 Jan"),
    ],
)
async def test_words_that_tell_nothing_are_left_aside_and_that_is_said(
    talk: Conversation, before: str, message: str, shown: str
) -> None:
    said = await last(talk, before, message)
    assert shown in said
    assert "on record /" not in said
    assert "No statement" not in said
    assert "Nothing on record" not in said


@pytest.mark.parametrize("message", ["and semiconductors?", "now whaling", "any opera visit?"])
async def test_a_topic_that_the_record_lacks_is_never_left_aside(
    talk: Conversation, message: str
) -> None:
    said = await last(talk, "Taiwan Strait", message)
    assert "peace and stability of the Taiwan Strait" not in said.partition("nearest")[0]


@pytest.mark.parametrize("message", ["are there later ones?", "anything newer than that?"])
async def test_later_is_by_the_day_of_what_was_shown(talk: Conversation, message: str) -> None:
    said = await last(talk, "abductions issue", message)
    assert "Nothing on record about" in said
    assert "since 14 Nov 2021" in said


@pytest.mark.parametrize(
    "before, message, shown",
    [
        ("Host Nation Support", "december one only", "December 2021"),
        ("north korea", "just the written ones, no pressers", "not in press conferences"),
        ("un security council resolutions", "hayashi only, pressers only", "resolutions · by"),
        ("Blinken January 2022", "on russia only", "January 2022"),
        ("Russia", "before the war", "until 23 Feb 2022"),
    ],
)
async def test_no_filter_is_lost(talk: Conversation, before: str, message: str, shown: str) -> None:
    assert shown in await last(talk, before, message)


@pytest.mark.parametrize("message", ["said by whom", "said by?"])
async def test_what_asks_about_the_answer_shows_it_again(talk: Conversation, message: str) -> None:
    assert "Motegi" in await last(talk, "Motegi", message)


@pytest.mark.parametrize("message", ["thx!", "thx, bye", "ok thank you so much, bye"])
async def test_thanks_are_no_greeting(talk: Conversation, message: str) -> None:
    assert "You are welcome" in await last(talk, "Quad", message)


@pytest.mark.parametrize("message", ["unrelated: COP26", "Let's go to another matter, COP26"])
async def test_another_matter_starts_anew(talk: Conversation, message: str) -> None:
    assert "COP26 / " in (await last(talk, "Taiwan", message)).replace("\n", " / ")


@pytest.mark.parametrize(
    "message",
    ["not North Korea but South Korea", "South Korea, not North Korea", "no, South Korea"],
)
async def test_of_two_names_that_share_a_word_one_is_given_up(
    talk: Conversation, message: str
) -> None:
    said = await last(talk, "What did Hayashi say about North Korea?", message)
    assert said.startswith("South Korea · by HAYASHI Yoshimasa")


@pytest.mark.parametrize(
    "message",
    ["how long did they talk?", "how long was that call?", "how many minutes did it take"],
)
async def test_how_long_it_was_is_asked_of_the_day_that_was_shown(
    talk: Conversation, message: str
) -> None:
    said = await last(talk, "What did Hayashi say about North Korea?", message)
    assert "for approximately 35 minutes" in said


async def test_a_thing_is_asked_of_the_country_that_was_named(talk: Conversation) -> None:
    said = await last(
        talk, "Has Japan ever promised weapons to Ukraine?", "What kind of support then?"
    )
    assert said.startswith("support Ukraine")


@pytest.mark.parametrize("message", ["when was that", "and where was it?"])
async def test_when_and_where_that_was_is_told_by_its_page(
    talk: Conversation, message: str
) -> None:
    said = await last(talk, "did hayashi say he was in a band", message)
    assert "1 statement on record" in said


@pytest.mark.parametrize(
    "message, shown",
    [
        ("Only the press release, please.", "North Korea · press releases"),
        ("what was the q", "North Korea"),
        ("Are those his own words or Hayashi's?", "statement 2 of 10"),
        ("ok so who speaks at all in these releases", "Who speaks in the record"),
    ],
)
async def test_what_is_asked_of_what_was_shown_keeps_it(
    talk: Conversation, message: str, shown: str
) -> None:
    assert shown in await last(talk, "What did Hayashi say about North Korea?", message)
