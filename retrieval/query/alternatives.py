"""Joins the terms of a question that are alternatives: "Taiwan OR China", "Russia or Iran"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from retrieval.model.query import Term
from retrieval.model.release import Span
from retrieval.patterns import regex
from retrieval.query.who.offices import names_state
from retrieval.query.words.aliases import Aliases
from retrieval.text.tokens import Token

# "About Russia or about the ROK", "the Quad mention or the TPP one".
_REPEATED = frozenset("a about an by for in mention mentions of on one ones the to with".split())

_OR_BETWEEN = regex(r"[\"”],? or [\"“]")
# Longer quotations are sought nearly as well, each by itself.
_MOST_QUOTED = 3


@dataclass(frozen=True, slots=True)
class Unit:
    """A term, and the first and last of the tokens that it was made of."""

    first: int
    last: int
    term: Term


def join_alternatives(
    question: str, tokens: Sequence[Token], units: Sequence[Unit], aliases: Aliases
) -> Iterator[Term]:
    """Yield the terms of units, which are in order; alternatives make one term.

    OR in capitals joins any two; a small "or" joins names, and so do commas in a list that ends in
    one.
    """
    chain: list[Unit] = []
    for unit, is_joined in zip(
        units, _Joiner(question, tokens, aliases).joined(units), strict=True
    ):
        if chain and not is_joined:
            yield _any_of(chain)
            chain = []
        chain.append(unit)
    if chain:
        yield _any_of(chain)


def either_quoted(question: str, quoted: Sequence[Span]) -> Iterator[Span]:
    """Find short quotations of which either is asked for: '"deep concern" or "grave concern"?'."""
    short = [span.of(question).count(" ") < _MOST_QUOTED for span in quoted]
    for at, (one, other) in enumerate(pairwise(quoted)):
        if all(short[at : at + 2]) and _OR_BETWEEN.fullmatch(question, one.end, other.start):
            yield from (one, other)


class _Joiner:
    def __init__(self, question: str, tokens: Sequence[Token], aliases: Aliases) -> None:
        self._question = question
        self._tokens = tokens
        self._aliases = aliases
        self._has_or = any(token.folded == "or" for token in tokens)
        self._has_cases = any(map(str.islower, question)) and not question.istitle()

    def joined(self, units: Sequence[Unit]) -> list[bool]:
        """Tell for each unit whether it is an alternative of the one before it."""
        joined = [False] * len(units)
        if not self._has_or:
            return joined
        for at in range(len(units) - 1, 0, -1):
            one, other = units[at - 1], units[at]
            gap = self._gap(one, other)
            between = self._tokens[one.last + 1 : other.first]
            if any(token.span.of(self._question) == "OR" for token in between):
                joined[at] = all(token.is_stop for token in between)
            elif gap in {"or", "and/or"} or (
                gap == "" and at + 1 < len(units) and joined[at + 1] and self._are_alike(one, other)
            ):
                joined[at] = self._is_name(one) and self._is_name(other)
            else:
                joined[at] = self._are_quoted(one, other)
        return joined

    def _are_quoted(self, one: Unit, other: Unit) -> bool:
        """Tell whether both are short quotations with a small "or" between."""
        start, end = self._tokens[one.last].span.end, self._tokens[other.first].span.start
        return _OR_BETWEEN.fullmatch(self._question, start, end) is not None

    def _gap(self, one: Unit, other: Unit) -> str:
        """Return what is between two units: empty for a comma alone, else without commas."""
        start, end = self._tokens[one.last].span.end, self._tokens[other.first].span.start
        between = self._question[start:end].casefold()
        words = [word for word in between.replace(",", " ").split() if word not in _REPEATED]
        return " ".join(words) if words or "," in between else between

    def _are_alike(self, one: Unit, other: Unit) -> bool:
        """Tell whether two are of one list: "who wanted the call, Tokyo or Washington" has two."""
        has_capital = [unit.term.word[:1].isupper() for unit in (one, other)]
        if self._has_cases and has_capital[0] != has_capital[1]:
            return False
        return names_state(one.term.word) == names_state(other.term.word)

    def _is_name(self, unit: Unit) -> bool:
        """Tell whether a unit is a name: the reviewed table has it, or it has a capital."""
        if any(name in self._aliases.groups for name in unit.term.names):
            return True
        return self._has_cases and unit.term.word[:1].isupper()


def _any_of(units: Sequence[Unit]) -> Term:
    terms = [unit.term for unit in units]
    if len(terms) == 1:
        return terms[0]
    names = tuple(dict.fromkeys(name for term in terms for name in term.names if name))
    near = tuple(dict.fromkeys(one for term in terms for one in term.near if one.name not in names))
    return Term(" OR ".join(term.word for term in terms), names, near)
