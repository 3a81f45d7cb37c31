"""The page of `kaiken try --web`, used in a real browser as a visitor does.

`make test-browser` runs this, and installs the browser first.
"""

import json
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from importlib.resources import files
from pathlib import Path

import pytest

from bot.sandbox.web.serving import listen, open_page
from bot.setup.settings import Address
from tests.browser.chromium import NEEDS_CHROMIUM, Chromium, start_chromium
from tests.browser.page_pictures import QUESTION, QUOTED, draw_pictures, write
from tests.browser.tab import Tab, open_tab

pytestmark = NEEDS_CHROMIUM
NOW = datetime(2026, 6, 1, 9, 0, tzinfo=UTC)
ADDRESS = Address("127.0.0.1", 0)
SAVED = Path(__file__).parents[1] / "pages" / "mofa" / "C-soft-hyphen-page.html"
HOSTILE = "<img src=x onerror=alert(1)> \u202egnorw <script>alert(2)</script>"
HOSTILE_PAGE = """<!DOCTYPE html><html><body><main>
<h2>Statement on walruses &lt;b&gt;</h2><p>May 20, 2022</p>
<p>We protect walruses &lt;script&gt;alert(2)&lt;/script&gt;, and nothing else of the kind.</p>
<p>The walruses <a href="javascript:alert(3)">live</a> in peace in the north of the sea, and we
support them with all that we have, as before.</p>
</main></body></html>"""
PAIRS = [(360, "light"), (360, "dark"), (1280, "light"), (1280, "dark")]


@pytest.fixture(scope="module")
async def chromium() -> AsyncIterator[Chromium]:
    async with start_chromium() as started:
        yield started


@pytest.fixture
async def url() -> AsyncIterator[str]:
    with listen(ADDRESS) as listener:
        async with open_page(listener, ADDRESS, lambda: NOW) as served:
            yield served


@pytest.fixture
async def tab(chromium: Chromium, url: str) -> AsyncIterator[Tab]:
    """Open the page; at the end nothing was complained of, and nothing left this machine."""
    async with open_tab(chromium) as opened:
        await opened.go(url)
        await opened.see("#chats button", "Kaiken")
        yield opened
        assert opened.complaints() == []
        assert {one for one in opened.asked() if not one.startswith((url, "data:"))} == set()


async def mark(tab: Tab, words: str) -> None:
    """Mark words in the last message that has them, as with a mouse."""
    await tab.run(f"""(() => {{
      const words = {json.dumps(words)};
      const text = [...document.querySelectorAll(".of-bot .text")]
        .filter((one) => one.textContent.includes(words)).at(-1);
      const nodes = document.createTreeWalker(text, NodeFilter.SHOW_TEXT);
      const range = document.createRange();
      const start = text.textContent.indexOf(words), end = start + words.length;
      let at = 0;
      while (nodes.nextNode()) {{
        const node = nodes.currentNode, next = at + node.length;
        if (at <= start && start < next) range.setStart(node, start - at);
        if (at < end && end <= next) range.setEnd(node, end - at);
        at = next;
      }}
      getSelection().removeAllRanges();
      getSelection().addRange(range);
    }})()""")


async def find_faults(tab: Tab) -> list[str]:
    """Return the serious faults that axe finds, each with the elements."""
    axe = files("axe_core_python").joinpath("axe.min.js").read_text("utf-8")
    await tab.run(f"{axe};0")
    return await tab.run("""axe.run().then((found) => found.violations
      .filter((one) => ["serious", "critical"].includes(one.impact))
      .map((one) => one.id + ": " + one.nodes.map((node) => node.html.slice(0, 200)).join(" | ")))
    """)


async def test_a_question_is_answered_with_its_quotation(tab: Tab) -> None:
    await tab.see(".welcome", "Unofficial")
    await tab.click(".welcome button", "Start")
    await tab.see(".of-bot", "Unofficial")
    await write(tab, QUESTION, QUOTED)
    assert QUOTED.partition(" HNS")[0] in await tab.see(".of-bot blockquote")
    assert await tab.see(".of-bot a", "mofa.go.jp")


