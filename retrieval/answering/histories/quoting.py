"""Quotes sentences where they stand, as exact slices of their statements."""

from __future__ import annotations

from retrieval.answering.excerpts import quote_again
from retrieval.model.answer import Excerpt
from retrieval.model.release import Span
from retrieval.record.record import Record
from retrieval.wording.table import Occurrence


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
