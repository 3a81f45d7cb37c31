"""What the processes of one bot share about its pace; see the rules in `gateway/pace.py`."""

from __future__ import annotations

import time
from collections.abc import Iterable, Mapping

from sqlalchemy import bindparam, delete, func, insert, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.store.tables import pace, pace_groups

Sends = tuple[tuple[float, int], ...]
Moments = Mapping[int, tuple[float, ...]]

_LOCK = select(pace.c.sends, pace.c.paused_until).where(pace.c.bot_id == bindparam("bot"))
_NOW = select(func.extract("epoch", func.clock_timestamp()))
_UPDATE = update(pace).where(pace.c.bot_id == bindparam("bot"))


async def lock_pace(connection: AsyncConnection, bot_id: int) -> tuple[Sends, float]:
    """The bookings of the last second and the end of the pause, kept from others until the end."""
    query = _LOCK.with_for_update()
    row = (await connection.execute(query, {"bot": bot_id})).one_or_none()
    if row is None:
        await _begin(connection, bot_id)
        row = (await connection.execute(query, {"bot": bot_id})).one()
    return tuple((at, chat_id) for at, chat_id in row.sends), row.paused_until


async def _begin(connection: AsyncConnection, bot_id: int) -> None:
    """Make the row of a bot, unless another process does just now."""
    if connection.dialect.name == "postgresql":
        await connection.execute(select(func.pg_advisory_xact_lock(bot_id)))
        if (await connection.execute(_LOCK, {"bot": bot_id})).first() is not None:
            return
    await connection.execute(insert(pace).values(bot_id=bot_id, sends=[], paused_until=0.0))


async def shared_now(connection: AsyncConnection) -> float:
    """Seconds since 1970 that all processes agree on: the server's, or those of the one host."""
    if connection.dialect.name != "postgresql":
        return time.time()
    return float((await connection.execute(_NOW)).scalar_one())


async def save_pace(
    connection: AsyncConnection, bot_id: int, sends: Sends, paused_until: float
) -> None:
    """Write down what `lock_pace` locked."""
    await connection.execute(_UPDATE, {"bot": bot_id, "sends": sends, "paused_until": paused_until})


async def load_groups(connection: AsyncConnection, bot_id: int, chat_ids: Iterable[int]) -> Moments:
    """The bookings of the last minute for some groups."""
    query = select(pace_groups.c.chat_id, pace_groups.c.moments).where(
        pace_groups.c.bot_id == bot_id, pace_groups.c.chat_id.in_(chat_ids)
    )
    return {row.chat_id: tuple(row.moments) for row in await connection.execute(query)}


async def save_groups(
    connection: AsyncConnection, bot_id: int, groups: Moments, forgotten_at: float
) -> None:
    """Write down the bookings for some groups, and forget groups without any since then."""
    gone = or_(pace_groups.c.chat_id.in_(groups), pace_groups.c.last < forgotten_at)
    await connection.execute(delete(pace_groups).where(pace_groups.c.bot_id == bot_id, gone))
    rows = [
        {"bot_id": bot_id, "chat_id": chat_id, "moments": moments, "last": moments[-1]}
        for chat_id, moments in groups.items()
        if moments
    ]
    if rows:
        await connection.execute(insert(pace_groups), rows)


async def forget_chat(connection: AsyncConnection, bot_id: int, chat_id: int) -> None:
    """Leave nothing of a chat; that something was sent a moment ago still counts."""
    sends, paused_until = await lock_pace(connection, bot_id)
    nameless = tuple((at, 0 if one == chat_id else one) for at, one in sends)
    await save_pace(connection, bot_id, nameless, paused_until)
    await connection.execute(
        delete(pace_groups).where(pace_groups.c.bot_id == bot_id, pace_groups.c.chat_id == chat_id)
    )
