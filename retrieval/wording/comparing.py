"""Compares two sentences word by word: the same wording, another one of a family, or none of it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum
from functools import cached_property, lru_cache

from retrieval.patterns import regex
from retrieval.text.honorifics import HONORIFICS, SUFFIXES
from retrieval.text.tokens import STOP_WORDS
from retrieval.wording.aligning import Difference, differing
from retrieval.wording.reading import DAY, HOUR, Reading, content_words, read

# So much of what the longer sentence says has to be the same in a family; a sentence from which
# something was only dropped, or to which something was only added, needs less.
_LEAST_SAME = 0.67
_LEAST_SAME_IF_CUT = 0.5
# Those that have less in common are not compared word by word.
_LEAST_ALIKE = 0.5
# More places in which two sentences differ make them two sentences.
_MOST_CHANGES = 4
# A sentence that is little more than a name is another one with another name.
_FEWEST_AROUND_A_NAME = 4
# What stands within a name, beside words in capitals.
_WITHIN_NAMES = frozenset("of the for and on to de da al el bin van von in a his her its".split())
_TITLES = HONORIFICS | SUFFIXES | {"mister", "miss", "doctor", "honorable", "excellency", "h.e"}
_LISTING = regex(r"\s*(?:,\s*(?:and|or|as well as)?|and|or|as well as|&|、)\s*", re.IGNORECASE)
_ARTICLE = regex(r"\bthe\b", re.IGNORECASE)
_BETWEEN_NAMES = frozenset({"and", "or", "the"})
_AROUND_DAYS = frozenset(
    {DAY, HOUR, "on", "at", "in", "the", "of", "for", "about", "approximately"}
    | {"from", "to", "through", "until", "between", "and"}
)


class Kinship(IntEnum):
    """What two sentences are to each other."""

    UNRELATED = 0
    FAMILY = 1
    SAME = 2


@dataclass(frozen=True, eq=False)
class Words:
    """A sentence, with what is asked of its words again and again; known by its identity."""

    reading: Reading

    @cached_property
    def content(self) -> int:
        """How many of its words say something."""
        return len(content_words(self.reading.words))

    @cached_property
    def plain(self) -> frozenset[str]:
        """Those of its words that say something, and are no names."""
        words = zip(self.reading.words, self.names, strict=True)
        return frozenset(content_words([word for word, is_name in words if not is_name]))

    @cached_property
    def names(self) -> tuple[bool, ...]:
        """For each word whether it is written as a name: with a capital, not as the first word."""
        text, places = self.reading.text, self.reading.places
        is_loud = text.isupper()
        found = [not is_loud and text[start : start + 1].isupper() for start, _ in places]
        words = self.reading.words
        # The first word has a capital anyhow; it is of a name if the next one is.
        if found and (words[0] in STOP_WORDS or not (len(found) > 1 and found[1])):
            found[0] = False
        for at, word in enumerate(words):
            # "Executive Order 14046".
            is_number = word.isdigit() and at > 0 and found[at - 1]
            found[at] = (found[at] and word != "i") or word in _TITLES or is_number
        return tuple(found)

    def between(self, start: int, end: int) -> str:
        """Return the text from the end of a word to the beginning of another."""
        places = self.reading.places
        first = places[start][1] if start >= 0 else 0
        last = places[end][0] if end < len(places) else len(self.reading.text)
        return self.reading.text[first:last]


@lru_cache(maxsize=4_096)
def words_of(text: str) -> Words:
    """Read a sentence for comparing."""
    return Words(read(text))


@dataclass(frozen=True, slots=True)
class Comparison:
    """What two sentences are to each other, and the `changes` between them, slots left out.

    `alike` is the share of what the longer one says, from 0 to 1, that both say.
    """

    kinship: Kinship
    changes: tuple[Difference, ...] = ()
    alike: float = 0.0


@lru_cache(maxsize=65_536)
def compare(one: Words, other: Words) -> Comparison:
    """Compare two sentences."""
    alike = len(one.plain & other.plain)
    if alike < _LEAST_ALIKE * max(len(one.plain), len(other.plain)):
        return Comparison(Kinship.UNRELATED)
    a, b = one.reading.words, other.reading.words
    changes, slots = find_changes(one, other)
    if slots and not _is_one_name(a, b, slots):
        return Comparison(Kinship.UNRELATED)
    named = sum(_content(a[diff.a_start : diff.a_end]) for diff in slots)
    if not changes:
        is_same = not slots or one.content - named >= _FEWEST_AROUND_A_NAME
        return Comparison(Kinship.SAME if is_same else Kinship.UNRELATED, alike=1.0)
    return _weigh(a, b, one.content - named, changes)


def find_changes(one: Words, other: Words) -> tuple[tuple[Difference, ...], tuple[Difference, ...]]:
    """Find where two sentences differ: in words, and in slots in which each has a name."""
    a, b = one.reading.words, other.reading.words
    differences = [
        diff
        for diff in _as_names(one, other, [*differing(a, b)])
        if not (_is_of_a_day(a, b, diff) or _is_in_full(one, other, diff))
    ]
    slots = tuple(diff for diff in differences if _is_slot(one, other, diff))
    return tuple(diff for diff in differences if diff not in slots), slots


def count_same(one: Words, other: Words) -> float:
    """Return which share of the words of the longer sentence the other has too, from 0 to 1.

    Names in a slot are left out.
    """
    changes, slots = find_changes(one, other)
    mine = len(one.reading.words) - sum(diff.a_end - diff.a_start for diff in slots)
    theirs = len(other.reading.words) - sum(diff.b_end - diff.b_start for diff in slots)
    same = mine - sum(diff.a_end - diff.a_start for diff in changes)
    return same / max(mine, theirs, 1)


def names_another(one: Words, other: Words, diff: Difference) -> bool:
    """Tell whether each of two sentences names something else in a place, beside other words.

    It is about something else then; but names that change in a list are a change.
    """
    mine, theirs = (one, diff.a_start, diff.a_end), (other, diff.b_start, diff.b_end)
    named, renamed = (
        {
            word
            for word, is_name in zip(
                words.reading.words[start:end], words.names[start:end], strict=True
            )
            if is_name and word not in _WITHIN_NAMES
        }
        for words, start, end in (mine, theirs)
    )
    is_another = bool(named and renamed) and named.isdisjoint(renamed)
    return is_another and not (_is_listed(*mine) or _is_listed(*theirs))


def _as_names(one: Words, other: Words, differences: Sequence[Difference]) -> list[Difference]:
    """Put differences together that are parts of one name: what is the same may be an office."""
    joined: list[Difference] = []
    for diff in differences:
        last = joined[-1] if joined else None
        if (
            last is not None
            and _is_of_names(one, last.a_start, diff.a_end)
            and _is_of_names(other, last.b_start, diff.b_end)
        ):
            joined[-1] = Difference(last.a_start, diff.a_end, last.b_start, diff.b_end)
        else:
            joined.append(diff)
    return joined


def _is_of_a_day(a: Sequence[str], b: Sequence[str], diff: Difference) -> bool:
    """Tell whether only a day or an hour differs, or is named in one of both."""
    said = {*a[diff.a_start : diff.a_end], *b[diff.b_start : diff.b_end]}
    return not said.isdisjoint({DAY, HOUR}) and said <= _AROUND_DAYS


def _is_in_full(one: Words, other: Words, diff: Difference) -> bool:
    """Tell whether one of both only has a name in full: "President Biden", "President J. Biden"."""
    if diff.a_start < diff.a_end and diff.b_start < diff.b_end:
        return False
    words, start, end = (
        (one, diff.a_start, diff.a_end)
        if diff.a_start < diff.a_end
        else (other, diff.b_start, diff.b_end)
    )
    if start == 0 or not all(words.names[start - 1 : end + 1]) or end >= len(words.names):
        return False
    return not (words.between(start - 1, start).strip() or words.between(end - 1, end).strip())


def _weigh(
    a: Sequence[str], b: Sequence[str], content: int, changes: tuple[Difference, ...]
) -> Comparison:
    """Weigh changes against what one sentence says, in `content` words beside names in slots."""
    if len(changes) > _MOST_CHANGES:
        return Comparison(Kinship.UNRELATED, changes)
    gone = sum(_content(a[diff.a_start : diff.a_end]) for diff in changes)
    come = sum(_content(b[diff.b_start : diff.b_end]) for diff in changes)
    same = content - gone
    least = _LEAST_SAME if gone and come else _LEAST_SAME_IF_CUT
    alike = same / max(same + max(gone, come), 1)
    is_enough = same >= _FEWEST_AROUND_A_NAME and alike >= least
    return Comparison(Kinship.FAMILY if is_enough else Kinship.UNRELATED, changes, alike)


def _content(words: Sequence[str]) -> int:
    return len(content_words(words))


def _is_slot(one: Words, other: Words, diff: Difference) -> bool:
    """Tell whether a name stands instead of another, and neither is one of a list."""
    mine, theirs = (one, diff.a_start, diff.a_end), (other, diff.b_start, diff.b_end)
    if not (_is_name(*mine) and _is_name(*theirs)):
        return False
    said, written = ({*words.reading.words[start:end]} for words, start, end in (mine, theirs))
    shared = (said & written) - _WITHIN_NAMES
    # One name more, or less, is no other name; nor are some of several.
    if shared in (said - _WITHIN_NAMES, written - _WITHIN_NAMES) or (
        shared and "and" in said & written
    ):
        return False
    return not (_is_listed(*mine) or _is_listed(*theirs))


def _is_name(words: Words, start: int, end: int) -> bool:
    """Tell whether some words are a name, with what is said of its bearer in capitals."""
    return any(words.names[start:end]) and _is_of_names(words, start, end)


def _is_of_names(words: Words, start: int, end: int) -> bool:
    """Tell whether some words, if there are any, are of names and what stands within names."""
    said, names = words.reading.words[start:end], words.names[start:end]
    return all(is_name or word in _WITHIN_NAMES for is_name, word in zip(names, said, strict=True))


def _is_listed(words: Words, start: int, end: int) -> bool:
    """Tell whether a name is one of several in a list: "Japan, the United States and Australia"."""
    names = words.names
    before, after = _skip(words, start - 1, -1), _skip(words, end, 1)
    gaps = [
        words.between(one, other)
        for one, other, name in ((before, start, before), (end - 1, after, after))
        if 0 <= name < len(names) and names[name]
    ]
    joints = [gap for gap in gaps if _LISTING.fullmatch(_ARTICLE.sub("", gap))]
    return len(joints) > 1 or any("and" in gap or "or" in gap for gap in joints)


def _skip(words: Words, at: int, step: int) -> int:
    said = words.reading.words
    while 0 <= at < len(said) and said[at] in _BETWEEN_NAMES:
        at += step
    return at


def _is_one_name(a: Sequence[str], b: Sequence[str], slots: Sequence[Difference]) -> bool:
    """Tell whether all slots hold the same name, whole or in part, and days beside it."""
    mine = [{*a[one.a_start : one.a_end]} - _WITHIN_NAMES for one in slots]
    theirs = [{*b[one.b_start : one.b_end]} - _WITHIN_NAMES for one in slots]
    largest = max(range(len(slots)), key=lambda at: len(mine[at]) + len(theirs[at]))
    return all(
        one <= mine[largest] and other <= theirs[largest]
        for one, other in zip(mine, theirs, strict=True)
    )
