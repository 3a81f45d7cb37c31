"""The `disk` engine: tantivy in a folder, for records that memory does not hold."""

from __future__ import annotations

import asyncio
import logging
import os
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from retrieval.errors import DamagedIndexError
from retrieval.index.disk.folder import IndexFolder
from retrieval.index.disk.generation import Generation
from retrieval.index.disk.packing import Portion, pack
from retrieval.index.disk.writing import GenerationWriter
from retrieval.index.engine import Companion, LeastCoverage
from retrieval.model.answer import Hit
from retrieval.model.query import Query, Vocabulary
from retrieval.model.release import Passage, Release

_log = logging.getLogger(__name__)

# If a generation is replaced while it is opened, the new one is tried; so many times at most.
_TRIES = 5


class DiskEngine:
    """BM25 on disk, memory-mapped. One process writes, others follow with `refresh`.

    Searches run in their own threads, one a core; each search sees one generation.
    """

    keeps_releases = True

    def __init__(self, folder: Path, archive: str = "") -> None:
        """Open the index in a folder; a missing or damaged index shows nothing.

        `archive` names the archive that is indexed: an index of another one is built anew.

        Raises:
            UnusableIndexError: the folder cannot be read.
        """
        self._folder = IndexFolder(folder)
        self._archive = archive
        self._shown: Generation | None = None
        self._writer: GenerationWriter | None = None
        self._added_revision = 0
        self._threads = ThreadPoolExecutor(os.cpu_count() or 1, "search")
        self.refresh()

    @property
    def revision(self) -> int:
        """See `Engine.revision`."""
        return self._shown.revision if self._shown else 0

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

    def frequency(self, term: str) -> int:
        """See `Engine.frequency`."""
        return self._shown.frequency(term) if self._shown else 0

    def release(self, release_id: str, version: int) -> Release | None:
        """See `Engine.release`."""
        return self._shown.release(release_id, version) if self._shown else None

    async def search(
        self, query: Query, limit: int, least: LeastCoverage | None = None
    ) -> list[Hit]:
        """See `Engine.search`.

        Raises:
            DamagedIndexError: something else changed the index; it will be built anew.
        """
        shown = self._shown
        if shown is None:
            return []
        loop = asyncio.get_running_loop()
        try:
            return await loop.run_in_executor(self._threads, shown.search, query, limit, least)
        except DamagedIndexError:
            self._shown = None
            raise

    def start_over(self) -> None:
        """Start a new generation with what is added from now on; the old one is shown meanwhile.

        Raises:
            IndexLockedError: another process writes the index.
            UnusableIndexError: the folder cannot be written to.
        """
        self._folder.lock()
        self._writer = GenerationWriter(
            Generation.make(self._folder.make_generation(), self._archive)
        )

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
        if self._writer is None:
            self._start_writing()
        try:
            if self._writer is not None:
                self._writer.add(packed)
        except BaseException:
            self._stop_writing()
            raise
        self._added_revision = revision

    def commit(self) -> None:
        """See `Engine.commit`."""
        writer, self._writer = self._writer, None
        try:
            if writer is not None:
                writer.commit(self._added_revision)
                if writer.generation is not self._shown:
                    self._folder.show(writer.generation.path)
                    self._shown = writer.generation
        finally:
            self._folder.unlock()

    def _start_writing(self) -> None:
        self._folder.lock()
        try:
            self.refresh()
            if self._shown is None:
                self.start_over()
            else:
                self._writer = GenerationWriter(self._shown)
        except BaseException:
            self._stop_writing()
            raise

    def _stop_writing(self) -> None:
        """Stop writing; what is shown stays as it is."""
        self._writer = None
        self._folder.unlock()

    def refresh(self) -> None:
        """See `Engine.refresh`."""
        for _ in range(_TRIES):
            path = self._folder.shown
            if path is None:
                self._shown = None
                return
            try:
                if self._shown is not None and self._shown.path == path:
                    self._shown.reload()
                else:
                    self._shown = Generation(path, self._archive)
            except DamagedIndexError as fault:
                if self._folder.shown == path:
                    _log.warning("the index will be built anew: %s", fault)
                    self._shown = None
                    return
            else:
                return

    def close(self) -> None:
        """Stop searching, and let other processes write."""
        self._threads.shutdown()
        self._stop_writing()