async def test_a_long_quotation_opens_and_closes(tab: Tab) -> None:
    await write(tab, "North Korea", "North Korea")
    folded = "document.querySelector('blockquote.folded')?.clientHeight"
    before = await tab.wait(folded)
    await tab.click(".unfold", "Show all")
    await tab.see(".unfold", "Show less")
    opened = "[...document.querySelectorAll('.expandable')].at(-1).clientHeight"
    assert await tab.run(opened) > before
    await tab.click(".unfold", "Show less")
    await tab.wait(f"{opened} === {before}")
    # As in Telegram, a tap on the quotation itself opens it too.
    await tab.click("blockquote.folded")
    await tab.see(".unfold", "Show less")


async def test_pages_and_context_are_edits_in_place(tab: Tab) -> None:
    await write(tab, "North Korea", "North Korea")
    await tab.click(".rows button", "More")
    await tab.see(".rows button", "2/2")
    await tab.click(".rows button", "Context")
    await tab.wait("!document.querySelector('.of-bot').textContent.includes('2/2')")
    assert await tab.run("document.querySelectorAll('.message').length") == 2


async def test_a_citation_is_copied(tab: Tab) -> None:
    await write(tab, QUESTION, QUOTED)
    await tab.click(".rows button", "Cite")
    await tab.see(".rows button", "BibTeX")
    await tab.click(".rows button", "BibTeX")
    await tab.see(".of-bot pre", "@")
    await tab.click(".copy")
    await tab.see("#note", "Copied")


async def test_a_timeline_comes_as_a_picture(tab: Tab) -> None:
    await write(tab, "/timeline North Korea", "North Korea")
    width = await tab.wait("document.querySelector('.of-bot img')?.naturalWidth")
    assert width > 400
    assert await tab.run("document.querySelector('.of-bot img').alt")


async def test_a_subscriber_sees_a_notice_its_correction_and_withdrawal_arrive(tab: Tab) -> None:
    await write(tab, "/subscribe Ukraine", "Ukraine")
    await tab.click(".rows button", "Subscribe")
    await tab.see(".of-bot", "Subscribed")
    await tab.click("#publish", "New made-up release")
    await tab.see(".of-bot", "New: Made-up release No. 1")
    await tab.click("#publish", "Correct")
    await tab.see(".of-bot", "500 generators")
    await tab.click("#publish", "Withdraw")
    await tab.see(".of-bot", "Withdrawn: Made-up release")
    await tab.see("#publish", "New made-up release")


async def test_a_reply_with_marked_words_asks_about_them(tab: Tab) -> None:
    await write(tab, QUESTION, QUOTED)
    await mark(tab, QUOTED)
    await tab.click("#reply-to-marked")
    assert (await tab.see("#about-words")).strip() == QUOTED
    await tab.type("/verify")
    await tab.press("Enter")
    await tab.see(".of-visitor .replied", QUOTED)
    await tab.wait("document.querySelectorAll('.of-bot').length === 2")
    await tab.see(".of-bot:last-child", QUOTED)


async def test_an_edited_question_is_answered_anew_in_place(tab: Tab) -> None:
    await write(tab, "Taiwan", "Taiwan")
    await tab.click("#words")
    await tab.press("ArrowUp")
    assert await tab.run("document.getElementById('words').value") == "Taiwan"
    await tab.type(" and North Korea")
    await tab.press("Enter")
    await tab.see(".of-visitor", "edited")
    await tab.see(".of-visitor .text", "Taiwan and North Korea")
    await tab.see(".of-bot .text", "North Korea")
    assert await tab.run("document.querySelectorAll('.message').length") == 2


async def test_in_the_group_the_bot_answers_when_it_is_addressed(tab: Tab) -> None:
    await tab.click("#chats button", "Newsroom")
    await write(tab, "/ask Taiwan Strait", "Taiwan Strait")
    await tab.click("#chats button", "Kaiken")
    await tab.see(".welcome", "Unofficial")
    await tab.click("#chats button", "Newsroom")
    await tab.see(".of-bot", "Taiwan Strait")


async def test_a_dropped_folder_is_put_on_record_and_read(tab: Tab, tmp_path: Path) -> None:
    folder = tmp_path / "saved"
    folder.mkdir()
    (folder / "page.html").write_bytes(SAVED.read_bytes())
    (folder / "<img src=x onerror=alert(1)>.docx").write_bytes(b"PK")
    await tab.drop(folder)
    await tab.see("#import-status", "Done: 1 refused, 1 new")
    await tab.see("#import-refused", "<img src=x onerror=alert(1)>.docx: its name does not end in")
    await tab.see("#shelf-count", "6 releases")
    await tab.click("#shelf-list button", "")
    await tab.see("#release-text")
    await tab.press("Escape")
    await tab.press("Escape")


