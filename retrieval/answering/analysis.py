"""Reads the sentences of some words, and where each has the terms of a question."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from retrieval.index.coverage import WITHIN_A_LONGER_NAME
from retrieval.model.answer import Excerpt
from retrieval.model.query import NearName, Term
from retrieval.model.release import Span
from retrieval.text.sentences import sentences
from retrieval.text.termlist import stands_only_within
from retrieval.text.tokens import ScannedWord, find_name, scan


@dataclass(frozen=True, slots=True)
class AnalysedSentence:
    """A sentence: its tokens, those of them that are no stop words, and the terms of these."""

    span: Span
    tokens: Sequence[ScannedWord]
    content_tokens: Sequence[ScannedWord]
    terms: tuple[str, ...]

    def names(self, term: Term) -> bool:
        """Tell whether the sentence has a term by one of its own names."""
        return any(find_name(self.terms, name) is not None for name in term.names)

    def near_name_of(self, term: Term) -> NearName | None:
        """Return the near name by which the sentence has a term; None if it has no or another."""
        if not term.near or self.names(term):
            return None
        return next((one for one in term.near if find_name(self.terms, one.name) is not None), None)


@dataclass(frozen=True, slots=True)
class FoundTerm:
    """Where a sentence has a term; `grade` is 1, or below for a near name of the term."""

    span: Span
    grade: float


@dataclass(frozen=True, slots=True)
class ReadSentence:
    """A sentence of a statement, its place among them, and the terms that it has.

    `bonus` is what it is worth beyond its terms. `is_saying`: a subject of the request speaks.
    """

    position: int
    span: Span
    found: Mapping[Term, FoundTerm] = field(default_factory=dict)
    bonus: float = 0.0
    is_saying: bool = False

    def value(self, weights: Mapping[Term, float], known: frozenset[Term] = frozenset()) -> float:
        """Sum the weights of the terms that it has and `known` lacks."""
        return sum(
            weights[term] * one.grade for term, one in self.found.items() if term not in known
        )


@lru_cache(maxsize=64)
def analyse(words: str) -> tuple[AnalysedSentence, ...]:
    """Split words into sentences; cached, as the same statements are cut again."""
    analysed = []
    for span in sentences(words, Span(0, len(words))):
        tokens = scan(span.of(words))
        content_tokens = [token for token in tokens if not token[2]]
        analysed.append(
            AnalysedSentence(
                span, tokens, content_tokens, tuple([token[0] for token in content_tokens])
            )
        )
    return tuple(analysed)


def find_terms(
    sentence: AnalysedSentence, start: int, weights: Mapping[Term, float]
) -> Mapping[Term, FoundTerm]:
    """Find the first place of each term in a sentence that begins at `start` of its text."""
    terms = {}
    for term in weights:
        if term.names:
            words, grade = _find_one_name(sentence, term)
        else:
            words, grade = _find_phrase(sentence, term.word), 1.0
        if words:
            terms[term] = FoundTerm(Span(start + words[0][3], start + words[-1][4]), grade)
    return terms


def _find_one_name(sentence: AnalysedSentence, term: Term) -> tuple[Sequence[ScannedWord], float]:
    words = [name[0] for name in term.names] if term.around else ()
    is_within = stands_only_within(sentence.terms, words, term.around)
    own = WITHIN_A_LONGER_NAME if is_within else 1.0
    names = [*((name, own) for name in term.names), *((one.name, one.weight) for one in term.near)]
    if is_within:
        names.sort(key=lambda one: -one[1])
    for name, grade in names:
        at = find_name(sentence.terms, name)
        if at is not None:
            return sentence.content_tokens[at : at + len(name)], grade
    return (), 0.0


def _find_phrase(sentence: AnalysedSentence, phrase: str) -> Sequence[ScannedWord]:
    words = [word for _, word, _, _, _ in scan(phrase)]
    at = find_name([word for _, word, _, _, _ in sentence.tokens], words)
    return () if at is None else sentence.tokens[at : at + len(words)]


def neighbours(chosen: Sequence[ReadSentence]) -> list[list[ReadSentence]]:
    """Group sentences, which are in order, by what stands side by side."""
    groups: list[list[ReadSentence]] = []
    for sentence in chosen:
        if groups and sentence.position == groups[-1][-1].position + 1:
            groups[-1].append(sentence)
        else:
            groups.append([sentence])
    return groups


def join(chosen: Sequence[ReadSentence]) -> tuple[Span, ...]:
    """Join neighbouring sentences to one slice, with the characters between them."""
    return tuple(Span(one[0].span.start, one[-1].span.end) for one in neighbours(chosen))


def near_names_in(excerpts: Sequence[Excerpt], asked: Iterable[Term]) -> dict[str, tuple[str, ...]]:
    """Find which near names stand in excerpts for terms that were asked: as the table has them.

    The question put is shown above its answer: what the answer does not say, it may.
    """
    quoted = [one for excerpt in excerpts for one in analyse(excerpt.quote)]
    terms = tuple(asked)
    also = {term: _near_names_of(term, quoted) for term in terms}
    unsaid = [term for term in terms if not (also[term] or any(one.names(term) for one in quoted))]
    if unsaid:
        put = [one for excerpt in excerpts for one in analyse(excerpt.question)]
        also |= {term: _near_names_of(term, put) for term in unsaid}
    return {term.word: written for term, written in also.items() if written}


def _near_names_of(term: Term, sentences: Sequence[AnalysedSentence]) -> tuple[str, ...]:
    names = (one.near_name_of(term) for one in sentences)
    return tuple(dict.fromkeys(name.written for name in names if name))
