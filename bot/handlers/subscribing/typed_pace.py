"""Paces as people type them with a topic: "Taiwan Strait daily", "once a week: Ukraine"."""

from __future__ import annotations

import re

from bot.store.chats.subscriptions import NoticePace
from retrieval.patterns import regex

_PACE = r"""
    (?:as\ |in\ )?(?:an?\ |one\ )?
    (?:
        (?P<daily>daily(?:\ digests?)?|(?:once\ )?(?:an?|per|every|each)\ day)
      | (?P<weekly>weekly(?:\ digests?)?|(?:once\ )?(?:an?|per|every|each)\ week)
      | (?P<instant>instant(?:ly)?|immediately|at\ once|right\ away)
    )
"""
_FLAGS = re.IGNORECASE | re.VERBOSE | re.DOTALL
_AT_END = regex(rf"(?P<topic>.+?)[\s,;:–—]+{_PACE}[\s.!]*", _FLAGS)
_AT_BEGIN = regex(rf"{_PACE}[\s,;:–—]+(?P<topic>.+)", _FLAGS)


def split_pace(words: str) -> tuple[str, NoticePace | None]:
    """Return the topic without a pace that is typed before or after it, and that pace."""
    found = _AT_END.fullmatch(words) or _AT_BEGIN.fullmatch(words)
    if found is None:
        return words, None
    pace = next(one for one in NoticePace if found[one.value])
    return found["topic"].strip(" ,;:–—"), pace
