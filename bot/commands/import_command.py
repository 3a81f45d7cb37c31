"""`kaiken import`: saves pages on record, with a progress bar and a table at the end."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext
from io import FileIO
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bot.commands.console import (
    INTERRUPTED,
    AsJson,
    dumps,
    load_settings,
    open_archive,
    print_message,
    print_result,
    terminal_width,
)
from bot.commands.indexing import indexing_progress
from retrieval.errors import IndexFaultError, UnwritableFileError

if TYPE_CHECKING:
    from retrieval.archive.database import Database
    from retrieval.sources.files.importer import ImportOptions, ImportProgress

NOTHING_READ = 1

_Observer = Callable[["ImportProgress"], None]


def import_pages(  # noqa: PLR0913 - the options of a command
    paths: Annotated[
        list[Path], typer.Argument(help="Saved pages (.html, .txt, .md), folders, .zip, .tar.*")
    ],
    *,
    source: Annotated[
        str | None, typer.Option(help="Whose pages they are; by default their content tells.")
    ] = None,
    url_map: Annotated[
        Path | None, typer.Option(help="A CSV file of two columns: a file, its address.")
    ] = None,
    rejects: Annotated[
        Path | None, typer.Option(help="Where to write what was rejected, as JSON lines.")
    ] = None,
    again: Annotated[
        bool, typer.Option("--again", help="Read also the files that were read before.")
    ] = False,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Only say what would become of each file.")
    ] = False,
    index: Annotated[
        bool, typer.Option(help="Let the index take in what is new; else whoever asks next waits.")
    ] = True,
    as_json: AsJson = False,
) -> None:
    """Put saved pages on record. If stopped, the same command goes on from there."""
    from bot.rendering.as_json import import_counts_as_json  # noqa: PLC0415 - see the package
    from bot.rendering.render import PlainRenderer  # noqa: PLC0415 - see the package
    from bot.setup.services import now_utc  # noqa: PLC0415 - see the package
    from retrieval.sources.files.importer import ImportCounts, ImportOptions  # noqa: PLC0415 - see the package
    from retrieval.sources.files.url_map import load_url_map  # noqa: PLC0415 - see the package

    addresses = load_url_map(url_map) if url_map else {}
    options = ImportOptions(
        now_utc().date(), _check_source(source), addresses, is_dry=dry_run, reads_again=again
    )
    counts = ImportCounts()
    with _reject_writer(rejects) as write, open_archive() as (runner, database):
        try:
            with _progress_bar(paths) as show:
                runner.run(_import(database, paths, options, (counts.add, write, show)))
        except KeyboardInterrupt:
            print_message(
                "stopped; what was read is on record, and the same command goes on from there"
            )
            raise typer.Exit(INTERRUPTED) from None
        if index and not dry_run:
            _build_index(runner, database)
    json_text = dumps(import_counts_as_json(counts)) if as_json else None
    print_result(json_text or PlainRenderer(terminal_width()).import_counts(counts, is_dry=dry_run))
    if counts.files == counts.rejected:
        raise typer.Exit(NOTHING_READ)


async def _import(
    database: Database, paths: list[Path], options: ImportOptions, observers: Sequence[_Observer]
) -> None:
    from bot.setup.services import now_utc  # noqa: PLC0415 - see the package
    from retrieval.processes import count_cores  # noqa: PLC0415 - see the package
    from retrieval.sources.files.discovery import find_saved  # noqa: PLC0415 - see the package
    from retrieval.sources.files.importer import import_saved  # noqa: PLC0415 - see the package

    found = find_saved(paths)
    async for progress in import_saved(
        database, found, options, processes=count_cores(), now=now_utc
    ):
        for observe in observers:
            observe(progress)


def _build_index(runner: asyncio.Runner, database: Database) -> None:
    """Let the index take in what is on record, so that whoever asks next need not wait."""
    from bot.setup.services import build_index  # noqa: PLC0415 - see the package

    try:
        with indexing_progress(print_message) as report:
            is_built = runner.run(build_index(load_settings(), database, report))
    except KeyboardInterrupt:
        print_message("stopped; all is on record, and the index is built when somebody asks next")
        raise typer.Exit(INTERRUPTED) from None
    except IndexFaultError as fault:
        print_message(f"all is on record, but the index was not built: {fault}")
        return
    if not is_built:
        print_message("another process writes the index, and takes in what is new")


def _check_source(source: str | None) -> str | None:
    from retrieval.parsing.registry import PUBLISHERS  # noqa: PLC0415 - see the package

    if source is not None and source not in PUBLISHERS:
        known = ", ".join(PUBLISHERS)
        raise typer.BadParameter(f"no such source; there are: {known}", param_hint="--source")
    return source


@contextmanager
def _reject_writer(path: Path | None) -> Iterator[_Observer]:
    """Write the rejects of each batch to a file, a JSON object a line."""
    from bot.rendering.as_json import rejected_as_json  # noqa: PLC0415 - see the package
    from retrieval.sources.files.pool import Rejected  # noqa: PLC0415 - see the package

    with _open(path) as file:

        def write(progress: ImportProgress) -> None:
            rejected = [result for result in progress.results if isinstance(result, Rejected)]
            if file is None or not rejected:
                return
            try:
                for result in rejected:
                    file.write(f"{json.dumps(rejected_as_json(result))}\n".encode("ascii"))
            except OSError as cause:
                raise UnwritableFileError(str(path), cause.strerror or str(cause)) from cause

        yield write


def _open(path: Path | None) -> AbstractContextManager[FileIO | None]:
    if path is None:
        return nullcontext()
    try:
        # Unbuffered: an error in writing is raised at once, and closing cannot fail.
        return path.open("wb", buffering=0)
    except OSError as cause:
        raise typer.BadParameter(f"{path}: {cause.strerror}", param_hint="--rejects") from cause


@contextmanager
def _progress_bar(paths: list[Path]) -> Iterator[_Observer]:
    """Show progress, speed and remaining time, in a terminal."""
    from rich.console import Console  # noqa: PLC0415 - see the package
    from rich.progress import (  # noqa: PLC0415 - see the package
        BarColumn,
        TaskProgressColumn,
        TextColumn,
        TimeRemainingColumn,
    )
    from rich.progress import Progress as Bar  # noqa: PLC0415 - see the package

    from retrieval.sources.files.discovery import size_of  # noqa: PLC0415 - see the package

    console = Console(stderr=True)
    files = TextColumn("{task.fields[files]:,} files, {task.fields[rate]:,.0f} a second")
    columns = (BarColumn(), TaskProgressColumn(), files, TimeRemainingColumn())
    with Bar(*columns, console=console, transient=True, disable=not console.is_terminal) as bar:
        total = size_of(paths) if console.is_terminal else None
        task = bar.add_task("", total=total, files=0, rate=0)
        read = 0

        def show(progress: ImportProgress) -> None:
            nonlocal read
            read += len(progress.results)
            rate = read / (bar.tasks[0].elapsed or 1)
            bar.update(task, completed=progress.position, files=read, rate=rate)

        yield show
