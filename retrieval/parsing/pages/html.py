"""Extract the text of an article from HTML, as a reader sees it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from selectolax.lexbor import LexborHTMLParser, LexborNode

from retrieval.errors import TangledPageError
from retrieval.patterns import regex

# Where the article is, as public scrapers of the site have found; else the whole body is read.
_ARTICLES = ("main article", "article", "main", "#contents", "#maincontents", "body")
_TITLED = "h1, h2, #title2"
_SKIPPED_TAGS = frozenset(
    """
    script style noscript template nav footer aside img button form iframe svg video audio object
    select head title
    """.split()
)
# A page that strikes words out takes them back: nobody may be quoted with them.
_STRUCK = frozenset(("del", "s", "strike"))
_SKIPPED_CLASSES = regex(
    r"\b(?:social-btn|sns|share|breadcrumb|topicpath|pagetop"
    r"|sr-only|visually-hidden|visuallyhidden|screen-reader)",
    re.IGNORECASE,
)
_UNSEEN_STYLE = regex(
    r"(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse))\b", re.IGNORECASE
)
_STRUCK_STYLE = regex(r"text-decoration(?:-line)?\s*:[^;]*\bline-through\b", re.IGNORECASE)
_RAISED = frozenset(("sup", "sub"))
# These end a word: "21st", "No", and the number within a formula, "CO2".
_ORDINAL = regex(r"st|nd|rd|th|o|os|e", re.IGNORECASE)
_BLOCKS = frozenset(
    """
    p div section article main blockquote h1 h2 h3 h4 h5 h6 ul ol li dl dt dd table tr hr pre header
    figure figcaption body
    """.split()
)
_CELLS = frozenset(("td", "th"))
# HTML collapses these; other blanks (NBSP, full width) are characters of the page.
_FOLDED_BLANKS = regex(r"[ \t\r\n\f]+")
# Start and end tags together; the largest known page has about 3,000.
_MOST_NODES = 30_000
_NUMBER = regex(r"[0-9]{1,6}")
# The parser's time grows with the square of the depth; pages of the site stay below 40.
_DEEPEST = 1_000
_TAG = regex(r"<(?P<end>/?)(?P<name>[a-z][a-z0-9-]*)", re.IGNORECASE)
# Elements without an end tag, or with one that may be missing: what follows is not inside them.
_SHALLOW = frozenset(
    """
    area base br col embed hr img input link meta source track wbr
    body colgroup dd dt head html li optgroup option p rp rt tbody td tfoot th thead tr
    """.split()
)


@dataclass(slots=True)
class _TextBuilder:
    """The text so far: finished blocks, the current line, and the state of the lists."""

    text: list[str] = field(default_factory=list)
    line: list[str] = field(default_factory=list)
    marker: str = ""
    between: str = "\n\n"
    in_list: bool = False
    items: Counter[int] = field(default_factory=Counter)

    def write(self, text: str) -> None:
        """Add text to the current line."""
        self.line.append(_FOLDED_BLANKS.sub(" ", text))

    def end_block(self) -> None:
        """Finish the line as a block, with the marker of its list item."""
        self._finish()
        self.between = "\n\n"

    def break_line(self) -> None:
        """Finish the line within its block; two breaks in a row end the block."""
        self.between = "\n" if self._finish() else "\n\n"

    def _finish(self) -> bool:
        block = _FOLDED_BLANKS.sub(" ", "".join(self.line)).strip(" ")
        self.line.clear()
        if block:
            between = "\n" if self.in_list else self.between
            self.text.extend((between if self.text else "", self.marker + block))
            self.marker, self.in_list = "", False
        return bool(block)


def read_html(html: str, page: str) -> str:
    """Extract the text of a page's article: each paragraph is a block, list items have numbers.

    A line that the page breaks within a block is a line of its own, without a blank one before it.

    Scripts, navigation, share buttons, pictures and footers of the site are not part of it, nor is
    what a reader does not see, or sees struck out. A raised or lowered sign stands apart from the
    word before it, for the mark of a note is no part of a number. A page whose structure is unknown
    is read whole. No-break blanks and soft hyphens stay.

    Raises:
        TangledPageError: it is nested deeper, or has more nodes, than any page of a publisher.
    """
    if is_too_deep(html):
        raise TangledPageError(page)
    article = _find_article(LexborHTMLParser(html))
    if article is None:
        return ""
    writing = _TextBuilder()
    for seen, (node, is_end) in enumerate(_walk(article)):
        if seen > _MOST_NODES:
            raise TangledPageError(page)
        _write(writing, node, is_end=is_end)
    writing.end_block()
    return "".join(writing.text)


def is_too_deep(html: str) -> bool:
    """Tell whether a page is nested deeper than any of a publisher; such a page is not parsed."""
    depth = 0
    for tag in _TAG.finditer(html):
        if tag["name"].lower() in _SHALLOW:
            continue
        depth = max(0, depth - 1) if tag["end"] else depth + 1
        if depth > _DEEPEST:
            return True
    return False


def _find_article(page: LexborHTMLParser) -> LexborNode | None:
    """Find the smallest known container that has the page's title in it."""
    for selector in _ARTICLES:
        found = page.css_first(selector)
        if found is not None and (selector == "body" or found.css_first(_TITLED) is not None):
            return found
    return page.body


