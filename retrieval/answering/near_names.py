"""Which near names stand in what is shown, for words of the question that do not."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from retrieval.answering.analysis import AnalysedSentence, analyse
from retrieval.model.answer import Excerpt
from retrieval.model.query import Term


def near_names_in(excerpts: Sequence[Excerpt], asked: Iterable[Term]) -> dict[str, tuple[str, ...]]:
    """Find which near names stand in excerpts for terms that were asked: as the table has them.

    The question put is shown above its answer: what the answer does not say, it may.
    """
    quoted = [one for excerpt in excerpts for one in analyse(excerpt.quote)]
    put = [one for excerpt in excerpts for one in analyse(excerpt.question)]
    also: dict[str, tuple[str, ...]] = {}
    for term in asked:
        written = _near_names_of(term, quoted)
        if not (written or any(one.names(term) for one in quoted)):
            written = _near_names_of(term, put)
        if written:
            also[term.word] = written
    return also


def _near_names_of(term: Term, sentences: Sequence[AnalysedSentence]) -> tuple[str, ...]:
    names = (one.near_name_of(term) for one in sentences)
    return tuple(dict.fromkeys(name.written for name in names if name))
