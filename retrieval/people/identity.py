"""People: one identity across spellings, with the offices they held and when.

Everything comes from the labels and titles of the record itself: "Kenji Tanabe" and "TANABE Kenji"
are one person; "Minister Tanabe" is the Tanabe who spoke nearest in time in such an office; an
office was held from the first to the last day on which the record names it.
"""

from __future__ import annotations

import datetime as dt
from bisect import bisect_left, insort
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from itertools import takewhile

from rapidfuzz.distance import OSA

from retrieval.patterns import regex
from retrieval.text.folding import fold
from retrieval.text.honorifics import HONORIFICS, SUFFIXES

Words = frozenset[str]
_SAME_OFFICE = {"foreign minister": "Minister for Foreign Affairs"}
_SHORTEST_WITH_SLIP = 5
_SHORTEST_OFFICE_WITH_SLIP = 10
_TITLES_OF_WOMEN = frozenset("ms mrs miss".split())
_SHORT_FORMS = dict(
    pair.split("=")
    for pair in "jen=jennifer jeff=jeffrey jim=james joe=joseph liz=elizabeth mike=michael"
    " tom=thomas tony=anthony".split()
)
# "Mr. Cooper" is not the Governor of that name.
_ADDRESSED_BY_OFFICE = frozenset(
    "president senator governor representative congressman congresswoman mayor minister".split()
)
# "State Minister Noda" is not the Minister of that name; an acting or former one is the same.
_RANK = regex(r"vice|deputy|assistant|parliamentary|state (?=minister|secretary)")
_WORDS_OF_ANY_OFFICE = frozenset("acting and for former general of principal senior the to".split())
# Within so many days, a name without an office may mean the only person of that family name.
_DAYS_IN_A_YEAR = 366
_NEVER = 1_000_000


def short_forms_of(given: str) -> list[str]:
    """Return by which short forms a folded given name is called: "joe" for "joseph"."""
    return [short for short, whole in _SHORT_FORMS.items() if whole == given]


@dataclass(frozen=True, slots=True)
class SpokenTurn:
    """How many statements somebody made on a day, by name and role."""

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
    """Somebody who speaks: the latest full spelling, all spellings, offices, statements, days."""

    name: str
    spellings: tuple[str, ...]
    offices: tuple[Office, ...]
    statements: int
    since: dt.date
    until: dt.date


@dataclass(frozen=True, slots=True)
class _PersonName:
    """The identifying words of a name, without office, honorific, initials and suffix.

    `is_short`: they may be a family name only; for a bare office ("The President") there are none.
    `title` is the honorific of a name without an office ("Mr. Noda"), else empty.
    """

    words: Words
    family: str
    is_short: bool
    title: str = ""


@dataclass(eq=False, slots=True)
class _Group:
    """The turns of one person, the family names in full spellings, and the days of each role."""

    turns: list[SpokenTurn] = field(default_factory=list)
    families: set[str] = field(default_factory=set)
    days: dict[str, list[dt.date]] = field(default_factory=lambda: defaultdict(list))

    def add(self, turn: SpokenTurn) -> None:
        self.turns.append(turn)
        insort(self.days[turn.role], turn.date)

    def days_from(self, day: dt.date, role: str = "") -> int:
        """Count the days to the nearest turn in a fitting office; `_NEVER` without one."""
        fitting = (days for other, days in self.days.items() if _may_be_office(role, other))
        return min((_days_to_nearest(day, days) for days in fitting), default=_NEVER)

    def may_be(self, name: _PersonName) -> bool:
        """Tell whether a short name without an office can mean this person."""
        by_office = name.title and any(map(_is_form_of_address, self.days))
        return not (by_office or self.families.isdisjoint(name.words))


@dataclass(slots=True)
class _Register:
    """The people found so far; full names must be added before short ones.

    `ambiguous` are family names of both a Mr. and a Ms.: without an office they identify nobody.
    """

    ambiguous: frozenset[Words]
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
            label = frozenset(split_name(turn.name))
            group = self._group_of_short_name(turn, name) or self._by_label[label]
        else:
            group = self._group_of_full_name(turn, name.words)
            group.families.add(name.family)
        group.add(turn)

    def _group_of_full_name(self, turn: SpokenTurn, words: Words) -> _Group:
        """Find who has nearly the same full name; of several, who spoke nearest in time."""
        if words not in self._by_name:
            alike = [self._by_name[name] for name in self._near(words) if is_same_name(words, name)]
            self._by_name[words] = min(
                alike, key=lambda group: group.days_from(turn.date), default=_Group()
            )
            for word in words:
                self._with_word[word].append(words)
        return self._by_name[words]

    def _group_of_short_name(self, turn: SpokenTurn, name: _PersonName) -> _Group | None:
        """Find the nearest in time of that family name and office; without office, the only one."""
        longer = (other for other in self._near(name.words) if name.words < other)
        near = dict.fromkeys(self._by_name[other] for other in longer)
        if turn.role:
            days = {group: group.days_from(turn.date, turn.role) for group in near}
            nearest = min(days, key=days.__getitem__, default=None)
            return nearest if nearest and days[nearest] < _NEVER else None
        close = [
            group
            for group in near
            if group.may_be(name) and group.days_from(turn.date) <= _DAYS_IN_A_YEAR
        ]
        return close[0] if len(close) == 1 and name.words not in self.ambiguous else None

    def _near(self, words: Words) -> list[Words]:
        """Return the names that share a word, always in the same order."""
        near = (name for word in sorted(words) for name in self._with_word.get(word, ()))
        return list(dict.fromkeys(near))


