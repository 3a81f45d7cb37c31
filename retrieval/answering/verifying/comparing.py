"""Compares a quotation with words of the record: which words differ, and else which signs.

Engines find words by their folded forms, in which "US" is "us" and "5 %" is "5". Here such words
differ: what is called exact must be so.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from retrieval.model.release import Span
from retrieval.model.verification import Change, Sign
from retrieval.patterns import regex
from retrieval.text.folding import fold
from retrieval.text.tokens import is_all_capitals, scan

QUOTES = "\"'‘’‚‛′＇`´“”„‟″«»「」『』＂"
_DASHES = "-‐‑‒–—―−－"
# Signs that say as much as a word does. A minus is one, a dash is not.
_SAYING = regex(r"[$€£¥%°&@#+=<>]|(?<=\s)[-−](?=\Z)")
_SAYING_BEFORE = "$€£¥#@-−"
_SAYING_BEHIND = "%°"


@dataclass(frozen=True, slots=True)
class Words:
    """A text with its words: their folded forms, and where they stand."""

    text: str
    folded: tuple[str, ...]
    spans: tuple[Span, ...]

    @classmethod
    def of(cls, text: str) -> Words:
        """Read the words of a text."""
        found = scan(text)
        return cls(
            text,
            tuple(word for _, word, _, _, _ in found),
            tuple(Span(start, end) for _, _, _, start, end in found),
        )

    def between(self, at: int) -> str:
        """Return what stands between a word and the next one."""
        return self.text[self.spans[at].end : self.spans[at + 1].start]


@dataclass(frozen=True, slots=True)
class Comparison:
    """How a quotation differs from `span` of the text that it was compared with."""

    span: Span
    signs: frozenset[Sign] = frozenset()
    changes: tuple[Change, ...] = ()

    def shifted(self, by: int) -> Comparison:
        """Return the same for a text in which these words stand `by` characters further on."""
        changes = tuple(
            Change(_shift(one.span, by) if one.span else None, one.instead) for one in self.changes
        )
        return Comparison(_shift(self.span, by), self.signs, changes)

    @property
    def distance(self) -> tuple[int, int]:
        """How many words were changed at a time, then how many kinds of signs: less is nearer."""
        return len(self.changes), len(self.signs)


def _shift(span: Span, by: int) -> Span:
    return Span(span.start + by, span.end + by)


def find_all(words: Sequence[str], wanted: Sequence[str], since: int = 0) -> Iterator[int]:
    """Yield where the wanted words stand next to each other, from `since` on."""
    length = len(wanted)
    for at in range(since, len(words) - length + 1):
        if words[at] == wanted[0] and tuple(words[at : at + length]) == tuple(wanted):
            yield at


def compare(yours: Words, theirs: Words, start: int, end: int) -> Comparison:
    """Compare all words of a quotation with the words `start` to `end` of a text.

    Words of the text before and after those that the quotation has do not count.
    """
    pairs, changes = _align(yours, theirs, start, end)
    signs: set[Sign] = set()
    is_loud = is_all_capitals(yours.text) or is_all_capitals(theirs.text)
    for one, other in pairs:
        mine, said = yours.spans[one].of(yours.text), theirs.spans[other].of(theirs.text)
        if mine != said and _is_another_word(mine, said, is_loud=is_loud):
            changes.append(Change(theirs.spans[other], mine))
        else:
            signs |= _signs_of_word(mine, said)
    for (one, other), (after, later) in pairwise(pairs):
        if after == one + 1 and later == other + 1:
            mine, said = yours.between(one), theirs.between(other)
            if _saying(mine, yours, after) != _saying(said, theirs, later):
                changes.append(_joint_change(yours, one, theirs, other))
            else:
                signs |= _signs_between(mine, said)
    return _with_edges(yours, theirs, pairs, signs, changes)


def _align(
    yours: Words, theirs: Words, start: int, end: int
) -> tuple[list[tuple[int, int]], list[Change]]:
    """Pair the same words, and find what stands instead of the others."""
    from rapidfuzz.distance import Levenshtein  # noqa: PLC0415 - a cold start loads it when needed

    if yours.folded == theirs.folded[start:end]:
        return [(at, start + at) for at in range(end - start)], []
    blocks = Levenshtein.opcodes(yours.folded, theirs.folded[start:end]).as_matching_blocks()
    pairs = [(block.a + at, start + block.b + at) for block in blocks for at in range(block.size)]
    changes: list[Change] = []
    bounds = [(-1, start - 1), *pairs, (len(yours.folded), end)]
    for (one, other), (after, later) in pairwise(bounds):
        mine, first, last = after - one - 1, other + 1, later
        # Before and behind the quotation the text goes on: as many words as it has stand instead.
        first = max(first, last - mine) if one < 0 else first
        last = min(last, first + mine) if after == len(yours.folded) else last
        if mine or first < last:
            said = _span_of(theirs, first, last)
            changes.append(Change(said, _between_words(yours, one + 1, after)))
    return pairs, changes


def _span_of(words: Words, start: int, end: int) -> Span | None:
    return Span(words.spans[start].start, words.spans[end - 1].end) if start < end else None


def _between_words(words: Words, start: int, end: int) -> str:
    span = _span_of(words, start, end)
    return span.of(words.text) if span else ""


def _joint_change(yours: Words, one: int, theirs: Words, other: int) -> Change:
    return Change(_span_of(theirs, other, other + 2), _between_words(yours, one, one + 2))


def _is_another_word(mine: str, said: str, *, is_loud: bool) -> bool:
    """Tell whether two words of one folded form are two words: "US" and "us"."""
    letters, others = (re.sub(r"\W", "", one) for one in (mine, said))
    is_acronym = letters.isupper() != others.isupper() and len(letters) > 1
    return is_acronym and not is_loud


def _signs_of_word(mine: str, said: str) -> set[Sign]:
    if mine == said:
        return set()
    signs = _signs_between(re.sub(r"\w", "", mine), re.sub(r"\w", "", said))
    letters, others = (re.sub(r"\W", "", one) for one in (mine, said))
    wide, wider = (unicodedata.normalize("NFKC", one) for one in (letters, others))
    if (wide == wider) != (letters == others):
        signs.add(Sign.WIDTH)
    if wide.casefold() != wider.casefold():
        signs.add(Sign.ACCENTS)
    if (wide != wider) and fold(wide).text == fold(wider).text and _cases(wide) != _cases(wider):
        signs.add(Sign.CAPITALS)
    return signs or {Sign.PUNCTUATION}


def _cases(word: str) -> list[bool]:
    return [letter.isupper() for letter in word]


def _saying(gap: str, words: Words, after: int) -> list[str]:
    """Return the signs of a gap that say something; a minus stands right before a number."""
    is_number = words.folded[after][0].isdigit()
    found = _SAYING.findall(unicodedata.normalize("NFKC", gap))
    return [sign for sign in found if is_number or sign not in "-−"]


def _signs_between(mine: str, said: str) -> set[Sign]:
    """Return the kinds of signs that differ."""
    if mine == said:
        return set()
    odd = {kind for kind in Sign if _of_kind(mine, kind) != _of_kind(said, kind)}
    return odd or {Sign.PUNCTUATION}


def _of_kind(gap: str, kind: Sign) -> str:
    if kind is Sign.PUNCTUATION:
        wide = (sign for sign in gap if _kind_of(sign) in {kind, Sign.WIDTH})
        return unicodedata.normalize("NFKC", "".join(wide))
    return "".join(sign for sign in gap if _kind_of(sign) is kind)


def _kind_of(sign: str) -> Sign:
    if sign in QUOTES:
        return Sign.QUOTES
    if sign in _DASHES:
        return Sign.DASHES
    if sign.isspace():
        return Sign.BLANKS
    if unicodedata.category(sign) == "Cf":
        return Sign.INVISIBLE
    if unicodedata.east_asian_width(sign) in {"F", "W", "H"}:
        return Sign.WIDTH
    return Sign.PUNCTUATION


def _with_edges(
    yours: Words,
    theirs: Words,
    pairs: Sequence[tuple[int, int]],
    signs: set[Sign],
    changes: list[Change],
) -> Comparison:
    """Take in the signs before the first word and behind the last."""
    places = [theirs.spans[other] for _, other in pairs]
    places += [one.span for one in changes if one.span]
    start, end = min(one.start for one in places), max(one.end for one in places)
    if pairs and pairs[0][0] == 0:
        first, other = yours.spans[0], theirs.spans[pairs[0][1]]
        mine, said = yours.text[: first.start][::-1], theirs.text[:start][::-1]
        if _says(mine, _SAYING_BEFORE) != _says(said, _SAYING_BEFORE):
            changes.insert(0, Change(other, yours.text[: first.end].strip()))
        taken, odd = _match_edge(mine, said)
        start, signs = start - taken, signs | odd
    if pairs and pairs[-1][0] == len(yours.folded) - 1:
        last, other = yours.spans[-1], theirs.spans[pairs[-1][1]]
        mine, said = yours.text[last.end :], theirs.text[end:]
        if _says(mine.lstrip(), _SAYING_BEHIND) != _says(said.lstrip(), _SAYING_BEHIND):
            changes.append(Change(other, yours.text[last.start :].strip()))
        taken, odd = _match_edge(mine, said)
        end, signs = end + taken, signs | odd
    ordered = sorted(changes, key=lambda one: one.span.start if one.span else end)
    return Comparison(Span(start, end), frozenset(signs), tuple(ordered))


def _says(edge: str, saying: str) -> str:
    """Return the sign next to a word, if it says as much as a word; dashes join words."""
    sign = edge[:1]
    return sign if sign and sign in saying and not (sign in _DASHES and edge[1:2].isalnum()) else ""


def _match_edge(mine: str, said: str) -> tuple[int, set[Sign]]:
    """Count the signs of a text that a quotation has at its edge too, and what is odd about it.

    Quotation marks that the text has not are those of the quoting.
    """
    taken, signs = 0, set[Sign]()
    for sign in mine:
        theirs = said[taken : taken + 1]
        if sign == theirs:
            taken += 1
        elif theirs and fold(sign).text == fold(theirs).text:
            taken += 1
            signs.add(_kind_of(sign))
        elif sign not in QUOTES and not sign.isspace():
            signs.add(_kind_of(sign))
            break
    return taken, signs
