from collections.abc import AsyncIterator
from datetime import UTC, datetime

import pytest
from playwright.async_api import Browser, ConsoleMessage, Page, ViewportSize

from bot.sandbox.web.serving import listen, open_page
from bot.setup.settings import Address
from tests.browser.chromium import start_chromium
from tests.browser.visitor import find

NOW = datetime(2026, 6, 1, 9, 0, tzinfo=UTC)
ADDRESS = Address("127.0.0.1", 0)
SCREEN: ViewportSize = {"width": 1280, "height": 900}


@pytest.fixture(scope="session")
async def chromium() -> AsyncIterator[Browser]:
    async with start_chromium() as started:
        yield started


@pytest.fixture
async def url() -> AsyncIterator[str]:
    with listen(ADDRESS) as listener:
        async with open_page(listener, ADDRESS, lambda: NOW) as served:
            yield served


@pytest.fixture
def complaints() -> list[str]:
    """What the browser complains of: exceptions, errors and warnings."""
    return []


@pytest.fixture
async def page(chromium: Browser, url: str, complaints: list[str]) -> AsyncIterator[Page]:
    """Open the page; at the end nothing was complained of, and nothing left this machine."""
    asked: set[str] = set()

    def note(message: ConsoleMessage) -> None:
        if message.type in ("error", "warning", "assert"):
            complaints.append(f"{message.text} {message.location['url']}")

    async with await chromium.new_page(viewport=SCREEN) as opened:
        opened.on("console", note)
        opened.on("pageerror", lambda error: complaints.append(str(error)))
        opened.on("request", lambda request: asked.add(request.url))
        await opened.goto(url)
        await find(opened, "#chats button", "Kaiken").wait_for()
        yield opened
        assert complaints == []
        assert {one for one in asked if not one.startswith((url, "data:"))} == set()
