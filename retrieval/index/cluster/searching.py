"""Searches one state of an index: what the cluster finds is scored anew, by our own figures.

The cluster's scores choose candidates. It counts passages of the past until it merges them away,
and it cannot score a term by the best of its names, so no score of its own is shown. Every engine
scores and orders by the same figures.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from itertools import compress
from typing import Any

import msgspec

from retrieval.errors import ClusterFault, DamagedIndexError
from retrieval.index.cluster.connection import Cluster, path_of
from retrieval.index.cluster.kept import KeptRelease, addition_of
from retrieval.index.cluster.query_body import Body, BodyBuilder
from retrieval.index.engine import Bar, admits
from retrieval.index.stored.fields import FIELDS
from retrieval.index.stored.finding import (
    ROUNDING_ERROR,
    Position,
    first,
    in_record_order,
    lower,
)
from retrieval.index.stored.naming import Naming
from retrieval.index.stored.records import PASSAGES, PassageRecord
from retrieval.model.answer import Hit
from retrieval.model.query import Order, Query
from retrieval.model.release import Passage

# So many more hits than wanted are asked for: mostly the last of them shows that these are enough.
_EXTRA = 20
# So many of the best are certain; the others may change places with hits that were not read.
_CERTAIN = 20
_GROWTH = 2
# Days are read in order, in batches of so many passages.
_BATCH = 200
_MOST_AT_ONCE = 2_000
# An answer has to be there after so long; a node that says nothing is given up before.
_WITHIN_S = 4.5
_LONGEST_CALL_S = 2.5
_SHORTEST_CALL_S = 0.1
# Statistics are those of all shards together, and an answer of some shards is none.
_WHOLLY = {"search_type": "dfs_query_then_fetch", "allow_partial_search_results": "false"}

_NEWEST_FIRST = ((FIELDS.day, "desc"), (FIELDS.release, "asc"), (FIELDS.at, "asc"))
_OLDEST_FIRST = ((FIELDS.day, "asc"), (FIELDS.release, "desc"), (FIELDS.at, "desc"))


class _Source(msgspec.Struct):
    record: bytes


class _Found(msgspec.Struct):
    id: str = msgspec.field(name="_id")
    source: _Source = msgspec.field(name="_source")
    sort: list[Any]


class _AllFound(msgspec.Struct):
    hits: list[_Found]


class _Shards(msgspec.Struct):
    failed: int


class _Answer(msgspec.Struct):
    timed_out: bool
    hits: _AllFound
    shards: _Shards = msgspec.field(name="_shards")


class ClusterSearch:
    """One search. `releases` says which passages are shown, whatever else the index has by now.

    `weigh` gives the weight of a term, `frequency_in` counts it in a field, `lengths` are the mean
    lengths of the fields in terms.
    """

    def __init__(  # noqa: PLR0913, PLR0917 - what a state of an index is
        self,
        cluster: Cluster,
        index: str,
        releases: Mapping[str, KeptRelease],
        weigh: Callable[[str], float],
        frequency_in: Callable[[str, str], tuple[int, int]],
        lengths: Mapping[str, float],
    ) -> None:
        self._cluster = cluster
        self._index = index
        self._releases = releases
        self._weigh = weigh
        self._builder = BodyBuilder(weigh, frequency_in)
        self._lengths = lengths
        self._until = cluster.clock() + _WITHIN_S

    def best(self, query: Query, most: int) -> list[Hit]:
        """See `finding.Search.best`."""
        body = self._builder.build(query)
        if body is None:
            return []
        if not query.terms:
            return self._walk(body, query, most, Order.NEW, None)
        naming = Naming(query.terms, self._weigh, self._lengths)
        enough = min(most, _CERTAIN) if naming.has_several_names else most
        found: list[tuple[Position, Hit]] = []
        # What a score of the cluster's is worth in ours: 1, but for passages of the past.
        worth = 0.0
        size, after = most + _EXTRA, None
        while True:
            ranked = self._ask(body, size, (("_score", "desc"), *_NEWEST_FIRST), after)
            read = self._read(ranked, query)
            passages = [passage for _, _, passage in read]
            sums, scores = naming.sums_and_scores(passages)
            for (position, theirs, passage), total, score in zip(read, sums, scores, strict=True):
                worth = max(worth, total / theirs)
                found.append((position, Hit(passage, score)))
            if len(ranked) < size:
                break
            # Hits that were not read score at most as much as the last.
            bound = ranked[-1].sort[0] * worth * (1 - ROUNDING_ERROR)
            if sum(hit.score >= bound for _, hit in found) >= enough:
                break
            size, after = min(size * _GROWTH, _MOST_AT_ONCE), ranked[-1].sort
        best = sorted(found, key=lambda one: (-one[1].score, one[0]))[:most]
        return in_record_order(best)

    def first_by_day(self, query: Query, most: int, bar: Bar) -> list[Hit]:
        """See `finding.Search.first_by_day`."""
        heaviest, least = lower(bar)
        body = self._builder.build_least_coverage(query, heaviest)
        hits = self._walk(body, query, most, query.order, bar, least if heaviest else None)
        if not query.terms:
            return hits
        passages = [hit.passage for hit in hits]
        scores = Naming(query.terms, self._weigh, self._lengths).scores(passages)
        return [Hit(one, score) for one, score in zip(passages, scores, strict=True)]

    def _walk(  # noqa: PLR0913, PLR0917 - what is walked through, and how far
        self,
        body: Body,
        query: Query,
        most: int,
        order: Order,
        bar: Bar | None,
        least: float | None = None,
    ) -> list[Hit]:
        """Find the newest or oldest passages, without scores: they are read until these are enough.

        `least` is what a passage has to score in the cluster.
        """
        sort = _OLDEST_FIRST if order is Order.OLD else _NEWEST_FIRST
        found: list[tuple[Position, Hit]] = []
        after = None
        while len(found) < most:
            size = min(max(_BATCH, most) if bar is not None else most, _MOST_AT_ONCE)
            ranked = self._ask(body, size, sort, after, least)
            read = self._read(ranked, query, is_scored=False)
            passages = [passage for _, _, passage in read]
            kept = bar.passes(passages) if bar is not None else [True] * len(passages)
            found += [
                (position, Hit(passage, 0.0)) for position, _, passage in compress(read, kept)
            ]
            if len(ranked) < size:
                break
            after = ranked[-1].sort
        return first(found, order, most)

    def _read(
        self, ranked: Sequence[_Found], query: Query, *, is_scored: bool = True
    ) -> list[tuple[Position, float, Passage]]:
        """Read the passages that are shown and admitted, with positions and the cluster's scores.

        The filters are part of the cluster's query too, but `admits` has the last word.
        """
        is_free = not (query.has_filters or query.phrases or query.excluded or query.barred)
        read = []
        for one in ranked:
            release_id, added = addition_of(one.id)
            shown = self._releases.get(release_id)
            if shown is None or shown.added != added:
                continue
            try:
                place, passage = PassageRecord(PASSAGES.decode(one.source.record)).read()
            except msgspec.MsgspecError as cause:
                raise DamagedIndexError(self._index, f"another record at {one.id}") from cause
            if is_free or admits(query, passage):
                position = (-passage.date.toordinal(), passage.release_id, place)
                read.append((position, one.sort[0] if is_scored else 0.0, passage))
        return read

    def _ask(
        self,
        query: Body,
        size: int,
        sort: Sequence[tuple[str, str]],
        after: list[Any] | None,
        least: float | None = None,
    ) -> list[_Found]:
        """Ask the cluster, and again as long as there is time, if it does not answer wholly."""
        body = {
            "query": query,
            "size": size,
            "sort": [{field: direction} for field, direction in sort],
            "track_total_hits": False,
            "timeout": f"{_LONGEST_CALL_S * 1000:.0f}ms",
        }
        if after is not None:
            body["search_after"] = after
        if least is not None:
            body["min_score"] = least
        left_s = self._until - self._cluster.clock()
        return self._cluster.patiently(lambda: self._ask_once(body), left_s)

    def _ask_once(self, body: Body) -> list[_Found]:
        left_s = max(_SHORTEST_CALL_S, self._until - self._cluster.clock())
        answer = self._cluster.call(
            "POST",
            path_of(self._index, "_search"),
            body,
            form=_Answer,
            timeout_s=min(left_s, _LONGEST_CALL_S),
            params=_WHOLLY,
        )
        if answer.timed_out:
            raise self._cluster.unusable(ClusterFault.SLOW, "some shards took too long")
        if answer.shards.failed:
            reason = f"{answer.shards.failed} shards failed"
            raise self._cluster.unusable(ClusterFault.PARTIAL, reason)
        return answer.hits.hits
