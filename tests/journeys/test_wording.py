"""/history: how a sentence was worded, from the update to the messages, on both databases."""

import datetime as dt
from collections.abc import AsyncIterator, Callable, Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from bot.sandbox.call_log import Call
from bot.sandbox.trying.conversation import CHAT_ID, Conversation
from bot.setup.environment import read_settings
from bot.setup.logs import ChatNames
from bot.setup.services import Services, open_services
from bot.store.chats import subscriptions
from bot.store.chats.subscriptions import SubscriptionKind
from retrieval.archive.digest import digest_words
from retrieval.archive.knowledge import Reading
from retrieval.archive.save import save
from retrieval.model.release import Release
from retrieval.sources.files.seeds import Seeds
from tests.bot.rendering.conftest import release

__all__ = ["release"]

NOW = dt.datetime(2022, 6, 1, 9, 0, tzinfo=dt.UTC)
OLD = (
    "Japan will work closely with the United States toward the complete denuclearization of North "
    "Korea in accordance with the resolutions."
)
NEW = OLD.replace("complete", "full and verifiable")
OTHER = "The fisheries quota in the strait was agreed upon after long talks on Monday."
BRITISH = OLD.replace("denuclearization", "denuclearisation").replace("toward ", "towards ")
SAID = [
    *((OLD, dt.date(2021, 1, day)) for day in (4, 11, 18)),
    (f"(2) {BRITISH}", dt.date(2021, 3, 2)),
    *((NEW, dt.date(2022, 2, day)) for day in (3, 10)),
    (OTHER, dt.date(2022, 2, 20)),
]


@pytest.fixture
def pages(release: Callable[..., Release]) -> list[Release]:
    return [
        release(
            f"We met today. {words}",
            id=f"mofa-w{number}",
            url=f"https://www.mofa.go.jp/press/kaiken/w{number}.html",
            date=day,
        )
        for number, (words, day) in enumerate(SAID)
    ]


@pytest.fixture
async def opened(
    database_url: str, tmp_path: Path, pages: Sequence[Release]
) -> AsyncIterator[Services]:
    settings = read_settings(
        {"KAIKEN_DATA": str(tmp_path / "data"), "KAIKEN_DATABASE_URL": database_url}
    )
    async with open_services(settings, lambda: NOW, Seeds((), ())) as services:
        read = [Reading(one, digest_words(one), one.id.encode()) for one in pages]
        async with services.database.write() as connection:
            await save(connection, read, NOW)
        await services.record.catch_up()
        yield services


@pytest.fixture
async def talk(
    opened: Services, chat_names: ChatNames, clock: Callable[[], float]
) -> AsyncIterator[Conversation]:
    async with Conversation(opened, chat_names, clock=clock) as conversation:
        yield conversation
    assert conversation.api.call_log.refused == []


async def calls(talk: Conversation, words: str) -> list[Call]:
    return [one.call for one in await talk.writes(words)]


def marked(call: Call, kind: str) -> list[str]:
    units = call.text.encode("utf-16-le")
    return [
        units[2 * one.offset : 2 * one.end].decode("utf-16-le")
        for one in call.entities
        if one.type == kind
    ]


@pytest.mark.parametrize("asked", ["denuclearization of North Korea", f"“{OLD}”", NEW])
async def test_a_history_is_a_picture_and_each_wording_with_its_days(
    talk: Conversation, asked: str
) -> None:
    picture, words = await calls(talk, f"/history {asked}")
    assert picture.method == "sendPhoto"
    (file,) = picture.files.values()
    assert bytes(file.content).startswith(b"\x89PNG")
    assert words.text.startswith(
        "2 wordings on record\n"
        "since 3 Feb 2022: 2 releases\n"
        "4 Jan 2021 – 2 Mar 2021: 4 releases\n"
        "Searched 7 releases, 4 Jan 2021 – 20 Feb 2022."
    )
    now, before = words.text.split("❝")[1:]
    assert NEW in now
    assert BRITISH in before
    assert "then “complete” became “full and verifiable”" in words.text


