"""The record on the page: files that are put on it, and releases that are opened and read."""

from pathlib import Path

from playwright.async_api import Page

from tests.browser.chromium import NEEDS_CHROMIUM
from tests.browser.page_pictures import QUESTION, QUOTED
from tests.browser.visitor import find, write

pytestmark = NEEDS_CHROMIUM
SAVED = Path(__file__).parents[1] / "pages" / "mofa" / "C-soft-hyphen-page.html"
HOSTILE_PAGE = """<!DOCTYPE html><html><body><main>
<h2>Statement on walruses &lt;b&gt;</h2><p>May 20, 2022</p>
<p>We protect walruses &lt;script&gt;alert(2)&lt;/script&gt;, and nothing else of the kind.</p>
<p>The walruses <a href="javascript:alert(3)">live</a> in peace in the north of the sea, and we
support them with all that we have, as before.</p>
</main></body></html>"""


async def drop(page: Page, folder: Path) -> None:
    """Drop a folder from outside on the middle of the page.

    Playwright drops files only, so the browser is asked itself.
    """
    devtools = await page.context.new_cdp_session(page)
    data = {"items": [], "files": [str(folder)], "dragOperationsMask": 1}
    for kind in ("dragEnter", "dragOver", "drop"):
        event = {"type": kind, "x": 200, "y": 300, "data": data}
        await devtools.send("Input.dispatchDragEvent", event)


async def test_a_dropped_folder_is_put_on_record_and_read(page: Page, tmp_path: Path) -> None:
    folder = tmp_path / "saved"
    folder.mkdir()
    (folder / "page.html").write_bytes(SAVED.read_bytes())
    (folder / "<img src=x onerror=alert(1)>.docx").write_bytes(b"PK")
    await drop(page, folder)
    await find(page, "#import-status", "Done: 1 refused, 1 new").wait_for()
    await find(
        page, "#import-refused", "<img src=x onerror=alert(1)>.docx: its name does not end in"
    ).wait_for()
    await find(page, "#shelf-count", "6 releases").wait_for()
    await find(page, "#shelf-list button", "").click()
    await find(page, "#release-text").wait_for()
    await page.keyboard.press("Escape")
    await page.keyboard.press("Escape")


async def test_chosen_files_are_imported_too(page: Page) -> None:
    await find(page, "#open-shelf").click()
    await find(page, "#shelf-count", "5 releases").wait_for()
    await page.locator("#choose-files").set_input_files(SAVED)
    await find(page, "#import-status", "Done: 1 new").wait_for()
    await find(page, "#shelf-count", "6 releases").wait_for()


async def test_the_panel_leads_to_the_quoted_words_in_the_whole_release(page: Page) -> None:
    await write(page, QUESTION, QUOTED)
    await find(page, "#toggle-panel").click()
    await find(page, "#behind", "Understood as").wait_for()
    await find(page, "#behind .calls", "sendMessage").wait_for()
    await find(page, "#behind summary", "questions").wait_for()
    await find(page, ".considered li:first-child button").click()
    await find(page, "#release-text mark.quoted").wait_for()
    marked = "".join(await page.locator("#release-text mark.quoted").all_text_contents())
    assert QUOTED in marked
    await page.keyboard.press("Escape")
    await write(page, "whaling in the Antarctic", "")
    await find(page, "#behind", "Nowhere on record: whaling").wait_for()


async def test_hostile_words_of_a_release_are_shown_as_words(page: Page, tmp_path: Path) -> None:
    saved = tmp_path / "hostile.html"
    saved.write_text(HOSTILE_PAGE)
    await find(page, "#open-shelf").click()
    await page.locator("#choose-files").set_input_files(saved)
    await find(page, "#import-status", "Done: 1 new").wait_for()
    await find(page, "#shelf-list button", "walruses <b>").click()
    await find(page, "#release-text", "<script>alert(2)</script>").wait_for()
    await page.keyboard.press("Escape")
    await page.keyboard.press("Escape")
    await write(page, "What was said about walruses?", "<script>alert(2)</script>")
    await find(page, "#toggle-panel").click()
    await find(page, "#behind .considered", "<script>alert(2)</script>").wait_for()
    assert await page.evaluate("document.scripts.length") == 1
    assert await page.evaluate("[...document.links].every((one) => one.protocol !== 'javascript:')")


async def test_a_release_is_opened_from_the_newest_and_read(page: Page) -> None:
    await write(page, "/latest", "The newest releases")
    await find(page, ".rows button", "1. 23 May 2022").click()
    await find(page, ".of-bot", "Monday, 23 May 2022").wait_for()
    await find(page, ".rows button", "Read").click()
    await find(page, ".of-bot blockquote").wait_for()
