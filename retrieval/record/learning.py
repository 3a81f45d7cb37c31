"""Learns from the record what questions are read with: acronyms, speakers, offices, outlets, days.

Each release has a note, which is stored beside the index, so that a large record can be opened
without reading all releases.
"""

from __future__ import annotations

import datetime as dt
import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from retrieval.model.answer import Searched
from retrieval.model.query import Period, Vocabulary
from retrieval.model.release import Release
from retrieval.patterns import regex
from retrieval.people.identity import SpokenTurn
from retrieval.query.lexicon import Lexicon
from retrieval.query.releases import address_key
from retrieval.query.who.speakers import Speaking, Way, make_outlets
from retrieval.query.words.acronyms import Acronyms, explained
from retrieval.query.words.aliases import reviewed_aliases
from retrieval.query.words.compounds import HyphenatedWords, find_hyphenated
from retrieval.text.multiset import Multiset
from retrieval.text.sentences import paragraphs

# The note of a release, read from its JSON.
_Noted = dict[str, Any]
# A name, a role, a year and a month.
_Month = tuple[str, str, int, int]

# "NATO", "U.S.", "HBCUs".
_CAPITALS = regex(r"\b(?:(?:[A-Z]\.){2,}(?:[A-Z]\b)?|\w*[A-Z]\w*[A-Z]\w*)")
# An acronym that is in capitals in a smaller share of the passages that have it is a word as well.
_MOSTLY = 0.5


def note(release: Release) -> str:
    """Write the note of a release, as JSON."""
    turns = Counter(
        (statement.speaker, statement.role)
        for statement in release.statements
        if statement.speaker not in {"", release.publisher}
    )
    asked = {one.question.asker for one in release.statements if one.question}
    return json.dumps(
        {
            "explained": [*map(list, explained(release.text))],
            "turns": [[*who, count] for who, count in turns.items()],
            "day": release.date.toordinal(),
            "askers": sorted(asked),
            "publisher": release.publisher,
            "capitals": " ".join(_in_capitals(release)),
            "hyphenated": " ".join(sorted(find_hyphenated(release.text))),
            "keys": sorted({address_key(one) for one in (release.id, release.url) if one}),
            "id": release.id,
        },
        ensure_ascii=False,
        separators=(",", ":"),
    )


def _in_capitals(release: Release) -> Iterator[str]:
    """Yield the words in capitals, folded, once for each passage of the release that has them."""
    return (
        word
        for statement in release.statements
        for span in paragraphs(release.text, statement.span)
        if not (text := span.of(release.text)).isupper()
        for word in dict.fromkeys(
            one.replace(".", "").casefold() for one in _CAPITALS.findall(text)
        )
    )


