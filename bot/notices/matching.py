"""Which subscriptions a release answers.

A question matches if the release has a statement that would answer it: with the same terms,
weights, share and filters as in `retrieval/answering`, over the passages of this release alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from bot.notices.compact_query import (
    CompactQuery,
    CompactTerm,
    compact,
    from_json,
    to_json,
    understand_compactly,
)
from retrieval.answering.search import ANSWERING_COVERAGE
from retrieval.answering.sought import find_quoted
from retrieval.answering.term_weights import is_unknown_name, weigh_terms
from retrieval.index.coverage import Coverage
from retrieval.index.engine import Engine, admits, idf
from retrieval.index.passages import passages
from retrieval.model.query import Intent, Query
from retrieval.model.release import Passage, Release
from retrieval.query.lexicon import Lexicon
from retrieval.query.standing import understand_in_turn
from retrieval.text.termlist import contains_name

# At most this many questions are understood again for one release, besides new ones: that takes
# some seconds.
_MAX_RENEWED = 2_000


@dataclass(frozen=True, slots=True)
class StandingQuery:
    """A subscription to a query or speaker: its words, since when, and its compact query, if known.

    `understood` is that compact query as JSON.
    """

    id: int
    words: str
    created_at: datetime
    understood: str | None


@dataclass(slots=True)
class MatchResult:
    """The ids of the subscriptions that match, and those that only a full answer can decide.

    `newly_understood` maps ids of subscriptions to compact queries, as JSON to store.
    """

    matched: list[int] = field(default_factory=list)
    undecided: list[tuple[int, Query]] = field(default_factory=list)
    newly_understood: dict[int, str] = field(default_factory=dict)


class Matcher:
    """Matches one release to subscriptions, and keeps what several subscriptions need.

    A set of passages is an int with one bit for each passage.
    """

    def __init__(self, release: Release, engine: Engine, lexicon: Lexicon, today: date) -> None:
        self._passages = passages(release)
        self._engine = engine
        self._lexicon = lexicon
        self._today = today
        self._renewed = 0
        self._all_passages = (1 << len(self._passages)) - 1
        self._passages_by_word = _group_by_word(self._passages)
        # By one name of a term, and by all of its names.
        self._passages_by_name: dict[tuple[str, ...], int] = {}
        self._weights: dict[tuple[tuple[str, ...], ...], tuple[float, bool]] = {}
        # Many subscribe to the same question.
        self._decisions: dict[tuple[str, date], bool | Query] = {}

    def match(self, standing: Iterable[StandingQuery]) -> MatchResult:
        """Match the release to subscriptions."""
        result = MatchResult()
        for subscription in standing:
            since = subscription.created_at.date()
            query, is_new = self._understand(subscription, since)
            if is_new:
                result.newly_understood[subscription.id] = to_json(query)
            passages_covering = self._find_covering(query)
            if not passages_covering:
                continue
            decision: bool | Query = True
            if not query.is_plain:
                decision = self._decide(subscription.words, since)
            if decision is True:
                result.matched.append(subscription.id)
            elif decision:
                result.undecided.append((subscription.id, decision))
        return result

    def _understand(self, subscription: StandingQuery, since: date) -> tuple[CompactQuery, bool]:
        if subscription.understood is not None:
            stored = from_json(subscription.understood)
            if stored.is_fresh(self._today) or self._renewed >= _MAX_RENEWED:
                return stored, False
            self._renewed += 1
        return understand_compactly(subscription.words, since, self._today, self._lexicon), True

    def _find_covering(self, query: CompactQuery) -> int:
        """Return the passages that say enough of a question."""
        if not query.is_question:
            return 0
        weighed = []
        for term in query.terms:
            weight, is_known, containing = self._weigh(term)
            if term.is_proper and not is_known:
                return 0
            if term.is_weighed:
                weighed.append((weight, containing))
        total = sum(weight for weight, _ in weighed)
        if not total:
            return self._all_passages
        covering, light = 0, []
        for weight, containing in weighed:
            if weight / total >= ANSWERING_COVERAGE:
                covering |= containing
            elif containing:
                light.append((weight, containing))
        if sum(weight for weight, _ in light) / total >= ANSWERING_COVERAGE:
            covering |= _find_covering_together(light, ANSWERING_COVERAGE * total)
        return covering

    def _weigh(self, term: CompactTerm) -> tuple[float, bool, int]:
        """Return a term's weight, whether it is on record, and the passages that contain it."""
        names = tuple(map(tuple, term.names))
        if names not in self._weights:
            frequency = max(min(map(self._engine.frequency, name)) for name in names)
            self._weights[names] = idf(self._engine.size, frequency), bool(frequency)
        weight, is_known = self._weights[names]
        containing = 0
        for name in names:
            containing |= self._find_containing(name)
        return term.share * weight, is_known, containing

    def _find_containing(self, name: tuple[str, ...]) -> int:
        if len(name) == 1:
            return self._passages_by_word.get(name[0], 0)
        if name not in self._passages_by_name:
            candidates = self._all_passages
            for word in name:
                candidates &= self._passages_by_word.get(word, 0)
            self._passages_by_name[name] = sum(
                1 << number
                for number in _set_bits(candidates)
                if contains_name(self._passages[number].words, name)
                or contains_name(self._passages[number].context, name)
            )
        return self._passages_by_name[name]

    def _decide(self, words: str, since: date) -> bool | Query:
        """Say whether a question is answered; return the query if only a full answer can tell."""
        key = words, since
        if key not in self._decisions:
            self._decisions[key] = self._answers(understand_in_turn(words, since, self._lexicon))
        return self._decisions[key]

    def _answers(self, query: Query) -> bool | Query:
        if query.intent is not Intent.QUESTION:
            return False
        if any(is_unknown_name(term, self._engine) for term in query.terms):
            return False
        if not self._find_covering(compact(query, self._today)):
            return False
        admitted = [passage for passage in self._passages if admits(query, passage)]
        shares = Coverage(weigh_terms(query, self._engine)).shares(admitted)
        answers = any(share >= ANSWERING_COVERAGE for share in shares)
        return query if answers and find_quoted(query) else answers


def _group_by_word(given: Sequence[Passage]) -> Mapping[str, int]:
    """Return for each word the passages that have it, in their words or their context."""
    masks: dict[str, int] = {}
    for number, passage in enumerate(given):
        for word in {*passage.words, *passage.context}:
            masks[word] = masks.get(word, 0) | 1 << number
    return masks


def _find_covering_together(light: Sequence[tuple[float, int]], least: float) -> int:
    """Return the passages in which terms that are too light alone reach this weight together."""
    any_of = 0
    for _, containing in light:
        any_of |= containing
    return sum(
        1 << number
        for number in _set_bits(any_of)
        if sum(weight for weight, containing in light if containing >> number & 1) >= least
    )


def _set_bits(mask: int) -> Iterator[int]:
    """Yield the numbers of the bits that are set."""
    while mask:
        lowest = mask & -mask
        yield lowest.bit_length() - 1
        mask ^= lowest
