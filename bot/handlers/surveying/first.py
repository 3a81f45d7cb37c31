"""/first: when words were first said on record, by whom, and in answer to what."""

from __future__ import annotations

from bot.gateway.sending.reply import Reply
from bot.handlers.turn.visits import Visit
from bot.rendering.split import pack
from bot.rendering.surveys.history_views import first_said_view
from bot.rendering.views import receipt
from retrieval.answering.histories.first_said import find_first_said


async def show_first(visit: Visit, words: str) -> Reply:
    """Quote the first statement on record that has some words in a row."""
    renderer, record = visit.services.renderer, visit.services.record
    if not words:
        return Reply([renderer.note("how_to_first")])
    said = await find_first_said(words, record)
    if said is None:
        return Reply([renderer.page("never_said", receipt=receipt(record.searched))])
    view = first_said_view(said)
    return Reply(pack([renderer.page("first_said", said=view, excerpt=view.excerpt, folded=False)]))
