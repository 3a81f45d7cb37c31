"""Import saved pages: read them on all cores, and save them in the order they were found."""

from __future__ import annotations

import asyncio
from collections import Counter, deque
from collections.abc import AsyncIterator, Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from retrieval.archive.database import Database
from retrieval.archive.knowledge import Decision, Knowledge, Reading, ReadingOutcome
from retrieval.archive.load import load_known, load_known_keys
from retrieval.archive.save import save
from retrieval.sources.files.discovery import FoundFile, SavedFile
from retrieval.sources.files.keys import reading_key
from retrieval.sources.files.members import Allowance
from retrieval.sources.files.pool import ReadingPool, Rejected, Task
from retrieval.sources.files.url_map import address_in

# A batch goes to one process and is saved in one transaction: it is large enough to keep their
# overhead small, and small enough that a kill costs little and memory stays bounded.
_FILES_AT_ONCE = 16
_BYTES_AT_ONCE = 1024 * 1024
_BATCHES_AHEAD = 2
_MOST_NAMED = 1_000


@dataclass(frozen=True, slots=True)
class ImportOptions:
    """How files are imported: the day, their source if it is known, their addresses.

    A dry run reports what would happen to each file, and writes nothing. `reads_again`: files that
    were read before are read once more.
    """

    today: date
    source: str | None = None
    addresses: Mapping[str, str] = field(default_factory=dict)
    is_dry: bool = False
    reads_again: bool = False

    def task(self, file: SavedFile) -> Task:
        """Make the task of reading a file."""
        url = address_in(self.addresses, file.name)
        key = reading_key(file.name, file.data, self.source, url)
        return Task(file.name, file.data, self.source, url, self.today, key)


@dataclass(frozen=True, slots=True)
class Imported:
    """Whether a file was new to the record, the id of its release, and why it is doubted."""

    name: str
    outcome: ReadingOutcome
    release_id: str
    doubts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ImportProgress:
    """The results of the files of a batch, and how many bytes of the input were read by then."""

    results: tuple[Imported | Rejected, ...]
    position: int


class ImportCounts:
    """The results of all files: how many of each outcome, which were changed, doubted or rejected.

    In a long run, only the first of these are kept by name. A file that was read before is not
    doubted again.
    """

    def __init__(self) -> None:
        self.outcomes: Counter[ReadingOutcome] = Counter()
        self.rejected = 0
        self.doubtful = 0
        self.changed: list[str] = []
        self.doubted: list[Imported] = []
        self.rejects: list[Rejected] = []

    def add(self, progress: ImportProgress) -> None:
        """Count the results of a batch."""
        for result in progress.results:
            if isinstance(result, Rejected):
                self.rejected += 1
                self.rejects += [result] if len(self.rejects) < _MOST_NAMED else []
                continue
            self.outcomes[result.outcome] += 1
            if result.outcome is ReadingOutcome.CHANGED and len(self.changed) < _MOST_NAMED:
                self.changed.append(result.release_id)
            if result.doubts:
                self.doubtful += 1
                self.doubted += [result] if len(self.doubted) < _MOST_NAMED else []

    @property
    def files(self) -> int:
        """How many files there were."""
        return self.outcomes.total() + self.rejected


@dataclass(frozen=True, slots=True)
class _Batch:
    """Files in progress: those that have to be read, and the results of the others.

    `allowances` are those of the archives that the entries are of.
    """

    entries: tuple[Task | Imported | Rejected, ...]
    allowances: tuple[Allowance | None, ...]
    position: int

    @property
    def tasks(self) -> list[Task]:
        return [entry for entry in self.entries if isinstance(entry, Task)]

    async def read(self, pool: ReadingPool) -> list[Reading | Rejected]:
        """Read its tasks, and charge the time to their archives."""
        timed = await pool.read_timed(self.tasks)
        pairs = zip(self.entries, self.allowances, strict=True)
        charged = [allowance for entry, allowance in pairs if isinstance(entry, Task)]
        for (_, seconds), allowance in zip(timed, charged, strict=True):
            if allowance is not None:
                allowance.spend_time(seconds)
        return [result for result, _ in timed]


