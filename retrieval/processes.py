"""Work on all cores, in processes that end together with the one that started them."""

from __future__ import annotations

import asyncio
import gc
import os
import signal
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from multiprocessing import get_context, parent_process
from multiprocessing.connection import wait
from threading import Thread
from typing import ParamSpec, TypeVar

# After how many new objects Python collects garbage. With its default of 700, collecting takes a
# seventh of the time where millions of objects are made, most of which are freed without it.
_GARBAGE_THRESHOLD = 100_000

Parameters = ParamSpec("Parameters")
Result = TypeVar("Result")


def count_cores() -> int:
    """Count the cores that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def make_executor(processes: int) -> ProcessPoolExecutor:
    """Make a pool of spawned processes that ignore Ctrl-C and always end when this one ends."""
    return ProcessPoolExecutor(processes, get_context("spawn"), _prepare_worker)


@contextmanager
def rare_garbage_collection() -> Iterator[None]:
    """Collect garbage less often while many objects are made."""
    before, *rest = gc.get_threshold()
    gc.set_threshold(_GARBAGE_THRESHOLD, *rest)
    try:
        yield
    finally:
        gc.set_threshold(before, *rest)


async def submit(
    executor: ProcessPoolExecutor,
    work: Callable[Parameters, Result],
    *args: Parameters.args,
    **kwargs: Parameters.kwargs,
) -> Result:
    """Have one of the processes do some work, and return its result.

    Raises:
        BrokenProcessPool: a process died.
    """
    # Submitting may start a process, and that process inherits the blocked signal.
    with _interrupts_blocked():
        future = executor.submit(work, *args, **kwargs)
    return await asyncio.wrap_future(future)


@contextmanager
def _interrupts_blocked() -> Iterator[None]:
    """Delay Ctrl-C: it is meant for the process that writes, which then ends its workers."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _prepare_worker() -> None:
    gc.set_threshold(_GARBAGE_THRESHOLD)
    # For systems where the signal cannot be blocked.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    """End when the parent ends: a worker holds both ends of its queue, and would wait for ever."""
    parent = parent_process()
    if parent is not None:
        wait([parent.sentinel])
        os._exit(0)