async def test_chosen_files_are_imported_too(tab: Tab) -> None:
    await tab.click("#open-shelf")
    await tab.see("#shelf-count", "5 releases")
    await tab.choose_files("#choose-files", SAVED)
    await tab.see("#import-status", "Done: 1 new")
    await tab.see("#shelf-count", "6 releases")


async def test_the_panel_leads_to_the_quoted_words_in_the_whole_release(tab: Tab) -> None:
    await write(tab, QUESTION, QUOTED)
    await tab.click("#toggle-panel")
    await tab.see("#behind", "Understood as")
    await tab.see("#behind .calls", "sendMessage")
    await tab.see("#behind summary", "questions")
    await tab.click(".considered li:first-child button")
    marked = await tab.wait(
        "[...document.querySelectorAll('#release-text mark.quoted')]"
        ".map((one) => one.textContent).join('')"
    )
    assert QUOTED in marked
    await tab.press("Escape")
    await write(tab, "whaling in the Antarctic", "")
    await tab.see("#behind", "Nowhere on record: whaling")


async def test_hostile_words_are_shown_as_words(tab: Tab) -> None:
    await write(tab, HOSTILE)
    shown = await tab.see(".of-visitor .text")
    assert "<img src=x onerror=alert(1)>" in shown
    assert "\u202e" not in shown
    assert await tab.run("document.querySelectorAll('#messages img, #messages script').length") == 0


async def test_hostile_words_of_a_release_are_shown_as_words(tab: Tab, tmp_path: Path) -> None:
    page = tmp_path / "hostile.html"
    page.write_text(HOSTILE_PAGE)
    await tab.click("#open-shelf")
    await tab.choose_files("#choose-files", page)
    await tab.see("#import-status", "Done: 1 new")
    await tab.click("#shelf-list button", "walruses <b>")
    await tab.see("#release-text", "<script>alert(2)</script>")
    await tab.press("Escape")
    await tab.press("Escape")
    await write(tab, "What was said about walruses?", "<script>alert(2)</script>")
    await tab.click("#toggle-panel")
    await tab.see("#behind .considered", "<script>alert(2)</script>")
    assert await tab.run("document.scripts.length") == 1
    assert await tab.run("[...document.links].every((one) => one.protocol !== 'javascript:')")


FORMATTED = {
    "nested": ("ab", [("bold", 0, 2, ""), ("italic", 1, 1, "")], "<strong>a<em>b</em></strong>"),
    "crossed": (
        "abc",
        [("bold", 0, 2, ""), ("italic", 1, 2, "")],
        "<strong>a<em>b</em></strong><em>c</em>",
    ),
    "signs of two units": ("😀x", [("bold", 2, 1, "")], "😀<strong>x</strong>"),
    "a script for a link": ("ab", [("text_link", 0, 2, "javascript:alert(1)")], "<span>ab</span>"),
    "data for a link": ("ab", [("text_link", 0, 2, "data:text/html,x")], "<span>ab</span>"),
    "markup": ("<b>&amp;", [], "&lt;b&gt;&amp;amp;"),
    "a block's line": (
        "q\nr",
        [("blockquote", 0, 1, "")],
        '<blockquote>q</blockquote><span class="line-end">\n</span>r',
    ),
}


@pytest.mark.parametrize("case", FORMATTED)
async def test_entities_become_elements(tab: Tab, case: str) -> None:
    text, entities, expected = FORMATTED[case]
    given = [
        {"type": kind, "offset": offset, "length": length, "url": url}
        for kind, offset, length, url in entities
    ]
    shown = await tab.run(f"""import("/page/formatting.js").then(({{ format }}) => {{
      const shown = document.createElement("div");
      shown.append(format({json.dumps(text)}, {json.dumps(given)}, {{}}));
      return shown.innerHTML;
    }})""")
    assert shown == expected


async def test_a_deep_link_in_a_message_starts_the_bot(tab: Tab) -> None:
    link = {"type": "text_link", "offset": 0, "length": 4, "url": "https://t.me/x", "start": "r_1"}
    started = await tab.run(f"""import("/page/formatting.js").then(({{ format }}) => {{
      let started = "";
      const shown = document.createElement("div");
      const visitor = {{ start: (payload) => {{ started = payload; }} }};
      shown.append(format("Open", [{json.dumps(link)}], visitor));
      shown.querySelector("button").click();
      return started;
    }})""")
    assert started == "r_1"


