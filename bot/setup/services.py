"""The services that commands and handlers use, opened once."""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime

from bot.migrations.schema import require_schema
from bot.rendering.render import Renderer
from bot.setup.directory import Directory
from bot.setup.engines import INDEX_FOLDER, choose_engine, measure, open_engine
from bot.setup.examples import Examples
from bot.setup.logs import KEY_FILE
from bot.setup.private_files import keep_files_private
from bot.setup.settings import Settings
from retrieval.answering.answerer import Answerer
from retrieval.answering.verifying.verifier import Verifier
from retrieval.archive.database import Database
from retrieval.archive.load import (
    has_revision,
    load_known_keys,
    load_revision,
)
from retrieval.archive.save import save
from retrieval.errors import IndexFaultError, IndexLockedError, UnreadablePageError
from retrieval.formulas.gathering import Formulas
from retrieval.model.release import Revision
from retrieval.record.record import OTHER_RECORD, Record, ReportProgress
from retrieval.sources.files.seeds import Seeds, find_seeds

_log = logging.getLogger(__name__)

Now = Callable[[], datetime]
UnreadableSeeds = tuple[UnreadablePageError, ...]

DATABASE_FILE = "kaiken.db"


@dataclass(frozen=True, slots=True)
class Services:
    """The database and the record, what answers, verifies and gathers wordings, the renderer.

    The directory lists who speaks in the record, and its headings.

    `unreadable_seeds` are the errors of seeds that could not be read. `operator_chat` is the chat
    of whoever runs the bot, if it is known; `operators` are the chats that may order the bot about.
    `is_watching`: the sources are checked at intervals. `opened_at` is when the services were
    opened. `most_questions` are answered of a person in a minute;
    None for all.
    """

    database: Database
    record: Record
    answerer: Answerer
    verifier: Verifier
    formulas: Formulas
    renderer: Renderer
    examples: Examples
    directory: Directory
    unreadable_seeds: UnreadableSeeds
    now: Now
    opened_at: datetime
    operator_chat: int | None = None
    operators: frozenset[int] = frozenset()
    is_watching: bool = False
    most_questions: int | None = 20

    @property
    def told_of_alarms(self) -> frozenset[int]:
        """The chats that are told when something begins to fail, and when that is over."""
        told = () if self.operator_chat is None else (self.operator_chat,)
        return self.operators.union(told)


def now_utc() -> datetime:
    """Return the current time in UTC."""
    return datetime.now(UTC)


def name_database(settings: Settings) -> Database:
    """Return the database that the settings name; nothing is opened or made yet."""
    url = settings.database_url
    if url is not None:
        return Database.at(url.reveal(), prepares=settings.prepares_statements)
    return Database.in_file(settings.data_path / DATABASE_FILE)


@asynccontextmanager
async def connect(settings: Settings) -> AsyncIterator[Database]:
    """Open the database that the settings name, whatever its schema; close it at the end.

    From here on, what this process writes is for its owner only.

    Raises:
        SettingsError: the data folder cannot be made.
    """
    if settings.database_url is None:
        settings.make_data_folder()
    database = name_database(settings)
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
        _warn_if_vanished(settings, database)
        await require_schema(database)
        yield database, await _save_seeds(database, seeds or find_seeds(), now())


def _warn_if_vanished(settings: Settings, database: Database) -> None:
    """Say that a SQLite file is gone or empty, if what it leaves beside it is still there."""
    file = database.file
    if file is None:
        return
    left = [file.with_name(f"{file.name}{end}") for end in ("-serving", "-wal")]
    left.append(settings.data_path / INDEX_FOLDER)
    try:
        is_there = file.exists() and file.stat().st_size > 0
        found = None if is_there else next((one for one in left if one.exists()), None)
    except OSError:
        # Whoever may not look there cannot open it either, and hears of that.
        return
    if found is not None:
        _log.warning(
            "%s is gone or empty, though %s is there: the record begins anew; if that is not "
            "meant, stop Kaiken and put the file back",
            file,
            found.name,
        )