def find_people(turns: Iterable[SpokenTurn]) -> tuple[Person, ...]:
    """Identify who speaks; what two people say together counts for both.

    Returns:
        The people in the order of the number of their statements, the largest first.
    """
    each = [one for turn in turns for one in split_joint_turn(turn)]
    register = _Register(_ambiguous_names(each))
    for turn in sorted(each, key=_full_names_first):
        register.add(turn)
    found = (_person(group.turns) for group in register.groups)
    return tuple(sorted(found, key=statement_order))


def statement_order(person: Person) -> tuple[object, ...]:
    """Return the key that sorts people by the number of their statements, the largest first."""
    return -person.statements, person.name, person.spellings


def _full_names_first(turn: SpokenTurn) -> tuple[object, ...]:
    is_short = read_name(turn.name, turn.role).is_short
    return is_short, turn.date, turn.name, turn.role, turn.statements


def _ambiguous_names(turns: Iterable[SpokenTurn]) -> frozenset[Words]:
    names = [read_name(turn.name, turn.role) for turn in turns]
    men = {name.words for name in names if name.title == "mr"}
    return frozenset(men & {name.words for name in names if name.title in _TITLES_OF_WOMEN})


def split_joint_turn(turn: SpokenTurn) -> Iterator[SpokenTurn]:
    """Yield a turn for each person of a joint name such as "Joe Biden and Jill Biden"."""
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
    """Read a name without the office that is printed before it."""
    words, office = split_name(name), split_name(role)
    if not set(words) - {*office, *HONORIFICS, "the"}:
        return _PersonName(frozenset(), "", is_short=True)
    after_office = len(office) if _is_nearly(words[: len(office)], office) else 0
    start = after_office + sum(1 for _ in takewhile(HONORIFICS.__contains__, words[after_office:]))
    bare = [_SHORT_FORMS.get(word, word) for word in words[start:] if word not in SUFFIXES]
    long = [word for word in bare if len(word) > 1]
    kept = frozenset(long if len(long) > 1 else bare)
    return _PersonName(
        kept,
        family=_family(name, bare),
        is_short=start > 0 or len(kept) <= 1,
        title=words[0] if start > after_office == 0 else "",
    )


def _is_nearly(words: Sequence[str], office: Sequence[str]) -> bool:
    """Tell whether words are an office but for a wrong letter in a word: "Presiden"."""
    return len(words) == len(office) and all(
        one == other
        or (min(len(one), len(other)) >= _SHORTEST_WITH_SLIP and OSA.distance(one, other) == 1)
        for one, other in zip(words, office, strict=True)
    )


def _family(name: str, words: Sequence[str]) -> str:
    """Find the family name, folded: the word in capitals, else the last one."""
    printed = name.replace(",", " ").split()
    capitals = [word for word in printed if len(word) > 1 and word.isupper()]
    mixed = 0 < len(capitals) < len(printed)
    return fold(capitals[0]).text if mixed else (words or [""])[-1]


def split_name(name: str) -> list[str]:
    """Split a name or an office into its folded words."""
    return fold(name).text.replace(".", " ").replace(",", " ").split()


def is_same_name(one: Words, other: Words) -> bool:
    """Tell whether two full names are the same but for an additional name, or a wrong letter."""
    if min(len(one), len(other)) > 1 and (one < other or other < one):
        return True
    mine, theirs = one - other, other - one
    if len(mine) != 1 or len(theirs) != 1 or not one & other:
        return False
    [left], [right] = mine, theirs
    return min(len(left), len(right)) >= _SHORTEST_WITH_SLIP and OSA.distance(left, right) == 1


@lru_cache(maxsize=100_000)
def _is_form_of_address(office: str) -> bool:
    """Tell whether people are addressed by an office: not so an adviser to the President."""
    return not _ADDRESSED_BY_OFFICE.isdisjoint(split_name(office.partition(" to ")[0]))


@lru_cache(maxsize=100_000)
def _may_be_office(short: str, full: str) -> bool:
    """Tell whether a short office can be that full one; an empty office can be any."""
    if not short:
        return True
    mine, theirs = fold(short).text, fold(full).text
    shared = frozenset(split_name(mine)).intersection(split_name(theirs))
    ranks = [frozenset(_RANK.findall(office)) for office in (mine, theirs)]
    return ranks[0] == ranks[1] and bool(shared - _WORDS_OF_ANY_OFFICE)


def _days_to_nearest(day: dt.date, days: Sequence[dt.date]) -> int:
    """Count the days from `day` to the nearest of `days`, which are in order."""
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
    """List the offices of turns, which are in the order of days; each has its latest spelling."""
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
    """Tell whether two offices are the same but for case, a wrong letter or another spelling."""
    mine, theirs = fold(one).text, fold(other).text
    if mine == theirs:
        return True
    is_long = min(len(mine), len(theirs)) >= _SHORTEST_OFFICE_WITH_SLIP
    return is_long and OSA.distance(mine, theirs) == 1
