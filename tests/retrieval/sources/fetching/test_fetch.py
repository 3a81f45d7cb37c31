"""The result of each possible response of a site: its fault, and whether the host is left alone."""

import asyncio
import datetime as dt
import gzip
import socket
import ssl
import subprocess
import sys
import threading
import zlib
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack
from pathlib import Path

import aiohttp
import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.sources.fetching.bodies import BodyReader
from retrieval.sources.fetching.faults import Fault, UnseenError
from retrieval.sources.fetching.fetch import LARGEST_BODY, Fetcher, Manners, Times
from retrieval.sources.fetching.politeness import retry_after_s
from retrieval.sources.fetching.responses import Fetched, Gone, Seen, Unchanged, Validators

NOW = dt.datetime(2026, 11, 22, 12, 0, tzinfo=dt.UTC)
PAGE = b"<html><p>We will hold talks soon.</p></html>"
DAY_S = 24 * 3600.0

Play = Callable[[asyncio.StreamWriter], Awaitable[None]]


def answer(status: str = "200 OK", body: bytes = PAGE, **headers: str) -> bytes:
    """Build the bytes of a response; header names have `_` for `-`."""
    given = {"Content_Type": "text/html", "Content_Length": str(len(body)), **headers}
    lines = [f"HTTP/1.1 {status}", *(f"{k.replace('_', '-')}: {v}" for k, v in given.items() if v)]
    return "\r\n".join([*lines, "", ""]).encode("latin-1") + body


def redirect(location: str, status: str = "302 Found") -> bytes:
    return answer(status, b"", Location=location)


class Site:
    """A server on this machine that sends the given bytes."""

    def __init__(self) -> None:
        self.answers: dict[str, bytes | Play] = {"/fine": answer()}
        self.robots: bytes | Play = answer("404 Not Found")
        self.heads: list[str] = []
        self.visits: list[asyncio.Task[None] | None] = []
        self.greeting = b""
        self.port = 0

    @property
    def host(self) -> str:
        return f"127.0.0.1:{self.port}"

    def asked(self) -> list[str]:
        """Return the requested paths, without robots.txt."""
        paths = [head.split(" ")[1] for head in self.heads]
        return [path for path in paths if path != "/robots.txt"]

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.visits.append(asyncio.current_task())
        try:
            if self.greeting:
                writer.write(self.greeting)
                return
            head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
            self.heads.append(head)
            path = head.split(" ")[1]
            play = self.robots if path == "/robots.txt" else self.answers[path]
            if isinstance(play, bytes):
                writer.write(play)
                await writer.drain()
            else:
                await play(writer)
        except (ConnectionError, asyncio.IncompleteReadError):
            pass
        finally:
            writer.close()


class Visitor:
    """A fetcher with its own clock, and what it reports of a site."""

    def __init__(self, site: Site, stack: AsyncExitStack) -> None:
        self.site = site
        self.clock = 0.0
        self._stack = stack

    async def start(self, total_s: float = 5.0, scheme: str = "http") -> None:
        manners = Manners(
            "Kaiken/0.1 (+someone@example.org)",
            total_s,
            reaches=lambda address: address == "127.0.0.1",
            schemes=frozenset({scheme}),
        )
        times = Times(lambda: self.clock, lambda: NOW, self._sleep)
        self.fetcher = await self._stack.enter_async_context(Fetcher(manners, times))
        self.scheme = scheme
        self.move_to(self.site.host)

    def move_to(self, host: str) -> None:
        self.hosts = frozenset({host})
        self.base = f"{self.scheme}://{host}"

    async def _sleep(self, delay_s: float) -> None:
        self.clock += delay_s

    async def fetch(self, path: str, validators: Validators | None = None) -> Seen:
        known = Validators() if validators is None else validators
        return await self.fetcher.fetch(self.base + path, self.hosts, known)

    async def body(self, path: str) -> bytes:
        seen = await self.fetch(path)
        assert isinstance(seen, Fetched)
        return seen.body

    async def fault(self, path: str) -> UnseenError:
        with pytest.raises(UnseenError) as caught:
            await self.fetch(path)
        return caught.value


@pytest.fixture
async def site() -> AsyncIterator[Site]:
    made = Site()
    server = await asyncio.start_server(made.serve, "127.0.0.1", 0)
    made.port = server.sockets[0].getsockname()[1]
    # From Python 3.12 on, a server waits for its visits when it closes.
    async with server:
        yield made
        for visit in made.visits:
            if visit is not None:
                visit.cancel()


