"""Quotes chosen statements: cuts an excerpt of each, puts them in order, merges repeats.

A release that is read is quoted whole, page by page.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from retrieval.answering.excerpts import ExcerptRequest, cut, quote_again
from retrieval.answering.selection import Candidate
from retrieval.model.answer import Excerpt, Page, Reading
from retrieval.model.query import Order
from retrieval.model.release import Release
from retrieval.record.reading import begin_pages, divide
from retrieval.text.tokens import fold_words

# An excerpt that holds what is sought counts so many times its score.
_SOUGHT = 1.5


def quote(
    chosen: Sequence[Candidate],
    releases: Sequence[Release],
    request: ExcerptRequest,
    order: Order,
    answering: Sequence[Candidate],
) -> list[Excerpt]:
    """Cut an excerpt of each chosen statement; `releases` are those that the statements are of.

    The best come in the order of their scores; those that hold what is sought count for more.
    Excerpts of the same words are merged: each gets the days on which other releases among those
    `answering` say the same.
    """
    excerpts = cut_all(chosen, releases, request)
    if order is Order.BEST:
        excerpts.sort(key=lambda one: _score(one, request), reverse=True)
    return _merge_repeats(excerpts, answering)


def cut_all(
    chosen: Sequence[Candidate], releases: Sequence[Release], request: ExcerptRequest
) -> list[Excerpt]:
    """Cut an excerpt of each statement, in the same order."""
    return [
        cut(
            release,
            release.statement(one.hit.passage.statement_id),
            request,
            focus=one.hit.passage.span,
            score=one.worth,
        )
        for one, release in zip(chosen, releases, strict=True)
    ]


def quote_page(reading: Reading, at: int) -> tuple[tuple[Excerpt, ...], Page]:
    """Quote the page of a release that has the part of number `at`, or else its last page."""
    release = reading.release
    parts = divide(release)
    starts = begin_pages(parts)
    number = max((page for page, start in enumerate(starts, 1) if start <= at), default=1)
    first = starts[number - 1]
    end = starts[number] if number < len(starts) else len(parts) + 1
    shown = parts[first - 1 : end - 1]
    page = Page(number, len(starts), first - 1, len(parts), starts, is_in_order=False)
    return tuple(quote_again(release, one.statement, (one.span,)) for one in shown), page


def _score(excerpt: Excerpt, request: ExcerptRequest) -> float:
    return excerpt.score * (_SOUGHT if request.finds(excerpt.quote) else 1.0)


def _merge_repeats(excerpts: Sequence[Excerpt], answering: Sequence[Candidate]) -> list[Excerpt]:
    """Merge excerpts of the same words.

    The same answer to two questions says two things. To the same question on the same day it is one
    exchange that stands at two addresses.
    """
    passages = [one.hit.passage for one in answering if not one.hit.passage.asker]
    shown: dict[object, Excerpt] = {}
    for excerpt in excerpts:
        words = fold_words(excerpt.quote)
        if excerpt.statement.question is not None:
            asked = fold_words(excerpt.statement.question.span.of(excerpt.release.text))
            shown.setdefault((words, asked, excerpt.release.date), excerpt)
        elif words not in shown:
            days = {
                passage.release_id: passage.date
                for passage in passages
                if passage.release_id != excerpt.release.id and words in passage.folded
            }
            shown[words] = replace(excerpt, repeats=tuple(sorted(days.values())))
    return [*shown.values()]
