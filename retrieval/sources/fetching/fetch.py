"""All HTTP to publishers: one request at a time per host, only to public addresses, with bounds."""

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
    PAGE_FAULTS,
    REDIRECTS,
    Answered,
    Seen,
    Validators,
    check_response,
    conditional_headers,
    read_response,
)
from retrieval.sources.fetching.robots import LARGEST_ROBOTS, Robots
from retrieval.sources.fetching.targets import check_target, host_of, redirect_target

LARGEST_BODY = 15 * 1024 * 1024
# RFC 9309 (2.3.1.2) wants five to be followed for a robots.txt; pages have no reason for more.
_MOST_REDIRECTS = 5
_CHUNK = 64 * 1024
# The decompressor of Brotli has no bound; every site supports gzip.
_REQUEST_HEADERS = {
    "Accept": "text/html, application/xml;q=0.9, text/plain;q=0.8",
    "Accept-Encoding": "gzip",
}


@dataclass(frozen=True, slots=True)
class Times:
    """The clocks that a fetcher uses, and how it waits.

    `steady` is a monotonic clock in seconds; `now` is the time of day, for dates in headers.
    """

    steady: Callable[[], float]
    now: Callable[[], datetime]
    sleep: Callable[[float], Awaitable[None]] = asyncio.sleep


@dataclass(frozen=True, slots=True)
class Manners:
    """How a fetcher identifies itself, and how long it waits for a whole response: `total_s`.

    `agent` begins with the name that a robots.txt may use. `reaches` tells whether a network
    address may be connected to, `schemes` are the allowed URL schemes: the servers of tests are on
    this machine, without TLS.
    """

    agent: str
    total_s: float = 60.0
    reaches: Callable[[str], bool] = is_public
    schemes: frozenset[str] = frozenset({"https"})


@dataclass(frozen=True, slots=True)
class _Request:
    """A request: for a page, with conditions, or for a robots.txt."""

    hosts: frozenset[str]
    most: int
    headers: Mapping[str, str] = field(default_factory=dict)
    is_page: bool = True


