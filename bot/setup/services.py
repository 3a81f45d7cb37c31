"""The services that commands and handlers use, opened once."""

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
from bot.setup.logs import KEY_FILE
from bot.setup.private_files import keep_files_private
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
# With this many statements rank-bm25 takes some 10 ms for six words; its time grows with the
# record.
_MAX_IN_MEMORY = 3_000


@dataclass(frozen=True, slots=True)
class Services:
    """The database and the record in it, the answerer, the renderer, and the clock.

    `unreadable_seeds` are the errors of seeds that could not be read.
    """

    database: Database
    record: Record
    answerer: Answerer
    renderer: Renderer
    unreadable_seeds: UnreadableSeeds
    now: Now


def now_utc() -> datetime:
    """Return the current time in UTC."""
    return datetime.now(UTC)


@asynccontextmanager
async def connect(settings: Settings) -> AsyncIterator[Database]:
    """Open the database that the settings name, whatever its schema; close it at the end.

    From here on, what this process writes is for its owner only.

    Raises:
        SettingsError: the data folder cannot be made.
    """
    url = settings.database_url
    database = (
        Database.at(url.reveal())
        if url
        else Database.in_file(settings.make_data_folder() / _DATABASE_FILE)
    )
    folder = settings.data_path
    keep_files_private(database.file, folder / INDEX_FOLDER, folder / KEY_FILE)
    try:
        yield database
    finally:
        await database.close()


@asynccontextmanager
async def open_archive(
    settings: Settings, now: Now = now_utc, seeds: Seeds | None = None
) -> AsyncIterator[tuple[Database, UnreadableSeeds]]:
    """Open the database that the settings name, migrate it, and put the seeds on record.

    Yield it with the errors of the seeds that could not be read.

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
    """Open all services over the archive; raises what `open_archive` and `open_record` raise."""
    async with (
        open_archive(settings, now, seeds) as (database, faults),
        open_record(settings, database) as record,
    ):
        await record.catch_up()
        yield Services(database, record, Answerer(record), Renderer(), faults, now)


@asynccontextmanager
async def open_record(settings: Settings, database: Database) -> AsyncIterator[Record]:
    """Open the record of an archive with the engine that the settings name; it must yet catch up.

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
    """What an index has: its revision beside the record's, and its size."""

    engine: str
    folder: Path
    passages: int
    revision: int
    record_revision: int
    size_bytes: int


async def read_index_state(settings: Settings, database: Database) -> IndexState:
    """Read the state of an archive's index; it does not catch up with the record.

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
    """Put the seeds on record that are not yet there; return the errors of unreadable ones."""
    async with database.read() as connection:
        known = await load_known_keys(connection, [seed.key for seed in seeds.intact])
    loaded = seeds.read(known)
    if loaded.readings:
        async with database.write() as connection:
            await save(connection, loaded.readings, now)
    return loaded.faults
