"""A Query -> a query of tantivy. It is built from terms: no text of a question is ever parsed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date

import tantivy

from retrieval.index.disk.schema import EVERY, EVERY_FIELD
from retrieval.index.engine import idf
from retrieval.index.ranking import repetition_weight
from retrieval.index.stored.fields import FIELDS, WEIGHTS
from retrieval.index.stored.naming import words_of
from retrieval.model.query import Barred, Period, Query, Term, Voice
from retrieval.text.tokens import fold_words

_MUST, _SHOULD, _NOT = tantivy.Occur.Must, tantivy.Occur.Should, tantivy.Occur.MustNot


class QueryBuilder:
    """Builds tantivy's queries, for one state of an index.

    `weigh` gives the weight of a term in all fields (`ranking.idf_weight`), 0 for a term that no
    passage has in its words or context.
    """

    def __init__(
        self, schema: tantivy.Schema, searcher: tantivy.Searcher, weigh: Callable[[str], float]
    ) -> None:
        self._schema = schema
        self._searcher = searcher
        self._weigh = weigh
        self._documents = searcher.doc_freq(EVERY_FIELD, EVERY)

    def build(self, query: Query) -> tantivy.Query | None:
        """Build the query for the passages that `query` admits, scored by its terms.

        None if no passage can be found.
        """
        scored = self._scored(query.terms)
        if scored is None and query.terms:
            return None
        filters = [*self._filters(query)]
        if scored is not None and not filters:
            return scored
        wanted = scored or tantivy.Query.const_score_query(tantivy.Query.all_query(), 0.0)
        return tantivy.Query.boolean_query([(_MUST, wanted), *filters])

    def build_least_coverage(self, query: Query, weights: Mapping[Term, float]) -> tantivy.Query:
        """Build the query for the passages that `query` admits, scored by the `weights` they cover.

        The words of a name count also where they are not next to each other.
        """
        has = [
            (_SHOULD, tantivy.Query.const_score_query(self._having_words(term), weight))
            for term, weight in weights.items()
        ]
        wanted = tantivy.Query.boolean_query(has) if has else tantivy.Query.all_query()
        return tantivy.Query.boolean_query([(_MUST, wanted), *self._filters(query)])

    def _having_words(self, term: Term) -> tantivy.Query:
        """Match passages that have all words of one of a term's names, in words or context."""
        return _any(
            tantivy.Query.boolean_query(
                [
                    (_MUST, tantivy.Query.term_query(self._schema, field, word, "basic"))
                    for word in name
                ]
            )
            for name, _ in term.weighed_names
            for field in ("words", "context")
        )

    def _scored(self, terms: Sequence[Term]) -> tantivy.Query | None:
        """Score the sum over the words of all terms; None if none of them is in the index.

        If a term has several names, `naming.py` subtracts what exceeds the best of them.
        """
        clauses: list[tantivy.Query] = []
        for term in terms:
            words = words_of(term.weighed_names)
            clauses += self._word_queries(words, repetition_weight(term.times))
        return _any(clauses) if clauses else None

    def _word_queries(self, words: Mapping[str, float], factor: float) -> Iterator[tantivy.Query]:
        """Yield a query for each word in each field; its weight is divided by tantivy's own idf."""
        for word, times in words.items():
            weight = factor * times * self._weigh(word)
            for field, share in WEIGHTS.items():
                frequency = self._searcher.doc_freq(field, word) if weight else 0
                if frequency:
                    boost = weight * share / idf(self._documents, frequency)
                    found = tantivy.Query.term_query(self._schema, field, word, "freq")
                    yield tantivy.Query.boost_query(found, boost)

    def _filters(self, query: Query) -> Iterator[tuple[tantivy.Occur, tantivy.Query]]:
        """Yield the same filters as `engine.admits`; none of them adds to a score."""
        if query.period is not None:
            yield _must(self._within(query.period))
        if query.voices:
            yield _must(_any(map(self._spoken_by, query.voices)))
        if query.askers or query.is_asked:
            yield _must(self._asked_by(query.askers))
        if query.releases:
            yield _must(self._one_of(FIELDS.release, sorted(query.releases)))
        if query.kinds:
            yield _must(self._one_of(FIELDS.kind, [kind.value for kind in query.kinds]))
        if query.labels:
            labels = [label.value for label in query.labels]
            yield _must(self._one_of(FIELDS.label, labels))
        for phrase in query.phrases:
            yield _must(self._phrase(FIELDS.folded, phrase))
        for term in query.excluded:
            yield _NOT, self._having_term(term)
        for bar in self._bars(query.barred):
            yield _NOT, bar

    def _bars(self, barred: Barred) -> Iterator[tantivy.Query]:
        yield from map(self._spoken_by, barred.voices)
        if barred.askers or barred.is_asked:
            yield self._asked_by(() if barred.is_asked else barred.askers)
        yield from map(self._of_days, barred.periods)
        if barred.kinds:
            yield self._one_of(FIELDS.kind, [kind.value for kind in barred.kinds])
        if barred.labels:
            yield self._one_of(FIELDS.label, [label.value for label in barred.labels])

    def _within(self, period: Period) -> tantivy.Query:
        if not period.admits_mentions:
            return self._of_days(period)
        admitted = [self._of_days(period), self._of_days(period, FIELDS.mentioned)]
        if month := _number(period.whole_month):
            admitted.append(tantivy.Query.term_query(self._schema, FIELDS.months, month))
        return _any(admitted)

    def _of_days(self, period: Period, field: str = FIELDS.day) -> tantivy.Query:
        since, until = _number(period.since), _number(period.until)
        if since is None and until is None:
            return tantivy.Query.all_query()
        return tantivy.Query.range_query(
            self._schema, field, tantivy.FieldType.Integer, since, until
        )

    def _asked_by(self, outlets: Sequence[str]) -> tantivy.Query:
        """Match answers to the questions of any of some outlets; without any, of anybody."""
        if outlets:
            return _any(self._phrase(FIELDS.asker, outlet) for outlet in outlets)
        # Few labels stand before questions.
        return tantivy.Query.regex_query(self._schema, FIELDS.asker, ".+")

    def _spoken_by(self, voice: Voice) -> tantivy.Query:
        asked = ((FIELDS.speaker, voice.names), (FIELDS.role, voice.offices))
        limits = [self._one_of(field, sorted(found)) for field, found in asked if found]
        every = [(_MUST, limit) for limit in limits]
        return tantivy.Query.boolean_query(every) if every else tantivy.Query.all_query()

    def _one_of(self, field: str, values: Sequence[str]) -> tantivy.Query:
        return tantivy.Query.term_set_query(self._schema, field, values)

    def _phrase(self, field: str, words: str) -> tantivy.Query:
        """Match folded words that are next to each other."""
        return self._in_a_row(field, fold_words(words).split())

    def _having_term(self, term: Term) -> tantivy.Query:
        """Match passages whose own words have one of a term's names, or its exact phrase."""
        if not term.names:
            return self._phrase(FIELDS.folded, term.word)
        return _any(self._in_a_row(FIELDS.words, name) for name in term.names)

    def _in_a_row(self, field: str, words: Sequence[str]) -> tantivy.Query:
        if len(words) > 1:  # the library ends in a panic over a phrase of one word
            return tantivy.Query.phrase_query(self._schema, field, list(words))
        if words:
            return tantivy.Query.term_query(self._schema, field, words[0], "basic")
        return tantivy.Query.empty_query()


def _number(day: date | None) -> int | None:
    return None if day is None else day.toordinal()


def _any(queries: Iterable[tantivy.Query]) -> tantivy.Query:
    return tantivy.Query.boolean_query([(_SHOULD, query) for query in queries])


def _must(query: tantivy.Query) -> tuple[tantivy.Occur, tantivy.Query]:
    return _MUST, tantivy.Query.const_score_query(query, 0.0)
