"""Each table's rows, spoilt one at a time: one chat or release is put aside, all others served."""

from collections.abc import Callable, Iterable
from typing import Any

import pytest
from sqlalchemy import Connection

from bot.notices import compact_query, matching
from bot.rendering.operators.as_json import queue_as_json
from bot.rendering.render import PlainRenderer
from bot.store.outbox import queue
from bot.store.outbox.announcements import announce_due_news
from retrieval.query.standing import understand_in_turn
from tests.faults.conftest import FIRST, SECOND, told

RELEASE = f"mofa-{FIRST}"
APOLOGY = "Sorry, something went wrong"

on_both = pytest.mark.parametrize("kind", ["sqlite", "postgresql"], indirect=True)

# Columns with values that are none, as SQL has them.
OF_CHATS = {
    "kind": ["'robot'"],
    "zone": ["'Mars/Olympus'", "'UTC+99:00'", "'../../etc/passwd'", "'UTC'", "'localtime'"],
    "language": ["'xx'", "''"],
    "quiet_from": ["0", "-1", "99999", "2147483647"],
    "quiet_until": ["99999", "-1"],
    "daily_at": ["-1", "99999", "2147483647"],
    "weekly_on": ["-1", "99"],
    "off_reason": ["'whatever'"],
}
OF_SUBSCRIPTIONS = {
    "what": ["'nothing'", "''", "'everything'"],
    "asked": ["''", "'\"'", "'by:'"],
    "folded": ["''"],
    "understood": ["'{'", "'[]'", "'[9e99,true,[]]'", "'[1,true,[[[1],[],2,3,4]]]'"],
    "pace": ["'hourly'", "''"],
}
OF_NOTICES = {
    "announcement_id": ["99999"],
    "subscription_ids": [
        *("'{'", "'7'", "'[\"a\"]'", "'[[1]]'", "'null'", "'[99999]'", "'{\"a\":1}'"),
    ],
    "pace": ["'hourly'", "'daily'"],
    "state": ["'lost'"],
    "attempts": ["-1", "2147483647"],
    "unsure": ["-1", "2147483647"],
    "losses": ["2147483647"],
    "version": ["-1", "99"],
    "reply_to": ["-1"],
    "digest_id": ["0"],
    "claimed_by": ["99999"],
}
OF_NEWS = {"kind": ["'rewritten'"], "version": ["99", "-1"], "state": ["'odd'"]}
OF_PAGES = {"state": ["'lost'"], "seen_by": ["'nobody'"], "source": ["'nobody'"]}
OF_RELEASES = {"version": ["99"], "source": ["'nobody'"]}
OF_VERSIONS = {
    "kind": ["'poem'"],
    "parts": ["'{'", "'[1]'"],
    "moments": ["'{'", "'[[1]]'"],
    "doubts": ["'{'", "'[\"odd\"]'"],
    "text": ["''"],
}
OF_STATEMENTS = {"kind": ["'poem'"], "headings": ["'{'"], '"end"': ["999999", "-1"]}
OF_CHECKING = {
    ("listings", "entries"): ["'{'", "'[1]'"],
    ("indexes", "fault"): ["'odd'"],
    ("checks", "counts"): ["'{'"],
    ("checks", "unseen"): ["'{'"],
    ("checks", "kind"): ["'odd'"],
}
OF_ANNOUNCEMENTS = {
    "release_id": ["'nobody'", "''"],
    "version": ["99", "-1"],
    "kind": ["'rewritten'", "''", "'heartbeat'", "'corrected'", "'restored'"],
    "state": ["'odd'", "'writing'"],
    '"cursor"': ["-99999"],
}


def all_of(*columns: dict[str, list[str]]) -> list[Any]:
    """Return each column with each of its values."""
    return [
        pytest.param(name, value, id=f"{name}={value}")
        for one in columns
        for name, values in one.items()
        for value in values
    ]


def spoil(table: str, column: str, value: str, where: str) -> Callable[[Connection], Any]:
    statement = f"UPDATE {table} SET {column} = {value} WHERE {where}"  # noqa: S608 - of above
    return lambda c: c.exec_driver_sql(statement)


def both_pages_to(*chats: int) -> set[tuple[int, str]]:
    return {(chat, stem) for chat in chats for stem in (FIRST, SECOND)}


