"""Copies the record of an operator, so that the page shows it and changes nothing of it."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

from sqlalchemy import Table

from bot.setup.engines import INDEX_FOLDER
from bot.setup.services import DATABASE_FILE
from bot.setup.settings import Settings
from bot.store import tables
from retrieval.archive.tables import news
from retrieval.errors import KaikenError

# What is known of chats stays where it is; news that is not told yet is nobody's here.
_LEFT_OUT = (*(one for one in vars(tables).values() if isinstance(one, Table)), news)


class UncopiedRecordError(KaikenError):
    """The record cannot be copied, and why."""


def copy_record(settings: Settings, folder: Path) -> bool:
    """Copy the record in the data folder, with its index, to a folder; say whether there is one.

    Raises:
        UncopiedRecordError: there is one, and it cannot be copied.
    """
    record = settings.data_path / DATABASE_FILE
    if settings.database_url is not None or not record.is_file():
        return False
    copied = folder / DATABASE_FILE
    try:
        with closing(sqlite3.connect(f"{record.as_uri()}?mode=ro", uri=True)) as connection:
            connection.execute("VACUUM INTO ?", (str(copied),))
        with closing(sqlite3.connect(copied)) as connection, connection:
            _empty_tables(connection)
        index = settings.data_path / INDEX_FOLDER
        if index.is_dir():
            shutil.copytree(index, folder / INDEX_FOLDER)
    except (OSError, sqlite3.Error) as cause:
        raise UncopiedRecordError(f"the record in {record} cannot be copied: {cause}") from cause
    return True


def _empty_tables(connection: sqlite3.Connection) -> None:
    known = {name for (name,) in connection.execute("SELECT name FROM sqlite_master")}
    for table in _LEFT_OUT:
        if table.name in known:
            connection.execute(f'DELETE FROM "{table.name}"')  # noqa: S608 - a name of our own
