"""The record that is searched: the archive, and the engine that follows it."""

from __future__ import annotations

import asyncio
import gc
import logging
from collections import OrderedDict, deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from sqlalchemy.ext.asyncio import AsyncConnection

from retrieval.archive.database import Database
from retrieval.archive.load import (
    count_changed,
    find_release,
    has_revision,
    load_changed,
    load_edited,
    load_last_seen,
    load_revision,
)
from retrieval.errors import (
    DamagedIndexError,
    IndexFaultError,
    IndexLockedError,
    KaikenError,
    UnusableClusterError,
    UnusableDatabaseError,
)
from retrieval.index.engine import Engine
from retrieval.model.answer import LastSeen
from retrieval.model.release import Release, Revision
from retrieval.query.lexicon import Lexicon
from retrieval.record.learning import Learning
from retrieval.record.preparing import Changed, in_thread, pack_on, start_processes

if TYPE_CHECKING:
    from concurrent.futures import ProcessPoolExecutor

_log = logging.getLogger(__name__)

# A question finds what another process saved so long ago, or earlier.
_CATCH_UP_EVERY_S = 1.0
# A question waits for catching up no longer than this.
_LONGEST_WAIT_S = 5.0
_RELEASES_AT_ONCE = 100
_ANEW = "the index is built anew: %s"
# For so many changes and fewer, processes take longer to start than the work takes.
_FEW_CHANGES = 500
# So many portions, and one more, are in hand at once.
_MOST_UNDER_WAY = 3
# Called with how many more releases were added, and how many are to be added in all.
ReportProgress = Callable[[int, int], None]

# What an index is whose last change the archive never had.
OTHER_RECORD = "it is of another record, or of another history of this one"
# Releases in the cache, about 10 MB; others are loaded when they are quoted.
_MOST_CACHED = 1_000


