"""Which subscriptions a release answers.

A question matches if the release has a statement that would answer it: the same terms, weights,
share and filters as in `retrieval/answering.py`, over the passages of this release alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from bot.notices.understood import (
    Meant,
    Understood,
    read,
    shorten,
    understand_shortly,
    write,
)
from retrieval.answering.answerer import ANSWERING_COVERAGE
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

# What is understood anew at a release at most, beside what never was: some seconds of work.
_MOST_RENEWED = 2_000


@dataclass(frozen=True, slots=True)
class StandingQuery:
    """A subscription to a query or speaker: what it asks, since when, and as what, if known."""

    id: int
    asked: str
    created_at: datetime
    understood: str | None


@dataclass(slots=True)
class MatchResult:
    """What came of comparing: the subscriptions that match, and those only an answer can decide.

    `learned` is what they are understood as from now on, by subscription.
    """

    matched: list[int] = field(default_factory=list)
    doubtful: list[tuple[int, Query]] = field(default_factory=list)
    learned: dict[int, str] = field(default_factory=dict)


class Matcher:
    """Compares one release to subscriptions; what is learned on the way is used for the next."""

    def __init__(self, release: Release, engine: Engine, lexicon: Lexicon, today: date) -> None:
        self._passages = passages(release)
        self._engine = engine
        self._lexicon = lexicon
        self._today = today
        self._renewed = 0
        self._all = (1 << len(self._passages)) - 1
        self._masks = _masks(self._passages)
        # By the name, or the names, of a term.
        self._having: dict[tuple[str, ...], int] = {}
        self._weights: dict[tuple[tuple[str, ...], ...], tuple[float, bool]] = {}
        # The same question is asked by many.
        self._decided: dict[tuple[str, date], bool | Query] = {}

    def match(self, asking: Iterable[StandingQuery]) -> MatchResult:
        """Which of some subscriptions match."""
        found = MatchResult()
        for one in asking:
            since = one.created_at.date()
            understood, is_new = self._understood(one, since)
            if is_new:
                found.learned[one.id] = write(understood)
            covering = self._covering(understood)
            if not covering:
                continue
            decided: bool | Query = True
            if not understood.is_plain:
                decided = self._decide(one.asked, since)
            if decided is True:
                found.matched.append(one.id)
            elif decided:
                found.doubtful.append((one.id, decided))
        return found

    def _understood(self, one: StandingQuery, since: date) -> tuple[Understood, bool]:
        if one.understood is not None:
            kept = read(one.understood)
            if kept.is_fresh(self._today) or self._renewed >= _MOST_RENEWED:
                return kept, False
            self._renewed += 1
        return understand_shortly(one.asked, since, self._today, self._lexicon), True

    def _covering(self, understood: Understood) -> int:
        """The passages that have enough of what is asked, a bit each."""
        if not understood.is_question:
            return 0
        weighed = []
        for term in understood.terms:
            weight, is_known, having = self._weigh(term)
            if term.is_proper and not is_known:
                return 0
            if term.is_topic:
                weighed.append((weight, having))
        total = sum(weight for weight, _ in weighed)
        if not total:
            return self._all
        covering, light = 0, []
        for weight, having in weighed:
            if weight / total >= ANSWERING_COVERAGE:
                covering |= having
            elif having:
                light.append((weight, having))
        if sum(weight for weight, _ in light) / total >= ANSWERING_COVERAGE:
            covering |= _together(light, ANSWERING_COVERAGE * total)
        return covering

    def _weigh(self, term: Meant) -> tuple[float, bool, int]:
        """How much a term tells, whether the record has it, and which passages do."""
        names = tuple(map(tuple, term.names))
        if names not in self._weights:
            frequency = max(min(map(self._engine.frequency, name)) for name in names)
            self._weights[names] = idf(self._engine.size, frequency), bool(frequency)
        weight, is_known = self._weights[names]
        having = 0
        for name in names:
            having |= self._has(name)
        return term.share * weight, is_known, having

    def _has(self, name: tuple[str, ...]) -> int:
        if len(name) == 1:
            return self._masks.get(name[0], 0)
        if name not in self._having:
            some = self._all
            for word in name:
                some &= self._masks.get(word, 0)
            self._having[name] = sum(
                1 << number
                for number in _numbers(some)
                if contains_name(self._passages[number].words, name)
                or contains_name(self._passages[number].context, name)
            )
        return self._having[name]

    def _decide(self, asked: str, since: date) -> bool | Query:
        """Whether a question with filters is answered; the query where only an answer tells."""
        key = asked, since
        if key not in self._decided:
            self._decided[key] = self._answers(understand_in_turn(asked, since, self._lexicon))
        return self._decided[key]

    def _answers(self, query: Query) -> bool | Query:
        if query.intent is not Intent.QUESTION:
            return False
        if any(is_unknown_name(term, self._engine) for term in query.terms):
            return False
        if not self._covering(shorten(query, self._today)):
            return False
        admitted = [passage for passage in self._passages if admits(query, passage)]
        shares = Coverage(weigh_terms(query, self._engine)).shares(admitted)
        answers = any(share >= ANSWERING_COVERAGE for share in shares)
        return query if answers and find_quoted(query) else answers


def _masks(among: Sequence[Passage]) -> Mapping[str, int]:
    """For each word the passages that have it, in their words or context, a bit each."""
    masks: dict[str, int] = {}
    for number, passage in enumerate(among):
        for word in {*passage.words, *passage.context}:
            masks[word] = masks.get(word, 0) | 1 << number
    return masks


def _together(light: Sequence[tuple[float, int]], least: float) -> int:
    """The passages in which terms that are not enough alone weigh so much together."""
    any_of = 0
    for _, having in light:
        any_of |= having
    return sum(
        1 << number
        for number in _numbers(any_of)
        if sum(weight for weight, having in light if having >> number & 1) >= least
    )


def _numbers(mask: int) -> Iterator[int]:
    """The bits that are set."""
    while mask:
        lowest = mask & -mask
        yield lowest.bit_length() - 1
        mask ^= lowest
