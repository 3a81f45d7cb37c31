"""The excerpts that a chat keeps, on both kinds of database."""

from datetime import UTC, datetime

import pytest
from sqlalchemy import Connection

from bot.store.chats import chats, stars
from bot.store.chats.stars import MAX_STARS, StarredWords, TooManyStarsError
from bot.store.outbox.settling import move_chat
from retrieval.archive.database import Database

NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
WORDS = StarredWords("mofa-1", 2, "s3", ((10, 20), (30, 44)))


@pytest.fixture
async def open_database(database: Database) -> Database:
    def open_chats(connection: Connection) -> None:
        for chat_id in (1, 2):
            chats.open_chat(connection, chat_id, "private", NOW)

    await database.transact(open_chats)
    return database


async def test_the_same_words_are_kept_once_and_other_slices_beside_them(
    open_database: Database,
) -> None:
    other = StarredWords("mofa-1", 2, "s3", ((10, 20),))
    added = [
        await open_database.transact(lambda c, one=one: stars.add(c, 1, one, NOW))
        for one in (WORDS, WORDS, other)
    ]
    assert added == [True, False, True]
    kept = await open_database.transact(lambda c: stars.load_all(c, 1))
    assert [one.words for one in kept] == [WORDS, other]


async def test_only_the_chat_itself_removes_what_it_keeps(open_database: Database) -> None:
    await open_database.transact(lambda c: stars.add(c, 1, WORDS, NOW))
    [kept] = await open_database.transact(lambda c: stars.load_all(c, 1))
    assert not await open_database.transact(lambda c: stars.remove(c, 2, kept.id))
    assert await open_database.transact(lambda c: stars.remove(c, 1, kept.id))
    assert not await open_database.transact(lambda c: stars.remove(c, 1, kept.id))
    await open_database.transact(lambda c: stars.add(c, 1, WORDS, NOW))
    [again] = await open_database.transact(lambda c: stars.load_all(c, 1))
    assert again.id > kept.id


async def test_there_is_a_bound_for_each_chat(
    open_database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert MAX_STARS == 500
    monkeypatch.setattr(stars, "MAX_STARS", 1)
    await open_database.transact(lambda c: stars.add(c, 1, WORDS, NOW))
    other = StarredWords("mofa-2", 1, "s1", ((0, 1),))
    with pytest.raises(TooManyStarsError):
        await open_database.transact(lambda c: stars.add(c, 1, other, NOW))
    assert not await open_database.transact(lambda c: stars.add(c, 1, WORDS, NOW))
    assert await open_database.transact(lambda c: stars.add(c, 2, other, NOW))


async def test_a_chat_that_moves_takes_them_along_and_has_none_twice(
    open_database: Database,
) -> None:
    other = StarredWords("mofa-2", 1, "s1", ((0, 1),))
    for chat_id, words in ((1, WORDS), (1, other), (2, WORDS)):
        await open_database.transact(lambda c, i=chat_id, one=words: stars.add(c, i, one, NOW))
    await open_database.transact(lambda c: move_chat(c, 1, 2))
    kept = await open_database.transact(lambda c: stars.load_all(c, 2))
    assert sorted(one.words.release_id for one in kept) == ["mofa-1", "mofa-2"]
    assert await open_database.transact(lambda c: stars.load_all(c, 1)) == []


@pytest.mark.parametrize("damaged", ["", "[1]", "{}", '[["a", "b"]]', "null"])
async def test_a_damaged_row_has_no_slices_and_hides_no_other(
    open_database: Database, damaged: str
) -> None:
    await open_database.transact(lambda c: stars.add(c, 1, WORDS, NOW))
    statement = f"UPDATE stars SET slices = '{damaged}'"  # noqa: S608 - ours
    await open_database.transact(lambda c: c.exec_driver_sql(statement))
    await open_database.transact(lambda c: stars.add(c, 1, WORDS, NOW))
    kept = await open_database.transact(lambda c: stars.load_all(c, 1))
    assert [one.words.slices for one in kept] == [(), WORDS.slices]
