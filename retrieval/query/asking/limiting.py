"""Writes a wish about what was asked, to narrow, widen or turn it, as the words it stands for."""

from __future__ import annotations

import re

from retrieval.patterns import regex, regex_with
from retrieval.text.dates import MONTH

_OPENS = (
    r"(?:(?:and|but|can you|could you|maybe|now|ok|okay|please|so|then|will you|you can"
    r"|you may),? )*"
)
_CLOSES = r"(?:,? (?:please|pls|then|with me|by me))?[ .!?]*"
_NARROWED = regex_with(
    "cut|filter|limit|narrow|restrict",
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
_WIDENED = regex_with(
    "be |briefing|conference|interview|readout|release|speech|statement",
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
_IN_HIS_WORDS = regex_with(
    "quotation|quote|words",
    rf"{_OPENS}(?:(?:in|just|only) )*"
    rf"(?P<whose>{_WHOSE}?)['’]s (?:own )?{_OWN}(?: only| alone)?"
    rf"(?: (?:about|on) (?:it|that|this))?{_CLOSES}",
    re.IGNORECASE,
)
# Times as people jot them: "Ukraine, not 2022", "the month of May", "…, february only".
_IN_YEAR = r"\b(?:in |of )?(?:the )?(?:year )?(?P<year>(?:19|20)\d\d)"
_JOTTED = tuple(
    (regex(pattern, re.IGNORECASE), written)
    for pattern, written in (
        (rf"(?<=[,;–—] )not (?=(?:{MONTH}|(?:19|20)\d\d)\b)", "not in "),
        (rf"{_IN_YEAR},? (?:in )?(?:the )?month of (?P<month>{MONTH})\b", r"in \g<month> \g<year>"),
        (
            rf"\b(?:(?:during|from|in|of) )?(?<!entire )(?<!whole )(?:the )?month of (?={MONTH}\b)",
            "in ",
        ),
        (rf"(?<=[,;–—] )(?={MONTH}(?: \d{{4}})? (?:alone|only)\b)", "in "),
        (rf"^(?:please )?add (?:in )?(?P<then>{MONTH}(?: \d{{4}})?)[ .!]*$", r"in \g<then> too"),
    )
)
# "Not in May?" asks whether it was in May; "not in May" leaves that out, "not at all?" neither.
_THEN = rf"(?:{MONTH}|(?:19|20)\d\d|\d{{1,2}}|(?:call|day|meeting|month|talk|week|year)s?|{_KINDS})"
_NOT_EVEN = regex(
    r"(?:(?:and|but|oh|really|so|what),? )*not (?:even )?"
    rf"(?P<then>(?:at|during|in|on|since) (?=[^.?!,;]*\b{_THEN}\b)[^.?!,;]{{3,30}})"
    r"\?(?P<behind>.*)",
    re.IGNORECASE | re.DOTALL,
)
# "Not the economic one. The other" corrects in two sentences.
_NOT_THAT = regex(
    r"(?P<not>(?:no,? )?not (?:the )?[^.,;?!]{3,40})\. "
    r"(?P<but>(?:the|just|only|i mean(?:t)?) [^.?!]{3,60})[ .?!]*",
    re.IGNORECASE,
)
_ONLY = regex(r"\b(?:alone|just|only|own)\b", re.IGNORECASE)


def as_limit(message: str) -> str:
    """Write a wish to limit or turn round what was asked as what it asks.

    "Limit that to May" is "only May", "press releases can be included" is "press releases too",
    "turn that around" is "reverse the order", "only Blinken's words" is "what did Blinken say",
    "not 2022" is "not in 2022", "not in May?" is "and in May?".
    """
    if _TURNED.fullmatch(message):
        return "reverse the order"
    if (said := _IN_HIS_WORDS.fullmatch(message)) and _ONLY.search(message):
        return f"and what did {said['whose']} say?"
    if narrowed := _NARROWED.fullmatch(message):
        return f"only {narrowed['limit']}"
    widened = _WIDENED.fullmatch(message)
    named = next(filter(None, widened.groups()), "") if widened else ""
    return f"{named} too" if named else _as_time(message)


def _as_time(message: str) -> str:
    """Write the times of a message as they are read."""
    if even := _NOT_EVEN.fullmatch(message):
        return f"and {even['then']}?{even['behind']}"
    if corrected := _NOT_THAT.fullmatch(message):
        return f"{corrected['not']}, {corrected['but']}"
    for pattern, written in _JOTTED:
        message = pattern.sub(written, message)
    return message
