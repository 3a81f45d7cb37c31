"""/stats: how much there is, what waits and what fails, without any name."""

from __future__ import annotations

from functools import partial

from bot.gateway.sending.reply import Reply
from bot.handlers.turn.visits import Visit
from bot.rendering.clock_times import moment
from bot.rendering.operators.views import age, describe_alarm, megabytes
from bot.rendering.sight import describe_last_seen
from bot.rendering.views import receipt
from bot.store.outbox.for_operators import load_alarms_on
from bot.store.retention.figures import load_figures
from retrieval.archive.load import load_last_seen, load_revision


async def show_stats(visit: Visit, _: str) -> Reply:
    """Show the figures of the last day and of now."""
    services, now = visit.services, visit.now
    zone = (await visit.preferences()).zone
    record = services.record
    async with services.database.read() as connection:
        figures = await connection.run_sync(load_figures, now)
        alarms = await connection.run_sync(load_alarms_on)
        seen = await load_last_seen(connection)
        behind = (await load_revision(connection)).number - record.engine.revision
    inbox, fault = figures.inbox, record.fault
    html = services.renderer.page(
        "figures",
        held=figures.held_since and moment(figures.held_since, zone),
        alarms=[describe_alarm(one) for one in alarms],
        updates=figures.updates,
        questions=sum(figures.by_status.values()),
        by_status=figures.by_status,
        waiting=inbox.waiting + inbox.claimed,
        waits=inbox.oldest_at and age(now - inbox.oldest_at),
        aside=len(inbox.aside),
        due=figures.due,
        is_due_for=figures.due_since and age(now - figures.due_since),
        later=figures.later,
        subscriptions=figures.subscriptions,
        chats=figures.chats,
        receipt=receipt(record.searched),
        seen=[describe_last_seen(one, partial(moment, zone=zone)) for one in seen],
        passages=record.engine.size,
        behind=behind,
        fault=str(fault or ""),
        size=megabytes(figures.database_bytes),
        uptime=age(now - services.opened_at),
    )
    return Reply([html])
