"""Writes a wish about what was asked, to narrow, widen or turn it, as the words it stands for."""

from __future__ import annotations

import re

from retrieval.patterns import regex
from retrieval.query.when.counts import asks_for_fewer
from retrieval.text.dates import MONTH

_OPENS = (
    r"(?:(?:and|but|can you|could you|maybe|now|ok|okay|please|so|then|will you|you can"
    r"|you may),? )*"
)
_CLOSES = r"(?:,? (?:please|pls|then|with me|by me))?[ .!?]*"
_NARROWED = regex(
    rf"{_OPENS}"
    r"(?:cut|filter|limit|narrow|restrict)(?: (?:it|that|the (?:answers?|list|results?|search)|them"
    r"|these|this|those))?(?: down)? to (?:just |only )?(?P<limit>[^.,;:!?]{3,60}?)"
    rf"(?: only| alone)?{_CLOSES}",
    re.IGNORECASE,
)
_KINDS = (
    r"(?:the )?(?:(?:news|official|press|written) )?"
    r"(?:(?:briefing|conference|interview|readout|release|statement)s?|speech(?:es)?)"
)
_TOO = r"(?:also|as well|too)"
# "It can be added" and "your answers can be included" name no topic.
_LIMIT = (
    r"(?!(?:all|any|both|each|either|every|he|it|me|my|she|that|these|they|this|those|we|you|your)\b)"
    r"[^.,;:!?]{3,60}?"
)
_FINE = r"(?:acceptable|allowed|fine|good|ok|okay|permitted|possible|welcome)"
_COUNTED = r"(?:be (?:added|allowed|counted|in|included|taken)|come in|count)"
# What "must be included" is said in statements too: of a topic only "can" is a wish.
_WIDENED = regex(
    rf"{_OPENS}(?:(?:also )?(?:accept|add|allow|count|include|permit|take) (?:in )?"
    rf"(?P<taken>{_KINDS})"
    rf"|(?P<included>{_KINDS}) (?:can|could|may|might|must|should) (?:also |all )?{_COUNTED}"
    rf"|(?P<added>{_LIMIT}) (?:can|could|may) (?:also )?be (?:added|included)"
    rf"|(?P<counted>{_KINDS}) (?:count|will do|would do)"
    rf"|(?P<fine>{_KINDS}) (?:are|is|would be) (?:(?:also )?{_FINE}|{_TOO} {_FINE}))"
    rf"(?: {_TOO})?{_CLOSES}",
    re.IGNORECASE,
)
_SHOWN = r"(?:it|that|them|these|this|those)(?: all)?"
_TURNED = regex(
    rf"{_OPENS}(?:flip {_SHOWN}(?: a?round| over)?|(?:switch|turn) {_SHOWN} (?:a?round|upside down)"
    rf"|reverse (?:them|these|those)(?: all)?){_CLOSES}",
    re.IGNORECASE,
)
# "Only Blinken's words": he may not speak on record, and is then told of.
_OWN = r"(?:words|quotations?|quotes?)"
_WHOSE = r"[^\W\d_](?:[^ .,;:!?’']| (?!and |in |or )){1,40}"
_IN_HIS_WORDS = regex(
    rf"{_OPENS}(?:(?:in|just|only) )*"
    rf"(?P<whose>{_WHOSE}?)['’]s (?:own )?{_OWN}(?: only| alone)?"
    rf"(?: (?:about|on) (?:it|that|this))?{_CLOSES}",
    re.IGNORECASE,
)
# "Ukraine, not 2022".
_NOT_THEN = regex(rf"(?<=[,;–—] )not (?=(?:{MONTH}|(?:19|20)\d\d)\b)", re.IGNORECASE)
_ONLY = regex(r"\b(?:alone|just|only|own)\b", re.IGNORECASE)
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


def as_limit(message: str) -> str:
    """Write a wish to limit or turn round what was asked as what it asks.

    "Limit that to May" is "only May", "press releases can be included" is "press releases too",
    "turn that around" is "reverse the order", "only Blinken's words" is "what did Blinken say",
    "not 2022" is "not in 2022".
    """
    if _TURNED.fullmatch(message):
        return "reverse the order"
    if (said := _IN_HIS_WORDS.fullmatch(message)) and _ONLY.search(message):
        return f"and what did {said['whose']} say?"
    if narrowed := _NARROWED.fullmatch(message):
        return f"only {narrowed['limit']}"
    widened = _WIDENED.fullmatch(message)
    named = next(filter(None, widened.groups()), "") if widened else ""
    return f"{named} too" if named else _NOT_THEN.sub("not in ", message)
