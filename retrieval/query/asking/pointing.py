"""Pronouns of a question: whether it means what was named in another sentence or question."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from retrieval.patterns import regex
from retrieval.query.words.threads import PRONOUNS
from retrieval.text.folding import fold

_TO_PAGE = regex(
    r"\b(?:its?|then|there|this|that (?:briefing|call|conference|day|meeting|occasion|page|press"
    r"|readout|release|speech|statement|text|time|visit|week|year))\b"
)
_PRONOUN = regex(
    rf"\b(?:{'|'.join(sorted(PRONOUNS - {'that'}))})\b(?! (?:who|which|that)\b)"
    r"|(?<=\babout )that\b|(?<=\bof )that\b|(?<=\bon )that\b|(?<=\bto )that\b"
    r"|\b(?:that|there)(?=[ .,?!]*$)"
    r"|(?<!\bis )(?<!\bare )(?<!\bwas )(?<!\bwere )\bthere(?=[,;]| (?:and|or)\b)"
)
# "Where it says that", "is it true that": "it" means what follows.
_EXPLETIVE = regex(
    r"\bit (?:say|says|said|is|was)(?: [a-z]+)? (?:that|how|to)\b"
    r"|\b(?:is|was) it (?:[a-z]+ )?(?:that|to)\b"
)
# Of this something is said, so whoever says it is not meant: "did the Americans speak of it?".
_OBJECT = regex(
    r"\b(?:about|concerning|of|on|over|regarding|to|with|address|addressed|bring|brought|discuss"
    r"|discussed|mention|mentioned|promise|promised|raise|raised) (?:it|that|this)\b"
    r"|(?<= )(?:him|them|these|this|those)\b"
)
# What is done to a thing: "did Japan welcome it"; it is no subject, as in "did it" and "is it".
_DONE_TO = regex(
    r"\b(?!(?:and|are|because|but|can|could|did|do|does|had|has|have|how|if|is|may|might|or|should"
    r"|so|than|that|was|were|what|when|where|whether|which|while|why|will|would)\b)[a-z]+ it\b"
)
# "One of them" is one of those in the question itself.
_OF_THESE = regex(
    r"\b(?:all|any|both|each|either|half|many|most|much|neither|none|one|some"
    r"|which) of (?:it|them|these|those)\b"
)
# "Those families", "about that promise": what was told before by another name, or the same.
_NOUN = regex(
    r"\b(?:(?:these|those|such(?: an?)?)"
    r"|(?:about|against|any|behind|concerning|for|in|mention|mentioned|of|on|over|regarding|to|with"
    r"|used?|using|[a-z]+ing)"
    r" (?:that|this|the same|such(?: an?)?))"
    r" (?:(?:exact|particular|same|very) )?"
    r"(?P<noun>(?!(?:and|are|as|at|did|does|for|from|he|had|has|have|i|in|is|it|of|on|or|over|she"
    r"|that|the|they|to|was|we|were|what|when|which|who|whom|whose|will|with|would|you"
    r"|case|century|day|days|decade|effect|end|evening|extent|kind|manner|means|moment|month|months"
    r"|morning|one|ones|point|reason|regard|respect|site|sort|summer|time|times|two|type|way|week"
    r"|weeks|winter|year|years)\b)[a-z-]+)"
)
_CLAUSE = regex(
    r"[,;] (?:and|but|or|so)\b|\b(?:after|as|because|before|if|that|when|whether|while)\b"
    r"|\band (?=(?:did|does|has|how|was|were|what|when|who|why)\b)"
)
_TO_TOPIC = regex(r"\b(?:about|concerning|of|on|regarding) (?:it|that|them|these|this|those)\b")
# "How long was the call, and when did it begin": a thing of the question itself.
_OF_THINGS = frozenset("it its".split())
_THINGS = frozenset("it its that them there these this those".split())
# Nobody is called "it".
_PERSON = (
    r"(?:(?:foreign|prime|press|state|[a-z]+'s) )*(?:ambassador|diplomat|journalist|king|leader"
    r"|minister|official|president|pope|premier|reporter|secretary|spokes[a-z]+)s?"
)
_THING = regex(rf"\b(?:an?|the) (?!{_PERSON}\b)[a-z]")


def points_back(
    question: str, names_in: Callable[[str], Iterable[str]], is_person: Callable[[str], bool]
) -> bool:
    """Tell whether a question means something that was named before it: "what does it say?".

    What stands behind a name means that name: "what did Blinken say when Japan urged him". Of what
    somebody is asked to have said something, his own name before it is no such name.
    """
    folded = fold(question)
    text = _OF_THESE.sub(_blanked, _EXPLETIVE.sub(_blanked, folded.text))
    pronoun = _PRONOUN.search(text)
    if pronoun is None:
        return False
    named_until = pronoun.start()
    clauses = [one.start() for one in _CLAUSE.finditer(text, 0, pronoun.start())]
    spoken_of = _OBJECT.search(text) or _DONE_TO.search(text)
    is_spoken_of = spoken_of and spoken_of.start() <= pronoun.start() < spoken_of.end()
    if pronoun[0] in _OF_THINGS or is_spoken_of:
        joined = [one for one in clauses if text[one] in ",;"] if is_spoken_of else clauses
        if joined and _THING.search(text, 0, joined[-1]):
            return False
    if is_spoken_of or pronoun[0] == "there":
        # Whoever speaks is in the last clause; what is spoken of may be in those before it.
        named_until = clauses[-1] if clauses else 0
    before = folded.source(0, named_until).of(question) if named_until else ""
    is_thing = pronoun[0] in _OF_THINGS
    return not any(not (is_thing and is_person(one)) for one in names_in(before))


def _blanked(match: re.Match[str]) -> str:
    return "-" * len(match[0])


def noun_pointed_to(question: str) -> str:
    """Return the noun by which a question means something told before: "those families"; or none.

    Folded; empty if there is none. A name is complete: "that US-China summit".
    """
    folded = fold(question)
    nouns = (one.span("noun") for one in _NOUN.finditer(folded.text))
    written = (folded.source(start, end).of(question) for start, end in nouns)
    return next((one for one in written if one.islower()), "")


def points_to_thing(question: str) -> bool:
    """Tell whether a pronoun means a thing that was named before: "it", and not "they"."""
    text = _OF_THESE.sub(_blanked, _EXPLETIVE.sub(_blanked, fold(question).text))
    return any(one[0] in _THINGS for one in _PRONOUN.finditer(text))


def points_to_topic(question: str) -> bool:
    """Tell whether what is asked about was named before: without it, no topic is left."""
    return _TO_TOPIC.search(fold(question).text) is not None


def points_to_page(question: str) -> bool:
    """Tell whether a question means a page or a day that was named: "what does it say", "then"."""
    return _TO_PAGE.search(fold(question).text) is not None
