"""How many releases a chat would have been told of while it was off."""

from __future__ import annotations

import logging
from dataclasses import replace

from bot.store.outbox.missed import Missed
from retrieval.answering.answerer import Answerer
from retrieval.errors import IndexFaultError
from retrieval.query.lexicon import Lexicon
from retrieval.query.standing import understand_in_turn

_log = logging.getLogger(__name__)


async def count_missed(missed: Missed, answerer: Answerer, lexicon: Lexicon) -> int | None:
    """Count the releases that its subscriptions match; None while nothing can be searched."""
    found = set(missed.refused)
    if missed.wants_everything:
        return len(found | missed.announced)
    untold = missed.announced - found
    for words, since in missed.wishes:
        if not untold:
            break
        try:
            query = understand_in_turn(words, since.date(), lexicon)
            matches = await answerer.find_matches(replace(query, releases=untold))
        except IndexFaultError:
            return None
        except Exception as fault:  # noqa: BLE001 - an edge: one question must not stop the reply
            _log.error("a subscription is not counted: %s", type(fault).__name__)
            continue
        found |= {one.release_id for one in matches.releases}
        untold = missed.announced - found
    return len(found)
