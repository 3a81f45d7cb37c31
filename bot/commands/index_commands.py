"""`kaiken index`: shows the state of the index, and builds it again."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import typer

from bot.commands.console import AsJson, dumps, load_settings, open_with_runner, print_result

if TYPE_CHECKING:
    from bot.setup.services import IndexState
    from retrieval.archive.database import Database
    from retrieval.record.record import ReportProgress

index = typer.Typer(help="Look after the index of the record.", no_args_is_help=True)


@index.command()
def status(*, as_json: AsJson = False) -> None:
    """Show which engine searches, how much it holds, and how far it is behind the record."""
    from bot.rendering.as_json import show_fields  # noqa: PLC0415 - see the package
    from bot.setup.services import open_archive, read_index_state  # noqa: PLC0415 - see the package

    settings = load_settings()
    with open_with_runner(open_archive(settings)) as (runner, (database, _)):
        state = runner.run(read_index_state(settings, database))
    names = "engine folder passages revision record_revision bytes=size_bytes fault"
    print_result(dumps(show_fields(state, names)) if as_json else _as_text(state))


@index.command()
def rebuild() -> None:
    """Build the index again from the record; the old one answers until the new one is done."""
    from bot.setup.services import open_archive, open_record  # noqa: PLC0415 - see the package

    settings = load_settings()
    with open_with_runner(open_archive(settings)) as (runner, (database, _)):

        async def build() -> tuple[int, int]:
            total = await _count(database)
            async with open_record(settings, database) as record:
                with _progress_bar(total) as watch:
                    await record.rebuild(watch)
                return record.searched.releases, record.engine.size

        releases, passages = runner.run(build())
    print_result(f"{releases:,} releases, {passages:,} passages")


async def _count(database: Database) -> int:
    from retrieval.archive.load import load_searched  # noqa: PLC0415 - see the package

    async with database.read() as connection:
        return (await load_searched(connection)).releases


def _as_text(state: IndexState) -> str:
    behind = state.record_revision - state.revision
    state_text = (
        "as the record is" if not behind else f"{behind:,} changes of the record to take in"
    )
    if state.fault:
        state_text = f"{state.fault}; it is built anew when somebody asks next"
    if state.engine == "okapi":
        return "okapi: the index is made in memory at every start"
    return "\n".join(
        (
            f"engine    {state.engine}",
            f"folder    {state.folder}",
            f"passages  {state.passages:,}",
            f"size      {state.size_bytes / 1e6:,.0f} MB",
            f"state     {state_text}",
        )
    )


@contextmanager
def _progress_bar(total: int) -> Iterator[ReportProgress]:
    """Show progress and remaining time, in a terminal."""
    from rich.console import Console  # noqa: PLC0415 - see the package
    from rich.progress import (  # noqa: PLC0415 - see the package
        BarColumn,
        Progress,
        TaskProgressColumn,
        TextColumn,
        TimeRemainingColumn,
    )

    console = Console(stderr=True)
    releases = TextColumn("{task.completed:,} releases")
    columns = (BarColumn(), TaskProgressColumn(), releases, TimeRemainingColumn())
    with Progress(
        *columns, console=console, transient=True, disable=not console.is_terminal
    ) as bar:
        task = bar.add_task("", total=total)
        yield lambda taken: bar.update(task, advance=taken)
