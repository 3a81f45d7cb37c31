"""/status: when the sources were last seen, and what was and will be sent to this chat."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from functools import partial

from bot.gateway.sending.reply import Reply
from bot.handlers.turn.visits import Visit
from bot.notices.due import due_at
from bot.rendering import subscription_views
from bot.rendering.clock_times import moment
from bot.rendering.sight import describe_last_seen
from bot.store.chats import subscriptions
from bot.store.chats.chats import Preferences, load_chat
from bot.store.chats.subscriptions import NoticePace, Subscription
from bot.store.outbox.fanout import Hours
from retrieval.archive.census import list_releases
from retrieval.archive.load import load_last_seen


async def show_status(visit: Visit, _: str) -> Reply:
    """Show when each source was last seen, what is newest, and what this chat got and gets."""
    async with visit.services.database.read() as connection:
        seen = await load_last_seen(connection)
        newest = await list_releases(connection, 1)
        chat = await connection.run_sync(lambda c: load_chat(c, visit.chat_id))
        all_subscriptions = await connection.run_sync(
            lambda c: subscriptions.load_all(c, visit.chat_id)
        )
    preferences = chat.preferences if chat else Preferences()
    active = [one for one in all_subscriptions if _is_active(one, visit.now)]
    zone = preferences.zone
    last_sent = chat.last_sent_at if chat else None
    next_digest = _next_digest(preferences, active, visit.now)
    html = visit.services.renderer.page(
        "status",
        seen=[describe_last_seen(one, partial(moment, zone=zone)) for one in seen],
        newest=[subscription_views.previewed_release(one.title, one.date, "") for one in newest],
        count=len(all_subscriptions),
        silent=len(all_subscriptions) - len(active),
        last_sent=last_sent and moment(last_sent, zone),
        next_digest=next_digest and moment(next_digest, zone),
        zone=zone,
    )
    return Reply([html])


def _is_active(one: Subscription, now: datetime) -> bool:
    return not (one.is_paused or one.is_muted(now))


def _next_digest(
    preferences: Preferences, active: Sequence[Subscription], now: datetime
) -> datetime | None:
    """Return when the next digest can come; None if no digest is wanted."""
    hours = Hours(
        preferences.zone,
        preferences.quiet_from,
        preferences.quiet_until,
        preferences.daily_at,
        preferences.weekly_on,
    )
    paces = {one.pace for one in active} - {NoticePace.INSTANT}
    return min((due_at(pace, hours, now) for pace in paces), default=None)
