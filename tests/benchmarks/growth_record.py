"""What a passage costs on a cluster: disk, memory, loading, and the processors' time of an answer.

Three nodes on this machine take parts of the White House record, each four times the one before.
Times of processors are measured, which other work disturbs less than those of the clock.

    PYTHONPATH=. python tests/benchmarks/growth_record.py [--folder SCRATCH] [--shares 64 16 4]
"""

from __future__ import annotations

import argparse
import asyncio
import json
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import psutil
from engines import read_questions
from large_record import Part, make_part, make_whole

from bot.migrations.schema import migrate
from retrieval.answering.answerer import Answerer
from retrieval.archive.database import Database
from retrieval.index.cluster.cluster_engine import ClusterEngine
from retrieval.index.cluster.connection import ClusterAddress
from retrieval.record.record import Record
from tests.cluster.nodes import Cluster, start_cluster

NOW = datetime(2026, 6, 1, tzinfo=UTC)
MB = 1e6


async def open_and_ask(part: Path, urls: list[str], prefix: str, asked: list[str]) -> Any:
    """Load what the cluster lacks of a record, and ask; return what that took of this process."""
    own = psutil.Process()
    database = Database.in_file(part / "kaiken.db")
    await migrate(database)
    before = own.memory_info().rss
    began, used = time.perf_counter(), own.cpu_times()
    record = Record(database, ClusterEngine(ClusterAddress(urls, prefix=prefix)), time.monotonic)
    await record.catch_up()
    found: dict[str, Any] = {"open_s": time.perf_counter() - began}
    # With the processes that prepared what was loaded, which have ended.
    now = own.cpu_times()
    found["open_cpu_s"] = now.user + now.children_user - used.user - used.children_user
    answerer = Answerer(record)
    times = []
    if asked:
        for one in asked[:20]:
            await answerer.answer(one, NOW)
        found["cluster_s"] = -cluster_seconds(urls)
        used = own.cpu_times()
        for one in asked[20:]:
            at = time.perf_counter()
            await answerer.answer(one, NOW)
            times.append(time.perf_counter() - at)
        found["cluster_s"] += cluster_seconds(urls)
        found["own_s"] = own.cpu_times().user - used.user
        found["p50_s"], found["p99_s"] = statistics.median(times), sorted(times)[-2]
    found["added_mb"] = (own.memory_info().rss - before) / MB
    found["passages"] = record.engine.size
    found["words"] = len(record.engine.vocabulary.words)
    found["releases"] = len(record.engine.notes)
    await record.close()
    await database.close()
    return found


def cluster_seconds(urls: list[str]) -> float:
    """Return the processors' seconds that the nodes have used."""
    return sum(one["process"]["cpu"]["total_in_millis"] for one in nodes(urls[0], "process")) / 1e3


def nodes(url: str, of: str) -> Iterator[Any]:
    """Yield what each node says of itself."""
    import urllib.request

    with urllib.request.urlopen(f"{url}/_nodes/stats/{of}", timeout=30) as answer:  # noqa: S310 - loopback
        yield from json.load(answer)["nodes"].values()


def in_process(part: Part, cluster: Cluster, prefix: str, questions: int) -> dict[str, Any]:
    """Do `open_and_ask` in a process of its own."""
    given = [str(part.data), ",".join(cluster.urls), prefix, str(questions)]
    run = [sys.executable, __file__, "--open", *given]
    return json.loads(subprocess.run(run, check=True, stdout=subprocess.PIPE, text=True).stdout)


def measure(part: Part, cluster: Cluster, questions: int) -> str:
    """Return a line about a part of the record."""
    prefix = f"growth-{part.share}"
    before_s = cluster_seconds(cluster.urls)
    loaded = in_process(part, cluster, prefix, 0)
    load_cpu_s = cluster_seconds(cluster.urls) - before_s
    node = cluster.nodes[0]
    cluster.wait("green")
    stats = node.ask(f"/{prefix}-*/_stats/store,docs")
    store = stats["_all"]["primaries"]["store"]["size_in_bytes"]
    both = stats["_all"]["total"]["store"]["size_in_bytes"]
    asked = in_process(part, cluster, prefix, questions)
    passages, count = asked["passages"], questions - 20
    heap = [
        one["jvm"]["mem"]["pools"]["old"]["used_in_bytes"] / MB for one in nodes(node.url, "jvm")
    ]
    return (
        f"| {passages} | {asked['releases']} | {asked['words']} | {store / passages:.0f} "
        f"| {both / MB:.0f} | {passages / loaded['open_s']:.0f} "
        f"| {loaded['open_cpu_s'] / passages * 1e3:.2f} + {load_cpu_s / passages * 1e3:.2f} "
        f"| {max(heap):.0f} | {asked['added_mb']:.0f} | {asked['open_cpu_s']:.1f} "
        f"| {asked['cluster_s'] / count * 1e3:.1f} | {asked['own_s'] / count * 1e3:.1f} "
        f"| {asked['p50_s'] * 1e3:.0f} | {asked['p99_s'] * 1e3:.0f} |"
    )


HEAD = (
    "| passages | releases | words | bytes a passage | MB on all nodes | loaded a second "
    "| ms of processors a passage, ours + the cluster's | old heap of a node, MB "
    "| memory of ours, MB | opening, s | ms of an answer, the cluster's | … ours "
    "| p50 ms | p99 ms |\n" + "|---" * 14 + "|"
)


@contextmanager
def folder_or_scratch(given: Path | None) -> Iterator[Path]:
    """Yield the folder that was given, or one that is removed at the end."""
    if given is not None:
        yield given
        return
    with TemporaryDirectory() as scratch:
        yield Path(scratch)


def main() -> None:
    """Measure, and print a table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--folder", type=Path)
    parser.add_argument("--shares", type=int, nargs="+", default=[64, 16, 4])
    parser.add_argument("--questions", type=int, default=220)
    parser.add_argument("--open", nargs=4)
    given = parser.parse_args()
    if given.open:
        part, urls, prefix, questions = given.open
        asked = read_questions(int(questions)) if int(questions) else []
        found = asyncio.run(open_and_ask(Path(part), urls.split(","), prefix, asked))
        print(json.dumps(found))
        return
    with folder_or_scratch(given.folder) as folder, start_cluster() as cluster:
        whole = make_whole(folder)
        print(HEAD, flush=True)
        for share in given.shares:
            print(measure(make_part(whole, share), cluster, given.questions), flush=True)


if __name__ == "__main__":
    main()
