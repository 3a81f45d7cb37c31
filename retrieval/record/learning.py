"""What a record teaches about words: acronyms that it explains, who speaks in it, and who asks.

It is noted release by release and kept beside the index, so that opening a large record does not
mean reading it.
"""

from __future__ import annotations

import datetime as dt
import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from retrieval.model.answer import Searched
from retrieval.model.query import Period, Vocabulary
from retrieval.model.release import Release
from retrieval.people.identity import SpokenTurn
from retrieval.query.lexicon import Lexicon
from retrieval.query.releases import address_key
from retrieval.query.who.speakers import Speaking, Way, make_outlets
from retrieval.query.words.acronyms import Acronyms, explained
from retrieval.query.words.aliases import reviewed_aliases
from retrieval.text.multiset import Multiset
from retrieval.text.sentences import paragraphs

# What `note` says of a release.
_Noted = dict[str, Any]
# A name, a role, a year and a month.
_Month = tuple[str, str, int, int]

# "NATO", "U.S.", "HBCUs".
_IN_CAPITALS = re.compile(r"\b(?:(?:[A-Z]\.){2,}(?:[A-Z]\b)?|\w*[A-Z]\w*[A-Z]\w*)")
# An acronym that stands in capitals in fewer of the passages that have it is a word of its own.
_MOSTLY = 0.5


def note(release: Release) -> str:
    """What a release teaches, as JSON."""
    said = Counter(
        (statement.speaker, statement.role)
        for statement in release.statements
        if statement.speaker not in {"", release.publisher}
    )
    asked = {one.question.asker for one in release.statements if one.question}
    return json.dumps(
        {
            "explained": [*map(list, explained(release.text))],
            "turns": [[*who, count] for who, count in said.items()],
            "day": release.date.toordinal(),
            "askers": sorted(asked),
            "publisher": release.publisher,
            "capitals": " ".join(_in_capitals(release)),
            "keys": sorted({address_key(one) for one in (release.id, release.url) if one}),
            "id": release.id,
        },
        ensure_ascii=False,
        separators=(",", ":"),
    )


def _in_capitals(release: Release) -> Iterator[str]:
    """The words that stand in capitals, folded, once for each passage of the release."""
    return (
        word
        for statement in release.statements
        for span in paragraphs(release.text, statement.span)
        if not (text := span.of(release.text)).isupper()
        for word in dict.fromkeys(
            one.replace(".", "").casefold() for one in _IN_CAPITALS.findall(text)
        )
    )


