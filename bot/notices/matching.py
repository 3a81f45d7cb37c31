"""Which subscriptions a release answers.

A question matches if the release has a statement that would answer it: by the same rules as in
`retrieval/answering`, over the passages of this release alone. A sentence that is followed matches
if the release words it otherwise than before, or is about the same without it: that the record has
to tell.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property

from bot.notices import compact_sentence
from bot.notices.compact_query import (
    CompactQuery,
    compact,
    from_json,
    to_json,
    understand_compactly,
)
from bot.store.chats.subscriptions import SubscriptionKind
from retrieval.answering.deciding import Decider, needed_share
from retrieval.answering.sought import find_quoted
from retrieval.answering.term_weights import WeightedTerm, is_unknown_name
from retrieval.index.coverage import PassageSet
from retrieval.index.engine import Engine, admits
from retrieval.index.passages import passages
from retrieval.model.query import Query
from retrieval.model.release import Release
from retrieval.query.lexicon import Lexicon
from retrieval.query.standing import read_followed, understand_in_turn
from retrieval.text.tokens import terms
from retrieval.wording.sketching import formulas, keys_of

# At most this many questions are understood again for one release, besides new ones: that takes
# some seconds.
_MAX_RENEWED = 2_000


@dataclass(frozen=True, slots=True)
class StandingQuery:
    """A subscription to a query, speaker or sentence: its words, since when, and its compact form.

    That is `understood`, as JSON; None if it is not known yet.
    """

    id: int
    words: str
    created_at: datetime
    understood: str | None
    kind: str = SubscriptionKind.QUERY

    @property
    def sentence(self) -> str:
        """The sentence that it follows; empty for a question."""
        return read_followed(self.words) if self.kind == SubscriptionKind.SENTENCE else ""


@dataclass(slots=True)
class MatchResult:
    """The ids of the subscriptions that match, and those that only the record can decide.

    The latter are `undecided`, each with its query, or with the sentence that it follows.
    `newly_understood` maps ids of subscriptions to compact queries, as JSON to store; None is a
    sentence whose compact form is out of date. `faults` maps those that could not be matched to
    what was raised.
    """

    matched: list[int] = field(default_factory=list)
    undecided: list[tuple[int, Query | str]] = field(default_factory=list)
    newly_understood: dict[int, str | None] = field(default_factory=dict)
    faults: dict[int, Exception] = field(default_factory=dict)


class Matcher:
    """Matches one release to subscriptions, and keeps what several subscriptions need."""

    def __init__(self, release: Release, engine: Engine, lexicon: Lexicon, today: date) -> None:
        self._release = release
        self._passages = passages(release)
        self._engine = engine
        self._lexicon = lexicon
        self._today = today
        self._renewed = 0
        self._passage_set = PassageSet(self._passages)
        # Of terms, the weight, whether they are on record, and which passages have them.
        self._weights: dict[WeightedTerm, tuple[float, bool, int]] = {}
        # Many subscribe to the same question.
        self._decisions: dict[tuple[str, date], bool | Query] = {}

    def match(self, standing: Iterable[StandingQuery]) -> MatchResult:
        """Match the release to subscriptions."""
        result = MatchResult()
        for subscription in standing:
            try:
                self._match(subscription, result)
            except Exception as fault:  # noqa: BLE001 - an edge: one question must not stop all
                result.faults[subscription.id] = fault
        return result

    def _match(self, subscription: StandingQuery, result: MatchResult) -> None:
        if sentence := subscription.sentence:
            self._match_sentence(subscription, sentence, result)
            return
        since = subscription.created_at.date()
        query, is_new = self._understand(subscription, since)
        if is_new:
            result.newly_understood[subscription.id] = to_json(query)
        if not self._may_answer(query):
            return
        decision = self._decide(subscription.words, since)
        if decision is True:
            result.matched.append(subscription.id)
        elif decision:
            result.undecided.append((subscription.id, decision))

    def _match_sentence(
        self, subscription: StandingQuery, sentence: str, result: MatchResult
    ) -> None:
        stored = compact_sentence.from_json(subscription.understood or "")
        if subscription.understood is not None and (
            stored is None or not stored.is_fresh(self._today)
        ):
            result.newly_understood[subscription.id] = None
        if stored is None or stored.may_concern(self._keys, self._title):
            result.undecided.append((subscription.id, sentence))

    @cached_property
    def _keys(self) -> frozenset[int]:
        """The keys of all its sentences."""
        read = (reading for _, _, reading in formulas(self._release))
        return frozenset(key for one in read for key in keys_of(one.words) if key)

    @cached_property
    def _title(self) -> frozenset[str]:
        return frozenset(terms(self._release.title))

    def _understand(self, subscription: StandingQuery, since: date) -> tuple[CompactQuery, bool]:
        if subscription.understood is not None:
            stored = from_json(subscription.understood)
            if stored and (stored.is_fresh(self._today) or self._renewed >= _MAX_RENEWED):
                return stored, False
            self._renewed += 1
        return understand_compactly(subscription.words, since, self._today, self._lexicon), True

    def _may_answer(self, query: CompactQuery) -> bool:
        """Tell whether a passage may answer: it has enough of it, and its names are on record."""
        if not query.is_question:
            return False
        weighed = []
        for term in query.terms:
            weight, is_known, having = self._weigh(term.term)
            if term.is_proper and not is_known:
                return False
            if term.is_weighed:
                weighed.append((weight, having))
        return self._passage_set.covers(weighed, needed_share(len(weighed), self._engine.size))

    def _weigh(self, term: WeightedTerm) -> tuple[float, bool, int]:
        """Return a term's weight, whether it is on record, and the passages that have it."""
        if term not in self._weights:
            names = [*term.names, *(name for name, _ in term.near)]
            is_known = any(all(map(self._engine.frequency, name)) for name in names)
            having = self._passage_set.having(names)
            self._weights[term] = term.weigh(self._engine), is_known, having
        return self._weights[term]

    def _decide(self, words: str, since: date) -> bool | Query:
        """Say whether a question is answered; return the query if only a full answer can tell."""
        key = words, since
        if key not in self._decisions:
            self._decisions[key] = self._answers(understand_in_turn(words, since, self._lexicon))
        return self._decisions[key]

    def _answers(self, query: Query) -> bool | Query:
        if any(is_unknown_name(term, self._engine) for term in query.terms):
            return False
        if not self._may_answer(compact(query, self._today)):
            return False
        admitted = [passage for passage in self._passages if admits(query, passage)]
        answers = any(Decider(query, self._engine, is_standing=True).grade(admitted).answers)
        return query if answers and find_quoted(query) else answers
