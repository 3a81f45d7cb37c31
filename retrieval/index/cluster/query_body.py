"""A Query -> a query of the cluster, as JSON made of terms: no text of a question is parsed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from retrieval.index.cluster.mapping import LONGEST_TOKEN
from retrieval.index.engine import idf
from retrieval.index.ranking import repetition_weight
from retrieval.index.stored.fields import FIELDS, WEIGHTS
from retrieval.index.stored.naming import words_of
from retrieval.model.query import Barred, Period, Query, Term, Voice
from retrieval.text.tokens import fold_words

Body = dict[str, Any]

# A cluster takes 1024 clauses; the lightest of more are left out of the search for candidates.
_MOST_CLAUSES = 800
_NOTHING: Body = {"match_none": {}}
# Only passages have a place; what is kept beside them has none.
_PASSAGES: Body = {"exists": {"field": FIELDS.at}}


class BodyBuilder:
    """Builds the cluster's queries, for one state of an index.

    `weigh` gives the weight of a term in all fields (`ranking.idf_weight`), 0 for a term that no
    passage has in its words or context. `frequency_in` counts the passages that have a term in a
    field, and those that have any term there.
    """

    def __init__(
        self,
        weigh: Callable[[str], float],
        frequency_in: Callable[[str, str], tuple[int, int]],
    ) -> None:
        self._weigh = weigh
        self._frequency_in = frequency_in

    def build(self, query: Query) -> Body | None:
        """Build the query for the passages that `query` admits, scored by its terms.

        None if no passage can be found.
        """
        scored = [*self._scored(query.terms)]
        if query.terms and not scored:
            return None
        return _narrowed(query, [clause for _, clause in _heaviest(scored)])

    def build_least_coverage(self, query: Query, weights: Mapping[Term, float]) -> Body:
        """Build the query for the passages that `query` admits, scored by the `weights` they cover.

        The words of a name count also where they are not next to each other.
        """
        has = [
            {"constant_score": {"filter": _having_words(term), "boost": weight}}
            for term, weight in weights.items()
            if weight > 0
        ]
        return _narrowed(query, has)

    def _scored(self, terms: Sequence[Term]) -> Iterator[tuple[float, Body]]:
        """Yield a clause for each word in each field, with its weight.

        The cluster's own idf is taken out: all fields of a word weigh by the same one. If a term
        has several names, the sum over all of them is too high; the score is computed anew.
        """
        for term in terms:
            factor = repetition_weight(term.times)
            for word, times in words_of(term.weighed_names).items():
                weight = factor * times * self._weigh(word)
                for field, share in WEIGHTS.items():
                    frequency, filled = self._frequency_in(field, word) if weight else (0, 0)
                    if frequency > 0:
                        boost = weight * share / idf(filled, frequency)
                        yield weight * share, _having(field, word, boost)


def _heaviest(clauses: list[tuple[float, Body]]) -> list[tuple[float, Body]]:
    if len(clauses) <= _MOST_CLAUSES:
        return clauses
    return sorted(clauses, key=lambda one: -one[0])[:_MOST_CLAUSES]


def _narrowed(query: Query, wanted: list[Body]) -> Body:
    """Match passages that have any of what is wanted, if anything is, and pass the filters."""
    body: Body = {"filter": [*_filters(query)] or ([] if wanted else [_PASSAGES])}
    if wanted:
        body |= {"should": wanted, "minimum_should_match": 1}
    if left_out := [*_left_out(query)]:
        body["must_not"] = left_out
        body["filter"].append(_PASSAGES)
    return {"bool": body}


def _having_words(term: Term) -> Body:
    """Match passages that have all words of one of a term's names, in words or context."""
    return _any(
        {"bool": {"filter": [_having(field, word) for word in name]}}
        for name, _ in term.weighed_names
        for field in (FIELDS.words, FIELDS.context)
    )


def _filters(query: Query) -> Iterator[Body]:
    """Yield the same filters as `engine.admits`; none of them adds to a score."""
    if query.period is not None:
        yield _within(query.period)
    if query.voices:
        yield _any(map(_spoken_by, query.voices))
    if query.askers or query.is_asked:
        yield _asked_by(query.askers)
    if query.releases:
        yield _one_of(FIELDS.release, query.releases)
    if query.kinds:
        yield _one_of(FIELDS.kind, [kind.value for kind in query.kinds])
    if query.labels:
        yield _one_of(FIELDS.label, [label.value for label in query.labels])
    for phrase in query.phrases:
        yield _phrase(FIELDS.folded, phrase)


def _left_out(query: Query) -> Iterator[Body]:
    yield from map(_having_term, query.excluded)
    barred: Barred = query.barred
    yield from map(_spoken_by, barred.voices)
    if barred.askers or barred.is_asked:
        yield _asked_by(() if barred.is_asked else barred.askers)
    yield from map(_of_days, barred.periods)
    if barred.kinds:
        yield _one_of(FIELDS.kind, [kind.value for kind in barred.kinds])
    if barred.labels:
        yield _one_of(FIELDS.label, [label.value for label in barred.labels])


def _within(period: Period) -> Body:
    if not period.admits_mentions:
        return _of_days(period)
    admitted = [_of_days(period), _of_days(period, FIELDS.mentioned)]
    if month := _number(period.whole_month):
        admitted.append({"term": {FIELDS.months: month}})
    return _any(admitted)


def _of_days(period: Period, field: str = FIELDS.day) -> Body:
    bounds = {"gte": _number(period.since), "lte": _number(period.until)}
    limits = {name: day for name, day in bounds.items() if day is not None}
    return {"range": {field: limits}} if limits else _PASSAGES


def _spoken_by(voice: Voice) -> Body:
    asked = ((FIELDS.speaker, voice.names), (FIELDS.role, voice.offices))
    limits = [_one_of(field, found) for field, found in asked if found]
    return {"bool": {"filter": limits or [_PASSAGES]}}


def _asked_by(outlets: Sequence[str]) -> Body:
    """Match answers to the questions of any of some outlets; without any, of anybody."""
    if outlets:
        return _any(_phrase(FIELDS.asker, outlet) for outlet in outlets)
    return {"prefix": {FIELDS.asker: {"value": ""}}}


def _one_of(field: str, values: Iterable[str]) -> Body:
    return {"terms": {field: sorted(values)}}


def _phrase(field: str, words: str) -> Body:
    """Match folded words that are next to each other."""
    return _in_a_row(field, fold_words(words).split())


def _having_term(term: Term) -> Body:
    """Match passages whose own words have one of a term's names, or its exact phrase."""
    if not term.names:
        return _phrase(FIELDS.folded, term.word)
    return _any(_in_a_row(FIELDS.words, name) for name in term.names)


def _in_a_row(field: str, words: Sequence[str]) -> Body:
    if not words:
        return _NOTHING
    if len(words) == 1:
        return _having(field, words[0])
    return {"match_phrase": {field: {"query": " ".join(words), "analyzer": "whitespace"}}}


def _having(field: str, word: str, boost: float = 1.0) -> Body:
    """Match passages that have a word in a field; one that the cluster splits by its parts."""
    if len(word.encode("utf-16-le")) // 2 > LONGEST_TOKEN:
        parts = {"query": word, "operator": "and", "analyzer": "whitespace", "boost": boost}
        return {"match": {field: parts}}
    return {"term": {field: {"value": word, "boost": boost}}}


def _any(bodies: Iterable[Body]) -> Body:
    return {"bool": {"should": [*bodies], "minimum_should_match": 1}}


def _number(day: date | None) -> int | None:
    return None if day is None else day.toordinal()
