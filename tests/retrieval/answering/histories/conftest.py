import datetime as dt
from typing import Any

from retrieval.model.release import Release, ReleaseKind, Span, Statement, StatementKind

DAY = dt.date(2022, 1, 10)


def said(number: int, day: int, *words: str, title: str = "Aid", **fields: Any) -> Release:
    """A release with a statement for each of some words, so many days after the first."""
    text, statements = "", []
    speaker = fields.pop("speaker", "")
    for at, one in enumerate(words, 1):
        start = len(text) + 1 if text else 0
        text = f"{text}\n{one}" if text else one
        span = Span(start, len(text))
        statements.append(Statement(f"s{at}", StatementKind.PARAGRAPH, speaker, "", (), span))
    given: dict[str, Any] = {
        "id": f"mofa-{number:03}",
        "source": "mofa",
        "publisher": "M",
        "kind": ReleaseKind.STATEMENT,
        "title": title,
        "date": DAY + dt.timedelta(day),
        "time": None,
        "place": "",
        "url": "",
        "text": text,
        "statements": tuple(statements),
        "parts": (),
        "provisional": False,
    }
    return Release(**given | fields)
