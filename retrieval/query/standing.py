"""Standing questions: what somebody wants to hear of from now on, as it was typed."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from itertools import compress

from retrieval.model.query import Filter, Intent, Query
from retrieval.model.release import Span
from retrieval.query.followups import follow
from retrieval.query.japanese.translation import is_japanese
from retrieval.query.lexicon import Lexicon
from retrieval.query.understanding import clean, understand
from retrieval.query.when.periods import read_when
from retrieval.text.folding import fold


def understand_in_turn(asked: str, today: date, lexicon: Lexicon) -> Query:
    """What a question asks for that may go on from others, which stand on the lines before it."""
    query = None
    for line in asked.split("\n"):
        query = follow(understand(line, today, lexicon), query)
    return query or Query(asked)


def without_period(asked: str, today: date, lexicon: Lexicon) -> str:
    """The same question without its period; empty where only that cannot be taken out."""
    if is_japanese(asked):
        return ""
    kept = [_without_days(line, today, lexicon) for line in asked.split("\n")]
    asks = (understand(line, today, lexicon).intent is Intent.QUESTION for line in kept)
    wider = "\n".join(compress(kept, asks))
    meant = understand_in_turn(asked, today, lexicon).without({Filter.PERIOD})
    is_same = _bare(understand_in_turn(wider, today, lexicon)) == _bare(meant)
    return wider if is_same else ""


def _without_days(line: str, today: date, lexicon: Lexicon) -> str:
    asked = clean(line)
    folded = fold(asked)
    spans = read_when(folded.text, today, lexicon.days).spans
    for span in reversed([folded.source(one.start, one.end) for one in spans]):
        asked = Span(0, span.start).of(asked) + Span(span.end, len(asked)).of(asked)
    return " ".join(asked.split())


def _bare(query: Query) -> Query:
    """The query without how it was put: a word that opens a question is no name for its capital."""
    terms = tuple(replace(term, is_proper=False) for term in query.terms)
    return replace(query, question="", is_follow_up=False, terms=terms)
