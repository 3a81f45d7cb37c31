"""Quotations of a large record, exact and altered, verified: how many are told apart, how fast.

    python tests/benchmarks/verifying.py DATA [--count 200] [--seed 1]

DATA is a data folder with the White House record on it, as `kaiken import` makes it. Half of the
quotations are as they stand; the others are altered by a word, a quotation mark or a blank, cut, or
joined. What the verdict should have been is printed for each that was not told rightly.
"""

from __future__ import annotations

import argparse
import asyncio
import random
import statistics
import time
from collections import Counter
from pathlib import Path

from altered_quotations import Altered, make_altered, verdict_of
from sqlalchemy import select

from bot.setup.environment import read_settings
from bot.setup.services import Services, open_services
from retrieval.answering.verifying.verifier import Verifier
from retrieval.archive.load import load_ids
from retrieval.archive.tables import versions
from retrieval.model.release import Release
from retrieval.model.verification import Verdict, Verification

RELEASES = 400


async def load_some(services: Services, seed: int) -> list[Release]:
    """Load some releases by chance, of those whose present version is their only one."""
    async with services.database.read() as connection:
        ids = await load_ids(connection)
        edited = {
            *await connection.scalars(select(versions.c.release_id).where(versions.c.version > 1))
        }
    chosen = random.Random(seed).sample([one for one in ids if one not in edited], RELEASES)  # noqa: S311
    return [await services.record.release(one) for one in chosen]


async def measure(data: Path, count: int, seed: int) -> None:
    async with open_services(read_settings({"KAIKEN_DATA": str(data)})) as services:
        verifier = Verifier(services.record)
        quotations = [*make_altered(await load_some(services, seed), count, seed)]
        await verifier.verify("what is not said, to warm up all that a first question needs")
        times: dict[str, list[float]] = {}
        right, asked, false_exact = Counter[str](), Counter[str](), 0
        for one in quotations:
            began = time.perf_counter()
            verification = await verifier.verify(one.quotation)
            times.setdefault(one.way, []).append(1000 * (time.perf_counter() - began))
            came = verdict_of([c.verdict for c in verification.checked], verification.together)
            asked[one.way] += 1
            right[one.way] += came in one.right
            false_exact += came is Verdict.EXACT and not is_exact(one.quotation, verification)
            if came not in one.right:
                report(one, came)
    for way, total in sorted(asked.items()):
        took = sorted(times[way])
        print(
            f"{way:22} {right[way]:4} of {total:4}, "
            f"p50 {statistics.median(took):6.1f} ms, max {took[-1]:6.1f} ms"
        )
    every = sorted(one for took in times.values() for one in took)
    altered = sorted(one for way, took in times.items() for one in took if way != "unaltered")
    for name, took in (("all", every), ("altered", altered)):
        late = took[int(0.95 * len(took))]
        print(f"{name}: p50 {statistics.median(took):.1f} ms, p95 {late:.1f} ms")
    print(f"false exact: {false_exact}")


def is_exact(quotation: str, verification: Verification) -> bool:
    """Whether a text stands on record to the letter: also an altered one may, by chance."""
    return any(
        quotation in place.release.text for one in verification.checked for place in one.places
    )


def report(one: Altered, came: Verdict) -> None:
    print(f"{one.way}: {came.value} instead of {', '.join(sorted(one.right))}: {one.quotation}")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("data", type=Path)
    parser.add_argument("--count", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    asyncio.run(measure(arguments.data, arguments.count, arguments.seed))
