"""Finds the parts that a quotation is put together from, each of them exact somewhere on record."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence

from retrieval.answering.verifying.reading import Quotation
from retrieval.model.release import Passage
from retrieval.text.tokens import terms

# Fewer words in a row, or words that say nothing, stand in many places by chance.
_FEWEST_WORDS = 5
_FEWEST_TERMS = 2
_FEWEST_OF_SMALL_WORDS = 7
_MOST_PARTS = 3
# So many words may join the parts: "and", "which also".
_MOST_JOINING = 2

# Finds passages with the folded words of a quotation in a row, at most so many.
Find = Callable[[Quotation, int], Awaitable[Sequence[Passage]]]


async def find_parts(quotation: Quotation, find: Find) -> list[Quotation]:
    """Find two or three parts that are all of a quotation, each as long as it can be, or none."""
    count = len(quotation.words.folded)
    parts: list[Quotation] = []
    at = joining = 0
    while at < count and joining <= _MOST_JOINING and len(parts) <= _MOST_PARTS:
        end = await _longest(quotation, at, find)
        if end == at:
            joining, at = joining + 1, at + 1
        else:
            parts.append(_cut(quotation, at, end))
            at = end
    is_whole = at >= count and joining <= _MOST_JOINING
    return parts if is_whole and 1 < len(parts) <= _MOST_PARTS else []


async def _longest(quotation: Quotation, start: int, find: Find) -> int:
    """Find where the longest part ends that begins at a word; `start` if there is none."""
    least, beyond = start + _FEWEST_WORDS, len(quotation.words.folded) + 1
    if least >= beyond or not await find(_cut(quotation, start, least), 1):
        return start
    # What has no more words on record has none with further words either.
    while beyond - least > 1:
        middle = (least + beyond) // 2
        if await find(_cut(quotation, start, middle), 1):
            least = middle
        else:
            beyond = middle
    is_long = least - start >= _FEWEST_OF_SMALL_WORDS
    is_telling = len(terms(_cut(quotation, start, least).text)) >= _FEWEST_TERMS
    return least if is_long or is_telling else start


def _cut(quotation: Quotation, start: int, end: int) -> Quotation:
    spans = quotation.words.spans
    return Quotation(quotation.text[spans[start].start : spans[end - 1].end])
