"""A release -> its passages: each a paragraph of a statement, with the context it is found by."""

from __future__ import annotations

from collections.abc import Mapping

from retrieval.labels.labelling import find_labels
from retrieval.model.release import Passage, Question, Release, Statement
from retrieval.text.dates import mentioned_days, mentioned_months
from retrieval.text.sentences import paragraphs
from retrieval.text.termlist import TermList
from retrieval.text.tokens import fold_words, terms


def passages(release: Release) -> list[Passage]:
    """Make the passages of a release, in the order of its text."""
    asked = dict.fromkeys(one.question for one in release.statements if one.question is not None)
    question_terms = {question: terms(question.span.of(release.text)) for question in asked}
    neighbour_questions = _neighbour_questions(question_terms)
    title = terms(release.title)
    found: list[Passage] = []
    for statement in release.statements:
        headings = title + terms("\n".join(statement.headings))
        context = headings + _context(release, statement, question_terms)
        neighbours = neighbour_questions.get(statement.question, ())
        found += _of_statement(
            release, statement, TermList.of(context), len(headings), TermList.of(neighbours)
        )
    return found


def _neighbour_questions(
    question_terms: Mapping[Question, tuple[str, ...]],
) -> dict[Question | None, tuple[str, ...]]:
    """Give each question the terms of those put right before and after: they speak of the same."""
    terms_of = [*question_terms.values()]
    before, after = ((), *terms_of), (*terms_of[1:], ())
    return {
        question: earlier + later
        for question, earlier, later in zip(question_terms, before, after, strict=False)
    }


def _of_statement(
    release: Release,
    statement: Statement,
    context: TermList,
    headed: int,
    neighbour_questions: TermList,
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
            headed=headed,
            mentions=mentioned_days(words, release.date),
            months=mentioned_months(words, release.date),
            labels=labels,
            folded=fold_words(words),
            neighbour_questions=neighbour_questions,
        )
        for span in paragraphs(release.text, statement.span)
        if (words := span.of(release.text))
    ]


def _context(
    release: Release, statement: Statement, question_terms: Mapping[Question, tuple[str, ...]]
) -> tuple[str, ...]:
    """Collect the terms that a passage leaves out: answers say "that", items omit their subject."""
    above = terms(statement.speaker)
    if statement.question is not None:
        above += question_terms[statement.question]
    if statement.parent is not None:
        above += terms(release.statement(statement.parent).span.of(release.text))
    return above
