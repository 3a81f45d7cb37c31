"""The `cluster` engine beside `disk`, on the same record: loading, agreement, times, swaps.

Start a cluster with `make cluster`; KAIKEN_TEST_SEARCH_URL names its nodes. The record is the
White House archive or every so-many-th release of it (--share), made once in --scratch.
"""

from __future__ import annotations

import argparse
import asyncio
import gzip
import json
import os
import random
import statistics
import time
from collections.abc import Awaitable, Callable, Sequence
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

from large_record import make_part, make_whole

from retrieval.answering.answerer import Answerer
from retrieval.archive.database import Database
from retrieval.index.cluster.cluster_engine import ClusterEngine
from retrieval.index.cluster.connection import ClusterAddress
from retrieval.index.disk.tantivy_engine import DiskEngine
from retrieval.index.engine import Engine
from retrieval.model.answer import Hit
from retrieval.query.understanding import understand
from retrieval.record.record import Record

QUESTIONS = Path(os.environ.get("WH_QUESTIONS", "../shared/data/wh-questions.jsonl.gz"))
NOW = datetime(2026, 4, 18, 12, tzinfo=UTC)
FIRST = 10
# Scores that differ by less, as a share of them, are near-ties: tantivy rounds mean lengths.
NEAR_TIES = (0.0, 0.002, 0.005, 0.01)


def read_questions(most: int) -> list[str]:
    """Sample reporters' questions, or read those of a file with an object a line."""
    data = QUESTIONS.read_bytes()
    text = gzip.decompress(data) if QUESTIONS.suffix == ".gz" else data
    asked = [json.loads(line) for line in text.splitlines()]
    texts = [one.get("question") or one["q"] for one in asked]
    return random.Random(7).sample(texts, min(most, len(texts)))  # noqa: S311 - no secret


async def load(name: str, record: Record) -> None:
    """Build an index, and say how fast that was."""
    started, told = time.perf_counter(), 0.0
    taken = 0

    def report(more: int, total: int) -> None:
        nonlocal taken, told
        taken += more
        if time.perf_counter() - told > 15:
            told = time.perf_counter()
            print(f"  {name}: {taken:,} of {total:,} releases", flush=True)

    await record.rebuild(report)
    took = time.perf_counter() - started
    size = record.engine.size
    print(f"{name}: {size:,} passages in {took:.0f} s, {size / took:,.0f} a second", flush=True)


async def timed(work: Callable[[str], Awaitable[object]], asked: Sequence[str]) -> str:
    """Do some work for each question in turn, and say how long it takes."""
    times = []
    for one in asked:
        started = time.perf_counter()
        await work(one)
        times.append((time.perf_counter() - started) * 1000)
    times.sort()
    p99 = times[min(len(times) - 1, int(len(times) * 0.99))]
    return f"p50 {statistics.median(times):.1f} ms, p99 {p99:.1f} ms"


def agree(ours: Sequence[Hit], theirs: Sequence[Hit], near_tie: float) -> bool:
    """Say whether the first hits are the same, but for those that score nearly alike.

    What stands in a place there has to score here nearly as much as what stands in that place here.
    """
    scores = {key(hit): hit.score for hit in ours}
    return len(ours) == len(theirs) and all(
        abs(scores.get(key(other), 0.0) - mine.score) <= near_tie * abs(mine.score)
        for mine, other in zip(ours[:FIRST], theirs[:FIRST], strict=True)
    )


def key(hit: Hit) -> object:
    """What tells passages apart."""
    return hit.passage.release_id, hit.passage.statement_id, hit.passage.span


async def compare(records: dict[str, Record], searched: int, decided: int) -> None:
    """Say for how many questions the engines agree, in hits and in decisions."""
    disk, cluster = records["disk"], records["cluster"]
    same = dict.fromkeys(NEAR_TIES, 0)
    for one in read_questions(searched):
        query = understand(one, NOW.date(), disk.lexicon)
        theirs, ours = [await record.engine.search(query, 100) for record in (disk, cluster)]
        for near_tie in same:
            same[near_tie] += agree(ours, theirs, near_tie)
    for near_tie, count in same.items():
        told = f"with ties up to {near_tie:.1%}"
        print(f"first ten agree for {count} of {searched} questions, {told}", flush=True)
    answerers = [Answerer(disk), Answerer(cluster)]
    alike = 0
    for one in read_questions(decided):
        theirs, ours = [await answerer.answer(one, NOW) for answerer in answerers]
        alike += theirs.status == ours.status
    print(f"decisions agree for {alike} of {decided} questions", flush=True)


