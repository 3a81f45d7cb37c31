"""/compare: the words of two periods, people or kinds of release side by side."""

from __future__ import annotations

from bot.gateway.sending.reply import Reply
from bot.handlers.turn.visits import Visit
from bot.rendering.surveys import comparison_views
from retrieval.answering.surveys.comparison import compare
from retrieval.answering.surveys.sides import Unreadable


async def show_comparison(visit: Visit, words: str) -> Reply:
    """Set two sides of a topic beside each other; what cannot be read is told how to write."""
    services = visit.services
    compared = await compare(" ".join(words.split()), visit.now, services.answerer, services.record)
    if isinstance(compared, Unreadable):
        return Reply([comparison_views.how_to(services.renderer, compared)])
    view = comparison_views.comparison_view(compared)
    return Reply(comparison_views.messages(services.renderer, view))
