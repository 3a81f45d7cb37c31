"""Ten thousand hours with many sites that fail in every way: all get polite requests."""

import asyncio
import datetime as dt
import heapq
import random
from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import count, pairwise

import pytest
from yarl import URL

from retrieval.sources.fetching.faults import Fault, UnseenError
from retrieval.sources.fetching.fetch import Fetcher, Manners, Times, _Request
from retrieval.sources.fetching.politeness import Politeness
from retrieval.sources.fetching.responses import Answered, Fetched, Validators

HOURS = 10_000
HOUR_S = 3600.0
BEGAN = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)
HOSTS = tuple(f"www{number}.example.jp" for number in range(12))
PAGES = tuple(f"/page{number}.html" for number in range(4))
FORBIDDEN = "/forbidden.html"


class Day:
    """A clock that jumps to the next waiting task when no task has anything left to do."""

    def __init__(self) -> None:
        self.now = 0.0
        self._waiting: list[tuple[float, int, asyncio.Future[None]]] = []
        self._order = count()

    def __call__(self) -> float:
        return self.now

    def time_of_day(self) -> dt.datetime:
        return BEGAN + dt.timedelta(seconds=self.now)

    async def sleep(self, delay_s: float) -> None:
        woken = asyncio.get_running_loop().create_future()
        heapq.heappush(self._waiting, (self.now + delay_s, next(self._order), woken))
        await woken

    async def run(self, tasks: list[asyncio.Task[None]]) -> None:
        ready = asyncio.get_running_loop()._ready  # type: ignore[attr-defined]
        while not all(task.done() for task in tasks):
            await asyncio.sleep(0)
            while ready:  # noqa: ASYNC110 - until every task that can run is waiting
                await asyncio.sleep(0)
            if self._waiting:
                self.now, _, woken = heapq.heappop(self._waiting)
                woken.set_result(None)
        await asyncio.gather(*tasks)


@dataclass
class Request:
    host: str
    path: str
    began: float
    ended: float
    headers: Mapping[str, str]
    gap_s: float
    task: object


@dataclass
class Web:
    """Sites that answer, fail, redirect and change at random, from a seed; and what they saw."""

    day: Day
    chance: random.Random
    requests: list[Request] = field(default_factory=list)
    # For each host: until when it wants to be left alone, and its robots.txt as last sent.
    rests: dict[str, float] = field(default_factory=dict)
    delays: dict[str, float] = field(default_factory=dict)
    given: dict[str, Validators] = field(default_factory=dict)
    outcomes: Counter[str] = field(default_factory=Counter)
    broken: list[str] = field(default_factory=list)

    async def answer(self, target: URL, headers: Mapping[str, str]) -> Answered:
        host, path, url = str(target.host), target.path, str(target)
        now, gap_s = self.day.now, max(2.0, self.delays.get(host, 0.0))
        task = asyncio.current_task()
        request = Request(host, path, now, now, dict(headers), gap_s, task)
        self.requests.append(request)
        if self.day.now < self.rests.get(host, 0.0):
            self.broken.append(f"{url}: asked at {self.day.now}, rests until {self.rests[host]}")
        if path == FORBIDDEN:
            self.broken.append(f"{url}: asked though it is disallowed")
        try:
            await self.day.sleep(self.chance.expovariate(1.0))
            return self._play(host, path, url)
        finally:
            request.ended = self.day.now

    def _play(self, host: str, path: str, url: str) -> Answered:  # noqa: PLR0911 - a list of chances
        chance = self.chance.random()
        if path == "/robots.txt":
            return self._robots(host, chance)
        if chance < 0.02:
            return self._throttle(host)
        if chance < 0.04:
            return self._rest(host, 60.0, Answered(500, {}, b""))
        if chance < 0.05:
            return self._rest(host, 60.0, Answered(403, {"Retry-After": "nonsense"}, b""))
        if chance < 0.06:
            self.rests[host] = self.day.now + 60.0
            raise UnseenError(
                url, self.chance.choice([Fault.SLOW, Fault.DNS, Fault.UNREACHABLE]), "x"
            )
        if chance < 0.07:
            raise UnseenError(url, Fault.DAMAGED, "x")
        if chance < 0.08:
            return Answered(404, {}, b"")
        if chance < 0.12:
            elsewhere = self.chance.choice([*PAGES, FORBIDDEN, "//www3.example.jp/page0.html"])
            return Answered(302, {"Location": elsewhere}, b"")
        if chance < 0.5:
            return Answered(304, {}, b"")
        etag = f'W/"{self.chance.random()}"' if chance < 0.8 else ""
        modified = self.day.time_of_day().ctime() if chance > 0.6 else ""
        return Answered(200, {"ETag": etag, "Last-Modified": modified}, b"page")

    def _robots(self, host: str, chance: float) -> Answered:
        if chance < 0.05:
            return self._throttle(host)
        if chance < 0.1:
            return self._rest(host, 60.0, Answered(502, {}, b""))
        delay_s = self.chance.choice([0.0, 0.0, 1.0, 10.0, 45.0])
        self.delays[host] = delay_s
        text = f"User-agent: *\nDisallow: {FORBIDDEN}\nCrawl-delay: {delay_s}"
        return Answered(200, {}, text.encode())

    def _throttle(self, host: str) -> Answered:
        asked_s = self.chance.randrange(5, 20_000)
        moment = self.day.time_of_day() + dt.timedelta(seconds=asked_s)
        date = moment.strftime("%a, %d %b %Y %H:%M:%S GMT")
        asked = self.chance.choice([str(asked_s), date])
        # An HTTP date has whole seconds.
        return self._rest(host, asked_s - 1.0, Answered(429, {"Retry-After": asked}, b""))

    def _rest(self, host: str, rest_s: float, answered: Answered) -> Answered:
        self.rests[host] = self.day.now + max(60.0, rest_s)
        return answered


