"""What became of the messages of a day, on both kinds of database."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from bot.store.inbox import asked
from bot.store.inbox.asked import AskedMessage, Fate, Tally
from retrieval.archive.database import Database

NOON = datetime(2022, 6, 1, 12, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
FIRST = AskedMessage(1, 42, 42, 7, NOON, NOON, Fate.ANSWERED, (8, 9))


async def keep(database: Database, *messages: AskedMessage) -> None:
    for one in messages:
        await database.transact(lambda c, one=one: asked.save(c, one))


async def test_a_message_is_found_with_what_became_of_its_last_edit(database: Database) -> None:
    edit = replace(FIRST, update_id=2, handled_at=NOON + MINUTE, answers=(8,))
    await keep(database, edit, FIRST, replace(FIRST, update_id=3, message_id=10))
    assert await database.transact(lambda c: asked.find(c, 42, 7)) == edit
    assert await database.transact(lambda c: asked.find(c, 43, 7)) is None


async def test_an_update_that_is_settled_again_is_counted_once(database: Database) -> None:
    await keep(database, FIRST, replace(FIRST, answers=(0, 9)))
    assert await count(database) == Tally(1)
    found = await database.transact(lambda c: asked.find(c, 42, 7))
    assert found is not None
    assert found.answers == (0, 9)


async def count(
    database: Database, conversation: tuple[int, int] = (42, 42), at: datetime = NOON
) -> Tally:
    return await database.transact(lambda c: asked.count(c, conversation, at, MINUTE))


async def test_what_was_answered_in_the_minute_before_a_message_is_counted(
    database: Database,
) -> None:
    seconds = (0, -1, -59, -60, 1)
    messages = [
        replace(FIRST, update_id=at, written_at=NOON + timedelta(seconds=one))
        for at, one in enumerate(seconds, 1)
    ]
    await keep(database, *messages)
    assert await count(database) == Tally(3)


async def test_each_person_in_a_group_has_a_count_of_his_own(database: Database) -> None:
    await keep(
        database,
        replace(FIRST, chat_id=-5),
        replace(FIRST, update_id=2, chat_id=-5, user_id=43),
        replace(FIRST, update_id=3, chat_id=-6),
    )
    assert await count(database, (-5, 42)) == Tally(1)


@pytest.mark.parametrize(
    "fate, tally",
    [
        (Fate.ANSWERED, Tally(1)),
        (Fate.DONE, Tally()),
        (Fate.SILENT, Tally()),
        (Fate.TOLD, Tally(is_told=True)),
    ],
)
async def test_only_what_was_answered_counts(database: Database, fate: Fate, tally: Tally) -> None:
    await keep(database, replace(FIRST, fate=fate))
    assert await count(database) == tally


async def test_an_album_is_known_in_its_own_chat(database: Database) -> None:
    await keep(database, replace(FIRST, album="a1"))
    known = [
        await database.transact(lambda c, of=of: asked.knows_album(c, *of))
        for of in ((42, "a1"), (42, "a2"), (43, "a1"))
    ]
    assert known == [True, False, False]


async def test_after_a_day_it_is_deleted(database: Database) -> None:
    await keep(database, FIRST)
    for hours, is_kept in ((23.9, True), (24, False)):
        await database.transact(
            lambda c, hours=hours: asked.sweep(c, NOON + timedelta(hours=hours))
        )
        found = await database.transact(lambda c: asked.find(c, 42, 7))
        assert (found is not None) is is_kept
