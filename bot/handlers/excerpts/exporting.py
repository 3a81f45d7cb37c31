"""Sends what somebody keeps as files."""

from __future__ import annotations

from bot.gateway.sending.reply import File, Reply
from bot.handlers.excerpts.starring import load_starred
from bot.handlers.turn.visits import Visit
from bot.rendering.excerpts.dossier import FILES
from bot.store.chats import stars


async def export(visit: Visit, words: str) -> Reply:
    """Send what the chat keeps as files: of the kinds that are named (".bib"), or of all kinds."""
    renderer = visit.services.renderer
    kept = await visit.read(lambda c: stars.load_all(c, visit.chat_id))
    if not kept:
        return Reply([renderer.page("nothing_to_export")], is_new=True)
    starred = await load_starred(visit, kept, 1)
    excerpts = [one.excerpt for one in starred if one.excerpt is not None]
    named = {one.strip(".,") for one in words.casefold().split()}
    kinds = [one for one in FILES if one in named] or [*FILES]
    caption = renderer.page(
        "export",
        count=len(excerpts),
        unreadable=[one.number for one in starred if one.excerpt is None],
    )
    files = [File(f"kaiken-starred.{one}", FILES[one](excerpts).encode()) for one in kinds]
    return Reply([caption], files=files)