async def are_answered(desk: Any, chat_id: int, typed: Iterable[str]) -> bool:
    """Whether a chat gets pages and answers, and no apology."""
    shown = [call for one in typed for call in await desk.says(chat_id, one)]
    return bool(shown) and not any(APOLOGY in call.text for call in shown)


PAGES = ("/status", "/subscriptions", "/settings", "/subscribe everything", "harbour", "/mydata")


@pytest.mark.parametrize(
    "table, columns",
    [
        *(("chats", one) for one in all_of(OF_CHATS)),
        *(("subscriptions", one) for one in all_of(OF_SUBSCRIPTIONS)),
    ],
    ids=lambda one: getattr(one, "id", one),
)
async def test_whatever_stands_in_a_row_of_a_chat_the_others_are_told(
    watched_desk: Any, table: str, columns: Any
) -> None:
    for chat_id in (1, 2, 3):
        await watched_desk.subscribes(chat_id, "harbour")
    await watched_desk.says(2, "/settings quiet 22:00-07:00")
    await watched_desk.passes(minutes=30)
    await watched_desk.transact(spoil(table, *columns.values, "chat_id = 2"))
    watched_desk.publish(FIRST)
    watched_desk.publish(SECOND)
    assert both_pages_to(1, 3) <= await told(watched_desk)
    assert await are_answered(watched_desk, 2, PAGES)


@pytest.mark.parametrize("column, value", all_of(OF_NOTICES))
async def test_whatever_stands_in_a_notice_the_others_are_sent(
    watched_desk: Any, column: str, value: str
) -> None:
    for chat_id in (1, 2, 3):
        await watched_desk.subscribes(chat_id, "everything")
    watched_desk.publish(FIRST)
    await watched_desk.check(minutes=30)
    await watched_desk.notifier.announcer.announce()
    await watched_desk.transact(spoil("notices", column, value, "chat_id = 2"))
    watched_desk.publish(SECOND)
    assert both_pages_to(1, 3) <= await told(watched_desk)


@pytest.mark.parametrize("is_searched", [True, False], ids=["searched", "not searched"])
@pytest.mark.parametrize(
    "place, columns",
    [
        *((f"news: release_id = '{RELEASE}'", one) for one in all_of(OF_NEWS)),
        *((f"pages: url LIKE '%{FIRST}.html'", one) for one in all_of(OF_PAGES)),
        *((f"releases: id = '{RELEASE}'", one) for one in all_of(OF_RELEASES)),
        *((f"versions: release_id = '{RELEASE}'", one) for one in all_of(OF_VERSIONS)),
        *((f"statements: release_id = '{RELEASE}'", one) for one in all_of(OF_STATEMENTS)),
    ],
    ids=lambda one: getattr(one, "id", one),
)
async def test_whatever_stands_in_a_row_of_a_release_the_others_are_announced(
    watched_desk: Any, place: str, columns: Any, is_searched: bool
) -> None:
    table, _, where = place.partition(": ")
    await watched_desk.subscribes(1, "everything")
    watched_desk.publish(FIRST)
    watched_desk.time.passes(minutes=30)
    await watched_desk.watch.check(watched_desk.time)
    if is_searched:
        await watched_desk.conversation.application.services.record.catch_up()
    await watched_desk.transact(spoil(table, *columns.values, where))
    watched_desk.publish(SECOND)
    assert (1, SECOND) in await told(watched_desk)
    assert await are_answered(watched_desk, 1, PAGES)


@pytest.mark.parametrize(
    "table, column, value",
    [(*place, value) for place, values in OF_CHECKING.items() for value in values],
)
async def test_whatever_stands_in_a_row_of_the_checks_new_pages_are_told(
    watched_desk: Any, table: str, column: str, value: str
) -> None:
    await watched_desk.subscribes(1, "everything")
    await watched_desk.transact(spoil(table, column, value, "1 = 1"))
    watched_desk.publish(SECOND)
    assert (1, SECOND) in await told(watched_desk)


@pytest.mark.parametrize("is_written", [True, False], ids=["written", "to be written"])
@pytest.mark.parametrize("column, value", all_of(OF_ANNOUNCEMENTS))
async def test_whatever_stands_in_an_announcement_the_others_are_sent(
    watched_desk: Any, column: str, value: str, is_written: bool
) -> None:
    for chat_id in (1, 2):
        await watched_desk.subscribes(chat_id, "everything")
    watched_desk.publish(FIRST)
    await watched_desk.check(minutes=30)
    if is_written:
        await watched_desk.notifier.announcer.announce()
    else:
        await watched_desk.transact(lambda c: announce_due_news(c, watched_desk.time()))
    where = f"release_id = '{RELEASE}'"
    await watched_desk.transact(spoil("announcements", column, value, where))
    watched_desk.publish(SECOND)
    assert {(1, SECOND), (2, SECOND)} <= await told(watched_desk)


