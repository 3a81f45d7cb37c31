"""What commands and handlers work with, opened once."""

from __future__ import annotations

import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime

from bot.migrations.walk import require_schema
from bot.rendering.render import Renderer
from bot.settings import Settings
from retrieval.answering import Answerer
from retrieval.archive.database import Database
from retrieval.archive.load import load_read
from retrieval.archive.save import save
from retrieval.errors import UnreadablePageError
from retrieval.index.okapi import OkapiEngine
from retrieval.record import Record
from retrieval.sources.seeds import Seeds, find_seeds

Now = Callable[[], datetime]
Faults = tuple[UnreadablePageError, ...]

_FILE = "kaiken.db"


@dataclass(frozen=True, slots=True)
class Services:
    """The database and the record in it, the answerer, the renderer, and the clock.

    `faults` are the seeds that could not be read.
    """

    database: Database
    record: Record
    answerer: Answerer
    renderer: Renderer
    faults: Faults
    now: Now


def now_utc() -> datetime:
    """The time, with its zone."""
    return datetime.now(UTC)


@asynccontextmanager
async def connect(settings: Settings) -> AsyncIterator[Database]:
    """The database that the settings name, whatever its schema; closed at the end.

    Raises:
        SettingsError: the data folder cannot be made.
    """
    url = settings.database_url
    database = (
        Database.at(url.reveal()) if url else Database.in_file(settings.data_folder() / _FILE)
    )
    try:
        yield database
    finally:
        await database.close()


@asynccontextmanager
async def open_archive(
    settings: Settings, now: Now = now_utc, seeds: Seeds | None = None
) -> AsyncIterator[tuple[Database, Faults]]:
    """The database that the settings name, with at least the seeds on record.

    With it, the seeds that could not be read. Its schema is as this version needs it.

    Raises:
        SettingsError: the data folder cannot be made.
        UnusableDatabaseError: the database cannot be opened, or a newer version made it.
        UnreadableManifestError: the seeds have no readable manifest.
    """
    async with connect(settings) as database:
        await require_schema(database)
        yield database, await _plant(database, seeds or find_seeds(), now())


@asynccontextmanager
async def open_services(
    settings: Settings, now: Now = now_utc, seeds: Seeds | None = None
) -> AsyncIterator[Services]:
    """Services over the archive that `open_archive` opens, and that raises what this raises."""
    async with open_archive(settings, now, seeds) as (database, faults):
        record = Record(database, OkapiEngine(), time.monotonic)
        await record.catch_up()
        yield Services(database, record, Answerer(record), Renderer(), faults, now)


async def _plant(database: Database, seeds: Seeds, now: datetime) -> Faults:
    """Put the seeds on record that are not yet there; those that cannot be read are given back."""
    async with database.read() as connection:
        known = await load_read(connection, [seed.key for seed in seeds.whole])
    loaded = seeds.read(known)
    if loaded.readings:
        async with database.write() as connection:
            await save(connection, loaded.readings, now)
    return loaded.faults
