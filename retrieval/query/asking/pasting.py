"""Tells a text that somebody else wrote from a message that asks."""

from __future__ import annotations

import re

from retrieval.patterns import regex
from retrieval.query.asking.clauses import CUED, own_form
from retrieval.query.asking.cues import CUE
from retrieval.query.asking.finding import clean
from retrieval.query.asking.splitting import split
from retrieval.query.requests.reading import read_request

_OF_THE_WRITER = regex(r"\b(?:i|i'm|i've|i'd|i'll|my|me|myself)\b", re.IGNORECASE)
_WANTS_TO_KNOW = regex(
    r"\b(?:curious|find|know|look(?:ing)?|question|show|tell|wonder(?:ing)?)\b", re.IGNORECASE
)
_ENDS = regex(r"[.!…][\"”’»)\]]*\Z")
_FEWEST_BLANKS_TOLD = 4
_QUOTATION_MARKS = frozenset('"“”„«»‘')
_FEWEST_SENTENCES = 2


def is_pasted(message: str) -> bool:
    """Tell whether a message has several sentences that all tell, and nobody speaks of himself.

    So are texts that somebody else wrote. What asks, orders, thanks or names a topic is no such
    text, and one that begins with a quotation mark may say "I".
    """
    bare = clean(message)
    parts = split(bare)
    told = [one for one in parts if one.count(" ") >= _FEWEST_BLANKS_TOLD and _ENDS.search(one)]
    if len(told) < _FEWEST_SENTENCES:
        return False
    if bare[:1] not in _QUOTATION_MARKS and _OF_THE_WRITER.search(bare):
        return False
    return not any(
        read_request(one) is not None
        or own_form(one) >= CUED
        or one.endswith("?")
        or any(_WANTS_TO_KNOW.search(cue[0]) for cue in CUE.finditer(one))
        for one in parts
    )