@on_both
async def test_a_digest_with_a_release_that_cannot_be_read_has_the_others(
    watched_desk: Any,
) -> None:
    await watched_desk.subscribes(1, "everything")
    await watched_desk.says(1, "/subscriptions 1 daily")
    watched_desk.publish(FIRST)
    watched_desk.publish(SECOND)
    await watched_desk.passes(minutes=30)
    lost = f"release_id = '{RELEASE}'"
    await watched_desk.transact(spoil("announcements", "version", "99", lost))
    [digest] = await watched_desk.passes(days=1)
    assert SECOND in digest.text


@pytest.mark.parametrize("is_new", [True, False], ids=["new", "understood before"])
async def test_a_question_that_cannot_be_understood_leaves_the_others_told(
    watched_desk: Any, monkeypatch: pytest.MonkeyPatch, is_new: bool
) -> None:
    def fail_for_pelicans(words: str, *rest: Any) -> Any:
        if "pelicans" in words:
            raise IndexError
        return understand_in_turn(words, *rest)

    await watched_desk.subscribes(1, "harbour")
    await watched_desk.subscribes(2, "pelicans harbour")
    await watched_desk.subscribes(3, "harbour")
    if not is_new:
        await watched_desk.notifier.announcer._understand_some()
    for module in (matching, compact_query):
        monkeypatch.setattr(module, "understand_in_turn", fail_for_pelicans)
    if is_new:
        assert await watched_desk.notifier.announcer._understand_some()
        assert not await watched_desk.notifier.announcer._understand_some()
    watched_desk.publish(FIRST)
    watched_desk.publish(SECOND)
    assert both_pages_to(1, 3) <= await told(watched_desk)


@pytest.mark.parametrize(
    "table, column, value, where, shown",
    [
        ("chats", "zone", "'Mars'", "chat_id = 2", "1  chats of unknown time zone “Mars”"),
        ("chats", "daily_at", "-1", "chat_id = 2", "1  chats with an hour that no day has"),
        ("subscriptions", "what", "'odd'", "chat_id = 2", "1  subscriptions of unknown kind “odd”"),
        ("subscriptions", "pace", "'odd'", "chat_id = 2", "1  subscriptions of unknown pace “odd”"),
        ("notices", "state", "'odd'", "chat_id = 2", "1  notices of unknown state “odd”"),
        ("news", "kind", "'odd'", "1 = 1", "1  news of unknown kind “odd”"),
        ("announcements", "kind", "'odd'", "1 = 1", "1  announcements of unknown kind “odd”"),
    ],
)
@on_both
async def test_what_is_put_aside_is_counted_and_shown(  # noqa: PLR0913, PLR0917 - one row
    watched_desk: Any, table: str, column: str, value: str, where: str, shown: str
) -> None:
    for chat_id in (1, 2):
        await watched_desk.subscribes(chat_id, "everything")
        await watched_desk.says(chat_id, "/settings zone Berlin")
    watched_desk.publish(FIRST)
    await watched_desk.passes(minutes=30)
    assert "Put aside" not in await notices_page(watched_desk)
    await watched_desk.transact(spoil(table, column, value, where))
    assert shown in await notices_page(watched_desk)


@on_both
async def test_an_announcement_of_no_release_is_shown_as_waiting(watched_desk: Any) -> None:
    await watched_desk.subscribes(1, "everything")
    watched_desk.publish(FIRST)
    await watched_desk.check(minutes=30)
    await watched_desk.transact(lambda c: announce_due_news(c, watched_desk.time()))
    await watched_desk.transact(spoil("announcements", "release_id", "'nobody'", "1 = 1"))
    await watched_desk.tell()
    page = " ".join((await notices_page(watched_desk)).split())
    assert "1 announcements of “nobody”, which is not on record in that version: they wait" in page


async def notices_page(desk: Any) -> str:
    """What `kaiken notices` shows."""
    return PlainRenderer().notices(queue_as_json(await desk.transact(queue.summarise)))
