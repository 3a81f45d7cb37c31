"""Who follows a sentence is told of releases that word it otherwise, or do not repeat it."""

import shutil
from collections.abc import AsyncIterator, Callable
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection, make_url, update

from bot.sandbox.botapi.driver import deliver_pending
from bot.sandbox.botapi.visitor import Visitor
from bot.store.chats.chats import open_chat
from bot.store.chats.subscriptions import NewSubscription, NoticePace, SubscriptionKind, add
from bot.store.running import liveness
from bot.store.tables import chats, subscriptions
from retrieval.model.release import Release
from retrieval.query.standing import write_followed
from retrieval.sources.watch.decisions import NewsKind
from tests.bot.notices.conftest import a_desk, page
from tests.conftest import create_database

DAY = date(2026, 1, 10)
STOOD = (
    "Japan will work closely with all partners toward the complete denuclearization of Borovia in "
    "accordance with the resolutions."
)
NOW = STOOD.replace("complete", "full and verifiable")
LATER = NOW.replace("closely", "tirelessly")
BESIDE = "We call upon Borovia to return to the talks on inspections without any conditions."
TITLE = "Missile Launch by Borovia"
OTHERS = [f"{name} {what}" for name in ("Harbour", "Grain", "Winter") for what in "ABCDEFGHI"]
HELD = "the two sides met in the capital, spoke of grain and of harbours, and agreed to meet again."
Say = Callable[..., Release]


