"""What is kept of checks and of news, and the state of watching that is made of it."""

import datetime as dt
from collections.abc import Callable
from dataclasses import replace

import pytest
from sqlalchemy import select

from retrieval.archive.database import Database
from retrieval.archive.knowledge import Reading
from retrieval.archive.save import save, withdraw
from retrieval.archive.tables import pages
from retrieval.sources.watch.check_log import (
    CheckRow,
    News,
    Unseen,
    add_news,
    announcement_state,
    begin_check,
    current_words,
    end_check,
    has_release_with_same_words,
    last_check,
    load_checks,
    load_news,
    settle_held_news,
    update_held_news,
)
from retrieval.sources.watch.course import Course
from retrieval.sources.watch.decisions import (
    IndexPageState,
    KnownPage,
    NewsKind,
    NewsState,
    PageState,
    SeenBy,
)
from retrieval.sources.watch.known_pages import add_pages, find_pages, save_index
from retrieval.sources.watch.publishers import load_sources
from retrieval.sources.watch.watch_status import load_held, load_standing

NOW = dt.datetime(2026, 1, 10, 3, 0, tzinfo=dt.UTC)
HOUR = dt.timedelta(hours=1)
Make = Callable[..., Reading]


def row(number: int, source: str = "mofa", **values: object) -> CheckRow:
    began = NOW + number * HOUR
    seen = (Unseen("https://a", "slow", "not whole"), Unseen("https://b", "dns", "no name"))
    ended = CheckRow(source, "check", began, began + HOUR, {"read": number}, seen, "50 at once")
    return replace(ended, **values)  # type: ignore[arg-type]


async def note(database: Database, *rows: CheckRow) -> None:
    async with database.write() as connection:
        for one in rows:
            number = await begin_check(connection, one.source, one.kind, one.began_at)
            if one.ended_at is not None:
                await end_check(connection, number, one)


async def test_checks_are_kept_as_they_ended_the_latest_first(database: Database) -> None:
    running = row(9, ended_at=None, counts={}, unseen=(), held="")
    same = [row(2, counts={"read": number}) for number in (7, 8)]
    await note(database, row(3, kind="backfill"), row(1), *same, row(4, "whitehouse"), running)
    async with database.read() as connection:
        assert await load_checks(connection, "mofa", 9) == [
            *(running, row(3, kind="backfill"), same[1], same[0], row(1))
        ]
        assert await load_checks(connection, "mofa", 1) == [running]
        assert await load_checks(connection, "nobody", 9) == []


async def test_a_check_of_a_clock_that_went_back_is_not_the_last_one(database: Database) -> None:
    await note(database, row(2), row(1), row(4), row(3, kind="backfill"))
    async with database.read() as connection:
        for hours, began in ((0, None), (1, 1), (2, 2), (3, 2), (4, 4), (9, 4)):
            expected = None if began is None else NOW + began * HOUR
            assert await last_check(connection, "check", NOW + hours * HOUR) == expected
        assert await last_check(connection, "backfill", NOW + 9 * HOUR) == NOW + 3 * HOUR


@pytest.fixture
async def kept(database: Database, reading: Make) -> list[Reading]:
    """Four releases on record: the second says what the first says, the last in version 2."""
    made = [
        reading("We met.", stem="kaiken24e_000001"),
        reading("We met.", stem="kaiken24e_000002"),
        reading("We ate.", stem="kaiken24e_000003"),
        reading("We met.", stem="kaiken24e_000004"),
        reading("We slept.", stem="kaiken24e_000004"),
    ]
    for one in made:
        url = f"https://www.mofa.go.jp/press/kaiken/{one.release.id.removeprefix('mofa-')}.html"
        async with database.write() as connection:
            await save(connection, [replace(one, release=replace(one.release, url=url))], NOW)
    return made


