"""/privacy, /mydata and /forget: says what is kept about a chat, shows it, and deletes it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime
from functools import partial

from bot.gateway.sending.reply import File, Reply
from bot.handlers.turn.visits import Visit
from bot.rendering import keyboards
from bot.store.retention import forgetting
from bot.store.running import shared_pace


async def show_privacy(visit: Visit, _: str) -> Reply:
    """Say what is kept and for how long."""
    return Reply([visit.services.renderer.note("privacy")])


async def show_own_data(visit: Visit, _: str) -> Reply:
    """Send everything that is kept about the chat, as a file; of a group or channel, nobody's id.

    All of a group read what is sent there, and a channel may have several admins.
    """
    kept = await visit.read(lambda c: forgetting.collect(c, visit.chat_id))
    if not visit.is_private:
        kept = {name: [_without_user(row) for row in rows] for name, rows in kept.items()}
    content = json.dumps(kept, ensure_ascii=False, indent=2, default=_to_text).encode()
    html = visit.services.renderer.page("mydata", rows=sum(map(len, kept.values())))
    return Reply([html], files=[File("kaiken-mydata.json", content)])


def _without_user(row: Mapping[str, object]) -> dict[str, object]:
    return {name: value for name, value in row.items() if name != "user_id"}


async def forget(visit: Visit, words: str) -> Reply:
    """Ask for confirmation; forget everything after a yes, nothing after a no."""
    renderer = visit.services.renderer
    match words.casefold():
        case "yes":
            await visit.write(lambda c: forgetting.forget(c, visit.chat_id))
            # The message that confirms it is booked under the chat's id.
            forgetting_send = partial(shared_pace.forget, chat_id=visit.chat_id)
            return Reply([renderer.page("forgotten")], writes=[forgetting_send])
        case "no":
            return Reply([renderer.page("not_forgotten")])
    return Reply([renderer.page("forget")], keyboards.under_forget())


def _to_text(value: object) -> str:
    return value.isoformat() if isinstance(value, datetime) else str(value)
