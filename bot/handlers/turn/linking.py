"""Links to the private chat that stand under what is shown."""

from __future__ import annotations

from bot.handlers.turn.visits import Visit
from bot.rendering.releases.links import answer_parameter, link, release_parameter
from bot.store.inbox.questions import RecentQuestion
from bot.store.inbox.shown import share_key
from retrieval.model.answer import Excerpt


def link_to_excerpt(visit: Visit, excerpt: Excerpt) -> str:
    """Return the lasting link that opens the release of an excerpt at its statement."""
    return link(visit.bot_name, release_parameter(excerpt.release, excerpt.statement))


def link_to_rest(visit: Visit, asked: RecentQuestion, number: int) -> str:
    """Return the link that opens an answer in private, from the statement of a number on.

    It is good for a day. `asked` is the question as this visit keeps it.
    """
    key = share_key(visit.update_id, visit.conversation, asked)
    return link(visit.bot_name, answer_parameter(key, number))
