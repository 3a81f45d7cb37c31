"""/timeline: a picture of how often something was said, and the same in words."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from functools import partial

from bot.gateway.sending.reply import File, Reply
from bot.handlers.turn.visits import Visit
from bot.rendering import keyboards
from bot.rendering.surveys import timeline_views
from bot.store.inbox import questions
from bot.store.inbox.questions import RecentQuestion
from retrieval.answering.surveys.timeline import draw_up_timeline
from retrieval.query.asking.finding import clean
from retrieval.query.standing import understand_in_turn

_PICTURE = "timeline.png"
_LAST_QUESTION = frozenset(("", "this"))


async def show_timeline(visit: Visit, words: str) -> Reply:
    """Draw when a topic was said, or what was asked last; without an answer, say so as to it."""
    services, asked = visit.services, await _asked(visit, clean(words))
    if asked is None:
        return Reply([services.renderer.note("how_to_timeline")])
    timeline = await draw_up_timeline(asked.text, asked.asked_at, services.record)
    if timeline is None:
        query = understand_in_turn(asked.text, asked.asked_at.date(), services.record.lexicon)
        return Reply(services.renderer.answer(await services.answerer.answer_query(query)))
    renderer, view = services.renderer, timeline_views.timeline_view(timeline)
    # Drawing takes a tenth of a second; others are answered meanwhile.
    picture = await asyncio.to_thread(timeline_views.draw_picture, renderer, timeline)
    return Reply(
        [timeline_views.caption(renderer, view), *timeline_views.messages(renderer, view)],
        keyboards.under_timeline(visit.update_id),
        files=[File(_PICTURE, picture, is_picture=True)],
        # A follow-up or a subscription may go on from it.
        writes=[
            partial(
                questions.save,
                update_id=visit.update_id,
                conversation=visit.conversation,
                question=asked,
            )
        ],
    )


async def _asked(visit: Visit, words: str) -> RecentQuestion | None:
    """Return what a timeline is asked of: the words, or the last question without any."""
    if words.casefold() not in _LAST_QUESTION:
        return RecentQuestion(words, visit.now)
    last = await visit.read(lambda c: questions.load_last(c, visit.conversation, visit.now))
    return last and replace(last, pace=None)
