"""The record as it is searched: the archive, and the engine that follows it."""

from __future__ import annotations

import logging
from collections import Counter, OrderedDict
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass

from retrieval.archive.database import Database
from retrieval.archive.load import find_release, load_changed, load_searched
from retrieval.errors import UnusableDatabaseError
from retrieval.index.engine import Engine
from retrieval.index.passages import passages
from retrieval.model import Period, Release, Searched
from retrieval.people import Turn
from retrieval.query.aliases import Lexicon, explained, learn, reviewed_aliases
from retrieval.query.releases import address_key
from retrieval.query.speakers import Speakers, Way, make_outlets, make_speakers

_log = logging.getLogger(__name__)

# What another process saves is found after this time at the latest.
_LOOK_EVERY_S = 1.0
_RELEASES_AT_ONCE = 100
# About 10 MB of releases at hand; others are loaded when they are quoted.
_MOST_AT_HAND = 1_000


@dataclass(frozen=True, slots=True)
class _Voices:
    """Who speaks in a release, who asks there, and who publishes it."""

    turns: tuple[Turn, ...]
    askers: frozenset[str]
    publisher: str


class Record:
    """What is on record and how it is found.

    The engine may be behind the archive for a moment, and no answer mixes the two: a passage names
    the version it is of, and that version is quoted.
    """

    def __init__(self, database: Database, engine: Engine, clock: Callable[[], float]) -> None:
        self.engine = engine
        self.searched = Searched(0, None, None)
        self._explained: dict[str, tuple[Sequence[str], ...]] = {}
        self._voices: dict[str, _Voices] = {}
        self._ids: dict[str, str] = {}
        self._lexicon: Lexicon | None = None
        self._database = database
        self._clock = clock
        self._looked_at = clock()
        self._at_hand: OrderedDict[tuple[str, int], Release] = OrderedDict()

    @property
    def lexicon(self) -> Lexicon:
        """What a question is read with: words, aliases, who speaks, who asks, and its days."""
        if self._lexicon is None:
            speakers, outlets = _hear(self._voices.values())
            learned = (names for found in self._explained.values() for names in found)
            aliases = learn(reviewed_aliases(), learned)
            days = Period(self.searched.since, self.searched.until)
            self._lexicon = Lexicon(
                self.engine.vocabulary, aliases, speakers, outlets, days, self._ids
            )
        return self._lexicon

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
            self._lexicon = None

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
            self._voices[release.id] = _voices(release)
            self._ids |= dict.fromkeys(filter(None, _keys(release)), release.id)
            self._keep_at_hand(release)
        self.engine.take(
            {release.id: passages(release) for _, release in changed}, revision=changed[-1][0]
        )

    def _keep_at_hand(self, release: Release) -> None:
        self._at_hand[release.id, release.version] = release
        self._at_hand.move_to_end((release.id, release.version))
        while len(self._at_hand) > _MOST_AT_HAND:
            self._at_hand.popitem(last=False)


def _keys(release: Release) -> tuple[str, str]:
    return address_key(release.id), address_key(release.url)


def _voices(release: Release) -> _Voices:
    said = Counter(
        (statement.speaker, statement.role)
        for statement in release.statements
        if statement.speaker not in {"", release.publisher}
    )
    asked = (statement.question for statement in release.statements if statement.question)
    return _Voices(
        tuple(Turn(name, role, release.date, count) for (name, role), count in said.items()),
        frozenset(question.asker for question in asked),
        release.publisher,
    )


def _hear(voices: Collection[_Voices]) -> tuple[Speakers, Mapping[Way, str]]:
    """Who speaks in a record, and whose reporters ask."""
    # One turn a month tells who somebody is as well as all of them.
    turns = {
        (turn.name, turn.role, turn.date.year, turn.date.month): turn
        for one in voices
        for turn in one.turns
    }
    outlets = make_outlets({label for one in voices for label in one.askers})
    return make_speakers([*turns.values()], {one.publisher for one in voices}), outlets
