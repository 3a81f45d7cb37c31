"""Reading pages in processes of their own: on all cores, and past a page that kills its reader."""

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

# Of a processor's time; the slowest page known takes 0.2 s.
_LONGEST_READING_S = 30.0


@dataclass(frozen=True, slots=True)
class Task:
    """A saved page to read, what is known of it, and the key it is remembered by."""

    name: str
    data: bytes
    source: str | None
    url: str
    today: date
    key: bytes


@dataclass(frozen=True, slots=True)
class Rejected:
    """A file that is not on record: its name, why in a sentence, and the name of the fault."""

    name: str
    reason: str
    fault: str

    @classmethod
    def by(cls, fault: UnreadablePageError) -> Rejected:
        """The rejection that a fault is."""
        return cls(fault.page, fault.reason, type(fault).__name__)


def read_tasks(tasks: Sequence[Task], most_s: float = 0) -> list[Reading | Rejected]:
    """Read pages one by one; each gives its release, or why there is none.

    One that takes more than `most_s` of a processor's time ends this process, where the system can
    do so; 0 for as long as it takes.
    """
    results = []
    for task in tasks:
        _end_after(most_s)
        results.append(_read(task))
    _end_after(0)
    return results


def _end_after(seconds: float) -> None:
    # The signal ends the process even while it is in the midst of a C function.
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
    """Processes that read pages, to be entered with `async with`.

    They are spawned and load the parsers only. They end with this process, however it ends.
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
        """The pages' releases, or why there is none, in the order of the tasks."""
        if not tasks:
            return []
        executor = self._executor
        try:
            return await _submit(executor, tasks)
        except BrokenProcessPool:
            if executor is self._executor:
                self._executor = make_executor(self._processes)
        return [await self._read_suspect(task) for task in tasks]

    async def _read_suspect(self, task: Task) -> Reading | Rejected:
        """Read a page that was in hand when a process died, with no other beside it."""
        async with self._one_by_one:
            started = time.monotonic()
            try:
                return (await _submit(self._suspects, [task]))[0]
            except BrokenProcessPool:
                self._suspects = make_executor(1)
                if time.monotonic() - started >= _LONGEST_READING_S:
                    return Rejected.by(SlowPageError(task.name, _LONGEST_READING_S))
                return Rejected(task.name, "the process that read it died", "BrokenProcessPool")


async def _submit(executor: ProcessPoolExecutor, tasks: Sequence[Task]) -> list[Reading | Rejected]:
    return await submit(executor, read_tasks, tasks, _LONGEST_READING_S)
