"""Searches one state of an index: the passages that tantivy finds are read and scored."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import compress

import tantivy

from retrieval.index.disk.heap import Heap
from retrieval.index.disk.records import PassageReader
from retrieval.index.disk.schema import EVERY, EVERY_FIELD
from retrieval.index.disk.tantivy_query import QueryBuilder
from retrieval.index.engine import Bar, admits
from retrieval.index.stored.fields import FIELDS
from retrieval.index.stored.finding import Position, first, in_record_order, lower
from retrieval.index.stored.naming import Naming
from retrieval.model.answer import Hit
from retrieval.model.query import Order, Query
from retrieval.model.release import Passage

# So many more hits than wanted are asked for: mostly the last of them shows that these are enough.
_EXTRA = 20
# So many of the best are certain; the others may change places with hits that were not read.
_CERTAIN = 20
# So many passages with enough coverage are asked for at first, and each time this factor more.
_FIRST_LIMIT = 2_000
_GROWTH = 2
# Days are read in order, in batches of at least so many passages.
_BATCH = 200
_Address = tantivy.DocAddress


class Search:
    """One search, in a state of an index that does not change meanwhile.

    `weigh` gives the weight of a term, `lengths` are the mean lengths of the fields in terms.
    """

    def __init__(
        self,
        schema: tantivy.Schema,
        searcher: tantivy.Searcher,
        heap: Heap,
        weigh: Callable[[str], float],
        lengths: Mapping[str, float],
    ) -> None:
        self._builder = QueryBuilder(schema, searcher, weigh)
        self._searcher = searcher
        self._reader = PassageReader(heap)
        self._weigh = weigh
        self._lengths = lengths
        self._documents = searcher.doc_freq(EVERY_FIELD, EVERY)

    def best(self, query: Query, most: int) -> list[Hit]:
        """Find the best `most` hits that the query admits, in the order of the record."""
        if not query.terms:
            return self._search_by_day(self._builder.build(query), query, most, Order.NEW)
        tantivy_query = self._builder.build(query)
        naming = self._naming(query)
        found: list[tuple[Position, Hit]] = []
        # If no term has several names, one more hit is enough: it shows whether there are ties.
        read, size = 0, most + (_EXTRA if naming.has_several_names else 1)
        while tantivy_query is not None:
            ranked = self._search(tantivy_query, size)
            read_now = self._read([address for _, address in ranked[read:]], query)
            kept = [
                (score, one)
                for (score, _), one in zip(ranked[read:], read_now, strict=True)
                if one is not None
            ]
            excesses = naming.excesses([passage for _, (_, passage) in kept])
            found += [
                (position, Hit(passage, score - excess))
                for (score, (position, passage)), excess in zip(kept, excesses, strict=True)
            ]
            # Hits that were not read score at most as much as the last.
            above = sum(hit.score > ranked[-1][0] for _, hit in found)
            if len(ranked) < size or above >= (
                min(most, _CERTAIN) if naming.has_several_names else most
            ):
                break
            read, size = len(ranked), size * _GROWTH
        best = sorted(found, key=lambda one: (-one[1].score, one[0]))[:most]
        return in_record_order(best)

    def first_by_day(self, query: Query, most: int, bar: Bar) -> list[Hit]:
        """Find the newest or oldest passages that pass a bar, in the order of the record."""
        heaviest, least = lower(bar)
        tantivy_query = self._builder.build_least_coverage(query, heaviest)
        if not bar.weights:
            return self._search_by_day(tantivy_query, query, most, query.order)
        size = _FIRST_LIMIT
        while len(ranked := self._search(tantivy_query, size)) == size and ranked[-1][0] >= least:
            size *= _GROWTH
        days = self._by_day([address for score, address in ranked if score >= least])
        found: list[tuple[Position, Passage]] = []
        for addresses in _in_batches(days, query.order):
            passages = [one for one in self._read(addresses, query) if one is not None]
            found += compress(passages, bar.passes([passage for _, passage in passages]))
            if len(found) >= most:
                break
        scores = self._naming(query).scores([passage for _, passage in found])
        hits = (
            (position, Hit(one, score))
            for (position, one), score in zip(found, scores, strict=True)
        )
        return first(hits, query.order, most)

    def _search_by_day(
        self, tantivy_query: tantivy.Query | None, query: Query, most: int, order: Order
    ) -> list[Hit]:
        """Find the newest or oldest passages that the query admits, without scores."""
        direction = tantivy.Order.Asc if order is Order.OLD else tantivy.Order.Desc
        size = most + _EXTRA
        while tantivy_query is not None:
            ranked = self._search(tantivy_query, size, order_by_field=FIELDS.day, order=direction)
            # All passages of the last day are needed to tell which of them come first.
            if len(ranked) < size or ranked[-1][0] != ranked[most - 1][0]:
                break
            size *= _GROWTH
        else:
            return []
        passages = self._read([address for _, address in ranked], query)
        found = [(one[0], Hit(one[1], 0.0)) for one in passages if one is not None]
        return first(found, order, most)

    def _naming(self, query: Query) -> Naming:
        return Naming(query.terms, self._weigh, self._lengths)

    def _search(
        self, tantivy_query: tantivy.Query, size: int, **order: object
    ) -> list[tuple[float, _Address]]:
        limit = min(size, self._documents)
        return self._searcher.search(tantivy_query, limit, count=False, **order).hits  # type: ignore[arg-type]

    def _by_day(self, addresses: list[_Address]) -> dict[int, list[_Address]]:
        days: dict[int, list[_Address]] = {}
        values = self._searcher.fast_field_values(FIELDS.day, addresses)
        for day, address in zip(values, addresses, strict=True):
            days.setdefault(int(day or 0), []).append(address)
        return days

    def _read(
        self, addresses: Sequence[_Address], query: Query
    ) -> list[tuple[Position, Passage] | None]:
        """Read passages with their positions; None for one that the filters keep out.

        The filters are part of tantivy's query too, but `admits` has the last word.
        """
        is_free = not (query.has_filters or query.phrases or query.excluded or query.barred)
        read: list[tuple[Position, Passage] | None] = []
        for at in self._searcher.fast_field_values(FIELDS.at, list(addresses)):
            place, passage = self._reader.read(int(at or 0))
            position = (-passage.date.toordinal(), passage.release_id, place)
            read.append((position, passage) if is_free or admits(query, passage) else None)
        return read


def _in_batches(days: Mapping[int, list[_Address]], order: Order) -> Iterator[list[_Address]]:
    """Yield addresses in batches of whole days, the newest or the oldest days first."""
    some: list[_Address] = []
    for _, addresses in sorted(days.items(), reverse=order is not Order.OLD):
        some += addresses
        if len(some) >= _BATCH:
            yield some
            some = []
    yield some