@asynccontextmanager
async def open_services(
    settings: Settings,
    now: Now = now_utc,
    seeds: Seeds | None = None,
    report: ReportProgress = lambda *_: None,
) -> AsyncIterator[Services]:
    """Open all services over the archive; raises what `open_archive` and `open_record` raise.

    `report` hears how far the index is.
    """
    async with (
        open_archive(settings, now, seeds) as (database, faults),
        open_record(settings, database) as record,
    ):
        try:
            await record.catch_up(report)
        except IndexFaultError as fault:
            # Who asks is told, and the next look finds out whether it is mended.
            _log.error("the record cannot be searched: %s", fault)
        answerer = Answerer(record)
        examples = Examples(database, record, answerer)
        directory = Directory(database, record)
        reading = answerer, Verifier(record), Formulas(record)
        parts = *reading, Renderer(), examples, directory, faults, now
        yield Services(
            database,
            record,
            *parts,
            opened_at=now(),
            operator_chat=settings.operator_chat,
            operators=settings.operators,
            is_watching=settings.watch_every is not None,
        )


@asynccontextmanager
async def open_record(settings: Settings, database: Database) -> AsyncIterator[Record]:
    """Open the record of an archive with the engine that the settings name; it must yet catch up.

    Raises:
        SettingsError: the data folder cannot be made.
    """
    record = Record(database, await open_engine(settings, database), time.monotonic)
    try:
        yield record
    finally:
        await record.close()


async def build_index(settings: Settings, database: Database, report: ReportProgress) -> bool:
    """Let a lasting index take in what changed; say whether it did, or has to be left to others.

    An index in memory is made at every start.

    Raises:
        SettingsError: the data folder cannot be made.
        UnusableIndexError: the folder of the index cannot be written to.
    """
    if await choose_engine(settings, database) == "okapi":
        return True
    async with open_record(settings, database) as record:
        try:
            await record.catch_up(report)
        except IndexLockedError:
            return False
        async with database.read() as connection:
            return record.engine.revision == (await load_revision(connection)).number


@dataclass(frozen=True, slots=True)
class IndexState:
    """What an index has: its revision beside the record's, its size, and what is wrong with it.

    The revision is 0 if the index cannot be searched, as it is damaged or of another record.
    """

    engine: str
    folder: str
    passages: int
    revision: int
    record_revision: int
    size_bytes: int
    fault: str


async def read_index_state(settings: Settings, database: Database) -> IndexState:
    """Read the state of an archive's index; it does not catch up with the record.

    Raises:
        UnusableIndexError: the folder of the index cannot be read.
    """
    folder = settings.make_data_folder() / INDEX_FOLDER
    engine = await open_engine(settings, database)
    try:
        await asyncio.to_thread(engine.refresh)
        async with database.read() as connection:
            latest = await load_revision(connection)
            shown = Revision(engine.revision, engine.token)
            if shown.number and not await has_revision(connection, shown):
                engine.put_aside(OTHER_RECORD)
        fault = engine.fault.reason if engine.fault else ""
        place, size = await asyncio.to_thread(measure, engine, folder)
        name = await choose_engine(settings, database)
        return IndexState(name, place, engine.size, engine.revision, latest.number, size, fault)
    finally:
        await asyncio.to_thread(engine.close)


async def _save_seeds(database: Database, seeds: Seeds, now: datetime) -> UnreadableSeeds:
    """Put the seeds on record that are not yet there; return the errors of unreadable ones."""
    async with database.read() as connection:
        known = await load_known_keys(connection, [seed.key for seed in seeds.intact])
    loaded = seeds.read(known)
    if loaded.readings:
        async with database.write() as connection:
            await save(connection, loaded.readings, now)
    return loaded.faults
