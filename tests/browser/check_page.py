"""The page of `kaiken try --web`, used in a real browser as a visitor does.

`make test-browser` runs this, and installs the browser first.
"""

import json
import re

from playwright.async_api import Page, expect

from tests.browser.chromium import NEEDS_CHROMIUM
from tests.browser.page_pictures import QUESTION, QUOTED, draw_pictures
from tests.browser.visitor import find, find_faults, write

pytestmark = NEEDS_CHROMIUM
HOSTILE = "<img src=x onerror=alert(1)> \u202egnorw <script>alert(2)</script>"


async def mark(page: Page, words: str) -> None:
    """Mark words in the last message that has them, as with a mouse."""
    await find(page, ".of-bot .text", words).evaluate(
        """(text, words) => {
          const nodes = document.createTreeWalker(text, NodeFilter.SHOW_TEXT);
          const range = document.createRange();
          const start = text.textContent.indexOf(words), end = start + words.length;
          let at = 0;
          while (nodes.nextNode()) {
            const node = nodes.currentNode, next = at + node.length;
            if (at <= start && start < next) range.setStart(node, start - at);
            if (at < end && end <= next) range.setEnd(node, end - at);
            at = next;
          }
          getSelection().removeAllRanges();
          getSelection().addRange(range);
        }""",
        words,
    )


async def test_a_question_is_answered_with_its_quotation(page: Page) -> None:
    await find(page, ".welcome", "Unofficial").wait_for()
    await find(page, ".welcome button", "Start").click()
    await find(page, ".of-bot", "Unofficial").wait_for()
    await write(page, QUESTION, QUOTED)
    assert QUOTED.partition(" HNS")[0] in await find(page, ".of-bot blockquote").text_content()
    assert await find(page, ".of-bot a", "mofa.go.jp").text_content()


async def test_a_long_quotation_opens_and_closes(page: Page) -> None:
    await write(page, "North Korea", "North Korea")
    quotation = find(page, ".expandable")
    await find(page, "blockquote.folded").wait_for()
    before = await quotation.evaluate("one => one.clientHeight")
    await find(page, ".unfold", "Show all").click()
    await find(page, ".unfold", "Show less").wait_for()
    assert await quotation.evaluate("one => one.clientHeight") > before
    await find(page, ".unfold", "Show less").click()
    await expect(quotation).to_have_js_property("clientHeight", before)
    # As in Telegram, a tap on the quotation itself opens it too.
    await find(page, "blockquote.folded").click()
    await find(page, ".unfold", "Show less").wait_for()


async def test_pages_and_context_are_edits_in_place(page: Page) -> None:
    await write(page, "North Korea", "North Korea")
    await find(page, ".rows button", "More").click()
    await find(page, ".rows button", "2/3").wait_for()
    await find(page, ".rows button", "Context").click()
    await expect(page.locator(".of-bot").first).not_to_contain_text("2/3")
    assert await page.locator(".message").count() == 2


async def test_a_citation_is_copied(page: Page) -> None:
    await write(page, QUESTION, QUOTED)
    await find(page, ".rows button", "Cite").click()
    await find(page, ".rows button", "BibTeX").wait_for()
    await find(page, ".rows button", "BibTeX").click()
    await find(page, ".of-bot pre", "@").wait_for()
    await find(page, ".copy").click()
    await find(page, "#note", "Copied").wait_for()


async def test_a_timeline_comes_as_a_picture(page: Page) -> None:
    await write(page, "/timeline North Korea", "North Korea")
    picture = find(page, ".of-bot img")
    await expect(picture).to_have_js_property("complete", value=True)
    assert await picture.evaluate("image => image.naturalWidth") > 400
    assert await picture.get_attribute("alt")


async def test_a_subscriber_sees_a_notice_its_correction_and_withdrawal_arrive(page: Page) -> None:
    await write(page, "/subscribe Ukraine", "Ukraine")
    await find(page, ".rows button", "Subscribe").click()
    await find(page, ".of-bot", "Subscribed").wait_for()
    await find(page, "#publish", "New made-up release").click()
    await find(page, ".of-bot", "New: Made-up release No. 1").wait_for()
    await find(page, "#publish", "Correct").click()
    await find(page, ".of-bot", "500 generators").wait_for()
    await find(page, "#publish", "Withdraw").click()
    await find(page, ".of-bot", "Withdrawn: Made-up release").wait_for()
    await find(page, "#publish", "New made-up release").wait_for()


async def test_a_reply_with_marked_words_asks_about_them(page: Page) -> None:
    await write(page, QUESTION, QUOTED)
    await mark(page, QUOTED)
    await find(page, "#reply-to-marked").click()
    assert (await find(page, "#about-words").text_content()).strip() == QUOTED
    await page.keyboard.insert_text("/verify")
    await page.keyboard.press("Enter")
    await find(page, ".of-visitor .replied", QUOTED).wait_for()
    await expect(page.locator(".of-bot")).to_have_count(2)
    await find(page, ".of-bot:last-child", QUOTED).wait_for()


async def test_an_edited_question_is_answered_anew_in_place(page: Page) -> None:
    await write(page, "Taiwan", "Taiwan")
    await find(page, "#words").click()
    await page.keyboard.press("ArrowUp")
    assert await page.locator("#words").input_value() == "Taiwan"
    await page.keyboard.insert_text(" and North Korea")
    await page.keyboard.press("Enter")
    await find(page, ".of-visitor", "edited").wait_for()
    await find(page, ".of-visitor .text", "Taiwan and North Korea").wait_for()
    await find(page, ".of-bot .text", "North Korea").wait_for()
    assert await page.locator(".message").count() == 2


