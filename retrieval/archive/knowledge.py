"""Decide whether a reading is new to the record, changed or known, without any I/O."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum

from retrieval.model.release import Release


class ReadingOutcome(StrEnum):
    """Whether a reading was new (KEPT), changed, or known; ADDRESSED: only its address was new."""

    KEPT = "kept"
    CHANGED = "changed"
    ADDRESSED = "addressed"
    UNCHANGED = "unchanged"


@dataclass(frozen=True, slots=True)
class Reading:
    """A release as read from a page.

    `words` is its `digest_words`. `key`, 32 bytes too, identifies the saved page and the code that
    read it, so that the page need not be read again.
    """

    release: Release
    words: bytes
    key: bytes


@dataclass(frozen=True, slots=True)
class Known:
    """A release as the record knows it: each version's digest and day, its addresses in order."""

    release_id: str
    source: str
    words: tuple[bytes, ...] = ()
    days: tuple[date, ...] = ()
    urls: tuple[str, ...] = ()

    @property
    def latest(self) -> int:
        """The current version: that of the latest day; of several, the one that was saved last.

        Pages are seldom saved in the order in which they were published.
        """
        return max((day, version) for version, day in enumerate(self.days, 1))[1]

    def with_words(self, words: bytes, day: date) -> Known:
        """Return the same with one more version."""
        return replace(self, words=(*self.words, words), days=(*self.days, day))


@dataclass(frozen=True, slots=True)
class Decision:
    """What to do with a reading: the outcome, and its release as it goes on record.

    `known` is what is known of the release afterwards. `new_url` is its address if that was not
    known before, else empty.
    """

    outcome: ReadingOutcome
    release: Release
    reading: Reading
    known: Known
    new_url: str


@dataclass(slots=True)
class Knowledge:
    """As much of the record as some readings need, and what was decided about them so far."""

    _releases: dict[str, Known] = field(default_factory=dict)
    _by_url: dict[str, str] = field(default_factory=dict)
    _by_words: dict[tuple[str, bytes], list[str]] = field(default_factory=dict)

    @classmethod
    def of(cls, known: Iterable[Known]) -> Knowledge:
        """Make the knowledge of these releases."""
        knowledge = cls()
        knowledge.add(known)
        return knowledge

    def add(self, known: Iterable[Known]) -> None:
        """Add more releases; what was decided about a release already stays."""
        for release in known:
            if release.release_id not in self._releases:
                self._learn(release)

    def decide(self, reading: Reading) -> Decision:
        """Decide about a reading; a second reading of the same page is then unchanged."""
        decision = decide(self._find(reading), reading)
        self._learn(decision.known)
        return decision

    def _find(self, reading: Reading) -> Known | None:
        """Find the release of a page: by its address, its id or, if one has no address, its words.

        A copy without an address is the release with the same words and the same source.
        """
        release = reading.release
        alike = self._by_words.get((release.source, reading.words), [])
        found = [
            self._by_url.get(release.url),
            release.id if release.id in self._releases else None,
            *(one for one in alike if not (release.url and self._releases[one].urls)),
        ]
        return next((self._releases[one] for one in found if one is not None), None)

    def _learn(self, known: Known) -> None:
        self._releases[known.release_id] = known
        self._by_url |= dict.fromkeys(known.urls, known.release_id)
        for words in known.words:
            alike = self._by_words.setdefault((known.source, words), [])
            if known.release_id not in alike:
                alike.append(known.release_id)
                alike.sort()


def decide(known: Known | None, reading: Reading) -> Decision:
    """Decide about a reading: new words make a new version, words that any version has do not.

    A saved page shows what was published at some time, not what is published now: an old copy that
    is read late must not become the newest version.
    """
    release = reading.release
    new = known or Known(release.id, release.source)
    new_url = "" if release.url in new.urls else release.url
    if reading.words in new.words:
        outcome = ReadingOutcome.ADDRESSED if new_url and not new.urls else ReadingOutcome.UNCHANGED
    else:
        outcome = ReadingOutcome.CHANGED if known else ReadingOutcome.KEPT
        new = new.with_words(reading.words, release.date)
    if new_url:
        new = replace(new, urls=(*new.urls, new_url))
    kept = replace(
        release,
        id=new.release_id,
        version=new.words.index(reading.words) + 1,
        url=release.url or next(iter(new.urls), ""),
    )
    return Decision(outcome, kept, reading, new, new_url)
