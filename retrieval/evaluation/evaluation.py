"""Measures answers to questions with known answers ("gold"): ranks, false answers, lengths."""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from statistics import median

from retrieval.answering.answerer import Answerer
from retrieval.answering.excerpts import MOST_CHARACTERS, MOST_SENTENCES
from retrieval.errors import UnreadableQuestionsError
from retrieval.model.answer import CUT, Answer, Excerpt, Status
from retrieval.text.folding import fold
from retrieval.text.sentences import sentences

_IN_THREE = 3


@dataclass(frozen=True, slots=True)
class Gold:
    """A known answer: the day of its release, and words that a right excerpt contains."""

    date: date
    contains: str


@dataclass(frozen=True, slots=True)
class GoldQuestion:
    """A question of the evaluation; if it has no gold, it must not be answered."""

    question: str
    gold: tuple[Gold, ...]


@dataclass(frozen=True, slots=True)
class Judged:
    """A question, its answer, and the rank of the first right excerpt (1 is best)."""

    gold_question: GoldQuestion
    answer: Answer
    rank: int | None


@dataclass(frozen=True, slots=True)
class Evaluation:
    """All questions that were judged; shares, from 0 to 1, are of the questions with gold."""

    judged: tuple[Judged, ...]

    @property
    def answerable(self) -> list[Judged]:
        """The questions with gold."""
        return [one for one in self.judged if one.gold_question.gold]

    @property
    def unanswerable(self) -> list[Judged]:
        """The questions without gold."""
        return [one for one in self.judged if not one.gold_question.gold]

    @property
    def first(self) -> float:
        """The share whose first excerpt is right."""
        return _share(one.rank == 1 for one in self.answerable)

    @property
    def in_three(self) -> float:
        """The share with a right excerpt among the first three."""
        return _share(one.rank is not None and one.rank <= _IN_THREE for one in self.answerable)

    @property
    def mean_reciprocal_rank(self) -> float:
        """The mean of 1 / rank of the first right excerpt, counted as 0 if none is right."""
        ranks = [one.rank for one in self.answerable]
        return sum(1 / rank for rank in ranks if rank) / len(ranks) if ranks else 1.0

    @property
    def false_answers(self) -> list[Judged]:
        """The questions without gold that were answered all the same."""
        return [one for one in self.unanswerable if one.answer.status is Status.ANSWERED]

    @property
    def near_answers(self) -> list[Judged]:
        """The questions without gold of which parts were shown, as such."""
        return [one for one in self.unanswerable if one.answer.status is Status.NEAR]

    @property
    def misses(self) -> list[Judged]:
        """The questions with gold whose first excerpt is not right."""
        return [one for one in self.answerable if one.rank != 1]

    @property
    def near_misses(self) -> list[Judged]:
        """The misses of which parts were shown, as such."""
        return [one for one in self.misses if one.answer.status is Status.NEAR]

    @property
    def excerpts(self) -> list[Excerpt]:
        """All excerpts of all answers."""
        return [excerpt for one in self.judged for excerpt in one.answer.excerpts]

    @property
    def verbatim(self) -> float:
        """The share of excerpts that equal the text of their release, slice by slice."""
        return _share(map(is_verbatim, self.excerpts))

    @property
    def within_bounds(self) -> float:
        """The share of excerpts of at most three sentences and 600 characters, or one sentence."""
        return _share(map(is_within_bounds, self.excerpts))

    @property
    def lengths(self) -> tuple[int, float, int]:
        """The shortest, median and longest quotation, in characters; zeros if there is none."""
        lengths = [len(excerpt.quote) for excerpt in self.excerpts] or [0]
        return min(lengths), median(lengths), max(lengths)


# With gold: the rank of the first right excerpt, or None. Without: whether it was answered.
Outcome = int | bool | None
# The outcomes of an earlier evaluation, by question.
Baseline = Mapping[str, Outcome]


@dataclass(frozen=True, slots=True)
class ResultChange:
    """A question with another outcome than before; both in words: "right at 2", "answered"."""

    question: str
    before: str
    now: str
    is_better: bool


