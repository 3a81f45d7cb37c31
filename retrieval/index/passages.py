"""A release -> its passages: a paragraph of a statement each, with the context it is found by."""

from __future__ import annotations

from collections.abc import Mapping

from retrieval.labels.labelling import find_labels
from retrieval.model.release import Passage, Question, Release, Statement
from retrieval.text.dates import mentions
from retrieval.text.sentences import paragraphs
from retrieval.text.termlist import TermList
from retrieval.text.tokens import fold_words, terms


def passages(release: Release) -> list[Passage]:
    """The passages of a release in the order of its text."""
    asked = dict.fromkeys(one.question for one in release.statements if one.question is not None)
    told = {question: terms(question.span.of(release.text)) for question in asked}
    around = _around(told)
    title = terms(release.title)
    return [
        passage
        for statement in release.statements
        for passage in _of_statement(
            release,
            statement,
            TermList.of(title + _context(release, statement, told)),
            TermList.of(around.get(statement.question, ())),
        )
    ]


def _around(told: Mapping[Question, tuple[str, ...]]) -> dict[Question | None, tuple[str, ...]]:
    """Of each question: the terms of those put right before and after, which speak of the same."""
    said = [*told.values()]
    return {
        question: before + after
        for question, before, after in zip(told, ((), *said), (*said[1:], ()), strict=False)
    }


def _of_statement(
    release: Release, statement: Statement, context: TermList, around: TermList
) -> list[Passage]:
    found = find_labels(release.text, statement.span)
    labels = frozenset(one.label for one in found)
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
            words=TermList.of(terms(words)),
            context=context,
            mentions=mentions(words, release.date),
            labels=labels,
            folded=fold_words(words),
            around=around,
        )
        for span in paragraphs(release.text, statement.span)
        if (words := span.of(release.text))
    ]


def _context(
    release: Release, statement: Statement, told: Mapping[Question, tuple[str, ...]]
) -> tuple[str, ...]:
    """What a reader has in mind with the passage: answers say "that", items leave their subject."""
    above = terms("\n".join([*statement.headings, statement.speaker]))
    if statement.question is not None:
        above += told[statement.question]
    if statement.parent is not None:
        above += terms(release.statement(statement.parent).span.of(release.text))
    return above
