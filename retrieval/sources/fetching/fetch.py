"""All HTTP to publishers: one request at a time a host, to public addresses only, with bounds."""

from __future__ import annotations

import asyncio
import socket
import ssl
from collections import defaultdict
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from http import HTTPStatus
from typing import Self
from urllib.parse import urljoin

import aiohttp
from yarl import URL

from retrieval.sources.fetching.bodies import BodyReader
from retrieval.sources.fetching.faults import Fault, UnseenError
from retrieval.sources.fetching.network import is_public
from retrieval.sources.fetching.politeness import GAP_S, Politeness
from retrieval.sources.fetching.responses import (
    NONE_GIVEN,
    OF_THE_PAGE,
    REDIRECTS,
    Answered,
    Seen,
    Validators,
    conditions,
    doubt,
    seen,
)
from retrieval.sources.fetching.robots import LARGEST_ROBOTS, Robots
from retrieval.sources.fetching.targets import host_of, redirected, target_of

LARGEST_BODY = 15 * 1024 * 1024
# As many as RFC 9309 (2.3.1.2) wants followed for a robots.txt; pages have no reason for more.
_MOST_REDIRECTS = 5
_CHUNK = 64 * 1024
# Brotli has no bound in its decompressor; gzip is what every site has.
_ASKED_FOR = {
    "Accept": "text/html, application/xml;q=0.9, text/plain;q=0.8",
    "Accept-Encoding": "gzip",
}


@dataclass(frozen=True, slots=True)
class Times:
    """The clocks that a fetcher goes by, and how it waits.

    `steady` counts seconds and never goes back; `now` is the time of day, for dates in headers.
    """

    steady: Callable[[], float]
    now: Callable[[], datetime]
    sleep: Callable[[float], Awaitable[None]] = asyncio.sleep


@dataclass(frozen=True, slots=True)
class Manners:
    """How a fetcher shows itself and how long it waits: `total_s` for a whole answer, at most.

    `agent` begins with the name that a robots.txt may speak of. `reaches` tells which addresses of
    the network may be connected to and `schemes` how: tests have their servers on this machine,
    without TLS.
    """

    agent: str
    total_s: float = 60.0
    reaches: Callable[[str], bool] = is_public
    schemes: frozenset[str] = frozenset({"https"})


@dataclass(frozen=True, slots=True)
class _Request:
    """What is asked for: a page with its conditions, or a robots.txt."""

    hosts: frozenset[str]
    most: int
    headers: Mapping[str, str] = field(default_factory=dict)
    is_page: bool = True


