"""What a reading is to the record: decided here, on data, apart from reading and writing it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum

from retrieval.model.release import Release


class ReadingOutcome(StrEnum):
    """What a reading was to the record; ADDRESSED had its words, and no address until now."""

    KEPT = "kept"
    CHANGED = "changed"
    ADDRESSED = "addressed"
    UNCHANGED = "unchanged"


@dataclass(frozen=True, slots=True)
class Reading:
    """A release as read from a page.

    `words` is its `digest_words`; `key`, 32 bytes too, stands for the saved page and how it was
    read, so that it need not be read again.
    """

    release: Release
    words: bytes
    key: bytes


@dataclass(frozen=True, slots=True)
class Known:
    """What the record has of a release: each version's digest and day, its addresses in order."""

    release_id: str
    source: str
    words: tuple[bytes, ...] = ()
    days: tuple[date, ...] = ()
    urls: tuple[str, ...] = ()

    @property
    def latest(self) -> int:
        """The version that stands: that of the latest day, of several the one that came last.

        Pages are seldom saved in the order in which they were published.
        """
        return max((day, version) for version, day in enumerate(self.days, 1))[1]

    def with_words(self, words: bytes, day: date) -> Known:
        """The same with one more version."""
        return replace(self, words=(*self.words, words), days=(*self.days, day))


@dataclass(frozen=True, slots=True)
class Decision:
    """What to do with a reading: its release as it goes on record, and what that is to it.

    `known` is what is known of the release from then on. `new_url` is an address by which it was
    not known before, else empty.
    """

    outcome: ReadingOutcome
    release: Release
    reading: Reading
    known: Known
    new_url: str


@dataclass(slots=True)
class Knowledge:
    """As much of the record as some readings need, and what was decided of them so far."""

    _releases: dict[str, Known] = field(default_factory=dict)
    _by_url: dict[str, str] = field(default_factory=dict)
    _by_words: dict[tuple[str, bytes], list[str]] = field(default_factory=dict)

    @classmethod
    def of(cls, known: Iterable[Known]) -> Knowledge:
        """The knowledge of these releases."""
        knowledge = cls()
        knowledge.add(known)
        return knowledge

    def add(self, known: Iterable[Known]) -> None:
        """Know more releases. What was decided of a release already stays."""
        for one in known:
            if one.release_id not in self._releases:
                self._learn(one)

    def decide(self, reading: Reading) -> Decision:
        """What a reading is to the record; a second one of the same page is then nothing new."""
        decision = decide(self._find(reading), reading)
        self._learn(decision.known)
        return decision

    def _find(self, reading: Reading) -> Known | None:
        """The release of a page: by its address, by its id or, where one has no address, by words.

        A copy whose address is unknown is the release with the same words of the same source.
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
    """New words are a new version; words that any version has are not.

    A saved page tells what was published some time, not what stands there now: an old copy that
    comes late must not become the newest words.
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