class Learning:
    """Learns what a question is read with from what is noted of all releases.

    It keeps what it counted, so that only notes that come and go are read.
    """

    def __init__(self) -> None:
        # How many releases there are, and from when to when.
        self.searched = Searched(0, None, None)
        self._notes: set[str] = set()
        self._acronyms = Acronyms(reviewed_aliases())
        self._capitals = Multiset[str]()
        self._speaking = Speaking()
        self._turns = _Turns()
        self._askers, self._publishers = Multiset[str](), Multiset[str]()
        self._outlets: Mapping[Way, str] = {}
        self._days = Multiset[int]()
        self._releases: dict[str, str] = {}
        self._shared: dict[str, list[str]] = {}

    def learn(self, notes: Iterable[str], vocabulary: Vocabulary) -> Lexicon:
        """What a question is read with, by the notes of all releases and their words."""
        known, self._notes = self._notes, set(filter(None, notes))
        self._change(_read(known - self._notes), _read(self._notes - known))

        standing, passages = self._capitals.get, vocabulary.passages.get

        def is_word(acronym: str) -> bool:
            return standing(acronym, 0) < _MOSTLY * passages(acronym, 0)

        self.searched = searched = self._count()
        return Lexicon(
            vocabulary,
            self._acronyms.aliases(is_word),
            self._speaking.speakers(self._publishers),
            self._outlets,
            Period(searched.since, searched.until),
            dict(self._releases),
        )

    def _count(self) -> Searched:
        if not self._notes:
            return Searched(0, None, None)
        first, last = (dt.date.fromordinal(edge(self._days)) for edge in (min, max))
        return Searched(len(self._notes), first, last)

    def _change(self, gone: Sequence[_Noted], come: Sequence[_Noted]) -> None:
        self._acronyms.change(_pairs(gone), _pairs(come))
        self._capitals.change(_capitals(gone), _capitals(come))
        self._speaking.change(*self._turns.change(gone, come))
        if self._askers.change(_each("askers", gone), _each("askers", come)):
            self._outlets = make_outlets(self._askers)
        self._publishers.change(
            (one["publisher"] for one in gone), (one["publisher"] for one in come)
        )
        self._days.change((one["day"] for one in gone), (one["day"] for one in come))
        self._name(gone, come)

    def _name(self, gone: Iterable[_Noted], come: Iterable[_Noted]) -> None:
        """Note which releases addresses and ids lead to: where several do, the last by its id."""
        for key, release_id in _keys(gone):
            left = self._shared.pop(key, [release_id])
            left.remove(release_id)
            self._releases.pop(key)
            self._lead(key, left)
        for key, release_id in _keys(come):
            if self._releases.setdefault(key, release_id) != release_id:
                known = self._shared.pop(key, [self._releases[key]])
                self._lead(key, [*known, release_id])

    def _lead(self, key: str, to: list[str]) -> None:
        if to:
            self._releases[key] = max(to)
        if len(to) > 1:
            self._shared[key] = to


class _Turns:
    """The turns of a record. One a month tells who somebody is as well as all of them: the last."""

    def __init__(self) -> None:
        self._said: dict[_Month, list[SpokenTurn]] = {}

    def change(
        self, gone: Iterable[_Noted], come: Iterable[_Noted]
    ) -> tuple[list[SpokenTurn], list[SpokenTurn]]:
        """Take turns away, and add others; tells which are to be counted no more, and which now."""
        before: dict[_Month, SpokenTurn | None] = {}
        for turn in _told(gone):
            self._note(turn, before).remove(turn)
        for turn in _told(come):
            self._note(turn, before).append(turn)
        left, entered = [], []
        for month, last in before.items():
            now = max(self._said[month], key=_by_day, default=None)
            if now is None:
                del self._said[month]
            if now != last:
                left += [last] if last else []
                entered += [now] if now else []
        return left, entered

    def _note(self, turn: SpokenTurn, before: dict[_Month, SpokenTurn | None]) -> list[SpokenTurn]:
        month = (turn.name, turn.role, turn.date.year, turn.date.month)
        said = self._said.setdefault(month, [])
        if month not in before:
            before[month] = max(said, key=_by_day, default=None)
        return said


def _by_day(turn: SpokenTurn) -> tuple[dt.date, int]:
    return turn.date, turn.statements


def _read(notes: Iterable[str]) -> list[_Noted]:
    # At once: one by one takes three times as long.
    read: list[_Noted] = json.loads(f"[{','.join(notes)}]")
    return read


def _pairs(noted: Iterable[_Noted]) -> Iterator[tuple[str, str]]:
    return ((written, short) for one in noted for written, short in one["explained"])


def _capitals(noted: Iterable[_Noted]) -> list[str]:
    return " ".join([one["capitals"] for one in noted]).split()


def _told(noted: Iterable[_Noted]) -> Iterator[SpokenTurn]:
    for one in noted:
        day = dt.date.fromordinal(one["day"])
        for name, role, count in one["turns"]:
            yield SpokenTurn(name, role, day, count)


def _keys(noted: Iterable[_Noted]) -> Iterator[tuple[str, str]]:
    return ((key, one["id"]) for one in noted for key in one["keys"])


def _each(field: str, noted: Iterable[_Noted]) -> Iterator[str]:
    return (value for one in noted for value in one[field])
