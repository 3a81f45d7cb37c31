"""The command that shows what subscribers are owed, and sends or cancels it by hand."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from bot.commands import console

if TYPE_CHECKING:
    from bot.store.outbox.queue import OutboxSummary
    from retrieval.archive.database import Database


class Deed(StrEnum):
    """What to do with notices."""

    LIST = "list"
    REQUEUE = "requeue"
    CANCEL = "cancel"


def notices(
    deed: Annotated[
        Deed,
        typer.Argument(
            help="list them; requeue a notice that was given up; cancel what an announcement "
            "has not sent yet"
        ),
    ] = Deed.LIST,
    number: Annotated[
        int, typer.Argument(help="The number of the notice or of the announcement.")
    ] = 0,
    *,
    as_json: console.AsJson = False,
) -> None:
    """Show announcements and how far they are sent, and notices that were given up and why."""
    from bot.rendering.notices_json import queue_as_json  # noqa: PLC0415 - see the package
    from bot.rendering.render import PlainRenderer  # noqa: PLC0415 - see the package
    from bot.setup.services import connect  # noqa: PLC0415 - see the package

    if deed is not Deed.LIST and not number:
        raise typer.BadParameter(f"{deed.value} needs the number that `kaiken notices` shows")
    with console.opened(connect(console.settings())) as (runner, database):
        found = queue_as_json(runner.run(_change_and_look(database, deed, number)))
    if as_json:
        console.say(console.dumps(found))
    else:
        console.say(PlainRenderer(console.width()).notices(found))


async def _change_and_look(database: Database, deed: Deed, number: int) -> OutboxSummary:
    from bot.migrations.schema import require_schema  # noqa: PLC0415 - see the package
    from bot.setup.services import now_utc  # noqa: PLC0415 - see the package
    from bot.store.outbox import queue  # noqa: PLC0415 - see the package

    await require_schema(database)
    if deed is Deed.REQUEUE:
        await database.transact(lambda c: queue.requeue(c, number, now_utc()))
    elif deed is Deed.CANCEL:
        await database.transact(lambda c: queue.stop(c, number))
        while await database.transact(lambda c: queue.cancel_some(c, number)):
            continue
    async with database.read() as connection:
        return await connection.run_sync(queue.summarise)
