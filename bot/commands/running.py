"""Commands that run the bot and look after its database."""

from __future__ import annotations

from typing import Annotated

import typer

from bot.commands import console


def serve() -> None:
    """Answer in Telegram, with the token in KAIKEN_TOKEN."""
    from bot.logs import configure_logs  # noqa: PLC0415 - see the package
    from bot.serving import serve_polling  # noqa: PLC0415 - loads telegram

    settings = console.settings()
    settings.require_token()
    configure_logs()
    with console.open_services() as (_, services):
        serve_polling(settings, services)


def migrate(
    to: Annotated[
        str, typer.Argument(help="The step to go to; by default the newest. Down may lose data.")
    ] = "",
) -> None:
    """Bring the database's schema to a step. To the newest, every other command does it too."""
    from bot.migrations.walk import NEWEST, walk  # noqa: PLC0415 - see the package
    from bot.services import connect  # noqa: PLC0415 - see the package

    with console.opened(connect(console.settings())) as (runner, database):
        runner.run(walk(database, to or NEWEST))
        console.say(f"{database.name} is at step {to or NEWEST}")