async def test_of_releases_with_the_same_words_others_count_in_their_current_version(
    database: Database, kept: list[Reading]
) -> None:
    first, second, third, old, new = kept

    async def has(one: Reading, words: bytes, source: str = "mofa") -> bool:
        async with database.read() as connection:
            return await has_release_with_same_words(connection, one.release.id, source, words)

    async with database.read() as connection:
        assert await current_words(connection, new.release.id) == new.words
        assert await current_words(connection, third.release.id) == third.words
    assert old.words == first.words
    assert await has(first, first.words)
    assert not await has(first, first.words, "whitehouse")
    assert not await has(third, third.words)
    async with database.write() as connection:
        await withdraw(connection, second.release.id, NOW)
    assert not await has(first, first.words)
    assert await has(second, first.words)


def news_of(one: Reading, kind: NewsKind, state: NewsState, **values: object) -> News:
    item = News(one.release.id, 1, kind, is_material=True, state=state, seen_at=NOW)
    return replace(item, **values)  # type: ignore[arg-type]


async def test_news_is_kept_in_its_order_with_what_its_version_says(
    database: Database, kept: list[Reading]
) -> None:
    last = kept[4]
    given = [
        news_of(kept[2], NewsKind.NEW, NewsState.DUE),
        news_of(last, NewsKind.NEW, NewsState.HELD, seen_at=NOW + HOUR),
        news_of(last, NewsKind.CORRECTED, NewsState.DUE, version=2, is_material=False),
        news_of(kept[0], NewsKind.WITHDRAWN, NewsState.DROPPED),
    ]
    async with database.write() as connection:
        for item in given:
            await add_news(connection, item)
        found = await load_news(connection, list(NewsState))
        assert [replace(one, title="", day=None, url="") for one in found] == given
        due = await load_news(connection, [NewsState.DUE])
        assert await load_held(connection) == [found[1]]
    assert due == [found[0], found[2]]
    assert {one.url.removesuffix(".html")[-16:] for one in found} == {
        one.release_id.removeprefix("mofa-") for one in given
    }
    assert {(one.title, one.day) for one in found} == {(last.release.title, last.release.date)}


async def test_whether_a_release_was_announced_its_latest_news_of_being_new_tells(
    database: Database, kept: list[Reading]
) -> None:
    first, second, third, *_ = kept
    async with database.write() as connection:
        for item in (
            news_of(first, NewsKind.NEW, NewsState.HELD),
            news_of(first, NewsKind.NEW, NewsState.DUE),
            news_of(first, NewsKind.CORRECTED, NewsState.HELD),
            news_of(second, NewsKind.NEW, NewsState.DROPPED),
            news_of(third, NewsKind.WITHDRAWN, NewsState.DUE),
        ):
            await add_news(connection, item)
        states = [await announcement_state(connection, one.release.id) for one in kept[:3]]
    assert states == [NewsState.DUE, NewsState.DROPPED, None]


async def test_held_news_of_a_new_release_follows_its_page_and_no_other_news_does(
    database: Database, kept: list[Reading]
) -> None:
    first, *_, last = kept
    others = [
        news_of(first, NewsKind.NEW, NewsState.HELD),
        news_of(last, NewsKind.NEW, NewsState.DUE),
        news_of(last, NewsKind.CORRECTED, NewsState.HELD),
    ]

    async def states() -> list[tuple[int, str]]:
        async with database.read() as connection:
            found = await load_news(connection, list(NewsState))
        assert [(one.version, one.state) for one in found[:-1]] == [
            (one.version, one.state) for one in others
        ]
        return [(one.version, one.state) for one in found[-1:]]

    async with database.write() as connection:
        for item in (*others, news_of(last, NewsKind.NEW, NewsState.HELD)):
            await add_news(connection, item)
        await update_held_news(connection, last.release.id, 2)
    assert await states() == [(2, "held")]
    async with database.write() as connection:
        await update_held_news(connection, last.release.id, None)
    assert await states() == [(2, "dropped")]


