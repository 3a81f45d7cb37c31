"""/privacy, /mydata and /forget: says what is kept about a chat, shows it, and deletes it."""

from __future__ import annotations

import json
from datetime import datetime

from bot.gateway.sending.delivery import File
from bot.handlers.turn.pages import Page, Visit
from bot.rendering import keyboards
from bot.store.retention import forgetting
from bot.store.running import shared_pace


async def show_privacy(visit: Visit, _: str) -> Page:
    """Say what is kept and for how long."""
    return Page(visit.services.renderer.note("privacy"))


async def show_own_data(visit: Visit, _: str) -> Page:
    """Send everything that is kept about the chat, as a file."""
    kept = await visit.read(lambda c: forgetting.collect(c, visit.chat_id))
    content = json.dumps(kept, ensure_ascii=False, indent=2, default=_to_text).encode()
    html = visit.services.renderer.page("mydata", rows=sum(map(len, kept.values())))
    return Page(html, file=File("kaiken-mydata.json", content))


async def forget(visit: Visit, words: str) -> Page:
    """Ask for confirmation; forget everything after a yes, nothing after a no."""
    renderer = visit.services.renderer
    match words.casefold():
        case "yes":
            await visit.write(lambda c: forgetting.forget(c, visit.chat_id))
            return Page(renderer.page("forgotten"), afterwards=_forget_last_send)
        case "no":
            return Page(renderer.page("not_forgotten"))
    return Page(renderer.page("forget"), keyboards.under_forget())


async def _forget_last_send(visit: Visit) -> None:
    """Forget that the message which confirms it was booked under the chat's id."""
    await visit.write(lambda c: shared_pace.forget(c, visit.chat_id))


def _to_text(value: object) -> str:
    return value.isoformat() if isinstance(value, datetime) else str(value)
