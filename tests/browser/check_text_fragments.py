"""In a real browser, the text fragment of a quotation marks the quoted words and no others.

`make test-browser` runs this, and installs the browser first.
"""

import asyncio
from base64 import b64encode
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from aiohttp import web
from playwright.async_api import Browser, ViewportSize

from retrieval.model.release import PartKind, Release, Span
from retrieval.parsing.pages.page import Page as SavedPage
from retrieval.parsing.registry import read
from retrieval.sources.files.seeds import find_seeds
from retrieval.text.linking.text_fragments import find_directive
from retrieval.text.sentences import sentences
from tests.browser.chromium import NEEDS_CHROMIUM
from tests.retrieval.text.linking.page_as_seen import BETWEEN_BLOCKS, see
from tests.retrieval.text.linking.pages import show_lines, show_markdown
from tests.retrieval.text.linking.specification import Page

pytestmark = NEEDS_CHROMIUM
PAGES = Path(__file__).parents[1] / "pages"
SCREEN: ViewportSize = {"width": 1200, "height": 1600}
# Words are marked a moment after their page is loaded.
SETTLE_S = 0.4
# No script may know which words are marked: they are found by their colour in a picture.
MARK = "rgb(255, 0, 255)"
STYLE = f"<style>::target-text {{ background: {MARK}; color: {MARK} }}</style>"
READ_MARKED = """
(async (picture) => {
  const image = new Image();
  image.src = "data:image/png;base64," + picture;
  await image.decode();
  const canvas = new OffscreenCanvas(image.width, image.height).getContext("2d");
  canvas.drawImage(image, 0, 0);
  const isMarked = (x, y) => canvas.getImageData(x, y, 1, 1).data.join() === "255,0,255,255";
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const range = document.createRange();
  const marked = [];
  while (texts.nextNode()) {
    for (const word of texts.currentNode.data.matchAll(/[^\\s]/gu)) {
      range.setStart(texts.currentNode, word.index);
      range.setEnd(texts.currentNode, word.index + word[0].length);
      const box = range.getBoundingClientRect();
      if (isMarked(box.x + box.width / 2, box.y + box.height / 2)) marked.push(word[0]);
    }
  }
  return marked.join("");
})
"""
REFUSAL = "I would like to refrain from commenting."
# In a page of 200 lines, the quotation does not stand where every page opens.
FILLING = "\n".join(f"Line {number} of something else." for number in range(100))


@dataclass(frozen=True)
class Quoted:
    """A quotation, and its page as the publisher shows it."""

    text: str
    span: Span
    html: str
    title: str = ""
    unseen: tuple[Span, ...] = ()

    @property
    def directive(self) -> str:
        found = find_directive(self.text, self.span, title=self.title, unseen=self.unseen)
        assert found is not None
        return str(found)


def of_release(release: Release, html: str, words: str, count: int = 3) -> Quoted:
    """Return some sentences of a release, from that which begins with some words."""
    begin = release.text.index(words)
    inside = next(one.span for one in release.statements if one.span.start <= begin < one.span.end)
    behind = [one for one in sentences(release.text, inside) if one.start >= begin]
    span = Span(begin, behind[:count][-1].end)
    unseen = tuple(part.span for part in release.parts if part.kind is PartKind.MARKER)
    return Quoted(release.text, span, html, release.title, unseen)


def of_seed(stem: str, words: str) -> Quoted:
    (seed,) = [one for one in find_seeds().intact if one.page.stem == stem]
    release = seed.read().release
    return of_release(release, show_lines(release.text), words)


def of_page(name: str, words: str) -> Quoted:
    """Return a quotation of a made-up page, shown as it was saved."""
    path = PAGES / name
    saved = path.read_text("utf-8")
    release = read(path.parent.name, SavedPage(path.stem, "", saved))
    is_html = path.suffix == ".html"
    return of_release(release, saved if is_html else show_markdown(saved, release.title), words)


def of_lines(text: str, number: int) -> Quoted:
    """Return the refusal of a number in a text, between lines of something else."""
    filled = f"{FILLING}\n{text}\n{FILLING}"
    start = -1
    for _ in range(number):
        start = filled.index(REFUSAL, start + 1)
    return Quoted(filled, Span(start, start + len(REFUSAL)), show_lines(filled))


QUOTED = {
    "a conference": lambda: of_seed("kaiken24e_000077", "Secretary Blinken and I shared the"),
    "a sentence of many numbers": lambda: of_seed("kaiken22e_000059", "This was the third"),
    "several paragraphs": lambda: of_seed("kaiken24e_000136", "I just had a Japan-U.S."),
    "items": lambda: of_seed("press6e_000363", "In light of the recent"),
    "a readout": lambda: of_seed("page6e_000266", "The two"),
    "words before it": lambda: of_lines(f"Ito: No. {REFUSAL}\nIto: Yes. {REFUSAL}", 2),
    "words behind it": lambda: of_lines(f"{REFUSAL} He left.\n{REFUSAL} She stayed.", 2),
    "soft hyphens": lambda: of_page("mofa/C-soft-hyphen-page.html", "The Government of Japan"),
    "full blanks": lambda: of_page("mofa/S20-speech-page.html", "Today one ship"),
    "Markdown": lambda: of_page(
        "whitehouse/2022-03-03-press-briefing-by-press-secretary-orla-finch.md", "We looked at"
    ),
}


@pytest.fixture
async def shown(quoted: Quoted) -> AsyncIterator[str]:
    """Serve the page of a quotation; yield its address."""

    async def show(_request: web.Request) -> web.Response:
        html = quoted.html.replace("</head>", f"{STYLE}</head>", 1)
        return web.Response(text=html, content_type="text/html")

    application = web.Application()
    application.router.add_get("/page.html", show)
    runner = web.AppRunner(application)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    _, port = runner.addresses[0]
    yield f"http://127.0.0.1:{port}/page.html"
    await runner.cleanup()


@pytest.fixture(params=QUOTED)
def quoted(request: pytest.FixtureRequest) -> Quoted:
    return QUOTED[request.param]()


async def test_the_browser_marks_the_quoted_words_and_no_others(
    quoted: Quoted, shown: str, chromium: Browser
) -> None:
    page = Page(see(quoted.html))
    ((start, end),) = page.find(quoted.directive)
    marked = await read_marked(chromium, f"{shown}#:~:{quoted.directive}")
    assert bare(marked) == bare(page.text[start:end])
    assert bare(marked) in bare(quoted.span.of(quoted.text))


async def test_words_that_are_not_in_the_page_mark_nothing(chromium: Browser) -> None:
    assert await read_marked(chromium, "data:text/html,<p>a page</p>#:~:text=another") == ""


def bare(text: str) -> str:
    """Return letters and signs only; a soft hyphen has no width, so nobody sees its mark."""
    return "".join(text.replace(BETWEEN_BLOCKS, "").replace("\u00ad", "").split())


async def read_marked(chromium: Browser, address: str) -> str:
    """Open an address; return the letters marked in its page, without blanks."""
    async with await chromium.new_page(viewport=SCREEN) as page:
        await page.goto(address)
        await asyncio.sleep(SETTLE_S)
        picture = b64encode(await page.screenshot()).decode()
        marked: str = await page.evaluate(READ_MARKED, picture)
        return marked