@pytest.fixture
async def visitor(site: Site) -> AsyncIterator[Visitor]:
    async with AsyncExitStack() as stack:
        made = Visitor(site, stack)
        await made.start()
        yield made


async def abort(writer: asyncio.StreamWriter) -> None:
    writer.transport.abort()


async def hang_up(writer: asyncio.StreamWriter) -> None:
    writer.close()


async def cut_in_the_middle(writer: asyncio.StreamWriter) -> None:
    writer.write(answer(body=PAGE)[:-10])
    await writer.drain()
    writer.transport.abort()


async def drip(writer: asyncio.StreamWriter) -> None:
    writer.write(answer(Content_Length="100000"))
    while not writer.is_closing():
        writer.write(b".")
        await writer.drain()
        await asyncio.sleep(0.02)


async def drip_headers(writer: asyncio.StreamWriter) -> None:
    writer.write(b"HTTP/1.1 200 OK\r\n")
    for number in range(1000):
        writer.write(b"X-%d: .\r\n" % number)
        await writer.drain()
        await asyncio.sleep(0.02)


async def say_nothing(_: asyncio.StreamWriter) -> None:
    await asyncio.Event().wait()


async def continue_for_ever(writer: asyncio.StreamWriter) -> None:
    while not writer.is_closing():
        writer.write(b"HTTP/1.1 100 Continue\r\n\r\n")
        await writer.drain()
        await asyncio.sleep(0.02)


def chunked(body: bytes) -> bytes:
    return answer(body=body, Content_Length="", Transfer_Encoding="chunked")


def raw_deflate(body: bytes) -> bytes:
    packer = zlib.compressobj(wbits=-15)
    return packer.compress(body) + packer.flush()


ZIPPED = gzip.compress(PAGE)
BOMB = gzip.compress(bytes(LARGEST_BODY + 1))
MANY_HEADERS = "HTTP/1.1 200 OK\r\n" + "".join(f"X-{n}: .\r\n" for n in range(100_000)) + "\r\n"

