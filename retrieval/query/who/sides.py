"""Countries as who speaks: "what did the Americans say", "by the US side".

All on record is said for the publisher's own country. For another one speak those who hold its
offices: the reviewed table has their names.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from retrieval.model.query import Name, Term
from retrieval.model.release import Span
from retrieval.query.who.common_names import ABOUT, SAYING, VIEWS
from retrieval.query.who.offices import find_seat, find_state, states_of
from retrieval.query.who.speakers import Way
from retrieval.query.words.aliases import name_of, read_table
from retrieval.text.tokens import Token

_AUXILIARIES = frozenset("did does do had has have".split())
_OFFICIALS = frozenset("government officials side".split())
_ADVERBS = frozenset("actually also ever exactly just really".split())
_REACTING = frozenset("agree agreed answer promise promised react reacted respond".split())
# What a government thinks is said for it: "how does Japan feel about", "is Tokyo worried about".
_THINKING = frozenset("believe care consider expect feel intend plan regard see view want".split())
_STATES_OF_MIND = frozenset(
    """
    afraid alarmed angry annoyed anxious bothered committed concerned confident disappointed glad
    happy hopeful interested nervous open opposed optimistic pleased ready satisfied unhappy
    uneasy willing worried
    """.split()
)
_BEING = frozenset("are is was were".split())
_BOTHERING = frozenset(
    "alarms angers annoys bothers concerns pleases troubles upsets worries".split()
)
_STANCES = VIEWS | frozenset("message messages policy stand statement statements".split())
_OF_WHAT = ABOUT | frozenset("of to toward towards".split())
_LONGEST = 3
# "The Chinese" is a people without a plural of its own.
_PEOPLE = ("ans", "ese", "ish", "french")
_BEHIND_A_SIDE = ABOUT | SAYING | _REACTING | VIEWS | frozenset("in then too".split())
_BEFORE_A_SIDE = frozenset("about also and but by from how just now only or then what".split())
# "Talks with the Japanese side", "aid for the Ukrainians": they are spoken to, or of.
_TOWARDS = frozenset("against among between for of on to with".split())


@dataclass(frozen=True, slots=True)
class Side:
    """A country that is spoken of as a side, and the tokens that name it; `is_own` if all is."""

    start: int
    end: int
    state: str
    is_own: bool


@dataclass(frozen=True, slots=True)
class SidesRead:
    """The terms of the sides that a question names, and the spans of what is read of them."""

    terms: tuple[Term, ...]
    spans: tuple[Span, ...]


def read_sides(question: str, tokens: Sequence[Token], publishers: Iterable[str]) -> SidesRead:
    """Read which countries speak; for the publisher's own all on record is said."""
    terms, spans = [], []
    for side in find_sides(tokens, publishers):
        span = span_of(side, tokens)
        term = None if side.is_own else _as_term(side, span.of(question))
        terms += [term] if term is not None else []
        spans += [span] if side.is_own or term is not None else []
    return SidesRead(tuple(terms), tuple(spans))


def find_sides(tokens: Sequence[Token], publishers: Iterable[str]) -> Iterator[Side]:
    """Find the countries that are sides, as subjects of saying or by name: "the US side".

    What is the publisher's own country's is told by no name: "Japan's position on the TPP".
    """
    words = tuple(token.folded for token in tokens)
    bare = tuple(word.removesuffix("'s") for word in words)
    own, names = states_of(publishers), [f" {name.strip()} " for name in publishers]
    at = 0
    while at < len(words):
        state, end = _state_at(words, at)
        start, last = at, end + (words[end : end + 1] in {(one,) for one in _OFFICIALS})
        at = max(end, at + 1)
        if not state:
            yield from _own_seat(words, bare, start, own)
            continue
        # "The White House" is a publisher's name.
        if end > start + 1 and any(f" {' '.join(words[start:end])} " in name for name in names):
            continue
        if state in own:
            if words[start].endswith("'s"):
                yield Side(start, end, state, is_own=True)
            elif words[last - 1] == "side" or _has_a_say(words, start, end):
                yield Side(start, last, state, is_own=True)
        elif _speaks(words, start, end) or _is_side(words, start, last):
            yield Side(start, last, state, is_own=False)


