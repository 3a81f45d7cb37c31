"""Standing questions: subscriptions, understood from the lines that somebody typed.

A subscription to how a sentence is worded is one line: "changed: " and the sentence.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from itertools import compress

from retrieval.model.query import Filter, Intent, Query
from retrieval.model.release import Span
from retrieval.patterns import regex
from retrieval.query.asking.finding import clean
from retrieval.query.followups import follow
from retrieval.query.japanese.translation import is_japanese
from retrieval.query.lexicon import Lexicon
from retrieval.query.understanding import understand
from retrieval.query.when.periods import read_periods
from retrieval.text.folding import fold

_FOLLOWED = regex(r"changed\s?[:：]\s*(?P<sentence>\S.*)", re.IGNORECASE | re.DOTALL)


def read_followed(question: str) -> str:
    """Return the sentence of which somebody wants to hear the changes; empty for a question."""
    found = _FOLLOWED.fullmatch(question)
    return " ".join(found["sentence"].split()) if found else ""


def write_followed(sentence: str) -> str:
    """Return the line that asks for the changes of a sentence."""
    return f"changed: {' '.join(sentence.split())}"


def understand_in_turn(question: str, today: date, lexicon: Lexicon) -> Query:
    """Understand a question whose earlier lines are the questions that it may go on from.

    Where the changes of a sentence are asked for, it is about what the sentence says.
    """
    query, before = Query(question), None
    for line in question.split("\n"):
        query = follow(
            understand(read_followed(line) or line, today, lexicon), before, lexicon.speakers.held
        )
        before = query if query.intent is Intent.QUESTION else before
    return query


def without_period(question: str, today: date, lexicon: Lexicon) -> str:
    """Remove the period from a question; empty if nothing else could stay the same."""
    if is_japanese(question):
        return ""
    kept = [_without_days(line, today, lexicon) for line in question.split("\n")]
    asks = (understand(line, today, lexicon).intent is Intent.QUESTION for line in kept)
    wider = "\n".join(compress(kept, asks))
    meant = understand_in_turn(question, today, lexicon).without({Filter.PERIOD})
    is_same = _bare(understand_in_turn(wider, today, lexicon)) == _bare(meant)
    return wider if is_same else ""


def _without_days(line: str, today: date, lexicon: Lexicon) -> str:
    question = clean(line)
    folded = fold(question)
    spans = read_periods(folded.text, today, lexicon.days).spans
    for span in reversed([folded.source(one.start, one.end) for one in spans]):
        question = Span(0, span.start).of(question) + Span(span.end, len(question)).of(question)
    return " ".join(question.split())


def _bare(query: Query) -> Query:
    """Remove what only depends on the writing: a capital at the start of a question is no name."""
    terms = tuple(replace(term, is_proper=False) for term in query.terms)
    return replace(query, question="", is_follow_up=False, terms=terms, readings=())
