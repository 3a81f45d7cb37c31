"""Finds the officials' answers by the reporters' questions: plain BM25 and Kaiken, in one run.

Each answer is one passage. A question is asked twice: with its pair in the index as it is, and with
the question left out everywhere, as if it had never been asked; the other pairs keep theirs. The
effect of leaving out is computed exactly, except for the mean lengths. Both ways search the same
arrays, as rank-bm25 takes half a second for a question here; a check first shows that `OkapiEngine`
finds the same. Times are of one process on one machine: read the ratios.
"""

import argparse
import asyncio
import datetime as dt
import gzip
import json
import math
import os
import random
import statistics
import sys
import time
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from retrieval.index.engine import K1, B, idf
from retrieval.index.okapi import OkapiEngine
from retrieval.index.ranking import (
    CONTEXT_WEIGHT,
    NEIGHBOUR_WEIGHT,
    RERANK_DEPTH,
    Statistics,
    idf_weight,
    repetition_weight,
    rerank,
    select_search_terms,
)
from retrieval.model.answer import Hit
from retrieval.model.query import Query, Term
from retrieval.model.release import Passage, ReleaseKind, Span
from retrieval.text.tokens import terms

DATA = Path(os.environ.get("WH_QUESTIONS", "../shared/data/wh-questions.jsonl.gz"))
IN_TEN = 10
CHECKED = 5
WEIGHTS = {"words": 1.0, "context": CONTEXT_WEIGHT, "neighbour_questions": NEIGHBOUR_WEIGHT}

Scores = NDArray[np.float64]
Terms = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Pair:
    """A question with its answer, as terms, and the pairs right before and after it."""

    question: Terms
    words: Terms
    about: Terms
    day: dt.date
    release: str
    near: tuple[int, ...]


