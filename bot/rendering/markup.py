"""Reads Telegram HTML as visible text and the spans of its tags, and writes slices back."""

import re
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape
from typing import Final

from retrieval.patterns import regex

_NAMED: Final = {"lt": "<", "gt": ">", "amp": "&", "quot": '"'}
_REFERENCE: Final = regex(
    r"&(?:(?P<name>lt|gt|amp|quot)|#x(?P<hex>[0-9a-fA-F]{1,6})|#(?P<decimal>[0-9]{1,7}));|&"
)
_TAG: Final = regex(
    r"""<(?:/(?P<closed>[a-z][a-z0-9-]*)\s*
           |(?P<opened>[a-z][a-z0-9-]*)(?=[\s>])(?:[^<>"']++|"[^"]*+"|'[^']*+')*)>""",
    re.ASCII | re.IGNORECASE | re.VERBOSE,
)
_SURROGATES: Final = range(0xD800, 0xE000)


class MarkupError(ValueError):
    """A block is not well-formed Telegram HTML, or nests deeper than a message can hold.

    The message gives the place, never the words: they may be a reader's.
    """


@dataclass(frozen=True, slots=True)
class TagPair:
    """A tag pair around `text[start:end]`; `tag` is its opening tag with the attributes."""

    start: int
    end: int
    name: str
    tag: str


@dataclass(frozen=True, slots=True)
class Markup:
    """A block: its visible text, and the tag pairs around text, in the order of their opening."""

    text: str
    spans: tuple[TagPair, ...]
    pairs: int  # all tag pairs, also empty ones
    depth: int


def count_units(text: str) -> int:
    """Count UTF-16 code units, Telegram's measure; never fewer than the characters."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def write_slice(text: str, spans: Sequence[TagPair], start: int, end: int) -> str:
    """Write `text[start:end]` as HTML with the spans; each span must hold some of it."""
    parts: list[str] = []
    opened: list[TagPair] = []
    at = start

    def write_until(place: int) -> None:
        nonlocal at
        while opened and opened[-1].end <= place:
            inner = opened.pop()
            parts.extend((escape(text[at : inner.end], quote=False), f"</{inner.name}>"))
            at = inner.end
        parts.append(escape(text[at:place], quote=False))
        at = place

    for span in spans:
        write_until(max(start, span.start))
        parts.append(span.tag)
        opened.append(span)
    write_until(end)
    parts.extend(f"</{span.name}>" for span in reversed(opened))
    return "".join(parts)


def read_markup(html: str) -> Markup:
    """Read a block once, from start to end.

    Raises:
        MarkupError: a tag or reference that Telegram would refuse, a crossed or an unclosed tag.
    """
    texts: list[str] = []
    openings: list[tuple[int, str, str]] = []
    ends: dict[int, int] = {}
    unclosed: list[int] = []
    at = depth = 0
    for words, tag in _read_tokens(html):
        if tag is None:
            texts.append(words)
            at += len(words)
            depth = max(depth, len(unclosed))
        elif opened := tag["opened"]:
            unclosed.append(len(openings))
            openings.append((at, opened.lower(), words))
        else:
            closed = tag["closed"].lower()
            if not unclosed or openings[unclosed[-1]][1] != closed:
                raise MarkupError(f"</{closed}> closes nothing, after {at} visible characters")
            ends[unclosed.pop()] = at
    if unclosed:
        raise MarkupError(f"<{openings[unclosed[-1]][1]}> is never closed")
    spans = tuple(
        TagPair(start, ends[index], name, tag)
        for index, (start, name, tag) in enumerate(openings)
        if start < ends[index]
    )
    return Markup("".join(texts), spans, len(openings), depth)


def _read_tokens(html: str) -> Iterator[tuple[str, re.Match[str] | None]]:
    """Yield visible words, decoded, with None, and tags, unchanged, each with its match."""
    at = 0
    while at < len(html):
        if html[at] != "<":
            end = html.find("<", at)
            end = len(html) if end < 0 else end
            words = html[at:end]
            yield _REFERENCE.sub(_decode, words) if "&" in words else words, None
        else:
            tag = _TAG.match(html, at)
            if tag is None:
                raise MarkupError(f"no tag at character {at}")
            end = tag.end()
            yield tag[0], tag
        at = end


def _decode(reference: re.Match[str]) -> str:
    """Decode what Telegram decodes (Bot API, "HTML style": four names, and any number).

    Telegram would show anything else that starts with &, so the template is wrong.
    """
    if reference["name"]:
        return _NAMED[reference["name"]]
    digits = reference["hex"] or reference["decimal"] or "0"
    code = int(digits, 16 if reference["hex"] else 10)
    if code == 0 or code in _SURROGATES or code > sys.maxunicode:
        raise MarkupError(f"no reference, {reference.start()} characters into its text")
    return chr(code)