class Record:
    """The archive and the engine together: what is on record, and how it is found.

    The engine may be behind the archive for a moment, but no answer mixes the two: a passage names
    its release's version, and that version is quoted. `lexicon` is what questions are read with:
    words, aliases, speakers, outlets, days of the record. `searched` says how many releases are
    searched, and the first and last of their days.
    """

    def __init__(self, database: Database, engine: Engine, clock: Callable[[], float]) -> None:
        self.engine = engine
        # Why the engine cannot be asked, and whether it is known that there is nothing to find.
        self._fault: IndexFaultError | None = None
        self._is_empty = False
        # The kind that was logged last: a fault that stays is told of once.
        self._told: type[KaikenError] | None = None
        self._learning = Learning()
        self.lexicon = self._learning.learn((), engine.vocabulary)
        self.searched = self._learning.searched
        self._database = database
        self._clock = clock
        self._caught_up_at = clock()
        self._lock = asyncio.Lock()
        self._catching_up: asyncio.Task[None] | None = None
        # The change of the record that the lexicon was learned from.
        self._learned: Revision | None = None
        self._cached: OrderedDict[tuple[str, int], Release] = OrderedDict()

    @property
    def fault(self) -> IndexFaultError | None:
        """Why nothing of the record can be found now; None if it can, or if it is empty."""
        if self._is_empty or (self.engine.revision and self._fault is None):
            return None
        being_built = DamagedIndexError("the index", "it is being built", is_known=True)
        return self._fault or self.engine.fault or being_built

    @property
    def shown(self) -> Revision:
        """The last change of the archive that is searched."""
        return Revision(self.engine.revision, self.engine.token)

    async def catch_up(self, report: ReportProgress = lambda *_: None) -> None:
        """Add all changes of the archive to the engine that it does not show yet.

        An engine that shows another record, or another history of it, starts over. If another
        process is writing the engine's index, this is left to it, and its work is shown once it is
        committed. `report` is called before the first portion and for every one.

        Raises:
            UnusableDatabaseError: the archive cannot be read.
            IndexLockedError: another process is building the index, and nothing is shown yet.
            UnusableIndexError: the engine's index cannot be written.
        """
        async with self._lock:
            self._caught_up_at = self._clock()
            with self._noting_faults(is_reading=True):
                await in_thread(self.engine.refresh)
            if self.engine.revision:
                self._fault = None
            async with self._database.read() as connection:
                latest, shown = await load_revision(connection), self.shown
                self._is_empty = not latest.number
                if shown.number and shown != latest and not await has_revision(connection, shown):
                    self._put_aside()
                is_behind = latest != self.shown and (latest.number or self.shown.number)
                if is_behind or self.engine.fault is not None:
                    with self._noting_faults():
                        await self._write(connection, latest, report)
                if self.shown == latest:
                    self._fault = None
            if self._learned != self.shown:
                await self._learn_again()

    @contextmanager
    def _noting_faults(self, *, is_reading: bool = False) -> Iterator[None]:
        """Keep why nothing is found: nothing is shown, or what is shown is out of reach."""
        try:
            yield
        except IndexFaultError as fault:
            is_away = is_reading and isinstance(fault, UnusableClusterError)
            self._fault = fault if is_away or not self.engine.revision else None
            if self._fault is not None or not isinstance(fault, IndexLockedError):
                raise
            _log.info("not indexed here: %s", fault)

    def _put_aside(self) -> None:
        _log.warning(_ANEW, OTHER_RECORD)
        self.engine.put_aside(OTHER_RECORD)
        self._fault = DamagedIndexError("the index", OTHER_RECORD, is_known=True)
        self._cached.clear()

    async def _write(
        self, connection: AsyncConnection, latest: Revision, report: ReportProgress
    ) -> None:
        """Add the changes to the engine.

        Raises:
            IndexLockedError: another process is doing it.
        """
        try:
            if self.engine.fault is not None:
                await in_thread(self.engine.start_over)
            await self._add_changes(connection, latest, report)
        except DamagedIndexError as fault:
            await in_thread(self.engine.start_over)
            _log.warning(_ANEW, fault.reason)
            await self._add_changes(connection, latest, report, is_anew=True)
        except IndexLockedError:
            await in_thread(self.engine.refresh)
            raise

    async def rebuild(self, report: ReportProgress = lambda *_: None) -> None:
        """Add the whole archive to a new index; the present one is shown until it is done.

        Raises:
            IndexLockedError: another process writes the engine's index.
            UnusableDatabaseError: the archive cannot be read.
            UnusableIndexError: the engine's index cannot be written.
        """
        async with self._lock:
            async with self._database.read() as connection:
                latest = await load_revision(connection)
                self._is_empty = not latest.number
                await in_thread(self.engine.start_over)
                await self._add_changes(connection, latest, report, is_anew=True)
            self._fault = None
            await self._learn_again()

    async def _add_changes(
        self,
        connection: AsyncConnection,
        latest: Revision,
        report: ReportProgress,
        *,
        is_anew: bool = False,
    ) -> None:
        """Add what is not shown yet, and commit; many changes are prepared on all cores."""
        since = 0 if is_anew else self.engine.revision
        many = latest.number - since > _FEW_CHANGES
        total = await count_changed(connection, since) if many else latest.number - since
        report(0, total)
        try:
            with start_processes(many=many) as processes:
                await self._add_portions(
                    connection, since, processes, lambda taken: report(taken, total)
                )
            await in_thread(self.engine.commit, latest.token)
        except BaseException:
            await in_thread(self.engine.abandon)
            raise

    async def _add_portions(
        self,
        connection: AsyncConnection,
        since: int,
        processes: ProcessPoolExecutor | None,
        report: Callable[[int], None],
    ) -> None:
        under_way: deque[asyncio.Task[tuple[Changed, Any]]] = deque()
        is_more = True
        try:
            while is_more or under_way:
                if is_more:
                    changed = await load_changed(connection, since, _RELEASES_AT_ONCE)
                    is_more = len(changed) == _RELEASES_AT_ONCE
                    if changed:
                        since = changed[-1][0]
                        making = pack_on(processes, self.engine.pack, changed)
                        under_way.append(asyncio.create_task(making))
                if under_way and (not is_more or len(under_way) > _MOST_UNDER_WAY):
                    taken, packed = await under_way.popleft()
                    await in_thread(self._add, taken, packed)
                    report(len(taken))
        finally:
            for one in under_way:
                one.cancel()

    async def catch_up_if_due(self) -> None:
        """Catch up if the last time was a second ago or more; an archive that is away is no error.

        It returns after five seconds at most; what takes longer goes on in the background.

        Raises:
            IndexFaultError: nothing of what is on record can be found now, and why.
        """
        is_due = self._clock() - self._caught_up_at >= _CATCH_UP_EVERY_S
        if is_due and not self._lock.locked():
            # Whoever asks next does not begin a second one before the first holds the lock.
            self._caught_up_at = self._clock()
            self._catching_up = asyncio.create_task(self._catch_up_quietly())
            await asyncio.wait({self._catching_up}, timeout=_LONGEST_WAIT_S)
        if self.fault is not None:
            raise self.fault.with_traceback(None)

    async def close(self) -> None:
        """Stop catching up, and close the engine; the rest is left to the next start."""
        if self._catching_up is not None:
            self._catching_up.cancel()
            await asyncio.wait({self._catching_up})
        await asyncio.to_thread(self.engine.close)

    async def _catch_up_quietly(self) -> None:
        try:
            await self.catch_up()
        except (UnusableDatabaseError, IndexFaultError) as fault:
            if type(fault) is not self._told:
                _log.warning("not looked for new releases: %s", fault)
            self._told = type(fault)
        else:
            self._told = None

    async def last_seen(self) -> list[LastSeen]:
        """Return when each watched source was last seen.

        Raises:
            UnusableDatabaseError: the archive cannot be read.
        """
        async with self._database.read() as connection:
            return await load_last_seen(connection)

    async def release(self, release_id: str, version: int | None = None) -> Release:
        """Return a release, in its present version or in an old one.

        Raises:
            UnknownReleaseError: there is no such release or version on record.
            UnreadableReleaseError: its rows cannot be read.
        """
        if version is not None:
            if kept := self._cached.get((release_id, version)):
                self._cached.move_to_end((release_id, version))
                return kept
            if kept := self.engine.release(release_id, version):
                return kept
        async with self._database.read() as connection:
            release = await find_release(connection, release_id, version)
        self._cache(release)
        return release

    async def edited(
        self, seen: Revision, since: int
    ) -> Sequence[tuple[int, Sequence[Release]]] | None:
        """Return some releases edited after a change, all versions of each: see `load_edited`.

        None if the record never stood at the change that was `seen` before, which is not after
        `since`: then all has to be read again.
        """
        async with self._database.read() as connection:
            if seen.number and not await has_revision(connection, seen):
                return None
            return await load_edited(connection, since, _RELEASES_AT_ONCE)

    async def _learn_again(self) -> None:
        if self._learned is not None:
            # What is garbage by now would be kept below, each time. At the start there is little.
            gc.collect()
        learned = self.shown
        self.lexicon = await in_thread(self._learn)
        self.searched = self._learning.searched
        self._learned = learned
        # The words of a large record are millions of objects that stay. Searching them for garbage
        # would delay somebody's answer by a tenth of a second.
        gc.freeze()

    def _learn(self) -> Lexicon:
        return self._learning.learn(self.engine.notes, self.engine.vocabulary)

    def _add(self, changed: Changed, packed: Any) -> None:  # noqa: ANN401 - the engine's own
        for _, release in changed if not self.engine.keeps_releases else ():
            if release is not None:
                self._cache(release)
        self.engine.add_packed(packed, revision=changed[-1][0])

    def _cache(self, release: Release) -> None:
        self._cached[release.id, release.version] = release
        self._cached.move_to_end((release.id, release.version))
        while len(self._cached) > _MOST_CACHED:
            self._cached.popitem(last=False)
