"""/history: how a sentence is worded now, since when, and how it was worded before."""

from __future__ import annotations

import asyncio

from bot.gateway.sending.reply import File, Reply
from bot.handlers.turn.visits import Visit
from bot.rendering.surveys import history_views
from bot.rendering.views import receipt
from retrieval.answering.histories.history import draw_up_history

_PICTURE = "history.png"


async def show_history(visit: Visit, words: str) -> Reply:
    """Show the wordings of the sentence that some words mean, as a picture and quoted."""
    services = visit.services
    renderer, record = services.renderer, services.record
    if not words:
        return Reply([renderer.note("how_to_history")])
    history = await draw_up_history(words, visit.now, record, services.formulas)
    if history is None:
        return Reply([renderer.page("no_history", receipt=receipt(record.searched))])
    view = history_views.history_view(history)
    messages = history_views.messages(renderer, view)
    if len(view.wordings) == 1:
        return Reply(messages)
    # Drawing takes a tenth of a second; others are answered meanwhile.
    picture = await asyncio.to_thread(history_views.draw_picture, renderer, history)
    return Reply(
        [history_views.caption(renderer, view), *messages],
        files=[File(_PICTURE, picture, is_picture=True)],
    )
