"""The `disk` engine: tantivy in a folder, for records that memory does not hold."""

from __future__ import annotations

import asyncio
import logging
import os
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from pathlib import Path

from retrieval.errors import DamagedIndexError, UnusableIndexError
from retrieval.index.disk.folder import IndexFolder
from retrieval.index.disk.generation import Generation
from retrieval.index.disk.packing import Portion, pack
from retrieval.index.disk.writing import GenerationWriter
from retrieval.index.engine import Bar, Companion
from retrieval.index.sentences import SentenceIndex, SentenceTable
from retrieval.model.answer import Hit
from retrieval.model.query import Query, Vocabulary
from retrieval.model.release import Passage, Release, Revision

_log = logging.getLogger(__name__)

# If a generation is replaced while it is opened, the new one is tried; so many times at most.
_TRIES = 5


class DiskEngine:
    """BM25 on disk, memory-mapped. One process writes, others follow with `refresh`.

    Searches run in their own threads, one a core; each search sees one generation.
    """

    keeps_releases = True

    def __init__(self, folder: Path) -> None:
        """Open the index in a folder; one that is missing, damaged or unusable shows nothing."""
        self._folder = IndexFolder(folder)
        self._shown: Generation | None = None
        # The generation that was put aside, and why.
        self._aside: Path | None = None
        self._fault: DamagedIndexError | None = None
        self._writer: GenerationWriter | None = None
        self._added_revision = 0
        self._threads = ThreadPoolExecutor(os.cpu_count() or 1, "search")
        # Whoever goes on with it is told then: on a full disk, there may be room by that time.
        with suppress(UnusableIndexError):
            self.refresh()

    @property
    def revision(self) -> int:
        """See `Engine.revision`."""
        return self._shown.revision.number if self._shown else 0

    @property
    def token(self) -> str:
        """See `Engine.token`."""
        return self._shown.revision.token if self._shown else ""

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
        """See `Engine.sentences`.

        Raises:
            DamagedIndexError: the index is not what was written; it will be built anew.
        """
        shown = self._require_shown()
        if shown is None:
            return SentenceIndex.of(SentenceTable.of({}), SentenceTable.of({}))
        with self._putting_aside(shown):
            return shown.sentences

    def frequency(self, term: str) -> int:
        """See `Engine.frequency`.

        Raises:
            DamagedIndexError: the index was put aside; it will be built anew.
        """
        shown = self._require_shown()
        return shown.frequency(term) if shown else 0

    def release(self, release_id: str, version: int) -> Release | None:
        """See `Engine.release`.

        Raises:
            DamagedIndexError: the index is not what was written; it will be built anew.
        """
        shown = self._shown
        if shown is None:
            return None
        with self._putting_aside(shown):
            return shown.release(release_id, version)

    async def search(self, query: Query, limit: int, bar: Bar | None = None) -> list[Hit]:
        """See `Engine.search`.

        Raises:
            DamagedIndexError: the index is not what was written; it will be built anew.
        """
        shown = self._require_shown()
        if shown is None:
            return []
        loop = asyncio.get_running_loop()
        try:
            with self._putting_aside(shown):
                return await loop.run_in_executor(self._threads, shown.search, query, limit, bar)
        except DamagedIndexError:
            if not self._is_replaced(shown):
                raise
        self.refresh()
        return await self.search(query, limit, bar)

    def _is_replaced(self, shown: Generation) -> bool:
        """Tell whether a generation was removed, as another is shown in its place."""
        return self._folder.shown not in {None, shown.path}

    def _require_shown(self) -> Generation | None:
        """Return what is shown; None if there never was an index. One that is gone is an error."""
        shown = self._shown
        if shown is None and self._fault is not None:
            raise self._fault.with_traceback(None)
        return shown

    @contextmanager
    def _putting_aside(self, shown: Generation) -> Iterator[None]:
        try:
            yield
        except DamagedIndexError as fault:
            if self._is_replaced(shown):
                raise
            self._put_aside(shown.path, fault.reason)
            # It looked whole when it was opened: nobody should open it again.
            self._folder.hide(shown.path)
            raise

    def put_aside(self, reason: str) -> None:
        """See `Engine.put_aside`."""
        if self._shown is not None:
            self._put_aside(self._shown.path, reason)

    def _put_aside(self, path: Path, reason: str) -> None:
        if self._shown is None or self._shown.path == path:
            self._shown, self._aside = None, path
            self._fault = DamagedIndexError(str(path), reason, is_known=True)

    def start_over(self) -> None:
        """Start a new generation with what is added from now on; the old one is shown meanwhile.

        Raises:
            IndexLockedError: another process writes the index.
            UnusableIndexError: the folder cannot be written to.
        """
        self._folder.lock()
        try:
            path = self._folder.make_generation()
            if path == self._aside:
                self._aside = None
            self._writer = GenerationWriter(Generation.make(path))
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
            DamagedIndexError: the generation cannot be written.
            IndexLockedError: another process writes the index.
            UnusableIndexError: the folder cannot be written to.
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
        generation = writer.generation
        if generation.path == self._aside:
            raise DamagedIndexError(str(generation.path), "it was put aside")
        if generation is not self._shown:
            self._folder.show(generation.path)
            self._shown = generation
        self._fault = None

    def _start_writing(self) -> GenerationWriter:
        self._folder.lock()
        try:
            self.refresh()
            if self._shown is None:
                self.start_over()
            else:
                self._writer = GenerationWriter(self._shown)
        except BaseException:
            self.abandon()
            raise
        assert self._writer is not None  # noqa: S101 - for the type checker
        return self._writer

    def abandon(self) -> None:
        """See `Engine.abandon`; what is shown stays as it is."""
        writer, self._writer = self._writer, None
        if writer is not None:
            writer.close()
        self._folder.unlock()

    def refresh(self) -> None:
        """See `Engine.refresh`.

        Raises:
            UnusableIndexError: the folder cannot be read.
        """
        for _ in range(_TRIES):
            path = self._folder.shown
            if path is None and self._shown is not None:
                self._put_aside(self._shown.path, "it is gone")
            if path is None or path == self._aside:
                self._shown = None
                return
            try:
                if self._shown is not None and self._shown.path == path:
                    self._shown.reload()
                else:
                    self._shown = Generation(path)
            except DamagedIndexError as fault:
                if self._folder.shown == path:
                    _log.warning("the index will be built anew: %s", fault)
                    self._shown = None
                    self._put_aside(path, fault.reason)
                    return
            else:
                return

    def close(self) -> None:
        """Stop searching, and let other processes write."""
        self._threads.shutdown()
        self.abandon()