def outcome_of(judged: Judged) -> Outcome:
    """Return the outcome of a judged question."""
    return judged.rank if judged.gold_question.gold else judged.answer.status is Status.ANSWERED


def compare(evaluation: Evaluation, baseline: Baseline) -> list[ResultChange]:
    """List the questions whose outcome is not that of the baseline, the worse ones first."""
    changes = []
    for one in evaluation.judged:
        question, now = one.gold_question.question, outcome_of(one)
        before = baseline.get(question, now)
        if before != now:
            is_better = _loss(now) < _loss(before)
            changes.append(ResultChange(question, _in_words(before), _in_words(now), is_better))
    return sorted(changes, key=lambda change: change.is_better)


def _loss(outcome: Outcome) -> float:
    return math.inf if outcome is None else float(outcome)


def _in_words(outcome: Outcome) -> str:
    if isinstance(outcome, bool):
        return "answered" if outcome else "not answered"
    return f"right at {outcome}" if outcome else "missed"


def load_baseline(path: Path) -> Baseline:
    """Load what `kaiken eval --json` printed earlier.

    Raises:
        UnreadableQuestionsError: the file cannot be read, or is no such output.
    """
    try:
        judged = json.loads(path.read_text("utf-8"))["judged"]
        return {str(one["question"]): one["outcome"] for one in judged}
    except (OSError, ValueError, KeyError, TypeError) as cause:
        raise UnreadableQuestionsError(str(path), 0, repr(cause)) from cause


def load_questions(path: Path) -> list[GoldQuestion]:
    """Load the questions of a JSON Lines file: `{"q": …, "gold": [{"date": …, "contains": …}]}`.

    Raises:
        UnreadableQuestionsError: the file cannot be read, or a line is not of this form.
    """
    try:
        rows = path.read_text("utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as cause:
        raise UnreadableQuestionsError(str(path), 0, str(cause)) from cause
    return [_read_row(path, number, row) for number, row in enumerate(rows, 1) if row.strip()]


def _read_row(path: Path, number: int, row: str) -> GoldQuestion:
    try:
        data = json.loads(row)
        gold = tuple(
            Gold(date.fromisoformat(one["date"]), str(one["contains"])) for one in data["gold"]
        )
        return GoldQuestion(str(data["q"]), gold)
    except (ValueError, KeyError, TypeError) as cause:
        raise UnreadableQuestionsError(str(path), number, repr(cause)) from cause


async def evaluate(
    answerer: Answerer, questions: Iterable[GoldQuestion], now: datetime
) -> Evaluation:
    """Ask every question and judge its answer."""
    judged = []
    for one in questions:
        answer = await answerer.answer(one.question, now)
        judged.append(Judged(one, answer, _rank(answer.excerpts, one.gold)))
    return Evaluation(tuple(judged))


def _rank(excerpts: Sequence[Excerpt], gold: Sequence[Gold]) -> int | None:
    for rank, excerpt in enumerate(excerpts, 1):
        if is_within_bounds(excerpt) and any(_is_right(excerpt, one) for one in gold):
            return rank
    return None


def _is_right(excerpt: Excerpt, gold: Gold) -> bool:
    return (
        excerpt.release.date == gold.date and fold(gold.contains).text in fold(excerpt.quote).text
    )


def is_verbatim(excerpt: Excerpt) -> bool:
    """Tell whether the shown words, apart from cuts, are in the statement in that order."""
    words = excerpt.statement.span.of(excerpt.release.text)
    at = 0
    for piece in excerpt.quote.split(CUT):
        found = words.find(piece, at)
        if found < 0:
            return False
        at = found + len(piece)
    return True


def is_within_bounds(excerpt: Excerpt) -> bool:
    """Tell whether the quotation is one sentence, or at most three and 600 characters."""
    found = [s for span in excerpt.slices for s in sentences(excerpt.release.text, span)]
    return len(found) == 1 or (
        len(found) <= MOST_SENTENCES and len(excerpt.quote) <= MOST_CHARACTERS
    )


def _share(passed: Iterable[bool]) -> float:
    outcomes = list(passed)
    return sum(outcomes) / len(outcomes) if outcomes else 1.0