async def swap(record: Record, engine: ClusterEngine, asked: int, swaps: int) -> None:
    """Swap generations while questions are asked by another process's engine.

    Each generation holds the same releases, so an answer that is another one is a mixed one.
    """
    queries = [understand(one, NOW.date(), record.lexicon) for one in read_questions(50)]
    expected = [[key(hit) for hit in await engine.search(query, FIRST)] for query in queries]
    failed, mixed, done = 0, 0, 0
    is_over = asyncio.Event()

    async def ask() -> None:
        nonlocal failed, mixed, done
        while not is_over.is_set() or done < asked:
            at = done % len(queries)
            done += 1
            try:
                found = await engine.search(queries[at], FIRST)
            except Exception as error:  # noqa: BLE001 - any of them is a failed answer
                failed += 1
                print("   ", type(error).__name__, error)
                continue
            mixed += [key(hit) for hit in found] != expected[at]

    async def follow() -> None:
        while not is_over.is_set() or done < asked:
            await asyncio.to_thread(engine.refresh)
            await asyncio.sleep(1)

    async def rebuild() -> None:
        for number in range(swaps):
            await record.rebuild()
            print(f"  swap {number + 1} after {done:,} questions", flush=True)
        is_over.set()

    await asyncio.gather(rebuild(), follow(), *(ask() for _ in range(4)))
    print(f"{swaps} swaps, {done:,} questions: {failed} failed, {mixed} mixed", flush=True)


async def measure(given: argparse.Namespace) -> None:
    """Measure what is asked for."""
    whole = make_whole(given.scratch)
    part = whole if given.share == 1 else make_part(whole, given.share)
    database = Database.in_file(part.data / "kaiken.db")
    urls = os.environ["KAIKEN_TEST_SEARCH_URL"].split(",")
    address = ClusterAddress(urls, prefix=f"bench-{given.share}", shards=given.shards)
    engines: dict[str, Engine] = {
        "disk": DiskEngine(part.data / "disk-index"),
        "cluster": ClusterEngine(address),
    }
    records = {name: Record(database, one, time.monotonic) for name, one in engines.items()}
    try:
        for name, record in records.items():
            if given.load or not record.engine.revision:
                await load(name, record)
            await record.catch_up()
        if given.agree:
            await compare(records, 100, 200)
        if given.times:
            for name, record in records.items():
                record_ = record

                async def find(one: str, record: Record = record_) -> object:
                    return await record.engine.search(
                        understand(one, NOW.date(), record.lexicon), 10
                    )

                asked = read_questions(given.times)
                await timed(find, asked[:20])
                print(f"{name}, search: {await timed(find, asked)}", flush=True)
                answerer = Answerer(record)
                answering = await timed(lambda one, a=answerer: a.answer(one, NOW), asked)
                print(f"{name}, whole answers: {answering}", flush=True)
        if given.swaps:
            with closing(ClusterEngine(address)) as other:
                await swap(records["cluster"], other, given.questions, given.swaps)
    finally:
        for record in records.values():
            await record.close()
        await database.close()


if __name__ == "__main__":
    reader = argparse.ArgumentParser(description=__doc__)
    reader.add_argument("--scratch", type=Path, required=True)
    reader.add_argument("--share", type=int, default=9)
    reader.add_argument("--shards", type=int, default=3)
    reader.add_argument("--load", action="store_true")
    reader.add_argument("--agree", action="store_true")
    reader.add_argument("--times", type=int, default=0)
    reader.add_argument("--swaps", type=int, default=0)
    reader.add_argument("--questions", type=int, default=10_000)
    asyncio.run(measure(reader.parse_args()))
