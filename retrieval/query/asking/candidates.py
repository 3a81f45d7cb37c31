"""The sentences of a message as they may ask: what of each asks, and how much speaks for it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from retrieval.query.asking.clauses import (
    CUED,
    DIRECT,
    TOLD,
    Evidence,
    find_clause,
    is_open,
)
from retrieval.query.asking.cues import ELLIPTIC, ON_RECORD

# Of the sentence that asks: how many of its words the record has, and whether it speaks of
# statements and of those who make them.
_MOST_EVIDENCE, _ON_RECORD = 3.0, 1.5
# What points to another sentence for its topic asks less than one that has it.
POINTING_SHARE = 0.5


@dataclass(frozen=True, slots=True)
class Candidate:
    """A sentence of a message, what of it asks, and how much speaks for it.

    The score is 0 of a sentence that asks nothing; of key words it is low, and they do not `ask`.
    `is_sure`: it asks what was said, or what somebody who speaks on record did. `head` is what was
    cut before the clause.
    """

    sentence: str
    clause: str
    form: float
    evidence: float
    score: float
    is_topical: bool
    is_sure: bool
    head: str = ""

    @classmethod
    def read(cls, sentence: str, evidence: Evidence) -> Candidate:
        """Read a sentence."""
        clause = find_clause(sentence, evidence)
        words, form = clause.words, clause.form
        is_topical = not is_open(words)
        is_sure = form >= CUED and ON_RECORD.search(words) is not None
        if not is_topical:
            score = form * POINTING_SHARE if form >= CUED else 0.0
            return cls(sentence, words, form, 0.0, score, is_topical, is_sure, clause.head)
        found = evidence(words)
        score = _score(form, found, is_sure=is_sure)
        return cls(sentence, words, form, found, score, is_topical, is_sure, clause.head)

    def asked(self) -> Candidate:
        """Return the sentence as one that asks: "He was in Rome. Was he?"."""
        is_sure = ON_RECORD.search(self.clause) is not None
        score = _score(DIRECT, self.evidence, is_sure=is_sure)
        return replace(self, form=DIRECT, score=score, is_sure=is_sure)

    @property
    def asks(self) -> bool:
        """Whether it is more than key words; what others told asks only of what is on record."""
        is_of_record = self.evidence > 0 or ON_RECORD.search(self.clause) is not None
        return self.score > 0 and (self.form >= CUED or (self.form >= TOLD and is_of_record))


def _score(form: float, evidence: float, *, is_sure: bool) -> float:
    return form + min(evidence, _MOST_EVIDENCE) + _ON_RECORD * is_sure if form else 0.0


def read_sentences(sentences: Sequence[str], evidence: Evidence) -> list[Candidate]:
    """Read the sentences of a message; "were they?" makes the one before it a question."""
    candidates: list[Candidate] = []
    for one in sentences:
        if candidates and candidates[-1].is_topical and ELLIPTIC.fullmatch(one):
            candidates[-1] = candidates[-1].asked()
        else:
            candidates.append(Candidate.read(one, evidence))
    return candidates