async def test_what_changed_is_marked_word_by_word(talk: Conversation) -> None:
    _, words = await calls(talk, f"/history {NEW}")
    assert marked(words, "strikethrough") == ["complete", "complete"]
    assert {"full and verifiable"} <= {*marked(words, "bold")}


async def test_a_sentence_that_never_changed_is_told_without_a_picture(talk: Conversation) -> None:
    (words,) = await calls(talk, "/history fisheries quota")
    assert words.text.startswith("1 wording on record\non 20 Feb 2022: 1 release\n")


@pytest.mark.parametrize("asked", ["whaling in the north", "We met today.", "hello"])
async def test_what_nobody_said_has_no_history(talk: Conversation, asked: str) -> None:
    (words,) = await calls(talk, f"/history {asked}")
    assert words.text.startswith("No sentence on record is worded like this.\nSearched 7 releases")


async def test_an_answer_says_how_long_its_sentence_stands_and_until_when_it_was_another(
    talk: Conversation,
) -> None:
    (answer,) = await calls(talk, "latest on denuclearization of North Korea")
    assert "verifiable denuclearization of North Korea in accordance" in answer.text
    assert "in 2 releases, 3 Feb 2022 – 10 Feb 2022" in answer.text
    assert "worded otherwise until 2 Mar 2021: /history" in answer.text
    picture, words = await calls(talk, "/history")
    assert (picture.method, words.text[:21]) == ("sendPhoto", "2 wordings on record\n")
    (none,) = await calls(talk, "/history 77")
    assert "77" not in none.text


async def test_alone_it_says_how_it_is_asked(talk: Conversation) -> None:
    (words,) = await calls(talk, "/history")
    assert words.text.startswith("Quote a sentence, or name words of it")


async def test_words_that_were_edited_away_leave_no_trace(
    opened: Services, talk: Conversation, pages: Sequence[Release]
) -> None:
    edited = [
        replace(one, text=one.text.replace("full and verifiable", "complete          "))
        for one in pages[4:6]
    ]
    read = [Reading(one, digest_words(one), f"{one.id} again".encode()) for one in edited]
    async with opened.database.write() as connection:
        await save(connection, read, NOW)
    await opened.record.catch_up()
    (words,) = await calls(talk, f"/history {NEW}")
    assert words.text.startswith("1 wording on record\nsince 4 Jan 2021: 6 releases\n")


async def test_the_first_who_said_a_word_is_quoted_with_the_day_the_record_begins(
    talk: Conversation,
) -> None:
    (said,) = await calls(talk, "/first “full and verifiable”")
    assert said.text.startswith(
        "“full and verifiable” was first said on 3 Feb 2022\n"
        "Searched 7 releases, 4 Jan 2021 – 20 Feb 2022. The record begins on 4 Jan 2021: before"
    )
    assert NEW in said.text
    assert "full and verifiable" in marked(said, "bold")
    (never,) = await calls(talk, "/first whaling station")
    assert never.text.startswith("No statement on record has these words.\nSearched 7 releases")
    (how,) = await calls(talk, "/first")
    assert how.text.startswith("Name a word, or several in a row")


async def test_wordings_and_new_words_are_told_of_once_they_are_set(talk: Conversation) -> None:
    for typed, said in (
        ("wording on", "Set: notices say what is worded otherwise than before."),
        ("new words on", "Set: notices name words that are new on record."),
        ("new words off", "Set: notices say nothing of new words."),
    ):
        (answer,) = await calls(talk, f"/settings {typed}")
        assert answer.text == said
    (shown,) = await calls(talk, "/settings")
    assert "What is worded otherwise than before: on" in shown.text
    assert "Words that are new on record: off" in shown.text
    (misread,) = await calls(talk, "/settings wording perhaps")
    assert "/settings wording on or /settings wording off" in misread.text


PREVIEW = (
    f"changed: {NEW}\n"
    "On record: 2 wordings since 4 Jan 2021.\n"
    "Its wordings so far, the present one first:\n"
    "• 3 Feb 2022 – 10 Feb 2022, "
)