class Fetcher:
    """Fetches pages of publishers; used with `async with`, which opens its connections."""

    def __init__(self, manners: Manners, times: Times) -> None:
        self._manners = manners
        self._times = times
        self._politeness = Politeness()
        self._robots: dict[str, Robots] = {}
        # Hosts that answer conditional requests wrongly (a 304 with a body) get no conditions.
        self._without_conditions: set[str] = set()
        self._turns: dict[str, asyncio.Lock] = defaultdict(asyncio.Lock)
        self._readings: dict[str, asyncio.Lock] = defaultdict(asyncio.Lock)
        self._session: aiohttp.ClientSession | None = None

    async def __aenter__(self) -> Self:
        connector = aiohttp.TCPConnector(
            resolver=aiohttp.ThreadedResolver(),
            use_dns_cache=False,
            socket_factory=self._open_socket,
            force_close=True,
        )
        self._session = aiohttp.ClientSession(
            connector=connector,
            headers={"User-Agent": self._manners.agent, **_REQUEST_HEADERS},
            cookie_jar=aiohttp.DummyCookieJar(),
            # One limit for the whole response: `total_s`, in `_request`.
            timeout=aiohttp.ClientTimeout(),
            auto_decompress=False,
        )
        return self

    async def __aexit__(self, *_error: object) -> None:
        if self._session is not None:
            await self._session.close()

    async def fetch(
        self, url: str, hosts: frozenset[str], validators: Validators = NONE_GIVEN
    ) -> Seen:
        """Fetch what is at an address now, on one of these hosts (`name` or `name:port`).

        Waits for its turn; a host that is to be left alone gets no request.

        Raises:
            UnseenError: it could not be read, and why.
        """
        request = _Request(hosts, LARGEST_BODY, conditional_headers(validators))
        target, answer = await self._follow(url, request)
        return read_response(target, answer, validators)

    async def _follow(self, url: str, request: _Request) -> tuple[str, Answered]:
        """Follow redirects to the final response, and return it with its address."""
        visited: list[str] = []
        while url not in visited and len(visited) <= _MOST_REDIRECTS:
            visited.append(url)
            target = check_target(url, request.hosts, self._manners.schemes)
            if request.is_page:
                await self._obey_robots(target, request.hosts)
            answer = await self._request_in_turn(target, request)
            if answer.status not in REDIRECTS:
                return url, answer
            url = redirect_target(url, answer.location)
        raise UnseenError(visited[0], Fault.LOOP, "its redirects do not end")

    async def _obey_robots(self, target: URL, hosts: frozenset[str]) -> None:
        """Refuse a target that the robots.txt of its host disallows.

        Raises:
            UnseenError: it disallows the target, or cannot be fetched (RFC 9309, 2.3.1.4).
        """
        host = host_of(target)
        async with self._readings[host]:
            known = self._robots.get(host)
            if known is None or known.is_stale(self._times.steady()):
                known = await self._read_robots(target, hosts)
                self._robots[host] = known
        if not known.allows(str(target), self._manners.agent):
            raise UnseenError(str(target), Fault.DISALLOWED, "robots.txt asks not to read it")

    async def _read_robots(self, target: URL, hosts: frozenset[str]) -> Robots:
        request = _Request(hosts, LARGEST_ROBOTS, is_page=False)
        try:
            _, answer = await self._follow(urljoin(str(target), "/robots.txt"), request)
        except UnseenError:
            # Otherwise an unreachable robots.txt would be requested again before each page.
            host, now = host_of(target), self._times.steady()
            if not self._politeness.rest_s(host, now):
                self._politeness.failed(host, now)
            raise
        # A robots.txt that does not exist sets no rules (2.3.1.3).
        text = answer.body if answer.status == HTTPStatus.OK else b""
        return Robots.parse(text, self._times.steady())

    async def _request_in_turn(self, target: URL, request: _Request) -> Answered:
        """Make one request in its turn; its outcome decides when the host gets the next one."""
        host, url = host_of(target), str(target)
        clock, politeness = self._times.steady, self._politeness
        async with self._turns[host]:
            rest_s = politeness.rest_s(host, clock())
            if rest_s > 0:
                reason = "it is left alone after an earlier fault"
                raise UnseenError(url, Fault.RESTING, reason, rest_s)
            await self._times.sleep(politeness.wait_s(host, clock(), self._gap_s(host)))
            headers = {} if host in self._without_conditions else request.headers
            has_failed = False
            try:
                answer = await self._request(target, request, headers)
                check_response(url, answer, self._times.now(), is_page=request.is_page)
            except UnseenError as unseen:
                if headers and unseen.fault is Fault.STRANGE:
                    self._without_conditions.add(host)
                has_failed = not (request.is_page and unseen.fault in PAGE_FAULTS)
                if has_failed:
                    politeness.failed(host, clock(), unseen.rest_s)
                raise
            finally:
                if not has_failed:
                    politeness.ended(host, clock())
            return answer

    def _gap_s(self, host: str) -> float:
        return self._robots[host].gap_s(self._manners.agent) if host in self._robots else GAP_S

    async def _request(
        self, target: URL, request: _Request, headers: Mapping[str, str]
    ) -> Answered:
        if self._session is None:
            raise RuntimeError("a Fetcher is used within its `async with`")
        url = str(target)
        try:
            async with (
                asyncio.timeout(self._manners.total_s),
                self._session.get(target, headers=headers, allow_redirects=False) as response,
            ):
                return await _read_body(url, response, request)
        except TimeoutError as cause:
            reason = f"not whole within {self._manners.total_s:g} s"
            raise UnseenError(url, Fault.SLOW, reason) from cause
        except (aiohttp.ClientError, OSError) as cause:
            raise UnseenError(url, _fault_of(cause), type(cause).__name__) from cause

    def _open_socket(self, found: aiohttp.AddrInfoType) -> socket.socket:
        """Open a socket to a resolved address: the last check, of what is really connected to."""
        family, kind, protocol, _, address = found
        if not self._manners.reaches(str(address[0])):
            raise _PrivateAddressError
        return socket.socket(family=family, type=kind, proto=protocol)


async def _read_body(url: str, response: aiohttp.ClientResponse, request: _Request) -> Answered:
    """Read a response, with its body if the status is 200; other bodies are not read."""
    headers = response.headers
    if response.status != HTTPStatus.OK:
        return Answered(response.status, headers, b"")
    encoding = ",".join(headers.getall("Content-Encoding", ()))
    body = BodyReader(url, encoding, request.most, may_cut=not request.is_page)
    async for chunk in response.content.iter_chunked(_CHUNK):
        body.take(chunk)
        if body.is_cut:
            break
    return Answered(response.status, headers, body.end())


def _fault_of(failed: Exception) -> Fault:
    """Name the fault of a failed request; a connector hides it in the causes of its error."""
    causes: list[BaseException] = []
    cause: BaseException | None = failed
    while cause is not None:
        causes.append(cause)
        cause = cause.__cause__ or cause.__context__
    found = (fault for kind, fault in _FAULTS if any(isinstance(one, kind) for one in causes))
    return next(found, Fault.UNREACHABLE)


class _PrivateAddressError(OSError):
    """A host name resolves to an address that is not public."""


_FAULTS: tuple[tuple[type[BaseException], Fault], ...] = (
    (_PrivateAddressError, Fault.PRIVATE),
    (ssl.SSLError, Fault.TLS),
    (socket.gaierror, Fault.DNS),
    (aiohttp.ClientPayloadError, Fault.DAMAGED),
    (aiohttp.InvalidURL, Fault.ELSEWHERE),
    (aiohttp.ClientResponseError, Fault.STRANGE),
)
