"""The words of a whole message that its topic may be among, wherever it is named.

Who tells a story names the topic anywhere, and asks by "could you find the passage?".
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from retrieval.model.query import Gist, Term
from retrieval.query.asking.clauses import is_open
from retrieval.query.asking.finding import Asked
from retrieval.query.lexicon import Lexicon
from retrieval.query.topics import read_terms
from retrieval.text.everyday import is_everyday
from retrieval.text.tokens import tokenize

# A shorter message names its topic in the sentence that asks, or beside it.
_FEWEST_WORDS = 25
# Of a longer one, as many characters are read, and as many terms are kept: the rarest.
_LONGEST, _MOST = 2_000, 24


def find_gist(asked: Asked, lexicon: Lexicon) -> Gist | None:
    """Find the telling words of a message that the record has; None of a short message."""
    sentences = (*asked.others, asked.words)
    if sum(one.count(" ") + 1 for one in sentences) < _FEWEST_WORDS:
        return None
    told = " ".join(_within(sorted(sentences, key=lexicon.evidence, reverse=True), _LONGEST))
    known = (one for one in _telling(told, lexicon) if lexicon.evidence(one.word))
    terms = sorted(known, key=lexicon.passages_with)[:_MOST]
    named = _telling(asked.words, lexicon) if asked.is_sure else ()
    is_asked = asked.is_sure and not is_open(asked.words)
    return Gist(tuple(terms), frozenset(one.names for one in named), is_asked)


def _telling(words: str, lexicon: Lexicon) -> Iterator[Term]:
    """Yield the terms of some words that may tell passages apart: neither everyday nor a number."""
    words = words.replace('"', " ")
    for term in read_terms(words, tokenize(words), (), lexicon).terms:
        if not (is_everyday(term.names[0]) or term.word.isdecimal()):
            yield term


def _within(sentences: Sequence[str], longest: int) -> Iterator[str]:
    """Yield the first sentences that have so many characters together."""
    for one in sentences:
        longest -= len(one)
        if longest < 0:
            return
        yield one