def _own_seat(words: Way, bare: Way, start: int, own: Collection[str]) -> Iterator[Side]:
    """Yield the publisher's own government by its seat, or by no name: "the government's view".

    `bare` are the words without possessive endings.
    """
    is_unnamed = words[start] == "government's"
    state, end = ("", start + 1) if is_unnamed else find_seat(bare, start)
    if not is_unnamed and state not in own:
        return
    is_stance = words[end - 1].endswith("'s") and words[end : end + 1] and words[end] in _STANCES
    if is_stance or (state and _has_a_say(words, start, end)):
        yield Side(start, end, state, is_own=True)


def _has_a_say(words: Sequence[str], start: int, end: int) -> bool:
    """Tell whether words are about what a country says or thinks, not about the country itself."""
    before, behind = words[start - 1] if start else "", words[end] if end < len(words) else ""
    is_of = before == "of" and start > 1 and words[start - 2] in _STANCES
    is_stance = behind in _STANCES and words[end + 1 : end + 2] and words[end + 1] in _OF_WHAT
    is_saying = behind == "government" and "saying" in words[end:]
    opens = behind in ABOUT and all(word in _BEFORE_A_SIDE for word in words[:start])
    is_bothered = before in _BOTHERING and behind in ABOUT
    minds = before in _BEING and behind in _STATES_OF_MIND
    return _speaks(words, start, end, SAYING | _REACTING | _THINKING) or any(
        (is_of, is_stance, is_saying, opens, is_bothered, minds)
    )


def _state_at(words: Sequence[str], at: int) -> tuple[str, int]:
    """Find the country at a word, or those of it; "Americans" are those of America."""
    state, end = find_state(tuple(words), at)
    if not state and words[at].endswith("'s"):
        state, end = find_state((words[at].removesuffix("'s"),), 0)
        return (state, at + 1) if state else ("", at)
    if state or not words[at].endswith("ans"):
        return state, end
    state, end = find_state((words[at][:-1],), 0)
    return (state, at + 1) if state else ("", at)


def _speaks(
    words: Sequence[str], start: int, end: int, verbs: Collection[str] = SAYING | _REACTING
) -> bool:
    """Tell whether a country is the subject of saying: "what did the U.S. government say"."""
    before = start - 1 - (start > 0 and words[start - 1] == "the")
    if before < 0 or words[before] not in _AUXILIARIES:
        return False
    behind = [*words[end : end + _LONGEST]]
    while behind and behind[0] in _OFFICIALS | _ADVERBS:
        behind.pop(0)
    return bool(behind) and behind[0] in verbs


def _is_side(words: Sequence[str], start: int, end: int) -> bool:
    """Tell whether words name a side: "the US side", "the Americans", "the American answer"."""
    behind = words[end] if end < len(words) else ""
    has_article = start > 0 and words[start - 1] == "the"
    before = words[start - 1 - has_article] if start > has_article else ""
    is_set_apart = before in _BEFORE_A_SIDE or not behind or behind in _BEHIND_A_SIDE
    if before in _TOWARDS or not is_set_apart:
        return False
    if words[end - 1] in _OFFICIALS:
        return words[end - 1] == "side" or behind in _BEHIND_A_SIDE
    is_people = words[end - 1].endswith(_PEOPLE) and (not behind or behind in _BEHIND_A_SIDE)
    return has_article and (is_people or behind in VIEWS)


def span_of(side: Side, tokens: Sequence[Token]) -> Span:
    """Return the span of the words that name a side."""
    return Span(tokens[side.start].span.start, tokens[side.end - 1].span.end)


def _as_term(side: Side, written: str) -> Term | None:
    """Make the term of a side: the names of who speaks for it; None if the table lacks it."""
    names = _spokesmen().get(side.state)
    if names is None:
        return None
    return Term(written, names, is_proper=True)


def with_sides(terms: Sequence[Term], sides: Sequence[Term], question: str) -> tuple[Term, ...]:
    """Add sides to the terms of a question, where the question writes them."""
    if not sides:
        return tuple(terms)
    written = question.casefold()
    return tuple(sorted((*terms, *sides), key=lambda one: written.find(one.word.casefold())))


@cache
def _spokesmen() -> Mapping[str, tuple[Name, ...]]:
    """Read who speaks for a country, by its folded usual name."""
    lines = (line.partition(" > ") for line in read_table()["sides"]["names"].splitlines())
    return {
        state.casefold(): tuple(map(name_of, said.split(", "))) for state, _, said in lines if said
    }
