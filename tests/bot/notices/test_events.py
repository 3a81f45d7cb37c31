"""What happens to a release after it was told: each event once, to whom it concerns."""

from collections.abc import Callable
from datetime import date
from itertools import pairwise
from typing import Any

import pytest
from sqlalchemy import select

from bot.store.chats.subscriptions import MUTE_LENGTH, NoticePace
from bot.store.outbox import queue
from bot.store.outbox.settling import NOTICE_RETENTION
from bot.store.tables import notices, subscriptions
from retrieval.archive.save import restore
from retrieval.model.release import Release
from retrieval.sources.watch.check_log import News, add_news
from retrieval.sources.watch.decisions import NewsKind, NewsState

DAY = date(2026, 11, 20)
STEM = "pressite_000001_00001"
MET, LIT, COUNTED = (
    "The minister met the harbor masters.",
    "The lighthouse at Cape Vale will be lit in May.",
    "The herring will be counted.",
)
CHANGED = "Its page was changed since it was published."

Page = Callable[..., Release]
pytestmark = pytest.mark.parametrize("kind", ["sqlite", "postgresql"], indirect=True)


@pytest.fixture
def edit(desk: Any, make_page: Page) -> Callable[..., Any]:
    """Publishes a page, and later its other words."""
    published: list[tuple[str, ...]] = []

    async def change(*words: str) -> Release:
        kind = NewsKind.CORRECTED if published else NewsKind.NEW
        published.append(words)
        [release] = await desk.publish(make_page(STEM, "Aid", DAY, *words), kind=kind)
        return release

    return change


async def put_up(desk: Any, release: Release) -> None:
    """Have a page that was withdrawn be there again."""
    async with desk.services.database.write() as connection:
        await restore(connection, release.id)
        item = News(
            release.id,
            release.version,
            NewsKind.RESTORED,
            is_material=True,
            state=NewsState.DUE,
            seen_at=desk.time(),
        )
        await add_news(connection, item)


def heads(calls: Any) -> dict[int, str]:
    """The first words that each chat got; none got two messages."""
    assert len({call.chat_id for call in calls}) == len(calls)
    return {call.chat_id: call.text.partition(":")[0] for call in calls}


async def test_of_each_step_of_an_edited_page_everybody_is_told_once(
    desk: Any, edit: Callable[..., Any]
) -> None:
    await desk.subscribe(1, "harbor masters")
    await desk.subscribe(2, "lighthouse")
    await desk.subscribe(3, "herring")
    await desk.subscribe(4, "pelicans")
    told = []
    for words in ((MET,), (MET, LIT), (MET, LIT, COUNTED), (MET, COUNTED)):
        await edit(*words)
        told.append(heads(await desk.tell()))
    change = "Text changed"
    assert told == [
        {1: "New"},
        {1: change, 2: "New"},
        {1: change, 2: change, 3: "New"},
        {1: change, 2: change, 3: change},
    ]
    assert CHANGED not in desk.messages(1)[0].text
    assert all(CHANGED in desk.messages(chat_id)[0].text for chat_id in (2, 3))
    assert await desk.states() == {"sent": 9}
    assert desk.messages(3)[1].reply_to == desk.messages(3)[0].message_id


async def test_whoever_subscribes_after_a_release_hears_of_it_when_its_words_change(
    desk: Any, edit: Callable[..., Any]
) -> None:
    await edit(MET)
    assert await desk.tell() == []
    await desk.subscribe(1)
    await desk.subscribe(2, "harbor masters")
    await edit(MET, LIT)
    assert heads(await desk.tell()) == {1: "New", 2: "New"}


async def test_late_words_that_wait_for_the_morning_are_told_as_they_stand_then(
    desk: Any, edit: Callable[..., Any]
) -> None:
    await desk.subscribe(1, "lighthouse", quiet_from=9 * 60, quiet_until=18 * 60)
    await edit(MET)
    await edit(MET, LIT)
    assert await desk.tell() == []
    later = LIT.replace("May", "June")
    await edit(MET, later)
    desk.time.passes(hours=6)
    [told] = await desk.tell()
    assert told.text.startswith("New: Aid")
    assert later in told.text
    assert await desk.states() == {"sent": 1}


