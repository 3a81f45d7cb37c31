"""When words were first said, and by whom."""

from __future__ import annotations

from collections.abc import Sequence

from retrieval.answering.histories.quoting import quote_passage
from retrieval.index.engine import Bar
from retrieval.model.query import Order, Query, Term
from retrieval.model.release import Passage
from retrieval.model.wording import FirstSaid
from retrieval.record.record import Record
from retrieval.text.tokens import fold_words, terms

_QUOTES = "\"'“”‘’«»「」 "


async def find_first_said(words: str, record: Record) -> FirstSaid | None:
    """Find the first statement that has some words in a row; None if none has.

    A reporter's words are none, and neither is a title.
    """
    await record.catch_up_if_due()
    wanted = words.strip(_QUOTES)
    first = await find_first_passage(wanted, record) if fold_words(wanted).strip() else None
    if first is None:
        return None
    excerpt = await quote_passage(first, wanted, record)
    return FirstSaid(wanted, excerpt, record.searched)


async def find_first_passage(words: str, record: Record) -> Passage | None:
    """Find the first passage that has some words in a row, in whatever form they are written."""
    query = Query(words, phrases=(words,), order=Order.OLD)
    hits = await record.engine.search(query, 1, Bar({}, 0.0, _all_pass))
    return hits[0].passage if hits else None


async def find_first_mention(words: str, record: Record) -> Passage | None:
    """Find the first passage that has all terms of some words, also in its title or question."""
    wanted = frozenset(terms(words))
    named = [Term(one, ((one,),)) for one in sorted(wanted)]
    query = Query(words, terms=tuple(named), order=Order.OLD)

    def passes(passages: Sequence[Passage]) -> Sequence[bool]:
        return [wanted.issubset((*one.words, *one.context)) for one in passages]

    bar = Bar(dict.fromkeys(named, 1.0), 1.0, passes)
    hits = await record.engine.search(query, 1, bar) if named else []
    return hits[0].passage if hits else None


def _all_pass(passages: Sequence[Passage]) -> Sequence[bool]:
    return [True] * len(passages)