class Learning:
    """Learns what questions are read with from the notes of all releases.

    It keeps its counts, so that only notes that are added or removed are read.
    """

    def __init__(self) -> None:
        # How many releases there are, and from when to when.
        self.searched = Searched(0, None, None)
        self._notes: set[str] = set()
        self._acronyms = Acronyms(reviewed_aliases())
        self._capitals = Multiset[str]()
        self._hyphenated = HyphenatedWords()
        self._speaking = Speaking()
        self._turns = _LastTurns()
        self._askers, self._publishers = Multiset[str](), Multiset[str]()
        self._outlets: Mapping[Way, str] = {}
        self._days = Multiset[int]()
        self._releases: dict[str, str] = {}
        self._shared: dict[str, list[str]] = {}

    def learn(self, notes: Iterable[str], vocabulary: Vocabulary) -> Lexicon:
        """Make the lexicon from the notes of all releases and the words of the record."""
        known, self._notes = self._notes, set(filter(None, notes))
        self._change(_read(known - self._notes), _read(self._notes - known))

        in_capitals, passages = self._capitals.get, vocabulary.passages.get

        def is_word(acronym: str) -> bool:
            return in_capitals(acronym, 0) < _MOSTLY * passages(acronym, 0)

        self.searched = searched = self._count()
        return Lexicon(
            vocabulary,
            self._acronyms.aliases(is_word),
            self._speaking.speakers(self._publishers),
            self._outlets,
            Period(searched.since, searched.until),
            dict(self._releases),
            self._hyphenated.compounds(),
        )

    def _count(self) -> Searched:
        if not self._notes:
            return Searched(0, None, None)
        first, last = (dt.date.fromordinal(edge(self._days)) for edge in (min, max))
        return Searched(len(self._notes), first, last)

    def _change(self, removed: Sequence[_Noted], added: Sequence[_Noted]) -> None:
        self._acronyms.change(_pairs(removed), _pairs(added))
        self._capitals.change(_words("capitals", removed), _words("capitals", added))
        self._hyphenated.change(_words("hyphenated", removed), _words("hyphenated", added))
        self._speaking.change(*self._turns.change(removed, added))
        if self._askers.change(_values("askers", removed), _values("askers", added)):
            self._outlets = make_outlets(self._askers)
        self._publishers.change(
            (one["publisher"] for one in removed), (one["publisher"] for one in added)
        )
        self._days.change((one["day"] for one in removed), (one["day"] for one in added))
        self._change_keys(removed, added)

    def _change_keys(self, removed: Iterable[_Noted], added: Iterable[_Noted]) -> None:
        """Keep which release each address and id means: of several, the one with the last id."""
        for key, release_id in _keys(removed):
            others = self._shared.pop(key, [release_id])
            others.remove(release_id)
            self._releases.pop(key)
            self._set_key(key, others)
        for key, release_id in _keys(added):
            if self._releases.setdefault(key, release_id) != release_id:
                known = self._shared.pop(key, [self._releases[key]])
                self._set_key(key, [*known, release_id])

    def _set_key(self, key: str, release_ids: list[str]) -> None:
        if release_ids:
            self._releases[key] = max(release_ids)
        if len(release_ids) > 1:
            self._shared[key] = release_ids


class _LastTurns:
    """The last turn of each speaker in each month: it says as much of who they are as all turns."""

    def __init__(self) -> None:
        self._turns: dict[_Month, list[SpokenTurn]] = {}

    def change(
        self, removed: Iterable[_Noted], added: Iterable[_Noted]
    ) -> tuple[list[SpokenTurn], list[SpokenTurn]]:
        """Remove and add turns; return what was the last of a month before, and what is now."""
        before: dict[_Month, SpokenTurn | None] = {}
        for turn in _turns_of(removed):
            self._of_month(turn, before).remove(turn)
        for turn in _turns_of(added):
            self._of_month(turn, before).append(turn)
        no_longer_last, newly_last = [], []
        for month, last in before.items():
            now = max(self._turns[month], key=_by_day, default=None)
            if now is None:
                del self._turns[month]
            if now != last:
                no_longer_last += [last] if last else []
                newly_last += [now] if now else []
        return no_longer_last, newly_last

    def _of_month(
        self, turn: SpokenTurn, before: dict[_Month, SpokenTurn | None]
    ) -> list[SpokenTurn]:
        """Return the turns of a turn's month; put its last turn before any change in `before`."""
        month = (turn.name, turn.role, turn.date.year, turn.date.month)
        turns = self._turns.setdefault(month, [])
        if month not in before:
            before[month] = max(turns, key=_by_day, default=None)
        return turns


def _by_day(turn: SpokenTurn) -> tuple[dt.date, int]:
    return turn.date, turn.statements


def _read(notes: Iterable[str]) -> list[_Noted]:
    # All at once: one by one takes three times as long.
    read: list[_Noted] = json.loads(f"[{','.join(notes)}]")
    return read


def _pairs(noted: Iterable[_Noted]) -> Iterator[tuple[str, str]]:
    return ((written, short) for one in noted for written, short in one["explained"])


def _words(field: str, noted: Iterable[_Noted]) -> list[str]:
    return " ".join([one[field] for one in noted]).split()


def _turns_of(noted: Iterable[_Noted]) -> Iterator[SpokenTurn]:
    for one in noted:
        day = dt.date.fromordinal(one["day"])
        for name, role, count in one["turns"]:
            yield SpokenTurn(name, role, day, count)


def _keys(noted: Iterable[_Noted]) -> Iterator[tuple[str, str]]:
    return ((key, one["id"]) for one in noted for key in one["keys"])


def _values(field: str, noted: Iterable[_Noted]) -> Iterator[str]:
    return (value for one in noted for value in one[field])