async def test_a_digest_says_which_release_was_changed_since(
    desk: Any, edit: Callable[..., Any], make_page: Page
) -> None:
    await desk.subscribe(1, "lighthouse", pace=NoticePace.DAILY)
    await edit(MET)
    await edit(MET, LIT)
    await desk.publish(make_page("pressite_000001_00002", "Other", DAY, f"{LIT} {COUNTED}"))
    await desk.tell()
    desk.time.passes(days=1)
    [digest] = await desk.tell()
    assert "• Aid\nFriday, 20 Nov 2026 · " in digest.text
    lines = [
        line.endswith("changed since") for line in digest.text.splitlines() if "20 Nov" in line
    ]
    assert lines == [True, False]


async def test_whoever_was_left_out_by_a_fault_is_told_with_the_next_words_and_not_twice(
    desk: Any, edit: Callable[..., Any]
) -> None:
    for chat_id in (1, 2, 3):
        await desk.subscribe(chat_id)
    await edit(MET)
    await desk.tell()

    async def change(chat_id: int, **values: object) -> None:
        changing = notices.update().where(notices.c.chat_id == chat_id).values(values)
        await desk.services.database.transact(lambda c: c.execute(changing))

    await change(2, state="dead", message_id=None)
    await edit(MET, LIT)
    assert heads(await desk.tell()) == {1: "Text changed", 2: "New", 3: "Text changed"}
    # An operator has the first notice sent after all.
    async with desk.services.database.read() as connection:
        dead = await connection.scalar(select(notices.c.id).where(notices.c.state == "dead"))
    await desk.services.database.transact(lambda c: queue.requeue(c, dead, desk.time()))
    await desk.tell()
    await edit(MET, COUNTED)
    assert heads(await desk.tell()) == dict.fromkeys((1, 2, 3), "Text changed")


async def test_what_an_operator_stopped_is_not_told_as_new_when_it_changes(
    desk: Any, edit: Callable[..., Any]
) -> None:
    await desk.subscribe(1)
    await edit(MET)
    await desk.announcer.announce()
    await desk.services.database.transact(lambda c: queue.stop(c, 1))
    await desk.services.database.transact(lambda c: queue.cancel_some(c, 1))
    await edit(MET, LIT)
    assert await desk.tell() == []


async def test_when_it_is_no_longer_known_who_was_told_a_change_is_new_to_nobody(
    desk: Any, edit: Callable[..., Any]
) -> None:
    await desk.subscribe(1, "harbor masters")
    await desk.subscribe(2, "lighthouse")
    await edit(MET)
    assert heads(await desk.tell()) == {1: "New"}
    desk.time.now += NOTICE_RETENTION
    await edit(MET, LIT)
    assert heads(await desk.tell()) == {1: "Text changed"}


async def test_a_chat_that_forgot_all_is_told_as_a_new_one(
    desk: Any, edit: Callable[..., Any]
) -> None:
    await desk.subscribe(1)
    await edit(MET)
    await desk.tell()
    await desk.services.database.transact(lambda c: c.execute(notices.delete()))
    await edit(MET, LIT)
    assert heads(await desk.tell()) == {1: "New"}


async def test_whose_subscription_rests_is_not_told_late(
    desk: Any, edit: Callable[..., Any]
) -> None:
    await desk.subscribe(1, "lighthouse")
    await desk.subscribe(2, "lighthouse", off_since=desk.time.now)
    await desk.change(subscriptions.c.chat_id == 1, is_paused=True)
    await edit(MET)
    await edit(MET, LIT)
    assert await desk.tell() == []


async def test_whoever_was_left_out_is_told_with_other_words_also_if_these_are_taken_back(
    desk: Any, edit: Callable[..., Any]
) -> None:
    await desk.subscribe(1, "harbor masters", pace=NoticePace.DAILY)
    await desk.subscribe(2, "lighthouse", pace=NoticePace.DAILY)
    await edit(MET)
    await desk.announcer.announce()
    dead = notices.update().values(state="dead")
    await desk.services.database.transact(lambda c: c.execute(dead))
    for words in ((MET, LIT), (MET,)):
        await edit(*words)
        assert await desk.tell() == []
    desk.time.passes(days=1)
    assert [call.chat_id for call in await desk.tell()] == [1]
    assert await desk.states() == {"cancelled": 1, "dead": 1, "sent": 1}


