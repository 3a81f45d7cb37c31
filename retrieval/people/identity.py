"""People: one identity across spellings, with the offices they held and when.

All of it comes from the labels and titles of the record itself: "Kenji Tanabe" and "TANABE Kenji"
are one person, "Minister Tanabe" is the Tanabe in such an office who spoke nearest in time, and an
office was held from the first to the last day on which the record names it.
"""

from __future__ import annotations

import datetime as dt
import re
from bisect import bisect_left, insort
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from itertools import takewhile

from rapidfuzz.distance import OSA

from retrieval.text.folding import fold

Words = frozenset[str]
_SAME_OFFICE = {"foreign minister": "Minister for Foreign Affairs"}
_SHORTEST_WITH_SLIP = 5
_SHORTEST_OFFICE_WITH_SLIP = 10
_HONORIFICS = frozenset("mr ms mrs miss dr prof".split())
_OF_A_WOMAN = frozenset("ms mrs miss".split())
_SUFFIXES = frozenset("jr sr ii iii iv".split())
_SHORT_FORMS = dict(
    pair.split("=")
    for pair in "jen=jennifer jeff=jeffrey jim=james joe=joseph liz=elizabeth mike=michael"
    " tom=thomas tony=anthony".split()
)
# "Mr. Cooper" is not the Governor of that name.
_ADDRESSED_BY_OFFICE = frozenset(
    "president senator governor representative congressman congresswoman mayor minister".split()
)
# "State Minister Noda" is not the Minister of that name; who was acting or is former is the same.
_RANK = re.compile(r"vice|deputy|assistant|parliamentary|state (?=minister|secretary)")
_TELLS_NO_OFFICE = frozenset("acting and for former general of principal senior the to".split())
# Within which a name without an office may mean the only one of that family name on record.
_A_YEAR = 366
_NEVER = 1_000_000


@dataclass(frozen=True, slots=True)
class SpokenTurn:
    """That somebody of a name made so many statements on a day, in a role."""

    name: str
    role: str
    date: dt.date
    statements: int


@dataclass(frozen=True, slots=True)
class Office:
    """An office, and the first and last day on which the record names its holder in it."""

    role: str
    since: dt.date
    until: dt.date


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who speaks: the latest full spelling, all spellings, offices, turns, days."""

    name: str
    spellings: tuple[str, ...]
    offices: tuple[Office, ...]
    statements: int
    since: dt.date
    until: dt.date


@dataclass(frozen=True, slots=True)
class _PersonName:
    """The words by which a name tells somebody, without office, honorific, initials and suffix.

    `is_short` where they may be a family name only; of a bare office ("The President") there are
    none. `title` is the honorific of a name without an office ("Mr. Noda"), else empty.
    """

    words: Words
    family: str
    is_short: bool
    title: str = ""


@dataclass(eq=False, slots=True)
class _Group:
    """The turns of one person, the family names in their full spellings, each role's days."""

    turns: list[SpokenTurn] = field(default_factory=list)
    families: set[str] = field(default_factory=set)
    days: dict[str, list[dt.date]] = field(default_factory=lambda: defaultdict(list))

    def add(self, turn: SpokenTurn) -> None:
        self.turns.append(turn)
        insort(self.days[turn.role], turn.date)

    def days_from(self, day: dt.date, role: str = "") -> int:
        """How many days the nearest turn in an office that fits lies off."""
        fitting = (days for other, days in self.days.items() if _fits(role, other))
        return min((_days_off(day, days) for days in fitting), default=_NEVER)

    def may_be(self, name: _PersonName) -> bool:
        """Whether a short name without an office can mean this person."""
        by_office = name.title and any(map(_addresses, self.days))
        return not (by_office or self.families.isdisjoint(name.words))


