"""The record that is searched: the archive, and the engine that follows it."""

from __future__ import annotations

import asyncio
import gc
import logging
from collections import OrderedDict, deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, ParamSpec, TypeVar

from sqlalchemy.ext.asyncio import AsyncConnection

from retrieval.archive.database import Database
from retrieval.archive.load import find_release, load_changed, load_revision
from retrieval.errors import (
    DamagedIndexError,
    IndexLockedError,
    UnusableDatabaseError,
    UnusableIndexError,
)
from retrieval.index.engine import Companion, Engine, Packing
from retrieval.index.passages import passages
from retrieval.model.release import Release
from retrieval.query.lexicon import Lexicon
from retrieval.record.learning import Learning, note

if TYPE_CHECKING:
    from concurrent.futures import ProcessPoolExecutor

_log = logging.getLogger(__name__)

# A question finds what another process saved so long ago, or earlier.
_CATCH_UP_EVERY_S = 1.0
# A question waits for catching up no longer than this.
_LONGEST_WAIT_S = 5.0
_RELEASES_AT_ONCE = 100
# For so many changes and fewer, processes take longer to start than the work takes.
_FEW_CHANGES = 500
# So many portions, and one more, are in hand at once.
_MOST_UNDER_WAY = 3
# Releases, each with the revision that changed it last.
_Changed = Sequence[tuple[int, Release]]
_Params = ParamSpec("_Params")
_Result = TypeVar("_Result")
# Called with the number of releases that were added.
ReportProgress = Callable[[int], None]

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
        self._learning = Learning()
        self.lexicon = self._learning.learn((), engine.vocabulary)
        self.searched = self._learning.searched
        self._database = database
        self._clock = clock
        self._caught_up_at = clock()
        self._lock = asyncio.Lock()
        self._catching_up: asyncio.Task[None] | None = None
        # The revision of the engine that the lexicon was learned from.
        self._learned_revision = 0
        self._cached: OrderedDict[tuple[str, int], Release] = OrderedDict()

    async def catch_up(self, report: ReportProgress = lambda _: None) -> None:
        """Add all changes of the archive to the engine that it does not show yet.

        If another process is writing the engine's index, this is left to it, and its work is shown
        once it is committed. `report` is called for every portion.

        Raises:
            UnusableDatabaseError: the archive cannot be read.
            UnusableIndexError: the engine's index cannot be written.
        """
        async with self._lock:
            self._caught_up_at = self._clock()
            await _in_thread(self.engine.refresh)
            async with self._database.read() as connection:
                revision = await load_revision(connection)
                if revision != self.engine.revision:
                    await self._write(connection, revision, report)
            if self._learned_revision != self.engine.revision:
                await self._learn_again()

    async def _write(
        self, connection: AsyncConnection, revision: int, report: ReportProgress
    ) -> None:
        """Add the changes to the engine, unless another process is doing it."""
        since = self.engine.revision
        try:
            if revision < since:  # the index is of an earlier archive in the same place
                await _in_thread(self.engine.start_over)
                since = 0
            await self._add_changes(connection, since, report)
        except DamagedIndexError as fault:
            _log.warning("the index is built anew: %s", fault)
            await _in_thread(self.engine.start_over)
            await self._add_changes(connection, 0, report)
        except IndexLockedError as held:
            _log.info("not indexed here: %s", held)
            await _in_thread(self.engine.refresh)

    async def rebuild(self, report: ReportProgress = lambda _: None) -> None:
        """Add the whole archive to a new index; the present one is shown until it is done.

        Raises:
            IndexLockedError: another process writes the engine's index.
            UnusableDatabaseError: the archive cannot be read.
            UnusableIndexError: the engine's index cannot be written.
        """
        async with self._lock:
            async with self._database.read() as connection:
                await _in_thread(self.engine.start_over)
                await self._add_changes(connection, 0, report)
            await self._learn_again()

    async def _add_changes(
        self, connection: AsyncConnection, since: int, report: ReportProgress
    ) -> None:
        """Add what changed since a revision, and commit; many changes are prepared on all cores."""
        many = await load_revision(connection) - since > _FEW_CHANGES
        under_way: deque[asyncio.Task[tuple[_Changed, Any]]] = deque()
        is_more = True
        with _processes(many=many) as processes:
            try:
                while is_more or under_way:
                    if is_more:
                        changed = await load_changed(connection, since, _RELEASES_AT_ONCE)
                        is_more = len(changed) == _RELEASES_AT_ONCE
                        if changed:
                            since = changed[-1][0]
                            making = _pack_on(processes, self.engine.pack, changed)
                            under_way.append(asyncio.create_task(making))
                    if under_way and (not is_more or len(under_way) > _MOST_UNDER_WAY):
                        taken, packed = await under_way.popleft()
                        await _in_thread(self._add, taken, packed)
                        report(len(taken))
            finally:
                for one in under_way:
                    one.cancel()
        await _in_thread(self.engine.commit)

    async def catch_up_if_due(self) -> None:
        """Catch up if the last time was a second ago or more; an archive that is away is no error.

        It returns after five seconds at most; what takes longer goes on in the background.
        """
        if self._clock() - self._caught_up_at < _CATCH_UP_EVERY_S or self._lock.locked():
            return
        self._catching_up = asyncio.create_task(self._catch_up_quietly())
        await asyncio.wait({self._catching_up}, timeout=_LONGEST_WAIT_S)

    async def close(self) -> None:
        """Stop catching up, and close the engine; the rest is left to the next start."""
        if self._catching_up is not None:
            self._catching_up.cancel()
            await asyncio.wait({self._catching_up})
        await asyncio.to_thread(self.engine.close)

    async def _catch_up_quietly(self) -> None:
        try:
            await self.catch_up()
        except (UnusableDatabaseError, UnusableIndexError, DamagedIndexError) as fault:
            _log.warning("not looked for new releases: %s", fault)

    async def release(self, release_id: str, version: int | None = None) -> Release:
        """Return a release, in its present version or in an old one.

        Raises:
            UnknownReleaseError: there is no such release or version on record.
        """
        if version is not None and (release_id, version) in self._cached:
            self._cached.move_to_end((release_id, version))
            return self._cached[release_id, version]
        if version is not None and (kept := self.engine.release(release_id, version)):
            return kept
        async with self._database.read() as connection:
            release = await find_release(connection, release_id, version)
        self._cache(release)
        return release

    async def _learn_again(self) -> None:
        revision = self.engine.revision
        self.lexicon = await _in_thread(self._learn)
        self.searched = self._learning.searched
        self._learned_revision = revision
        # The words of a large record are millions of objects that stay. Searching them for garbage
        # would delay somebody's answer by a tenth of a second.
        gc.freeze()

    def _learn(self) -> Lexicon:
        return self._learning.learn(self.engine.notes, self.engine.vocabulary)

    def _add(self, changed: _Changed, packed: Any) -> None:  # noqa: ANN401 - the engine's own
        for _, release in changed if not self.engine.keeps_releases else ():
            self._cache(release)
        self.engine.add_packed(packed, revision=changed[-1][0])

    def _cache(self, release: Release) -> None:
        self._cached[release.id, release.version] = release
        self._cached.move_to_end((release.id, release.version))
        while len(self._cached) > _MOST_CACHED:
            self._cached.popitem(last=False)


