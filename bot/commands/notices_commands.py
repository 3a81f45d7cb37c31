"""`kaiken notices`: shows what subscribers are owed; requeues or cancels notices."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from bot.commands import console

if TYPE_CHECKING:
    from bot.store.outbox.queue import OutboxSummary
    from retrieval.archive.database import Database


class NoticeAction(StrEnum):
    """What to do with notices."""

    LIST = "list"
    REQUEUE = "requeue"
    CANCEL = "cancel"


def notices(
    action: Annotated[
        NoticeAction,
        typer.Argument(
            help="list them; requeue a notice that was given up; cancel what an announcement "
            "has not sent yet"
        ),
    ] = NoticeAction.LIST,
    number: Annotated[
        int, typer.Argument(help="The number of the notice or of the announcement.")
    ] = 0,
    *,
    as_json: console.AsJson = False,
) -> None:
    """Show announcements and how far they are sent, and notices that were given up and why."""
    from bot.rendering.operators.as_json import queue_as_json  # noqa: PLC0415 - see the package
    from bot.rendering.render import PlainRenderer  # noqa: PLC0415 - see the package
    from bot.setup.services import connect  # noqa: PLC0415 - see the package

    if action is not NoticeAction.LIST and not number:
        raise typer.BadParameter(f"{action.value} needs the number that `kaiken notices` shows")
    with console.open_with_runner(connect(console.load_settings())) as (runner, database):
        found = queue_as_json(runner.run(_change_and_load(database, action, number)))
    if as_json:
        console.print_result(console.dumps(found))
    else:
        console.print_result(PlainRenderer(console.terminal_width()).notices(found))


async def _change_and_load(database: Database, action: NoticeAction, number: int) -> OutboxSummary:
    from bot.migrations.schema import require_schema  # noqa: PLC0415 - see the package
    from bot.setup.services import now_utc  # noqa: PLC0415 - see the package
    from bot.store.outbox import queue  # noqa: PLC0415 - see the package

    await require_schema(database)
    if action is NoticeAction.REQUEUE:
        await database.transact(lambda c: queue.requeue(c, number, now_utc()))
    elif action is NoticeAction.CANCEL:
        await database.transact(lambda c: queue.stop(c, number))
        while await database.transact(lambda c: queue.cancel_some(c, number)):
            continue
    async with database.read() as connection:
        return await connection.run_sync(queue.summarise)
