"""A release -> its passages: a paragraph of a statement each, with the context it is found by."""

from __future__ import annotations

from retrieval.model import Passage, Release, Statement
from retrieval.parsing.dates import mentions
from retrieval.text.sentences import paragraphs
from retrieval.text.tokens import fold_words, terms


def passages(release: Release) -> list[Passage]:
    """The passages of a release in the order of its text."""
    return [
        passage
        for statement in release.statements
        for passage in _of_statement(release, statement, terms(_context(release, statement)))
    ]


def _of_statement(
    release: Release, statement: Statement, context: tuple[str, ...]
) -> list[Passage]:
    return [
        Passage(
            release_id=release.id,
            version=release.version,
            statement_id=statement.id,
            span=span,
            date=release.date,
            speaker=statement.speaker,
            words=terms(words),
            context=context,
            mentions=mentions(words, release.date),
            folded=fold_words(words),
        )
        for span in paragraphs(release.text, statement.span)
        if (words := span.of(release.text))
    ]


def _context(release: Release, statement: Statement) -> str:
    """What a reader has in mind with the passage: answers say "that", items leave their subject."""
    above = [release.title, *statement.headings, statement.speaker]
    if statement.question is not None:
        above.append(statement.question.span.of(release.text))
    if statement.parent is not None:
        above.append(release.statement(statement.parent).span.of(release.text))
    return "\n".join(above)
