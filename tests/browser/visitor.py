"""What a visitor of the page does: finds something, and writes to the bot."""

import re

from axe_playwright_python.async_playwright import Axe
from playwright.async_api import Locator, Page, expect

PAIRS = [(360, "light"), (360, "dark"), (1280, "light"), (1280, "dark")]


def find(page: Page, selector: str, text: str = "") -> Locator:
    """Return the last element of a selector that is seen and has a text, letter for letter."""
    having = page.locator(selector, has_text=re.compile(re.escape(text)))
    return having.filter(visible=True).last


async def write(page: Page, text: str, answer: str = "") -> None:
    """Write a text and wait for an answer with some words."""
    answers = page.locator(".of-bot")
    before = await answers.count()
    await find(page, "#words").click()
    await page.keyboard.insert_text(text)
    await page.keyboard.press("Enter")
    await expect(answers.nth(before)).to_be_attached()
    await find(page, ".of-bot", answer).wait_for()


async def find_faults(page: Page) -> list[str]:
    """Return the serious faults that axe finds, and where the page is too wide.

    Each is looked for on a telephone and on a screen, light and dark.
    """
    faults = []
    for width, theme in PAIRS:
        await page.set_viewport_size({"width": width, "height": 740})
        await page.emulate_media(color_scheme=theme)
        found = (await Axe().run(page)).response["violations"]
        faults += [
            f"{width} {theme} {one['id']}: {[node['html'][:200] for node in one['nodes']]}"
            for one in found
            if one["impact"] in ("serious", "critical")
        ]
        if not await page.evaluate("document.documentElement.scrollWidth <= innerWidth"):
            faults.append(f"wider than {width}")
    return faults
