"""Finds what the sentence that asks points to: "that promise", "it"."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence

from retrieval.query.asking.candidates import POINTING_SHARE, Candidate
from retrieval.query.asking.clauses import CUED, QUOTATION, TOLD, Evidence
from retrieval.query.asking.pointing import noun_pointed_to
from retrieval.query.words.threads import PRONOUNS
from retrieval.text.tokens import tokenize

_POINTING = PRONOUNS | frozenset({"former", "latter"})
# What follows a question tells less of what it means than what stands before it.
_BEHIND_SHARE = 0.4
_MOST_TOLD = 3
_WORDS = frozenset("expression formula phrase term terms words wording".split())


def find_told(
    candidates: Sequence[Candidate],
    chosen: Candidate,
    telling: Sequence[Candidate],
    evidence: Evidence,
) -> tuple[str, ...]:
    """Find what tells of what the chosen sentence points to, the likeliest first, up to three.

    It is what was cut before the question in the same sentence, if that has a word of the record,
    or the sentence that has the noun by which it is meant, or else the one before it. "These words"
    are those between quotation marks.
    """
    if chosen.score and evidence(chosen.head):
        return (chosen.head,)
    at = candidates.index(chosen)
    beside = candidates[at - 1 if at else 1] if chosen.score else None
    noun = noun_pointed_to(chosen.clause)

    def worth(one: Candidate) -> tuple[bool, bool, float]:
        is_beside = one is beside
        names_it = _names_something(one.clause)
        density = evidence(one.sentence) / math.sqrt(1 + one.sentence.count(" "))
        is_behind = bool(chosen.score) and candidates.index(one) > at
        share = _BEHIND_SHARE if is_behind else 1 + is_beside
        density *= share * (1 if names_it else POINTING_SHARE)
        part = _part_with(noun, one.sentence)
        has_noun = bool(part) and _names_something(part)
        is_told_beside = is_beside and one.form >= CUED and names_it and density > 0
        return has_noun, is_told_beside, density

    def of(one: Candidate) -> str:
        if noun in _WORDS and (quoted := QUOTATION.search(one.sentence)):
            return quoted[0]
        whole = one.clause if one.form >= TOLD and one.evidence else one.sentence
        return _part_with(noun, one.sentence) or whole

    return tuple(map(of, sorted(telling, key=worth, reverse=True)[:_MOST_TOLD]))


def _names_something(words: str) -> bool:
    """Tell whether words do not themselves point to others: "it", "the latter"."""
    return _POINTING.isdisjoint(token.folded for token in tokenize(words))


def _part_with(noun: str, sentence: str) -> str:
    """Return the part of a sentence between commas that has a noun in any form, or nothing."""
    named = {token.term for token in tokenize(noun)}
    parts = re.split(r"[,;:] ", sentence)
    return next((one for one in parts if named & {token.term for token in tokenize(one)}), "")
