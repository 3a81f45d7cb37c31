"""Lays out Telegram HTML that is longer than a message over several valid messages.

A block is read once as its visible text and the spans of its tags. Cuts are offsets in the
visible text, so none can fall inside a tag or a character reference. A piece is the HTML of a
slice: only the spans that hold some of it are written, so no tag pair is empty.
"""

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import IntEnum
from operator import attrgetter
from typing import Final

from bot.rendering.markup import Markup, MarkupError, TagPair, count_units, read_markup, write_slice
from retrieval.patterns import regex

__all__ = ["MarkupError", "pack"]

_JOIN: Final = "\n\n"
_WIDEST: Final = 2  # UTF-16 units of the widest character
_CLOSERS: Final = "\"'”’»)]」』）"
_CLOSED: Final = f"[{re.escape(_CLOSERS)}]*+"
_STOP: Final = regex(rf"(?P<mark>[.!?…。！？]{_CLOSED})?(?P<blank>\s++)|[。！？]{_CLOSED}")
_ZERO_WIDTH_JOINER: Final = "\u200d"
_SKIN_TONES: Final = ("\U0001f3fb", "\U0001f3ff")
_FLAG_LETTERS: Final = ("\U0001f1e6", "\U0001f1ff")
_FLAG_TAGS: Final = ("\U000e0020", "\U000e007f")


class _Stop(IntEnum):
    """Why a place is good for a cut; a greater value is better."""

    BLANK = 1
    SENTENCE = 2
    NEWLINE = 3


@dataclass(frozen=True, slots=True)
class _HtmlPiece:
    """HTML that fits a message, with how much it uses of the two limits."""

    html: str
    units: int
    entities: int


@dataclass(frozen=True, slots=True)
class _Room:
    """The two limits of a message."""

    units: int
    entities: int

    def holds(self, units: int, entities: int) -> bool:
        return units <= self.units and entities <= self.entities


def pack(blocks: Sequence[str], *, limit: int = 4096, entity_limit: int = 100) -> list[str]:
    """Lay blocks of Telegram HTML out over few messages, each block in one if it fits.

    Blocks share a message, with a blank line between them, while the message has at most `limit`
    UTF-16 units of visible text and `entity_limit` tag pairs (Bot API, "Formatting options" and
    sendMessage: 4,096 characters after parsing; entities after the hundredth are dropped). A
    block that fits a message is never divided. A longer one is cut after a newline, a sentence or
    a blank; what follows its last quotation (the citation) stays with the end of the quotation.

    Blank blocks are left out. So is a piece that would be a message of blanks only: Telegram
    refuses such a message.

    Raises:
        MarkupError: a block is malformed, or nests more than `entity_limit` tags.
        ValueError: `limit` has no room for a character outside the basic plane.
    """
    if limit < _WIDEST:
        raise ValueError(f"limit is {limit}; a character can take {_WIDEST} units")
    room = _Room(limit, entity_limit)
    messages: list[_HtmlPiece] = []
    for block in blocks:
        for index, piece in enumerate(_divide(block, room)):
            # Pieces of one block never share a message: the join would put a blank line between.
            if index == 0 and messages and room.holds(*_measure_joint(messages[-1], piece)):
                messages[-1] = _join(messages[-1], piece)
            else:
                messages.append(piece)
    return [message.html for message in messages]


def _measure_joint(first: _HtmlPiece, second: _HtmlPiece) -> tuple[int, int]:
    return first.units + len(_JOIN) + second.units, first.entities + second.entities


def _join(first: _HtmlPiece, second: _HtmlPiece) -> _HtmlPiece:
    return _HtmlPiece(first.html + _JOIN + second.html, *_measure_joint(first, second))


def _divide(block: str, room: _Room) -> Iterator[_HtmlPiece]:
    """Yield a block whole if it fits, else in pieces; yield nothing for a blank block."""
    markup = read_markup(block)
    units = count_units(markup.text)
    if room.holds(units, markup.pairs):
        pieces = iter((_HtmlPiece(block, units, markup.pairs),))
    elif markup.depth > room.entities:
        raise MarkupError(f"{markup.depth} tags within each other, a message holds {room.entities}")
    else:
        pieces = _cut_up(markup, room)
    if _is_visible(markup.text):
        yield from pieces


