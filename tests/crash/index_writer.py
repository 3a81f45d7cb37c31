"""Adds to an archive, indexes what it added and builds the index anew, until it is killed."""

import asyncio
import sys
import time
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

from retrieval.archive.database import Database
from retrieval.archive.digest import digest_words
from retrieval.archive.knowledge import Reading
from retrieval.archive.save import save
from retrieval.index.disk.engine import DiskEngine
from retrieval.parsing.page import Page
from retrieval.parsing.registry import read
from retrieval.record import Record

NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)


def make(number: int) -> Reading:
    """A page of which every third is a new version of an earlier one."""
    said = " ".join(f"We will hold talks on matter {number + turn}." for turn in range(9))
    text = (
        "Press Conferences\nPress Conference by Foreign Minister TANABE Kenji\n"
        f"May {1 + number % 28}, 2022\nReporter: Well?\nMinister Tanabe: {said}\n"
    )
    page = Page(f"kaiken24e_{number // 3 * 3 if number % 3 == 2 else number:06}", "", text)
    release = read("mofa", page)
    return Reading(release, digest_words(release), sha256(text.encode()).digest())


async def write(url: str, folder: Path, first: int) -> None:
    database = Database.at(url)
    record = Record(database, DiskEngine(folder), time.monotonic)
    await record.catch_up()
    sys.stdout.write("begun\n")
    sys.stdout.flush()
    number = first
    while True:
        for _ in range(3):
            async with database.write() as connection:
                await save(connection, [make(number), make(number + 1)], NOW)
            number += 2
            await record.catch_up()
        await record.rebuild()


if __name__ == "__main__":
    asyncio.run(write(sys.argv[1], Path(sys.argv[2]), int(sys.argv[3])))
