"""The record as it is searched: the archive, and the engine that follows it."""

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
from retrieval.model.answer import Searched
from retrieval.model.release import Release
from retrieval.query.lexicon import Lexicon
from retrieval.record.learning import Learning, note

if TYPE_CHECKING:
    from concurrent.futures import ProcessPoolExecutor

_log = logging.getLogger(__name__)

# What another process saves is found after this time at the latest.
_LOOK_EVERY_S = 1.0
_LONGEST_LOOK_S = 5.0
_RELEASES_AT_ONCE = 100
# Up to which processes of their own would take longer to start than to do the work, and how many
# portions of it are in hand.
_FEW = 500
_UNDER_WAY = 3
# The change by which each release came to be as it is, and it.
_Changed = Sequence[tuple[int, Release]]
_Given = ParamSpec("_Given")
_Done = TypeVar("_Done")
# Is told how many releases were taken.
Watch = Callable[[int], None]

# About 10 MB of releases at hand; others are loaded when they are quoted.
_MOST_AT_HAND = 1_000


class Record:
    """What is on record and how it is found.

    The engine may be behind the archive for a moment, and no answer mixes the two: a passage names
    the version it is of, and that version is quoted.
    """

    def __init__(self, database: Database, engine: Engine, clock: Callable[[], float]) -> None:
        self.engine = engine
        self._learning = Learning()
        self._lexicon = self._learning.learn((), engine.vocabulary)
        self._database = database
        self._clock = clock
        self._looked_at = clock()
        self._turn = asyncio.Lock()
        self._looking: asyncio.Task[None] | None = None
        # The revision of the engine by which the lexicon was learned.
        self._learned = 0
        self._at_hand: OrderedDict[tuple[str, int], Release] = OrderedDict()

    @property
    def lexicon(self) -> Lexicon:
        """What a question is read with: words, aliases, who speaks, who asks, and its days."""
        return self._lexicon

    @property
    def searched(self) -> Searched:
        """How many releases are searched, and from when to when."""
        return self._learning.searched

    async def catch_up(self, watch: Watch = lambda _: None) -> None:
        """Take in all that changed in the archive and that the engine does not show yet.

        What another process is writing into the engine's index is left to that, and shown once it
        is there. `watch` is told of every portion.

        Raises:
            UnusableDatabaseError: the archive cannot be read.
            UnusableIndexError: the engine's index cannot be written.
        """
        async with self._turn:
            self._looked_at = self._clock()
            await _in_thread(self.engine.follow)
            async with self._database.read() as connection:
                revision = await load_revision(connection)
                if revision != self.engine.revision:
                    await self._write(connection, revision, watch)
            if self._learned != self.engine.revision:
                await self._learn_anew()

    async def _write(self, connection: AsyncConnection, revision: int, watch: Watch) -> None:
        """Have the engine take what changed, unless another process is at it."""
        since = self.engine.revision
        try:
            if revision < since:  # of an archive that was there before this one
                await _in_thread(self.engine.start_over)
                since = 0
            await self._take_from(connection, since, watch)
        except DamagedIndexError as fault:
            _log.warning("the index is built anew: %s", fault)
            await _in_thread(self.engine.start_over)
            await self._take_from(connection, 0, watch)
        except IndexLockedError as held:
            _log.info("not indexed here: %s", held)
            await _in_thread(self.engine.follow)

    async def rebuild(self, watch: Watch = lambda _: None) -> None:
        """Have the engine take the whole archive anew; what it shows now is shown until then.

        Raises:
            IndexLockedError: another process writes the engine's index.
            UnusableDatabaseError: the archive cannot be read.
            UnusableIndexError: the engine's index cannot be written.
        """
        async with self._turn:
            async with self._database.read() as connection:
                await _in_thread(self.engine.start_over)
                await self._take_from(connection, 0, watch)
            await self._learn_anew()

    async def _take_from(self, connection: AsyncConnection, since: int, watch: Watch) -> None:
        """Take what changed since a revision; a long way goes on all cores."""
        many = await load_revision(connection) - since > _FEW
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
                            making = _make_on(processes, self.engine.pack, changed)
                            under_way.append(asyncio.create_task(making))
                    if under_way and (not is_more or len(under_way) > _UNDER_WAY):
                        taken, packed = await under_way.popleft()
                        await _in_thread(self._take, taken, packed)
                        watch(len(taken))
            finally:
                for one in under_way:
                    one.cancel()
        await _in_thread(self.engine.settle)

    async def look(self) -> None:
        """Catch up if the last look was a while ago; with the archive away, go on with what is.

        A question does not wait long for it: what takes longer goes on behind.
        """
        if self._clock() - self._looked_at < _LOOK_EVERY_S or self._turn.locked():
            return
        self._looking = asyncio.create_task(self._catch_up_quietly())
        await asyncio.wait({self._looking}, timeout=_LONGEST_LOOK_S)

    async def close(self) -> None:
        """Look no more; what a look that is under way has yet to take is left to the next start."""
        if self._looking is not None:
            self._looking.cancel()
            await asyncio.wait({self._looking})
        await asyncio.to_thread(self.engine.close)

    async def _catch_up_quietly(self) -> None:
        try:
            await self.catch_up()
        except (UnusableDatabaseError, UnusableIndexError, DamagedIndexError) as fault:
            _log.warning("not looked for new releases: %s", fault)

    async def release(self, release_id: str, version: int | None = None) -> Release:
        """A release, as it stands now or in an old version.

        Raises:
            UnknownReleaseError: there is none such on record.
        """
        if version is not None and (release_id, version) in self._at_hand:
            self._at_hand.move_to_end((release_id, version))
            return self._at_hand[release_id, version]
        if version is not None and (kept := self.engine.release(release_id, version)):
            return kept
        async with self._database.read() as connection:
            release = await find_release(connection, release_id, version)
        self._keep_at_hand(release)
        return release

    async def _learn_anew(self) -> None:
        revision = self.engine.revision
        self._lexicon = await _in_thread(self._learn)
        self._learned = revision
        # The words of a large record are millions of objects that stay: to look through them for
        # garbage takes a tenth of a second, of somebody's answer.
        gc.freeze()

    def _learn(self) -> Lexicon:
        return self._learning.learn(self.engine.notes, self.engine.vocabulary)

    def _take(self, changed: _Changed, packed: Any) -> None:  # noqa: ANN401 - the engine's own
        for _, release in changed if not self.engine.keeps_releases else ():
            self._keep_at_hand(release)
        self.engine.take_packed(packed, revision=changed[-1][0])

    def _keep_at_hand(self, release: Release) -> None:
        self._at_hand[release.id, release.version] = release
        self._at_hand.move_to_end((release.id, release.version))
        while len(self._at_hand) > _MOST_AT_HAND:
            self._at_hand.popitem(last=False)


