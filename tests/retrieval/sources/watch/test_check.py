"""Checks of a made-up site: what is announced or held, and what happens when the site fails."""

import asyncio
import datetime as dt
import shutil
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import make_url, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from retrieval.archive.database import Database
from retrieval.archive.digest import digest_words
from retrieval.archive.knowledge import Reading
from retrieval.archive.load import load_release
from retrieval.archive.save import save
from retrieval.archive.tables import METADATA, alarms, checks, news, pages, revisions
from retrieval.model.release import Release
from retrieval.sources.fetching.faults import Fault, UnseenError
from retrieval.sources.fetching.responses import Fetched, Seen, Unchanged, Validators
from retrieval.sources.files.readers import read_saved
from retrieval.sources.watch.check import Checked, Watch
from retrieval.sources.watch.check_log import (
    News,
    load_checks,
    load_news,
    settle_held_news,
)
from retrieval.sources.watch.decisions import NewsState
from retrieval.sources.watch.publishers import load_sources
from tests.conftest import create_database
from tests.retrieval.sources.conftest import Site

FIRST = dt.date(2025, 12, 20)
SITE = "https://www.mofa.go.jp"
CONFERENCE = "kaikenite_000001_00002"
OLD = "pressite_000001_00001"
EMPTY = '<!DOCTYPE html><html><body><dl class="title-list"></dl></body></html>'
# For an index, each of these is a separate fault: see test_index_parsing.py.
NO_INDEX = {
    "redesign": "<!DOCTYPE html><body><main><ul class=cards></ul>Welcome!</main></body>",
    "empty": EMPTY,
    "blank": "<!DOCTYPE html><html><body></body></html>",
    "forbidden": "<!DOCTYPE html><body><h1>403 Forbidden</h1></body>",
    "login": '<!DOCTYPE html><body><form><input type="password"></form></body>',
    "challenge": '<!DOCTYPE html><body><form id="challenge-form"></form></body>',
    "captcha": '<!DOCTYPE html><body><div class="g-recaptcha"></div></body>',
    "maintenance": "<!DOCTYPE html><body><p>We will be back on January 12, 2026.</p></body>",
    "text": "What's New",
    "json": '{"news": []}',
    "cut off": '<!DOCTYPE html><html><body><div id="news"><dl class="tit',
    "only files": EMPTY.replace("</dl>", '<dt>January 2</dt><dd><a href="/a.pdf">a</a></dd></dl>'),
    "only Japanese": EMPTY.replace(
        "</dl>", '<dt>January 2</dt><dd><a href="/mofaj/a.html">a</a></dd></dl>'
    ),
    "deep": f"<!DOCTYPE html><body>{'<div>' * 1_500}</body>",
    "NUL": "<!DOCTYPE html><body>\x00</body>",
    "no page": None,
    "refused": UnseenError(SITE, Fault.REFUSED, "the site answers 403"),
    "resting": UnseenError(SITE, Fault.RESTING, "it is left alone"),
    "cut": UnseenError(SITE, Fault.DAMAGED, "shorter than it says"),
    "slow": UnseenError(SITE, Fault.SLOW, "not whole within 60 s"),
}


class Days:
    """The site and its watch, day by day."""

    def __init__(self, database: Database, site: Any) -> None:
        self.database = database
        self.site = site
        self.now = dt.datetime.combine(site.today, dt.time(3), dt.UTC)
        self.watch = Watch(database, site.fetch, load_sources())

    def go(self, days: int = 1, minutes: int = 0) -> None:
        self.now += dt.timedelta(days=days, minutes=minutes)
        self.site.today = self.now.date()

    async def check(self, days: int = 1) -> Checked:
        """Check after some days."""
        self.go(days)
        [checked] = await self.watch.check(lambda: self.now)
        return checked

    async def told(self, days: int = 1) -> list[tuple[str, str]]:
        """Check after some days: return the kind of each news and its page."""
        checked = await self.check(days)
        return [(one.kind.value, one.release_id.removeprefix("mofa-")) for one in checked.news]

    async def news(self, *states: NewsState) -> list[tuple[str, str, str]]:
        async with self.database.read() as connection:
            found = await load_news(connection, states or tuple(NewsState))
        return [
            (one.kind.value, one.release_id.removeprefix("mofa-"), one.state.value) for one in found
        ]

    async def release(self, stem: str) -> Any:
        async with self.database.read() as connection:
            return await load_release(connection, f"mofa-{stem}")

    def instead(self, given: object, *, of: Callable[[str], bool] = lambda _: True) -> None:
        """Make the site give something else for some paths."""

        def answer(path: str) -> object:
            if not of(path):
                raise KeyError(path)
            return given

        self.site.instead = answer

    def publish(self, number: int, words: str = "", **rest: object) -> Any:
        return self.site.publish(f"pressite_000001_{number:05}", self.site.today, words, **rest)


def is_index(path: str) -> bool:
    return path.endswith("index.html")


Begin = Callable[[Database], Any]


