"""Recent questions, kept for a day, on both kinds of database."""

from datetime import UTC, datetime, timedelta

from sqlalchemy import func, select

from bot.store.inbox import questions, shown
from bot.store.inbox.questions import RecentQuestion
from bot.store.tables import questions as table
from retrieval.archive.database import Database

NOON = datetime(2022, 6, 1, 12, tzinfo=UTC)
TOMORROW = NOON + timedelta(hours=24)
ANNA, BEN = (1, 10), (1, 11)


async def keep(database: Database, update_id: int, lane: tuple[int, int], text: str) -> None:
    await database.transact(
        lambda c: questions.save(c, update_id, lane, RecentQuestion(text, NOON))
    )


async def test_a_follow_up_follows_the_users_own_last_question(database: Database) -> None:
    await keep(database, 1, ANNA, "Russia")
    await keep(database, 2, ANNA, "Taiwan")
    await keep(database, 3, BEN, "Ukraine")

    async def last(lane: tuple[int, int]) -> RecentQuestion | None:
        return await database.transact(lambda c: questions.load_last(c, lane, NOON))

    assert await last(ANNA) == RecentQuestion("Taiwan", NOON)
    assert await last(BEN) == RecentQuestion("Ukraine", NOON)
    assert await last((2, 10)) is None


async def test_what_an_edited_question_follows_was_asked_before_it(database: Database) -> None:
    for number, text in enumerate(("Russia", "Taiwan", "Ukraine"), 1):
        await keep(database, number, ANNA, text)

    async def before(update_id: int) -> str | None:
        found = await database.transact(lambda c: questions.load_last(c, ANNA, NOON, update_id))
        return found and found.text

    assert [await before(one) for one in (1, 2, 3)] == [None, "Russia", "Taiwan"]
    await database.transact(lambda c: questions.drop(c, 2))
    assert await before(3) == "Russia"


async def test_a_question_is_found_in_its_own_chat_only(database: Database) -> None:
    await keep(database, 1, ANNA, "Taiwan")
    assert await database.transact(lambda c: questions.find(c, 1, 1, NOON)) == RecentQuestion(
        "Taiwan", NOON
    )
    assert await database.transact(lambda c: questions.find(c, 2, 1, NOON)) is None
    assert await database.transact(lambda c: questions.find(c, 1, 2, NOON)) is None


async def test_after_a_day_a_question_is_forgotten(database: Database) -> None:
    await keep(database, 1, ANNA, "Taiwan")
    assert await database.transact(lambda c: questions.load_last(c, ANNA, TOMORROW)) is None
    assert await database.transact(lambda c: questions.find(c, 1, 1, TOMORROW)) is None
    count = select(func.count()).select_from(table)
    await database.transact(lambda c: questions.sweep(c, TOMORROW - timedelta(seconds=1)))
    assert await database.transact(lambda c: c.scalar(count)) == 1
    await database.transact(lambda c: questions.sweep(c, TOMORROW))
    assert await database.transact(lambda c: c.scalar(count)) == 0


async def test_an_update_that_is_handled_again_keeps_one_question(database: Database) -> None:
    await keep(database, 1, ANNA, "Taiwan")
    await keep(database, 1, ANNA, "Taiwan Strait")
    found = await database.transact(lambda c: questions.find(c, 1, 1, NOON))
    assert found == RecentQuestion("Taiwan Strait", NOON)


async def test_a_shared_answer_is_opened_by_its_whole_key_for_a_day(database: Database) -> None:
    asked = RecentQuestion("Russia\nand Taiwan?", NOON, "daily")
    await database.transact(lambda c: questions.save(c, 7, ANNA, asked))
    key = shown.share_key(7, ANNA, asked)

    async def found(key: str, now: datetime = NOON) -> RecentQuestion | None:
        answer = await database.transact(lambda c: shown.find_shared(c, key, now))
        return answer and answer.question

    assert await found(key) == asked
    assert await found(key, TOMORROW) is None
    others = [
        shown.share_key(7, BEN, asked),
        shown.share_key(7, ANNA, RecentQuestion("Russia", NOON)),
        shown.share_key(8, ANNA, asked),
    ]
    for wrong in (*others, "7", "7-", key[:-1], f"{key}0", "", "x", f"0{key}", "9" * 40):
        assert await found(wrong) is None


async def test_an_outline_is_told_from_the_first_statement(database: Database) -> None:
    await keep(database, 1, ANNA, "mofa-x")
    await database.transact(lambda c: shown.note_place(c, 1, 0))
    answer = await database.transact(lambda c: shown.find(c, 1, 1, NOON))
    assert answer is not None
    assert (answer.place, answer.is_outline) == (1, True)
    await database.transact(lambda c: shown.note_place(c, 1, 1))
    answer = await database.transact(lambda c: shown.find(c, 1, 1, NOON))
    assert answer is not None
    assert (answer.place, answer.is_outline) == (1, False)
