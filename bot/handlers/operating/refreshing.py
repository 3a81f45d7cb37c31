"""/refresh: the sources are checked now; what came of it is told when the check has ended."""

from __future__ import annotations

from functools import partial

from bot.gateway.sending.reply import Reply
from bot.handlers.turn.visits import Visit
from bot.rendering.clock_times import moment
from bot.store.outbox.for_operators import ask_refresh, is_refresh_wanted
from retrieval.sources.watch.check import CHECK
from retrieval.sources.watch.check_log import last_check
from retrieval.sources.watch.decisions import LEAST_INTERVAL


async def refresh(visit: Visit, _: str) -> Reply:
    """Ask for a check, at most one at a time; the process that watches makes it.

    Two checks of a source are never closer than the publisher is asked otherwise.
    """
    services, now = visit.services, visit.now
    if not services.is_watching:
        return Reply([services.renderer.page("refresh", answer="off", at="")])
    async with services.database.read() as connection:
        is_asked = await connection.run_sync(is_refresh_wanted, visit.chat_id)
        last = await last_check(connection, CHECK, now)
    zone = (await visit.preferences()).zone
    due = last + LEAST_INTERVAL if last else now
    answer = "asked" if is_asked else "later" if due > now else "now"
    html = services.renderer.page("refresh", answer=answer, at=moment(max(due, now), zone))
    asking = partial(ask_refresh, chat_id=visit.chat_id, now=now)
    return Reply([html], writes=[asking])