# The response, its fault, and whether the host is left alone after it.
FAULTS: dict[str, tuple[bytes | Play, Fault, bool]] = {
    "unauthorized": (answer("401 Unauthorized"), Fault.REFUSED, True),
    "forbidden": (answer("403 Forbidden"), Fault.REFUSED, True),
    "forbidden, in brotli": (answer("403 Forbidden", Content_Encoding="br"), Fault.REFUSED, True),
    "not acceptable": (answer("406 Not Acceptable"), Fault.REFUSED, True),
    "for legal reasons": (answer("451 Unavailable"), Fault.REFUSED, True),
    "bad request": (answer("400 Bad Request"), Fault.REFUSED, True),
    "too many": (answer("429 Too Many Requests"), Fault.THROTTLED, True),
    "too many, seconds": (answer("429 Slow", Retry_After="120"), Fault.THROTTLED, True),
    "maintenance": (answer("503 Maintenance"), Fault.THROTTLED, True),
    "maintenance, a date": (
        answer("503 Maintenance", Retry_After="Sun, 22 Nov 2026 13:00:00 GMT"),
        Fault.THROTTLED,
        True,
    ),
    "maintenance, nonsense": (answer("503 Soon", Retry_After="soon"), Fault.THROTTLED, True),
    "its own fault": (answer("500 Internal Server Error"), Fault.AWAY, True),
    "a bad gateway": (answer("502 Bad Gateway"), Fault.AWAY, True),
    "a slow gateway": (answer("504 Gateway Timeout"), Fault.AWAY, True),
    "a status of nobody": (answer("599 Whatever"), Fault.AWAY, True),
    "accepted, a challenge": (answer("202 Accepted"), Fault.STRANGE, True),
    "no content": (answer("204 No Content", b"", Content_Length=""), Fault.STRANGE, True),
    "a part": (answer("206 Partial Content", Content_Range="bytes 0-9/99"), Fault.STRANGE, True),
    "a choice": (answer("300 Multiple Choices"), Fault.STRANGE, True),
    "a redirect to nowhere": (answer("302 Found", b""), Fault.STRANGE, False),
    "304 unasked": (answer("304 Not Modified", b"", Content_Length=""), Fault.STRANGE, False),
    "no HTTP": (b"\x00\x01\x02 SSH-2.0-OpenSSH_9.2\r\n\r\n", Fault.STRANGE, True),
    "another mail": (b"220 mail.example.org ESMTP\r\n", Fault.STRANGE, True),
    "a long header": (answer(X_Long="a" * 20_000), Fault.STRANGE, True),
    "100,000 headers": (MANY_HEADERS.encode(), Fault.STRANGE, True),
    "an endless status line": (b"HTTP/1.1 200 " + b"O" * 200_000, Fault.STRANGE, True),
    "a negative length": (answer(Content_Length="-1"), Fault.STRANGE, True),
    "two lengths": (answer(Content_Length="5\r\nContent-Length: 7"), Fault.STRANGE, True),
    "no chunk size": (chunked(b"zz\r\nhello\r\n0\r\n\r\n"), Fault.STRANGE, True),
    "a chunk cut off": (chunked(b"ff\r\n<html>"), Fault.DAMAGED, False),
    "no last chunk": (chunked(b"6\r\n<html>\r\n"), Fault.DAMAGED, False),
    "shorter than it says": (answer(Content_Length="5000"), Fault.DAMAGED, False),
    "cut in the middle": (cut_in_the_middle, Fault.DAMAGED, False),
    "empty": (answer(body=b""), Fault.DAMAGED, False),
    "blank": (answer(body=b" \r\n\t "), Fault.DAMAGED, False),
    "gzip cut off": (answer(body=ZIPPED[:-9], Content_Encoding="gzip"), Fault.DAMAGED, False),
    "gzip, its header only": (
        answer(body=ZIPPED[:8], Content_Encoding="gzip"),
        Fault.DAMAGED,
        False,
    ),
    "gzip, a false checksum": (
        answer(body=ZIPPED[:-8] + b"\0" * 8, Content_Encoding="gzip"),
        Fault.DAMAGED,
        False,
    ),
    "gzip it is not": (answer(Content_Encoding="gzip"), Fault.DAMAGED, False),
    "gzip with a tail": (
        answer(body=ZIPPED + b"junk", Content_Encoding="gzip"),
        Fault.DAMAGED,
        False,
    ),
    "a bomb": (answer(body=BOMB, Content_Encoding="gzip"), Fault.TOO_LARGE, False),
    "too large": (answer(body=b"a" * (LARGEST_BODY + 1)), Fault.TOO_LARGE, False),
    "brotli": (answer(Content_Encoding="br"), Fault.ENCODING, False),
    "zstd": (answer(Content_Encoding="zstd"), Fault.ENCODING, False),
    "deflate": (answer(body=raw_deflate(PAGE), Content_Encoding="deflate"), Fault.ENCODING, False),
    "gzip twice": (
        answer(body=gzip.compress(ZIPPED), Content_Encoding="gzip, gzip"),
        Fault.ENCODING,
        False,
    ),
    "gzip twice, in two headers": (
        answer(body=gzip.compress(ZIPPED), Content_Encoding="gzip\r\nContent-Encoding: gzip"),
        Fault.ENCODING,
        False,
    ),
    "a PDF": (answer(Content_Type="application/pdf"), Fault.NO_PAGE, False),
    "a picture": (answer(Content_Type="image/png"), Fault.NO_PAGE, False),
    "a type of nobody": (answer(Content_Type="x" * 300), Fault.NO_PAGE, False),
    "reset": (abort, Fault.UNREACHABLE, True),
    "hung up": (hang_up, Fault.UNREACHABLE, True),
    "to itself": (redirect("/here"), Fault.LOOP, False),
    "to http's other": (redirect("ftp://127.0.0.1/x"), Fault.ELSEWHERE, False),
    "to another host": (redirect("http://example.org/fine"), Fault.ELSEWHERE, False),
    "to another port": (redirect("http://127.0.0.1:1/fine"), Fault.ELSEWHERE, False),
    "to a login elsewhere": (redirect("//login.example.org/?next=x"), Fault.ELSEWHERE, False),
    "to a script": (redirect("javascript:alert(1)"), Fault.ELSEWHERE, False),
    "to no address": (redirect("http://[::1"), Fault.ELSEWHERE, False),
}
SLOW: dict[str, Play] = {
    "a drip": drip,
    "dripping headers": drip_headers,
    "silence": say_nothing,
    "100 Continue without end": continue_for_ever,
}


async def check_what_follows(visitor: Visitor, unseen: UnseenError, rests: bool) -> None:
    before = list(visitor.site.heads)
    if rests:
        resting = await visitor.fault("/fine")
        assert resting.fault is Fault.RESTING
        assert resting.rest_s is not None
        assert resting.rest_s >= max(60.0, unseen.rest_s or 0.0)
        assert visitor.site.heads == before
        visitor.clock += resting.rest_s
    assert await visitor.body("/fine") == PAGE


