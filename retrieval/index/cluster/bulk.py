"""Writes documents to an index of the cluster, in bulk, and waits for a cluster that is busy."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping

import msgspec

from retrieval.errors import ClusterFault
from retrieval.index.cluster.connection import Cluster, path_of
from retrieval.index.cluster.faults import fault_of_status
from retrieval.index.cluster.lease import Lease
from retrieval.index.cluster.mapping import CHANGE

# A call that writes documents has about so many bytes.
_CALL_BYTES = 4_000_000
# A cluster that has too much to do, or loses a node, is waited for: so long in all.
_PATIENCE_S = 120.0
_LONGEST_PAUSE_S = 10.0
_FEW_REASONS = 3
_IDS_AT_ONCE = 500


class _Item(msgspec.Struct):
    id: str = msgspec.field(name="_id")
    status: int
    error: object = None


class _Bulk(msgspec.Struct):
    items: list[dict[str, _Item]]


class _Shards(msgspec.Struct):
    failed: int


class _Refreshed(msgspec.Struct):
    shards: _Shards = msgspec.field(name="_shards")


class _Hit(msgspec.Struct):
    id: str = msgspec.field(name="_id")


class _Hits(msgspec.Struct):
    hits: list[_Hit]


class _Found(msgspec.Struct):
    hits: _Hits


class BulkWriter:
    """Writes to one index, as long as the lease is held.

    Its methods raise UnusableClusterError, and IndexLockedError where the lease was lost.
    """

    def __init__(self, cluster: Cluster, lease: Lease, index: str) -> None:
        self._cluster = cluster
        self._lease = lease
        self.index = index

    def write(self, lines: Iterator[tuple[str, bytes]]) -> None:
        """Write documents, or delete some, in calls that are not too large."""
        some: dict[str, bytes] = {}
        size = 0
        for document_id, line in lines:
            some[document_id] = line
            size += len(line)
            if size >= _CALL_BYTES:
                self._write_all(some)
                some, size = {}, 0
        if some:
            self._write_all(some)

    def _write_all(self, lines: dict[str, bytes]) -> None:
        """Write some lines; those for which the cluster has no time are written again."""
        left = dict(lines)

        def write() -> None:
            for document_id in self._write_once(left):
                del left[document_id]
            if left:
                raise self._cluster.unusable(ClusterFault.BUSY, "it took some documents only")

        self.patiently(write)

    def _write_once(self, lines: Mapping[str, bytes]) -> list[str]:
        """Write some lines; return the ids of those that were written.

        Raises:
            UnusableClusterError: some were refused; it names the first of their releases.
        """
        body = b"".join(lines.values())
        done = self._cluster.call("POST", path_of(self.index, "_bulk"), body, form=_Bulk)
        items = [item for one in done.items for item in one.values()]
        refused = {}
        for item in items:
            if item.error is not None:
                fault, reason = fault_of_status(item.status, item.error)
                if fault is not ClusterFault.BUSY:
                    refused[item.id] = fault, reason
        if refused:
            [fault, *_] = [fault for fault, _ in refused.values()]
            named = dict.fromkeys(
                f"{document_id.partition(':')[0]}: {reason}"
                for document_id, (_, reason) in refused.items()
            )
            told = "; ".join([*named][:_FEW_REASONS])
            raise self._cluster.unusable(fault, f"{len(refused)} documents refused: {told}")
        return [item.id for item in items if item.error is None]

    def patiently(self, work: Callable[[], None]) -> None:
        """Do some work while the lease is held, and wait for a cluster that is busy or away."""

        def work_by_right() -> None:
            self._lease.renew()
            work()

        self._cluster.patiently(work_by_right, _PATIENCE_S, _LONGEST_PAUSE_S)

    def refresh(self) -> None:
        """Have searches find what was written."""

        def refresh() -> None:
            done = self._cluster.call("POST", path_of(self.index, "_refresh"), form=_Refreshed)
            if done.shards.failed:
                raise self._cluster.unusable(
                    ClusterFault.PARTIAL, f"{done.shards.failed} shards were not refreshed"
                )

        self.patiently(refresh)

    def ids_of_change(self, number: int) -> list[str]:
        """Find documents that a change added, in what was refreshed."""
        self.refresh()
        body = {"query": {"term": {CHANGE: number}}, "size": _IDS_AT_ONCE, "_source": False}
        found = self._cluster.call("POST", path_of(self.index, "_search"), body, form=_Found)
        return [hit.id for hit in found.hits.hits]


def additions(documents: Iterable[tuple[str, bytes]]) -> Iterator[tuple[str, bytes]]:
    """Yield the lines that write documents, each by its id."""
    for document_id, document in documents:
        action = msgspec.json.encode({"index": {"_id": document_id}})
        yield document_id, b"%b\n%b\n" % (action, document)


def deletions(document_ids: Iterable[str]) -> Iterator[tuple[str, bytes]]:
    """Yield the lines that delete documents."""
    for document_id in document_ids:
        action = msgspec.json.encode({"delete": {"_id": document_id}})
        yield document_id, action + b"\n"
