"""The record as it is searched: the archive, and the engine that follows it."""

from __future__ import annotations

import logging
from collections import OrderedDict
from collections.abc import Callable, Sequence

from retrieval.archive.database import Database
from retrieval.archive.load import find_release, load_changed, load_searched
from retrieval.errors import UnusableDatabaseError
from retrieval.index.engine import Engine
from retrieval.index.passages import passages
from retrieval.model import Release, Searched
from retrieval.query.aliases import Aliases, explained, make_aliases, reviewed

_log = logging.getLogger(__name__)

# What another process saves is found after this time at the latest.
_LOOK_EVERY_S = 1.0
_RELEASES_AT_ONCE = 100
# About 10 MB of releases at hand; others are loaded when they are quoted.
_MOST_AT_HAND = 1_000


class Record:
    """What is on record and how it is found.

    The engine may be behind the archive for a moment, and no answer mixes the two: a passage names
    the version it is of, and that version is quoted.
    """

    def __init__(self, database: Database, engine: Engine, clock: Callable[[], float]) -> None:
        self.engine = engine
        self.searched = Searched(0, None, None)
        self._reviewed = reviewed()
        self._explained: dict[str, tuple[Sequence[str], ...]] = {}
        self.aliases: Aliases = make_aliases(self._reviewed)
        self._database = database
        self._clock = clock
        self._looked_at = clock()
        self._at_hand: OrderedDict[tuple[str, int], Release] = OrderedDict()

    async def catch_up(self) -> None:
        """Take in all that changed in the archive and that the engine does not show yet.

        Raises:
            UnusableDatabaseError: the archive cannot be read.
        """
        self._looked_at = self._clock()
        async with self._database.read() as connection:
            while changed := await load_changed(
                connection, self.engine.revision, _RELEASES_AT_ONCE
            ):
                self._take(changed)
            self.searched = await load_searched(connection)

    async def look(self) -> None:
        """Catch up if the last look was a while ago; with the archive away, go on with what is."""
        if self._clock() - self._looked_at < _LOOK_EVERY_S:
            return
        try:
            await self.catch_up()
        except UnusableDatabaseError as fault:
            _log.warning("not looked for new releases: %s", fault)

    async def release(self, release_id: str, version: int | None = None) -> Release:
        """A release, as it stands now or in an old version.

        Raises:
            UnknownReleaseError: there is none such on record.
        """
        if version is not None and (release_id, version) in self._at_hand:
            self._at_hand.move_to_end((release_id, version))
            return self._at_hand[release_id, version]
        async with self._database.read() as connection:
            release = await find_release(connection, release_id, version)
        self._keep_at_hand(release)
        return release

    def _take(self, changed: Sequence[tuple[int, Release]]) -> None:
        for _, release in changed:
            self._explained[release.id] = tuple(explained(release.text))
            self._keep_at_hand(release)
        self.engine.take(
            {release.id: passages(release) for _, release in changed}, revision=changed[-1][0]
        )
        learned = (names for found in self._explained.values() for names in found)
        self.aliases = make_aliases([*self._reviewed, *learned])

    def _keep_at_hand(self, release: Release) -> None:
        self._at_hand[release.id, release.version] = release
        self._at_hand.move_to_end((release.id, release.version))
        while len(self._at_hand) > _MOST_AT_HAND:
            self._at_hand.popitem(last=False)
