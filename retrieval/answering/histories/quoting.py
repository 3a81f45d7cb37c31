"""Quotes sentences where they stand, as exact slices of their statements."""

from __future__ import annotations

from dataclasses import replace

from retrieval.answering.excerpts import quote_again
from retrieval.model.answer import Excerpt
from retrieval.model.release import Passage, Span
from retrieval.record.record import Record
from retrieval.text.sentences import sentences
from retrieval.text.tokens import fold_words, tokenize
from retrieval.wording.families import Occurrence


async def quote_sentence(place: Occurrence, record: Record) -> Excerpt:
    """Quote a sentence where it stands.

    Raises:
        UnreadableReleaseError, UnknownReleaseError: its release cannot be read.
        InexactSliceError: it does not stand there.
    """
    release = await record.release(place.release_id, place.version)
    span = Span(place.start, place.end)
    statement = next(one for one in release.statements if one.span.covers(span))
    return quote_again(release, statement, (span,))


async def quote_passage(passage: Passage, words: str, record: Record) -> Excerpt:
    """Quote the sentence of a passage that has some words, with the words marked; else all of it.

    Raises:
        UnreadableReleaseError, UnknownReleaseError: its release cannot be read.
    """
    release = await record.release(passage.release_id, passage.version)
    statement = release.statement(passage.statement_id)
    folded = fold_words(words)
    found = sentences(release.text, passage.span)
    having = [one for one in found if folded in fold_words(one.of(release.text))]
    excerpt = quote_again(release, statement, (having[0] if having else passage.span,))
    own = tokenize(excerpt.quote)
    wanted = folded.split()
    for at in range(len(own) - len(wanted) + 1):
        if [one.folded for one in own[at : at + len(wanted)]] == wanted:
            start = excerpt.slices[0].start
            mark = Span(start + own[at].span.start, start + own[at + len(wanted) - 1].span.end)
            return replace(excerpt, marks=(mark,))
    return excerpt
