"""Lines that run on: a sentence does not end because a page breaks its line.

A page may be wrapped at a width, or break a line by a tag. Lines between which a blank line stands
never run on.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise

from retrieval.model.release import Span
from retrieval.patterns import regex
from retrieval.text.dates import read_dateline

_NARROWEST, _WIDEST = 40, 120
_FEWEST_WITHIN = 0.4
_LINE = regex(r"[^\r\n]+")
_TAIL = 40
_ENDS_A_SENTENCE = regex(r"[.?!…][”\"’')\]]*$")
_ENDS_A_CLAUSE = regex(r"[:;|。][”\"’')\]]*$")
# Behind these a sentence always goes on.
_LEADS_ON = regex(
    r"(?:,|\b(?:Mr|Mrs|Ms|Dr|Prof|Gen|Sen|Gov|Amb)\.|\b(?:a|an|the|of|to|and|or|in|on|at|by|for|from|"
    r"with|as|that|which|who|is|are|was|were|be|been|has|have|had|will|would|can|may|must|not|no|"
    r"its|our|his|her|their|this|these|than|into|between|under|over))$"
)
# List items, addresses and captions.
_STANDS_ALONE = regex(
    r"(?:[•\-*・–—※|>#]|\(?(?:\d{1,3}|[a-z]|[ivx]{1,4})[.)](?=\s)|https?:|www\."
    r"|\((?:photo|video|image|picture)\d?\b|photo\d? ?\()",
    re.IGNORECASE,
)
_LABEL = regex(r"[^\W\d_][^.?!:\n]{0,90}[:：]")
# A word that headings write with a capital, and sentences do not.
_OF_A_SENTENCE = regex(r"(?<![\w.’'-])(?!(?:and|at|by|for|from|in|of|on|the|to|with)\b)[a-z]{2,}")


def join_lines(text: str, lines: Sequence[Span]) -> list[Span]:
    """The lines of a text, trimmed and in order, with those that run on as one."""
    joined: list[Span] = []
    last = None
    for line in lines:
        if last is not None and _runs_on(text, joined[-1], last, line):
            joined[-1] = Span(joined[-1].start, line.end)
        else:
            joined.append(line)
        last = line
    return joined


def _runs_on(text: str, begun: Span, last: Span, line: Span) -> bool:
    """Whether a sentence that has begun, and whose last line is `last`, goes on in the next."""
    if _are_apart(text, last, line) or _STANDS_ALONE.match(text, line.start, line.end):
        return False
    tail = text[max(last.start, last.end - _TAIL) : last.end]
    leads_on = _LEADS_ON.search(tail) is not None
    ends = not leads_on and _ENDS_A_SENTENCE.search(tail) is not None
    is_within = not ends and _ENDS_A_CLAUSE.search(tail) is None
    is_small = is_within and text[line.start].islower()
    if is_small and (leads_on or _OF_A_SENTENCE.search(text, last.start, last.end)):
        return True
    if leads_on and text[line.start].isalnum() and _OF_A_SENTENCE.search(tail):
        return True
    return _is_wrapped(text, last, line, is_begun=begun != last, ends=ends)


def _is_wrapped(text: str, last: Span, line: Span, *, is_begun: bool, ends: bool) -> bool:
    """Whether a page is wrapped at a width, and the break between two of its lines comes of that.

    Where a sentence ends with the line, so may its paragraph: then the line must be full.
    """
    width = _width_of(text)
    following = line.of(text)
    # A label may stand before the words, on the same line.
    length = last.end - 1 - max(text.rfind("\n", 0, last.start), text.rfind("\r", 0, last.start))
    if not width or length < width // 2 or read_dateline(following):
        return False
    if is_begun and not ends:
        return True
    is_full = length + 1 + len(following.split(maxsplit=1)[0]) > width
    return is_full and (is_begun or not ends) and _LABEL.match(following) is None


def _are_apart(text: str, line: Span, following: Span) -> bool:
    return (
        text.count("\n", line.end, following.start) > 1
        or text.count("\r", line.end, following.start) > 1
    )


@lru_cache(maxsize=8)
def _width_of(text: str) -> int:
    """The width, in characters, that a text is wrapped at; 0 where it is not.

    Many of its lines must end within a sentence, as a small letter behind them or their last word
    tells, or all be so full that the next word had no room.
    """
    lines = [Span(*match.span()) for match in _LINE.finditer(text) if not match[0].isspace()]
    broken = [
        (line, following)
        for line, following in pairwise(lines)
        if not _are_apart(text, line, following)
    ]
    width = max((len(line.of(text).strip()) for line, _ in broken), default=0)
    if not _NARROWEST <= width <= _WIDEST:
        return 0
    open_ended = [
        (line.of(text).rstrip(), following.of(text).lstrip())
        for line, following in broken
        if len(line) >= width // 2 and not _ENDS_A_SENTENCE.search(line.of(text).rstrip())
    ]
    within = sum(
        following[0].islower() or _LEADS_ON.search(line) is not None
        for line, following in open_ended
    )
    full = sum(
        len(f"{line} {following.split(maxsplit=1)[0]}") > width
        and _OF_A_SENTENCE.search(line) is not None
        for line, following in open_ended
    )
    is_wrapped = within >= _FEWEST_WITHIN * len(open_ended) > 0 or full == len(open_ended) > 1
    return width if is_wrapped else 0