async def import_saved(
    database: Database,
    found: Iterable[FoundFile],
    options: ImportOptions,
    *,
    processes: int,
    now: Callable[[], datetime],
) -> AsyncIterator[ImportProgress]:
    """Put saved files on record, and yield the results batch by batch, in the order of the files.

    After a stop or a kill it can be run again: files that are on record are then not read.

    Raises:
        UnusableDatabaseError: the database cannot be used.
    """
    dry_run = Knowledge() if options.is_dry else None
    ahead: deque[tuple[_Batch, asyncio.Task[list[Reading | Rejected]]]] = deque()

    async def finish() -> ImportProgress:
        batch, reading = ahead.popleft()
        return await _finish(database, batch, await reading, dry_run, now)

    async with ReadingPool(processes) as pool:
        try:
            for some in _batches(found):
                batch = await _prepare(database, some, options)
                ahead.append((batch, asyncio.create_task(batch.read(pool))))
                if len(ahead) > processes * _BATCHES_AHEAD:
                    yield await finish()
            while ahead:
                yield await finish()
        finally:
            for _, reading in ahead:
                reading.cancel()


def _batches(found: Iterable[FoundFile]) -> Iterator[list[FoundFile]]:
    batch: list[FoundFile] = []
    size = 0
    for item in found:
        batch.append(item)
        size += len(item.file.data) if isinstance(item.file, SavedFile) else 0
        if len(batch) == _FILES_AT_ONCE or size >= _BYTES_AT_ONCE:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


async def _prepare(database: Database, some: Sequence[FoundFile], options: ImportOptions) -> _Batch:
    """Make a batch of some files; those that were read before are not read again, unless asked."""
    entries = [
        options.task(one.file) if isinstance(one.file, SavedFile) else Rejected.of_fault(one.file)
        for one in some
    ]
    keys = [entry.key for entry in entries if isinstance(entry, Task) and not options.reads_again]
    async with database.read() as connection:
        known = await load_known_keys(connection, keys)
    return _Batch(
        tuple(
            Imported(entry.name, ReadingOutcome.UNCHANGED, known[entry.key])
            if isinstance(entry, Task) and entry.key in known
            else entry
            for entry in entries
        ),
        tuple(one.file.allowance if isinstance(one.file, SavedFile) else None for one in some),
        some[-1].position,
    )


async def _finish(
    database: Database,
    batch: _Batch,
    results: Sequence[Reading | Rejected],
    dry_run: Knowledge | None,
    now: Callable[[], datetime],
) -> ImportProgress:
    """Save what was read of a batch, and return the results of its files."""
    read = [result for result in results if isinstance(result, Reading)]
    if not read:
        decisions = []
    elif dry_run is None:
        async with database.write() as connection:
            decisions = await save(connection, read, now())
    else:
        decisions = await _decide_dry_run(database, read, dry_run)
    decided = iter(decisions)
    outcome = iter(result if isinstance(result, Rejected) else next(decided) for result in results)
    return ImportProgress(
        tuple(
            _result_of(entry.name, next(outcome)) if isinstance(entry, Task) else entry
            for entry in batch.entries
        ),
        batch.position,
    )


def _result_of(name: str, outcome: Decision | Rejected) -> Imported | Rejected:
    if isinstance(outcome, Rejected):
        return outcome
    return Imported(name, outcome.outcome, outcome.release.id, outcome.release.doubts)


async def _decide_dry_run(
    database: Database, read: Sequence[Reading], dry_run: Knowledge
) -> list[Decision]:
    async with database.read() as connection:
        dry_run.add(await load_known(connection, read))
    return [dry_run.decide(reading) for reading in read]