class ToldFetcher(Fetcher):
    """The real fetcher, except for the bytes on the wire."""

    web: Web

    async def _request(
        self, target: URL, request: _Request, headers: Mapping[str, str]
    ) -> Answered:
        del request
        return await self.web.answer(target, headers)


@dataclass
class Watcher:
    """Fetches pages of many hosts at once, again and again, with the validators it was given."""

    fetcher: ToldFetcher
    web: Web
    chance: random.Random
    known: dict[str, Validators] = field(default_factory=dict)

    async def watch(self) -> None:
        while self.web.day.now < HOURS * HOUR_S:
            await self.web.day.sleep(self.chance.choice([1, 5, 30, 50]) * HOUR_S)
            chosen = self.chance.sample(HOSTS, 2)
            urls = {f"https://{host}{path}" for host in chosen for path in (*PAGES, FORBIDDEN)}
            await asyncio.gather(*(self.visit(url) for url in sorted(urls)))

    async def visit(self, url: str) -> None:
        requests, sent = self.web.requests, self.known.get(url, Validators())
        before = len(requests)
        try:
            seen = await self.fetcher.fetch(url, frozenset(HOSTS), sent)
        except UnseenError as unseen:
            self.web.outcomes[unseen.fault] += 1
        else:
            self.web.outcomes[type(seen).__name__] += 1
            if isinstance(seen, Fetched):
                self.known[url] = seen.validators
        pairs = {"If-None-Match": sent.etag, "If-Modified-Since": sent.last_modified}
        expected = {name: value for name, value in pairs.items() if value}
        for request in requests[before:]:
            is_mine = request.task is asyncio.current_task()
            of_page = {} if request.path == "/robots.txt" else expected
            if is_mine and request.headers != of_page:
                self.web.broken.append(f"{url}: {request} was to carry {of_page}")


@pytest.mark.parametrize("seed", [1, 2])
async def test_ten_thousand_hours_are_polite(seed: int) -> None:
    day = Day()
    web = Web(day, random.Random(seed))  # noqa: S311 - a seed, not a secret
    fetcher = ToldFetcher(Manners("Kaiken/0.1 (+x)"), Times(day, day.time_of_day, day.sleep))
    fetcher.web = web
    watchers = [Watcher(fetcher, web, random.Random(seed + number)) for number in range(4)]  # noqa: S311
    await day.run([asyncio.create_task(one.watch()) for one in watchers])
    assert day.now >= HOURS * HOUR_S
    assert web.broken == []
    by_host: dict[str, list[Request]] = defaultdict(list)
    for request in web.requests:
        by_host[request.host].append(request)
    for requests in by_host.values():
        for earlier, later in pairwise(requests):
            assert later.began - earlier.ended >= later.gap_s - 1e-6
    assert len(web.requests) > 10_000
    # Everything that can happen has happened.
    expected = {
        Fault.THROTTLED,
        Fault.AWAY,
        Fault.REFUSED,
        Fault.RESTING,
        Fault.DISALLOWED,
        Fault.SLOW,
        Fault.DAMAGED,
        "Fetched",
        "Unchanged",
        "Gone",
    }
    assert expected <= web.outcomes.keys()


@pytest.mark.parametrize(
    "gap_s, waits_s", [(0.0, 2.0), (2.0, 2.0), (30.0, 30.0), (600.0, 600.0), (10.0**6, 600.0)]
)
def test_the_pause_that_a_site_wants_is_kept_up_to_ten_minutes(
    gap_s: float, waits_s: float
) -> None:
    politeness = Politeness()
    politeness.ended("a", 1000.0)
    assert politeness.wait_s("a", 1000.0, gap_s) == waits_s
    assert politeness.wait_s("a", 1000.0 + waits_s, gap_s) == 0.0


@pytest.mark.parametrize(
    "requested_s, rests_s",
    [(None, 60.0), (5.0, 60.0), (90.0, 90.0), (86_400.0, 86_400.0), (10.0**9, 86_400.0)],
)
def test_a_site_is_left_alone_as_long_as_it_asks_for_up_to_a_day(
    requested_s: float | None, rests_s: float
) -> None:
    politeness = Politeness()
    politeness.failed("a", 1000.0, requested_s)
    assert politeness.rest_s("a", 1000.0) == rests_s
