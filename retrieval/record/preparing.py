"""Prepares what changed for the engine: in a thread, or in processes on all cores."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, ParamSpec, TypeVar

from retrieval.errors import UnusableIndexError
from retrieval.index.engine import Companion, Packing
from retrieval.index.passages import passages
from retrieval.model.release import Release
from retrieval.record.learning import note
from retrieval.wording.sketching import sketch

if TYPE_CHECKING:
    from concurrent.futures import ProcessPoolExecutor

# Releases, each with the revision that changed it last; None for those that cannot be read.
Changed = Sequence[tuple[int, Release | None]]
_Params = ParamSpec("_Params")
_Result = TypeVar("_Result")


async def in_thread(
    work: Callable[_Params, _Result], *args: _Params.args, **kwargs: _Params.kwargs
) -> _Result:
    """Run some work in a thread, and return its result; if cancelled, wait for its end first."""
    running = asyncio.ensure_future(asyncio.to_thread(work, *args, **kwargs))
    try:
        return await asyncio.shield(running)
    except asyncio.CancelledError:
        await asyncio.wait({running})
        raise


@contextmanager
def start_processes(*, many: bool) -> Iterator[ProcessPoolExecutor | None]:
    """Start processes if there are many changes; none otherwise."""
    if not many:
        yield None
        return
    from retrieval.processes import (  # noqa: PLC0415 - seldom needed
        count_cores,
        make_executor,
        rare_garbage_collection,
    )

    with rare_garbage_collection(), make_executor(count_cores()) as executor:
        try:
            yield executor
        finally:
            executor.shutdown(cancel_futures=True)


async def pack_on(
    processes: ProcessPoolExecutor | None, pack: Packing, changed: Changed
) -> tuple[Changed, Any]:
    """Return the changes, and what `pack` makes of them.

    Raises:
        UnusableIndexError: a process was killed, as systems without memory do.
    """
    releases = [release for _, release in changed if release is not None]
    if processes is None:
        return changed, await in_thread(_pack_releases, pack, releases)
    from concurrent.futures.process import BrokenProcessPool  # noqa: PLC0415 - see above

    from retrieval.processes import submit  # noqa: PLC0415 - see above

    try:
        return changed, await submit(processes, _pack_releases, pack, releases)
    except BrokenProcessPool as cause:
        reason = "a process that prepared it was killed; is there enough memory?"
        raise UnusableIndexError("the index", reason) from cause


def _pack_releases(pack: Packing, releases: Sequence[Release]) -> Any:  # noqa: ANN401 - see `_take`
    """Make passages, notes and sketches of releases, and pack them for the engine."""
    return pack(
        {release.id: passages(release) for release in releases},
        {one.id: Companion(one, note(one), sketch(one)) for one in releases},
    )
