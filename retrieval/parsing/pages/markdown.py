"""Convert Markdown, as pandoc writes it, to the words as a reader sees them, and their blocks."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum

from retrieval.model.release import Span
from retrieval.patterns import regex

# Private characters stand for the meaning of a mark until the lines are made. They are at the end
# of a private-use plane, which no known page uses; one that does loses them, but not its words.
_PRIVATE = 0x10FF00
_BREAK, _PARAGRAPH, _CELL, _BOLD = (chr(_PRIVATE + 0x80 + number) for number in range(4))
_PRIVATE_SIGNS = regex(f"[{chr(_PRIVATE)}-{chr(_PRIVATE + 0xFF)}]")
_PLAIN = {_PRIVATE + code: chr(code) for code in range(0x80)}

# Finding a sign first, and then reading the mark there, is twice as fast as one pattern for both.
_SIGN = regex(r"[\\<&*\[\]]|!\[")
_MARK = regex(
    r"\\(?P<escaped>[!-/:-@\[-`{-~])"
    r"|<!--[^<]*?-->"
    r"|<(?P<address>[A-Za-z][A-Za-z0-9+.-]{0,30}:[^<>\s]*|[^<>\s@/]+@[^<>\s@]+)>"
    r"|</?(?P<tag>[A-Za-z][A-Za-z0-9]*)(?:[\s/][^<>]*)?>"
    r"|&(?P<entity>#\d{1,7}|#[xX][0-9A-Fa-f]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});"
    r"|(?P<stars>\*+)"
    r"|!?(?P<opens>\[)"
    r"|(?P<closes>\])"
)
# Words struck out within a paragraph: the page takes them back, "<s>Biden</s> \\[Obama\\]".
_STRUCK = regex(
    r"<(?P<tag>s|del|strike)(?:\s[^<>]*)?>(?:(?!</?(?P=tag)\b|\n\s*\n).)*</(?P=tag)>|~~(?=\S)[^~\n]+~~",
    re.IGNORECASE | re.DOTALL,
)
_STRUCK_MARKS = ("<s>", "<s ", "<del", "<strike", "~~")
# The mark of a note is no part of the word before it; "21<sup>st</sup>", "CO<sub>2</sub>" are one.
_RAISED = regex(
    r"<su[pb](?:\s[^<>]*)?>(?!(?:st|nd|rd|th|o|os|e)\s*</su[pb]>)(?<![A-Z]<sub>(?=\d))",
    re.IGNORECASE,
)
_IN_TARGET = regex(r"\\.|[()]|\n\s*\n")
_LONGEST_TARGET = 2_000  # the longest address in the data has about 900 characters
_TAGS = (
    dict.fromkeys(("br", "tr", "li"), _BREAK)
    | dict.fromkeys(
        "p div h1 h2 h3 h4 h5 h6 figure figcaption table ul ol blockquote".split(), _PARAGRAPH
    )
    | dict.fromkeys(("td", "th"), _CELL)
)
_INVISIBLE = regex("[\u00ad\u200b\u200c\u2060\ufeff]")  # not U+200D: it joins emoji
_BLANKS = regex(r"\s+")
_RULE = regex(r"-{3,}")
_QUOTED = regex(r" {0,3}> ?")
_HEADING = regex(r"#{1,6}(?:\s+(?=[^#\s])|$)")
_ITEM = regex(r"(?P<indent>\s*)(?P<marker>-|(?P<number>\d{1,3})[.)])(?P<blanks> {1,3})(?=\S)")
_BREAKS = regex(f"([{_BREAK}{_PARAGRAPH}])")
_CELLS = regex(rf"\s*{_CELL}\s*")
_HARD_BREAK = "  "


class BlockKind(StrEnum):
    """What kind of block a line of the canonical text was."""

    PARAGRAPH = "paragraph"
    HEADING = "heading"
    ITEM = "item"


@dataclass(frozen=True, slots=True)
class Block:
    """A line of the canonical text.

    `marker` is the length of an item's marker, `number` is what the marker says (empty for a
    bullet), `depth` is in how many items it is nested. `is_bold`: the whole line is bold.
    """

    kind: BlockKind
    span: Span
    marker: int = 0
    number: str = ""
    depth: int = 0
    is_bold: bool = False


@dataclass(frozen=True, slots=True)
class Document:
    """The canonical text of a page, and its lines in order."""

    text: str
    blocks: tuple[Block, ...]


@dataclass(slots=True)
class _JoinedLine:
    """A line under construction: the hard-wrapped pieces that are joined."""

    kind: BlockKind = BlockKind.PARAGRAPH
    pieces: list[str] = field(default_factory=list)
    begins_paragraph: bool = True
    marker: str = ""
    number: str = ""
    indent: int = 0


def read_markdown(source: str) -> Document:
    """Convert a page to its canonical text: the words as a reader sees them.

    Marks, tags, comments, struck-out words and the targets of links are gone (the address stays
    where it is the text of its own link); the raised mark of a note stands apart from the word
    before it; escapes and entities are what they stand for; wrapped lines are joined; two blanks
    before a line end, `<br>` and table rows end a line, cells are parted by " | "; an empty line is
    between paragraphs, none between items, which begin with "- " or their number. Each run of
    blanks, no-break ones too, is one blank, as a browser shows it; soft hyphens and signs without
    width are dropped. Other characters stay as they are.
    """
    return _document(_split_breaks(_lines(_resolve_marks(source))))


def visible(words: str) -> str:
    """Return words without invisible characters, and with single blanks."""
    return _BLANKS.sub(" ", _INVISIBLE.sub("", words)).strip()


def _resolve_marks(source: str) -> str:
    """Replace every mark by its meaning, and escaped characters by private characters."""
    clean = _without_struck(_INVISIBLE.sub("", _PRIVATE_SIGNS.sub("", source)))
    pieces: list[str] = []
    opened: list[int] = []
    end = 0
    while (sign := _SIGN.search(clean, end)) is not None:
        pieces.append(clean[end : sign.start()])
        match = _MARK.match(clean, sign.start())
        end = match.end() if match else sign.end()
        if match is None:
            pieces.append(sign[0])
        elif match["opens"]:
            opened.append(len(pieces))
            pieces.append("[")
        elif match["closes"]:
            start = opened.pop() if opened else len(pieces)
            after = _target_end(clean, end)
            pieces.append("]" if after is None else "")
            if after is not None:
                pieces[start] = ""
                end = after
        else:
            pieces.append(_meaning(match))
    pieces.append(clean[end:])
    return "".join(pieces)


def _without_struck(text: str) -> str:
    """Remove struck-out words, and separate raised marks of notes from the word before."""
    # Most pages have neither, which is found ten times as quickly.
    if any(mark in text for mark in _STRUCK_MARKS):
        text = _STRUCK.sub("", text)
    return _RAISED.sub(" ", text) if "<su" in text else text


def _target_end(text: str, start: int) -> int | None:
    """Find the end of the target in brackets after the words of a link; None without a target."""
    if not text.startswith("(", start):
        return None
    depth = 0
    for match in _IN_TARGET.finditer(text, start, start + _LONGEST_TARGET):
        if match[0].isspace():
            return None
        depth += {"(": 1, ")": -1}.get(match[0], 0)
        if not depth:
            return match.end()
    return None


def _meaning(match: re.Match[str]) -> str:
    if match["escaped"]:
        return chr(_PRIVATE + ord(match["escaped"]))
    if match["stars"]:
        return _BOLD if len(match["stars"]) > 1 else ""
    if match["address"]:
        return match["address"]
    if match["entity"]:
        return _INVISIBLE.sub("", _BLANKS.sub(" ", html.unescape(match[0])))
    closing = match[0].startswith("</")
    sign = _TAGS.get((match["tag"] or "").lower(), "")
    return "" if closing and sign != _PARAGRAPH else sign


def _lines(resolved: str) -> Iterator[_JoinedLine]:
    """Yield the lines as a reader sees them: wrapped ones joined, items and headings separate."""
    line = _JoinedLine()
    in_list = ends_line = False
    for raw in resolved.split("\n"):
        written = _unquoted(raw)
        words = written.strip()
        if not words or _RULE.fullmatch(words):
            yield line
            line, ends_line = _JoinedLine(), False
            continue
        begins = not line.pieces
        if ends_line:
            yield line
            line, begins = _JoinedLine(begins_paragraph=False), True
        in_list = in_list and not (begins and line.begins_paragraph and not raw[:1].isspace())
        item = _ITEM.match(written) if begins or in_list else None
        if item is not None and (begins or not item["number"] or _continues_numbering(line, item)):
            if not begins:
                yield line
            line = _item(item, words)
            in_list = True
        elif begins and _HEADING.match(words):
            line.kind = BlockKind.HEADING
            line.pieces.append(_HEADING.sub("", words, count=1))
        else:
            line.pieces.append(words)
        ends_line = raw.endswith(_HARD_BREAK) or line.kind is BlockKind.HEADING
    yield line


def _unquoted(raw: str) -> str:
    while (quoted := _QUOTED.match(raw)) is not None:
        raw = raw[quoted.end() :]
    return raw


def _continues_numbering(line: _JoinedLine, item: re.Match[str]) -> bool:
    """Tell whether a number in a list begins an item; "1997. He" is a wrapped line."""
    return item["number"] == "1" or item["number"] == str(int(line.number or 0) + 1)


def _item(item: re.Match[str], words: str) -> _JoinedLine:
    marker = item["marker"]
    return _JoinedLine(
        kind=BlockKind.ITEM,
        pieces=[words[len(marker) :].strip()],
        begins_paragraph=False,
        marker=f"{marker} ",
        number=item["number"] or "",
        indent=len(item["indent"].replace("\u00a0", " ")),
    )


def _split_breaks(lines: Iterator[_JoinedLine]) -> Iterator[tuple[_JoinedLine, str]]:
    """Yield each line with its words; a line break that a tag makes begins a new line."""
    for line in lines:
        current, is_used = line, False
        for position, piece in enumerate(_BREAKS.split(" ".join(line.pieces))):
            if position % 2:
                begins = piece == _PARAGRAPH or (current.begins_paragraph and not is_used)
                current, is_used = _JoinedLine(begins_paragraph=begins), False
            elif piece.strip(f"{_BOLD}{_CELL} \t\u00a0"):
                yield current, piece.strip()
                current, is_used = _JoinedLine(begins_paragraph=False), True


def _document(lines: Iterator[tuple[_JoinedLine, str]]) -> Document:
    pieces: list[str] = []
    blocks: list[Block] = []
    indents: list[int] = []
    length = 0
    for line, raw in lines:
        words = _words(raw)
        if not words:
            continue
        follows_item = bool(blocks) and blocks[-1].kind is BlockKind.ITEM
        is_item = line.kind is BlockKind.ITEM
        begins = line.begins_paragraph or is_item is not follows_item
        gap = ("\n\n" if begins else "\n") if blocks else ""
        start = length + len(gap)
        pieces += (gap, line.marker, words)
        length = start + len(line.marker) + len(words)
        if not is_item:
            indents.clear()
        blocks.append(
            Block(
                kind=line.kind,
                span=Span(start, length),
                marker=len(line.marker),
                number=line.number,
                depth=_depth(indents, line) if is_item else 0,
                is_bold=_is_bold(raw),
            )
        )
    return Document("".join(pieces), tuple(blocks))


def _words(raw: str) -> str:
    parted = _CELLS.sub(" | ", raw.strip(f"{_CELL}{_BOLD} \t\u00a0")).replace(_BOLD, "")
    return _BLANKS.sub(" ", parted.translate(_PLAIN)).strip()


def _is_bold(raw: str) -> bool:
    return raw.count(_BOLD) == 2 and raw[0] == raw[-1] == _BOLD  # noqa: PLR2004 - opened, closed


def _depth(indents: list[int], line: _JoinedLine) -> int:
    """Count the items in which an item is nested, by the indents of those above it."""
    while indents and indents[-1] >= line.indent:
        indents.pop()
    indents.append(line.indent)
    return len(indents) - 1
