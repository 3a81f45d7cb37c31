"""Convert releases to rows of the tables, and back. Most columns have the names of fields."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from msgspec import convert, to_builtins

from retrieval.model.release import Part, Release, Statement

Values = dict[str, Any]

# The database has types of its own for these.
_KEPT = (dt.date, dt.time, dt.datetime)
# The fields of a moment in the order in which they are stored.
_MOMENT = ("date", "time", "zone", "is_doubtful")
_NO_QUESTION: Values = {"asker": None, "span": {"start": None, "end": None}}


def rows_of(release: Release) -> tuple[Values, list[Values]]:
    """Convert a release to a row of `versions`, and rows of `statements`."""
    version = to_builtins(release, builtin_types=_KEPT)
    del version["source"], version["withdrawn_at"]
    version["release_id"] = version.pop("id")
    version["parts"] = [_packed_part(**one) for one in version["parts"]]
    version["moments"] = [[one[name] for name in _MOMENT] for one in version["moments"]]
    spoken = version.pop("statements")
    for place, row in enumerate(spoken):
        question: Values = row.pop("question") or _NO_QUESTION
        asked = question["span"]
        row.update(row.pop("span"), asker=question["asker"])
        row.update(question_start=asked["start"], question_end=asked["end"])
        row.update(release_id=release.id, version=release.version, place=place)
    return version, spoken


def _packed_part(kind: str, span: Mapping[str, int]) -> tuple[str, int, int]:
    return kind, span["start"], span["end"]


def as_release(version: Mapping[Any, Any], statements: Sequence[Mapping[Any, Any]]) -> Release:
    """Make a release of a row of `versions`, joined with `releases`, and rows of `statements`."""
    moments = [dict(zip(_MOMENT, one, strict=True)) for one in version["moments"]]
    parts = [{"kind": kind, "span": _span(*bounds)} for kind, *bounds in version["parts"]]
    read = {"id": version["release_id"], "moments": moments, "statements": (), "parts": ()}
    return replace(
        convert(_named(version) | read, Release),
        statements=convert([*map(_statement, statements)], tuple[Statement, ...]),
        parts=convert(parts, tuple[Part, ...]),
    )


def _statement(row: Mapping[Any, Any]) -> Values:
    question = None
    if row["asker"] is not None:
        asked = _span(row["question_start"], row["question_end"])
        question = {"asker": row["asker"], "span": asked}
    return _named(row) | {"span": _span(row["start"], row["end"]), "question": question}


def _named(row: Mapping[Any, Any]) -> Values:
    # SQLAlchemy's names of columns are a kind of text that `convert` does not take.
    return {str(name): value for name, value in row.items()}


def _span(start: int, end: int) -> dict[str, int]:
    return {"start": start, "end": end}
