"""`kaiken index`: what the index shows of the record, and building it anew."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import typer

from bot.commands.console import AsJson, dumps, opened, say, settings

if TYPE_CHECKING:
    from bot.setup.services import IndexState
    from retrieval.archive.database import Database
    from retrieval.record.record import ReportProgress

index = typer.Typer(help="Look after the index of the record.", no_args_is_help=True)


@index.command()
def status(*, as_json: AsJson = False) -> None:
    """Show which engine searches, how much it shows, and how far it is behind the record."""
    from bot.setup.services import open_archive, read_index_state  # noqa: PLC0415 - see the package

    chosen = settings()
    with opened(open_archive(chosen)) as (runner, (database, _)):
        state = runner.run(read_index_state(chosen, database))
    say(dumps(_as_json(state)) if as_json else _as_text(state))


@index.command()
def rebuild() -> None:
    """Build the index anew from the record; what is there answers until the new one is done."""
    from bot.setup.services import open_archive, open_record  # noqa: PLC0415 - see the package

    chosen = settings()
    with opened(open_archive(chosen)) as (runner, (database, _)):

        async def build() -> tuple[int, int]:
            total = await _count(database)
            async with open_record(chosen, database) as record:
                with _bar(total) as report:
                    await record.rebuild(report)
                return record.searched.releases, record.engine.size

        releases, passages = runner.run(build())
    say(f"{releases:,} releases, {passages:,} passages")


async def _count(database: Database) -> int:
    from retrieval.archive.load import load_searched  # noqa: PLC0415 - see the package

    async with database.read() as connection:
        return (await load_searched(connection)).releases


def _as_json(state: IndexState) -> dict[str, object]:
    return {
        "engine": state.engine,
        "folder": str(state.folder),
        "passages": state.passages,
        "revision": state.revision,
        "record_revision": state.record_revision,
        "bytes": state.size_bytes,
    }


def _as_text(state: IndexState) -> str:
    behind = state.record_revision - state.revision
    told = "as the record is" if not behind else f"{behind:,} changes of the record to take in"
    if state.engine == "okapi":
        return "okapi: the index is made in memory at every start"
    return "\n".join(
        (
            f"engine    {state.engine}",
            f"folder    {state.folder}",
            f"passages  {state.passages:,}",
            f"size      {state.size_bytes / 1e6:,.0f} MB",
            f"state     {told}",
        )
    )


@contextmanager
def _bar(total: int) -> Iterator[ReportProgress]:
    """Shows, in a terminal, how far it is and how long it will take."""
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
