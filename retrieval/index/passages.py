"""A release -> its passages: a paragraph of a statement each, with the context it is found by."""

from __future__ import annotations

from dataclasses import replace

from retrieval.model import Passage, Question, Release, Statement
from retrieval.parsing.dates import mentions
from retrieval.text.sentences import paragraphs
from retrieval.text.tokens import fold_words, terms
from retrieval.wording import find_wordings


def passages(release: Release) -> list[Passage]:
    """The passages of a release in the order of its text."""
    around = _around(release)
    return [
        replace(passage, around=around.get(statement.question, ()))
        for statement in release.statements
        for passage in _of_statement(release, statement, terms(_context(release, statement)))
    ]


def _around(release: Release) -> dict[Question | None, tuple[str, ...]]:
    """Of each question: the terms of those put right before and after, which speak of the same."""
    asked = dict.fromkeys(one.question for one in release.statements if one.question is not None)
    told = [terms(question.span.of(release.text)) for question in asked]
    return {
        question: before + after
        for question, before, after in zip(asked, ((), *told), (*told[1:], ()), strict=False)
    }


def _of_statement(
    release: Release, statement: Statement, context: tuple[str, ...]
) -> list[Passage]:
    found = find_wordings(release.text, statement.span)
    wordings = frozenset(wording.label for wording in found)
    return [
        Passage(
            release_id=release.id,
            version=release.version,
            statement_id=statement.id,
            span=span,
            date=release.date,
            kind=release.kind,
            speaker=statement.speaker,
            role=statement.role,
            asker=statement.question.asker if statement.question else "",
            words=terms(words),
            context=context,
            mentions=mentions(words, release.date),
            wordings=wordings,
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