@pytest.fixture(params=["sqlite", "postgresql"])
def kind(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def made(number: int, words: str, title: str = TITLE) -> Release:
    """Make a release of a day, by the number of days since the first one."""
    return page(f"pressite_000001_{number:05}", title, DAY + timedelta(days=number), words)


@pytest.fixture
def say() -> Say:
    return made


async def publish_first(url: str, folder: Path) -> None:
    """Publish both sentences in five releases on the topic, among others, and tell of all."""
    others = [
        page(f"pressite_000002_{number:05}", f"{title} in Cascovia", DAY, f"{title}: {HELD}")
        for number, title in enumerate(OTHERS)
    ]
    async with a_desk(url, folder) as desk:
        await desk.publish(*others, *(made(30 * at, f"{STOOD} {BESIDE}") for at in range(5)))
        await desk.services.record.catch_up()
        await desk.tell()
        await desk.services.database.transact(lambda c: liveness.leave(c, desk.process))


# Every test here begins with these releases: they are published once for all.
@pytest.fixture(scope="module")
async def migrated_sqlite(migrated_sqlite: Path, make_folder: Callable[[], Path]) -> Path:
    stood = Path(shutil.copy(migrated_sqlite, make_folder()))
    await publish_first(f"sqlite:///{stood}", make_folder())
    return stood


@pytest.fixture(scope="module")
async def migrated_postgresql(
    migrated_postgresql: str, postgresql: Callable[[str], str], make_folder: Callable[[], Path]
) -> AsyncIterator[str]:
    with create_database(postgresql, migrated_postgresql) as url:
        await publish_first(url, make_folder())
        yield make_url(url).database or ""


@pytest.fixture
def stood(desk: Any) -> Any:
    """A record with both sentences in five releases on the topic, among others, all told."""
    return desk


async def follow(
    desk: Any, sentence: str, chat_id: int = 1, pace: NoticePace = NoticePace.INSTANT
) -> None:
    desk.api.add_chat(chat_id)

    def work(connection: Connection) -> None:
        open_chat(connection, chat_id, "private", desk.time())
        wanted = NewSubscription(SubscriptionKind.SENTENCE, write_followed(sentence))
        add(connection, chat_id, wanted, desk.time(), pace)

    await desk.services.database.transact(work)


async def understood(desk: Any) -> list[str | None]:
    return [row.understood for row in await desk.rows_of(subscriptions)]


@pytest.mark.parametrize("is_gathered", [False, True])
async def test_a_release_that_words_it_otherwise_is_told_with_both_wordings(
    stood: Any, say: Say, is_gathered: bool
) -> None:
    await follow(stood, STOOD)
    if is_gathered:
        await stood.announcer._understand_some()
    assert all(await understood(stood)) is is_gathered
    await stood.publish(say(200, f"{NOW} We met today.", "Talks on Borovia"))
    (told,) = await stood.tell()
    assert "Matches your subscription “changed: Japan will work closely" in told.text
    assert f"Worded otherwise\n❝ {NOW} ❞\ndiffers from the wording that stood in 5" in told.text
    assert f"in 5 releases, 10 Jan 2026 – 10 May 2026\n❝ {STOOD} ❞\n" in told.text
    links = [one.url or "" for one in told.entities]
    assert any("pressite_000001_00120.html#:~:text=Japan%20will" in one for one in links)


@pytest.mark.parametrize(
    "words, title",
    [
        # The same, spelt otherwise and numbered; and a release on something else.
        (f"(2) {STOOD.replace('denuclearization', 'denuclearisation')} {BESIDE}", TITLE),
        (f"{HELD} We met today.", "Fisheries Talks"),
    ],
)
async def test_a_release_that_says_the_same_or_is_about_something_else_is_not_told(
    stood: Any, say: Say, words: str, title: str
) -> None:
    await follow(stood, STOOD)
    await stood.publish(say(200, words, title))
    assert await stood.tell() == []


async def test_a_release_on_the_topic_without_it_is_told_as_not_repeated(
    stood: Any, say: Say
) -> None:
    await follow(stood, BESIDE)
    await follow(stood, STOOD, 2)
    await stood.publish(say(200, f"{STOOD} We met today."))
    (told,) = await stood.tell()
    assert told.chat_id == 1
    assert (
        "Not repeated\nstood in 5 releases, 10 Jan 2026 – 10 May 2026, and is not in" in told.text
    )
    assert f"❝ {BESIDE} ❞" in told.text
    assert "Worded otherwise" not in told.text


async def test_it_is_followed_further_as_its_wording_changes_and_returns(
    stood: Any, say: Say
) -> None:
    await follow(stood, STOOD)
    heard = []
    for number, words in ((200, NOW), (210, NOW), (220, LATER), (230, STOOD)):
        await stood.publish(say(number, f"{words} {BESIDE}"))
        heard += [(number, one.text) for one in await stood.tell()]
    assert [number for number, _ in heard] == [200, 220, 230]
    (_, first), (_, second), (_, back) = heard
    assert "in 5 releases" in first
    assert f"❝ {LATER} ❞\ndiffers from the wording that stood in 2 releases" in second
    assert f"❝ {STOOD} ❞\ndiffers from the wording of 18 Aug 2026\n❝ {LATER} ❞" in back


async def test_what_was_gathered_is_gathered_anew_after_a_week(stood: Any, say: Say) -> None:
    await follow(stood, STOOD)
    await stood.announcer._understand_some()
    (kept,) = await understood(stood)
    stood.time.passes(days=6)
    await stood.publish(say(200, HELD, "Grain"))
    await stood.tell()
    assert await understood(stood) == [kept]
    stood.time.passes(days=1)
    await stood.publish(say(201, HELD, "Grain again"))
    await stood.tell()
    assert await understood(stood) == [None]
    await stood.announcer._understand_some()
    (renewed,) = await understood(stood)
    assert renewed not in {None, kept}


async def test_the_release_of_a_change_that_is_corrected_or_withdrawn_is_told_again(
    stood: Any, say: Say
) -> None:
    await follow(stood, STOOD)
    release = say(200, f"{NOW} {BESIDE}")
    [kept] = await stood.publish(release)
    assert len(await stood.tell()) == 1
    edited = replace(
        release,
        text=release.text.replace("full and verifiable", "complete            "),
    )
    await stood.publish(edited, kind=NewsKind.CORRECTED)
    (corrected,) = await stood.tell()
    assert corrected.text.startswith("Text changed")
    assert corrected.params["reply_parameters"]["message_id"]
    await stood.withdraw(kept)
    (withdrawn,) = await stood.tell()
    assert "Withdrawn" in withdrawn.text


async def test_in_a_digest_the_new_words_stand_with_what_they_differ_from(
    stood: Any, say: Say
) -> None:
    await follow(stood, STOOD, pace=NoticePace.DAILY)
    await follow(stood, BESIDE, 2, pace=NoticePace.DAILY)
    await stood.publish(say(200, NOW))
    assert await stood.tell() == []
    stood.time.passes(days=2)
    changed, lacking = sorted(await stood.tell(), key=lambda call: call.chat_id)
    assert "Worded otherwise: differs from the wording that stood in 5 releases" in changed.text
    assert f"❝ {NOW} ❞" in changed.text
    assert "Not repeated: stood in 5 releases" in lacking.text


async def test_who_wants_all_changed_wordings_is_told_of_this_one_once(
    stood: Any, say: Say
) -> None:
    await follow(stood, STOOD)
    await stood.subscribe(1, wants_wording=True)
    await stood.publish(say(200, NOW))
    (told,) = await stood.tell()
    assert told.text.count("differs from the wording that stood") == 1


async def test_a_sentence_that_no_record_has_stops_no_other(stood: Any, say: Say) -> None:
    await follow(stood, "Nobody ever spoke of quarrels about the northern whaling stations here.")
    await follow(stood, STOOD, 2)
    await stood.publish(say(200, NOW))
    assert [one.chat_id for one in await stood.tell()] == [2]


async def test_what_was_missed_of_a_sentence_is_counted(stood: Any, say: Say) -> None:
    await follow(stood, STOOD)
    off = update(chats).values(off_since=stood.time())
    await stood.services.database.transact(lambda c: c.execute(off))
    stood.time.passes(hours=1)
    await stood.publish(say(200, NOW), say(220, BESIDE), say(230, HELD, "Grain"))
    assert await stood.tell() == []
    Visitor(stood.api, 1).writes("/start")
    await deliver_pending(stood.application, stood.api)
    back = stood.messages(1)[0].text
    # A change, and a release on the topic that has it in no wording.
    assert "2 releases that match your subscriptions were published meanwhile" in back


async def said(desk: Any, visitor: Visitor, text: str) -> str:
    """Write, and return the reply."""
    before = len(desk.messages())
    visitor.writes(text)
    await deliver_pending(desk.application, desk.api)
    (reply,) = desk.messages()[before:]
    return str(reply.text)


@pytest.mark.parametrize("kind_of_chat, chat_id", [("supergroup", -1007), ("channel", -1009)])
async def test_a_group_or_a_channel_follows_a_sentence(
    stood: Any, say: Say, kind_of_chat: str, chat_id: int
) -> None:
    stood.api.add_chat(1)
    stood.api.add_chat(chat_id, kind_of_chat, title="News", username="the_news")
    admin = Visitor(stood.api, chat_id, user_id=1, status="creator")
    admin.changes_bot("left", "administrator", can_post_messages=True)
    await deliver_pending(stood.application, stood.api)
    writer, before = (
        (admin, "/subscribe") if kind_of_chat == "supergroup"
        else (Visitor(stood.api, 1), "/channel @the_news subscribe")
    )  # fmt: skip
    preview = await said(stood, writer, f"{before} changed: complete denuclearization of Borovia")
    assert "1 wording since 10 Jan 2026." in preview
    assert "Subscribed: changed: Japan will work" in await said(stood, writer, f"{before} yes")
    await stood.publish(say(200, NOW))
    (told,) = await stood.tell()
    assert told.chat_id == chat_id
    assert "Worded otherwise" in told.text


async def test_a_sentence_is_followed_in_japanese(stood: Any, say: Say) -> None:
    stood.api.add_chat(1)
    visitor = Visitor(stood.api, 1, language_code="ja")
    preview = await said(stood, visitor, f"/subscribe changed：「{STOOD}」")
    assert "これまでの表現（今の表現から）" in preview
    assert f"表現の変化：{STOOD}" in await said(stood, visitor, "/subscribe yes")
    unknown = await said(stood, visitor, "/subscribe changed: 南極の捕鯨")
    assert "/subscribe changed: free and open Indo-Pacific" in unknown
    await stood.publish(say(200, NOW))
    (told,) = await stood.tell()
    assert f"表現の変化\n❝ {NOW} ❞\n5件の発表にあった表現" in told.text