async def test_in_the_group_the_bot_answers_when_it_is_addressed(page: Page) -> None:
    await find(page, "#chats button", "Newsroom").click()
    await write(page, "/ask Taiwan Strait", "Taiwan Strait")
    await find(page, "#chats button", "Kaiken").click()
    await find(page, ".welcome", "Unofficial").wait_for()
    await find(page, "#chats button", "Newsroom").click()
    await find(page, ".of-bot", "Taiwan Strait").wait_for()


async def test_hostile_words_are_shown_as_words(page: Page) -> None:
    await write(page, HOSTILE)
    shown = await find(page, ".of-visitor .text").text_content()
    assert "<img src=x onerror=alert(1)>" in shown
    assert "\u202e" not in shown
    assert await page.locator("#messages img, #messages script").count() == 0


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


async def test_entities_become_elements(page: Page) -> None:
    for case, (text, entities, expected) in FORMATTED.items():
        given = [
            {"type": kind, "offset": offset, "length": length, "url": url}
            for kind, offset, length, url in entities
        ]
        shown = await page.evaluate(f"""import("/page/formatting.js").then(({{ format }}) => {{
          const shown = document.createElement("div");
          shown.append(format({json.dumps(text)}, {json.dumps(given)}, {{}}));
          return shown.innerHTML;
        }})""")
        assert shown == expected, case


async def test_a_deep_link_in_a_message_starts_the_bot(page: Page) -> None:
    link = {"type": "text_link", "offset": 0, "length": 4, "url": "https://t.me/x", "start": "r_1"}
    started = await page.evaluate(f"""import("/page/formatting.js").then(({{ format }}) => {{
      let started = "";
      const shown = document.createElement("div");
      const visitor = {{ start: (payload) => {{ started = payload; }} }};
      shown.append(format("Open", [{json.dumps(link)}], visitor));
      shown.querySelector("button").click();
      return started;
    }})""")
    assert started == "r_1"


async def test_a_page_of_another_origin_changes_nothing(
    page: Page, url: str, complaints: list[str]
) -> None:
    await page.goto("data:text/html,<p>another")
    send = f"fetch({json.dumps(url)} + '/publish', {{method: 'POST', mode: 'no-cors'}})"
    await page.evaluate(f"{send}.then(() => true, () => true)")
    complaints.clear()
    await page.goto(url)
    await find(page, "#publish", "New made-up release").wait_for()


async def test_a_deep_link_waits_for_its_reader(page: Page, url: str) -> None:
    await page.goto(f"{url}/?start=r_mofa-kaiken24e_000077_s3")
    await expect(page.locator("#words")).to_have_value(re.compile("^/start r_mofa"))
    assert await page.locator(".message").count() == 0
    await page.keyboard.press("Enter")
    await find(page, ".of-bot", QUOTED).wait_for()


async def test_the_keyboard_alone_is_enough(page: Page) -> None:
    await page.locator("#words").focus()
    await page.keyboard.insert_text("/ver")
    await expect(page.locator("#commands [role=option]")).to_have_count(1)
    await page.keyboard.press("ArrowDown")
    assert await page.locator("#words").get_attribute("aria-activedescendant")
    await page.keyboard.press("Enter")
    assert await page.locator("#words").input_value() == "/verify "
    await page.keyboard.insert_text(QUOTED)
    await page.keyboard.press("Enter")
    await find(page, ".of-bot", QUOTED).wait_for()
    await write(page, QUESTION, "1 statement on record")
    for _ in range(60):
        await page.keyboard.press("Shift+Tab")
        if await page.evaluate("document.activeElement.textContent") == "Context":
            break
    await page.keyboard.press("Enter")
    await find(page, ".of-bot:last-child", "Before").wait_for()
    assert await page.evaluate("document.activeElement.closest('.of-bot') !== null")


async def test_it_fits_and_axe_finds_no_serious_fault(page: Page) -> None:
    assert await find_faults(page) == []
    await write(page, "/timeline North Korea", "North Korea")
    await write(page, QUESTION, QUOTED)
    await find(page, "#words").click()
    await page.keyboard.insert_text("/")
    await find(page, "#commands", "/help").wait_for()
    assert await find_faults(page) == []
    await page.keyboard.press("Escape")
    await find(page, "#toggle-panel").click()
    await find(page, "#behind", "Understood as").wait_for()
    assert await find_faults(page) == []
    await find(page, ".considered li:first-child button").click()
    await find(page, "#release-text").wait_for()
    assert await find_faults(page) == []
    await page.keyboard.press("Escape")
    await find(page, "#close-panel").click()
    await find(page, "#open-shelf").click()
    await find(page, "#shelf-count", "5 releases").wait_for()
    assert await find_faults(page) == []


async def test_japanese_is_drawn(page: Page) -> None:
    await write(page, "北朝鮮について", "")
    drawn = await page.evaluate("""["会", "見"].map((sign) => {
      const canvas = document.createElement("canvas");
      const context = canvas.getContext("2d");
      context.font = `60px ${getComputedStyle(document.body).fontFamily}`;
      context.fillText(sign, 10, 100);
      return canvas.toDataURL();
    })""")
    assert drawn[0] != drawn[1]


async def test_the_pictures_of_the_readme_are_of_this_page(page: Page) -> None:
    drawn = await draw_pictures(page)
    assert {name.partition("-")[0] for name in drawn} == {"page", "telephone"}
    assert all(picture.startswith(b"\x89PNG") for picture in drawn.values())
    assert len({*drawn.values()}) == 4
