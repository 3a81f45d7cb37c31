"""Who speaks, kept up as turns come and go: only whom they may name is told apart anew.

Names that share no words, and are not in each other, never tell one person. So all names fall into
parts, mostly of one person each, and `people` tells of each part by itself what it would tell of
all of them.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from retrieval.people.identity import (
    Person,
    SpokenTurn,
    Words,
    is_same_name,
    people,
    read_name,
    split_name,
    turns_of_each,
)

# What a turn is told by: the words of its name, or all those of a label, which may have no name.
_Node = tuple[bool, Words]
_LABEL = True


@dataclass(frozen=True, slots=True, eq=False)
class _NameCluster:
    nodes: frozenset[_Node]
    people: tuple[Person, ...]


class Roster:
    """The people whom some turns name: those that `people` finds."""

    def __init__(self) -> None:
        self._turns: dict[_Node, Counter[SpokenTurn]] = defaultdict(Counter)
        self._near: dict[_Node, set[_Node]] = {}
        self._with_word: dict[str, set[Words]] = defaultdict(set)
        self._part: dict[_Node, _NameCluster] = {}

    def change(
        self, gone: Iterable[SpokenTurn], come: Iterable[SpokenTurn]
    ) -> tuple[list[Person], list[Person]]:
        """Take turns away and add others; tells who is no more as he was, and who is now."""
        touched = self._count(gone, -1) | self._count(come, 1)
        for node in touched:
            if not self._turns[node]:
                del self._turns[node]
                self._remove(node)
            elif node not in self._near:
                self._insert(node)
        return self._part_anew(touched)

    def _count(self, turns: Iterable[SpokenTurn], sign: int) -> set[_Node]:
        touched = set()
        for turn in turns:
            for one in turns_of_each(turn):
                for node in _nodes(one):
                    touched.add(node)
                    counted = self._turns[node]
                    counted[one] += sign
                    if not counted[one]:
                        del counted[one]
        return touched

    def _insert(self, node: _Node) -> None:
        is_label, words = node
        near = self._near[node] = set()
        if is_label:
            return
        for other in {one for word in words for one in self._with_word[word]}:
            if words < other or other < words or is_same_name(words, other):
                near.add((not _LABEL, other))
                self._near[not _LABEL, other].add(node)
        for word in words:
            self._with_word[word].add(words)

    def _remove(self, node: _Node) -> None:
        is_label, words = node
        for other in self._near.pop(node, ()):
            self._near[other].discard(node)
        for word in () if is_label else words:
            self._with_word[word].discard(words)

    def _part_anew(self, touched: set[_Node]) -> tuple[list[Person], list[Person]]:
        before = {self._part[node] for node in touched if node in self._part}
        made: list[_NameCluster] = []
        seen: set[_Node] = set()
        for node in touched.union(*(part.nodes for part in before)):
            if node in self._near and node not in seen:
                reached = self._reach(node)
                seen |= reached
                before |= {self._part[one] for one in reached if one in self._part}
                made.append(_NameCluster(reached, self._people(reached)))
        for part in before:
            for node in part.nodes:
                del self._part[node]
        for part in made:
            self._part |= dict.fromkeys(part.nodes, part)
        gone = [one for part in before for one in part.people]
        return gone, [one for part in made for one in part.people]

    def _reach(self, start: _Node) -> frozenset[_Node]:
        """All that hangs together with a node."""
        reached, ahead = {start}, [start]
        while ahead:
            node = ahead.pop()
            of_turns = (other for turn in self._turns[node] for other in _nodes(turn))
            further = self._near[node].union(of_turns) - reached
            reached |= further
            ahead += further
        return frozenset(reached)

    def _people(self, nodes: Iterable[_Node]) -> tuple[Person, ...]:
        turns: Counter[SpokenTurn] = Counter()
        for node in nodes:
            turns |= self._turns[node]
        return people(turns.elements())


def _nodes(turn: SpokenTurn) -> list[_Node]:
    name = read_name(turn.name, turn.role)
    nodes = [(not _LABEL, name.words)] if name.words else []
    if name.is_short:
        nodes.append((_LABEL, Words(split_name(turn.name))))
    return nodes
