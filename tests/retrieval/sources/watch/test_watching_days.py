"""Hundreds of days of a made-up site: what is on record and announced equals the script."""

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from yarl import URL

from retrieval.archive.database import Database
from retrieval.archive.load import load_release
from retrieval.model.release import Doubt
from retrieval.sources.fetching.faults import Fault, UnseenError
from retrieval.sources.fetching.fetch import Fetcher, Manners, Times
from retrieval.sources.fetching.responses import Answered, Fetched, Gone, Validators
from retrieval.sources.watch.check import Checked, Watch
from retrieval.sources.watch.check_log import load_news
from retrieval.sources.watch.decisions import NewsState
from retrieval.sources.watch.publishers import load_sources

FIRST = dt.date(2025, 11, 1)
# On PostgreSQL until everything has happened that a database could take otherwise.
DAYS = {"sqlite": 200, "postgresql": 105}
SITE = "https://www.mofa.go.jp"
CHALLENGE = (
    "<!DOCTYPE html><html><head><title>Just a moment...</title></head><body>"
    '<form id="challenge-form"><p>Checking your browser</p></form></body></html>'
)
REDESIGN = (
    "<!DOCTYPE html><html><head><title>News</title></head><body><main><h1>Newsroom</h1>"
    '<ul class="cards"><li><a href="/press/release/pressite_000001_99999.html">Grant</a></li></ul>'
    "<p>Welcome to the new site of the Ministry, January 5, 2026.</p></main></body></html>"
)
# A news item as the script expects it: day, kind, stem, version, whether material.
Expected = tuple[dt.date, str, str, int, bool]


def refused(path: str) -> UnseenError:
    return UnseenError(path, Fault.REFUSED, "the site answers 403")


def emptied(path: str) -> str:
    if not path.endswith("index.html"):
        raise KeyError(path)
    return '<!DOCTYPE html><html><body><dl class="title-list"></dl></body></html>'


def half_refused(path: str) -> UnseenError:
    if path not in {"/whats/index.html", "/press/release/index.html"}:
        raise KeyError(path)
    return UnseenError(path, Fault.NO_PAGE, "it is no page")


# Days on which nothing can be read, and days on which something can.
CLOSED: dict[int, Any] = {
    20: refused,
    21: refused,
    45: lambda _path: CHALLENGE,
    70: emptied,
    71: emptied,
    72: emptied,
    100: lambda _path: REDESIGN,
    150: refused,
}
HALF: dict[int, Any] = {10: half_refused, 130: half_refused, 131: half_refused}
# Days on which the clock is wrong by so many hours.
WRONG_CLOCK = {33: 10, 34: -3, 60: -3, 61: 11, 90: 10, 91: 11, 92: -2, 160: 11}