class Fetcher:
    """Fetches pages of publishers; an `async with` holds its connections."""

    def __init__(self, manners: Manners, times: Times) -> None:
        self._manners = manners
        self._times = times
        self._politeness = Politeness()
        self._robots: dict[str, Robots] = {}
        # Hosts whose answers to conditions are none of HTTP's (a 304 with a body): they get none.
        self._without_conditions: set[str] = set()
        self._turns: dict[str, asyncio.Lock] = defaultdict(asyncio.Lock)
        self._readings: dict[str, asyncio.Lock] = defaultdict(asyncio.Lock)
        self._session: aiohttp.ClientSession | None = None

    async def __aenter__(self) -> Self:
        connector = aiohttp.TCPConnector(
            resolver=aiohttp.ThreadedResolver(),
            use_dns_cache=False,
            socket_factory=self._open,
            force_close=True,
        )
        self._session = aiohttp.ClientSession(
            connector=connector,
            headers={"User-Agent": self._manners.agent, **_ASKED_FOR},
            cookie_jar=aiohttp.DummyCookieJar(),
            # One clock for the whole of an answer: `total_s`, in `_ask`.
            timeout=aiohttp.ClientTimeout(total=None, sock_connect=None),
            auto_decompress=False,
            trust_env=False,
        )
        return self

    async def __aexit__(self, *_error: object) -> None:
        if self._session is not None:
            await self._session.close()

    async def fetch(
        self, url: str, hosts: frozenset[str], validators: Validators = NONE_GIVEN
    ) -> Seen:
        """What stands at an address now, on one of these hosts (`name` or `name:port`).

        Waits for its turn; a host that is to be left alone is not asked.

        Raises:
            UnseenError: it could not be looked at, and why.
        """
        asking = _Request(hosts, LARGEST_BODY, conditions(validators))
        target, answer = await self._follow(url, asking)
        return seen(target, answer, validators)

    async def _follow(self, url: str, asking: _Request) -> tuple[str, Answered]:
        """The answer at the end of an address's redirects, and the address that gave it."""
        been: list[str] = []
        while url not in been and len(been) <= _MOST_REDIRECTS:
            been.append(url)
            target = target_of(url, asking.hosts, self._manners.schemes)
            if asking.is_page:
                await self._keep_to_robots(target, asking.hosts)
            answer = await self._ask_in_turn(target, asking)
            if answer.status not in REDIRECTS:
                return url, answer
            url = redirected(url, answer.location)
        raise UnseenError(been[0], Fault.LOOP, "its redirects do not end")

    async def _keep_to_robots(self, target: URL, hosts: frozenset[str]) -> None:
        """Refuse what the robots.txt of the target's host asks not to read.

        Raises:
            UnseenError: it disallows the target, or it cannot be had (RFC 9309, 2.3.1.4).
        """
        host = host_of(target)
        async with self._readings[host]:
            known = self._robots.get(host)
            if known is None or known.is_stale(self._times.steady()):
                known = await self._read_robots(target, hosts)
                self._robots[host] = known
        if not known.allow(str(target), self._manners.agent):
            raise UnseenError(str(target), Fault.DISALLOWED, "robots.txt asks not to read it")

    async def _read_robots(self, target: URL, hosts: frozenset[str]) -> Robots:
        asking = _Request(hosts, LARGEST_ROBOTS, is_page=False)
        try:
            _, answer = await self._follow(urljoin(str(target), "/robots.txt"), asking)
        except UnseenError:
            # Else one that leads nowhere would be asked for again before each page.
            host, now = host_of(target), self._times.steady()
            if not self._politeness.rest_s(host, now):
                self._politeness.failed(host, now)
            raise
        # One that is not to be had sets no rules (2.3.1.3).
        text = answer.body if answer.status == HTTPStatus.OK else b""
        return Robots.of(text, self._times.steady())

    async def _ask_in_turn(self, target: URL, asking: _Request) -> Answered:
        """One request in its turn; what becomes of it decides when the host is asked again."""
        host, url = host_of(target), str(target)
        clock, politeness = self._times.steady, self._politeness
        async with self._turns[host]:
            rest_s = politeness.rest_s(host, clock())
            if rest_s > 0:
                reason = "it is left alone after an earlier fault"
                raise UnseenError(url, Fault.RESTING, reason, rest_s)
            await self._times.sleep(politeness.wait_s(host, clock(), self._gap_s(host)))
            headers = {} if host in self._without_conditions else asking.headers
            try:
                answer = await self._ask(target, asking, headers)
                doubt(url, answer, self._times.now(), is_page=asking.is_page)
            except UnseenError as unseen:
                if headers and unseen.fault is Fault.STRANGE:
                    self._without_conditions.add(host)
                if asking.is_page and unseen.fault in OF_THE_PAGE:
                    politeness.ended(host, clock())
                else:
                    politeness.failed(host, clock(), unseen.rest_s)
                raise
            except BaseException:
                politeness.ended(host, clock())
                raise
            politeness.ended(host, clock())
            return answer

    def _gap_s(self, host: str) -> float:
        return self._robots[host].gap_s(self._manners.agent) if host in self._robots else GAP_S

    async def _ask(self, target: URL, asking: _Request, headers: Mapping[str, str]) -> Answered:
        if self._session is None:
            raise RuntimeError("a Fetcher is used within its `async with`")
        url = str(target)
        try:
            async with (
                asyncio.timeout(self._manners.total_s),
                self._session.get(target, headers=headers, allow_redirects=False) as response,
            ):
                return await _take(url, response, asking)
        except TimeoutError as cause:
            reason = f"not whole within {self._manners.total_s:g} s"
            raise UnseenError(url, Fault.SLOW, reason) from cause
        except (aiohttp.ClientError, OSError) as cause:
            raise UnseenError(url, _fault_of(cause), type(cause).__name__) from cause

    def _open(self, found: aiohttp.AddrInfoType) -> socket.socket:
        """A socket to an address that a name led to: the last look, at what is connected to."""
        family, kind, protocol, _, address = found
        if not self._manners.reaches(str(address[0])):
            raise _PrivateAddressError
        return socket.socket(family=family, type=kind, proto=protocol)


async def _take(url: str, response: aiohttp.ClientResponse, asking: _Request) -> Answered:
    """An answer with its body, where it is a page; other bodies are left where they are."""
    headers = response.headers
    if response.status != HTTPStatus.OK:
        return Answered(response.status, headers, b"")
    encoding = ",".join(headers.getall("Content-Encoding", ()))
    body = BodyReader(url, encoding, asking.most, may_cut=not asking.is_page)
    async for chunk in response.content.iter_chunked(_CHUNK):
        body.take(chunk)
        if body.is_cut:
            break
    return Answered(response.status, headers, body.end())


def _fault_of(failed: Exception) -> Fault:
    """What a request failed at; a connector names it in what its own error was raised from."""
    causes: list[BaseException] = []
    cause: BaseException | None = failed
    while cause is not None:
        causes.append(cause)
        cause = cause.__cause__ or cause.__context__
    found = (fault for kind, fault in _FAULTS if any(isinstance(one, kind) for one in causes))
    return next(found, Fault.UNREACHABLE)


class _PrivateAddressError(OSError):
    """A name leads to an address that is not public."""


_FAULTS: tuple[tuple[type[BaseException], Fault], ...] = (
    (_PrivateAddressError, Fault.PRIVATE),
    (ssl.SSLError, Fault.TLS),
    (socket.gaierror, Fault.DNS),
    (aiohttp.ClientPayloadError, Fault.DAMAGED),
    (aiohttp.InvalidURL, Fault.ELSEWHERE),
    (aiohttp.ClientResponseError, Fault.STRANGE),
)
