"""What stands under an excerpt: who, in answer to what, where and when."""

from __future__ import annotations

import datetime as dt

from retrieval.model import Release, Statement, StatementKind
from retrieval.parsing.labels import read_title

_TEENS = range(10, 20)
_ENDINGS = {1: "st", 2: "nd", 3: "rd"}


def section(release: Release, statement: Statement) -> str:
    """Where in its release a statement stands: "Q&A, 2nd of 4", "item 3 (1)", "Opening Remarks"."""
    alike = [other.id for other in release.statements if other.kind is statement.kind]
    place = f"{_ordinal(alike.index(statement.id) + 1)} of {len(alike)}"
    match statement.kind:
        case StatementKind.ANSWER:
            return f"Q&A, {place}" if len(alike) > 1 else "Q&A"
        case StatementKind.ITEM:
            return f"item {statement.number}"
        case StatementKind.OPENING:
            return " · ".join(statement.headings) or "Opening remarks"
        case StatementKind.PARAGRAPH:
            return f"paragraph, {place}" if len(alike) > 1 else ""
        case StatementKind.MODERATION:
            return "moderation"


def short_title(release: Release) -> str:
    """The title without the office holder, who is named as the speaker anyway."""
    head, by, _ = release.title.partition(" by ")
    return head if by and read_title(release.title) else release.title


def asked_by(asker: str) -> str:
    """What leads in a question: who asked as labelled, or neutrally where nobody is named.

    At a town hall the one behind "Q" is no reporter.
    """
    if asker.casefold() in {"", "question", "q"}:
        return "In answer to"
    return f"Asked by {'a reporter' if asker.casefold() == 'reporter' else asker}"


def day(moment: dt.date) -> str:
    """A day as it is written in a citation: "13 Nov 2021"."""
    return f"{moment.day} {moment:%b %Y}"


def _ordinal(number: int) -> str:
    ending = "th" if number % 100 in _TEENS else _ENDINGS.get(number % 10, "th")
    return f"{number}{ending}"