async def test_a_page_of_another_origin_changes_nothing(tab: Tab, url: str) -> None:
    await tab.chromium.call("Page.navigate", tab.session, url="data:text/html,<p>another")
    await tab.wait("document.body?.textContent === 'another'")
    send = f"fetch({json.dumps(url)} + '/publish', {{method: 'POST', mode: 'no-cors'}})"
    await tab.run(f"{send}.then(() => true, () => true)")
    tab.chromium.events[tab.session].clear()
    await tab.go(url)
    await tab.see("#publish", "New made-up release")


async def test_a_deep_link_waits_for_its_reader(tab: Tab, url: str) -> None:
    await tab.go(f"{url}/?start=r_mofa-kaiken24e_000077_s3")
    await tab.wait("document.getElementById('words').value.startsWith('/start r_mofa')")
    assert await tab.run("document.querySelectorAll('.message').length") == 0
    await tab.press("Enter")
    await tab.see(".of-bot", QUOTED)


async def test_a_release_is_opened_from_the_newest_and_read(tab: Tab) -> None:
    await write(tab, "/latest", "The newest releases")
    await tab.click(".rows button", "1. 23 May 2022")
    await tab.see(".of-bot", "Monday, 23 May 2022")
    await tab.click(".rows button", "Read")
    await tab.see(".of-bot blockquote")


async def test_the_keyboard_alone_is_enough(tab: Tab) -> None:
    await tab.run("document.getElementById('words').focus()")
    await tab.type("/ver")
    await tab.wait("document.querySelectorAll('#commands [role=option]').length === 1")
    await tab.press("ArrowDown")
    assert await tab.run("document.getElementById('words').getAttribute('aria-activedescendant')")
    await tab.press("Enter")
    assert await tab.run("document.getElementById('words').value") == "/verify "
    await tab.type(QUOTED)
    await tab.press("Enter")
    await tab.see(".of-bot", QUOTED)
    await write(tab, QUESTION, "1 statement on record")
    for _ in range(60):
        await tab.press("Tab", shift=True)
        if await tab.run("document.activeElement.textContent") == "Context":
            break
    await tab.press("Enter")
    await tab.see(".of-bot:last-child", "Before")
    assert await tab.run("document.activeElement.closest('.of-bot') !== null")


@pytest.mark.parametrize("width, theme", PAIRS)
async def test_it_fits_and_axe_finds_no_serious_fault(tab: Tab, width: int, theme: str) -> None:
    await tab.resize(width, 740)
    await tab.set_theme(theme)
    assert await find_faults(tab) == []
    await write(tab, "/timeline North Korea", "North Korea")
    await write(tab, QUESTION, QUOTED)
    await tab.click("#words")
    await tab.type("/")
    await tab.see("#commands", "/help")
    assert await find_faults(tab) == []
    await tab.press("Escape")
    await tab.click("#toggle-panel")
    await tab.see("#behind", "Understood as")
    assert await find_faults(tab) == []
    await tab.click(".considered li:first-child button")
    await tab.see("#release-text")
    assert await find_faults(tab) == []
    await tab.press("Escape")
    await tab.click("#close-panel")
    await tab.click("#open-shelf")
    await tab.see("#shelf-count", "5 releases")
    assert await find_faults(tab) == []
    assert await tab.run("document.documentElement.scrollWidth <= innerWidth")


async def test_japanese_is_drawn(tab: Tab) -> None:
    await write(tab, "北朝鮮について", "")
    drawn = await tab.run("""["会", "見"].map((sign) => {
      const canvas = document.createElement("canvas");
      const context = canvas.getContext("2d");
      context.font = `60px ${getComputedStyle(document.body).fontFamily}`;
      context.fillText(sign, 10, 100);
      return canvas.toDataURL();
    })""")
    assert drawn[0] != drawn[1]


async def test_the_pictures_of_the_readme_are_of_this_page(tab: Tab) -> None:
    drawn = await draw_pictures(tab)
    assert {name.partition("-")[0] for name in drawn} == {"page", "telephone"}
    assert all(picture.startswith(b"\x89PNG") for picture in drawn.values())
    assert len({*drawn.values()}) == 4