def read_pairs(path: Path) -> list[Pair]:
    def release(row: Mapping[str, str]) -> str:
        return row["id"].split("#")[0]

    with gzip.open(path, "rt", encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    rows.sort(key=lambda row: (release(row), row["first_passage"]))
    releases = ["", *map(release, rows), ""]
    return [
        Pair(
            question=terms(row["question"]),
            words=terms(row["answer"].removeprefix(f"{row['speaker']}:")),
            about=terms(f"{row['title']}\n{row['speaker']}"),
            day=dt.date.fromisoformat(row["date"]),
            release=release(row),
            near=tuple(near for near in (at - 1, at + 1) if releases[near + 1] == release(row)),
        )
        for at, row in enumerate(rows)
    ]


def make_passage(pairs: Sequence[Pair], at: int, left_out: int | None = None) -> Passage:
    """Return the passage of a pair, with one question of the record left out."""

    def asked(number: int) -> Terms:
        return () if number == left_out else pairs[number].question

    pair = pairs[at]
    return Passage(
        release_id=pair.release,
        version=1,
        statement_id=str(at),
        span=Span(0, 1),
        date=pair.day,
        kind=ReleaseKind.CONFERENCE,
        speaker="",
        role="",
        asker="",
        words=pair.words,
        context=pair.about + asked(at),
        mentions=frozenset(),
        labels=frozenset(),
        folded="",
        neighbour_questions=tuple(term for near in pair.near for term in asked(near)),
    )


class Field:
    """BM25 over one field: for each term, its documents and its saturated frequency in each."""

    def __init__(self, passages: Sequence[Passage], name: str) -> None:
        self.documents = documents = [getattr(one, name) for one in passages]
        self.mean = statistics.fmean(len(document) for document in documents if document)
        gathered: dict[str, tuple[list[int], list[float]]] = {}
        for number, document in enumerate(documents):
            for term, part in self._saturated_frequencies(document).items():
                numbers, parts = gathered.setdefault(term, ([], []))
                numbers.append(number)
                parts.append(part)
        self.postings = {
            term: (np.array(numbers), np.array(parts))
            for term, (numbers, parts) in gathered.items()
        }

    def _saturated_frequencies(self, document: Terms) -> dict[str, float]:
        norm = K1 * (1 - B + B * len(document) / self.mean)
        return {
            term: times * (K1 + 1) / (times + norm) for term, times in Counter(document).items()
        }

    def add(
        self, total: Scores, weights: Mapping[str, float], changed: Mapping[int, Terms]
    ) -> None:
        """Add the score of every document; for `changed` ones, of their changed terms."""
        kept = {number: total[number] for number in changed}
        for term, weight in weights.items():
            if term in self.postings:
                numbers, gains = self.postings[term]
                total[numbers] += weight * gains
        for number, document in changed.items():
            parts = self._saturated_frequencies(document)
            told = (weight * parts.get(term, 0.0) for term, weight in weights.items())
            total[number] = kept[number] + sum(told)


class PlainBm25:
    """BM25 over words and context, summed; a term that a question repeats counts each time."""

    def __init__(self, passages: Sequence[Passage]) -> None:
        self._size = len(passages)
        self._fields = {name: Field(passages, name) for name in ("words", "context")}

    def scores(self, question: Terms, changed: Mapping[int, Passage]) -> Scores:
        total = np.zeros(self._size)
        for name, field in self._fields.items():
            other = {number: getattr(passage, name) for number, passage in changed.items()}
            weights = {}
            for term, times in Counter(question).items():
                gone = sum(
                    term in field.documents[number] and term not in now
                    for number, now in other.items()
                )
                weights[term] = times * idf(
                    self._size, len(field.postings.get(term, ((),))[0]) - gone
                )
                weights[term] *= WEIGHTS[name]
            field.add(total, weights, other)
        return total

    def rank(self, at: int, question: Terms, changed: Mapping[int, Passage]) -> int:
        scores = self.scores(question, changed)
        return 1 + int((scores > scores[at]).sum() + (scores[:at] == scores[at]).sum())


class Kaiken:
    """Searching as the engines do, and the product's own ranking of the first hits."""

    def __init__(self, passages: Sequence[Passage]) -> None:
        self._passages = passages
        self._fields = {name: Field(passages, name) for name in WEIGHTS}
        self._frequencies = Counter(term for one in passages for term in {*one.words, *one.context})

    def search(self, question: Terms, changed: Mapping[int, Passage]) -> list[Hit]:
        query = ask(question)
        known = self._statistics(changed)
        total = np.zeros(len(self._passages))
        told = {
            term.word: repetition_weight(term.times)
            * idf_weight(known.size, known.frequency(term.word))
            for term in select_search_terms(query.terms, known)
        }
        for name, weight in WEIGHTS.items():
            other = {number: getattr(passage, name) for number, passage in changed.items()}
            self._fields[name].add(total, {term: weight * told[term] for term in told}, other)
        best = np.sort(np.argpartition(-total, RERANK_DEPTH)[:RERANK_DEPTH]).tolist()
        hits = [Hit(changed.get(number, self._passages[number]), total[number]) for number in best]
        return rerank([hit for hit in hits if hit.score > 0], query, known)

    def _statistics(self, changed: Mapping[int, Passage]) -> Statistics:
        gone = Counter(
            term
            for number, now in changed.items()
            for term in {*self._passages[number].words, *self._passages[number].context}
            - {*now.words, *now.context}
        )
        return Statistics(
            len(self._passages),
            lambda term: self._frequencies[term] - gone[term],
            self._fields["context"].mean,
        )

    def rank(self, at: int, question: Terms, changed: Mapping[int, Passage]) -> int | None:
        found = [hit.passage.statement_id for hit in self.search(question, changed)]
        return found.index(str(at)) + 1 if str(at) in found else None


def ask(question: Terms) -> Query:
    return Query(
        "",
        terms=tuple(
            Term(word, ((word,),), times=times) for word, times in Counter(question).items()
        ),
    )


@dataclass(frozen=True, slots=True)
class Row:
    """The figures of one way of searching."""

    in_ten: float
    first: float
    reciprocal: float
    median_ms: float


def measure(
    way: PlainBm25 | Kaiken, pairs: Sequence[Pair], asked: Sequence[int], *, is_left_out: bool
) -> Row:
    ranks, times = [], []
    for at in asked:
        left_out = [at, *pairs[at].near] if is_left_out else []
        changed = {one: make_passage(pairs, one, at) for one in left_out}
        start = time.perf_counter()
        ranks.append(way.rank(at, pairs[at].question, changed) or math.inf)
        times.append(time.perf_counter() - start)
    return Row(
        statistics.fmean(rank <= IN_TEN for rank in ranks),
        statistics.fmean(rank == 1 for rank in ranks),
        statistics.fmean(1 / rank for rank in ranks),
        statistics.median(times) * 1000,
    )


def check(kaiken: Kaiken, passages: Sequence[Passage], pairs: Sequence[Pair]) -> None:
    """Check that the engine itself finds the same ten, in the same order."""
    engine = OkapiEngine()
    of_release = groupby(passages, key=lambda one: one.release_id)
    engine.add({release: list(group) for release, group in of_release}, revision=1)
    times = []
    for at in range(0, len(pairs), len(pairs) // CHECKED):
        start = time.perf_counter()
        hits = asyncio.run(engine.search(ask(pairs[at].question), IN_TEN))
        times.append(time.perf_counter() - start)
        ours = kaiken.search(pairs[at].question, {})[:IN_TEN]
        if [f"{hit.score:.9f}" for hit in hits] != [f"{hit.score:.9f}" for hit in ours]:
            sys.exit(f"OkapiEngine finds others than this benchmark for pair {at}.")
    print(f"OkapiEngine finds the same, in {statistics.median(times) * 1000:.0f} ms a question.")


def main() -> None:
    parser = argparse.ArgumentParser()
    for name, default in (("--sample", 2000), ("--seed", 1)):
        parser.add_argument(name, type=int, default=default)
    parser.add_argument("--all", action="store_true")
    options = parser.parse_args()
    if not DATA.exists():
        print(f"Needs the reporters' questions: {DATA} is not there (WH_QUESTIONS names it).")
        return
    pairs = read_pairs(DATA)
    numbers = range(len(pairs))
    some = random.Random(options.seed).sample(numbers, options.sample)  # noqa: S311 - no secret
    asked = numbers if options.all else some
    passages = [make_passage(pairs, at) for at in numbers]
    unasked = [replace(one, context=pair.about) for one, pair in zip(passages, pairs, strict=True)]
    kaiken = Kaiken(passages)
    check(kaiken, passages, pairs)
    rows = {}
    print(f"{len(asked)} of {len(pairs)} questions      in ten   first     MRR  median")
    for name, way, is_left_out in (
        ("bare, no question indexed", PlainBm25(unasked), False),
        ("bare, own left out", PlainBm25(passages), True),
        ("Kaiken, own left out", kaiken, True),
        ("bare, with own", PlainBm25(passages), False),
        ("Kaiken, with own", kaiken, False),
    ):
        rows[name] = row = measure(way, pairs, asked, is_left_out=is_left_out)
        quality = f"{row.in_ten:8.4f}{row.first:8.4f}{row.reciprocal:8.4f}"
        print(f"{name:26}{quality}{row.median_ms:5.1f} ms")
    ours = rows["Kaiken, own left out"].in_ten
    for name in ("bare, no question indexed", "bare, own left out"):
        print(f"Kaiken, own left out / {name}: {ours / rows[name].in_ten:.3f} in ten")


if __name__ == "__main__":
    main()