@pytest.mark.parametrize("state", [NewsState.DUE, NewsState.DROPPED])
async def test_an_operator_decides_on_all_held_news_and_pages_and_on_no_others(
    database: Database, kept: list[Reading], state: NewsState
) -> None:
    held = KnownPage("https://h", "", NOW.date(), NOW, SeenBy.CHECK, is_held=True)
    free = replace(held, url="https://f", is_held=False)
    async with database.write() as connection:
        for one in kept[:2]:
            await add_news(connection, news_of(one, NewsKind.NEW, NewsState.HELD))
        await add_news(connection, news_of(kept[2], NewsKind.NEW, NewsState.DUE))
        await add_pages(connection, "mofa", [held, free])
        assert await settle_held_news(connection, state, NOW) == 2
        found = await load_news(connection, list(NewsState))
        assert [one.state for one in found] == [state, state, NewsState.DUE]
        rows = await connection.execute(
            select(pages.c.is_held, pages.c.seen_by).order_by(pages.c.url)
        )
        seen_by = "stock" if state is NewsState.DROPPED else "check"
        assert [tuple(one) for one in rows] == [(False, "check"), (False, seen_by)]
        assert await find_pages(connection, ["https://f"]) == {"https://f": free}


async def test_the_state_of_a_source_is_that_of_its_indexes_pages_and_last_check(
    database: Database,
) -> None:
    [source] = load_sources()
    async with database.read() as connection:
        before = await load_standing(connection, source)
    assert (before.source, before.last, before.pages) == ("mofa", None, {})
    assert before.indexes == tuple(IndexPageState("mofa", one.name) for one in source.indexes)
    seen = IndexPageState("mofa", source.indexes[1].name, NOW, NOW + HOUR, "slow", "late", NOW)
    other = KnownPage("https://h", "", NOW.date(), NOW, SeenBy.CHECK)
    known = [replace(other, url=f"https://{n}", state=PageState.READ) for n in range(3)]
    async with database.write() as connection:
        await save_index(connection, seen)
        await add_pages(connection, "mofa", [other, *known])
        await add_pages(connection, "whitehouse", [replace(other, url="https://w")])
    await note(database, row(1), row(2), row(3, "whitehouse"))
    async with database.read() as connection:
        after = await load_standing(connection, source)
    assert after.last == row(2)
    assert after.pages == {"listed": 1, "read": 3}
    assert after.indexes == (before.indexes[0], seen, *before.indexes[2:])


def test_a_check_in_progress_counts_names_and_tells() -> None:
    [source] = load_sources()
    course = Course(source, NOW)
    course.note([], {"read": True, "gone": False})
    course.note([], {"read": 2, "new": 1})
    assert course.row("check", NOW + HOUR) == CheckRow(
        "mofa", "check", NOW, NOW + HOUR, {"read": 3, "new": 1}, (), ""
    )
    assert course.alarms() == []
    course.unseen = [Unseen(f"https://{number}", "slow", "late") for number in range(50)]
    row = course.row("check", NOW)
    assert (len(row.unseen), row.counts) == (50, {"read": 3, "new": 1})
    course.unseen.append(Unseen("https://50", "slow", "late"))
    course.held = ["one", "other"]
    row = course.row("check", NOW)
    assert (row.unseen, row.counts["unseen"]) == (tuple(course.unseen[:50]), 51)
    assert row.held == "one; other"


def test_an_operator_is_told_of_what_is_unread_for_long_and_of_what_is_held() -> None:
    [source] = load_sources()
    state = IndexPageState("mofa", "a", None, NOW - 2 * HOUR, "slow", "late", NOW)
    course = Course(source, NOW)
    course.indexes = [replace(state, name="told before", told_at=NOW - HOUR)]
    course.lost = [state, replace(state, name="b", unseen_since=NOW - 3 * HOUR, reason="refused")]
    first = "mofa: a, b could not be looked at since 2026-01-10 00:00 UTC: late"
    assert course.alarms() == [first]
    course.held = ["one", "other"]
    held = (
        "mofa: news is held, because one; other: `kaiken sources` shows it, `kaiken sources "
        "release` or `kaiken sources drop` decides"
    )
    assert course.alarms() == [first, held]
    course.back = [replace(state, name="c"), replace(state, unseen_since=NOW - 30 * HOUR)]
    back = "mofa: c, a can be looked at again, for the first time since 2026-01-08 21:00 UTC"
    assert course.alarms() == [first, back, held]
