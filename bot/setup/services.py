"""What commands and handlers work with, opened once."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from bot.migrations.schema import require_schema
from bot.rendering.render import Renderer
from bot.setup.settings import Settings
from retrieval.answering.answerer import Answerer
from retrieval.archive.database import Database
from retrieval.archive.load import count_statements, load_known_keys, load_revision
from retrieval.archive.save import save
from retrieval.errors import UnreadablePageError
from retrieval.index.engine import Engine
from retrieval.index.okapi import OkapiEngine
from retrieval.record.record import Record
from retrieval.sources.files.seeds import Seeds, find_seeds

Now = Callable[[], datetime]
UnreadableSeeds = tuple[UnreadablePageError, ...]

INDEX_FOLDER = "index"

_DATABASE_FILE = "kaiken.db"
# In so many statements rank-bm25 takes some 10 ms for six words; its time grows with the record.
_MAX_IN_MEMORY = 3_000


@dataclass(frozen=True, slots=True)
class Services:
    """The database and the record in it, the answerer, the renderer, and the clock.

    `faults` are the seeds that could not be read.
    """

    database: Database
    record: Record
    answerer: Answerer
    renderer: Renderer
    unreadable_seeds: UnreadableSeeds
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
        Database.at(url.reveal())
        if url
        else Database.in_file(settings.make_data_folder() / _DATABASE_FILE)
    )
    try:
        yield database
    finally:
        await database.close()


@asynccontextmanager
async def open_archive(
    settings: Settings, now: Now = now_utc, seeds: Seeds | None = None
) -> AsyncIterator[tuple[Database, UnreadableSeeds]]:
    """The database that the settings name, with at least the seeds on record.

    With it, the seeds that could not be read. Its schema is as this version needs it.

    Raises:
        SettingsError: the data folder cannot be made.
        UnusableDatabaseError: the database cannot be opened, or a newer version made it.
        UnreadableManifestError: the seeds have no readable manifest.
    """
    async with connect(settings) as database:
        await require_schema(database)
        yield database, await _save_seeds(database, seeds or find_seeds(), now())


@asynccontextmanager
async def open_services(
    settings: Settings, now: Now = now_utc, seeds: Seeds | None = None
) -> AsyncIterator[Services]:
    """Services over the archive that `open_archive` opens, and that raises what this raises."""
    async with (
        open_archive(settings, now, seeds) as (database, faults),
        open_record(settings, database) as record,
    ):
        await record.catch_up()
        yield Services(database, record, Answerer(record), Renderer(), faults, now)


@asynccontextmanager
async def open_record(settings: Settings, database: Database) -> AsyncIterator[Record]:
    """The record of an archive, with the engine that the settings name; it has yet to catch up.

    Raises:
        SettingsError: the data folder cannot be made.
        UnusableIndexError: the folder of the index cannot be used.
    """
    engine: Engine = OkapiEngine()
    if await _is_on_disk(settings, database):
        from retrieval.index.disk.tantivy_engine import DiskEngine  # noqa: PLC0415 - loads tantivy

        folder = settings.make_data_folder() / INDEX_FOLDER
        engine = await asyncio.to_thread(DiskEngine, folder, database.name)
    record = Record(database, engine, time.monotonic)
    try:
        yield record
    finally:
        await record.close()


@dataclass(frozen=True, slots=True)
class IndexState:
    """What an index shows: up to which change of the record's, and how much room it takes."""

    engine: str
    folder: Path
    passages: int
    revision: int
    record_revision: int
    size_bytes: int


async def read_index_state(settings: Settings, database: Database) -> IndexState:
    """What the index of an archive shows, as it is; nothing is taken in.

    Raises:
        UnusableIndexError: the folder of the index cannot be read.
    """
    folder = settings.make_data_folder() / INDEX_FOLDER
    async with database.read() as connection:
        revision = await load_revision(connection)
    name = "disk" if await _is_on_disk(settings, database) else "okapi"
    async with open_record(settings, database) as record:
        engine = record.engine
        files = [one.stat().st_size for one in folder.rglob("*") if one.is_file()]
        return IndexState(name, folder, engine.size, engine.revision, revision, sum(files))


async def _is_on_disk(settings: Settings, database: Database) -> bool:
    if settings.engine != "auto":
        return settings.engine == "disk"
    async with database.read() as connection:
        return await count_statements(connection) > _MAX_IN_MEMORY


async def _save_seeds(database: Database, seeds: Seeds, now: datetime) -> UnreadableSeeds:
    """Put the seeds on record that are not yet there; those that cannot be read are given back."""
    async with database.read() as connection:
        known = await load_known_keys(connection, [seed.key for seed in seeds.intact])
    loaded = seeds.read(known)
    if loaded.readings:
        async with database.write() as connection:
            await save(connection, loaded.readings, now)
    return loaded.faults
