"""Draws the page as the README shows it: on a screen and on a telephone, light and dark.

`make pictures` runs it; the tests of the page run it too.
"""

from __future__ import annotations

import asyncio
from pathlib import Path

from playwright.async_api import Page, ViewportSize, expect

from bot.sandbox.web.serving import listen, open_page
from bot.setup.services import now_utc
from bot.setup.settings import Address
from tests.browser.chromium import start_chromium
from tests.browser.visitor import find, write

FOLDER = Path(__file__).parents[2] / "docs" / "pictures"
QUESTION = "Did Host Nation Support come up in the November 2021 call?"
QUOTED = "did not discuss HNS in particular"
THEMES = ("light", "dark")
_SCREEN: ViewportSize = {"width": 1280, "height": 860}
_TELEPHONE: ViewportSize = {"width": 390, "height": 780}
_ADDRESS = Address("127.0.0.1", 0)


async def draw_pictures(page: Page) -> dict[str, bytes]:
    """Ask what the README shows on a page that was just opened; return the pictures by name."""
    await page.set_viewport_size(_SCREEN)
    await write(page, QUESTION, QUOTED)
    await find(page, "#toggle-panel").click()
    await find(page, "#behind", "Understood as").wait_for()
    await page.evaluate("document.activeElement.blur()")
    drawn = {f"page-{theme}.png": await _draw(page, theme) for theme in THEMES}
    await find(page, "#close-panel").click()
    await page.set_viewport_size(_TELEPHONE)
    await write(page, "/timeline North Korea", "North Korea")
    await expect(find(page, ".of-bot img")).to_have_js_property("complete", value=True)
    await page.evaluate("document.activeElement.blur()")
    await find(page, ".of-bot img").evaluate("image => image.scrollIntoView({block: 'start'})")
    return drawn | {f"telephone-{theme}.png": await _draw(page, theme) for theme in THEMES}


async def _draw(page: Page, theme: str) -> bytes:
    await page.emulate_media(color_scheme=theme)
    return await page.screenshot()


async def main() -> None:
    """Draw each picture anew."""
    with listen(_ADDRESS) as listener:
        async with (
            open_page(listener, _ADDRESS, now_utc) as url,
            start_chromium() as chromium,
            await chromium.new_page() as page,
        ):
            await page.goto(url)
            await find(page, ".welcome").wait_for()
            for name, picture in (await draw_pictures(page)).items():
                await asyncio.to_thread((FOLDER / name).write_bytes, picture)


if __name__ == "__main__":
    asyncio.run(main())
