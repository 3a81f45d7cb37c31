"""/history: how a sentence is worded now, since when, and how it was worded before."""

from __future__ import annotations

import asyncio

from bot.gateway.sending.reply import File, Reply
from bot.handlers.excerpts.opening import (
    find_last,
    open_typed,
    read_number,
    saving,
    say_no_such,
)
from bot.handlers.turn.visits import Visit
from bot.rendering import keyboards
from bot.rendering.surveys import history_views
from bot.rendering.views import receipt
from bot.store.inbox.questions import RecentQuestion
from retrieval.answering.histories.history import draw_up_history
from retrieval.query.standing import write_followed

_PICTURE = "history.png"


async def show_history(visit: Visit, words: str) -> Reply:
    """Show the history of the sentence that some words mean, or of an excerpt of the last answer.

    That is the excerpt of a number, or without any words the one shown last.
    """
    if words and not words.isdecimal():
        return await _show(visit, words)
    asked = await find_last(visit)
    if asked is None:
        return Reply([visit.services.renderer.note("how_to_history")])
    opened = await open_typed(visit, asked, read_number(words))
    if opened is None:
        return await say_no_such(visit, asked)
    standing = opened.excerpt.standing
    text = opened.excerpt.release.text
    return await _show(visit, standing.sentence.of(text) if standing else opened.excerpt.quote)


async def _show(visit: Visit, words: str) -> Reply:
    services = visit.services
    renderer, record = services.renderer, services.record
    history = await draw_up_history(words, visit.now, record, services.formulas)
    if history is None:
        return Reply([renderer.page("no_history", receipt=receipt(record.searched))])
    view = history_views.history_view(history)
    messages = history_views.messages(renderer, view)
    keyboard = keyboards.under_history(visit.update_id)
    # A subscription may go on from its present wording.
    followed = write_followed(history.wordings[0].excerpt.quote)
    writes = [saving(visit, RecentQuestion(followed, visit.now))]
    if len(view.wordings) == 1:
        return Reply(messages, keyboard, writes=writes)
    # Drawing takes a tenth of a second; others are answered meanwhile.
    picture = await asyncio.to_thread(history_views.draw_picture, renderer, history)
    return Reply(
        [history_views.caption(renderer, view), *messages],
        keyboard,
        files=[File(_PICTURE, picture, is_picture=True)],
        writes=writes,
    )
