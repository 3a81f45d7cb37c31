"""The citation under an excerpt: who, in answer to what, where and when."""

from __future__ import annotations

import datetime as dt
from collections import Counter

from retrieval.model.release import Release, Statement, StatementKind
from retrieval.parsing.mofa.speakers import read_title
from retrieval.text.dates import without_date

_TEENS = range(10, 20)
_ENDINGS = {1: "st", 2: "nd", 3: "rd"}


def section(release: Release, statement: Statement) -> str:
    """Return where a statement stands in its release: "Q&A, 2nd of 4", "item 3 (1)"."""
    return sections(release)[statement.id]


def sections(release: Release) -> dict[str, str]:
    """Return the section of every statement of a release, by its id."""
    totals = Counter(statement.kind for statement in release.statements)
    counted: Counter[StatementKind] = Counter()
    found = {}
    for statement in release.statements:
        counted[statement.kind] += 1
        found[statement.id] = _section(statement, counted[statement.kind], totals[statement.kind])
    return found


def _section(statement: Statement, number: int, total: int) -> str:
    place = f", {_ordinal(number)} of {total}" if total > 1 else ""
    match statement.kind:
        case StatementKind.ANSWER:
            return f"Q&A{place}"
        case StatementKind.ITEM:
            return f"item {statement.number}"
        case StatementKind.OPENING:
            return " · ".join(statement.headings) or "Opening remarks"
        case StatementKind.PARAGRAPH:
            return f"paragraph{place}" if place else ""
        case StatementKind.MODERATION:
            return "moderation"


def short_title(release: Release) -> str:
    """Return the title without what stands beside it anyway: the office holder, and the day."""
    head, by, _ = release.title.partition(" by ")
    title = head if by and read_title(release.title) else release.title
    return without_date(title, release.date)


def asked_by(asker: str) -> str:
    """Return the words before a question: who asked, by the label; neutral words without a name.

    At a town hall, "Q" does not stand for a reporter.
    """
    if asker.casefold() in {"", "question", "q"}:
        return "In answer to"
    return f"Asked by {'a reporter' if asker.casefold() == 'reporter' else asker}"


def day(moment: dt.date) -> str:
    """Return a day as citations write it: "13 Nov 2021"."""
    return f"{moment.day} {moment:%b %Y}"


def _ordinal(number: int) -> str:
    ending = "th" if number % 100 in _TEENS else _ENDINGS.get(number % 10, "th")
    return f"{number}{ending}"
