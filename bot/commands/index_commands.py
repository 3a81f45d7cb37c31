"""`kaiken index`: shows the state of the index, and builds it again."""

from __future__ import annotations

from typing import TYPE_CHECKING

import typer

from bot.commands.console import (
    AsJson,
    dumps,
    load_settings,
    open_with_runner,
    print_message,
    print_result,
)
from bot.commands.indexing import indexing_progress

if TYPE_CHECKING:
    from bot.setup.services import IndexState

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
            async with open_record(settings, database) as record:
                with indexing_progress(print_message) as report:
                    await record.rebuild(report)
                return record.searched.releases, record.engine.size

        releases, passages = runner.run(build())
    print_result(f"{releases:,} releases, {passages:,} passages")


def _as_text(state: IndexState) -> str:
    behind = state.record_revision - state.revision
    state_text = (
        "as the record is" if not behind else f"{behind:,} changes of the record to take in"
    )
    if state.fault:
        state_text = f"{state.fault}; it is built anew when somebody asks next"
    if state.engine == "okapi":
        return "okapi: the index is made in memory at every start"
    where = "place" if state.engine == "cluster" else "folder"
    return "\n".join(
        (
            f"engine    {state.engine}",
            f"{where:<10}{state.folder}",
            f"passages  {state.passages:,}",
            f"size      {state.size_bytes / 1e6:,.0f} MB",
            f"state     {state_text}",
        )
    )
