"""Commands that run the bot and look after its database."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from bot.commands import console
from bot.setup.roles import Role

if TYPE_CHECKING:
    from bot.store.retention.retention import InboxSummary
    from retrieval.archive.database import Database

_ROLES = (
    "What this process does of the work: all of it, receive, answer, watch the sources, or send "
    "notices. Parts need PostgreSQL."
)
_TAKE_OVER = "Remove a webhook that is set, and poll."


def serve(
    *,
    role: Annotated[Role, typer.Option(help=_ROLES)] = Role.ALL,
    take_over: Annotated[bool, typer.Option("--take-over", help=_TAKE_OVER)] = False,
) -> None:
    """Answer in Telegram, with the token in KAIKEN_TOKEN."""
    settings = console.load_settings()
    settings.require_token()
    settings.make_data_folder()
    # Only now: wrong settings are told at once.
    from bot.process.serving import serve as serve_telegram  # noqa: PLC0415 - loads telegram
    from bot.setup.logs import configure_logs  # noqa: PLC0415 - see the package

    configure_logs()
    with console.open_services() as (runner, services):
        runner.run(serve_telegram(settings, services, role=role, take_over=take_over))


def inbox(
    *,
    as_json: console.AsJson = False,
    retry: Annotated[
        int | None, typer.Option(help="Answer what was put aside under this number after all.")
    ] = None,
    drop: Annotated[
        int | None, typer.Option(help="Forget what was put aside under this number.")
    ] = None,
) -> None:
    """Show what waits to be answered, and what was put aside and why."""
    from bot.migrations.schema import require_schema  # noqa: PLC0415 - see the package
    from bot.rendering.as_json import inbox_as_json  # noqa: PLC0415 - see the package
    from bot.rendering.render import PlainRenderer  # noqa: PLC0415 - see the package
    from bot.setup.services import connect, now_utc  # noqa: PLC0415 - see the package
    from bot.store.retention import retention  # noqa: PLC0415 - see the package

    async def change_and_load(database: Database) -> InboxSummary:
        await require_schema(database)
        if retry is not None:
            await database.transact(lambda c: retention.retry(c, retry, now_utc()))
        if drop is not None:
            await database.transact(lambda c: retention.drop(c, drop))
        async with database.read() as connection:
            return await connection.run_sync(retention.summarise)

    with console.open_with_runner(connect(console.load_settings())) as (runner, database):
        found = runner.run(change_and_load(database))
    if as_json:
        console.print_result(console.dumps(inbox_as_json(found)))
    else:
        console.print_result(PlainRenderer(console.terminal_width()).inbox(found))


def migrate(
    to: Annotated[
        str, typer.Argument(help="The step to go to; by default the newest. Down may lose data.")
    ] = "",
    *,
    yes: Annotated[bool, typer.Option("--yes", help="Go down without a question.")] = False,
) -> None:
    """Bring the database's schema to a step. All other commands bring it to the newest one.

    The way down loses data: it is asked about, and refused while a bot serves. On SQLite a copy
    of the file is made first.
    """
    from bot.migrations.going_down import go_down  # noqa: PLC0415 - see the package
    from bot.migrations.schema import NEWEST, leads_down, migrate  # noqa: PLC0415 - see the package
    from bot.setup.services import connect, now_utc  # noqa: PLC0415 - see the package

    step = to or NEWEST
    with console.open_with_runner(connect(console.load_settings())) as (runner, database):
        if not runner.run(leads_down(database, step)):
            runner.run(migrate(database, step))
        elif yes or _agrees(database.name, step):
            copy = runner.run(go_down(database, step, now_utc()))
            if copy is not None:
                console.print_message(f"what was there before is in {copy}")
        else:
            console.print_message("nothing is changed; --yes goes down without a question")
            raise typer.Exit(1)
        console.print_result(f"{database.name} is at step {step}")


def _agrees(name: str, step: str) -> bool:
    question = f"{name}: going down to {step} deletes what later steps keep. Go on?"
    try:
        return typer.confirm(question, err=True)
    except typer.Abort:
        return False