def make_site() -> Site:
    """A site with some releases."""
    site = Site(FIRST)
    for number in range(12, 22):
        site.publish(f"pressite_000001_{number:05}", FIRST - dt.timedelta(days=number))
    site.publish(OLD, FIRST - dt.timedelta(days=1))
    site.publish(CONFERENCE, FIRST - dt.timedelta(days=2))
    site.publish("kaikenite_000001_00003", FIRST - dt.timedelta(days=30))
    return site


async def look_first(url: str) -> None:
    """Look at the site for a first time, which announces nothing."""
    database = Database.at(url)
    assert await Days(database, make_site()).told(0) == []
    await database.close()


# Every test here begins with a site that was looked at once: it is looked at once for all.
@pytest.fixture(scope="module")
async def migrated_sqlite(migrated_sqlite: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    looked_at = Path(shutil.copy(migrated_sqlite, tmp_path_factory.mktemp("looked-at")))
    await look_first(f"sqlite:///{looked_at}")
    return looked_at


@pytest.fixture(scope="module")
async def migrated_postgresql(
    migrated_postgresql: str, postgresql: Callable[[str], str]
) -> AsyncIterator[str]:
    with create_database(postgresql, migrated_postgresql) as url:
        await look_first(url)
        yield make_url(url).database or ""


@pytest.fixture
def begin() -> Begin:
    """A site with some releases that was checked once."""

    async def start(database: Database) -> Days:
        return Days(database, make_site())

    return start


async def dump(database: Database) -> dict[str, list[Any]]:
    """Return every row of every table, except checks and the times of writing."""
    found = {}
    async with database.read() as connection:
        for table in METADATA.sorted_tables:
            left_out = {"kept_at", "revision", "seen_at", "missed_at"}
            # PostgreSQL also counts numbers of rolled-back rows.
            left_out |= {"id"} if table is news else set()
            columns = [column for column in table.columns if column.name not in left_out]
            # Of a change of the record, the token is chance.
            if table not in {checks, revisions} and columns:
                rows = await connection.execute(select(*columns).order_by(*table.primary_key))
                found[table.name] = [tuple(row) for row in rows]
    return found


async def test_the_first_look_at_a_site_takes_stock_and_announces_nothing(
    database: Database, begin: Begin
) -> None:
    days = await begin(database)
    assert await days.release(OLD) is not None
    assert await days.release(CONFERENCE) is not None
    days.publish(30)
    assert await days.told() == [("new", "pressite_000001_00030")]
    assert await days.told() == []


@pytest.mark.parametrize("given", NO_INDEX.values(), ids=NO_INDEX.keys())
async def test_an_index_that_is_none_says_neither_new_nor_withdrawn_and_the_next_check_goes_on(
    sqlite: Database, begin: Begin, given: object
) -> None:
    days = await begin(sqlite)
    days.publish(30)
    days.site.articles[f"/press/release/{OLD}.html"].is_gone = True
    days.instead(given, of=is_index)
    before = await dump(sqlite)
    for _ in range(4):
        checked = await days.check()
        assert checked.news == ()
        assert len(checked.row.unseen) == 7
    after = await dump(sqlite)
    may_differ = {"indexes": [], "alarms": []}
    assert after | may_differ == before | may_differ
    days.site.instead = None
    assert await days.told() == [("new", "pressite_000001_00030")]


async def test_one_index_that_fails_does_not_keep_the_others_from_telling(
    sqlite: Database, begin: Begin
) -> None:
    days = await begin(sqlite)
    days.publish(30)
    days.instead(EMPTY, of=lambda path: path == "/whats/index.html")
    checked = await days.check()
    assert [one.kind for one in checked.news] == ["new"]
    assert [one.url for one in checked.row.unseen] == [f"{SITE}/whats/index.html"]


async def test_what_could_not_be_read_for_a_day_raises_one_alarm(
    sqlite: Database, begin: Begin
) -> None:
    days = await begin(sqlite)
    days.instead(UnseenError(SITE, Fault.REFUSED, "the site answers 403"))
    assert (await days.check()).alarms == ()
    days.go(0, minutes=23 * 60)
    assert (await days.check(0)).alarms == ()
    [alarm] = (await days.check()).alarms
    assert "what's new, press releases" in alarm
    assert "since 2025-12-21 03:00 UTC: the site answers 403" in alarm
    assert (await days.check()).alarms == ()
    days.site.instead = None
    [alarm] = (await days.check()).alarms
    assert "what's new, press releases" in alarm
    assert alarm.endswith("can be looked at again, for the first time since 2025-12-21 03:00 UTC")
    assert (await days.check()).alarms == ()
    days.instead(UnseenError(SITE, Fault.REFUSED, "the site answers 403"))
    assert (await days.check()).alarms == ()
    assert len((await days.check()).alarms) == 1


async def alarms_of(database: Database) -> list[tuple[str, bool]]:
    """The kinds of the alarms that began, and whether each is over."""
    async with database.read() as connection:
        rows = await connection.execute(select(alarms).order_by(alarms.c.id))
        return [(row.kind, row.over_at is not None) for row in rows]


async def test_an_alarm_is_on_record_from_its_beginning_to_its_end(
    database: Database, begin: Begin
) -> None:
    days = await begin(database)
    days.instead(UnseenError(SITE, Fault.REFUSED, "the site answers 403"))
    await days.check()
    assert await alarms_of(database) == []
    for _ in range(2):
        await days.check()
        assert await alarms_of(database) == [("source", False)]
    days.site.instead = None
    for number in range(100, 151):
        days.publish(number)
    await days.check()
    assert await alarms_of(database) == [("source", True), ("news", False)]
    # Somebody has still to decide.
    await days.check()
    assert await alarms_of(database) == [("source", True), ("news", False)]
    async with database.write() as connection:
        await settle_held_news(connection, NewsState.DUE, days.now)
    assert await alarms_of(database) == [("source", True), ("news", True)]


async def test_what_a_check_found_out_of_an_index_is_told_also_if_the_check_is_cut_off(
    database: Database, begin: Begin
) -> None:
    days = await begin(database)
    refused = UnseenError(SITE, Fault.REFUSED, "the site answers 403")
    days.instead(refused, of=lambda path: path == "/whats/index.html")
    assert (await days.check()).alarms == ()
    days.publish(30)

    def cut_off(path: str) -> object:
        if path == "/whats/index.html":
            raise refused
        if is_index(path):
            raise KeyError(path)
        raise asyncio.CancelledError

    days.site.instead = cut_off
    with pytest.raises(asyncio.CancelledError):
        await days.check()
    assert await alarms_of(database) == [("source", False)]
    days.instead(refused, of=lambda path: path == "/whats/index.html")
    await days.check()
    assert await alarms_of(database) == [("source", False)]


async def test_a_check_is_a_row_with_what_was_seen_and_what_was_not(
    database: Database, begin: Begin
) -> None:
    days = await begin(database)
    days.publish(30)
    days.instead(None, of=lambda path: path == "/press/kaiken/index.html")
    await days.check()
    async with database.read() as connection:
        [row, first] = await load_checks(connection, "mofa", 10)
    assert row.counts == {"listed": 14, "new": 1, "moved": 1, "read": 1}
    assert [(one.url, one.fault) for one in row.unseen] == [
        (f"{SITE}/press/kaiken/index.html", "strange")
    ]
    assert (row.kind, row.began_at, row.ended_at) == ("check", days.now, days.now)
    assert first.counts == {"listed": 13, "new": 13, "read": 13}


async def test_a_placeholder_is_announced_once_when_its_text_comes(
    database: Database, begin: Begin
) -> None:
    days = await begin(database)
    article = days.site.publish("kaikenite_000001_00030", days.site.today, is_whole=False)
    assert await days.told() == []
    # However late: it was first seen in time.
    assert await days.told(20) == []
    article.is_whole = True
    assert await days.told() == [("new", "kaikenite_000001_00030")]
    assert await days.told() == []


@pytest.mark.parametrize(
    "note",
    ["The English translation will be posted soon.", "English text to follow", "Coming soon."],
)
async def test_a_text_to_come_in_other_words_is_awaited_too(
    sqlite: Database, begin: Begin, note: str
) -> None:
    days = await begin(sqlite)
    article = days.site.publish("kaikenite_000001_00030", days.site.today, is_whole=False)
    article.note = note
    assert await days.told() == []
    assert await days.release("kaikenite_000001_00030") is None
    article.is_whole = True
    assert await days.told(20) == [("new", "kaikenite_000001_00030")]


@pytest.mark.parametrize("stem", ["kaikenite_000001_00030", "pressite_000001_00030"])
async def test_a_slip_in_the_year_does_not_hide_that_a_page_is_new(
    sqlite: Database, begin: Begin, stem: str
) -> None:
    days = await begin(sqlite)
    days.go()
    article = days.site.publish(stem, days.site.today)
    year = days.site.today.year
    html = article.html().replace(f", {year}", f", {year - 1}")
    assert html != article.html()
    days.site.instead = {article.path: html}.__getitem__
    assert await days.told(0) == [("new", stem)]


async def test_a_page_of_more_than_14_days_ago_goes_on_record_and_is_not_announced(
    sqlite: Database, begin: Begin
) -> None:
    days = await begin(sqlite)
    days.go()
    for number, ago in ((30, 14), (31, 15)):
        stem = f"pressite_000001_{number:05}"
        days.site.publish(stem, days.site.today - dt.timedelta(days=ago))
    assert await days.told(0) == [("new", "pressite_000001_00030")]
    assert await days.release("pressite_000001_00031") is not None


async def test_a_page_that_was_imported_is_not_announced(sqlite: Database, begin: Begin) -> None:
    days = await begin(sqlite)
    article = days.publish(30)
    release = read_saved(
        f"{article.stem}.html", article.html().encode(), days.site.today, "mofa", article.url
    )
    async with sqlite.write() as connection:
        await save(connection, [Reading(release, digest_words(release), b"k" * 32)], days.now)
    assert await days.told() == []
    article.words = "We signed other notes."
    assert await days.told() == []
    assert (await days.release(article.stem)).version == 2


async def test_an_edit_is_a_new_version_and_the_older_day_does_not_hide_it(
    database: Database, begin: Begin
) -> None:
    days = await begin(database)
    article = days.publish(30, "We signed notes for 30 boats.")
    await days.check()
    article.words, article.day = "We signed notes for 40 boats.", article.day - dt.timedelta(days=1)
    assert await days.told() == [("corrected", article.stem)]
    assert (await days.release(article.stem)).date == article.day
    article.words, article.day = "We signed notes for 30 boats.", article.day + dt.timedelta(days=1)
    assert await days.told() == [("corrected", article.stem)]
    assert (await days.release(article.stem)).version == 1


@pytest.fixture
def upgrade(monkeypatch: pytest.MonkeyPatch) -> Callable[[], None]:
    """Return a function after which pages are read otherwise: as spoken by the minister."""

    def read_otherwise(*given: Any) -> Release:
        read = read_saved(*given)
        said = [replace(one, speaker="TANABE Kenji") for one in read.statements]
        return replace(read, statements=said)

    def change() -> None:
        monkeypatch.setattr("retrieval.sources.files.keys._code_that_reads", lambda: b"n" * 32)
        monkeypatch.setattr("retrieval.sources.watch.page_check.read_saved", read_otherwise)

    return change


async def test_a_page_that_only_our_code_reads_otherwise_is_no_correction(
    database: Database, begin: Begin, upgrade: Callable[[], None]
) -> None:
    days = await begin(database)
    days.site.gives_validators = False
    article = days.publish(30)
    assert await days.told() == [("new", article.stem)]
    upgrade()
    checked = await days.check()
    assert (list(checked.news), checked.row.counts.get("changed", 0)) == ([], 0)
    read = await days.release(article.stem)
    assert (read.version, read.statements[0].speaker) == (2, "TANABE Kenji")
    assert await days.told() == []
    article.words = "We signed other notes."
    assert await days.told() == [("corrected", article.stem)]


async def test_a_page_read_before_keys_told_the_file_is_known_by_its_text(
    database: Database, begin: Begin, upgrade: Callable[[], None]
) -> None:
    days = await begin(database)
    days.site.gives_validators = False
    article = days.publish(30)
    await days.check()
    async with database.write() as connection:
        await connection.execute(update(pages).values(key=b"k" * 32))
    upgrade()
    assert await days.told() == []
    assert (await days.release(article.stem)).version == 2


async def test_an_edit_found_by_other_code_is_a_correction(
    database: Database, begin: Begin, upgrade: Callable[[], None]
) -> None:
    days = await begin(database)
    article = days.publish(30)
    await days.check()
    upgrade()
    article.words = "We signed other notes."
    assert await days.told() == [("corrected", article.stem)]


async def test_held_news_shows_a_page_as_it_is_read_now(
    database: Database, begin: Begin, upgrade: Callable[[], None]
) -> None:
    days = await begin(database)
    days.site.gives_validators = False
    for number in range(30, 90):
        days.publish(number)
    await days.check()
    upgrade()
    await days.check()
    async with database.read() as connection:
        held = await load_news(connection, [NewsState.HELD])
    assert len(held) >= 60
    assert {one.version for one in held} == {2}


async def test_what_is_around_the_words_is_no_version_and_leaves_no_trace(
    sqlite: Database, begin: Begin
) -> None:
    days = await begin(sqlite)
    days.site.gives_validators = False
    article = days.site.articles[f"/press/release/{OLD}.html"]
    await days.check()
    before = await dump(sqlite)
    for turn in range(3):
        article.noise = f"Share {turn}"
        assert await days.told() == []
    after = await dump(sqlite)
    assert after["readings"] == before["readings"]
    assert after["versions"] == before["versions"]


async def test_gone_three_times_running_is_withdrawn_and_back_again_is_restored(
    database: Database, begin: Begin
) -> None:
    days = await begin(database)
    article = days.publish(30)
    await days.check()
    article.is_gone = True
    assert [await days.told() for _ in range(2)] == [[], []]
    article.is_gone = False
    assert await days.told() == []
    article.is_gone = True
    assert [await days.told() for _ in range(2)] == [[], []]
    days.instead(UnseenError(SITE, Fault.AWAY, "the site answers 500"))
    assert await days.told() == []
    days.site.instead = None
    assert await days.told() == [("withdrawn", article.stem)]
    assert (await days.release(article.stem)).withdrawn_at == days.now
    assert await days.told() == []
    article.is_gone = False
    assert await days.told() == [("restored", article.stem)]
    assert (await days.release(article.stem)).withdrawn_at is None
    assert await days.told() == []


async def test_news_says_what_its_version_on_record_says(sqlite: Database, begin: Begin) -> None:
    days = await begin(sqlite)
    article = days.publish(30, "We signed notes for 30 boats.")
    told: list[News] = []

    async def tell(times: int = 1) -> None:
        checks = [await days.check() for _ in range(times)]
        told.extend(news for one in checks for news in one.news)
        assert {news.seen_at for one in checks[-1:] for news in one.news} == {days.now}

    await tell()
    article.title, article.words = "Aid to Borovia", "We signed notes for 40 boats."
    article.day -= dt.timedelta(days=1)
    await tell()
    article.words = "We signed the notes for 40 boats."
    await tell()
    article.is_gone = True
    await tell(3)
    article.is_gone = False
    await tell()
    assert [(one.kind, one.version, one.is_material) for one in told] == [
        *(("new", 1, True), ("corrected", 2, True), ("corrected", 3, False)),
        *(("withdrawn", 3, True), ("restored", 3, True)),
    ]
    assert {one.url for one in told} == {article.url}
    async with sqlite.read() as connection:
        assert await load_news(connection, list(NewsState)) == told


@pytest.mark.parametrize("ahead", [dt.timedelta(days=20), dt.timedelta(days=300)])
async def test_a_page_that_was_listed_by_a_clock_ahead_is_news_when_it_can_be_read(
    database: Database, begin: Begin, ahead: dt.timedelta
) -> None:
    days = await begin(database)
    days.go()
    article = days.publish(30)
    days.instead(UnseenError(SITE, Fault.SLOW, "late"), of=lambda path: path == article.path)
    days.now += ahead
    assert (await days.check(0)).news == ()
    days.now -= ahead
    days.site.instead = None
    assert await days.told(0) == [("new", "pressite_000001_00030")]
    assert await days.told(0) == []


@pytest.mark.parametrize("back", [dt.timedelta(days=1), dt.timedelta(days=5)])
async def test_a_page_of_a_day_to_come_by_a_clock_that_is_behind_is_news_once(
    database: Database, begin: Begin, back: dt.timedelta
) -> None:
    days = await begin(database)
    days.go(6)
    days.publish(30)
    days.now -= back
    told = [one.release_id[5:] for one in (await days.check(0)).news]
    days.now += back
    told += [stem for _, stem in await days.told(0)]
    assert told == ["pressite_000001_00030"]
    assert await days.told() == []


async def test_small_steps_are_news_when_together_they_say_something_else(
    sqlite: Database, begin: Begin
) -> None:
    days = await begin(sqlite)
    words = "We thanked the visitors warmly for their helpful and very kind words on the harbour."
    article = days.publish(30, words)
    found = list((await days.check()).news)
    for old, new in (
        ("thanked", "greeted"),
        ("warmly", "gladly"),
        ("helpful", "useful"),
        ("very", "quite"),
        ("quite", "very"),
        ("kind", "warm"),
    ):
        article.words = article.words.replace(old, new)
        found += (await days.check()).news
    # The fourth step is compared to the first words, and the fifth to those told with it.
    assert [(one.version_before, one.version, one.is_material) for one in found] == [
        (None, 1, True),
        (1, 2, False),
        (1, 3, False),
        (1, 4, False),
        (1, 5, True),
        (5, 4, False),
        (5, 6, False),
    ]


async def test_a_check_counts_what_became_of_pages(sqlite: Database, begin: Begin) -> None:
    days = await begin(sqlite)
    edited, gone = days.publish(30), days.publish(31)
    late = days.site.publish("kaikenite_000001_00032", days.site.today, is_whole=False)
    counted = []

    async def count() -> None:
        row = (await days.check()).row
        counted.append(
            {name: row.counts[name] for name in row.counts if name not in {"listed", "moved"}}
        )

    await count()
    edited.words, gone.is_gone, late.is_whole = "We signed other notes.", True, True
    for _ in range(4):
        await count()
    gone.is_gone = False
    await count()
    assert counted == [
        {"new": 3, "read": 2},
        {"completed": 1, "changed": 1, "gone": 1},
        {"gone": 1},
        {"gone": 1, "withdrawn": 1},
        {},
        {"restored": 1},
    ]


async def test_news_of_withdrawals_is_held_while_many_pages_change(
    sqlite: Database, begin: Begin
) -> None:
    days = await begin(sqlite)
    articles = [days.publish(number) for number in range(30, 36)]
    await days.check()
    articles[5].is_gone = True
    await days.check()
    await days.check()
    for number, article in enumerate(articles[:5]):
        article.words = f"We signed notes for {900 + number} boats."
    checked = await days.check()
    assert {(one.kind, one.state) for one in checked.news} == {
        ("withdrawn", "held"),
        ("corrected", "held"),
    }
    assert checked.row.held == "5 of 19 pages changed at once"


async def test_three_checks_within_minutes_are_not_three_checks_running(
    sqlite: Database, begin: Begin
) -> None:
    days = await begin(sqlite)
    days.site.articles[f"/press/release/{OLD}.html"].is_gone = True
    for _ in range(5):
        assert await days.told(0) == []
    assert (await days.release(OLD)).withdrawn_at is None


async def test_a_page_that_moved_to_another_address_is_neither_new_nor_withdrawn(
    database: Database, begin: Begin
) -> None:
    days = await begin(database)
    old = days.publish(30)
    await days.check()
    new = days.site.publish("pressite_000001_00031", old.day, old.words)
    new.title = old.title
    old.is_gone, old.is_listed = True, False
    assert [await days.told() for _ in range(4)] == [[], [], [], []]
    assert (await days.release(old.stem)).withdrawn_at is not None
    assert (await days.release(new.stem)).withdrawn_at is None


async def test_more_than_50_new_pages_are_held_until_the_operator_says_so(
    sqlite: Database, begin: Begin
) -> None:
    days = await begin(sqlite)
    for number in range(100, 151):
        days.publish(number)
    checked = await days.check()
    assert checked.row.held == "51 new pages at once"
    assert "news is held" in checked.alarms[0]
    assert await days.news(NewsState.DUE) == []
    assert len(await days.news(NewsState.HELD)) == 51
    async with sqlite.write() as connection:
        assert await settle_held_news(connection, NewsState.DUE, days.now) == 51
    assert len(await days.news(NewsState.DUE)) == 51
    days.publish(200)
    assert await days.told() == [("new", "pressite_000001_00200")]


async def test_50_new_pages_are_announced(sqlite: Database, begin: Begin) -> None:
    days = await begin(sqlite)
    for number in range(100, 150):
        days.publish(number)
    assert len(await days.told()) == 50
    assert len(await days.news(NewsState.DUE)) == 50


async def test_what_becomes_of_a_page_whose_news_is_held_is_no_news_of_its_own(
    sqlite: Database, begin: Begin
) -> None:
    days = await begin(sqlite)
    articles = [days.publish(number) for number in range(100, 160)]
    late = days.site.publish("kaikenite_000001_00200", days.site.today, is_whole=False)
    await days.check()
    articles[0].words = "We signed notes for 77 boats."
    articles[1].is_gone = True
    assert [await days.told() for _ in range(3)] == [[], [], []]
    held = {stem for _, stem, _ in await days.news(NewsState.HELD)}
    assert len(held) == 59
    assert articles[1].stem not in held
    async with sqlite.write() as connection:
        await settle_held_news(connection, NewsState.DROPPED, days.now)
    late.is_whole = True
    assert await days.told() == []
    assert await days.release(late.stem) is not None
    async with sqlite.read() as connection:
        dropped = await load_news(connection, [NewsState.DROPPED])
    assert [one.version for one in dropped if one.release_id.endswith(articles[0].stem)] == [2]


async def test_what_changes_on_a_fifth_of_the_pages_at_once_is_held(
    sqlite: Database, begin: Begin
) -> None:
    days = await begin(sqlite)
    articles = [days.publish(number) for number in range(30, 35)]
    await days.check()
    for number, article in enumerate(articles):
        article.words = f"We signed notes for {900 + number} boats."
    checked = await days.check()
    assert checked.row.held == "5 of 18 pages changed at once"
    assert {state for kind, _, state in await days.news() if kind == "corrected"} == {"held"}
    assert (await days.release(articles[0].stem)).version == 2


async def test_two_edits_on_one_day_are_two_edits_also_of_a_few_pages(
    sqlite: Database, begin: Begin
) -> None:
    days = await begin(sqlite)
    days.go(75)
    articles = [days.publish(number) for number in range(30, 33)]
    await days.check(0)
    for number, article in enumerate(articles[:2]):
        article.words = f"We signed notes for {900 + number} boats."
    assert await days.told() == [("corrected", one.stem) for one in reversed(articles[:2])]
    assert {state for _, _, state in await days.news()} == {"due"}


async def test_pages_that_are_gone_all_at_once_are_not_withdrawn(
    sqlite: Database, begin: Begin
) -> None:
    days = await begin(sqlite)
    articles = [days.publish(number) for number in range(30, 35)]
    await days.check()
    for article in articles:
        article.is_gone = True
    for _ in range(4):
        checked = await days.check()
        assert checked.news == ()
        assert len(checked.row.unseen) == 5
        assert {(one.fault, one.reason) for one in checked.row.unseen} == {
            ("strange", "5 of 18 pages are gone at once")
        }
        assert {one.url for one in checked.row.unseen} == {one.url for one in articles}
    assert (await days.release(articles[0].stem)).withdrawn_at is None


async def test_addresses_that_are_new_all_at_once_are_held(sqlite: Database, begin: Begin) -> None:
    days = await begin(sqlite)
    for number, old in enumerate(list(days.site.articles.values())):
        old.is_listed = False
        days.publish(500 + number, f"We signed notes for {number} ships.")
    checked = await days.check()
    assert "vanished from the archives at once" in checked.row.held
    assert await days.news(NewsState.DUE) == []


async def test_the_same_page_at_every_address_is_none_of_them(
    sqlite: Database, begin: Begin
) -> None:
    days = await begin(sqlite)
    articles = [days.publish(number) for number in range(30, 32)]
    await days.check()
    notice = articles[0].html().replace(articles[0].words, "The site is being renewed, we hope.")
    days.instead(notice, of=lambda path: path in {one.path for one in articles})
    checked = await days.check()
    assert checked.news == ()
    assert len(checked.row.unseen) == 2
    assert (await days.release(articles[0].stem)).version == 1


PAGES = {
    "refusal": "<!DOCTYPE html><body><h1>Access Denied</h1></body>",
    "placeholder": "<!DOCTYPE html><body><p>The text will be coming soon.</p></body>",
    "no day": "<!DOCTYPE html><body><h1>Welcome</h1><p>To our site, with much news.</p></body>",
    "empty": "<!DOCTYPE html><body></body>",
    "future": "<!DOCTYPE html><body><h1>Talks</h1><p>May 5, 2031</p><p>We will meet.</p></body>",
    "cut": UnseenError(SITE, Fault.DAMAGED, "shorter than it says"),
}


@pytest.mark.parametrize("given", PAGES.values(), ids=PAGES.keys())
async def test_a_page_that_is_none_leaves_the_release_and_is_read_when_it_is_one(
    sqlite: Database, begin: Begin, given: object
) -> None:
    days = await begin(sqlite)
    new = days.publish(30)
    of = {new.path, f"/press/release/{OLD}.html"}
    days.instead(given, of=lambda path: path in of)
    before = await dump(sqlite)
    checked = await days.check()
    assert checked.news == ()
    assert 1 <= len(checked.row.unseen) <= 2
    after = await dump(sqlite)
    assert after["versions"] == before["versions"]
    days.site.instead = None
    assert await days.told() == [("new", new.stem)]
    assert (await days.release(OLD)).version == 1


async def test_a_page_that_leads_to_an_index_is_not_read(sqlite: Database, begin: Begin) -> None:
    days = await begin(sqlite)
    article = days.publish(30)

    async def fetch(url: str, hosts: frozenset[str], validators: Validators) -> Seen:
        seen = await days.site.fetch(url, hosts, validators)
        is_it = isinstance(seen, Fetched) and url == article.url
        return replace(seen, url=f"{SITE}/index.html") if is_it else seen

    days.watch = Watch(sqlite, fetch, load_sources())
    checked = await days.check()
    assert [one.reason for one in checked.row.unseen] == ["it leads to what is no release"]


async def test_a_page_that_leads_to_its_new_address_is_the_same_page(
    sqlite: Database, begin: Begin
) -> None:
    days = await begin(sqlite)
    article = days.publish(30)

    async def fetch(url: str, hosts: frozenset[str], validators: Validators) -> Seen:
        seen = await days.site.fetch(url, hosts, validators)
        is_it = isinstance(seen, Fetched) and url == article.url
        return replace(seen, url=f"{SITE}/press/release/moved.html") if is_it else seen

    days.watch = Watch(sqlite, fetch, load_sources())
    await days.check()
    assert (await days.release(article.stem)).url == article.url


async def test_pages_of_before_last_month_are_not_asked_for_again(
    sqlite: Database, begin: Begin
) -> None:
    days = await begin(sqlite)
    await days.check()
    assert f"/press/release/{OLD}.html" in days.site.asked
    days.publish(30)
    days.go(45)
    days.publish(31)
    await days.check(0)
    days.site.asked.clear()
    await days.check()
    assert f"/press/release/{OLD}.html" not in days.site.asked
    assert "/press/release/pressite_000001_00031.html" in days.site.asked


async def test_a_dry_check_tells_what_a_check_would_and_writes_nothing(
    database: Database, begin: Begin
) -> None:
    days = await begin(database)
    gone = days.publish(30)
    await days.check()
    gone.is_gone = True
    await days.check()
    await days.check()
    edited = days.site.articles[f"/press/release/{OLD}.html"]
    edited.words = "We signed notes for 40 boats."
    days.publish(31)
    days.go()
    before = await dump(database)
    dry = Watch(database, days.site.fetch, load_sources(), is_dry=True)
    [would] = await dry.check(lambda: days.now)
    assert await dump(database) == before
    checked = await days.check(0)
    assert would.news == checked.news
    assert [one.kind for one in would.news] == ["new", "withdrawn"]
    assert would.row == checked.row


class KilledError(Exception):
    """A process that ends here."""


async def test_killed_before_any_write_the_next_check_goes_on_without_loss_or_double(
    database: Database,
    sqlite: Database,
    begin: Begin,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    killed, undisturbed = await begin(database), await begin(sqlite)
    gone = []
    for turn in range(12):
        for days in (killed, undisturbed):
            days.go()
            days.publish(2 * turn + 30)
            article = days.publish(2 * turn + 31)
            gone.append(article)
            if turn > 2:
                gone[-5].is_gone = True
                path = f"/press/release/pressite_000001_{2 * turn + 26:05}.html"
                days.site.articles[path].words += f" Then {turn} more."
        await undisturbed.check(0)
        await kill_at(turn + 1, killed, monkeypatch)
        await killed.check(0)
        assert await dump(database) == await dump(sqlite)
    assert len(await killed.news()) > 24


async def kill_at(number: int, days: Days, monkeypatch: pytest.MonkeyPatch) -> None:
    """Check, and end before the write of this number is kept."""
    writes = 0
    write = Database.write

    @asynccontextmanager
    async def killing(self: Database) -> AsyncIterator[AsyncConnection]:
        nonlocal writes
        async with write(self) as connection:
            yield connection
            writes += 1
            if writes == number:
                raise KilledError

    with monkeypatch.context() as patch:
        patch.setattr(Database, "write", killing)
        try:
            await days.check(0)
        except KilledError:
            return
    assert writes < number


async def test_two_processes_that_check_at_once_announce_once(
    database: Database, begin: Begin
) -> None:
    days = await begin(database)
    days.publish(30)
    await days.check()
    days.publish(31)
    days.site.articles[
        "/press/release/pressite_000001_00030.html"
    ].words = "We signed notes for 99 boats."
    days.go()
    other = Watch(database, days.site.fetch, load_sources())
    await asyncio.gather(*(watch.check(lambda: days.now) for watch in (days.watch, other)))
    assert sorted(await days.news()) == [
        ("corrected", "pressite_000001_00030", "due"),
        ("new", "pressite_000001_00030", "due"),
        ("new", "pressite_000001_00031", "due"),
    ]


async def test_what_another_process_found_meanwhile_is_not_found_again(
    sqlite: Database, begin: Begin
) -> None:
    days = await begin(sqlite)
    article = days.publish(30)
    await days.check()
    watch = days.watch

    async def fetch(url: str, hosts: frozenset[str], validators: Validators) -> Seen:
        if url == article.url:
            await watch.check(lambda: days.now)
        return await days.site.fetch(url, hosts, validators)

    slow = Watch(sqlite, fetch, load_sources())
    for is_gone, kinds in ((True, ["new", "withdrawn"]), (False, ["new", "withdrawn", "restored"])):
        article.is_gone = is_gone
        for _ in range(4):
            days.go()
            await slow.check(lambda: days.now)
        assert [kind for kind, _, _ in await days.news()] == kinds


async def test_in_a_month_that_begins_an_archive_may_be_missing_or_empty(
    sqlite: Database, begin: Begin
) -> None:
    days = await begin(sqlite)
    days.publish(30)
    await days.check(11)
    days.publish(31)
    days.go()
    assert days.site.today == dt.date(2026, 1, 1)
    days.instead(None, of=lambda path: path == "/press/kaiken/pc_202601_index.html")
    for article in days.site.articles.values():
        assert article.day < days.site.today
    checked = await days.check(0)
    assert [one.url for one in checked.row.unseen] == [f"{SITE}/press/kaiken/index.html"]
    days.publish(32)
    assert await days.told(0) == [("new", "pressite_000001_00032")]


async def test_unchanged_says_nothing_of_an_index_that_nobody_saw(
    sqlite: Database, begin: Begin
) -> None:
    days = await begin(sqlite)

    async def fetch(url: str, hosts: frozenset[str], validators: Validators) -> Seen:
        seen = await days.site.fetch(url, hosts, validators)
        return Unchanged() if url.endswith("/press/release/202601_index.html") else seen

    days.watch = Watch(sqlite, fetch, load_sources())
    checked = await days.check(12)
    assert "unchanged though nothing was known of it" in {one.reason for one in checked.row.unseen}


async def test_validators_go_back_as_they_came(sqlite: Database, begin: Begin) -> None:
    days = await begin(sqlite)
    asked: dict[str, Validators] = {}

    async def fetch(url: str, hosts: frozenset[str], validators: Validators) -> Seen:
        asked[url] = validators
        seen = await days.site.fetch(url, hosts, validators)
        if isinstance(seen, Fetched):
            return replace(seen, validators=replace(seen.validators, last_modified="Yesterday?"))
        return seen

    days.watch = Watch(sqlite, fetch, load_sources())
    article = days.publish(30)
    await days.check()
    assert asked[article.url] == Validators()
    await days.check()
    assert asked[article.url].etag.startswith('"')
    assert asked[article.url].last_modified == "Yesterday?"


async def test_unchanged_is_no_answer_for_a_page_that_was_never_read(
    sqlite: Database, begin: Begin
) -> None:
    days = await begin(sqlite)
    article = days.publish(2)

    async def fetch(url: str, hosts: frozenset[str], validators: Validators) -> Seen:
        return Unchanged() if url == article.url else await days.site.fetch(url, hosts, validators)

    whole, days.watch = days.watch, Watch(sqlite, fetch, load_sources())
    checked = await days.check()
    assert [one.url for one in checked.row.unseen] == [article.url]
    assert checked.news == ()
    days.watch = whole
    assert await days.told() == [("new", article.stem)]
