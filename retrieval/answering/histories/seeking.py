"""Finds the sentence that somebody means, by a quotation of it or by words of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from itertools import groupby
from operator import itemgetter

from retrieval.answering.histories.quoting import quote_passage, quote_sentence
from retrieval.formulas.gathering import Formulas
from retrieval.index.sentences import SentenceIndex
from retrieval.model.answer import Excerpt
from retrieval.model.query import Intent, Query
from retrieval.model.release import Span
from retrieval.query.standing import understand_in_turn
from retrieval.record.record import Record
from retrieval.text.sentences import sentences
from retrieval.text.termlist import contains_name
from retrieval.text.tokens import fold_words, terms
from retrieval.wording.comparing import words_of
from retrieval.wording.families import Family, Occurrence
from retrieval.wording.reading import read
from retrieval.wording.sketching import keys_of

# So many passages with the words are looked at, and so many of their sentences that are said most.
_HITS = 200
_MOST_TRIED = 4
_MOST_NEAR = 20
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


async def find_nearest(
    words: str, now: datetime, record: Record, formulas: Formulas
) -> Excerpt | None:
    """Quote the sentence on record that has most of some words; None if none has any of them.

    Raises:
        IndexFaultError: the index cannot be read.
        UnreadableReleaseError, UnknownReleaseError: its release cannot be read.
    """
    wanted, index = words_of(words.strip(_QUOTES)), record.engine.sentences
    best: tuple[int, Occurrence] | None = None
    for form in index.relatives(keys_of(wanted.reading.words))[:_MOST_NEAR]:
        place = index.occurrences(form)[-1]
        shared = len(wanted.plain & words_of(await formulas.read_at(place)).plain)
        best = max(best or (shared, place), (shared, place))
    if best is not None:
        return await quote_sentence(best[1], record)
    query = understand_in_turn(words, now.date(), record.lexicon)
    hits = await record.engine.search(query, 1) if query.intent is Intent.QUESTION else []
    if not hits:
        return None
    passage, said = hits[0].passage, {*terms(words)}
    text = (await record.release(passage.release_id, passage.version)).text
    span = max(sentences(text, passage.span), key=lambda one: len(said & {*terms(one.of(text))}))
    return await quote_passage(replace(passage, span=span), words, record)


async def _find_said(query: Query, record: Record, formulas: Formulas) -> Family | None:
    """Find the family of the sentence that has the words of a question in most releases."""
    wanted = [one.names for one in query.terms if one.names]
    if not (wanted or query.phrases):
        return None
    index, said = record.engine.sentences, dict[int, None]()
    for hit in await record.engine.search(query, _HITS):
        passage = hit.passage
        if all(_has_one(passage.words, names) for names in wanted):
            within = index.forms_within(passage.release_id, passage.span)
            said.update((form, None) for form, _ in within)
    best: Family | None = None
    tried, gathered = 0, set[int]()
    for place, form in _most_said([*said], index):
        text = await formulas.read_at(place)
        if not _has_all(text, query, wanted):
            continue
        tried += 1
        if form not in gathered and (family := await formulas.find_family(text)):
            gathered.update(family.numbers)
            if best is None or len(family.occurrences) > len(best.occurrences):
                best = family
        if tried == _MOST_TRIED:
            break
    return best


def _most_said(forms: Sequence[int], index: SentenceIndex) -> Iterator[tuple[Occurrence, int]]:
    """Yield where forms were said last, those first that stand in most places, then the latest."""
    counted = sorted(zip(index.count(forms), forms, strict=True), reverse=True)
    for _, group in groupby(counted, key=itemgetter(0)):
        yield from sorted(((index.occurrences(form)[-1], form) for _, form in group), reverse=True)


def _has_all(text: str, query: Query, wanted: Sequence[Sequence[Sequence[str]]]) -> bool:
    own, folded = terms(text), fold_words(text)
    has_phrases = all(fold_words(one) in folded for one in query.phrases)
    return has_phrases and all(_has_one(own, names) for names in wanted)


def _has_one(words: Sequence[str], names: Sequence[Sequence[str]]) -> bool:
    return any(contains_name(words, name) for name in names)
