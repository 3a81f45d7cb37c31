"""The statements that answer beside those quoted first: one list, turned over in pages."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from retrieval.answering.selection import Candidate, sort_by_order
from retrieval.model.answer import Excerpt, Page
from retrieval.model.query import Order
from retrieval.text.tokens import fold_words


@dataclass(frozen=True, slots=True)
class FurtherStatement:
    """A statement that answers too, and the days of other releases that have the same words."""

    candidate: Candidate
    repeats: tuple[date, ...] = ()


def list_further(
    order: Order,
    chosen: Sequence[Candidate],
    answering: Sequence[Candidate],
    quoted: Sequence[Excerpt],
    folded: Sequence[Candidate],
) -> list[FurtherStatement]:
    """List what answers and is not on the first page: what was chosen, then the others in order.

    `quoted` are the excerpts of the first page, and `folded` the statements that stand in them or
    say the same. Further passages of the same words are listed once, if they answer nobody.
    """
    known = {one.key for one in chosen}
    others = [one for one in sort_by_order(order, answering) if one.key not in known]
    shown = {one.key for one in folded}
    said = [(one.release.id, fold_words(one.quote)) for one in quoted if not one.statement.question]
    rest = [
        one for one in (*chosen, *others) if one.key not in shown and not _is_repeated(one, said)
    ]
    return list(_fold(rest))


def page_at(number: int, first: int, further: int, at_once: int) -> Page:
    """Return the page with the statement of a number: the first has `first`, others `at_once`.

    A number that there is not is on the first or the last page.
    """
    listed = first + further
    pages = 1 + -(-further // at_once)
    if number <= first or not further:
        return Page(1, pages, 0, listed)
    turned = min(number - first - 1, further - 1) // at_once
    return Page(2 + turned, pages, first + turned * at_once, listed)


def _is_repeated(candidate: Candidate, said: Sequence[tuple[str, str]]) -> bool:
    """Tell whether words that were quoted from another release stand in a passage."""
    passage = candidate.hit.passage
    return not passage.asker and any(
        passage.release_id != release_id and words in passage.folded for release_id, words in said
    )


def _fold(rest: Sequence[Candidate]) -> Iterator[FurtherStatement]:
    alike: dict[object, list[Candidate]] = {}
    for one in rest:
        passage = one.hit.passage
        alike.setdefault(one.key if passage.asker else passage.folded, []).append(one)
    for first, *repeats in alike.values():
        yield FurtherStatement(first, tuple(sorted(one.hit.passage.date for one in repeats)))