async def _in_thread(
    work: Callable[_Given, _Done], *args: _Given.args, **kwargs: _Given.kwargs
) -> _Done:
    """What some work comes to in a thread; it is over also where nobody waits for it any more."""
    working = asyncio.ensure_future(asyncio.to_thread(work, *args, **kwargs))
    try:
        return await asyncio.shield(working)
    except asyncio.CancelledError:
        await asyncio.wait({working})
        raise


@contextmanager
def _processes(*, many: bool) -> Iterator[ProcessPoolExecutor | None]:
    """Processes for a long way; none for a short one."""
    if not many:
        yield None
        return
    from retrieval.processes import (  # noqa: PLC0415 - seldom needed
        cores,
        garbage_seldom,
        make_executor,
    )

    with garbage_seldom(), make_executor(cores()) as executor:
        try:
            yield executor
        finally:
            executor.shutdown(cancel_futures=True)


async def _make_on(
    processes: ProcessPoolExecutor | None, pack: Packing, changed: _Changed
) -> tuple[_Changed, Any]:
    """What changed, and what the engine takes of it."""
    releases = [release for _, release in changed]
    if processes is None:
        return changed, await _in_thread(_make, pack, releases)
    from retrieval.processes import submit  # noqa: PLC0415 - see above

    return changed, await submit(processes, _make, pack, releases)


def _make(pack: Packing, releases: Sequence[Release]) -> Any:  # noqa: ANN401 - see `_take`
    """The passages of releases, and what is noted of each, as an engine takes them."""
    return pack(
        {release.id: passages(release) for release in releases},
        {release.id: Companion(release, note(release)) for release in releases},
    )
