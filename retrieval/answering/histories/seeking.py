"""Finds the sentence that somebody means, by a quotation of it or by words of it."""

from __future__ import annotations

from collections import Counter
from datetime import datetime

from retrieval.answering.search import Search
from retrieval.model.query import Intent, Query
from retrieval.model.release import Span
from retrieval.query.standing import understand_in_turn
from retrieval.record.formulas import Formulas
from retrieval.record.record import Record
from retrieval.text.sentences import sentences
from retrieval.text.tokens import terms
from retrieval.wording.families import Family
from retrieval.wording.reading import read
from retrieval.wording.sketching import form_of

# So many passages that answer are looked at, and of their sentences so many that are said most.
_HITS = 60
_MOST_TRIED = 3
_QUOTES = "\"'“”‘’«»「」 "


async def find_meant(
    words: str, now: datetime, record: Record, formulas: Formulas
) -> Family | None:
    """Find the family that is meant: of the quoted sentence, or of that with the words said most.

    None if no sentence on record has them.
    """
    quotation = words.strip(_QUOTES)
    if read(quotation).is_formula:
        for span in sentences(quotation, Span(0, len(quotation))):
            family = await formulas.find_family(span.of(quotation))
            if family is not None:
                return family
    query = understand_in_turn(words, now.date(), record.lexicon)
    if query.intent is not Intent.QUESTION or not (query.terms or query.phrases):
        return None
    return await _find_by_words(query, record, formulas)


async def _find_by_words(query: Query, record: Record, formulas: Formulas) -> Family | None:
    """Find the family of the sentence that has the words of a question in most releases."""
    found = await Search.of(query, record).find()
    index, said = record.engine.sentences, Counter[str]()
    wanted = [one.names for one in query.terms if one.names]
    for candidate in found.candidates[:_HITS]:
        passage = candidate.hit.passage
        release = await record.release(passage.release_id, passage.version)
        for span in sentences(release.text, passage.span):
            text = span.of(release.text)
            own = f" {' '.join(terms(text))} "
            has = sum(any(f" {' '.join(name)} " in own for name in names) for names in wanted)
            reading = read(text)
            if has == len(wanted) and reading.is_formula and text not in said:
                said[text] = len(index.occurrences(form_of(reading.words)))
    best: Family | None = None
    for text, _ in said.most_common(_MOST_TRIED):
        family = await formulas.find_family(text)
        if family and (best is None or len(family.occurrences) > len(best.occurrences)):
            best = family
    return best