@dataclass(slots=True)
class _Register:
    """Who is known so far; full names come in before short ones.

    `shared` are family names of both a Mr. and a Ms.: without an office they tell nobody.
    """

    shared: frozenset[Words]
    _by_name: dict[Words, _Group] = field(default_factory=dict)
    _by_label: dict[Words, _Group] = field(default_factory=lambda: defaultdict(_Group))
    _with_word: dict[str, list[Words]] = field(default_factory=lambda: defaultdict(list))

    @property
    def groups(self) -> list[_Group]:
        """Each person's turns."""
        return list(dict.fromkeys([*self._by_name.values(), *self._by_label.values()]))

    def add(self, turn: SpokenTurn) -> None:
        name = read_name(turn.name, turn.role)
        if name.is_short:
            group = (
                self._named_in_short(turn, name) or self._by_label[frozenset(split_name(turn.name))]
            )
        else:
            group = self._named(turn, name.words)
            group.families.add(name.family)
        group.add(turn)

    def _named(self, turn: SpokenTurn, words: Words) -> _Group:
        """Of those with nearly the same full name, the one who spoke nearest in time."""
        if words not in self._by_name:
            alike = [self._by_name[one] for one in self._near(words) if is_same_name(words, one)]
            self._by_name[words] = min(
                alike, key=lambda group: group.days_from(turn.date), default=_Group()
            )
            for word in words:
                self._with_word[word].append(words)
        return self._by_name[words]

    def _named_in_short(self, turn: SpokenTurn, name: _PersonName) -> _Group | None:
        """Of that family name, the nearest in such an office; without one, the only one then."""
        fuller = (one for one in self._near(name.words) if name.words < one)
        near = dict.fromkeys(self._by_name[one] for one in fuller)
        if turn.role:
            days = {group: group.days_from(turn.date, turn.role) for group in near}
            nearest = min(days, key=days.__getitem__, default=None)
            return nearest if nearest and days[nearest] < _NEVER else None
        close = [one for one in near if one.may_be(name) and one.days_from(turn.date) <= _A_YEAR]
        return close[0] if len(close) == 1 and name.words not in self.shared else None

    def _near(self, words: Words) -> list[Words]:
        """The names that share a word, always in the same order."""
        near = (one for word in sorted(words) for one in self._with_word.get(word, ()))
        return list(dict.fromkeys(near))


def people(turns: Iterable[SpokenTurn]) -> tuple[Person, ...]:
    """Who speaks, by the number of statements; what two say together is counted for both."""
    each = [one for turn in turns for one in turns_of_each(turn)]
    register = _Register(_shared(each))
    for turn in sorted(each, key=_full_names_first):
        register.add(turn)
    found = (_person(group.turns) for group in register.groups)
    return tuple(sorted(found, key=by_statements))


def by_statements(one: Person) -> tuple[object, ...]:
    """The key by which people stand in the order of the number of their statements."""
    return -one.statements, one.name, one.spellings


def _full_names_first(turn: SpokenTurn) -> tuple[object, ...]:
    is_short = read_name(turn.name, turn.role).is_short
    return is_short, turn.date, turn.name, turn.role, turn.statements


def _shared(turns: Iterable[SpokenTurn]) -> frozenset[Words]:
    names = [read_name(turn.name, turn.role) for turn in turns]
    men = {name.words for name in names if name.title == "mr"}
    return frozenset(men & {name.words for name in names if name.title in _OF_A_WOMAN})


def turns_of_each(turn: SpokenTurn) -> Iterator[SpokenTurn]:
    """The turns of all whom a name names: "Joe Biden and Jill Biden"."""
    names = turn.name.removeprefix(turn.role).split(" and ")
    if len(names) == 1:
        yield turn
        return
    names = turn.name.split(" and ")
    roles = turn.role.split(" and ")
    if len(roles) != len(names):
        roles = [turn.role if len(roles) == 1 else ""] * len(names)
    for name, role in zip(names, roles, strict=True):
        yield replace(turn, name=name, role=role)


@lru_cache(maxsize=100_000)
def read_name(name: str, role: str) -> _PersonName:
    """What a name tells apart from the office that is printed before it."""
    words, office = split_name(name), split_name(role)
    if not set(words) - {*office, *_HONORIFICS, "the"}:
        return _PersonName(frozenset(), "", is_short=True)
    after_office = len(office) if words[: len(office)] == office else 0
    start = after_office + sum(1 for _ in takewhile(_HONORIFICS.__contains__, words[after_office:]))
    bare = [_SHORT_FORMS.get(word, word) for word in words[start:] if word not in _SUFFIXES]
    long = [word for word in bare if len(word) > 1]
    kept = frozenset(long if len(long) > 1 else bare)
    return _PersonName(
        kept,
        family=_family(name, bare),
        is_short=start > 0 or len(kept) <= 1,
        title=words[0] if start > after_office == 0 else "",
    )


