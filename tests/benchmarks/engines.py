"""Kaiken beside other engines on a large record: time, memory and what size costs.

Every engine searches the same terms of the same passages with the reporters' questions, in its own
process, on one core. Times are processor times, which other work on the machine disturbs less than
clock times; still, read the ratios. The table and the plots go into docs/.

    python tests/benchmarks/engines.py [--folder SCRATCH] [--questions 200] [--shares 8 4 2 1]
"""

from __future__ import annotations

import argparse
import gc
import gzip
import json
import os
import random
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import psutil
from contenders import CONTENDERS
from large_record import ARCHIVE, Part, make_part, make_whole, read_terms
from report import draw, table, write_section

from retrieval.query.understanding import LONGEST_QUESTION

QUESTIONS = Path(os.environ.get("WH_QUESTIONS", "../shared/data/wh-questions.jsonl.gz"))
OURS = "Kaiken, search"
WHOLE = "Kaiken, whole answer"
BARE = "tantivy, same fields"
SLOWEST = "rank-bm25"
WARM = 20
# rank-bm25 takes seconds for each question.
LONGEST_S = 40.0
LIMIT_S = 1800
SEED = 20261122
MB = 1e6


@dataclass(frozen=True, slots=True)
class Measured:
    """The figures of one engine on one part: seconds, milliseconds for each question, MB.

    `build_mb` is the peak of the process that built the index, `added_mb` what opening and
    searching added to a process, and `resident_mb` the whole of that process.
    """

    build_s: float
    build_mb: float
    open_s: float
    p50_ms: float
    p99_ms: float
    asked: int
    added_mb: float
    resident_mb: float


Results = dict[str, dict[int, Measured]]


def read_questions(count: int) -> list[str]:
    with gzip.open(QUESTIONS, "rt", encoding="utf-8") as lines:
        asked = [json.loads(line)["question"] for line in lines]
    asked = [one for one in asked if len(one) <= LONGEST_QUESTION]
    return random.Random(SEED).sample(asked, count)  # noqa: S311 - no secret


def build(name: str, part: Part, folder: Path) -> dict[str, float]:
    start = processor_seconds()
    CONTENDERS[name]().build(part, folder)
    seconds = processor_seconds() - start
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
    return {"build_s": seconds, "build_mb": peak / MB}


def processor_seconds() -> float:
    """Return the processor seconds, with those of child processes that have ended."""
    return sum(os.times()[:4])


def search(name: str, part: Part, folder: Path, count: int) -> dict[str, float]:
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {max(os.sched_getaffinity(0))})
    contender, questions = CONTENDERS[name](), read_questions(count + WARM)
    before = resident()
    start = time.process_time()
    contender.open(part, folder)
    opened = time.process_time() - start
    prepared = [contender.prepare(question) for question in questions]
    times = ask(contender.search, prepared)
    gc.collect()
    after = resident()
    return {
        "open_s": opened,
        "p50_ms": statistics.median(times) * 1000,
        "p99_ms": statistics.quantiles(times, n=100, method="inclusive")[-1] * 1000,
        "asked": len(times),
        "added_mb": (after - before) / MB,
        "resident_mb": after / MB,
    }


def ask(search: Callable[[Any], object], prepared: Sequence[object]) -> list[float]:
    """Return the seconds of each question, after a warm-up; few questions if all take long."""
    began, times = time.process_time(), []
    for at, one in enumerate(prepared):
        start = time.process_time()
        search(one)
        times.append(time.process_time() - start)
        if at > 1 and start - began > LONGEST_S:
            return times[1:]
    return times[WARM:]


def resident() -> int:
    return psutil.Process().memory_info().rss


def in_a_process(step: str, name: str, part: Part, folder: Path, count: int) -> Mapping[str, float]:
    """Return what a step measures in its own process."""
    arguments = [
        step,
        name,
        str(part.share),
        str(part.data),
        str(part.terms),
        str(folder),
        str(count),
    ]
    done = subprocess.run(
        [sys.executable, __file__, "--step", *arguments],
        stdout=subprocess.PIPE,
        check=True,
        timeout=LIMIT_S,
        text=True,
    )
    return json.loads(done.stdout.splitlines()[-1])


def run_step(arguments: Sequence[str]) -> None:
    step, name, share, data, terms, folder, count = arguments
    part = Part(int(share), Path(data), Path(terms))
    measured = (
        build(name, part, Path(folder))
        if step == "build"
        else search(name, part, Path(folder), int(count))
    )
    print(json.dumps(measured))


def measure(name: str, part: Part, scratch: Path, count: int) -> Measured:
    """Measure an engine on a part; results of an earlier run in the folder are used again."""
    # The whole answer uses the index on which the search alone was measured.
    kind = OURS if name == WHOLE else name
    folder = scratch / f"engine-{list(CONTENDERS).index(kind)}-{part.share}"
    folder.mkdir(parents=True, exist_ok=True)
    built = load_or_make(
        folder / "built.json", lambda: in_a_process("build", kind, part, folder, count)
    )
    searched = load_or_make(
        folder / f"{name}.json", lambda: in_a_process("search", name, part, folder, count)
    )
    return Measured(**built, **searched)


