"""Offices as they are said, whoever holds them: "prime minister", "Russian foreign minister"."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache

from retrieval.query.who.speakers import Way
from retrieval.query.words.aliases import read_table
from retrieval.text.folding import fold

_HEADS = frozenset(
    """
    adviser advisor ambassador chairman chairwoman chancellor commissioner emperor envoy governor
    mayor minister pope premier president secretary spokesman spokesperson spokeswoman
    """.split()
)
_RANKS = frozenset(
    """
    acting assistant attorney cabinet chief consul deputy director executive former parliamentary
    press prime principal senior special state under vice
    """.split()
)
_FIELDS = frozenset(
    """
    affairs agriculture communications culture defence defense development digital economic economy
    education energy environment finance fisheries foreign health home homeland industry interior
    justice labor labour national security state tourism trade transport transportation treasury
    """.split()
)
# "The ministry's spokesman", "the State Department spokesman".
_HOUSES = frozenset("department government military ministry".split())
_BEFORE_A_HEAD = _RANKS | _FIELDS | _HOUSES
_GENERALS = frozenset("attorney consul director secretary".split())
# Heads that alone are no office of somebody in particular: "the minister" is whoever spoke.
_NOBODY_ALONE = frozenset("commissioner minister official secretary".split())
_SMALL = frozenset("of for and the".split())
_BECOMING = frozenset("appointed became become becomes becoming elected named".split())
_TAKING = frozenset("take taken takes taking took".split())
_OPENS = _HEADS | _GENERALS | _BEFORE_A_HEAD | _BECOMING | _TAKING
_LONGEST = 8
_LONGEST_STATE = 5
_SECTIONS = ("countries", "organisations")
# Governments that are called by their seat.
_SEATS: Mapping[Way, str] = {
    ("white", "house"): "united states",
    ("downing", "street"): "united kingdom",
}


def names_an_office(words: Way) -> bool:
    """Whether an office, held or not, can be among words."""
    return not _HEADS.isdisjoint(words) or "general" in words


def may_open_office(word: str) -> bool:
    """Whether an office, or somebody's becoming one, can begin with a word."""
    return word in _OPENS


def may_open_state(word: str) -> bool:
    """Whether the name of a country or organisation can begin with a word."""
    return word in _opening_states()


def end_of_office(words: Way, at: int) -> int:
    """Where an office that begins at a word ends, held or not; `at` where none begins.

    "Prime minister", "secretary of state", "secretary general", "deputy defence minister".
    """
    limit = min(at + _LONGEST, len(words))
    for place in range(at, limit):
        is_general = words[place] in _GENERALS and words[place + 1 : place + 2] == ("general",)
        if is_general or words[place] in _HEADS:
            return _end_of_field(words, place + 1 + is_general, limit)
        if words[place] not in _BEFORE_A_HEAD:
            break
    return at


def _end_of_field(words: Way, at: int, limit: int) -> int:
    """Where "of state" or "for trade and industry" ends, if a field follows at all."""
    if at >= limit or words[at] not in {"of", "for"}:
        return at
    end = at
    for place in range(at + 1, limit):
        if words[place] in _FIELDS:
            end = place + 1
        elif words[place] not in _SMALL:
            break
    return end


def is_whoever(office: Way) -> bool:
    """Whether the words of an office are no office in particular."""
    return len(office) == 1 and office[0] in _NOBODY_ALONE


def end_of_becoming(words: Way, at: int) -> int:
    """Where "become foreign minister" or "take office" ends, if it begins at a word; else `at`."""
    if words[at] in _TAKING and words[at + 1 : at + 2] == ("office",):
        return at + 2
    if words[at] not in _BECOMING:
        return at
    start = at + 1
    while start < len(words) and words[start] in {"as", "the", "a", "an"}:
        start += 1
    end = end_of_office(words, start)
    return end if end > start else at


def find_state(words: Way, at: int) -> tuple[str, int]:
    """The country or organisation that is named from a word on, and where its name ends."""
    known = _states()
    for end in range(min(at + _LONGEST_STATE, len(words)), at, -1):
        state = known.get(words[at:end])
        if state is not None:
            return state, end
    return "", at


def states_of(publishers: Iterable[str]) -> frozenset[str]:
    """The countries, and organisations, that publishers of these folded names are of."""
    found = set()
    for publisher in publishers:
        words = tuple(publisher.split())
        found |= {find_state(words, at)[0] for at in range(len(words))}
    return frozenset(found - {""})


def names_of(state: str) -> Iterable[Way]:
    """All names of a country or organisation, folded."""
    return (way for way, other in _states().items() if other == state)


@cache
def _states() -> Mapping[Way, str]:
    """The usual name for each name of the reviewed table's countries and organisations."""
    known: dict[Way, str] = {**_SEATS}
    for section in _SECTIONS:
        for line in read_table()["names"][section].splitlines():
            ways = [_way(name) for name in line.split(", ") if name]
            known |= {way: " ".join(ways[0]) for way in ways}
    return known


@cache
def _opening_states() -> frozenset[str]:
    return frozenset(way[0] for way in _states() if way)


def _way(name: str) -> Way:
    return tuple(fold(name).text.replace("-", " ").replace(".", "").split())