@pytest.mark.parametrize("name", FAULTS)
async def test_each_fault_has_its_name_and_its_consequence(visitor: Visitor, name: str) -> None:
    play, fault, rests = FAULTS[name]
    visitor.site.answers["/here"] = play
    unseen = await visitor.fault("/here")
    assert unseen.fault is fault, unseen
    assert unseen.reason
    if not name.startswith("to "):
        assert unseen.url == f"{visitor.base}/here"
    await check_what_follows(visitor, unseen, rests)


@pytest.mark.parametrize("name", SLOW)
async def test_a_slow_answer_is_left_after_the_total_time(visitor: Visitor, name: str) -> None:
    visitor.site.answers["/here"] = SLOW[name]
    await visitor.start(total_s=0.5)
    unseen = await visitor.fault("/here")
    assert (unseen.fault, unseen.url) == (Fault.SLOW, f"{visitor.base}/here")
    assert unseen.reason == "not whole within 0.5 s"
    await check_what_follows(visitor, unseen, rests=True)


async def test_a_slow_name_server_counts_as_well(
    visitor: Visitor, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = threading.Event()

    def look_up(*_: object, **__: object) -> list[object]:
        asked.wait(10)
        return []

    monkeypatch.setattr(socket, "getaddrinfo", look_up)
    await visitor.start(total_s=0.05)
    visitor.move_to("slow.example.org")
    assert (await visitor.fault("/fine")).fault is Fault.SLOW
    asked.set()


async def test_a_connection_that_never_comes_counts_as_well(
    visitor: Visitor, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def connect(*_: object) -> None:
        await asyncio.sleep(60)

    monkeypatch.setattr(asyncio.get_running_loop(), "sock_connect", connect)
    await visitor.start(total_s=0.05)
    assert (await visitor.fault("/fine")).fault is Fault.SLOW


async def test_a_name_that_nobody_has_is_a_fault_of_names(
    visitor: Visitor, monkeypatch: pytest.MonkeyPatch
) -> None:
    def look_up(*_: object, **__: object) -> list[object]:
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", look_up)
    visitor.move_to("nobody.example.org")
    unseen = await visitor.fault("/fine")
    assert unseen.fault is Fault.DNS
    assert (await visitor.fault("/fine")).fault is Fault.RESTING


async def test_a_port_where_nobody_listens_is_unreachable(visitor: Visitor) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    visitor.move_to(f"127.0.0.1:{port}")
    assert (await visitor.fault("/fine")).fault is Fault.UNREACHABLE


async def test_garbage_instead_of_tls_is_a_fault_of_tls(visitor: Visitor) -> None:
    await visitor.start(scheme="https")
    visitor.site.greeting = b"HTTP/1.1 400 Bad Request\r\n\r\n"
    assert (await visitor.fault("/fine")).fault is Fault.TLS
    assert (await visitor.fault("/fine")).fault is Fault.RESTING


async def test_a_certificate_that_nobody_vouches_for_is_a_fault_of_tls(
    visitor: Visitor, tmp_path: Path
) -> None:
    key, certificate = tmp_path / "key.pem", tmp_path / "certificate.pem"
    make = "openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 2"
    names = ["-subj", "/CN=127.0.0.1", "-addext", "subjectAltName=IP:127.0.0.1"]
    files = ["-keyout", str(key), "-out", str(certificate)]
    subprocess.run([*make.split(), *names, *files], check=True, capture_output=True)  # noqa: ASYNC221
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)
    server = await asyncio.start_server(visitor.site.serve, "127.0.0.1", 0, ssl=context)
    async with server:
        await visitor.start(scheme="https")
        visitor.move_to(f"127.0.0.1:{server.sockets[0].getsockname()[1]}")
        assert (await visitor.fault("/fine")).fault is Fault.TLS
    assert visitor.site.heads == []


@pytest.mark.parametrize("status", ["404 Not Found", "410 Gone"])
async def test_only_the_site_itself_says_that_a_page_is_gone(visitor: Visitor, status: str) -> None:
    visitor.site.answers["/here"] = answer(status, b"no such page")
    assert await visitor.fetch("/here") == Gone()
    assert await visitor.body("/fine") == PAGE


REDIRECTS = {
    "301 Moved Permanently": "/fine",
    "302 Found": "fine",
    "303 See Other": "./fine#topic1",
    "307 Temporary Redirect": "{base}/fine",
    "308 Permanent Redirect": "//{host}/fine",
}


@pytest.mark.parametrize("status", REDIRECTS)
async def test_redirects_within_the_hosts_are_followed_to_their_end(
    visitor: Visitor, status: str
) -> None:
    location = REDIRECTS[status].format(base=visitor.base, host=visitor.site.host)
    visitor.site.answers["/here"] = redirect(location, status)
    began = visitor.clock
    seen = await visitor.fetch("/here")
    assert isinstance(seen, Fetched)
    assert (seen.url, seen.body) == (f"{visitor.base}/fine", PAGE)
    assert visitor.clock - began >= 2 * 2.0  # after robots.txt, and between the two


async def test_six_pages_are_asked_for_and_no_more(visitor: Visitor) -> None:
    for number in range(8):
        visitor.site.answers[f"/{number}"] = redirect(f"/{number + 1}")
    assert (await visitor.fault("/0")).fault is Fault.LOOP
    assert visitor.site.asked() == [f"/{number}" for number in range(6)]


async def test_a_loop_is_left_where_it_closes(visitor: Visitor) -> None:
    visitor.site.answers |= {"/a": redirect("/b"), "/b": redirect("/a")}
    assert (await visitor.fault("/a")).fault is Fault.LOOP
    assert visitor.site.asked() == ["/a", "/b"]


async def test_a_redirect_from_https_to_http_is_not_followed(visitor: Visitor) -> None:
    await visitor.start(scheme="https")
    with pytest.raises(UnseenError) as caught:
        await visitor.fetcher.fetch(f"http://{visitor.site.host}/fine", visitor.hosts)
    assert caught.value.fault is Fault.ELSEWHERE
    assert visitor.site.heads == []


READABLE: dict[str, bytes] = {
    "a charset of nobody": answer(Content_Type="text/html; charset=klingon"),
    "a false charset": answer(Content_Type='TEXT/HTML; Charset="shift_jis"'),
    "no type": answer(Content_Type=""),
    "plain text": answer(Content_Type="text/plain"),
    "a feed": answer(Content_Type="application/atom+xml"),
    "no length": answer(Content_Length=""),
    "chunks": chunked(b"%x\r\n%b\r\n0\r\n\r\n" % (len(PAGE), PAGE)),
    "gzip": answer(body=ZIPPED, Content_Encoding="gzip"),
    "GZIP": answer(body=ZIPPED, Content_Encoding=" GZIP "),
    "x-gzip": answer(body=ZIPPED, Content_Encoding="x-gzip"),
    "gzip of two files": answer(
        body=gzip.compress(PAGE[:9]) + gzip.compress(PAGE[9:]), Content_Encoding="gzip"
    ),
    "identity": answer(Content_Encoding="identity"),
    "cookies": answer(Set_Cookie="a=b; Domain=.jp"),
    "HTTP/1.0": answer().replace(b"HTTP/1.1", b"HTTP/1.0", 1),
}


@pytest.mark.parametrize("name", READABLE)
async def test_a_page_is_read_byte_for_byte_however_it_comes(visitor: Visitor, name: str) -> None:
    visitor.site.answers["/here"] = READABLE[name]
    assert await visitor.body("/here") == PAGE


async def test_one_limit_is_set_for_a_whole_response_and_none_for_its_parts(
    visitor: Visitor,
) -> None:
    assert visitor.fetcher._session is not None
    assert visitor.fetcher._session.timeout == aiohttp.ClientTimeout()


async def test_a_fetcher_that_is_closed_fetches_nothing(visitor: Visitor) -> None:
    session = visitor.fetcher._session
    async with visitor.fetcher as opened:
        assert opened is visitor.fetcher
        assert visitor.fetcher._session is not session
    assert visitor.fetcher._session is not None
    assert visitor.fetcher._session.closed
    assert session is not None
    await session.close()


async def test_a_fetcher_that_was_never_opened_fetches_nothing() -> None:
    manners = Manners("Kaiken", schemes=frozenset({"http"}))
    never = Fetcher(manners, Times(lambda: 0.0, lambda: NOW, asyncio.sleep))
    await never.__aexit__()
    with pytest.raises(RuntimeError, match="async with"):
        await never.fetch("http://127.0.0.1:1/x", frozenset({"127.0.0.1:1"}))


async def test_only_gzip_is_asked_for_and_no_cookie_goes_back(visitor: Visitor) -> None:
    visitor.site.answers["/here"] = answer(Set_Cookie="visitor=1")
    await visitor.fetch("/here")
    await visitor.fetch("/fine")
    for head in visitor.site.heads:
        assert "accept-encoding: gzip\r\n" in head.lower()
        assert "cookie" not in head.lower()
        assert "\r\nUser-Agent: Kaiken/0.1 (+someone@example.org)\r\n" in head
        assert "\r\nConnection: close\r\n" in head


VALIDATORS = [
    Validators('"1a2b-5e"', "Sun, 22 Nov 2026 11:00:00 GMT"),
    Validators('W/"weak"'),
    Validators('unquoted, "and, commas"'),
    Validators('"--gzip"', "yesterday"),
    Validators('"é"'),
    Validators("", "Thu, 01 Jan 1970 00:00:00 +0000"),
]


@pytest.mark.parametrize("known", VALIDATORS)
async def test_validators_go_back_letter_for_letter(visitor: Visitor, known: Validators) -> None:
    headers = {"ETag": known.etag, "Last_Modified": known.last_modified}
    visitor.site.answers["/here"] = answer(**headers).decode("latin-1").encode("utf-8")
    seen = await visitor.fetch("/here")
    assert isinstance(seen, Fetched)
    assert seen.validators == known
    visitor.site.answers["/here"] = answer("304 Not Modified", b"", Content_Length="")
    for _ in range(3):
        assert await visitor.fetch("/here", seen.validators) == Unchanged()
        head = visitor.site.heads[-1].encode("latin-1").decode()
        for name, value in [
            ("If-None-Match", known.etag),
            ("If-Modified-Since", known.last_modified),
        ]:
            assert (f"\r\n{name}: {value}\r\n" in head) == bool(value)


async def test_a_304_with_a_body_is_strange_and_the_next_request_goes_without_validators(
    visitor: Visitor,
) -> None:
    visitor.site.answers["/here"] = answer("304 Not Modified", PAGE)
    known = Validators('"old"')
    with pytest.raises(UnseenError) as caught:
        await visitor.fetch("/here", known)
    assert caught.value.fault is Fault.STRANGE
    visitor.clock += 60.0
    visitor.site.answers["/here"] = answer()
    assert isinstance(await visitor.fetch("/here", known), Fetched)
    assert "if-none-match" not in visitor.site.heads[-1].lower()


async def test_a_validator_that_is_no_text_is_not_kept(visitor: Visitor) -> None:
    visitor.site.answers["/here"] = answer(ETag='"\xff\xfe"')
    seen = await visitor.fetch("/here")
    assert isinstance(seen, Fetched)
    assert seen.validators == Validators()


async def test_a_page_that_changed_is_read_though_validators_were_given(visitor: Visitor) -> None:
    visitor.site.answers["/fine"] = answer(ETag='"new"')
    seen = await visitor.fetch("/fine", Validators('"old"'))
    assert seen == Fetched(f"{visitor.base}/fine", PAGE, Validators('"new"'))


RETRY_AFTER = {
    "120": 120.0,
    "Sun, 22 Nov 2026 12:05:00 GMT": 300.0,
    "Sunday, 22-Nov-26 12:05:00 GMT": 300.0,
    "Sun Nov 22 12:05:00 2026": 300.0,
    "0": 60.0,
    "1": 60.0,
    "Sat, 21 Nov 2026 12:00:00 GMT": 60.0,
    "-5": 60.0,
    "12.5": 60.0,
    "in a minute": 60.0,
    "": 60.0,
    "9" * 5000: DAY_S,
    "Sun, 22 Nov 2099 12:00:00 GMT": DAY_S,
    "Sun, 99 Nov 2026 99:99:99 GMT": 60.0,
}


@pytest.mark.parametrize("status", ["429 Too Many Requests", "503 Maintenance", "403 Forbidden"])
@pytest.mark.parametrize("asked", RETRY_AFTER)
async def test_a_host_is_left_alone_as_long_as_it_asks(
    visitor: Visitor, status: str, asked: str
) -> None:
    visitor.site.answers["/here"] = answer(status, Retry_After=asked)
    await visitor.fault("/here")
    assert (await visitor.fault("/fine")).rest_s == RETRY_AFTER[asked]


@given(st.text() | st.text("0123456789:, +-GMTSunNovDecJan", max_size=40))
def test_any_retry_after_is_a_time_or_none(value: str) -> None:
    asked_s = retry_after_s(value, NOW)
    assert asked_s is None or asked_s >= 0


async def test_a_host_that_goes_on_failing_is_left_alone_twice_as_long(visitor: Visitor) -> None:
    visitor.site.answers["/here"] = answer("500 Internal Server Error")
    rests = []
    for _ in range(12):
        await visitor.fault("/here")
        rest_s = (await visitor.fault("/fine")).rest_s
        assert rest_s is not None
        rests.append(rest_s)
        visitor.clock += rest_s
    assert rests == [min(60.0 * 2**number, 6 * 3600.0) for number in range(12)]
    await visitor.fetch("/fine")
    await visitor.fault("/here")
    assert (await visitor.fault("/fine")).rest_s == 60.0


MEASURE = """
import asyncio, resource, sys
from datetime import datetime
from pathlib import Path
from retrieval.sources.fetching.faults import UnseenError
from retrieval.sources.fetching.fetch import Fetcher, Manners, Times

HEAD = b"HTTP/1.1 200 OK\\r\\nContent-Type: text/html\\r\\nContent-Encoding: gzip\\r\\n\\r\\n"
bomb, small = Path(sys.argv[1]).read_bytes(), Path(sys.argv[2]).read_bytes()

async def serve(reader, writer):
    head = await reader.readuntil(b"\\r\\n\\r\\n")
    writer.write(HEAD + (bomb if b"/bomb" in head else small))
    try:
        await writer.drain()
    except ConnectionError:
        pass
    writer.close()

async def sleep(_):
    pass

async def main():
    server = await asyncio.start_server(serve, "127.0.0.1", 0)
    host = "127.0.0.1:%d" % server.sockets[0].getsockname()[1]
    manners = Manners("Kaiken", 60, lambda _: True, frozenset({"http"}))
    async with Fetcher(manners, Times(lambda: 0.0, datetime.now, sleep)) as fetcher:
        await fetcher.fetch(f"http://{host}/small", frozenset({host}))
        before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        try:
            await fetcher.fetch(f"http://{host}/bomb", frozenset({host}))
        except UnseenError as unseen:
            after = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
            print(unseen.fault, after - before)

asyncio.run(main())
"""


def test_a_bomb_of_a_mebibyte_takes_32_mebibytes_at_most(tmp_path: Path) -> None:
    # After a full flush the decompressor has no history: the same bytes may come again.
    packer = zlib.compressobj(9, wbits=31)
    head = packer.compress(bytes(1 << 20)) + packer.flush(zlib.Z_FULL_FLUSH)
    again = packer.compress(bytes(1 << 20)) + packer.flush(zlib.Z_FULL_FLUSH)
    packed = head + again * ((1 << 20) // len(again))
    bomb, small = tmp_path / "bomb", tmp_path / "small"
    bomb.write_bytes(packed)
    small.write_bytes(ZIPPED)
    told = subprocess.run(
        [sys.executable, "-c", MEASURE, bomb, small], check=True, capture_output=True, text=True
    )
    *fault, grown_kib = told.stdout.split()
    assert " ".join(fault) == Fault.TOO_LARGE
    assert int(grown_kib) <= 32 * 1024, grown_kib


def test_a_body_of_empty_parts_is_bounded() -> None:
    body = BodyReader("x", "gzip", 10_000)
    with pytest.raises(UnseenError) as caught:
        body.take(gzip.compress(b"") * 1000)
    assert caught.value.fault is Fault.TOO_LARGE


def rules(text: str) -> bytes:
    return answer(body=text.encode(), Content_Type="text/plain")


async def test_what_robots_txt_disallows_is_not_asked_for(visitor: Visitor) -> None:
    visitor.site.robots = rules("User-agent: kaiken\nDisallow: /here")
    for _ in range(3):
        unseen = await visitor.fault("/here")
        assert (unseen.fault, unseen.url) == (Fault.DISALLOWED, f"{visitor.base}/here")
    assert await visitor.body("/fine") == PAGE
    assert visitor.site.asked() == ["/fine"]


async def test_a_redirect_to_what_is_disallowed_is_not_followed(visitor: Visitor) -> None:
    visitor.site.robots = rules("User-agent: *\nDisallow: /fine")
    visitor.site.answers["/here"] = redirect("/fine")
    assert (await visitor.fault("/here")).fault is Fault.DISALLOWED
    assert visitor.site.asked() == ["/here"]


async def test_robots_txt_is_asked_for_once_a_day(visitor: Visitor) -> None:
    visitor.site.robots = rules("")
    for _ in range(3):
        await visitor.fetch("/fine")
    assert len(visitor.site.heads) - len(visitor.site.asked()) == 1
    visitor.clock += DAY_S
    visitor.site.robots = rules("User-agent: *\nDisallow: /")
    assert (await visitor.fault("/fine")).fault is Fault.DISALLOWED


async def test_pages_asked_for_at_once_wait_for_one_robots_txt(visitor: Visitor) -> None:
    await asyncio.gather(*(visitor.fetch("/fine") for _ in range(5)))
    assert len(visitor.site.heads) == 6


@pytest.mark.parametrize(
    "status", ["400 Bad Request", "401 Unauthorized", "403 Forbidden", "404 Not Found", "410 Gone"]
)
async def test_without_a_robots_txt_everything_may_be_read(visitor: Visitor, status: str) -> None:
    visitor.site.robots = answer(status, b"User-agent: *\nDisallow: /")
    assert await visitor.body("/fine") == PAGE


NO_ROBOTS: dict[str, tuple[bytes | Play, Fault]] = {
    "its own fault": (answer("500 Internal Server Error"), Fault.AWAY),
    "maintenance": (answer("503 Maintenance", Retry_After="90"), Fault.THROTTLED),
    "too many": (answer("429 Too Many Requests"), Fault.THROTTLED),
    "hung up": (hang_up, Fault.UNREACHABLE),
    "no HTTP": (b"hello\r\n\r\n", Fault.STRANGE),
    "cut off": (answer(body=rules("")[:9], Content_Length="99"), Fault.DAMAGED),
    "gzip cut off": (answer(body=ZIPPED[:8], Content_Encoding="gzip"), Fault.DAMAGED),
    "brotli": (answer(Content_Encoding="br"), Fault.ENCODING),
    "to itself": (redirect("/robots.txt"), Fault.LOOP),
    "to nowhere": (redirect(""), Fault.STRANGE),
    "to another host": (redirect("http://example.org/robots.txt"), Fault.ELSEWHERE),
}


@pytest.mark.parametrize("name", NO_ROBOTS)
async def test_while_robots_txt_cannot_be_had_nothing_is_asked_for(
    visitor: Visitor, name: str
) -> None:
    visitor.site.robots, fault = NO_ROBOTS[name]
    assert (await visitor.fault("/fine")).fault is fault
    before = len(visitor.site.heads)
    resting = await visitor.fault("/fine")
    assert resting.fault is Fault.RESTING
    assert len(visitor.site.heads) == before
    visitor.clock += resting.rest_s or 0.0
    visitor.site.robots = rules("")
    assert await visitor.body("/fine") == PAGE


async def test_a_robots_txt_may_stand_elsewhere_on_the_hosts(visitor: Visitor) -> None:
    visitor.site.robots = redirect("/rules")
    visitor.site.answers["/rules"] = rules("User-agent: *\nDisallow: /here")
    assert (await visitor.fault("/here")).fault is Fault.DISALLOWED


async def test_of_an_endless_robots_txt_the_beginning_counts(visitor: Visitor) -> None:
    lines = ["User-agent: *", "Disallow: /here", *["Disallow: /some/other/place"] * 40_000]
    visitor.site.robots = rules("\n".join(lines))
    assert (await visitor.fault("/here")).fault is Fault.DISALLOWED
    assert await visitor.body("/fine") == PAGE


async def test_the_pause_that_robots_txt_wants_is_kept_from_the_first_page_on(
    visitor: Visitor,
) -> None:
    visitor.site.robots = rules("User-agent: *\nCrawl-delay: 30")
    began = visitor.clock
    await visitor.fetch("/fine")
    assert visitor.clock - began == 30.0
    await visitor.fetch("/fine")
    assert visitor.clock - began == 60.0


async def test_a_fetch_that_is_given_up_leaves_the_host_to_the_others(visitor: Visitor) -> None:
    asked = asyncio.Event()

    async def tell_and_say_nothing(writer: asyncio.StreamWriter) -> None:
        asked.set()
        await say_nothing(writer)

    visitor.site.answers["/here"] = tell_and_say_nothing
    waiting = asyncio.create_task(visitor.fetch("/here"))
    await asked.wait()
    waiting.cancel()
    with pytest.raises(asyncio.CancelledError):
        await waiting
    began = visitor.clock
    assert await visitor.body("/fine") == PAGE
    assert visitor.clock - began == 2.0
