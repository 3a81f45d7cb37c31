"""The White House archive as a record, imported once; the terms of its passages; parts of both.

The archive is looked for in ../shared/data, or where WH_BRIEFINGS says. It has 454,643 passages.
The goals are for 518,085, so every seventh release is put on record a second time, with another id
and day, and without its address.
"""

from __future__ import annotations

import asyncio
import os
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import closing
from itertools import count
from multiprocessing import get_context
from pathlib import Path
from typing import NamedTuple

KAIKEN = Path(sys.executable).with_name("kaiken")
ARCHIVE = Path(os.environ.get("WH_BRIEFINGS", "../shared/data/wh-briefings.tar.xz"))
_DATABASE = "kaiken.db"
_TERMS = "terms.txt"
_AT_ONCE = 100
_AGAIN = 7
_DAYS_BEFORE = 400


class Part(NamedTuple):
    """Every `share`-th release: the data folder with them, and the file with their terms."""

    share: int
    data: Path
    terms: Path

    @property
    def environment(self) -> dict[str, str]:
        """Return the environment in which the kaiken command works on this part."""
        return os.environ | {"KAIKEN_DATA": str(self.data)}


class Terms(NamedTuple):
    """The terms of a passage: of its own words, its context, and the questions around."""

    words: list[str]
    context: list[str]
    neighbour_questions: list[str]


def make_whole(folder: Path) -> Part:
    """Return the whole record in a folder; it is made only if it does not exist."""
    part = Part(1, folder / "part-1", folder / _TERMS)
    if not part.terms.exists():
        importing = [KAIKEN, "import", ARCHIVE]
        subprocess.run(importing, env=part.environment, check=True, capture_output=True)
        with closing(sqlite3.connect(part.data / _DATABASE)) as database:
            _put_again(database)
        unfinished = part.terms.with_suffix(".new")
        # In its own process, or processes that are started later would begin with its memory.
        with ProcessPoolExecutor(1, get_context("spawn")) as another:
            another.submit(_write_terms, part.data / _DATABASE, unfinished).result()
        unfinished.rename(part.terms)
    return part


def _put_again(database: sqlite3.Connection) -> None:
    """Put every seventh release on record a second time; those that are there already stay."""
    rows = database.execute(
        "SELECT id FROM releases WHERE id NOT LIKE 'again-%' ORDER BY revision"
    ).fetchall()
    again = rows[::_AGAIN]
    for table, changed in (
        (
            "releases",
            {"id": "'again-' || id", "revision": "(SELECT MAX(revision) + 1 FROM releases)"},
        ),
        (
            "versions",
            {"release_id": "'again-' || release_id", "url": "''", "date": "date(date, ?)"},
        ),
        ("statements", {"release_id": "'again-' || release_id"}),
    ):
        columns = [name for _, name, *_ in database.execute(f"PRAGMA table_info({table})")]
        values = ", ".join(changed.get(name, f'"{name}"') for name in columns)
        key = "id" if table == "releases" else "release_id"
        shift = (f"-{_DAYS_BEFORE} days",) if table == "versions" else ()
        database.executemany(
            f"INSERT OR IGNORE INTO {table} SELECT {values} FROM {table} WHERE {key} = ?",  # noqa: S608
            ((*shift, release) for (release,) in again),
        )
    _stand_at_the_last_change(database)
    database.commit()


def make_part(whole: Part, share: int) -> Part:
    """Return a part of the whole record, beside it; it is made only if it does not exist."""
    data = whole.data.with_name(f"part-{share}")
    if not data.exists():
        unfinished = data.with_suffix(".new")
        unfinished.mkdir(exist_ok=True)
        with (
            closing(sqlite3.connect(whole.data / _DATABASE)) as source,
            closing(sqlite3.connect(unfinished / _DATABASE)) as copy,
        ):
            source.backup(copy)
            _keep_every(share, copy)
        unfinished.rename(data)
    return Part(share, data, whole.terms)


def _keep_every(share: int, database: sqlite3.Connection) -> None:
    rows = database.execute("SELECT id FROM releases ORDER BY revision")
    gone = [(release,) for place, (release,) in enumerate(rows) if place % share]
    for table in ("statements", "addresses", "readings", "versions"):
        database.executemany(f"DELETE FROM {table} WHERE release_id = ?", gone)  # noqa: S608
    database.executemany("DELETE FROM releases WHERE id = ?", gone)
    _stand_at_the_last_change(database)
    database.commit()
    database.execute("VACUUM")


def _stand_at_the_last_change(database: sqlite3.Connection) -> None:
    """Let the last change of the record be that of its releases: whoever opens it looks for it."""
    database.execute("UPDATE record SET revision = (SELECT MAX(revision) FROM releases)")
    database.execute(
        "INSERT OR IGNORE INTO revisions (number, token) SELECT revision, 'benchmark' FROM record"
    )


def _write_terms(path: Path, into: Path) -> None:
    asyncio.run(_write_terms_of(path, into))


async def _write_terms_of(path: Path, into: Path) -> None:
    """Write a line for each passage: the place of its release, and its terms, a column a field."""
    from retrieval.archive.database import Database
    from retrieval.archive.load import load_changed
    from retrieval.index.passages import passages

    database = Database.in_file(path)
    revision = 0
    places = count()
    with into.open("w", encoding="utf-8") as file:
        async with database.read() as connection:
            while changed := await load_changed(connection, revision, _AT_ONCE):
                revision = changed[-1][0]
                for (_, release), place in zip(changed, places, strict=False):
                    for one in passages(release) if release is not None else ():
                        fields = map(" ".join, (one.words, one.context, one.neighbour_questions))
                        file.write("\t".join((str(place), *fields)) + "\n")
    await database.close()


def read_terms(part: Part) -> Iterator[Terms]:
    """Yield the terms of the passages of a part, in the order of the record."""
    with part.terms.open(encoding="utf-8") as file:
        for line in file:
            place, words, context, neighbour_questions = line.rstrip("\n").split("\t")
            if int(place) % part.share == 0:
                yield Terms(words.split(), context.split(), neighbour_questions.split())
