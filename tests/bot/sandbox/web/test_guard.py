"""A page of another origin, or under another name, can neither read nor change anything."""

import asyncio
import socket
from collections.abc import AsyncIterator

import pytest

from bot.sandbox.web.serving import UnusableAddressError, listen
from bot.setup.settings import Address
from tests.bot.sandbox.web.opened import OpenPage, open_one

CHANGES = ["/write", "/edit", "/tap", "/publish", "/drops", "/drops/1/files", "/drops/1/import"]
FOREIGN = ["https://evil.example", "http://localhost", "http://127.0.0.1:1", "null", ""]


@pytest.fixture(scope="module")
async def page() -> AsyncIterator[OpenPage]:
    """Open one page for all of these tests: nothing that they ask for is done."""
    async with open_one() as opened:
        yield opened


@pytest.mark.parametrize("path", CHANGES)
@pytest.mark.parametrize("origin", FOREIGN)
async def test_a_page_of_another_origin_can_change_nothing(page, path: str, origin: str) -> None:
    before = len(page.told)
    refused = await page.post(path, {"chat": page.private, "text": "hello"}, Origin=origin)
    assert refused.status == 403
    assert page.told[before:] == []


async def test_a_change_without_an_origin_is_refused(page) -> None:
    async with page.session.post(f"{page.url}/publish") as response:
        assert response.status == 403


@pytest.mark.parametrize("path", ["/", "/events", "/shelf", "/page/page.js"])
@pytest.mark.parametrize("host", ["evil.example", "evil.example:8470", "127.0.0.1", "127.0.0.1:80"])
async def test_a_name_of_another_site_that_leads_here_reads_nothing(
    page, path: str, host: str
) -> None:
    response, text = await page.fetch(path, Host=host)
    assert response.status == 403
    assert "Kaiken" not in text


async def test_a_page_of_another_site_may_lead_here_and_ask_for_nothing_else(page) -> None:
    for site in ("cross-site", "same-site"):
        for path in ("/events", "/shelf", "/page/page.js", "/files/1/1"):
            assert (await page.fetch(path, **{"Sec-Fetch-Site": site}))[0].status == 403
        assert (await page.fetch("/", **{"Sec-Fetch-Site": site}))[0].status == 200
    assert (await page.fetch("/shelf", **{"Sec-Fetch-Site": "same-origin"}))[0].status == 200


async def test_the_names_of_this_machine_lead_here(page) -> None:
    port = page.url.rpartition(":")[2]
    for host in (f"127.0.0.1:{port}", f"localhost:{port}", f"[::1]:{port}"):
        assert (await page.fetch("/", Host=host))[0].status == 200


async def test_every_answer_forbids_what_the_page_does_not_need(page) -> None:
    for path in ("/", "/shelf", "/nowhere", "/page/nothing.js"):
        headers = (await page.fetch(path))[0].headers
        policy = dict(
            part.strip().partition(" ")[::2]
            for part in headers["Content-Security-Policy"].split(";")
        )
        assert policy["default-src"] == policy["frame-ancestors"] == policy["base-uri"] == "'none'"
        assert policy["script-src"] == policy["style-src"] == policy["connect-src"] == "'self'"
        assert "unsafe" not in headers["Content-Security-Policy"]
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert headers["Cross-Origin-Resource-Policy"] == "same-origin"


async def test_it_listens_on_this_machine_only() -> None:
    with listen(Address("127.0.0.1", 0)) as listener:
        assert listener.getsockname()[0] == "127.0.0.1"


async def test_an_address_that_is_taken_is_named_with_another() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        address = Address("127.0.0.1", taken.getsockname()[1])
        named = pytest.raises(UnusableAddressError, match=r"something else listens there.*--listen")
        with named, listen(address):
            pass


async def test_no_part_lies_outside_the_folder_of_the_page(page) -> None:
    reader, writer = await asyncio.open_connection(*page.url[7:].split(":"))
    host = page.url[7:]
    asked = f"GET /page/..%2fsite.py HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n"
    writer.write(asked.encode())
    assert (await reader.read()).startswith(b"HTTP/1.1 404")
    writer.close()


async def test_what_is_too_large_or_of_another_shape_is_refused(page) -> None:
    large = {"chat": page.private, "text": "x" * 200_000}
    assert (await page.post("/write", large)).status == 413
    for body in ([], {"chat": "one"}, {"text": "hello"}, None):
        assert (await page.post("/write", body)).status == 400
    assert (await page.post("/write", {"chat": page.private, "text": "x" * 4097})).status == 409
    assert (await page.post("/write", {"chat": page.private, "text": " \n"})).status == 409
    assert (await page.post("/write", {"chat": 5, "text": "hello"})).status == 409
