"""/timeline: a picture of how often something was said, and the same in words."""

from __future__ import annotations

import asyncio
from functools import partial

from bot.gateway.sending.reply import File, Reply
from bot.handlers.turn.visits import Visit
from bot.rendering import keyboards
from bot.rendering.surveys import timeline_views
from bot.store.inbox import questions
from bot.store.inbox.questions import RecentQuestion
from retrieval.answering.surveys.timeline import draw_up_timeline

_PICTURE = "timeline.png"


async def show_timeline(visit: Visit, words: str) -> Reply:
    """Draw when a topic was said; where nothing answers, say what a question would be told."""
    services, question = visit.services, " ".join(words.split())
    if not question:
        return Reply([services.renderer.note("how_to_timeline")])
    timeline = await draw_up_timeline(question, visit.now, services.record)
    if timeline is None:
        answer = await services.answerer.answer(question, visit.now)
        return Reply(services.renderer.answer(answer))
    renderer, view = services.renderer, timeline_views.timeline_view(timeline)
    # Drawing takes a tenth of a second; others are answered meanwhile.
    picture = await asyncio.to_thread(timeline_views.draw_picture, renderer, timeline)
    asked = RecentQuestion(timeline.query.question, visit.now)
    return Reply(
        [timeline_views.caption(renderer, view), *timeline_views.messages(renderer, view)],
        keyboards.under_answer(visit.update_id, found=True),
        file=File(_PICTURE, picture, is_picture=True),
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
