"""Compares the label *declined* with the crude flag of the reporters' questions.

Our label is counted if an answer has the label *declined* or *hypothetical*: both leave the
question open. `python tests/benchmarks/labels.py [COUNT] [SEED]` prints COUNT random differences
in each direction, to read; the data is read from the file in WH_QUESTIONS.
"""

import gzip
import json
import os
import random
import sys
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from retrieval.labels.labelling import find_labels
from retrieval.model.answer import LabelledSpan
from retrieval.model.release import Label, Span

DATA = Path(os.environ.get("WH_QUESTIONS", "../shared/data/wh-questions.jsonl.gz"))
LEFT_OPEN = frozenset({Label.DECLINED, Label.HYPOTHETICAL})
COUNT = 5
SEED = 20261122
SHOWN = 300


@dataclass(frozen=True, slots=True)
class Judged:
    """An answer with the crude flag and our labels."""

    question: str
    answer: str
    is_flagged: bool
    labels: tuple[LabelledSpan, ...]

    @property
    def is_ours(self) -> bool:
        return bool(self.labels)


def read() -> Iterator[Judged]:
    with gzip.open(DATA, "rt", encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            answer = row["answer"]
            found = find_labels(answer, Span(0, len(answer)))
            labels = tuple(one for one in found if one.label in LEFT_OPEN)
            yield Judged(row["question"], answer, row["declines"], labels)


def show(judged: Sequence[Judged], count: int, seed: int) -> None:
    chosen = random.Random(seed).sample(judged, min(count, len(judged)))  # noqa: S311 - no secret
    for one in chosen:
        first = one.labels[0].span if one.labels else Span(0, 0)
        said = one.answer[max(0, first.start - SHOWN) : first.end + SHOWN]
        print(f"\nQ: {one.question[-SHOWN:]}\nA: {said}")
        if len(first):
            print(f"   “{first.of(one.answer)}”")


def main() -> None:
    if not DATA.is_file():
        print(f"No data at {DATA}: set WH_QUESTIONS to wh-questions.jsonl.gz.")
        return
    count = int(sys.argv[1]) if len(sys.argv) > 1 else COUNT
    seed = int(sys.argv[2]) if len(sys.argv) > 2 else SEED
    start = time.perf_counter()
    judged = list(read())
    took = time.perf_counter() - start
    counts = Counter((one.is_flagged, one.is_ours) for one in judged)
    agreed = counts[True, True] + counts[False, False]
    print(f"{len(judged):,} answers in {took:.1f} s; agreement {agreed / len(judged):.3f}")
    print(f"both {counts[True, True]:,}, neither {counts[False, False]:,}")
    print(f"ours only {counts[False, True]:,}, flag only {counts[True, False]:,}")
    for name, is_flagged in (("Ours only", False), ("Flag only", True)):
        print(f"\n{name}, {count} of them (seed {seed}):")
        different = [one for one in judged if one.is_flagged == is_flagged != one.is_ours]
        show(different, count, seed)


if __name__ == "__main__":
    main()
