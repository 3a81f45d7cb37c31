"""What operators hear: each alarm once, what came of a check; also while notices are held."""

from collections.abc import AsyncIterator
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import insert, update

from bot.notices.announcing import Announcer
from bot.store.chats.chats import open_chat
from bot.store.outbox import for_operators, holding
from bot.store.tables import chats, notices
from retrieval.archive.alarms import AlarmKind, end_alarms, end_unseen_alarms, note_alarm
from retrieval.archive.tables import checks
from tests.bot.notices.conftest import Desk, a_desk, page

ANNA, BORIS, OPERATOR = 501, 502, 900
WORDS = "We reaffirmed the peace and stability of the Borovian Strait, and will hold talks."
REFUSED = "news could not be looked at: the site answers 403"


@pytest.fixture(params=["sqlite", "postgresql"])
def kind(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
async def desk(database_url: str, tmp_path: Path) -> AsyncIterator[Desk]:
    """A desk whose operators are one chat."""
    async with a_desk(database_url, tmp_path) as made:
        parts = made.services.database, made.services.record, made.services.answerer, made.time
        made.announcer = Announcer(*parts, operators=[OPERATOR], sources=["mofa"])
        made.api.add_chat(OPERATOR)
        yield made


async def note(desk: Desk, kind: AlarmKind, *, is_on: bool, said: str = "") -> None:
    alarm = kind, "mofa" if kind is AlarmKind.SOURCE else "", said, desk.time()
    await desk.services.database.transact(partial(noting, alarm=alarm, is_on=is_on))


def noting(connection: Any, alarm: Any, *, is_on: bool) -> None:
    note_alarm(connection, *alarm, is_on=is_on)


async def heard(desk: Desk) -> list[str]:
    return [one.text for one in await desk.tell() if one.chat_id == OPERATOR]


async def test_an_alarm_is_told_once_when_it_begins_and_once_when_it_is_over(desk: Desk) -> None:
    for _ in range(3):
        await note(desk, AlarmKind.SOURCE, is_on=True, said=REFUSED)
    [began] = await heard(desk)
    assert began.startswith("⚠ The pages of Ministry of Foreign Affairs of Japan cannot be looked")
    assert began.endswith(f"\n{REFUSED}")
    for _ in range(2):
        desk.time.passes(minutes=30)
        await note(desk, AlarmKind.SOURCE, is_on=True, said="other words")
        assert await heard(desk) == []
    await note(desk, AlarmKind.SOURCE, is_on=False)
    await note(desk, AlarmKind.SOURCE, is_on=False)
    [over] = await heard(desk)
    assert over.splitlines() == [
        "✓ The pages of Ministry of Foreign Affairs of Japan can be looked at again.",
        "It failed since 20 Nov 2026, 03:00 UTC.",
    ]
    assert await heard(desk) == []
    # What begins again is another one.
    await note(desk, AlarmKind.SOURCE, is_on=True, said=REFUSED)
    assert len(await heard(desk)) == 1


async def test_what_is_told_by_one_process_is_not_told_by_the_next(desk: Desk) -> None:
    await note(desk, AlarmKind.DISK, is_on=True, said="87 MB free")
    assert await heard(desk) == ["⚠ The disk is nearly full.\n87 MB free"]
    parts = desk.services.database, desk.services.record, desk.services.answerer, desk.time
    desk.announcer = Announcer(*parts, operators=[OPERATOR], sources=["mofa"])
    await note(desk, AlarmKind.DISK, is_on=True, said="87 MB free")
    assert await heard(desk) == []


async def test_an_alarm_waits_until_somebody_can_be_told(desk: Desk) -> None:
    parts = desk.services.database, desk.services.record, desk.services.answerer, desk.time
    with_operators, desk.announcer = desk.announcer, Announcer(*parts)
    for is_on in (True, False):
        await note(desk, AlarmKind.INDEX, is_on=is_on, said="damaged")
        assert await heard(desk) == []
    desk.announcer = with_operators
    assert [text[0] for text in await heard(desk)] == ["⚠", "✓"]


async def test_no_user_is_named_to_operators(desk: Desk) -> None:
    await desk.subscribe(ANNA, "whaling Xyzzy")
    for kind in AlarmKind:
        await note(desk, kind, is_on=True, said="said")
        await note(desk, kind, is_on=False)
    told = "\n".join(await heard(desk))
    assert told.count("⚠") == told.count("✓") == len(AlarmKind)
    assert str(ANNA) not in told
    assert "Xyzzy" not in told


async def test_held_notices_go_out_after_resume_in_order_and_none_is_lost(desk: Desk) -> None:
    for chat in (ANNA, BORIS):
        await desk.subscribe(chat)
    hold = await desk.services.database.transact(lambda c: holding.hold(c, desk.time()))
    desk.time.passes(minutes=1)
    # Held already: since then, whoever says it again.
    assert await desk.services.database.transact(lambda c: holding.hold(c, desk.time())) == hold
    titles = []
    for number in range(3):
        title = f"Talks {number} on Borovia"
        await desk.publish(page(f"release_{number:06}", title, desk.time().date(), WORDS))
        assert await desk.tell() == []
        desk.time.passes(minutes=1)
        titles.append(title)
    # Of their bot operators hear nevertheless.
    await note(desk, AlarmKind.DISK, is_on=True)
    assert len(await heard(desk)) == 1
    assert await desk.services.database.transact(holding.resume) == hold
    await desk.tell()
    for chat in (ANNA, BORIS):
        told = [one.text for one in desk.messages(chat)]
        assert [title for text in told for title in titles if title in text] == titles
    assert await desk.services.database.transact(holding.resume) is None
    assert set(await desk.states()) == {"sent"}


async def test_operators_hear_of_faults_in_their_quiet_hours_too(desk: Desk) -> None:
    await desk.subscribe(OPERATOR, quiet_from=0, quiet_until=24 * 60 - 1, zone="UTC")
    await note(desk, AlarmKind.TOKEN, is_on=True)
    assert len(await heard(desk)) == 1


async def check(desk: Desk, *, reason: str = "", ended: bool = True) -> None:
    row = {"source": "mofa", "kind": "check", "began_at": desk.time(), "counts": {}, "held": ""}
    unseen = [["https://www.mofa.go.jp/x", "refused", reason]] if reason else []
    end = desk.time() + timedelta(minutes=2) if ended else None
    adding = insert(checks).values(**row, ended_at=end, unseen=unseen)
    await desk.services.database.transact(lambda c: c.execute(adding))


async def test_what_came_of_a_check_is_told_once_to_whom_asked_for_it(desk: Desk) -> None:
    ask = partial(for_operators.ask_refresh, chat_id=OPERATOR)
    await check(desk)
    desk.time.passes(minutes=6)
    for _ in range(2):
        await desk.services.database.transact(lambda c: ask(c, now=desk.time()))
    assert await heard(desk) == []
    await check(desk, ended=False)
    assert await heard(desk) == []
    await check(desk, reason="the site answers 403")
    await desk.publish(page("release_000001", "Talks & Borovia", desk.time().date(), WORDS))
    [told] = await heard(desk)
    assert told.splitlines() == [
        "Ministry of Foreign Affairs of Japan: checked, 20 Nov 2026, 03:08 UTC",
        "• Talks & Borovia",
        "https://www.mofa.go.jp/press/release/release_000001.html",
        "Not all pages could be read: the site answers 403",
    ]
    desk.time.passes(minutes=6)
    await check(desk)
    assert await heard(desk) == []
    await desk.services.database.transact(lambda c: ask(c, now=desk.time()))
    desk.time.passes(minutes=6)
    await check(desk)
    [told] = await heard(desk)
    assert told.endswith("\nNothing new.")


async def test_alarms_that_nobody_sees_any_more_end(desk: Desk) -> None:
    await note(desk, AlarmKind.DISK, is_on=True)
    await note(desk, AlarmKind.SOURCE, is_on=True)
    await heard(desk)
    since = desk.time() + timedelta(seconds=1)
    desk.time.passes(minutes=10)
    kinds = [AlarmKind.DISK, AlarmKind.INDEX]
    now = desk.time()
    await desk.services.database.transact(lambda c: end_unseen_alarms(c, kinds, since, now))
    assert await heard(desk) == [
        "✓ The disk has room again.\nIt failed since 20 Nov 2026, 03:00 UTC."
    ]
    await desk.services.database.transact(lambda c: end_alarms(c, AlarmKind.SOURCE, now))
    assert len(await heard(desk)) == 1


async def test_a_chat_that_takes_nothing_keeps_no_alarm_waiting(desk: Desk) -> None:
    await desk.subscribe(OPERATOR)
    off = update(chats).values(off_since=desk.time(), off_reason="blocked")
    await desk.services.database.transact(lambda c: c.execute(off))
    await note(desk, AlarmKind.DISK, is_on=True)
    assert await heard(desk) == []
    assert [row.state for row in await desk.rows(notices.c.state)] == ["gone"]


async def test_a_chat_that_was_only_told_of_alarms_gets_its_kind_from_whoever_writes(
    desk: Desk,
) -> None:
    await note(desk, AlarmKind.DISK, is_on=True)
    await heard(desk)
    for kind, language in (("channel", None), ("private", "ja"), ("group", "en")):
        await desk.services.database.transact(
            lambda c, one=kind, code=language: open_chat(c, OPERATOR, one, desk.time(), code)
        )
    [row] = await desk.rows_of(chats)
    assert (row.kind, row.language) == ("channel", "ja")


async def test_that_operators_cannot_be_told_stands_in_the_log(
    desk: Desk, caplog: pytest.LogCaptureFixture
) -> None:
    desk.api.block(OPERATOR)
    await note(desk, AlarmKind.DISK, is_on=True)
    assert await heard(desk) == []
    assert "a chat of operators takes no messages: blocked" in caplog.text
