"""Read pages in separate processes: on all cores, and safe against a page that kills its reader."""

from __future__ import annotations

import asyncio
import logging
import signal
import time
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from datetime import date
from types import TracebackType
from typing import Self

from retrieval.archive.digest import digest_words
from retrieval.archive.knowledge import Reading
from retrieval.errors import SlowPageError, UnreadablePageError
from retrieval.processes import make_executor, submit
from retrieval.sources.files.readers import read_saved

_log = logging.getLogger(__name__)

# Of processor time; the slowest known page takes 0.2 s.
_LONGEST_READING_S = 10.0

# What a page gave, and how long that took, in seconds of a processor.
Timed = tuple["Reading | Rejected", float]


@dataclass(frozen=True, slots=True)
class Task:
    """A saved page to read, what is known about it, and its key."""

    name: str
    data: bytes
    source: str | None
    url: str
    today: date
    key: bytes


@dataclass(frozen=True, slots=True)
class Rejected:
    """A file that was not imported: its name, the reason in a sentence, the name of the fault."""

    name: str
    reason: str
    fault: str

    @classmethod
    def of_fault(cls, fault: UnreadablePageError) -> Rejected:
        """Make the rejection for a fault."""
        return cls(fault.page, fault.reason, type(fault).__name__)


def read_tasks(tasks: Sequence[Task], most_s: float = 0) -> list[Reading | Rejected]:
    """Read pages one by one; each gives a release, or why there is none.

    A page that takes more than `most_s` of processor time ends this process, if the system supports
    it; 0 means no limit.
    """
    results = []
    for task in tasks:
        _end_after(most_s)
        results.append(_read(task))
    _end_after(0)
    return results


def read_timed(tasks: Sequence[Task], most_s: float = 0) -> list[Timed]:
    """Read pages one by one, as `read_tasks` does, and say how long each took."""
    timed = []
    for task in tasks:
        began = time.process_time()
        [result] = read_tasks([task], most_s)
        timed.append((result, time.process_time() - began))
    return timed


def _end_after(seconds: float) -> None:
    # The signal ends the process even inside a C function.
    if hasattr(signal, "setitimer"):
        signal.setitimer(signal.ITIMER_PROF, seconds)


def _read(task: Task) -> Reading | Rejected:
    try:
        release = read_saved(task.name, task.data, task.today, task.source, task.url)
        return Reading(release, digest_words(release), task.key)
    except UnreadablePageError as fault:
        return Rejected(task.name, fault.reason, type(fault).__name__)
    except Exception as bug:  # noqa: BLE001 - one page in many thousands must not end the run of the others
        _log.exception("%r could not be read", task.name)
        return Rejected(task.name, f"the reader failed: {bug!r}", type(bug).__name__)


class ReadingPool:
    """Processes that read pages; used with `async with`.

    They are spawned and load only the parsers. They end when this process ends, in whatever way.
    """

    def __init__(self, processes: int) -> None:
        self._processes = processes
        self._executor = make_executor(processes)
        self._suspects = make_executor(1)
        self._one_by_one = asyncio.Lock()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        for executor in (self._executor, self._suspects):
            executor.shutdown(wait=error is None, cancel_futures=True)

    async def read(self, tasks: Sequence[Task]) -> list[Reading | Rejected]:
        """Read pages: a release, or why there is none, for each task in order."""
        return [result for result, _ in await self.read_timed(tasks)]

    async def read_timed(self, tasks: Sequence[Task]) -> list[Timed]:
        """Read pages, and say how many seconds of a processor each took."""
        if not tasks:
            return []
        executor = self._executor
        try:
            return await _submit(executor, tasks)
        except BrokenProcessPool:
            if executor is self._executor:
                self._executor = make_executor(self._processes)
        return [await self._read_suspect(task) for task in tasks]

    async def _read_suspect(self, task: Task) -> Timed:
        """Read a page alone, because a process died while it had this page and others."""
        async with self._one_by_one:
            started = time.monotonic()
            try:
                return (await _submit(self._suspects, [task]))[0]
            except BrokenProcessPool:
                self._suspects = make_executor(1)
                took_s = time.monotonic() - started
                if took_s >= _LONGEST_READING_S:
                    fault = SlowPageError(task.name, _LONGEST_READING_S)
                    return Rejected.of_fault(fault), _LONGEST_READING_S
                died = "the process that read it died"
                return Rejected(task.name, died, "BrokenProcessPool"), took_s


async def _submit(executor: ProcessPoolExecutor, tasks: Sequence[Task]) -> list[Timed]:
    return await submit(executor, read_timed, tasks, _LONGEST_READING_S)
