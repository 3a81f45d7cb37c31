"""Adds to an archive, indexes what it added and rebuilds the index, until it is killed.

It may kill itself at a named point. `test_index_killed.py` runs it in a process of its own, with
its arguments in `GIVEN`.
"""

import asyncio
import os
import shutil
import time
from collections.abc import Callable
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

from killing import Killer

from retrieval.archive.database import Database
from retrieval.archive.digest import digest_words
from retrieval.archive.knowledge import Reading
from retrieval.archive.save import save
from retrieval.index.disk import statistics
from retrieval.index.disk.folder import IndexFolder
from retrieval.index.disk.generation import Generation
from retrieval.index.disk.heap import Heap
from retrieval.index.disk.statistics import IndexStatistics
from retrieval.index.disk.tantivy_engine import DiskEngine
from retrieval.index.disk.writing import GenerationWriter
from retrieval.parsing.pages.page import Page
from retrieval.parsing.registry import read
from retrieval.record.record import Record

NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)


def put_points(killer: Killer) -> None:
    def is_committing(*_given: Any, is_lasting: bool = False) -> bool:
        return is_lasting

    killer.around(IndexFolder, "make_generation", after="a folder made for a generation")
    killer.around(Generation, "make", after="a generation begun")
    killer.around(GenerationWriter, "add", after="some added")
    killer.around(Heap, "flush", "before records are kept", "records kept", is_committing)
    killer.around(IndexStatistics, "write", "tantivy has it", "the statistics have it")
    killer.around(
        statistics,
        "_merge_changes",
        "in the statistics' transaction",
        "changes merged, not committed",
    )
    killer.around(GenerationWriter, "commit", after="segments merged")
    killer.around(IndexFolder, "show", "finished, before the pointer", "shown")

    def is_pointer(path: Path, *_given: Any) -> bool:
        return path.name == "current.new"

    killer.around(Path, "replace", "the new pointer beside", "the pointer replaced", is_pointer)
    killer.around(shutil, "rmtree", "the old one still there", "the old one removed")
    killer.around(os, "unlink", after="the old one half removed")


def make(number: int) -> Reading:
    """Make a page; every third is a new version of an earlier one."""
    said = " ".join(f"We will hold talks on matter {number + turn}." for turn in range(9))
    text = (
        "Press Conferences\nPress Conference by Foreign Minister TANABE Kenji\n"
        f"May {1 + number % 28}, 2022\nReporter: Well?\nMinister Tanabe: {said}\n"
    )
    page = Page(f"kaiken24e_{number // 3 * 3 if number % 3 == 2 else number:06}", "", text)
    release = read("mofa", page)
    return Reading(release, digest_words(release), sha256(text.encode()).digest())


async def write(url: str, folder: Path, number: int, begin: Callable[[], None]) -> None:
    database = Database.at(url)
    record = Record(database, DiskEngine(folder), time.monotonic)
    await record.catch_up()
    begin()
    while True:
        for _ in range(2):
            async with database.write() as connection:
                await save(connection, [make(number), make(number + 1)], NOW)
            number += 2
            await record.catch_up()
        await record.rebuild()


def main(given: dict[str, Any]) -> None:
    put_points(Killer(given["point"], given["times"]))
    # Changes are merged into the counts now and then, with the few that there are here.
    statistics._MOST_IN_CHANGES = 1_000
    asyncio.run(write(given["url"], given["folder"], given["first"], given["begun"].touch))


main(globals()["GIVEN"])
