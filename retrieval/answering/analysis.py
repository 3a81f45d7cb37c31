"""Reads the sentences of some words, and where each has the terms of a question."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
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
