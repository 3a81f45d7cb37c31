"""Reads the sentences of some words, and where each has the terms of a question."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from retrieval.model.query import Term
from retrieval.model.release import Span
from retrieval.text.sentences import sentences
from retrieval.text.tokens import ScannedWord, find_name, scan


@dataclass(frozen=True, slots=True)
class AnalysedSentence:
    """A sentence: its tokens, those of them that are no stop words, and the terms of these."""

    span: Span
    tokens: Sequence[ScannedWord]
    content_tokens: Sequence[ScannedWord]
    terms: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ReadSentence:
    """A sentence of a statement, its place among them, and the spans of the terms it has.

    `bonus` is what it is worth beyond its terms. `is_saying`: a subject of the request speaks.
    """

    position: int
    span: Span
    term_spans: Mapping[Term, Span] = field(default_factory=dict)
    bonus: float = 0.0
    is_saying: bool = False

    def value(self, weights: Mapping[Term, float], known: frozenset[Term] = frozenset()) -> float:
        """Sum the weights of the terms that it has and `known` lacks."""
        return sum(weights[term] for term in self.term_spans if term not in known)


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


def find_term_spans(
    sentence: AnalysedSentence, start: int, weights: Mapping[Term, float]
) -> Mapping[Term, Span]:
    """Find the first place of each term in a sentence that begins at `start` of its text."""
    term_spans = {}
    for term in weights:
        found = _find_one_name(sentence, term) if term.names else _find_phrase(sentence, term.word)
        if found:
            term_spans[term] = Span(start + found[0][3], start + found[-1][4])
    return term_spans


def _find_one_name(sentence: AnalysedSentence, term: Term) -> Sequence[ScannedWord]:
    for name in term.names:
        at = find_name(sentence.terms, name)
        if at is not None:
            return sentence.content_tokens[at : at + len(name)]
    return ()


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
