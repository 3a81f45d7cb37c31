"""Aligns two sentences word by word: where they differ, save in how a word is spelt."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from retrieval.text.stems import stem

_LONG_WORD = 7
_ENDING = 3
# So many words are looked at for one that is written in two.
_PARTS = 3


@dataclass(frozen=True, slots=True)
class Difference:
    """Where two sentences differ: the words `a_start` to `a_end` of one, and of the other."""

    a_start: int
    a_end: int
    b_start: int
    b_end: int


def differing(a: Sequence[str], b: Sequence[str]) -> Iterator[Difference]:
    """Yield where two sequences of words differ, save where one word is spelt in two ways."""
    if a == b:
        return
    from rapidfuzz.distance import Indel  # noqa: PLC0415 - a cold start loads it when needed

    pending: Difference | None = None
    for step in Indel.opcodes(a, b):
        if step.tag == "equal":
            if pending is not None:
                yield from _kept_apart(a, b, pending)
            pending = None
        elif pending is None:
            pending = Difference(step.src_start, step.src_end, step.dest_start, step.dest_end)
        else:
            pending = replace(pending, a_end=step.src_end, b_end=step.dest_end)
    if pending is not None:
        yield from _kept_apart(a, b, pending)


def _kept_apart(a: Sequence[str], b: Sequence[str], diff: Difference) -> Iterator[Difference]:
    mine, theirs = a[diff.a_start : diff.a_end], b[diff.b_start : diff.b_end]
    first, other = _same_in_parts(mine, theirs)
    last, another = _same_in_parts(
        [word[::-1] for word in mine[first:][::-1]], [word[::-1] for word in theirs[other:][::-1]]
    )
    diff = Difference(
        diff.a_start + first, diff.a_end - last, diff.b_start + other, diff.b_end - another
    )
    if diff.a_start < diff.a_end or diff.b_start < diff.b_end:
        yield diff


def _same_in_parts(mine: Sequence[str], theirs: Sequence[str]) -> tuple[int, int]:
    """Count the first words of both that are the same, perhaps mistyped, or written as one."""
    one = other = 0
    while one < len(mine) and other < len(theirs) and mine[one][0] == theirs[other][0]:
        steps = (
            (by, and_by)
            for by in range(1, _PARTS + 1)
            for and_by in range(1, _PARTS + 1)
            if "".join(mine[one : one + by]) == "".join(theirs[other : other + and_by])
            or (
                by == and_by == 1 and len(mine) == len(theirs) and is_slip(mine[one], theirs[other])
            )
        )
        step = next(steps, None)
        if step is None:
            break
        one, other = min(one + step[0], len(mine)), min(other + step[1], len(theirs))
    return one, other


@lru_cache(maxsize=16_384)
def is_slip(one: str, other: str) -> bool:
    """Tell whether two words are one, mistyped: a letter too many, too few, wrong or misplaced."""
    if one == other:
        return True
    if min(len(one), len(other)) < _LONG_WORD or one[0] != other[0]:
        return False
    # Forms of a word differ at its end, and are others: "condemns", "condemned".
    if stem(one) == stem(other) and one[-_ENDING:] != other[-_ENDING:]:
        return False
    if not (one.isalpha() and other.isalpha()):
        return False
    from rapidfuzz.distance import OSA  # noqa: PLC0415 - a cold start loads it when needed

    return OSA.distance(one, other, score_cutoff=1) == 1
