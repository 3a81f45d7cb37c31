"""/hold and /resume: no notice is sent to anybody, and then all that was held, in order."""

from __future__ import annotations

from bot.gateway.sending.reply import Reply
from bot.handlers.turn.visits import Visit
from bot.rendering.clock_times import moment
from bot.store.outbox import holding
from bot.store.retention.figures import count_due


async def hold(visit: Visit, _: str) -> Reply:
    """Hold all notices; say since when they are held."""
    since = await visit.write(lambda connection: holding.hold(connection, visit.now))
    zone = (await visit.preferences()).zone
    return Reply([visit.services.renderer.page("held", since=moment(since, zone))])


async def resume(visit: Visit, _: str) -> Reply:
    """Let all notices go again; say how many are due."""
    since = await visit.write(holding.resume)
    due, _since = await visit.read(lambda connection: count_due(connection, visit.now))
    zone = (await visit.preferences()).zone
    shown = since and moment(since, zone)
    return Reply([visit.services.renderer.page("resumed", since=shown, due=due)])