def _cut_up(markup: Markup, room: _Room) -> Iterator[_HtmlPiece]:
    text, spans = markup.text, markup.spans
    rest = _find_rest(markup, room)
    latest = _find_latest_cut(markup, rest)
    start = following = 0
    carried: list[TagPair] = []
    while start < len(text):
        end = len(text)
        if start < rest:
            overflow = following + room.entities - len(carried)
            stop = spans[overflow].start if overflow < len(spans) else latest
            end = _choose_cut(text, start, _reach(text, start, min(stop, latest), room.units))
        first, following = following, bisect_left(spans, end, following, key=attrgetter("start"))
        held = [*carried, *spans[first:following]]
        if _is_visible(words := text[start:end]):
            yield _HtmlPiece(write_slice(text, held, start, end), count_units(words), len(held))
        carried = [span for span in held if span.end > end]
        start = end


def _reach(text: str, start: int, stop: int, limit: int) -> int:
    """Find the last end up to `stop` at which `text[start:end]` is within `limit` units."""
    end = min(stop, start + limit)
    # A character takes two units at most, so half of the excess never gives up too much.
    while (excess := count_units(text[start:end]) - limit) > 0:
        end -= (excess + 1) // 2
    return end


def _find_rest(markup: Markup, room: _Room) -> int:
    """Find the first offset from which everything to the end fits one message."""
    start = max(0, len(markup.text) - room.units)
    while (excess := count_units(markup.text[start:]) - room.units) > 0:
        start += (excess + 1) // 2
    if len(markup.spans) > room.entities:
        start = max(start, sorted(span.end for span in markup.spans)[-room.entities - 1])
    return start


def _find_latest_cut(markup: Markup, rest: int) -> int:
    """Find the last offset at which a cut leaves the citation with the end of its quotation.

    That is the start of the quotation's last sentence. If the sentence does not fit, it is the
    first word from which the rest fits; if not a word fits, the start of the citation.
    """
    text = markup.text
    quoted = max((span.end for span in markup.spans if span.name == "blockquote"), default=0)
    citation = _skip_blanks(text, quoted, len(text))
    earliest = max(rest, _skip_blanks(text, 0, len(text)) + 1)
    if citation == len(text) or earliest > citation:
        return len(text)
    stops = list(_find_stops(text, earliest, quoted - 1))
    sentences = [at for stop, at in stops if stop > _Stop.BLANK]
    if sentences:
        return sentences[-1]
    anywhere = (at for at in range(earliest, quoted) if _is_clean(text, at))
    return stops[0][1] if stops else next(anywhere, citation)


def _choose_cut(text: str, start: int, end: int) -> int:
    """Choose where to cut `text[start:end]`: after some word, at the best stop.

    A stop in the later half wins over a better one in the earlier half; of equal stops the last
    is taken. So the line break after a heading is no reason to send the heading alone.
    """
    first = _skip_blanks(text, start, end)
    later = max(_find_stops(text, max(first + 1, (start + end) // 2), end), default=None)
    if later:
        return later[1]
    earlier = (at for _, at in _find_stops(text, first + 1, end))
    places = range(end, first, -1)
    clean = (at for at in places if _is_clean(text, at))
    unglued = (at for at in places if not _is_glued(text, at))
    return max(earlier, default=None) or next(clean, None) or next(unglued, end)


def _find_stops(text: str, low: int, high: int) -> Iterator[tuple[_Stop, int]]:
    """Yield the good places for a cut from `low` to `high`, both included, in order."""
    for match in _STOP.finditer(text, low - 1, high):
        at, blank = match.end(), match["blank"]
        if not _is_clean(text, at) or (not blank and text[at] in _CLOSERS):
            continue
        if blank and "\n" in blank:
            yield _Stop.NEWLINE, at
        elif blank and not match["mark"]:
            yield _Stop.BLANK, at
        else:
            yield _Stop.SENTENCE, at


def _is_visible(text: str) -> bool:
    """Tell whether a text shows anything; Telegram refuses a message of blanks and marks."""
    return any(
        not character.isspace() and unicodedata.category(character) not in {"Cc", "Cf"}
        for character in text
    )


def _skip_blanks(text: str, start: int, end: int) -> int:
    return end - len(text[start:end].lstrip())


def _is_clean(text: str, at: int) -> bool:
    """Tell whether a cut leaves the blanks before it and every character whole."""
    return not text[at].isspace() and not _is_glued(text, at)


def _is_glued(text: str, at: int) -> bool:
    """Tell whether the characters around an offset are drawn as one (Unicode Annex 29, in part)."""
    before, after = text[at - 1], text[at]
    return (
        unicodedata.category(after).startswith("M")
        or _ZERO_WIDTH_JOINER in {before, after}
        or _SKIN_TONES[0] <= after <= _SKIN_TONES[1]
        or _FLAG_TAGS[0] <= after <= _FLAG_TAGS[1]
        or _FLAG_LETTERS[0] <= min(before, after) <= max(before, after) <= _FLAG_LETTERS[1]
    )
