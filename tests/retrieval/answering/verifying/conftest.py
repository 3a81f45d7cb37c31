import datetime as dt

from retrieval.model.release import (
    Question,
    Release,
    ReleaseKind,
    Span,
    Statement,
    StatementKind,
)

DAY = dt.date(2022, 5, 3)


def make(
    *said: str, number: int = 1, speaker: str = "TANABE Kenji", asked: str = "", version: int = 1
) -> Release:
    """A release with a statement for each of some words, the first upon a question."""
    text, statements = asked, []
    for at, words in enumerate(said, 1):
        start = len(text) + 1
        text = f"{text}\n{words}"
        statements.append(
            Statement(
                id=f"s{at}",
                kind=StatementKind.ANSWER,
                speaker=speaker,
                role="",
                headings=(),
                span=Span(start, len(text)),
                question=Question("Reporter", Span(0, len(asked))) if asked and at == 1 else None,
            )
        )
    return Release(
        id=f"mofa-{number}",
        source="mofa",
        publisher="Ministry",
        kind=ReleaseKind.CONFERENCE,
        title="Press Conference",
        date=DAY + dt.timedelta(number),
        time=None,
        place="",
        url="",
        text=text,
        statements=statements,
        parts=(),
        provisional=False,
        version=version,
    )