def _family(name: str, words: Sequence[str]) -> str:
    """The family name, folded: the word in capitals, else the last one."""
    printed = name.replace(",", " ").split()
    capitals = [word for word in printed if len(word) > 1 and word.isupper()]
    mixed = 0 < len(capitals) < len(printed)
    return fold(capitals[0]).text if mixed else (words or [""])[-1]


def split_name(name: str) -> list[str]:
    """The folded words of a name or an office."""
    return fold(name).text.replace(".", " ").replace(",", " ").split()


def is_same_name(one: Words, other: Words) -> bool:
    """Whether two full names are one: with a further name between, or a letter wrong."""
    if min(len(one), len(other)) > 1 and (one < other or other < one):
        return True
    mine, theirs = one - other, other - one
    if len(mine) != 1 or len(theirs) != 1 or not one & other:
        return False
    [left], [right] = mine, theirs
    return min(len(left), len(right)) >= _SHORTEST_WITH_SLIP and OSA.distance(left, right) == 1


@lru_cache(maxsize=100_000)
def _addresses(office: str) -> bool:
    """Whether who is in an office is addressed by it: an adviser to the President is not."""
    return not _ADDRESSED_BY_OFFICE.isdisjoint(split_name(office.partition(" to ")[0]))


@lru_cache(maxsize=100_000)
def _fits(short: str, full: str) -> bool:
    """Whether an office before a family name can be that full one; no office fits any."""
    if not short:
        return True
    mine, theirs = fold(short).text, fold(full).text
    shared = frozenset(split_name(mine)).intersection(split_name(theirs))
    ranks = [frozenset(_RANK.findall(office)) for office in (mine, theirs)]
    return ranks[0] == ranks[1] and bool(shared - _TELLS_NO_OFFICE)


def _days_off(day: dt.date, days: Sequence[dt.date]) -> int:
    """How many days the nearest of these days, which are in order, lies off."""
    at = bisect_left(days, day)
    return min(abs((day - near).days) for near in days[max(at - 1, 0) : at + 1])


def _person(turns: Sequence[SpokenTurn]) -> Person:
    by_day = sorted(turns, key=lambda turn: turn.date)
    full = [turn for turn in by_day if not read_name(turn.name, turn.role).is_short] or by_day
    return Person(
        name=full[-1].name,
        spellings=tuple(dict.fromkeys(turn.name for turn in by_day)),
        offices=_offices(by_day),
        statements=sum(turn.statements for turn in turns),
        since=by_day[0].date,
        until=by_day[-1].date,
    )


def _offices(turns: Sequence[SpokenTurn]) -> tuple[Office, ...]:
    """The offices of turns in the order of their days, each by its latest spelling."""
    held: list[tuple[str, list[dt.date]]] = []
    for turn in turns:
        role = _SAME_OFFICE.get(turn.role.casefold(), turn.role.partition(",")[0])
        if not role:
            continue
        known = next((at for at, (other, _) in enumerate(held) if _is_same_office(role, other)), -1)
        days = held.pop(known)[1] if known >= 0 else []
        held.append((role, [*days, turn.date]))
    offices = (Office(role, min(days), max(days)) for role, days in held)
    return tuple(sorted(offices, key=lambda office: (office.since, office.role)))


@lru_cache(maxsize=100_000)
def _is_same_office(one: str, other: str) -> bool:
    """Whether two offices are one: in capitals or not, with a letter wrong or spelt otherwise."""
    mine, theirs = fold(one).text, fold(other).text
    if mine == theirs:
        return True
    is_long = min(len(mine), len(theirs)) >= _SHORTEST_OFFICE_WITH_SLIP
    return is_long and OSA.distance(mine, theirs) == 1