def load_or_make(path: Path, make: Callable[[], Mapping[str, float]]) -> Mapping[str, float]:
    if not path.exists():
        path.write_text(json.dumps(make()))
    return json.loads(path.read_text())


def measure_all(scratch: Path, shares: Sequence[int], count: int) -> tuple[Results, dict[int, int]]:
    whole = make_whole(scratch)
    results: Results = {name: {} for name in CONTENDERS}
    sizes = {}
    for share in shares:
        part = whole if share == 1 else make_part(whole, share)
        sizes[share] = sum(1 for _ in read_terms(part))
        print(f"{sizes[share]:,} passages")
        for name in CONTENDERS:
            results[name][share] = one = measure(name, part, scratch, count)
            print(f"  {name:22}{one.p50_ms:10.2f} ms {one.added_mb:8.0f} MB", flush=True)
    return results, sizes


def ratio(value: float, base: float) -> str:
    quotient = value / base
    return f"{quotient:,.0f}" if quotient >= 10 else f"{quotient:.2f}"


def quotient(results: Results, one: str, other: str, share: int) -> str:
    """Return how many times as long one engine takes as another, p50."""
    return ratio(results[one][share].p50_ms, results[other][share].p50_ms)


def describe(results: Results, sizes: Mapping[int, int]) -> str:
    """Return the tables: all figures on the largest part, and the time on each part."""
    full = min(sizes)
    ours = results[OURS][full]
    rows = [
        [
            name,
            f"{one.p50_ms:,.2f}",
            f"{one.p99_ms:,.1f}",
            ratio(one.p50_ms, ours.p50_ms),
            f"{one.build_s:,.1f}",
            f"{one.build_mb:,.0f}",
            f"{one.open_s:,.2f}",
            f"{one.added_mb:,.0f}",
            f"{one.resident_mb:,.0f}",
            str(one.asked),
        ]
        for name, one in ((name, of_name[full]) for name, of_name in results.items())
    ]
    heads = ["", "p50 ms", "p99 ms", "p50 ÷ ours", "build s", "peak MB", "open s", "added MB"]
    heads += ["resident MB", "asked"]
    by_size = [
        [name, *(f"{of_name[share].p50_ms:,.2f}" for share in sizes)]
        for name, of_name in results.items()
    ]
    by_size += [
        [f"{one} ÷ {other}", *(quotient(results, one, other, share) for share in sizes)]
        for one, other in ((OURS, BARE), (SLOWEST, OURS))
    ]
    slowest = quotient(results, SLOWEST, OURS, full)
    bare = quotient(results, OURS, BARE, full)
    summary = (
        f"On {sizes[full]:,} passages. Kaiken's search takes {bare} times what bare tantivy takes,"
        f" and rank-bm25 {slowest} times what Kaiken takes."
    )
    if len(sizes) == 1:
        return f"{summary}\n\n{table(heads, rows)}"
    return "\n\n".join(
        (
            summary,
            table(heads, rows),
            "Cost against size, p50 in ms:",
            table(["passages", *(f"{size:,}" for size in sizes.values())], by_size),
            "![Time against size](benchmarks-time.svg)",
            "![Memory against size](benchmarks-memory.svg)",
        )
    )


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--folder", type=Path)
    parser.add_argument("--questions", type=int, default=200)
    parser.add_argument("--shares", type=int, nargs="+", default=[8, 4, 2, 1])
    parser.add_argument("--step", nargs=7, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.step:
        run_step(options.step)
        return
    for path, variable in ((ARCHIVE, "WH_BRIEFINGS"), (QUESTIONS, "WH_QUESTIONS")):
        if not path.exists():
            print(f"No comparison of engines: {path} is not here; {variable} may name it.")
            return
    began = time.monotonic()
    with TemporaryDirectory() as own:
        scratch = (options.folder or Path(own)).resolve()
        results, sizes = measure_all(scratch, options.shares, options.questions)
    write_section("engines", describe(results, sizes))
    if len(sizes) > 1:
        draw_all(results, sizes)
    print(f"All of it took {(time.monotonic() - began) / 60:.0f} minutes.")


def draw_all(results: Results, sizes: Mapping[int, int]) -> None:
    for what, axis, value in (
        ("time", "ms a question, p50", lambda one: one.p50_ms),
        ("memory", "MB added by the index", lambda one: max(one.added_mb, 1.0)),
    ):
        lines = {
            name: [(sizes[share], value(one)) for share, one in of_name.items()]
            for name, of_name in results.items()
        }
        draw(what, axis, lines)


if __name__ == "__main__":
    main()
