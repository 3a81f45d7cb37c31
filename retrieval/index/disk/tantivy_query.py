"""A Query as tantivy asks it. No text of a question reaches a parser: it is built of terms only."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date

import tantivy

from retrieval.index.disk.naming import words_of
from retrieval.index.disk.schema import EVERY, FIELDS, WEIGHTS
from retrieval.index.engine import idf
from retrieval.index.ranking import insistence
from retrieval.model.query import Barred, Period, Query, Term, Voice
from retrieval.text.tokens import fold_words

_MUST, _SHOULD, _NOT = tantivy.Occur.Must, tantivy.Occur.Should, tantivy.Occur.MustNot


class Asker:
    """Builds what tantivy is asked, for one state of an index.

    `weigh` gives what a term weighs in all fields (`ranking.telling`); 0 for one that stands in no
    passage's words or context.
    """

    def __init__(
        self, schema: tantivy.Schema, searcher: tantivy.Searcher, weigh: Callable[[str], float]
    ) -> None:
        self._schema = schema
        self._searcher = searcher
        self._weigh = weigh
        self._documents = searcher.doc_freq(FIELDS.every, EVERY)

    def ask(self, query: Query) -> tantivy.Query | None:
        """The passages that a query wants, scored by its terms; None if there can be none."""
        scored = self._scored(query.terms)
        if scored is None and query.terms:
            return None
        filters = [*self._filters(query)]
        if scored is not None and not filters:
            return scored
        wanted = scored or tantivy.Query.const_score_query(tantivy.Query.all_query(), 0.0)
        return tantivy.Query.boolean_query([(_MUST, wanted), *filters])

    def ask_least(self, query: Query, weights: Mapping[Term, float]) -> tantivy.Query:
        """The passages that a query wants, by the weight of those terms that they may have.

        Whether the words of a name stand next to each other is not looked at.
        """
        has = [
            (_SHOULD, tantivy.Query.const_score_query(self._having(term), weight))
            for term, weight in weights.items()
        ]
        wanted = tantivy.Query.boolean_query(has) if has else tantivy.Query.all_query()
        return tantivy.Query.boolean_query([(_MUST, wanted), *self._filters(query)])

    def _having(self, term: Term) -> tantivy.Query:
        """The passages that have the words of one of a term's names in their words or context."""
        return _any(
            tantivy.Query.boolean_query(
                [
                    (_MUST, tantivy.Query.term_query(self._schema, field, word, "basic"))
                    for word in name
                ]
            )
            for name in term.names
            for field in ("words", "context")
        )

    def _scored(self, terms: Sequence[Term]) -> tantivy.Query | None:
        """The sum over the words of all terms; None where none is in the index.

        What several names of a term add up to beyond the best one is taken off in `naming.py`.
        """
        clauses: list[tantivy.Query] = []
        for term in terms:
            clauses += self._said_by(words_of(term.names), insistence(term.times))
        return _any(clauses) if clauses else None

    def _said_by(self, words: Mapping[str, int], factor: float) -> Iterator[tantivy.Query]:
        """Words in each field. Tantivy's own idf is taken out of their weight."""
        for word, times in words.items():
            weight = factor * times * self._weigh(word)
            for field, share in WEIGHTS.items():
                frequency = self._searcher.doc_freq(field, word) if weight else 0
                if frequency:
                    boost = factor * weight * share / idf(self._documents, frequency)
                    found = tantivy.Query.term_query(self._schema, field, word, "freq")
                    yield tantivy.Query.boost_query(found, boost)

    def _filters(self, query: Query) -> Iterator[tuple[tantivy.Occur, tantivy.Query]]:
        """The clauses that `engine.admits` is made of; none of them scores."""
        if query.period is not None and query.period != Period():
            yield _must(self._within(query.period))
        if query.voices:
            yield _must(_any(map(self._spoken_by, query.voices)))
        if query.askers:
            yield _must(_any(self._standing(FIELDS.asker, outlet) for outlet in query.askers))
        if query.releases:
            yield _must(self._one_of(FIELDS.release, sorted(query.releases)))
        if query.kinds:
            yield _must(self._one_of(FIELDS.kind, [kind.value for kind in query.kinds]))
        if query.labels:
            labels = [label.value for label in query.labels]
            yield _must(self._one_of(FIELDS.label, labels))
        for phrase in query.phrases:
            yield _must(self._standing(FIELDS.folded, phrase))
        for term in query.excluded:
            yield _NOT, self._saying(term)
        for bar in self._bars(query.barred):
            yield _NOT, bar

    def _bars(self, barred: Barred) -> Iterator[tantivy.Query]:
        yield from map(self._spoken_by, barred.voices)
        yield from (self._standing(FIELDS.asker, outlet) for outlet in barred.askers)
        yield from map(self._of_days, barred.periods)
        if barred.kinds:
            yield self._one_of(FIELDS.kind, [kind.value for kind in barred.kinds])
        if barred.labels:
            yield self._one_of(FIELDS.label, [label.value for label in barred.labels])

    def _within(self, period: Period) -> tantivy.Query:
        within = self._of_days(period)
        day = _number(period.since)
        if day is None or not period.is_day:
            return within
        return _any([within, tantivy.Query.term_query(self._schema, FIELDS.mentioned, day)])

    def _of_days(self, period: Period) -> tantivy.Query:
        since, until = _number(period.since), _number(period.until)
        return tantivy.Query.range_query(
            self._schema, FIELDS.day, tantivy.FieldType.Integer, since, until
        )

    def _spoken_by(self, voice: Voice) -> tantivy.Query:
        asked = ((FIELDS.speaker, voice.names), (FIELDS.role, voice.offices))
        limits = [self._one_of(field, sorted(found)) for field, found in asked if found]
        every = [(_MUST, limit) for limit in limits]
        return tantivy.Query.boolean_query(every) if every else tantivy.Query.all_query()

    def _one_of(self, field: str, values: Sequence[str]) -> tantivy.Query:
        return tantivy.Query.term_set_query(self._schema, field, values)

    def _standing(self, field: str, words: str) -> tantivy.Query:
        """Where folded words stand next to each other."""
        return self._in_a_row(field, fold_words(words).split())

    def _saying(self, term: Term) -> tantivy.Query:
        """The passages whose own words have a term by one of its names, or an exact phrase."""
        if not term.names:
            return self._standing(FIELDS.folded, term.word)
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
