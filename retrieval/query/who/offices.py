"""Recognises offices, whoever holds them: "prime minister", "Russian foreign minister"."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cache

from retrieval.query.who.speakers import Way
from retrieval.query.words.aliases import read_table
from retrieval.text.folding import fold

# What an office is called by, whatever stands before.
HEADS = frozenset(
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
# Heads that alone are nobody's office in particular: "the minister" is whoever spoke.
_NOBODY_ALONE = frozenset("commissioner minister official secretary".split())
_SMALL = frozenset("of for and the".split())
_BECOMING = frozenset("appointed became become becomes becoming elected named".split())
_TAKING = frozenset("take taken takes taking took".split())
_OPENS = HEADS | _GENERALS | _BEFORE_A_HEAD | _BECOMING | _TAKING
_LONGEST = 8
_LONGEST_STATE = 5
_SECTIONS = ("countries", "organisations")
# Governments that are called by their seat.
_SEATS: Mapping[Way, str] = {
    ("white", "house"): "united states",
    ("downing", "street"): "united kingdom",
}


def names_an_office(words: Way) -> bool:
    """Tell whether an office, held or not, can be among words."""
    return not HEADS.isdisjoint(words) or "general" in words


def may_open_office(word: str) -> bool:
    """Tell whether an office, or taking one, can begin with a word."""
    return word in _OPENS


def may_open_state(word: str) -> bool:
    """Tell whether the name of a country or organisation can begin with a word."""
    return word in _opening_states()


def end_of_office(words: Way, at: int) -> int:
    """Find the end of an office that begins at a word, held or not; `at` if none begins there.

    "Prime minister", "secretary of state", "secretary general", "deputy defence minister".
    """
    limit = min(at + _LONGEST, len(words))
    for place in range(at, limit):
        is_general = words[place] in _GENERALS and words[place + 1 : place + 2] == ("general",)
        if is_general or words[place] in HEADS:
            return _end_of_field(words, place + 1 + is_general, limit)
        if words[place] not in _BEFORE_A_HEAD:
            break
    return at


def _end_of_field(words: Way, at: int, limit: int) -> int:
    """Find the end of "of state" or "for trade and industry"; `at` if no field follows."""
    if at >= limit or words[at] not in {"of", "for"}:
        return at
    end = at
    for place in range(at + 1, limit):
        if words[place] in _FIELDS:
            end = place + 1
        elif words[place] not in _SMALL:
            break
    return end


def offices_of_states(words: Way) -> Iterator[tuple[Way, str]]:
    """Yield each state whose office is named, and the head of the office: "Chinese", "minister".

    "The ROK foreign minister", "China's ambassador", "the Minister for Foreign Affairs of China".
    """
    for at in range(len(words)):
        state, end = find_state(words, at)
        office = words[end : end_of_office(words, end)] or _office_before(words, at)
        heads = [word for word in office if word in HEADS]
        if state and heads:
            yield words[at:end], heads[-1]


def _office_before(words: Way, state: int) -> Way:
    """Return the office before "of" or "of the" and a state; empty if there is none."""
    at = state - 1 if words[max(0, state - 1)] == "the" else state
    end = at - 1
    if end < 1 or words[end] != "of":
        return ()
    starts = range(max(0, end - _LONGEST), end)
    return next((words[one:end] for one in starts if end_of_office(words, one) == end), ())


def is_whoever(office: Way) -> bool:
    """Tell whether the words of an office mean no particular office."""
    return len(office) == 1 and office[0] in _NOBODY_ALONE


def end_of_becoming(words: Way, at: int) -> int:
    """Find the end of "become foreign minister" or "take office"; `at` if none begins there."""
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
    """Find the country or organisation that is named at a word, and the end of its name."""
    known = _states()
    for end in range(min(at + _LONGEST_STATE, len(words)), at, -1):
        state = known.get(words[at:end])
        if state is not None:
            return state, end
    return "", at


def find_seat(words: Way, at: int) -> tuple[str, int]:
    """Find the one country that a seat of a government stands for, and the end of the seat's name.

    "Tokyo" is Japan where it speaks, and else a place.
    """
    known = _seats()
    for end in range(min(at + _LONGEST_STATE, len(words)), at, -1):
        state = known.get(words[at:end])
        if state is not None:
            return state, end
    return "", at


def states_of(publishers: Iterable[str]) -> frozenset[str]:
    """Find the countries and organisations in the folded names of publishers."""
    found = set()
    for publisher in publishers:
        words = tuple(publisher.split())
        found |= {find_state(words, at)[0] for at in range(len(words))}
    return frozenset(found - {""})


def names_of(state: str) -> Iterable[Way]:
    """Return all names of a country or organisation, folded."""
    return (way for way, other in _states().items() if other == state)


def names_state(written: str) -> bool:
    """Tell whether words are the name of a country or organisation: "U.S.", "Ukraine's"."""
    way = _way(written.removesuffix("'s").removesuffix("’s"))
    return bool(way) and find_state(way, 0)[1] == len(way)


def is_country(name: Way) -> bool:
    """Tell whether folded words are a name of a country."""
    return name in _ways_by_section()["countries"]


@cache
def _states() -> Mapping[Way, str]:
    """Map each name of a country or organisation in the reviewed table to its usual name."""
    known: dict[Way, str] = {**_SEATS}
    for ways in _ways_by_section().values():
        known |= ways
    return known


@cache
def _seats() -> Mapping[Way, str]:
    """Map the seats of the reviewed table to the usual name of the country that they stand for."""
    known: dict[Way, str] = {}
    for line in read_table()["seats"]["names"].splitlines():
        seat, _, names = line.partition(" > ")
        states = {find_state(_way(name), 0)[0] for name in names.split(", ")}
        if len(states) == 1 and (state := states.pop()):
            known[_way(seat)] = state
    return known


@cache
def _ways_by_section() -> Mapping[str, Mapping[Way, str]]:
    """Map the names in each section of the reviewed table to the usual name."""
    found: dict[str, dict[Way, str]] = {}
    for section in _SECTIONS:
        known = found.setdefault(section, {})
        for line in read_table()["names"][section].splitlines():
            ways = [_way(name) for name in line.split(", ") if name]
            known |= {way: " ".join(ways[0]) for way in ways}
    return found


@cache
def _opening_states() -> frozenset[str]:
    return frozenset(way[0] for way in _states() if way)


def _way(name: str) -> Way:
    return tuple(fold(name).text.replace("-", " ").replace(".", "").split())
