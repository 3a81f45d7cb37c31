"""Draws the page as the README shows it: on a screen and on a telephone, light and dark.

`make pictures` runs it; the tests of the page run it too.
"""

from __future__ import annotations

import asyncio
from pathlib import Path

from bot.sandbox.web.serving import listen, open_page
from bot.setup.services import now_utc
from bot.setup.settings import Address
from tests.browser.chromium import start_chromium
from tests.browser.tab import Tab, open_tab

FOLDER = Path(__file__).parents[2] / "docs" / "pictures"
QUESTION = "Did Host Nation Support come up in the November 2021 call?"
QUOTED = "did not discuss HNS in particular"
THEMES = ("light", "dark")
_SCREEN, _TELEPHONE = (1280, 860), (390, 780)
_ADDRESS = Address("127.0.0.1", 0)


async def write(tab: Tab, text: str, answer: str = "") -> None:
    """Write a text and wait for an answer with some words."""
    before = await tab.run("document.querySelectorAll('.of-bot').length")
    await tab.click("#words")
    await tab.type(text)
    await tab.press("Enter")
    await tab.wait(f"document.querySelectorAll('.of-bot').length > {before}")
    await tab.see(".of-bot", answer)


async def draw_pictures(tab: Tab) -> dict[str, bytes]:
    """Ask what the README shows on a page that was just opened; return the pictures by name."""
    await tab.resize(*_SCREEN)
    await write(tab, QUESTION, QUOTED)
    await tab.click("#toggle-panel")
    await tab.see("#behind", "Understood as")
    await tab.run("document.activeElement.blur()")
    drawn = {f"page-{theme}.png": await _draw(tab, theme) for theme in THEMES}
    await tab.click("#close-panel")
    await tab.resize(*_TELEPHONE)
    await write(tab, "/timeline North Korea", "North Korea")
    await tab.wait("document.querySelector('.of-bot img')?.complete")
    await tab.run("document.activeElement.blur()")
    await tab.run("document.querySelector('.of-bot img').scrollIntoView({block: 'start'})")
    return drawn | {f"telephone-{theme}.png": await _draw(tab, theme) for theme in THEMES}


async def _draw(tab: Tab, theme: str) -> bytes:
    await tab.set_theme(theme)
    return await tab.picture()


async def main() -> None:
    """Draw each picture anew."""
    with listen(_ADDRESS) as listener:
        async with (
            open_page(listener, _ADDRESS, now_utc) as url,
            start_chromium() as chromium,
            open_tab(chromium) as tab,
        ):
            await tab.go(url)
            await tab.see(".welcome")
            for name, picture in (await draw_pictures(tab)).items():
                await asyncio.to_thread((FOLDER / name).write_bytes, picture)


if __name__ == "__main__":
    asyncio.run(main())
