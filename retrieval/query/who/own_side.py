"""The publisher's own country as who speaks: all that is on record is said for it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from retrieval.model.release import Span
from retrieval.query.who.common_names import SAYING
from retrieval.query.who.offices import find_state, states_of
from retrieval.text.tokens import Token

_AUXILIARIES = frozenset("did does do has had have".split())
_SIDE = frozenset("government officials side".split())
_ADVERBS = frozenset("actually also ever exactly just really".split())
_LONGEST = 3


def find_own_side(tokens: Sequence[Token], publishers: Iterable[str]) -> Iterator[Span]:
    """Find the publisher's country as the subject of saying: "what did Japan say about"."""
    words = tuple(token.folded for token in tokens)
    if SAYING.isdisjoint(words) or _AUXILIARIES.isdisjoint(words):
        return
    own = states_of(publishers)
    for at, word in enumerate(words):
        start = at + 1 + (words[at + 1 : at + 2] == ("the",))
        if word not in _AUXILIARIES or start >= len(words):
            continue
        state, end = find_state(words, start)
        last = end
        behind = [*words[end : end + _LONGEST]]
        while behind and behind[0] in _SIDE | _ADVERBS:
            last += behind[0] in _SIDE
            behind.pop(0)
        if state in own and behind and behind[0] in SAYING:
            yield Span(tokens[start].span.start, tokens[last - 1].span.end)
