"""Convert releases to rows of the tables, and back."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any

from sqlalchemy import Row

from retrieval.model.release import (
    Moment,
    Part,
    PartKind,
    Question,
    Release,
    ReleaseKind,
    Span,
    Statement,
    StatementKind,
)

Values = dict[str, Any]


def version_values(release: Release) -> Values:
    """Convert a release, without its statements, to a row of `versions`."""
    return {
        "release_id": release.id,
        "version": release.version,
        "publisher": release.publisher,
        "kind": release.kind.value,
        "title": release.title,
        "date": release.date,
        "time": release.time,
        "place": release.place,
        "url": release.url,
        "provisional": release.provisional,
        "text": release.text,
        "parts": [[part.kind.value, part.span.start, part.span.end] for part in release.parts],
        "moments": [_packed_moment(moment) for moment in release.moments],
        "doubts": list(release.doubts),
    }


def statement_values(release: Release) -> list[Values]:
    """Convert the statements of a release to rows of `statements`."""
    return [
        {
            "release_id": release.id,
            "version": release.version,
            "place": place,
            "id": statement.id,
            "kind": statement.kind.value,
            "speaker": statement.speaker,
            "role": statement.role,
            "headings": list(statement.headings),
            "start": statement.span.start,
            "end": statement.span.end,
            "asker": statement.question and statement.question.asker,
            "question_start": statement.question and statement.question.span.start,
            "question_end": statement.question and statement.question.span.end,
            "number": statement.number,
            "parent": statement.parent,
        }
        for place, statement in enumerate(release.statements)
    ]


def as_release(version: Row[Any], statements: Iterable[Row[Any]]) -> Release:
    """Make a release of a row of `versions`, joined with `releases`, and rows of `statements`."""
    return Release(
        id=version.release_id,
        source=version.source,
        publisher=version.publisher,
        kind=ReleaseKind(version.kind),
        title=version.title,
        date=version.date,
        time=version.time,
        place=version.place,
        url=version.url,
        text=version.text,
        statements=tuple(map(_statement, statements)),
        parts=tuple(Part(PartKind(kind), Span(*span)) for kind, *span in version.parts),
        provisional=version.provisional,
        moments=tuple(_moment(*packed) for packed in version.moments),
        doubts=tuple(version.doubts),
        version=version.version,
        withdrawn_at=version.withdrawn_at,
    )


def _statement(row: Row[Any]) -> Statement:
    question = None
    if row.asker is not None:
        question = Question(row.asker, Span(row.question_start, row.question_end))
    return Statement(
        id=row.id,
        kind=StatementKind(row.kind),
        speaker=row.speaker,
        role=row.role,
        headings=tuple(row.headings),
        span=Span(row.start, row.end),
        question=question,
        number=row.number,
        parent=row.parent,
    )


def _packed_moment(moment: Moment) -> list[Any]:
    time = moment.time and moment.time.isoformat()
    return [moment.date.isoformat(), time, moment.zone, moment.is_doubtful]


def _moment(date: str, time: str | None, zone: str, is_doubtful: bool) -> Moment:  # noqa: FBT001 - a row
    return Moment(
        dt.date.fromisoformat(date),
        dt.time.fromisoformat(time) if time else None,
        zone,
        is_doubtful,
    )
