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
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from itertools import repeat
from multiprocessing import get_context
from pathlib import Path
from threading import Barrier

from large_record import make_part, make_whole

from retrieval.answering.answerer import Answerer
from retrieval.archive.database import Database
from retrieval.index.cluster.cluster_engine import ClusterEngine
from retrieval.index.cluster.connection import ClusterAddress
from retrieval.index.disk.tantivy_engine import DiskEngine
from retrieval.index.engine import Engine
from retrieval.index.passages import passages
from retrieval.model.answer import Hit
from retrieval.model.query import Query, Term
from retrieval.model.release import Release
from retrieval.query.understanding import understand
from retrieval.record.record import Record
from retrieval.sources.files.seeds import find_seeds

QUESTIONS = Path(os.environ.get("WH_QUESTIONS", "../shared/data/wh-questions.jsonl.gz"))
NOW = datetime(2026, 4, 18, 12, tzinfo=UTC)
FIRST = 10
# By processes together: so many questions, so many at once in each.
ANSWERED, AT_ONCE = 400, 4
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


async def time_all(name: str, record: Record, asked: Sequence[str]) -> None:
    """Time searches and whole answers."""

    async def find(one: str) -> object:
        query = understand(one, NOW.date(), record.lexicon)
        return await record.engine.search(query, FIRST)

    answerer = Answerer(record)
    await timed(find, asked[:20])
    print(f"{name}, search: {await timed(find, asked)}", flush=True)
    answers = await timed(lambda one: answerer.answer(one, NOW), asked)
    print(f"{name}, whole answers: {answers}", flush=True)


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


@dataclass(frozen=True, slots=True)
class Place:
    """Where a record is: its archive, and its index in the cluster."""

    database: Path
    address: ClusterAddress

    def open(self, engine: Engine | None = None) -> Record:
        """Open it, or its archive with another engine."""
        database = Database.in_file(self.database)
        return Record(database, engine or ClusterEngine(self.address), time.monotonic)


async def answer_some(place: Place, asked: Sequence[str], ready: Barrier) -> float:
    """Answer questions, so many at once, and return how many seconds that took."""
    record = place.open()
    await record.catch_up()
    answerer, waiting = Answerer(record), iter(asked)

    async def ask() -> None:
        for one in waiting:
            await answerer.answer(one, NOW)

    ready.wait()
    started = time.perf_counter()
    await asyncio.gather(*(ask() for _ in range(AT_ONCE)))
    took = time.perf_counter() - started
    await record.close()
    return took


def answer_in_process(place: Place, asked: Sequence[str], ready: Barrier) -> float:
    """Do the same in a process of its own."""
    return asyncio.run(answer_some(place, asked, ready))


def answer_together(place: Place, processes: int, most: int) -> None:
    """Answer questions in some processes at once, and say how many a second."""
    asked = read_questions(most)
    context = get_context("spawn")
    with context.Manager() as shared, ProcessPoolExecutor(processes, context) as pool:
        ready = shared.Barrier(processes)
        shares = [asked[at::processes] for at in range(processes)]
        took = max(pool.map(answer_in_process, repeat(place), shares, repeat(ready)))
    print(f"{processes} processes: {most / took:.1f} answers a second", flush=True)


async def swap(  # noqa: C901 - two processes, at the same time
    address: ClusterAddress, release: Release, asked: int, swaps: int
) -> None:
    """Swap generations in one process while another one asks.

    The passages of each generation have a word of their own, so that an answer of two is seen.
    """
    writer, asking = ClusterEngine(address), ClusterEngine(address)
    failed, mixed, done = 0, 0, 0
    known: set[str] = set()
    is_over = asyncio.Event()

    def build(number: int) -> None:
        word = f"x{number}1"
        made = {
            f"r{at}": [
                replace(one, release_id=f"r{at}", words=(*one.words, word, "everywhere"))
                for one in passages(release)
            ]
            for at in range(20)
        }
        writer.start_over()
        writer.add(made, number)
        writer.commit()

    async def ask(query: Query) -> None:
        nonlocal failed, mixed, done
        while not is_over.is_set() or done < asked:
            done += 1
            try:
                hits = await asking.search(query, 50)
            except Exception as error:  # noqa: BLE001 - any of them is a failed answer
                failed += 1
                print("   ", type(error).__name__, error)
                continue
            words = {hit.passage.words[-2] for hit in hits}
            known.update(words)
            mixed += len(hits) != 50 or len(words) != 1

    async def follow() -> None:
        while not is_over.is_set() or done < asked:
            await asyncio.to_thread(asking.refresh)
            await asyncio.sleep(1)

    async def rebuild() -> None:
        for number in range(1, swaps + 1):
            await asyncio.to_thread(build, number + 1)
            # As many questions meet each generation.
            while done < asked * number / swaps:  # noqa: ASYNC110 - it is only counted
                await asyncio.sleep(0.05)
        is_over.set()

    build(1)
    asking.refresh()
    query = Query("", terms=(Term("everywhere", (("everywhere",),)),))
    await asyncio.gather(rebuild(), follow(), *(ask(query) for _ in range(4)))
    told = f"{failed} failed, {mixed} mixed; {len(known)} generations were seen"
    print(f"{swaps} swaps, {done:,} questions: {told}", flush=True)
    for engine in (writer, asking):
        engine.close()


async def measure(given: argparse.Namespace) -> None:
    """Measure what is asked for."""
    urls = os.environ["KAIKEN_TEST_SEARCH_URL"].split(",")
    if given.swaps:
        address = ClusterAddress(urls, prefix="bench-swaps", shards=given.shards)
        release = find_seeds().read().readings[0].release
        await swap(address, release, given.questions, given.swaps)
    if not (given.load or given.agree or given.times):
        return
    place = find_place(given, urls)
    records = {"cluster": place.open()}
    if given.agree or given.times:
        records["disk"] = place.open(DiskEngine(place.database.with_name("disk-index")))
    try:
        for name, record in records.items():
            if given.load or not record.engine.revision:
                await load(name, record)
            await record.catch_up()
        if given.agree:
            await compare(records, given.agree, 2 * given.agree)
        if given.times:
            for name, record in records.items():
                await time_all(name, record, read_questions(given.times))
    finally:
        for record in records.values():
            await record.close()


def find_place(given: argparse.Namespace, urls: list[str]) -> Place:
    """Find the record, which is made if need be."""
    whole = make_whole(given.scratch)
    part = whole if given.share == 1 else make_part(whole, given.share)
    address = ClusterAddress(urls, prefix=f"bench-{given.share}", shards=given.shards)
    return Place(part.data / "kaiken.db", address)


if __name__ == "__main__":
    reader = argparse.ArgumentParser(description=__doc__)
    reader.add_argument("--scratch", type=Path, required=True)
    reader.add_argument("--share", type=int, default=9)
    reader.add_argument("--shards", type=int, default=3)
    reader.add_argument("--load", action="store_true")
    reader.add_argument("--agree", type=int, default=0)
    reader.add_argument("--times", type=int, default=0)
    reader.add_argument("--swaps", type=int, default=0)
    reader.add_argument("--questions", type=int, default=10_000)
    reader.add_argument("--processes", type=int, nargs="*", default=[])
    options = reader.parse_args()
    asyncio.run(measure(options))
    for number in options.processes:
        nodes = os.environ["KAIKEN_TEST_SEARCH_URL"].split(",")
        answer_together(find_place(options, nodes), number, ANSWERED)
