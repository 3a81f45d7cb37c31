"""Writes a wish about what was asked, to narrow or to widen it, as the limit that it means."""

from __future__ import annotations

import re

from retrieval.patterns import regex

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
    r"(?:briefing|conference|interview|readout|release|speeche?|statement)s?"
)
_TOO = r"(?:also|as well|too)"
# "It is fine", "any year will do" and "all are ok" limit nothing.
_LIMIT = r"(?!(?:all|any|both|each|either|every|it|that|these|they|this|those)\b)[^.,;:!?]{3,60}?"
_FINE = r"(?:acceptable|allowed|fine|good|ok|okay|permitted|possible|welcome)"
_WIDENED = regex(
    rf"{_OPENS}(?:(?:also )?(?:accept|add|allow|count|include|permit|take) (?:in )?"
    rf"(?P<taken>{_KINDS})"
    rf"|(?P<included>{_LIMIT}) (?:can|could|may|might|must|should) (?:also |all )?"
    r"(?:be (?:added|allowed|counted|in|included|taken)|come in|count)"
    rf"|(?P<counted>{_KINDS}) (?:count|will do|would do)"
    rf"|(?P<fine>{_KINDS}) (?:are|is|would be) (?:also )?{_FINE}"
    rf"|(?P<also>{_LIMIT}) (?:are|is|would be) (?:{_TOO} {_FINE}|{_FINE} {_TOO}))"
    rf"(?: {_TOO})?{_CLOSES}",
    re.IGNORECASE,
)


def as_limit(message: str) -> str:
    """Write a wish to limit what was asked as what it asks.

    "Limit that to May" is "only May", "press releases can be included" is "press releases too".
    """
    if narrowed := _NARROWED.fullmatch(message):
        return f"only {narrowed['limit']}"
    widened = _WIDENED.fullmatch(message)
    named = next(filter(None, widened.groups()), "") if widened else ""
    return f"{named} too" if named else message
