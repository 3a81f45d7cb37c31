"""The people who speak, updated as turns are added and removed.

Only the people whom a change may concern are identified again. Two names that share no word never
mean the same person, so the names fall into clusters, mostly of one person each; `find_people`
finds in each cluster what it would find in all turns together.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from retrieval.people.identity import (
    Person,
    SpokenTurn,
    Words,
    find_people,
    is_same_name,
    read_name,
    split_joint_turn,
    split_name,
)

# What connects turns: the words of a name, or all words of a label, which may contain no name.
_Node = tuple[bool, Words]
_LABEL = True


@dataclass(frozen=True, slots=True, eq=False)
class _NameCluster:
    nodes: frozenset[_Node]
    people: tuple[Person, ...]


class Roster:
    """The people whom some turns name, as `find_people` finds them."""

    def __init__(self) -> None:
        self._turns: dict[_Node, Counter[SpokenTurn]] = defaultdict(Counter)
        self._near: dict[_Node, set[_Node]] = {}
        self._with_word: dict[str, set[Words]] = defaultdict(set)
        self._clusters: dict[_Node, _NameCluster] = {}

    def change(
        self, removed: Iterable[SpokenTurn], added: Iterable[SpokenTurn]
    ) -> tuple[list[Person], list[Person]]:
        """Remove some turns and add others.

        Returns:
            The people who have changed: as they were before, and as they are now.
        """
        touched = self._count(removed, -1) | self._count(added, 1)
        for node in touched:
            if not self._turns[node]:
                del self._turns[node]
                self._remove(node)
            elif node not in self._near:
                self._insert(node)
        return self._recluster(touched)

    def _count(self, turns: Iterable[SpokenTurn], sign: int) -> set[_Node]:
        touched = set()
        for turn in turns:
            for single in split_joint_turn(turn):
                for node in _nodes(single):
                    touched.add(node)
                    counted = self._turns[node]
                    counted[single] += sign
                    if not counted[single]:
                        del counted[single]
        return touched

    def _insert(self, node: _Node) -> None:
        is_label, words = node
        near = self._near[node] = set()
        if is_label:
            return
        for other in {name for word in words for name in self._with_word[word]}:
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

    def _recluster(self, touched: set[_Node]) -> tuple[list[Person], list[Person]]:
        before = {self._clusters[node] for node in touched if node in self._clusters}
        made: list[_NameCluster] = []
        visited: set[_Node] = set()
        for node in touched.union(*(cluster.nodes for cluster in before)):
            if node in self._near and node not in visited:
                reached = self._connected(node)
                visited |= reached
                before |= {self._clusters[other] for other in reached if other in self._clusters}
                made.append(_NameCluster(reached, self._people(reached)))
        for cluster in before:
            for node in cluster.nodes:
                del self._clusters[node]
        for cluster in made:
            self._clusters |= dict.fromkeys(cluster.nodes, cluster)
        people_before = [person for cluster in before for person in cluster.people]
        return people_before, [person for cluster in made for person in cluster.people]

    def _connected(self, start: _Node) -> frozenset[_Node]:
        """Return all nodes that are connected with `start`, itself included."""
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
        return find_people(turns.elements())


def _nodes(turn: SpokenTurn) -> list[_Node]:
    name = read_name(turn.name, turn.role)
    nodes = [(not _LABEL, name.words)] if name.words else []
    if name.is_short:
        nodes.append((_LABEL, Words(split_name(turn.name))))
    return nodes
