"""Work on all cores, in processes that end with the one that asked for it."""

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

# New objects after which Python looks for garbage; its own 700 take a seventh of the time where
# millions are made, of which most go as soon as nothing needs them.
_BEFORE_A_LOOK = 100_000

Given = ParamSpec("Given")
Done = TypeVar("Done")


def cores() -> int:
    """How many cores this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def make_executor(processes: int) -> ProcessPoolExecutor:
    """Processes that are spawned, leave Ctrl-C to this one, and end with it, however it ends."""
    return ProcessPoolExecutor(processes, get_context("spawn"), _prepare_worker)


@contextmanager
def garbage_seldom() -> Iterator[None]:
    """Look for garbage seldom, while many objects are made."""
    before, *rest = gc.get_threshold()
    gc.set_threshold(_BEFORE_A_LOOK, *rest)
    try:
        yield
    finally:
        gc.set_threshold(before, *rest)


async def submit(
    executor: ProcessPoolExecutor,
    work: Callable[Given, Done],
    *args: Given.args,
    **kwargs: Given.kwargs,
) -> Done:
    """What some work comes to, done by one of the processes.

    Raises:
        BrokenProcessPool: a process died.
    """
    # What is submitted may start a process, which inherits what is held back here.
    with _ctrl_c_held_back():
        working = executor.submit(work, *args, **kwargs)
    return await asyncio.wrap_future(working)


@contextmanager
def _ctrl_c_held_back() -> Iterator[None]:
    """Ctrl-C is for the process that writes: it gets it a moment later, and ends its workers."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _prepare_worker() -> None:
    gc.set_threshold(_BEFORE_A_LOOK)
    # Where nothing could be held back.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    """A killed parent leaves its workers waiting for ever: they hold both ends of their queue."""
    parent = parent_process()
    if parent is not None:
        wait([parent.sentinel])
        os._exit(0)
