"""What a database promises beyond its tables: forgotten words, readers, writers, addresses."""

import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection, text

from retrieval.archive.database import Database

# Long enough that a page of SQLite's holds little else.
FORGOTTEN = "a question that somebody wanted to be forgotten " * 20


@pytest.fixture
def careless(monkeypatch: pytest.MonkeyPatch) -> None:
    """Opens SQLite as builds do that leave deleted data in the file until it is overwritten."""
    connect: Callable[..., sqlite3.Connection] = sqlite3.connect

    def open_carelessly(*args: Any, **kwargs: Any) -> sqlite3.Connection:
        opened = connect(*args, **kwargs)
        opened.execute("PRAGMA secure_delete = OFF").close()
        return opened

    monkeypatch.setattr("sqlite3.connect", open_carelessly)
    monkeypatch.setattr("sqlite3.dbapi2.connect", open_carelessly)


def on_disk(folder: Path) -> bytes:
    return b"".join(file.read_bytes() for file in folder.iterdir())


@pytest.mark.parametrize("way", ["write", "transact"])
@pytest.mark.usefixtures("careless")
async def test_what_is_deleted_is_not_in_the_file_any_more(tmp_path: Path, way: str) -> None:
    database = Database.in_file(tmp_path / "record.db")

    async def run(statement: str, *rows: dict[str, str]) -> None:
        def work(connection: Connection) -> None:
            connection.execute(text(statement), rows or None)

        if way == "transact":
            await database.transact(work)
            return
        async with database.write() as connection:
            await connection.run_sync(work)

    await run("CREATE TABLE asked (words TEXT)")
    await run("INSERT INTO asked VALUES (:words)", {"words": "kept"}, *[{"words": FORGOTTEN}] * 30)
    await database.truncate_log()
    assert FORGOTTEN.encode() in on_disk(tmp_path)
    await run("DELETE FROM asked WHERE words != 'kept'")
    await database.truncate_log()
    assert b"somebody wanted to be forgotten" not in on_disk(tmp_path)
    assert b"kept" in on_disk(tmp_path)
    await database.close()
