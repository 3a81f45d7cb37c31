"""Pronouns of a question: whether it means what was named in another sentence or question."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from retrieval.query.words.threads import PRONOUNS
from retrieval.text.folding import fold

_TO_PAGE = re.compile(
    r"\b(?:its?|then|there|this|that (?:briefing|call|conference|day|meeting|occasion|page|press"
    r"|readout|release|speech|statement|text|time|visit|week|year))\b"
)
_PRONOUN = re.compile(
    rf"\b(?:{'|'.join(sorted(PRONOUNS - {'that'}))})\b(?! (?:who|which|that)\b)"
    r"|(?<=\babout )that\b|(?<=\bof )that\b|(?<=\bon )that\b|(?<=\bto )that\b"
    r"|\b(?:that|there)(?=[ .,?!]*$)"
)
# "Where it says that", "is it true that": "it" means what follows.
_EXPLETIVE = re.compile(
    r"\bit (?:say|says|said|is|was)(?: [a-z]+)? (?:that|how|to)\b"
    r"|\b(?:is|was) it (?:[a-z]+ )?(?:that|to)\b"
)
# Of this something is said, so whoever says it is not meant: "did the Americans speak of it?".
_OBJECT = re.compile(
    r"\b(?:about|concerning|of|on|over|regarding|to|with|address|addressed|bring|brought|discuss"
    r"|discussed|mention|mentioned|promise|promised|raise|raised) (?:it|that|this)\b"
    r"|(?<= )(?:him|them|these|this|those)\b"
)
_CLAUSE = re.compile(
    r"[,;] (?:and|but|or|so)\b|\b(?:after|as|because|before|if|that|when|whether|while)\b"
    r"|\band (?=(?:did|does|has|how|was|were|what|when|who|why)\b)"
)
_TO_TOPIC = re.compile(
    r"\b(?:about|concerning|of|on|regarding) (?:it|that|them|these|this|those)\b"
)
# "How long was the call, and when did it begin": a thing of the question itself.
_OF_THINGS = frozenset("it its".split())
_THING = re.compile(r"\b(?:an?|the) [a-z]")


def points_back(question: str, names_in: Callable[[str], Iterable[str]]) -> bool:
    """Tell whether a question means something that was named before it: "what does it say?".

    What stands behind a name means that name: "what did Blinken say when Japan urged him". Of what
    somebody is asked to have said something, his own name before it is no such name.
    """
    folded = fold(question)
    text = _EXPLETIVE.sub(lambda match: "-" * len(match[0]), folded.text)
    pronoun = _PRONOUN.search(text)
    if pronoun is None:
        return False
    named_until = pronoun.start()
    spoken_of = _OBJECT.search(text)
    if spoken_of and spoken_of.start() <= pronoun.start() < spoken_of.end():
        # Whoever speaks is in the last clause; what is spoken of may be in those before it.
        clauses = [one.start() for one in _CLAUSE.finditer(text, 0, pronoun.start())]
        named_until = clauses[-1] if clauses else 0
    elif pronoun[0] in _OF_THINGS:
        clauses = [one.start() for one in _CLAUSE.finditer(text, 0, pronoun.start())]
        if clauses and _THING.search(text, 0, clauses[-1]):
            return False
    before = folded.source(0, named_until).of(question) if named_until else ""
    return not any(names_in(before))


def points_to_topic(question: str) -> bool:
    """Tell whether what is asked about was named before: without it, no topic is left."""
    return _TO_TOPIC.search(fold(question).text) is not None


def points_to_page(question: str) -> bool:
    """Tell whether a question means a page or a day that was named: "what does it say", "then"."""
    return _TO_PAGE.search(fold(question).text) is not None