async def test_whoever_was_told_hears_of_changes_without_the_subscription_that_told_it(
    desk: Any, edit: Callable[..., Any]
) -> None:
    for chat_id in range(1, 7):
        await desk.subscribe(chat_id, "harbor masters", "herring")
    release = await edit(MET)
    await desk.tell()
    by_which_told = subscriptions.c.asked == "harbor masters"
    await desk.change(by_which_told, removed_at=desk.time.now)
    chat_id = subscriptions.c.chat_id
    # The first has removed it long ago; the third and fourth want nothing, for good or for now.
    deleting = subscriptions.delete().where(by_which_told, chat_id == 1)
    await desk.services.database.transact(lambda c: c.execute(deleting))
    await desk.change(chat_id == 3, removed_at=desk.time.now)
    await desk.change(~by_which_told & (chat_id == 4), is_paused=True)
    # The fifth and sixth have it rest.
    await desk.change(by_which_told & (chat_id == 5), removed_at=None, is_paused=True)
    until = desk.time.now + MUTE_LENGTH
    await desk.change(by_which_told & (chat_id == 6), removed_at=None, muted_until=until)
    await edit(MET, LIT)
    told = await desk.tell()
    assert heads(told) == dict.fromkeys((1, 2), "Text changed")
    assert [[one.label for one in call.buttons[0]] for call in told] == [
        ["Open", "My subscriptions"]
    ] * 2
    await desk.withdraw(release)
    assert heads(await desk.tell()) == dict.fromkeys((1, 2), "Withdrawn")
    await put_up(desk, release)
    assert heads(await desk.tell()) == dict.fromkeys((1, 2), "Back again")


async def test_a_digest_has_changes_of_what_was_told_by_a_removed_subscription(
    desk: Any, edit: Callable[..., Any]
) -> None:
    await desk.subscribe(1, "harbor masters", "herring", pace=NoticePace.DAILY)
    await edit(MET)
    await desk.tell()
    desk.time.passes(days=1)
    assert len(await desk.tell()) == 1
    await desk.change(subscriptions.c.asked == "harbor masters", removed_at=desk.time.now)
    await edit(MET, LIT)
    await desk.tell()
    desk.time.passes(days=1)
    [digest] = await desk.tell()
    assert "• Text changed: Aid" in digest.text


@pytest.mark.parametrize(
    "states",
    [
        (MET, LIT) * 3,
        (MET, LIT, COUNTED) * 2,
        ("We will send 300 boats.", "We will send 500 boats.") * 2,
        ("We will visit Borovia.", "We will visit Corvania.") * 2,
        ("We will help the people.", "We will not help the people.") * 2,
    ],
    ids=["words", "three states", "a number", "a name", "a denial"],
)
async def test_each_change_shows_what_it_led_from_and_to(
    desk: Any, edit: Callable[..., Any], states: tuple[str, ...]
) -> None:
    await desk.subscribe(1)
    await edit(states[0])
    await desk.tell()
    for before, words in pairwise(states):
        await edit(words)
        [told] = await desk.tell()
        assert told.text.startswith("Text changed: Aid")
        assert f"Was: ❝ {before} ❞\nIs: ❝ {words} ❞" in told.text
    assert await desk.states() == {"sent": len(states)}


async def test_each_withdrawal_is_told_once_and_none_that_was_undone_before(
    desk: Any, edit: Callable[..., Any]
) -> None:
    await desk.subscribe(1)
    await desk.subscribe(2, pace=NoticePace.DAILY)
    release = await edit(MET)
    await desk.tell()
    desk.time.passes(days=1)
    await desk.tell()
    told = []
    for _ in range(2):
        await desk.withdraw(release)
        told += await desk.tell()
        await put_up(desk, release)
        told += await desk.tell()
    await desk.withdraw(release)
    told += await desk.tell()
    words = [call.text.partition(":")[0] for call in told if call.chat_id == 1]
    assert words == ["Withdrawn", "Back again"] * 2 + ["Withdrawn"]
    desk.time.passes(days=1)
    [digest] = await desk.tell()
    assert digest.text.startswith("Your day: 1 notice")
    assert "• Withdrawn: Aid" in digest.text


async def test_a_page_that_is_back_with_other_words_is_new_to_whom_only_these_concern(
    desk: Any, edit: Callable[..., Any]
) -> None:
    await desk.subscribe(1, "harbor masters")
    await desk.subscribe(2, "lighthouse")
    release = await edit(MET)
    await desk.tell()
    await desk.withdraw(release)
    assert heads(await desk.tell()) == {1: "Withdrawn"}
    await put_up(desk, release)
    await edit(LIT)
    told = await desk.tell()
    words = sorted((call.chat_id, call.text.partition(":")[0]) for call in told)
    assert words == [(1, "Back again"), (1, "Text changed"), (2, "New")]
