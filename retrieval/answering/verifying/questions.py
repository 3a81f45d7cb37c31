"""Finds the questions of reporters that have the words of a quotation.

Engines have no text of a question, only its terms in order, in the context of what answers it.
"""

from __future__ import annotations

from collections.abc import Sequence

from retrieval.answering.verifying.nearest import ask_for_words
from retrieval.answering.verifying.reading import Quotation
from retrieval.index.engine import Bar, Engine
from retrieval.index.ranking import idf_weight
from retrieval.model.release import Passage
from retrieval.text.termlist import contains_name
from retrieval.text.tokens import terms

# Fewer terms stand in too many questions.
_FEWEST_TERMS = 2
# The passages with all terms are read one by one, some 4,000 a second. They are at most as many as
# have the rarest of them, and the fewer of these the more terms there are beside it.
_MOST_WITH_ONE = 1_000
_FEWER_BY_EACH = 3


async def find_questions(quotation: Quotation, engine: Engine, most: int) -> Sequence[Passage]:
    """Find passages that answer a question with the terms of a quotation in a row, newest first."""
    wanted = terms(quotation.text)
    query = ask_for_words(quotation)
    frequencies = {term: engine.frequency(term.word) for term in query.terms}
    most_with_rarest = _MOST_WITH_ONE * _FEWER_BY_EACH ** (len(frequencies) - 1)
    if len(wanted) < _FEWEST_TERMS or not 0 < min(frequencies.values()) <= most_with_rarest:
        return []
    seen = set[tuple[str, str]]()

    def passes(passages: Sequence[Passage]) -> list[bool]:
        return [_is_another(one, seen) and contains_name(one.context, wanted) for one in passages]

    weights = {term: idf_weight(engine.size, count) for term, count in frequencies.items()}
    hits = await engine.search(query, most, Bar(weights, 1.0, passes))
    return [hit.passage for hit in hits]


def _is_another(passage: Passage, seen: set[tuple[str, str]]) -> bool:
    """Tell whether a passage answers a question that none before it did."""
    key = (passage.release_id, passage.statement_id)
    is_new = bool(passage.asker) and key not in seen
    seen.add(key)
    return is_new
