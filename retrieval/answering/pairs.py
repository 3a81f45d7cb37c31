"""What a question joins has to stand together: two countries, a state and its office, whose act.

Of two countries that are only named in one paragraph nobody says that they met. So whatever answers
"the Japan-China summit" has to name both next to each other: "Japan-China", "China and Japan". And
who asks about the Chinese foreign minister means nobody else who is one, nor with "Hayashi's visit"
that of somebody else.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain, pairwise, product

from retrieval.model.query import Name, Query
from retrieval.model.release import Passage
from retrieval.query.who.lists import people_known
from retrieval.query.who.offices import HEADS, names_state, offices_of_states
from retrieval.text.folding import fold
from retrieval.text.stems import stem
from retrieval.text.termlist import contains_name

_MEETINGS = frozenset(
    """
    agreement call calls conference consultation consultations conversation dialogue meet meeting
    meetings met negotiation negotiations pact summit summits talk talks treaty visit 2+2
    """.split()
)
_JOINTS = ("-", "–", "/")
_ANDS = (" and ", " and the ")
# "Did Japan and Russia hold talks?"; "what did Japan and Russia say" asks of each.
_HELD = frozenset("had have held hold holding meet meeting met".split())
# "ROK Foreign Minister", "Minister for Foreign Affairs of the ROK".
_MOST_BETWEEN = 2
_DID = frozenset("did do does had has have will would".split())
_DIRT = ".,:;?!'\"()"


@dataclass(frozen=True, slots=True)
class MetPair:
    """Two that met, each by its names."""

    one: Sequence[Name]
    other: Sequence[Name]

    def is_in(self, passage: Passage) -> bool:
        """Tell whether a passage, or what stands above it, names both next to each other."""
        return any(
            contains_name(words, name)
            for words in (passage.words, passage.context)
            for one, other in product(self.one, self.other)
            for name in ((*one, *other), (*other, *one))
        )


@dataclass(frozen=True, slots=True)
class StateOffice:
    """The office of a state: the names of the state, and the head of the office ("minister")."""

    names: Sequence[Name]
    head: str

    def is_in(self, passage: Passage) -> bool:
        """Tell whether a passage, or what stands above it, has the office of the state."""
        return any(
            self._stands(tuple(words), name)
            for words in (passage.words, passage.context)
            if self.head in words
            for name in self.names
        )

    def _stands(self, words: Name, name: Name) -> bool:
        """Tell whether the office follows the state, as a rule, or precedes it: "of China"."""
        for at, _ in enumerate(words):
            end = at + len(name)
            if words[at:end] == name and self.head in (
                *words[end : end + _MOST_BETWEEN],
                *words[max(0, at - _MOST_BETWEEN - 1) : at],
            ):
                return True
        return False


@dataclass(frozen=True, slots=True)
class OwnAct:
    """What somebody did or has, by the stem of its word ("visit"), and all words of his names."""

    owner: frozenset[str]
    act: str

    def is_in(self, passage: Passage) -> bool:
        """Tell whether a passage does not say it of others only: "Blinken's visit"."""
        words = passage.folded.split()
        acts = [at for at, word in enumerate(words) if at and stem(word) == self.act]
        owners = [words[at - 1] for at in acts]
        return not owners or not all(map(self._is_another, owners))

    def _is_another(self, word: str) -> bool:
        named = word.removesuffix("'s")
        is_somebody = named != word and (names_state(named) or named in people_known())
        return is_somebody and stem(named) not in self.owner


def find_own_acts(query: Query) -> tuple[OwnAct, ...]:
    """Find whose visit or what somebody did is asked about: "Hayashi's visit", "did he attend"."""
    words = [word.strip(_DIRT) for word in fold(query.english).text.split()]
    words = [word for word in words if word != "own"]
    acts = {
        word.removesuffix("'s"): stem(behind)
        for before, (word, behind) in zip(("", *words), pairwise(words), strict=False)
        if word.endswith("'s") or before in _DID
    }
    last = (fold(term.word).text.removesuffix("'s").rpartition(" ")[2] for term in query.terms)
    return tuple(
        OwnAct(frozenset(chain(*term.names)), acts[name])
        for name, term in zip(last, query.terms, strict=True)
        if name in acts and (term.is_proper or term.is_named or name in people_known())
    )


def find_offices(query: Query) -> tuple[StateOffice, ...]:
    """Find the offices of states that a question names."""
    words = tuple(word.strip(_DIRT).removesuffix("'s") for word in fold(query.english).text.split())
    if HEADS.isdisjoint(words):
        return ()
    named = {fold(term.word).text.removesuffix("'s"): term.names for term in query.terms}
    return tuple(
        StateOffice(names, stem(head))
        for state, head in offices_of_states(words)
        if (names := named.get(" ".join(state)))
    )


def find_pairs(query: Query) -> tuple[MetPair, ...]:
    """Find those that a question joins, or names as the two "between" whom something is."""
    words = fold(query.english).text.split()
    may_meet = not _MEETINGS.isdisjoint(word.strip(_DIRT) for word in words)
    return tuple(
        MetPair(one.names, other.names)
        for one, other in pairwise(query.terms)
        if _is_joined(query.english, one.word, other.word, may_meet=may_meet)
        and names_state(one.word)
        and names_state(other.word)
    )


def _is_joined(question: str, one: str, other: str, *, may_meet: bool) -> bool:
    """Tell whether two names are joined, by a mark or behind "between".

    If they may have met, a blank joins them too, and "and" before what they did.
    """
    if any(f"{one}{joint}{other}" in question for joint in (*_JOINTS, *" " * may_meet)):
        return True
    for joint in _ANDS:
        before, found, behind = question.partition(f"{one}{joint}{other}")
        did = behind.split()[:1] if may_meet else []
        if found and (before.endswith("between ") or (did and _HELD.issuperset(did))):
            return True
    return False
