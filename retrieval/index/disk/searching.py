"""Searching one state of an index: which passages tantivy finds, read and scored."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

import tantivy

from retrieval.index.coverage import Coverage
from retrieval.index.disk.heap import Heap
from retrieval.index.disk.naming import Naming
from retrieval.index.disk.records import PassageReader
from retrieval.index.disk.schema import EVERY, FIELDS
from retrieval.index.disk.tantivy_query import Asker
from retrieval.index.engine import Least, admits
from retrieval.model.answer import Hit
from retrieval.model.query import Order, Query, Term
from retrieval.model.release import Passage

# So many more than asked for come at once: mostly the last of them tells that no others are needed.
_MORE = 20
# Of the best, so many are certain: others may change places with what was not looked at.
_CERTAIN = 20
# Of those that have enough, so many are looked for at first; each further time so many times more.
_MOST_AT_FIRST = 2_000
_WIDER = 2
# Who has enough has enough without the commonest words, if the bar is lowered by what those weigh:
# they take long to go through. Up to this share of it, as more have to be read then.
_LEFT_OUT = 0.25
# Of the days in order, so many passages are looked at together.
_TOGETHER = 200
# What tantivy adds up is rounded to four bytes.
_ROUNDED = 1e-5

# Where a passage stands in a record: newest first, then by release and place.
_Stand = tuple[int, str, int]
_Address = tantivy.DocAddress


class Search:
    """One search, in a state of an index that does not change meanwhile.

    `weigh` gives what a term weighs, `lengths` the mean lengths of the fields.
    """

    def __init__(
        self,
        schema: tantivy.Schema,
        searcher: tantivy.Searcher,
        heap: Heap,
        weigh: Callable[[str], float],
        lengths: Mapping[str, float],
    ) -> None:
        self._asker = Asker(schema, searcher, weigh)
        self._searcher = searcher
        self._reader = PassageReader(heap)
        self._weigh = weigh
        self._lengths = lengths
        self._documents = searcher.doc_freq(FIELDS.every, EVERY)

    def best(self, query: Query, most: int) -> list[Hit]:
        """The best that the query admits, as they stand in the record."""
        if not query.terms:
            return self._by_day_alone(self._asker.ask(query), query, most, Order.NEW)
        asked = self._asker.ask(query)
        naming = self._naming(query)
        found: list[tuple[_Stand, Hit]] = []
        # Without names to choose from, the last one only has to tell who is equal to it.
        read, size = 0, most + (_MORE if naming.chooses else 1)
        while asked is not None:
            ranked = self._search(asked, size)
            read_now = self._read([address for _, address in ranked[read:]], query)
            kept = [
                (score, one)
                for (score, _), one in zip(ranked[read:], read_now, strict=True)
                if one is not None
            ]
            excesses = naming.excesses([passage for _, (_, passage) in kept])
            found += [
                (stand, Hit(passage, score - excess))
                for (score, (stand, passage)), excess in zip(kept, excesses, strict=True)
            ]
            # What was not looked at scores at most as much as the last.
            above = sum(hit.score > ranked[-1][0] for _, hit in found)
            if len(ranked) < size or above >= (min(most, _CERTAIN) if naming.chooses else most):
                break
            read, size = len(ranked), size * _WIDER
        best = sorted(found, key=lambda one: (-one[1].score, one[0]))[:most]
        return _as_they_stand(best)

    def in_order(self, query: Query, most: int, least: Least) -> list[Hit]:
        """The newest or oldest that have enough of what is asked, as they stand in the record."""
        bar = least.share * sum(least.weights.values())
        heaviest, left_out = _without_lightest(least.weights, bar * _LEFT_OUT)
        asked = self._asker.ask_least(query, heaviest)
        if not least.weights:
            return self._by_day_alone(asked, query, most, query.order)
        bar = (bar - left_out) * (1 - _ROUNDED)
        size = _MOST_AT_FIRST
        while len(ranked := self._search(asked, size)) == size and ranked[-1][0] >= bar:
            size *= _WIDER
        days = self._by_day([address for score, address in ranked if score >= bar])
        coverage = Coverage(least.weights)
        found: list[tuple[_Stand, Passage]] = []
        for addresses in _together(days, query.order):
            passages = [one for one in self._read(addresses, query) if one is not None]
            shares = coverage.shares([passage for _, passage in passages])
            found += [
                one for one, share in zip(passages, shares, strict=True) if share >= least.share
            ]
            if len(found) >= most:
                break
        scores = self._naming(query).scores([passage for _, passage in found])
        hits = ((stand, Hit(one, score)) for (stand, one), score in zip(found, scores, strict=True))
        return _first(hits, query.order, most)

    def _by_day_alone(
        self, asked: tantivy.Query | None, query: Query, most: int, order: Order
    ) -> list[Hit]:
        """The newest or oldest that the query admits."""
        direction = tantivy.Order.Asc if order is Order.OLD else tantivy.Order.Desc
        size = most + _MORE
        while asked is not None:
            ranked = self._search(asked, size, order_by_field=FIELDS.day, order=direction)
            # All of the last day are wanted, to tell which of them come first.
            if len(ranked) < size or ranked[-1][0] != ranked[most - 1][0]:
                break
            size *= _WIDER
        else:
            return []
        passages = self._read([address for _, address in ranked], query)
        found = [(one[0], Hit(one[1], 0.0)) for one in passages if one is not None]
        return _first(found, order, most)

    def _naming(self, query: Query) -> Naming:
        return Naming(query.terms, self._weigh, self._lengths)

    def _search(
        self, asked: tantivy.Query, size: int, **order: object
    ) -> list[tuple[float, _Address]]:
        limit = min(size, self._documents)
        return self._searcher.search(asked, limit, count=False, **order).hits  # type: ignore[arg-type]

    def _by_day(self, addresses: list[_Address]) -> dict[int, list[_Address]]:
        days: dict[int, list[_Address]] = {}
        values = self._searcher.fast_field_values(FIELDS.day, addresses)
        for day, address in zip(values, addresses, strict=True):
            days.setdefault(int(day or 0), []).append(address)
        return days

    def _read(
        self, addresses: Sequence[_Address], query: Query
    ) -> list[tuple[_Stand, Passage] | None]:
        """The passages there and where they stand; None for one that the filters keep out.

        They are part of what tantivy was asked; `admits` has the last word.
        """
        is_free = not (query.has_filters or query.phrases or query.excluded or query.barred)
        read: list[tuple[_Stand, Passage] | None] = []
        for at in self._searcher.fast_field_values(FIELDS.at, list(addresses)):
            place, passage = self._reader.read(int(at or 0))
            stand = (-passage.date.toordinal(), passage.release_id, place)
            read.append((stand, passage) if is_free or admits(query, passage) else None)
        return read


def _without_lightest(
    weights: Mapping[Term, float], most: float
) -> tuple[dict[Term, float], float]:
    """The weights without the lightest, which come to `most` at most, and what those come to."""
    kept, left_out = dict(weights), 0.0
    for term in sorted(weights, key=weights.__getitem__):
        if left_out + weights[term] > most:
            break
        left_out += kept.pop(term)
    return kept, left_out


def _together(days: Mapping[int, list[_Address]], order: Order) -> Iterator[list[_Address]]:
    """What is of the newest or the oldest days first, as whole days."""
    some: list[_Address] = []
    for _, addresses in sorted(days.items(), reverse=order is not Order.OLD):
        some += addresses
        if len(some) >= _TOGETHER:
            yield some
            some = []
    yield some


def _as_they_stand(found: Iterable[tuple[_Stand, Hit]]) -> list[Hit]:
    return [hit for _, hit in sorted(found, key=lambda one: one[0])]


def _first(found: Iterable[tuple[_Stand, Hit]], order: Order, most: int) -> list[Hit]:
    """The newest, or the oldest, as they stand."""
    hits = _as_they_stand(found)
    return hits[-most:] if order is Order.OLD else hits[:most]