async def kept(opened: Services) -> list[tuple[SubscriptionKind, str]]:
    database = opened.database
    found = await database.transact(lambda c: subscriptions.load_all(c, CHAT_ID))
    return [(one.kind, one.words) for one in found]


@pytest.mark.parametrize("asked", ["denuclearization of North Korea", f"“{OLD}”", NEW])
async def test_the_changes_of_a_sentence_are_subscribed_to_after_its_wordings_were_shown(
    opened: Services, talk: Conversation, asked: str
) -> None:
    (preview,) = await calls(talk, f"/subscribe changed: {asked}")
    assert preview.text.startswith(PREVIEW)
    assert "• 4 Jan 2021 – 2 Mar 2021, " in preview.text
    assert f"❝ (2) {BRITISH} ❞" in preview.text
    assert "full and verifiable" in marked(preview, "bold")
    assert "I tell you of a release that words it otherwise, and of one about" in preview.text
    assert await kept(opened) == []
    (made,) = await calls(talk, "/subscribe yes")
    assert made.text.startswith(f"Subscribed: changed: {NEW}, at once.")
    assert await kept(opened) == [(SubscriptionKind.SENTENCE, f"changed: {NEW}")]
    # Whichever of its wordings is quoted, it is the same sentence.
    await calls(talk, f"/subscribe changed: {OLD} weekly")
    (again,) = await calls(talk, "yes")
    assert again.text.startswith("You have this subscription already")
    assert len(await kept(opened)) == 1
    (listed,) = await calls(talk, "/subscriptions")
    assert "1. changed: Japan will work" in listed.text


async def test_under_a_history_a_button_follows_the_sentence(
    opened: Services, talk: Conversation
) -> None:
    shown = await talk.writes("/history denuclearization of North Korea")
    ((number, button),) = shown[-1].buttons
    assert button.label == "Tell me when it changes"
    (preview,) = await talk.taps(number)
    assert preview.call.text.startswith(PREVIEW)
    assert preview.call.method == "sendMessage"
    numbers = {button.label: number for number, button in preview.buttons}
    await talk.taps(numbers["Subscribe"])
    assert await kept(opened) == [(SubscriptionKind.SENTENCE, f"changed: {NEW}")]


async def test_a_subscription_can_be_edited_to_a_sentence_and_back(
    opened: Services, talk: Conversation
) -> None:
    await calls(talk, "/subscribe fisheries quota")
    await calls(talk, "/subscribe yes")
    (changed,) = await calls(talk, "/subscriptions 1 edit changed: denuclearization daily")
    assert changed.text.startswith(f"Changed: number 1 is changed: {NEW} now, once a day.")
    assert "On record: 2 wordings since 4 Jan 2021." in changed.text
    assert await kept(opened) == [(SubscriptionKind.SENTENCE, f"changed: {NEW}")]
    await calls(talk, "/subscriptions 1 edit fisheries quota")
    assert await kept(opened) == [(SubscriptionKind.QUERY, "fisheries quota")]
    await calls(talk, "/subscriptions 1 pause")
    (removed,) = await calls(talk, "/subscriptions 1 remove")
    assert "fisheries quota" in removed.text


@pytest.mark.parametrize(
    "asked, nearest",
    [
        (
            OLD.replace("Japan will work closely with the United States toward", "Nobody wants"),
            "(2)",
        ),
        ("the quota of the fisheries and of whales in other straits", OTHER),
        ("We met today.", ""),
        ("gribbles", ""),
    ],
)
async def test_what_is_no_sentence_on_record_is_not_followed_and_the_nearest_is_shown(
    opened: Services, talk: Conversation, asked: str, nearest: str
) -> None:
    (said,) = await calls(talk, f"/subscribe changed: {asked}")
    assert said.text.startswith("No sentence on record is worded like this.\nSearched 7 releases")
    shown = "The nearest on record, which may not be about it:\n❝ "
    assert (f"{shown}{nearest}" in said.text) if nearest else (shown not in said.text)
    assert "/subscribe changed: free and open Indo-Pacific" in said.text
    (after,) = await calls(talk, "/subscribe yes")
    assert await kept(opened) == []
    assert after.text.startswith("Subscribe to a topic")
