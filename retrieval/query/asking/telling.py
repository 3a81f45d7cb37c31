"""Finds what the sentence that asks points to: "that promise", "it"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from retrieval.query.asking.candidates import POINTING_SHARE, Candidate
from retrieval.query.asking.clauses import CUED, TOLD, Evidence
from retrieval.query.asking.pointing import noun_pointed_to
from retrieval.query.words.threads import PRONOUNS
from retrieval.text.tokens import tokenize

_POINTING = PRONOUNS | frozenset({"former", "latter"})
# What follows a question tells less of what it means than what stands before it.
_BEHIND_SHARE = 0.4


def find_told(
    candidates: Sequence[Candidate],
    chosen: Candidate,
    telling: Sequence[Candidate],
    evidence: Evidence,
) -> str:
    """Find what tells most of what the chosen sentence points to.

    It is what was cut before the question in the same sentence, if that has a word of the record,
    or the sentence that has the noun by which it is meant, or else the one before it.
    """
    if chosen.score and evidence(chosen.head):
        return chosen.head
    at = candidates.index(chosen)
    beside = candidates[at - 1 if at else 1] if chosen.score else None
    noun = noun_pointed_to(chosen.clause)

    def worth(one: Candidate) -> tuple[bool, bool, float]:
        is_beside = one is beside
        names_it = _names_something(one.clause)
        is_behind = bool(chosen.score) and candidates.index(one) > at
        share = _BEHIND_SHARE if is_behind else 1 + is_beside
        density = one.density * share * (1 if names_it else POINTING_SHARE)
        part = _part_with(noun, one.sentence)
        has_noun = bool(part) and _names_something(part)
        return has_noun, is_beside and one.form >= CUED and names_it, density

    told = max(telling, key=worth, default=None)
    if told is None:
        return ""
    return _part_with(noun, told.sentence) or (told.clause if told.form >= TOLD else told.sentence)


def _names_something(words: str) -> bool:
    """Tell whether words do not themselves point to others: "it", "the latter"."""
    return _POINTING.isdisjoint(token.folded for token in tokenize(words))


def _part_with(noun: str, sentence: str) -> str:
    """Return the part of a sentence between commas that has a noun in any form, or nothing."""
    named = {token.term for token in tokenize(noun)}
    parts = re.split(r"[,;:] ", sentence)
    return next((one for one in parts if named & {token.term for token in tokenize(one)}), "")
