"""How many releases a chat would have been told of while it was off."""

from __future__ import annotations

import logging
from collections.abc import Collection
from dataclasses import replace

from bot.store.chats.subscriptions import SubscriptionKind
from bot.store.outbox.missed import Missed
from retrieval.answering.answerer import Answerer
from retrieval.answering.histories.following import SentenceFollower
from retrieval.errors import IndexFaultError
from retrieval.formulas.gathering import Formulas
from retrieval.query.standing import read_followed, understand_in_turn
from retrieval.record.record import Record

_log = logging.getLogger(__name__)


async def count_missed(
    missed: Missed, answerer: Answerer, record: Record, formulas: Formulas
) -> int | None:
    """Count the releases that its subscriptions match; None while nothing can be searched."""
    found = set(missed.refused)
    if missed.wants_everything:
        return len(found | missed.announced)
    untold = missed.announced - found
    for one in missed.wishes:
        if not untold:
            break
        try:
            if one.kind == SubscriptionKind.SENTENCE:
                found |= await _find_news(read_followed(one.words), untold, record, formulas)
            else:
                query = understand_in_turn(one.words, one.since.date(), record.lexicon)
                matches = await answerer.find_matches(replace(query, releases=untold))
                found |= {one.release_id for one in matches.releases}
        except IndexFaultError:
            return None
        except Exception as fault:  # noqa: BLE001 - an edge: one question must not stop the reply
            _log.error("a subscription is not counted: %s", type(fault).__name__)
            continue
        untold = missed.announced - found
    return len(found)


async def _find_news(
    sentence: str, untold: Collection[str], record: Record, formulas: Formulas
) -> set[str]:
    """Find the releases that word a sentence otherwise, or do not repeat it."""
    found = set[str]()
    for release_id in untold:
        follower = SentenceFollower(await record.release(release_id), record, formulas)
        if await follower.find(sentence) is not None:
            found.add(release_id)
    return found
