"""A made-up release: its text, of which one person says all, or what stands below a question."""

import datetime as dt

from retrieval.model.release import (
    Question,
    Release,
    ReleaseKind,
    Span,
    Statement,
    StatementKind,
)


def release_of(text: str, *, question: str = "") -> Release:
    """Return a release of one statement; `question` is put in the line above it."""
    above = f"{question}\n" if question else ""
    said = Span(len(above), len(above) + len(text))
    kind = StatementKind.ANSWER if question else StatementKind.OPENING
    put = Question("", Span(0, len(question))) if question else None
    statement = Statement("s1", kind, "TANABE Kenji", "Minister", (), said, question=put)
    return Release(
        id="made-up",
        source="mofa",
        publisher="A ministry",
        kind=ReleaseKind.CONFERENCE,
        title="Press Conference",
        date=dt.date(2022, 2, 2),
        time=None,
        place="",
        url="",
        text=above + text,
        statements=(statement,),
        parts=(),
        provisional=False,
    )
