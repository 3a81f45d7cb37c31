"""Filling the record backwards: it can be resumed, waits for the site, and announces nothing."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest

from retrieval.archive.database import Database
from retrieval.archive.load import load_ids
from retrieval.sources.fetching.faults import Fault, UnseenError
from retrieval.sources.watch.backfill import BackfillClock, Filled, backfill
from retrieval.sources.watch.check import Watch
from retrieval.sources.watch.check_log import Unseen, load_checks, load_news
from retrieval.sources.watch.decisions import NewsState
from retrieval.sources.watch.publishers import load_sources

TODAY = dt.date(2014, 3, 20)
NOW = dt.datetime.combine(TODAY, dt.time(3), dt.UTC)
SINCE = dt.date(2013, 1, 1)
SITE = "https://www.mofa.go.jp"
SLOW = UnseenError(SITE, Fault.SLOW, "not whole within 60 s", None)


@pytest.fixture
def site(made_up_site: Callable[..., Any]) -> Any:
    """A site with two releases and a conference in each month since January 2013."""
    made = made_up_site(TODAY)
    for month in range(15):
        year, number = 2013 + month // 12, month % 12 + 1
        for day in (3, 12):
            stem = f"pressite_000001_{100 * month + day:05}"
            made.publish(stem, dt.date(year, number, day))
        made.publish(f"kaikenite_000001_{100 * month + 5:05}", dt.date(year, number, 5))
    return made


class Runs:
    """Backfills of a site, and the lengths of their pauses."""

    def __init__(self, database: Database, site: Any) -> None:
        self.database = database
        self.site = site
        self.pauses: list[float] = []

    async def pause(self, seconds: float) -> None:
        self.pauses.append(seconds)

    async def fill(self, since: dt.date = SINCE, most: int = 1_000) -> list[Filled]:
        """Run a backfill that ends after so many archives, and return its results."""
        [source] = load_sources()
        pace = BackfillClock(lambda: NOW, self.pause)
        filled = []
        run = backfill(self.database, self.site.fetch, source, since, pace)
        async for one in run:
            filled.append(one)
            if len(filled) == most:
                break
        await run.aclose()  # type: ignore[attr-defined]
        return filled

    async def ids(self) -> list[str]:
        async with self.database.read() as connection:
            return await load_ids(connection)

    async def news(self) -> int:
        async with self.database.read() as connection:
            return len(await load_news(connection, tuple(NewsState)))


async def test_the_archives_are_read_backwards_and_nothing_is_announced(
    database: Database, site: Any
) -> None:
    runs = Runs(database, site)
    filled = await runs.fill()
    assert [one.month for one in filled[::2]] == [
        dt.date(2013 + month // 12, month % 12 + 1, 1) for month in reversed(range(15))
    ]
    assert sum(one.read for one in filled) == 45 == len(await runs.ids())
    assert await runs.news() == 0
    async with database.read() as connection:
        [row] = await load_checks(connection, "mofa", 10)
    assert (row.kind, row.counts) == ("backfill", {"read": 45})


async def test_stopped_it_goes_on_where_it_was_and_asks_for_nothing_twice(
    database: Database, site: Any
) -> None:
    runs = Runs(database, site)
    await runs.fill(most=9)
    read = len(await runs.ids())
    assert 0 < read < 45
    first = set(site.asked)
    site.asked.clear()
    await runs.fill()
    assert len(await runs.ids()) == 45
    assert not first & set(site.asked)
    site.asked.clear()
    await runs.fill()
    assert site.asked == []


async def test_of_each_page_of_an_archive_is_told_what_it_lists_and_what_was_read(
    sqlite: Database, site: Any
) -> None:
    gone = site.articles["/press/release/pressite_000001_01303.html"]
    gone.words = ""

    def answer(path: str) -> object:
        if path == "/press/kaiken/pc_201402_index.html":
            return UnseenError(SITE, Fault.DAMAGED, "cut off")
        raise KeyError(path)

    site.instead = answer
    first, second = dt.date(2014, 3, 1), dt.date(2014, 2, 1)
    names = [one.name for one in load_sources()[0].indexes if one.is_monthly]
    cut = Unseen(f"{SITE}/press/kaiken/pc_201402_index.html", "damaged", "cut off")
    filled = await Runs(sqlite, site).fill(second)
    unread = next(one.unseen for one in filled if one.month == second and one.listed)
    assert [(one.url, one.fault) for one in unread] == [(gone.url, "unreadable")]
    assert filled == [
        Filled(names[0], first, 2, 2, ()),
        Filled(names[1], first, 1, 1, ()),
        Filled(names[0], second, 2, 1, unread),
        Filled(names[1], second, 0, 0, (cut,)),
    ]
    async with sqlite.read() as connection:
        [row] = await load_checks(connection, "mofa", 10)
    assert (row.began_at, row.ended_at, row.unseen) == (NOW, NOW, (*unread, cut))


async def test_it_goes_back_to_the_month_that_is_named(sqlite: Database, site: Any) -> None:
    filled = await Runs(sqlite, site).fill(dt.date(2014, 2, 28))
    assert {one.month for one in filled} == {dt.date(2014, 3, 1), dt.date(2014, 2, 1)}


async def test_what_checks_look_at_is_left_to_them(sqlite: Database, site: Any) -> None:
    watch = Watch(sqlite, site.fetch, load_sources())
    await watch.check(lambda: NOW)
    site.publish("pressite_000001_09000", TODAY)
    filled = await Runs(sqlite, site).fill()
    assert max(one.month for one in filled) == dt.date(2014, 1, 1)
    [checked] = await watch.check(lambda: NOW + dt.timedelta(minutes=30))
    assert [one.release_id for one in checked.news] == ["mofa-pressite_000001_09000"]


async def test_an_archive_that_is_not_there_is_passed_over(sqlite: Database, site: Any) -> None:
    def answer(path: str) -> object:
        if path != "/press/release/201307_index.html":
            raise KeyError(path)
        return None

    site.instead = answer
    runs = Runs(sqlite, site)
    filled = await runs.fill()
    assert [one.month for one in filled if one.unseen] == [dt.date(2013, 7, 1)]
    assert len(await runs.ids()) == 43
    assert runs.pauses == []
    site.instead = None
    await runs.fill()
    assert len(await runs.ids()) == 45


async def test_a_site_that_is_away_is_waited_for_longer_each_time(
    sqlite: Database, site: Any
) -> None:
    faults = [SLOW, UnseenError(SITE, Fault.RESTING, "it is left alone", 300.0), SLOW]

    def answer(path: str) -> object:
        if not path.endswith("00303.html") or not faults:
            raise KeyError(path)
        return faults.pop(0)

    site.instead = answer
    runs = Runs(sqlite, site)
    await runs.fill()
    assert len(await runs.ids()) == 45
    assert runs.pauses == [61.0, 301.0, 241.0]


async def test_a_site_that_stays_away_is_left_alone_and_what_was_read_is_on_record(
    sqlite: Database, site: Any
) -> None:
    def answer(path: str) -> object:
        if "201306" not in path:
            raise KeyError(path)
        return SLOW

    site.instead = answer
    runs = Runs(sqlite, site)
    with pytest.raises(UnseenError, match="not whole"):
        await runs.fill()
    assert runs.pauses == [61.0, 121.0, 241.0, 481.0]
    assert len(await runs.ids()) == 27
    site.instead = None
    await runs.fill()
    assert len(await runs.ids()) == 45
    assert await runs.news() == 0


async def test_a_page_that_cannot_be_read_is_named_and_not_asked_for_again(
    sqlite: Database, site: Any
) -> None:
    one, other = (site.articles[f"/press/release/pressite_000001_00{n}.html"] for n in (303, 403))
    one.is_gone, other.words = True, ""
    runs = Runs(sqlite, site)
    filled = await runs.fill()
    assert [unseen.url for one in filled for unseen in one.unseen] == [other.url]
    assert len(await runs.ids()) == 43
    site.asked.clear()
    await runs.fill()
    assert site.asked == []