async def _in_thread(
    work: Callable[_Params, _Result], *args: _Params.args, **kwargs: _Params.kwargs
) -> _Result:
    """Run some work in a thread, and return its result; if cancelled, wait for its end first."""
    running = asyncio.ensure_future(asyncio.to_thread(work, *args, **kwargs))
    try:
        return await asyncio.shield(running)
    except asyncio.CancelledError:
        await asyncio.wait({running})
        raise


@contextmanager
def _processes(*, many: bool) -> Iterator[ProcessPoolExecutor | None]:
    """Start processes if there are many changes; none otherwise."""
    if not many:
        yield None
        return
    from retrieval.processes import (  # noqa: PLC0415 - seldom needed
        count_cores,
        make_executor,
        rare_garbage_collection,
    )

    with rare_garbage_collection(), make_executor(count_cores()) as executor:
        try:
            yield executor
        finally:
            executor.shutdown(cancel_futures=True)


async def _pack_on(
    processes: ProcessPoolExecutor | None, pack: Packing, changed: _Changed
) -> tuple[_Changed, Any]:
    """Return the changes, and what `pack` makes of them."""
    releases = [release for _, release in changed]
    if processes is None:
        return changed, await _in_thread(_pack_releases, pack, releases)
    from retrieval.processes import submit  # noqa: PLC0415 - see above

    return changed, await submit(processes, _pack_releases, pack, releases)


def _pack_releases(pack: Packing, releases: Sequence[Release]) -> Any:  # noqa: ANN401 - see `_take`
    """Make the passages and the notes of releases, and pack them for the engine."""
    return pack(
        {release.id: passages(release) for release in releases},
        {release.id: Companion(release, note(release)) for release in releases},
    )
