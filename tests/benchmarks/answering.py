"""Kaiken beside bare rank-bm25 over stemmed paragraphs, on the seeds: quality and speed, one run.

Times are of one process on one machine: read the ratios.
"""

import asyncio
import datetime as dt
import statistics
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from tempfile import TemporaryDirectory

import Stemmer
from rank_bm25 import BM25Okapi

from bot.commands.console import open_with_runner
from bot.setup.environment import read_settings
from bot.setup.services import Services, open_services
from retrieval.evaluation.evaluation import GoldQuestion, evaluate, load_questions
from retrieval.model.release import Release
from retrieval.sources.files.seeds import find_seeds
from retrieval.text.folding import fold
from retrieval.text.sentences import paragraphs

NOW = dt.datetime(2026, 11, 22, 12, 0, tzinfo=dt.UTC)
ROUNDS = 5
IN_THREE = 3


@dataclass(frozen=True, slots=True)
class Row:
    """The figures of one way of answering."""

    name: str
    first: float
    in_three: float
    false_answers: int
    median_ms: float


@dataclass(frozen=True, slots=True)
class Paragraph:
    """The unit that the bare engine finds."""

    release: Release
    words: str


class PlainBm25:
    """Plain rank-bm25: stemmed words, paragraphs, every score above zero."""

    def __init__(self, releases: Sequence[Release]) -> None:
        self._stemmer = Stemmer.Stemmer("english")
        self.paragraphs = [
            Paragraph(release, span.of(release.text))
            for release in releases
            for statement in release.statements
            for span in paragraphs(release.text, statement.span)
        ]
        self._engine = BM25Okapi([self._terms(one.words) for one in self.paragraphs])

    def _terms(self, text: str) -> list[str]:
        return self._stemmer.stemWords(fold(text).text.split())

    def answer(self, question: str) -> list[Paragraph]:
        scores = self._engine.get_scores(self._terms(question))
        best = sorted(range(len(scores)), key=lambda at: -scores[at])[:IN_THREE]
        return [self.paragraphs[at] for at in best if scores[at] > 0]

    def rank(self, asked: GoldQuestion) -> int | None:
        for rank, found in enumerate(self.answer(asked.question), 1):
            for gold in asked.gold:
                same_words = fold(gold.contains).text in fold(found.words).text
                if found.release.date == gold.date and same_words:
                    return rank
        return None


def measure_plain(asked: Sequence[GoldQuestion]) -> Row:
    bare = PlainBm25([one.release for one in find_seeds().read().readings])
    with_gold = [one for one in asked if one.gold]
    ranks = [bare.rank(one) for one in with_gold]
    return Row(
        "bare rank-bm25",
        ranks.count(1) / len(ranks),
        sum(rank is not None for rank in ranks) / len(ranks),
        sum(bool(bare.answer(one.question)) for one in asked if not one.gold),
        median_ms(asked, lambda one: bare.answer(one.question)),
    )


def measure_kaiken(
    runner: asyncio.Runner, services: Services, asked: Sequence[GoldQuestion]
) -> Row:
    judged = runner.run(evaluate(services.answerer, asked, NOW))
    return Row(
        "Kaiken",
        judged.first,
        judged.in_three,
        len(judged.false_answers),
        median_ms(asked, lambda one: runner.run(services.answerer.answer(one.question, NOW))),
    )


def median_ms(asked: Sequence[GoldQuestion], answer: Callable[[GoldQuestion], object]) -> float:
    times = []
    for one in [*asked[:3], *asked * ROUNDS]:
        start = time.perf_counter()
        answer(one)
        times.append(time.perf_counter() - start)
    return statistics.median(times[3:]) * 1000


def compare(runner: asyncio.Runner, services: Services, path: Path) -> None:
    asked = load_questions(path)
    without = sum(not one.gold for one in asked)
    rows = [measure_plain(asked), measure_kaiken(runner, services, asked)]
    print(f"\n{path.parent.name}/{path.name}: {len(asked)} questions, {without} without answer")
    print(f"{'':16}{'first':>8}{'in three':>10}{'false':>8}{'median':>12}{'ratio':>8}")
    for row in rows:
        ratio = row.median_ms / rows[0].median_ms
        print(
            f"{row.name:16}{row.first:8.3f}{row.in_three:10.3f}{row.false_answers:8d}"
            f"{row.median_ms:9.2f} ms{ratio:8.1f}"
        )


def main() -> None:
    here = Path(__file__).parent.parent
    with (
        TemporaryDirectory() as data,
        open_with_runner(open_services(read_settings({"KAIKEN_DATA": data}), lambda: NOW)) as (
            runner,
            services,
        ),
    ):
        for folder in (Path(str(files("seeds"))), here / "quality"):
            compare(runner, services, folder / "questions.jsonl")


if __name__ == "__main__":
    main()