@dataclass
class Script:
    """What happens on the site on which day, and the expected result after so many days.

    `shown` are the words that each page shows one after the other, `right` the days of pages that
    print wrong ones.
    """

    site: Any
    days: int
    events: dict[int, list[Callable[[], object]]] = field(default_factory=lambda: defaultdict(list))
    expected: list[Expected] = field(default_factory=list)
    shown: dict[str, list[str]] = field(default_factory=dict)
    right: dict[str, dt.date] = field(default_factory=dict)
    withdrawn: set[str] = field(default_factory=set)

    def expect(
        self, day: int, kind: str, stem: str, version: int, *, material: bool = True
    ) -> None:
        """Add news of what can be read from a day on."""
        if opens(day) < self.days:
            self.expected.append((date(opens(day)), kind, stem, version, material))

    def write(self) -> None:
        for number in range(1, (self.days - 4) // 4):
            self.release(number, 4 * number)
        for number in range((self.days - 11) // 9):
            self.conference(number, 9 * number + 2)
        for number in range((self.days - 15) // 19):
            self.steps(number, 19 * number + 3)
        for number in range((self.days - 15) // 17):
            self.misprint(number, 17 * number + 5)

    def conference(self, number: int, day: int) -> None:
        """Publish a page whose text comes three days after it is listed."""
        stem = f"kaikenite_000001_{number:05}"
        words = f"I will visit Arlandia for {number + 2} days."
        when = day + 3

        def complete() -> None:
            self.site.articles[f"/press/kaiken/{stem}.html"].is_whole = True

        self.events[day].append(lambda: self.site.publish(stem, date(day), words, is_whole=False))
        self.events[when].append(complete)
        self.expect(when, "new", stem, 1)
        if opens(when) < self.days:
            self.shown[stem] = [words]

    def steps(self, number: int, day: int) -> None:
        """Publish a page to which a sentence is added three times."""
        words = first = f"I opened the harbour of Borovia No. {number}."
        one = Planned(self, f"pressite_000002_{number:05}", day, is_news=True)
        self.events[day].append(lambda: self.site.publish(one.stem, date(day), first))
        one.expect(day, "new", 1)
        self.shown[one.stem] = [first]
        for step, more in enumerate((" Ships came.", " Boats left.", " Nobody was hurt."), 2):
            words += more
            one.reword(4 * step - 4, words, version=step)

    def misprint(self, number: int, day: int) -> None:
        """Publish a page that prints a wrong day, which is put right later."""
        when, words = date(day), f"We met the fishers of Corvania, No. {number}."
        slips = {"year": when.year - 1}, {"year": when.year + 1}, {"year": when.year - 10}
        slipped = when.replace(**slips[number % 3])
        printed = f"{slipped:%B} {slipped.day}, {slipped.year}"
        one = Planned(self, f"pressite_000003_{number:05}", day, is_news=True)
        self.events[day].append(lambda: self.site.publish(one.stem, when, words, printed=printed))
        one.expect(day, "new", 1)
        self.shown[one.stem] = [words]
        self.right[one.stem] = when
        one.later(5, printed="")

    def release(self, number: int, day: int) -> None:
        """Publish a page, perhaps late, and perhaps edit, withdraw and restore it."""
        stem = f"pressite_000001_{number:05}"
        late = {3: 5, 6: 20}.get(number % 10, 0)
        first = f"We signed notes No. {number} on the harbour of Arlandia, for {number + 5} boats."
        one = Planned(self, stem, day, is_news=late <= 14)
        self.events[day].append(lambda: self.site.publish(stem, date(day - late), first))
        one.expect(day, "new", 1)
        self.shown[stem] = [first]
        match number % 6:
            case 0 if number % 12:
                one.withdraw(6, back_after=13)
                one.withdraw(18, back_after=24)
            case 0:
                other = first.replace("signed", "never signed")
                for at, words in enumerate((other, first) * 2, 1):
                    one.reword(4 * at, words, version=1 + at % 2)
            case 1:
                one.later(4, words=first.replace(" ", "  ").replace("No.  ", "No.\u00a0"))
                one.later(5, noise="Share 17")
            case 2:
                one.reword(5, first.replace("harbour", "harbor"), material=False)
            case 3:
                one.reword(5, first.replace(f"{number + 5} boats", f"{number + 95} boats"))
            case 4:
                one.later(6, is_gone=True)
                one.later(8, is_gone=False)
            case 5:
                one.withdraw(6, back_after=16 if number % 12 == 5 else None)


@dataclass
class Planned:
    """A release of the script, and what is planned for it so many days after it appears."""

    script: Script
    stem: str
    day: int
    is_news: bool

    def expect(self, day: int, kind: str, version: int, *, material: bool = True) -> None:
        if self.is_news:
            self.script.expect(day, kind, self.stem, version, material=material)

    def later(self, after: int, **values: object) -> int:
        def change() -> None:
            article = self.script.site.articles[f"/press/release/{self.stem}.html"]
            for name, value in values.items():
                setattr(article, name, value)

        self.script.events[self.day + after].append(change)
        return self.day + after

    def reword(self, after: int, words: str, *, version: int = 2, material: bool = True) -> None:
        when = self.later(after, words=words)
        self.expect(when, "corrected", version, material=material)
        if opens(when) < self.script.days:
            self.script.shown[self.stem].append(words)

    def withdraw(self, after: int, back_after: int | None) -> None:
        second = opens(self.later(after, is_gone=True, is_listed=False)) + 1
        third = opens(opens(second) + 1)
        self.expect(third, "withdrawn", 1)
        if third < self.script.days:
            self.script.withdrawn.add(self.stem)
        if back_after is not None:
            when = self.later(back_after, is_gone=False, is_listed=True)
            self.expect(when, "restored", 1)
            if opens(when) < self.script.days:
                self.script.withdrawn.discard(self.stem)


def date(day: int) -> dt.date:
    return FIRST + dt.timedelta(days=day)


def opens(day: int) -> int:
    """Return the first day, from this one on, on which the site can be read."""
    while day in CLOSED:
        day += 1
    return day


class VirtualTime:
    """A clock that only checks and pauses move."""

    def __init__(self) -> None:
        self.now = dt.datetime.combine(FIRST, dt.time(3), dt.UTC)

    async def sleep(self, seconds: float) -> None:
        self.now += dt.timedelta(seconds=seconds)

    def steady(self) -> float:
        return self.now.timestamp()

    def noon(self, day: int) -> None:
        """Noon in Tokyo."""
        self.now = dt.datetime.combine(date(day), dt.time(3), dt.UTC)


class PlayedFetcher(Fetcher):
    """The real fetcher, except for the bytes on the wire."""

    def __init__(self, site: Any, time: VirtualTime) -> None:
        super().__init__(Manners("Kaiken"), Times(time.steady, lambda: time.now, time.sleep))
        self._site = site

    async def _request(self, target: URL, _request: object, given: Mapping[str, str]) -> Answered:
        if target.path == "/robots.txt":
            return Answered(404, {}, b"")
        validators = Validators(given.get("If-None-Match", ""))
        try:
            seen = await self._site.fetch(str(target), {str(target.host)}, validators)
        except UnseenError as fault:
            if fault.fault is Fault.REFUSED:
                return Answered(403, {}, b"")
            return Answered(200, {"Content-Type": "application/pdf"}, b"%PDF")
        if isinstance(seen, Fetched):
            headers = {"ETag": seen.validators.etag, "Content-Type": "text/html"}
            return Answered(200, headers, seen.body)
        return Answered(404 if isinstance(seen, Gone) else 304, {}, b"")


async def play(
    database: Database, script: Script, fetch: Callable[..., Any], time: VirtualTime
) -> list[list[Checked]]:
    """Check every day at noon while the script proceeds."""
    watch = Watch(database, fetch, load_sources())
    days = []
    for day in range(script.days):
        time.noon(day)
        time.now += dt.timedelta(hours=WRONG_CLOCK.get(day, 0))
        script.site.today = date(day)
        for event in script.events[day]:
            event()
        script.site.instead = CLOSED.get(day) or HALF.get(day)
        days.append(await watch.check(lambda: time.now))
    return days


async def test_over_months_the_record_and_the_news_equal_the_script(
    database: Database, kind: str, made_up_site: Callable[..., Any]
) -> None:
    site = made_up_site(FIRST)
    for number in range(3):
        site.publish(f"pressite_000001_{900 + number:05}", FIRST - dt.timedelta(days=3 + number))
    script = Script(site, DAYS[kind])
    script.write()
    time = VirtualTime()
    # The site is the same for both databases; one run through the fetcher is enough.
    fetch = PlayedFetcher(site, time).fetch if kind == "sqlite" else site.fetch
    days = await play(database, script, fetch, time)

    async with database.read() as connection:
        news = await load_news(connection, list(NewsState))
        told = [
            (one.seen_at.date(), one.kind.value, one.release_id[5:], one.version, one.is_material)
            for one in news
        ]
        assert sorted(told) == sorted(script.expected)
        assert {one.state for one in news} == {NewsState.DUE}
        for stem, shown in script.shown.items():
            await holds(connection, stem, shown, is_withdrawn=stem in script.withdrawn)
        for stem, right in script.right.items():
            release = await load_release(connection, f"mofa-{stem}")
            assert release is not None, stem
            assert release.date == right, stem
            assert Doubt.DATE in release.doubts, stem
    for day in CLOSED.keys() & range(script.days):
        [checked] = days[day]
        assert checked.row.unseen
        assert checked.news == ()


async def holds(
    connection: Any,
    stem: str,
    shown: list[str],
    *,
    is_withdrawn: bool,
) -> None:
    release = await load_release(connection, f"mofa-{stem}")
    assert release is not None, stem
    versions = [*dict.fromkeys(shown)]
    assert release.version == versions.index(shown[-1]) + 1, stem
    assert shown[-1] in release.text, stem
    assert (release.withdrawn_at is not None) == is_withdrawn, stem
    for number, words in enumerate(versions, 1):
        old = await load_release(connection, release.id, number)
        assert old is not None
        assert words in old.text
    assert await load_release(connection, release.id, len(versions) + 1) is None
