"""Sentences of a record, altered in one way each, with the verdicts that are right for them."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from retrieval.model.release import Release
from retrieval.model.verification import Verdict
from retrieval.text.sentences import sentences

FEWEST_WORDS = 12
_IN_WORD = re.compile(r"(?<=\w)['’](?=\w)")
_BETWEEN = re.compile(r"(?<=[a-z]) (?=[a-z])")
# Words that no sentence can have by chance in this place.
_WORDS = ("whale", "hardly", "seventeen", "never", "purple")


@dataclass(frozen=True, slots=True)
class Altered:
    """A quotation, how it was altered, and the verdicts of which one is right."""

    way: str
    quotation: str
    right: frozenset[Verdict]


def long_sentences(releases: Sequence[Release], rng: random.Random) -> Iterator[tuple[str, str]]:
    """Yield sentences without cuts, with their statements, in a random order, for ever."""
    while True:
        release = rng.choice(releases)
        statement = rng.choice(release.statements) if release.statements else None
        found = sentences(release.text, statement.span) if statement else []
        words = [one.of(release.text) for one in found]
        fit = [one for one in words if is_fit(one)]
        if statement is not None and fit:
            yield f"{release.id} {statement.id}", rng.choice(fit)


def is_fit(words: str) -> bool:
    is_plain = not re.search(r"\.\.|…|\. \.|\s{2}|[$%]", words)
    return (
        is_plain
        and bool(_BETWEEN.search(words))
        and FEWEST_WORDS <= len(words.split()) <= 60
        and "\n" not in words
    )


def make_altered(releases: Sequence[Release], count: int, seed: int) -> Iterator[Altered]:
    """Yield so many quotations, altered in each way in turn, and as many unaltered ones."""
    rng = random.Random(seed)  # noqa: S311 - a benchmark that can be run again
    found = long_sentences(releases, rng)
    for number in range(count):
        owner, words = next(found)
        yield Altered("unaltered", words, frozenset({Verdict.EXACT}))
        match number % 5:
            case 0:
                yield _alter_word(words, rng)
            case 1:
                yield _alter_mark(words, rng)
            case 2:
                yield _alter_blank(words, rng)
            case 3:
                yield _cut(words, rng)
            case _:
                others = next(words for another, words in found if another != owner)
                yield _join(words, others, rng)


def _alter_word(sentence: str, rng: random.Random) -> Altered:
    words = sentence.split(" ")
    at = rng.randrange(1, len(words) - 1)
    way = rng.choice(("replaced", "added", "left out"))
    if way == "replaced":
        words[at] = rng.choice(_WORDS)
    elif way == "added":
        words.insert(at, rng.choice(_WORDS))
    else:
        at = next(at for at in range(len(words) - 2, 0, -1) if re.fullmatch(r"\w+", words[at]))
        del words[at]
    return Altered(f"word {way}", " ".join(words), frozenset({Verdict.DIFFERS}))


def _alter_mark(sentence: str, rng: random.Random) -> Altered:
    if found := _IN_WORD.search(sentence):
        other = "’" if found[0] == "'" else "'"
        altered = sentence[: found.start()] + other + sentence[found.end() :]
    else:
        words = sentence.split(" ")
        at = rng.randrange(1, len(words) - 1)
        words[at] = f"“{words[at]}”"
        altered = " ".join(words)
    return Altered("quotation mark", altered, frozenset({Verdict.SIGNS}))


def _alter_blank(sentence: str, rng: random.Random) -> Altered:
    places = [found.start() for found in _BETWEEN.finditer(sentence)]
    at = rng.choice(places)
    way = rng.choice(("doubled", "full-width", "left out"))
    blank = {"doubled": "  ", "full-width": "\u3000", "left out": ""}[way]
    # Two words that became one are another word.
    right = Verdict.SIGNS if blank else Verdict.DIFFERS
    altered = sentence[:at] + blank + sentence[at + 1 :]
    return Altered(f"blank {way}", altered, frozenset({right}))


def _cut(sentence: str, rng: random.Random) -> Altered:
    words = sentence.split(" ")
    third = len(words) // 3
    mark = rng.choice(("…", "[…]", "...", ""))
    altered = [*words[:third], *([mark] if mark else []), *words[-third:]]
    right = Verdict.CUT if mark else Verdict.DIFFERS
    return Altered(
        "cut, marked" if mark else "cut, not marked", " ".join(altered), frozenset({right})
    )


def _join(one: str, other: str, rng: random.Random) -> Altered:
    mark = rng.choice(("", "…", "whole"))
    words, others = one.split(" "), other.split(" ")
    if mark == "whole":
        return Altered("joined, sentences", f"{one} {other}", frozenset({Verdict.JOINED}))
    parts = [*words[: len(words) // 2], *([mark] if mark else []), *others[len(others) // 2 :]]
    way = "joined, marked" if mark else "joined, not marked"
    return Altered(way, " ".join(parts), frozenset({Verdict.JOINED}))


def verdict_of(verdicts: Sequence[Verdict], together: Verdict | None) -> Verdict:
    """Return the verdict of a whole text: that of its only sentence, or how they stand together."""
    if len(verdicts) == 1:
        return verdicts[0]
    if together is not None:
        return together
    order = (Verdict.NOT_ON_RECORD, Verdict.DIFFERS, Verdict.JOINED, Verdict.CUT, Verdict.SIGNS)
    return next(one for one in order if one in verdicts)
