"""Commands that run the bot and look after what it was sent."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from bot.commands import console
from bot.process.garbage import collect_as_usual
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

    configure_logs(settings.log)
    with console.open_services() as (runner, services):
        collect_as_usual()
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
