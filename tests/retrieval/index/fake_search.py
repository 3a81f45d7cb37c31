"""Finds documents by the queries of a cluster: as nodes do, but by looking at each document.

It knows what the engine asks. Anything else, and what nodes would refuse, is an error.
"""

import math
from collections.abc import Callable, Mapping, Sequence
from functools import cmp_to_key
from typing import Any

Json = Mapping[str, Any]
# The score of a document; None for one that is not found.
Scoring = Callable[[Json], float | None]

_LONGEST_TOKEN = 255
_BOUNDS = {"gte": lambda value, bound: value >= bound, "lte": lambda value, bound: value <= bound}


class FakeSearch:
    """Some documents of an index, and what it was made with."""

    def __init__(self, made_with: Json, documents: Sequence[Json]) -> None:
        self._fields = made_with["mappings"]["properties"]
        self._similarity = made_with["settings"]["index"]["similarity"]["default"]
        assert self._similarity["type"] == "BM25"
        self._stored = documents

    def find(self, body: Json) -> list[dict[str, Any]]:
        """Find the documents that a body asks for."""
        asked = dict(body)
        is_found, size = self._query(asked.pop("query")), asked.pop("size")
        sort = [item for one in asked.pop("sort", [{"_score": "desc"}]) for item in one.items()]
        after, least = asked.pop("search_after", None), asked.pop("min_score", -math.inf)
        has_source = asked.pop("_source", True)
        assert asked.pop("track_total_hits", False) is False
        assert asked.pop("timeout", "1ms").endswith("ms")
        assert not asked, asked
        assert 0 < size <= 10_000
        scored = [(one, is_found(one["_source"])) for one in self._stored]
        hits = [
            {"_id": one["_id"], "sort": [self._value(one, score, name) for name, _ in sort]}
            | ({"_source": {"record": one["_source"]["record"]}} if has_source else {})
            for one, score in scored
            if score is not None and score >= least
        ]
        compare = _comparing([direction for _, direction in sort])
        hits.sort(key=cmp_to_key(lambda one, other: compare(one["sort"], other["sort"])))
        return [one for one in hits if after is None or compare(one["sort"], after) > 0][:size]

    def _value(self, one: Json, score: float, name: str) -> object:
        if name == "_score":
            return score
        assert self._fields[name].get("doc_values", True), f"{name} cannot be sorted by"
        assert self._fields[name]["type"] != "text", f"{name} cannot be sorted by"
        return one["_source"][name]

    def _query(self, query: Json) -> Scoring:  # noqa: C901, PLR0911 - a branch for each query
        [(kind, asked)] = query.items()
        match kind:
            case "match_none":
                return lambda _: None
            case "bool":
                return self._bool(**asked)
            case "constant_score":
                found, boost = self._query(asked["filter"]), asked["boost"]
                assert boost > 0
                return lambda one: None if found(one) is None else boost
            case "exists":
                return lambda one: self._having(bool(self._values(one, asked["field"])))
        [(name, wanted)] = asked.items()
        match kind:
            case "term" if isinstance(wanted, dict):
                return self._terms(name, [wanted["value"]], wanted["boost"])
            case "term":
                return lambda one: self._having(wanted in self._values(one, name))
            case "terms":
                assert self._fields[name]["type"] == "keyword"
                return lambda one: self._having(not {*wanted}.isdisjoint(self._values(one, name)))
            case "prefix":
                value = wanted["value"]
                return lambda one: self._having(
                    any(word.startswith(value) for word in self._values(one, name))
                )
            case "range":
                bounds = [(_BOUNDS[how], bound) for how, bound in wanted.items()]
                return lambda one: self._having(
                    any(
                        all(holds(value, bound) for holds, bound in bounds)
                        for value in self._values(one, name)
                    )
                )
            case "match":
                assert (wanted["operator"], wanted["analyzer"]) == ("and", "whitespace")
                return self._terms(name, _tokens(wanted["query"]), wanted["boost"])
            case "match_phrase":
                assert wanted["analyzer"] == "whitespace"
                assert self._fields[name]["index_options"] == "positions"
                words = _tokens(wanted["query"])
                return lambda one: self._having(_has_row(self._values(one, name), words))
        raise NotImplementedError(kind)

    def _bool(
        self,
        filter: Sequence[Json] = (),  # noqa: A002 - the cluster's name
        should: Sequence[Json] = (),
        must_not: Sequence[Json] = (),
        minimum_should_match: int = 0,
    ) -> Scoring:
        every, some, none = [
            [self._query(one) for one in queries] for queries in (filter, should, must_not)
        ]
        assert len(some) <= 1_024

        def score(one: Json) -> float | None:
            if any(found(one) is None for found in every) or any(
                found(one) is not None for found in none
            ):
                return None
            scores = [scored for found in some if (scored := found(one)) is not None]
            return sum(scores) if len(scores) >= minimum_should_match else None

        return score

    def _terms(self, name: str, words: Sequence[str], boost: float) -> Scoring:
        """Score texts that have all of some words, by BM25."""
        assert self._fields[name]["type"] == "text"
        k1, b = self._similarity["k1"], self._similarity["b"]
        texts = [text for one in self._stored if (text := self._values(one["_source"], name))]
        mean = sum(map(len, texts)) / max(len(texts), 1)
        idfs = {}
        for word in words:
            frequency = sum(word in text for text in texts)
            idfs[word] = math.log(1 + (len(texts) - frequency + 0.5) / (frequency + 0.5))

        def score(one: Json) -> float | None:
            text = self._values(one, name)
            counts = [text.count(word) for word in words]
            if not all(counts):
                return None
            norm = k1 * (1 - b + b * len(text) / mean)
            return boost * sum(
                idfs[word] * count * (k1 + 1) / (count + norm)
                for word, count in zip(words, counts, strict=True)
            )

        return score

    def _values(self, one: Json, name: str) -> Sequence[Any]:
        found, form = one.get(name, []), self._fields[name]
        if form["type"] == "text":
            assert form["analyzer"] == "whitespace"
            return _tokens(found or "")
        if form["type"] == "keyword":
            return [found] if isinstance(found, str) else found
        return [found] if isinstance(found, int) else found

    @staticmethod
    def _having(is_had: bool) -> float | None:
        return 0.0 if is_had else None


def unknown_fields(made_with: Json, source: Json) -> set[str]:
    """Name the fields of a document that an index of strict fields does not have."""
    mappings = made_with.get("mappings", {})
    return {*source} - {*mappings["properties"]} if mappings.get("dynamic") == "strict" else set()


def _tokens(text: str) -> list[str]:
    """Split at blanks, and words that are too long after so many units of UTF-16."""
    size = 2 * _LONGEST_TOKEN
    return [
        data[at : at + size].decode("utf-16-le", "surrogatepass")
        for data in (word.encode("utf-16-le") for word in text.split())
        for at in range(0, len(data), size)
    ]


def _has_row(words: Sequence[str], wanted: Sequence[str]) -> bool:
    return any(
        [*words[at : at + len(wanted)]] == [*wanted] for at in range(len(words) - len(wanted) + 1)
    )


def _comparing(directions: Sequence[str]) -> Callable[[Sequence[Any], Sequence[Any]], int]:
    assert {*directions} <= {"asc", "desc"}

    def compare(one: Sequence[Any], other: Sequence[Any]) -> int:
        for mine, theirs, direction in zip(one, other, directions, strict=True):
            if mine != theirs:
                return -1 if (mine < theirs) is (direction == "asc") else 1
        return 0

    return compare
