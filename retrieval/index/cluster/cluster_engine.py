"""The `cluster` engine: OpenSearch on several machines, for records that one does not hold."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from threading import Lock

from retrieval.errors import DamagedIndexError, IndexFaultError, UnusableClusterError
from retrieval.index.cluster.connection import (
    Cluster,
    ClusterAddress,
    MissingError,
)
from retrieval.index.cluster.generation import Generation
from retrieval.index.cluster.generations import Generations, Kept
from retrieval.index.cluster.kept import FoundHead, Keeping
from retrieval.index.cluster.lease import Lease
from retrieval.index.cluster.packing import Portion, pack
from retrieval.index.cluster.writing import GenerationWriter
from retrieval.index.engine import Bar, Companion
from retrieval.index.sentences import SentenceIndex, SentenceTable
from retrieval.index.stored.making import fingerprint
from retrieval.model.answer import Hit
from retrieval.model.query import Query, Vocabulary
from retrieval.model.release import Passage, Release, Revision

# So many questions are searched at once; most of the time they wait for the cluster.
_MOST_AT_ONCE = 16
# If a generation is changed or replaced while it is read, it is read again; so often at most.
_TRIES = 5


class ClusterEngine:
    """BM25 on a cluster. One process writes, others follow with `refresh`.

    Searches run in threads of their own; each search sees one generation, in one state. `now` tells
    the time in seconds since 1970, `clock` seconds that only grow, and `sleep` waits.
    """

    # The archive is on a server too, and answers without holding the event loop.
    keeps_releases = False

    def __init__(
        self,
        address: ClusterAddress,
        now: Callable[[], float] = time.time,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        """Show what the cluster has; one that is missing, damaged or unusable shows nothing.

        Raises:
            UnusableClusterError: the file of certificates cannot be read.
        """
        self._cluster = Cluster(address, _MOST_AT_ONCE, clock, sleep)
        self._generations = Generations(self._cluster, fingerprint("opensearch-py"), now)
        self._alias = self._generations.alias
        self._now = now
        self._lease = Lease(self._cluster, self._alias, now)
        self._shown: Generation | None = None
        # The index that was put aside, and why nothing is shown.
        self._aside = ""
        self._fault: DamagedIndexError | None = None
        self._writer: GenerationWriter | None = None
        self._added_revision = 0
        self._refreshing = Lock()
        self._threads = ThreadPoolExecutor(_MOST_AT_ONCE, "search")
        # Whoever goes on with it is told then: the cluster may be back by that time.
        with suppress(UnusableClusterError):
            self.refresh()

    @property
    def revision(self) -> int:
        """See `Engine.revision`."""
        return self._revision.number

    @property
    def token(self) -> str:
        """See `Engine.token`."""
        return self._revision.token

    @property
    def _revision(self) -> Revision:
        shown = self._shown
        return shown.found.head.revision if shown is not None else Revision()

    @property
    def fault(self) -> DamagedIndexError | None:
        """See `Engine.fault`."""
        return None if self._shown else self._fault

    @property
    def size(self) -> int:
        """How many passages there are."""
        return self._shown.size if self._shown else 0

    @property
    def vocabulary(self) -> Vocabulary:
        """The words of the passages, and their terms with those of the context."""
        return self._shown.vocabulary if self._shown else Vocabulary()

    @property
    def notes(self) -> Sequence[str]:
        """See `Engine.notes`."""
        return self._shown.notes if self._shown else ()

    @property
    def sentences(self) -> SentenceIndex:
        """See `Engine.sentences`; they are read when the rest is."""
        shown = self._require_shown()
        if shown is None:
            return SentenceIndex.of(SentenceTable.of({}), SentenceTable.of({}))
        return shown.sentences

    @property
    def kept(self) -> Kept:
        """Where the index is, and its size.

        Raises:
            UnusableClusterError: the cluster does not answer.
        """
        shown = self._shown
        return self._generations.measure(shown.index if shown is not None else "")

    def frequency(self, term: str) -> int:
        """See `Engine.frequency`."""
        shown = self._require_shown()
        return shown.frequency(term) if shown else 0

    def release(self, release_id: str, version: int) -> Release | None:
        """See `Engine.release`; this engine stores none."""

    async def search(self, query: Query, limit: int, bar: Bar | None = None) -> list[Hit]:
        """See `Engine.search`.

        Raises:
            DamagedIndexError: the index is not what was written; it will be built anew.
            UnusableClusterError: the cluster does not answer, or not wholly, within seconds.
        """
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self._threads, self._search, query, limit, bar)

    def _search(self, query: Query, limit: int, bar: Bar | None) -> list[Hit]:
        for _ in range(_TRIES):
            shown = self._require_shown()
            if shown is None:
                return []
            try:
                return shown.search(query, limit, bar)
            except MissingError:
                # It was replaced, and removed since.
                self.refresh()
            except DamagedIndexError as fault:
                self._put_aside(shown.index, fault.reason)
                raise
        raise DamagedIndexError(self._alias, "it is replaced again and again", is_known=True)

    def _require_shown(self) -> Generation | None:
        """Return what is shown; None if there never was an index. One that is gone is an error."""
        shown = self._shown
        if shown is None and self._fault is not None:
            raise self._fault.with_traceback(None)
        return shown

    def put_aside(self, reason: str) -> None:
        """See `Engine.put_aside`."""
        if self._shown is not None:
            self._put_aside(self._shown.index, reason)

    def _put_aside(self, index: str, reason: str) -> None:
        if self._shown is None or self._shown.index == index:
            self._shown, self._aside = None, index
            self._fault = DamagedIndexError(index, reason, is_known=True)

    def start_over(self) -> None:
        """Start a new generation with what is added from now on; the old one is shown meanwhile.

        Raises:
            IndexLockedError: another process writes the index.
            UnusableClusterError: the cluster cannot be written to.
        """
        self._lease.take()
        try:
            index = self._generations.make(self._lease.number)
            self._writer = GenerationWriter(self._cluster, self._lease, index, None, self._now)
        except BaseException:
            self.abandon()
            raise
        self._added_revision = 0

    pack = staticmethod(pack)

    def add(
        self,
        changed: Mapping[str, Sequence[Passage]],
        revision: int,
        companions: Mapping[str, Companion] | None = None,
    ) -> None:
        """See `Engine.add`, and `add_packed` for its errors."""
        self.add_packed(pack(changed, companions or {}), revision)

    def add_packed(self, packed: Portion, revision: int) -> None:
        """See `Engine.add_packed`.

        Raises:
            DamagedIndexError: the index is not what was written.
            IndexLockedError: another process writes the index.
            UnusableClusterError: the cluster cannot be written to.
        """
        writer = self._writer or self._start_writing()
        try:
            writer.add(packed)
        except BaseException:
            self.abandon()
            raise
        self._added_revision = revision

    def commit(self, token: str = "") -> None:
        """See `Engine.commit`, and `add_packed` for its errors."""
        try:
            if self._writer is not None:
                self._commit(self._writer, Revision(self._added_revision, token))
        finally:
            self.abandon()

    def _commit(self, writer: GenerationWriter, revision: Revision) -> None:
        writer.commit(revision)
        if writer.index == self._aside:
            raise DamagedIndexError(writer.index, "it was put aside")
        if writer.shown is None:
            self._lease.renew()
            self._generations.show(writer.index)
        self.refresh()

    def _start_writing(self) -> GenerationWriter:
        self._lease.take()
        try:
            self.refresh()
            if self._shown is None:
                self.start_over()
            else:
                shown = self._shown
                self._writer = GenerationWriter(
                    self._cluster, self._lease, shown.index, shown, self._now
                )
                self._writer.clean_up()
        except BaseException:
            self.abandon()
            raise
        assert self._writer is not None  # noqa: S101 - for the type checker
        return self._writer

    def abandon(self) -> None:
        """See `Engine.abandon`; what is shown stays as it is."""
        self._writer = None
        self._lease.give_back()

    def refresh(self) -> None:
        """See `Engine.refresh`.

        Raises:
            UnusableClusterError: the cluster does not answer.
        """
        # Of two that look at once, the one that saw more would be overtaken by the other.
        with self._refreshing:
            for _ in range(_TRIES):
                with suppress(MissingError):
                    self._refresh()
                    return

    def _refresh(self) -> None:
        found = Keeping(self._cluster).find_head(self._alias)
        if found is None and self._shown is not None:
            self._put_aside(self._shown.index, "it is gone")
        if found is None or found.index == self._aside:
            self._shown = None
            return
        try:
            self._show(found)
        except DamagedIndexError as fault:
            self._shown = None
            self._put_aside(found.index, fault.reason)

    def _show(self, found: FoundHead) -> None:
        if self._shown is not None and self._shown.index == found.index:
            self._shown.show(found)
        else:
            self._shown = Generation(self._cluster, found)
        self._fault = None

    def close(self) -> None:
        """Stop searching, and let other processes write."""
        self._threads.shutdown()
        with suppress(IndexFaultError):
            self.abandon()
        self._cluster.close()
