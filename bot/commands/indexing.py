"""Shows on standard error how far the index is: a bar in a terminal, else a line now and then."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.progress import Progress

    from retrieval.record.record import ReportProgress

# Fewer releases are taken in before anybody wonders.
_FEW = 500
_LINE_EVERY_S = 15.0


@contextmanager
def indexing_progress(
    say: Callable[[str], None], clock: Callable[[], float] = time.monotonic
) -> Iterator[ReportProgress]:
    """Show how far the index is within this block, if there is much to take in.

    Nothing is loaded for it before. `say` prints a line where there is no terminal.
    """
    taken = 0
    bar: Progress | None = None
    told_at: float | None = None

    def report(more: int, total: int) -> None:
        nonlocal taken, bar, told_at
        taken += more
        if total <= _FEW:
            return
        if sys.stderr.isatty():
            bar = bar or _open_bar()
            bar.update(bar.task_ids[0], completed=taken, total=total)
        elif told_at is None or clock() - told_at >= _LINE_EVERY_S:
            told_at = clock()
            say(f"building the index: {taken:,} of {total:,} releases")

    try:
        yield report
    finally:
        if bar is not None:
            bar.stop()


def _open_bar() -> Progress:
    from rich.console import Console  # noqa: PLC0415 - see the package
    from rich.progress import (  # noqa: PLC0415 - see the package
        BarColumn,
        Progress,
        TaskProgressColumn,
        TextColumn,
        TimeRemainingColumn,
    )

    doing = TextColumn("building the index: {task.completed:,} of {task.total:,} releases")
    columns = (doing, BarColumn(), TaskProgressColumn(), TimeRemainingColumn())
    bar = Progress(*columns, console=Console(stderr=True), transient=True)
    bar.add_task("", total=1)
    bar.start()
    return bar
