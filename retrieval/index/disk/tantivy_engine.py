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
from retrieval.index.engine import Companion, Least
from retrieval.model.answer import Hit
from retrieval.model.query import Query, Vocabulary
from retrieval.model.release import Passage, Release

_log = logging.getLogger(__name__)

# A generation that is replaced while it is opened is looked for once more.
_TRIES = 5


class DiskEngine:
    """BM25 on disk, memory-mapped. One process writes, others follow (`follow`).

    Searches run in threads of their own, one a core; an answer is of one generation.
    """

    keeps_releases = True

    def __init__(self, folder: Path, archive: str = "") -> None:
        """Open the index in a folder; one that is missing or damaged shows nothing.

        `archive` is what it is an index of: that of another one is built anew.

        Raises:
            UnusableIndexError: the folder cannot be read.
        """
        self._folder = IndexFolder(folder)
        self._archive = archive
        self._shown: Generation | None = None
        self._writing: GenerationWriter | None = None
        self._taken = 0
        self._threads = ThreadPoolExecutor(os.cpu_count() or 1, "search")
        self.follow()

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
        """How many passages have the term in their words or their context."""
        return self._shown.frequency(term) if self._shown else 0

    def release(self, release_id: str, version: int) -> Release | None:
        """See `Engine.release`."""
        return self._shown.release(release_id, version) if self._shown else None

    async def search(self, query: Query, limit: int, least: Least | None = None) -> list[Hit]:
        """See `Engine.search`.

        Raises:
            DamagedIndexError: the index was changed by something else; it will be built anew.
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
        """Build a new generation with what is taken from now on; the old one is shown meanwhile.

        Raises:
            IndexLockedError: another process writes the index.
            UnusableIndexError: the folder cannot be written to.
        """
        self._folder.lock()
        self._writing = GenerationWriter(
            Generation.make(self._folder.make_generation(), self._archive)
        )

    pack = staticmethod(pack)

    def take(
        self,
        changed: Mapping[str, Sequence[Passage]],
        revision: int,
        companions: Mapping[str, Companion] | None = None,
    ) -> None:
        """See `Engine.take`, and `take_packed` for what it raises."""
        self.take_packed(pack(changed, companions or {}), revision)

    def take_packed(self, packed: Portion, revision: int) -> None:
        """See `Engine.take_packed`.

        Raises:
            DamagedIndexError: the generation that is shown cannot be written.
            IndexLockedError: another process writes the index.
            UnusableIndexError: the folder cannot be written to.
        """
        if self._writing is None:
            self._begin()
        try:
            if self._writing is not None:
                self._writing.add(packed)
        except BaseException:
            self._give_up()
            raise
        self._taken = revision

    def settle(self) -> None:
        """See `Engine.settle`."""
        writing, self._writing = self._writing, None
        try:
            if writing is not None:
                writing.finish(self._taken)
                if writing.generation is not self._shown:
                    self._folder.show(writing.generation.path)
                    self._shown = writing.generation
        finally:
            self._folder.unlock()

    def _begin(self) -> None:
        self._folder.lock()
        try:
            self.follow()
            if self._shown is None:
                self.start_over()
            else:
                self._writing = GenerationWriter(self._shown)
        except BaseException:
            self._give_up()
            raise

    def _give_up(self) -> None:
        """Leave what was shown as it is."""
        self._writing = None
        self._folder.unlock()

    def follow(self) -> None:
        """See `Engine.follow`."""
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
        """Stop searching, and let others write."""
        self._threads.shutdown()
        self._give_up()
