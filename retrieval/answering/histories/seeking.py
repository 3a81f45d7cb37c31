"""Finds the sentence that somebody means, by a quotation of it or by words of it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from retrieval.formulas.gathering import Formulas
from retrieval.model.query import Intent, Query
from retrieval.model.release import Span
from retrieval.query.standing import understand_in_turn
from retrieval.record.record import Record
from retrieval.text.sentences import sentences
from retrieval.text.termlist import contains_name
from retrieval.text.tokens import fold_words, terms
from retrieval.wording.families import Family, Occurrence
from retrieval.wording.reading import read

# So many passages with the words are looked at, and so many of their sentences that are said most.
_HITS = 200
_MOST_TRIED = 4
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
    whole = Query(words, phrases=(quotation,)) if terms(quotation) else Query(words)
    if family := await _find_said(whole, record, formulas):
        return family
    query = understand_in_turn(words, now.date(), record.lexicon)
    return await _find_said(query, record, formulas) if query.intent is Intent.QUESTION else None


async def _find_said(query: Query, record: Record, formulas: Formulas) -> Family | None:
    """Find the family of the sentence that has the words of a question in most releases."""
    wanted = [one.names for one in query.terms if one.names]
    if not (wanted or query.phrases):
        return None
    index, said = record.engine.sentences, dict[int, tuple[int, Occurrence]]()
    for hit in await record.engine.search(query, _HITS):
        passage = hit.passage
        if not all(_has_one(passage.words, names) for names in wanted):
            continue
        for form, _ in index.forms_within(passage.release_id, passage.span):
            if form not in said:
                places = index.occurrences(form)
                said[form] = len(places), places[-1]
    best: Family | None = None
    tried = 0
    for _, place in sorted(said.values(), reverse=True):
        text = await formulas.read_at(place)
        if not _has_all(text, query, wanted):
            continue
        family = await formulas.find_family(text)
        if family and (best is None or len(family.occurrences) > len(best.occurrences)):
            best = family
        tried += 1
        if tried == _MOST_TRIED:
            break
    return best


def _has_all(text: str, query: Query, wanted: Sequence[Sequence[Sequence[str]]]) -> bool:
    own, folded = terms(text), fold_words(text)
    has_phrases = all(fold_words(one) in folded for one in query.phrases)
    return has_phrases and all(_has_one(own, names) for names in wanted)


def _has_one(words: Sequence[str], names: Sequence[Sequence[str]]) -> bool:
    return any(contains_name(words, name) for name in names)