def _walk(root: LexborNode) -> Iterator[tuple[LexborNode, bool]]:
    """Yield every node below `root` that is read, at its start and, for elements, at its end."""
    stack: list[tuple[LexborNode, bool]] = [(root, False)]
    while stack:
        node, is_end = stack.pop()
        yield node, is_end
        if is_end or _is_text(node) or (node is not root and not _is_read(node)):
            continue
        stack.append((node, True))
        stack.extend((child, False) for child in reversed(_children(node)))


def _children(node: LexborNode) -> list[LexborNode]:
    found = []
    child = node.child
    while child is not None:
        found.append(child)
        child = child.next
    return found


def _is_text(node: LexborNode) -> bool:
    return node.tag == "-text"


def _is_read(node: LexborNode) -> bool:
    if node.tag in _SKIPPED_TAGS or node.tag in _STRUCK or (node.tag or "").startswith(("-", "!")):
        return False
    attributes = node.attributes
    if not attributes:
        return True
    if "hidden" in attributes or (attributes.get("aria-hidden") or "").strip().lower() == "true":
        return False
    style = attributes.get("style") or ""
    if _UNSEEN_STYLE.search(style) or _STRUCK_STYLE.search(style):
        return False
    return not _SKIPPED_CLASSES.search(attributes.get("class") or "")


def _write(writing: _TextBuilder, node: LexborNode, *, is_end: bool) -> None:
    if _is_text(node):
        writing.write(node.text_content or "")
    elif node.tag in _BLOCKS:
        writing.end_block()
        if node.tag == "li":
            writing.marker, writing.in_list = "", False
            if not is_end and node.parent is not None:
                number = writing.items[node.parent.mem_id]
                writing.items[node.parent.mem_id] += 1
                writing.marker, writing.in_list = _marker(node.parent, number), number > 0
    elif node.tag == "br" and not is_end:
        writing.break_line()
    elif (node.tag in _CELLS and is_end) or (
        node.tag in _RAISED and _stands_apart(writing, node, is_end=is_end)
    ):
        writing.write(" ")


def _stands_apart(writing: _TextBuilder, node: LexborNode, *, is_end: bool) -> bool:
    """Tell whether a blank belongs at the start, or at the end, of a raised or lowered sign."""
    sign = node.text().strip()
    if is_end:
        behind = node.next.text_content if node.next is not None and _is_text(node.next) else ""
        return not _ORDINAL.fullmatch(sign) and (behind or "")[:1].isalpha()
    before = "".join(writing.line[-1:])[-1:]
    is_formula = node.tag == "sub" and before.isalpha() and before.isupper() and sign.isdigit()
    return not is_formula and _ORDINAL.fullmatch(sign) is None


def _marker(above: LexborNode, number: int) -> str:
    """Return the marker that a reader sees before a list item with `number` items before it."""
    if above.tag not in {"ol", "ul"} or "noicon" in (above.attributes.get("class") or ""):
        return ""
    if above.tag == "ul":
        return "• "
    start = above.attributes.get("start") or "1"
    return f"{(int(start) if _NUMBER.fullmatch(start) else 1) + number}. "
