"""Who speaks in the record: the ways to name them and their offices."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import NamedTuple

from retrieval.model.query import Voice
from retrieval.patterns import regex
from retrieval.people.identity import Person, SpokenTurn, short_forms_of, statement_order
from retrieval.people.roster import Roster
from retrieval.query.words.spelling import Spelling
from retrieval.text.dates import MONTHS
from retrieval.text.honorifics import HONORIFICS, SUFFIXES
from retrieval.text.multiset import Multiset
from retrieval.text.tokens import fold_words

# A way to say a name or an office: its folded words in order.
Way = tuple[str, ...]

SMALL_WORDS = frozenset("of for the to and".split())
# "Press Secretary" is not short for "Deputy Press Secretary".
_RANKS = frozenset(
    "acting assistant chief deputy former parliamentary prime principal senior state vice".split()
)
_SPOKES = ("spokesperson", "spokesman", "spokeswoman")
_SHORTEST_ACRONYM = 3
# "Al-Thani" is not called "Al".
_SHORTEST_PART = 3
# Who speaks so many times as often as another is meant by their surname.
_TIMES_AS_OFTEN = 10
_TURNED = regex(r" (?:of|for) ")


@lru_cache(maxsize=16_384)
def _folded(name: str) -> str:
    """Fold the words of a name or role; cached, as a record has each many times."""
    return fold_words(name)


@dataclass(frozen=True, slots=True)
class Speakers:
    """Voices by the ways to name a speaker or an office.

    `held` are the roles of each folded name, `words` the words of all names in order, `publishers`
    their names by folded name. `openings` are the lengths, in words, of the longest name and the
    longest office that begin with each word. `months` are the names that are months as well.
    """

    by_name: Mapping[Way, Voice] = field(default_factory=dict)
    by_office: Mapping[Way, Voice] = field(default_factory=dict)
    held: Mapping[str, frozenset[str]] = field(default_factory=dict)
    words: tuple[str, ...] = ()
    publishers: Mapping[str, str] = field(default_factory=dict)
    openings: Mapping[str, tuple[int, int]] = field(init=False, compare=False, repr=False)
    months: frozenset[str] = field(init=False, compare=False, repr=False)
    spelling: Spelling = field(init=False, compare=False, repr=False)

    def __post_init__(self) -> None:
        """Compute `openings` and `months`, and prepare looking up names by their spelling."""
        longest: dict[str, tuple[int, int]] = {}
        for way in self.by_name:
            name, office = longest.get(way[0], (0, 0))
            longest[way[0]] = max(name, len(way)), office
        for way in self.by_office:
            name, office = longest.get(way[0], (0, 0))
            longest[way[0]] = name, max(office, len(way))
        object.__setattr__(self, "openings", longest)
        months = frozenset(month for month in MONTHS if (month,) in self.by_name)
        object.__setattr__(self, "months", months)
        object.__setattr__(self, "spelling", Spelling(self.words))

    def in_office(self, voice: Voice, office: Voice) -> Voice:
        """Limit a voice to an office, if its speakers ever held that."""
        held = frozenset().union(*(self.held.get(name, frozenset()) for name in voice.names))
        offices = office.offices & held
        return Voice(voice.written, voice.names, offices, voice.name, is_misspelt=voice.is_misspelt)

    def roles_in(self, office: Way, country: Iterable[Way]) -> frozenset[str]:
        """Find the roles on record that name an office and, by one of its names, a country."""
        core = {word for word in office if word not in SMALL_WORDS}
        names = [f" {' '.join(name)} " for name in country]
        return frozenset(
            role
            for held in self.held.values()
            for role in held
            if core.issubset(role.split()) and any(name in role for name in names)
        )

    def find_publisher(self, written: str) -> Voice | None:
        """Find the publisher with this folded name or acronym; None if there is none."""
        for folded, name in self.publishers.items():
            initials = "".join(word[0] for word in folded.split())
            is_acronym = len(written) >= _SHORTEST_ACRONYM and initials.startswith(written)
            if is_acronym or _folded(written) in folded:
                return Voice(written, frozenset({folded}), name=name)
        return None


def make_outlets(askers: Iterable[str]) -> dict[Way, str]:
    """List the outlets and reporters of labels in either order, by their folded words."""
    parts = {part.strip() for asker in askers if "," in asker for part in asker.split(",")}
    return {tuple(_folded(part).split()): part for part in sorted(parts) if _folded(part).strip()}


class _NameWay(NamedTuple):
    """A way to say a name; `is_part`: with one part only of a surname of several."""

    words: Way
    is_part: bool = False


class Speaking:
    """The speakers of a record, kept up to date as turns are added and removed."""

    def __init__(self) -> None:
        self._roster = Roster()
        self._named: dict[_NameWay, set[Person]] = defaultdict(set)
        self._by_name: dict[Way, Voice] = {}
        self._joint = Multiset[str]()
        self._roles = Multiset[str]()
        self._by_office: Mapping[Way, Voice] = {}
        self._held = Multiset[tuple[str, str]]()
        self._held_by: dict[str, frozenset[str]] = {}
        self._words: tuple[str, ...] = ()

    def change(self, removed: Iterable[SpokenTurn], added: Iterable[SpokenTurn]) -> None:
        """Remove turns, and add others."""
        removed, added = list(removed), list(added)
        self._change_offices(removed, added)
        self._joint.change(
            (one.name for one in removed if " and " in one.name),
            (one.name for one in added if " and " in one.name),
        )
        self._change_names(self._change_people(*self._roster.change(removed, added)))

    def _change_people(self, removed: Iterable[Person], added: Iterable[Person]) -> set[Way]:
        touched = set()
        for person in removed:
            for way in _ways_of(person):
                touched.add(way.words)
                self._named[way].discard(person)
        for person in added:
            for way in _ways_of(person):
                touched.add(way.words)
                self._named[way].add(person)
        return touched

    def _change_names(self, touched: Iterable[Way]) -> None:
        joint_names = _joint_names_of(self._joint)
        is_other = False
        for way in touched:
            whole, part = _NameWay(way), _NameWay(way, is_part=True)
            # "Orlen" means Mr. Orlen, and Ms. Orlen-Vale only if nobody is called so.
            persons = _likeliest(self._named[whole] or self._named[part], way)
            is_other |= bool(persons) != (way in self._by_name)
            if persons:
                self._by_name[way] = _voice(persons, joint_names)
            else:
                self._by_name.pop(way, None)
            for one in (whole, part):
                if not self._named[one]:
                    del self._named[one]
        if is_other:
            self._words = tuple(sorted({word for way in self._by_name for word in way}))

    def _change_offices(self, removed: Sequence[SpokenTurn], added: Sequence[SpokenTurn]) -> None:
        if any(self._roles.change((one.role for one in removed), (one.role for one in added))):
            self._by_office = _by_office(filter(None, self._roles))
        changed = self._held.change(
            ((_folded(one.name), _folded(one.role)) for one in removed),
            ((_folded(one.name), _folded(one.role)) for one in added),
        )
        for name, role in changed.removed:
            self._held_by[name] -= {role}
            if not self._held_by[name]:
                del self._held_by[name]
        for name, role in changed.added:
            self._held_by[name] = self._held_by.get(name, frozenset()) | {role}

    def speakers(self, publishers: Iterable[str]) -> Speakers:
        """Return the speakers of the present turns."""
        names = {_folded(name): name for name in sorted(publishers)}
        return Speakers(
            by_name=dict(self._by_name) | _publisher_voices(names),
            by_office=self._by_office,
            held=dict(self._held_by),
            words=self._words,
            publishers=names,
        )


def _publisher_voices(names: Mapping[str, str]) -> dict[Way, Voice]:
    """Make voices of publishers with names of several words, by these, without an article."""
    voices = {}
    for folded, name in names.items():
        way = tuple(folded.split())
        way = way[way[:1] == ("the",) :]
        if len(way) > 1:
            voices[way] = Voice("", frozenset({folded}), name=name)
    return voices


def _joint_names_of(joint: Iterable[str]) -> dict[str, list[str]]:
    """Map each name within a joint name ("A and B") to the joint names that have it."""
    named: dict[str, list[str]] = defaultdict(list)
    for name in joint:
        for one in frozenset(name.split(" and ")):
            named[one].append(name)
    return named


def _likeliest(persons: Iterable[Person], way: Way) -> set[Person]:
    """Return whom a name means: by a surname alone, who speaks most under it and who is close."""
    most = max((person.statements for person in persons), default=0)
    return {
        person for person in persons if len(way) > 1 or person.statements * _TIMES_AS_OFTEN >= most
    }


def _voice(persons: Iterable[Person], joint_names: Mapping[str, Sequence[str]]) -> Voice:
    """Make one voice of all who share a name; who spoke most is named first."""
    in_order = sorted(persons, key=statement_order)
    spelt = [spelling for person in in_order for spelling in person.spellings]
    joint = [name for spelling in spelt for name in joint_names.get(spelling, ())]
    names = frozenset(map(_folded, (*spelt, *joint)))
    return Voice("", names, name=" or ".join(person.name for person in in_order))


def _ways_of(person: Person) -> set[_NameWay]:
    roles = frozenset(office.role for office in person.offices)
    return {way for spelling in person.spellings for way in _ways(spelling, roles)}


def _ways(spelling: str, roles: Iterable[str]) -> Iterator[_NameWay]:
    """Yield the family name, the full name in either order, and first given name with family.

    A family name of several parts is also called by one of them, and "O'Neil" is "Oneil", "O Neil".
    """
    of_offices = {word for role in roles for word in _folded(role).split()}
    apart = of_offices | HONORIFICS | SUFFIXES | SMALL_WORDS
    printed = [
        word
        for word in spelling.replace(",", " ").split()
        if len(word.strip(".")) > 1 and not apart.issuperset(_folded(word).split())
    ]
    if not printed:
        return
    capitals = [word for word in printed if word.isupper()]
    is_mixed = 0 < len(capitals) < len(printed)
    family = tuple(_folded(" ".join(capitals if is_mixed else printed[-1:])).split())
    given = tuple(
        _folded(
            " ".join(word for word in printed if word not in capitals)
            if is_mixed
            else " ".join(printed[:-1])
        ).split()
    )
    for family_way in _family_ways(family):
        yield _NameWay(family_way)
        if given:
            ways = (*given, *family_way), (*family_way, *given), (given[0], *family_way)
            yield from map(_NameWay, ways)
            yield from (_NameWay((one, *family_way)) for one in short_forms_of(given[0]))
    if len(family) > 1:
        parts = (part for part in family if len(part) >= _SHORTEST_PART)
        yield from (_NameWay((part,), is_part=True) for part in parts)


def _family_ways(family: Way) -> set[Way]:
    """Return the ways to write a family name: with its apostrophes, without, and parted there."""
    without = tuple(word.replace("'", "") for word in family)
    parted = tuple(part for word in family for part in word.split("'") if part)
    return {family, without, parted}


def _by_office(roles: Iterable[str]) -> dict[Way, Voice]:
    """Make voices by office: in full, with the head last, and shortened up to a rank."""
    meant: dict[Way, dict[frozenset[str], set[str]]] = defaultdict(lambda: defaultdict(set))
    for role in sorted(roles):
        base = _base(role)
        for way in _office_ways(role, base):
            meant[way][frozenset(base)].add(role)
    spokes = [way for way in meant if way[-1] in _SPOKES]
    for way in spokes:
        for other in _SPOKES:
            meant[(*way[:-1], other)] |= meant[way]
    if not spokes and ("press", "secretary") in meant:
        meant |= {(word,): meant["press", "secretary"] for word in _SPOKES}
    if ("foreign", "minister") in meant:
        meant["fm",] = meant["foreign", "minister"]
    return {way: _office(way, found) for way, found in meant.items() if _is_clear(way, found)}


def _base(role: str) -> Way:
    """Put the head of an office last: "Minister for Foreign Affairs" is a foreign minister."""
    bare = _folded(role.partition(",")[0]).strip()
    turned = _TURNED.search(bare)
    if turned:
        bare = f"{bare[turned.end() :]} {bare[: turned.start()]}"
    return tuple(word for word in bare.split() if word not in SMALL_WORDS | {"affairs"})


def _office_ways(role: str, base: Way) -> Iterator[Way]:
    full = tuple(
        word for word in _folded(role.partition(",")[0]).split() if word not in SMALL_WORDS
    )
    yield full
    for start in range(len(base)):
        if not _RANKS.intersection(base[:start]):
            yield base[start:]


def _is_clear(way: Way, found: Mapping[frozenset[str], set[str]]) -> bool:
    """Tell whether a way means one office: a single word only if no other office has it as head."""
    return bool(way) and (len(way) > 1 or len(found.keys() - {frozenset(way)}) <= 1)


def _office(way: Way, found: Mapping[frozenset[str], set[str]]) -> Voice:
    """Make the voice of the office with this very name, else of all offices that end in it."""
    exact = found.get(frozenset(way)) if len(way) > 1 else None
    roles = exact or {role for named in found.values() for role in named}
    shown = min(roles, key=lambda role: (len(role), role))
    return Voice("", offices=frozenset(map(_folded, roles)), name=f"the {shown}")
