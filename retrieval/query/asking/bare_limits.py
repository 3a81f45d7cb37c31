"""Tells words that only limit what is asked, by kinds of pages, times, askers or a number."""

from __future__ import annotations

import re

from retrieval.patterns import regex
from retrieval.query.when.counts import asks_for_fewer
from retrieval.text.dates import MONTH

# Words that tell where and when something is to be looked for, and no topic.
_BESIDE_LIMITS = frozenset(
    """
    a after all alone an and answer answering any asked at autumn back before between but by date
    dated day during early end extraordinary fall for from in just last late my news of official ok
    on only or please press put regular reply replying response since so spring start summer that
    the these this those to until when winter within written year
    """.split()
)
_LIMITS = regex(
    r"(?:brief(?:ing)?|conf(?:erence)?|interview|presser|read-?out|release|speech(?:e)?|statement)s?"
    rf"|journalists?|reporters?|questions?|{MONTH}|(?:\d{{1,2}}\.\d{{1,2}}\.)?(?:19|20)\d\d",
    re.IGNORECASE,
)
_PARTS = regex(r"[^\s,;/–—()-]+")
_DAY = regex(r"\d{1,2}(?:st|nd|rd|th)?|\d{1,2}\.\d{1,2}")
_RECALLING = regex(
    r"^(?:(?:am|been|believe|could|guess|have|i|i'm|if|it|maybe|might|must|not|pretty|probably|sure"
    r"|perhaps|remember|right|suppose|that|think|this|was|well|were),? )+",
    re.IGNORECASE,
)


def only_limits(words: str) -> bool:
    """Tell whether words only limit what is asked: "press releases, January 2022"."""
    if asks_for_fewer(words.casefold()):
        return True
    parts = [one.rstrip(".,").casefold() for one in _PARTS.findall(words)]
    limits = [one for one in parts if _LIMITS.fullmatch(one)]
    rest = (one for one in parts if one not in limits and not _DAY.fullmatch(one))
    return bool(limits) and _BESIDE_LIMITS.issuperset(rest)


def limits_told(words: str) -> str:
    """Return what limits a question of what somebody recalls: "in May" of "I think it was in May".

    Empty if something else is told.
    """
    told = _RECALLING.sub("", words, count=1)
    return told if only_limits(told) else ""
