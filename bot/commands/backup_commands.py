"""Commands that keep the database: backups, putting one back, and the schema."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from bot.commands import console
from bot.commands.indexing import indexing_progress

_TO = "The folder for it; by default backups in the data folder. Those older than 30 days go."
_NO_BACKUP = "Make no backup before; of PostgreSQL that needs pg_dump."


def backup(to: Annotated[Path | None, typer.Argument(help=_TO)] = None) -> None:
    """Make a backup of the database while the bot works, and check that it can be read.

    The index is not in it: it is built again from the record.
    """
    from bot.backups.backup import FOLDER, make_backup  # noqa: PLC0415 - see the package
    from bot.setup.services import connect, now_utc  # noqa: PLC0415 - see the package

    settings = console.load_settings()
    data = settings.make_data_folder()
    with console.open_with_runner(connect(settings)) as (runner, database):
        made = runner.run(make_backup(database, data, to or data / FOLDER, now_utc()))
    console.print_result(f"{made}: {made.stat().st_size / 1e6:,.1f} MB, checked")


def restore(
    file: Annotated[Path, typer.Argument(help="A backup that `kaiken backup` made.")],
    *,
    yes: Annotated[bool, typer.Option("--yes", help="Go on without a question.")] = False,
) -> None:
    """Put a backup in the place of the database, then bring the index to it.

    Refused while a bot serves. What is on record only since then, and what was forgotten since,
    is as it was then.
    """
    from bot.backups.restore import restore as put_back  # noqa: PLC0415 - see the package
    from bot.migrations.schema import require_schema  # noqa: PLC0415 - see the package
    from bot.setup.services import build_index, connect, now_utc  # noqa: PLC0415 - see the package

    settings = console.load_settings()
    with console.open_with_runner(connect(settings)) as (runner, database):
        question = f"{database.name}: all that is in it goes for what is in {file}. Go on?"
        if not yes and not console.agrees(question):
            console.print_message("nothing is changed; --yes goes on without a question")
            raise typer.Exit(1)
        before = runner.run(put_back(database, file, now_utc()))
    if before is not None:
        console.print_message(f"what was there before is in {before}")
    with console.open_with_runner(connect(settings)) as (runner, database):
        runner.run(require_schema(database))
        with indexing_progress(console.print_message) as report:
            runner.run(build_index(settings, database, report))
        console.print_result(f"{database.name} is as {file} has it")


def migrate(
    to: Annotated[
        str, typer.Argument(help="The step to go to; by default the newest. Down may lose data.")
    ] = "",
    *,
    yes: Annotated[bool, typer.Option("--yes", help="Go down without a question.")] = False,
    no_backup: Annotated[bool, typer.Option("--no-backup", help=_NO_BACKUP)] = False,
) -> None:
    """Bring the database's schema to a step. All other commands bring it to the newest one.

    A backup is made first. The way down loses data: it is asked about, and refused while a bot
    serves.
    """
    from bot.backups.backup import FOLDER, make_backup  # noqa: PLC0415 - see the package
    from bot.migrations.going_down import go_down  # noqa: PLC0415 - see the package
    from bot.migrations.schema import (  # noqa: PLC0415 - see the package
        NEWEST,
        leads_down,
        load_step,
        migrate,
    )
    from bot.setup.services import connect, now_utc  # noqa: PLC0415 - see the package

    step = to or NEWEST
    settings = console.load_settings()
    data = settings.make_data_folder()
    with console.open_with_runner(connect(settings)) as (runner, database):
        is_down = runner.run(leads_down(database, step))
        question = f"{database.name}: going down to {step} deletes what later steps keep. Go on?"
        if is_down and not yes and not console.agrees(question):
            console.print_message("nothing is changed; --yes goes down without a question")
            raise typer.Exit(1)
        if not no_backup and runner.run(load_step(database)) not in (None, step):
            made = runner.run(make_backup(database, data, data / FOLDER, now_utc()))
            console.print_message(f"what was there before is in {made}")
        runner.run(go_down(database, step, now_utc()) if is_down else migrate(database, step))
        console.print_result(f"{database.name} is at step {step}")
