"""Reads whose questions are meant: "asked by NHK", "the questions only", "in the Q&A"."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from retrieval.model.release import Span
from retrieval.patterns import regex, regex_with
from retrieval.query.who.offices import is_country
from retrieval.query.who.speakers import Way
from retrieval.query.words.press import PRESS
from retrieval.query.words.stop_phrases import FURNITURE
from retrieval.text.tokens import STOP_WORDS, Token

# "What did the reporter ask?" is of what was shown.
_REPORTERS = (
    r"(?:(?:(?:a|all|an|any|some) )?(?:other )?"
    r"(?:correspondents?|journalists?|media|press|reporters?)"
    r"|the (?:other )?(?:correspondents|journalists|media|press|reporters))"
)
_PUT = r"(?:asked|brought up|posed|put|raised)"
_LIMITS = (
    r"(?:in|during|at|from|only|just|show(?: me)?|(?:asked|asking|looking|searching) for"
    r"|need(?:ed)?|want(?:ed)?)"
)
_END = r"[ ?.!]*$"
_OPENS = r"^(?:(?:and|but|hm+|no|ok|okay|only|just|please|so|sorry|then|what about|show me),? )*"
# What was asked, and the answers to it. "Questions from a reporter of NHK" are those of NHK.
_ASKED = regex(
    rf"\b(?:{_LIMITS} )*(?:(?:the|his|her|their) )?"
    r"(?:q ?(?:&|and|/|\+) ?as?\b|questions?[- ](?:and|&)[- ]answers?)"
    r"(?: (?:session|part|section)s?)?(?: only)?"
    rf"|\b(?:questions? |when )?{_PUT} by {_REPORTERS}\b(?! (?:at|for|from|of|with)\b)"
    rf"|\bquestions? (?:by|from|of) {_REPORTERS}\b(?! (?:at|for|from|of|with)\b)"
    rf"|\b(?:{_LIMITS} )*(?:the )?(?:journalists?|press|reporters?)(?:'s?)? questions\b"
    rf"|\b(?:{_LIMITS} )*(?:the )?questions (?:that )?{_REPORTERS} (?:have |had )?{_PUT}\b"
    rf"|\b{_REPORTERS} (?:who )?ask(?:ed|ing)(?= (?:about|on|regarding|whether|if)\b)"
    r"|\b(?<!the )(?:journalist|press|reporter)(?:'s)? question\b"
    r"|\bwhat (?:(?:else|topics?|questions?) )?(?:did|do|does|had|has|have)"
    rf" {_REPORTERS} ask(?:ed)?\b"
    rf"|\bwhat {_REPORTERS} (?:have |had )?(?:asked|wanted to know)\b"
    rf"|\b(?:did|has|have) {_REPORTERS} (?:ever )?ask(?:ed)?\b"
    r"|\b(?:what|which) questions (?:were|was)(?: there)?(?: (?:asked|posed|put|raised))?\b"
    r"|^(?:and |ok |so )*what (?:was|were) (?:he|she|they|the (?:[a-z]+ )?minister) asked"
    r"(?= (?:about|on|regarding) (?!it\b|that\b|this\b|them\b))"
    rf"|{_OPENS}(?:the )?(?:questions?(?: only| alone)|(?<=only )questions|(?<=just )questions"
    rf"|(?<=only the )questions|(?<=just the )questions)\b"
    rf"|{_OPENS}(?:by |from )?{_REPORTERS}(?: (?:only|alone|then|too))*{_END}"
    rf"|(?:^|[,;] *)(?:and |but )*(?:only|just) (?:the |his |her |their )?"
    rf"(?:answers|replies)(?: to (?:the )?questions)?{_END}"
    rf"|\b(?:in (?:answer|reply|response) to|answering|(?:replying|responding) to) "
    rf"(?:{_REPORTERS}|(?:an?|any|the) (?:(?:journalist|press|reporter)(?:'s)? )?questions?)"
    rf"(?! (?:about|asked|from|of|on|which|who)\b)"
    r"|\b(?:except|no|not|skip|without) (?:the |his |her |any )?opening (?:remark|statement)s?"
)
# What is denied ends right before it: "but not the Q&A".
_DENIED = regex(r"(?:\bbut )?\b(?:except(?: for)?|excluding|no|not|skip|without) $")
_LONGEST_DENIAL = 16
_ONLY = regex(r"not (?:only|just)\b")
# "Not the journalists, the minister", "by the minister, not the press", "no reporters".
_THE_MINISTER = (
    r"(?:(?:by|from) )?(?:the|his|her)(?: foreign)? minister(?:'s)?(?: (?:himself|only))?"
)
_NOT_REPORTERS = regex_with(
    "correspondent|journalist|media|not |press|reporter",
    rf"(?:(?:^|(?<=[,;:(] )|(?<=[-–—] ))(?:{_THE_MINISTER},? )?|(?<= )(?:{_THE_MINISTER},? |but ))"
    r"not (?:(?:by|from|of) )?(?:the |any |a )?"
    r"(?:correspondents?|journalists?|media|press|reporters?)(?:' words)?"
    rf"(?:,? (?:but )?(?:only )?{_THE_MINISTER})?(?= *(?:[.,;:?!)–—]| - |$))"
    r"|\b(?:(?:and|but) )?(?:no|without|excluding|except|minus) (?:the |any )?"
    r"(?:correspondents?|journalists?|media|press people|reporters?)(?: (?:please|this time))?"
    r"(?= *(?:[.,;:?!)–—]| - |$))",
)
# What was said before anybody asked.
_UNASKED = regex(
    rf"\b(?:{_LIMITS} )*(?:(?:the|his|her|their) )?opening (?:remarks|statement)s?(?: only)?\b"
)
_OPENS_OUTLET = {
    ("asked", "by"),
    ("question", "by"),
    ("question", "from"),
    ("questions", "by"),
    ("questions", "from"),
    ("questions", "of"),
}
_LONGEST_OUTLET = 6
_LONGEST_ALONE = 7
_BESIDE_OUTLET = frozenset(
    """
    about also and any anything by from how just no nothing ok only or please something the too
    what
    """.split()
)
_OF_PRESS = frozenset("news newspaper press reporter shimbun".split())
_QUESTIONS = frozenset({"question", "questions"})
_ASKING = _QUESTIONS | {"asked"}
_NO_OUTLET = frozenset(
    "anyone anybody journalist journalists media press reporter reporters someone somebody".split()
)


@dataclass(frozen=True, slots=True)
class Asked:
    """Whether only answers to questions are meant, or only what nobody asked; the words' spans.

    `aside` are words that limit nothing: reporters are never quoted as those who answer.
    """

    is_asked: bool
    is_unasked: bool
    spans: tuple[Span, ...]
    aside: tuple[Span, ...] = ()


def read_asked(folded: str) -> Asked:
    """Read "in the Q&A", "what did reporters ask", "the questions only", "opening remarks".

    "Not the Q&A" is what nobody asked for; "not only the Q&A", "not the reporters" limit nothing.
    """
    aside = [Span(*one.span()) for one in _NOT_REPORTERS.finditer(folded)]
    asked, denied = _find(_ASKED, folded)
    opening, _ = _find(_UNASKED, folded)
    unasked = [*opening, *(one for one in denied if _ONLY.search(one.of(folded)) is None)]
    aside += [one for one in denied if one not in unasked]
    is_unasked = bool(unasked) and not asked
    return Asked(bool(asked), is_unasked, (*asked, *unasked, *aside), tuple(aside))


def _find(pattern: re.Pattern[str], folded: str) -> tuple[list[Span], list[Span]]:
    """Find what a pattern means, and what of it is denied, with the denial."""
    meant, denied = list[Span](), list[Span]()
    for match in pattern.finditer(folded):
        start = max(0, match.start() - _LONGEST_DENIAL)
        denial = _DENIED.search(folded[: match.start()], start)
        if denial is None:
            meant.append(Span(*match.span()))
        else:
            denied.append(Span(denial.start(), match.end()))
    return meant, denied


def read_outlets(
    question: str, tokens: Sequence[Token], outlets: Mapping[Way, str]
) -> tuple[tuple[str, ...], tuple[Span, ...]]:
    """Read whose questions are meant ("asked by NHK", "when NHK asked"), and the spans of this."""
    words = [token.folded.removesuffix("'s") for token in tokens]
    found, spans = [], []
    if len(words) <= _LONGEST_ALONE and (alone := _outlet_alone(words, outlets)) is not None:
        span = Span(tokens[alone.start].span.start, tokens[alone.end - 1].span.end)
        way = tuple(words[alone.start : alone.end])
        return (outlets.get(way, span.of(question)),), (span,)
    if _ASKING.isdisjoint(words):
        return (), ()
    for at in range(len(words)):
        ends = range(min(at + _LONGEST_OUTLET, len(words)), at, -1)
        unknown = at + _is_unknown_outlet(question, tokens[at])
        end = next((end for end in ends if tuple(words[at:end]) in outlets), unknown)
        first = _asks_from(words, tokens, at, end)
        if first is None:
            continue
        end = max(end, at + 1)
        behind = end < len(words) and words[end] in {"asked", *_QUESTIONS}
        span = Span(tokens[first].span.start, tokens[end - 1 + behind].span.end)
        named = Span(tokens[at].span.start, tokens[end - 1].span.end).of(question)
        found.append(outlets.get(tuple(words[at:end]), named.removesuffix("'s").removesuffix("’s")))
        spans.append(span)
    return tuple(found), tuple(spans)


def _outlet_alone(words: Sequence[str], outlets: Mapping[Way, str]) -> Span | None:
    """Find the outlet that is all that a message names: "and Yomiuri", "NHK?"; its places."""
    places = [at for at, word in enumerate(words) if word not in _BESIDE_OUTLET]
    if not places or places != [*range(places[0], places[-1] + 1)]:
        return None
    way = tuple(words[places[0] : places[-1] + 1])
    core = tuple(word for word in way if word not in _OF_PRESS) or way
    is_outlet = way in outlets or " ".join(core) in PRESS
    return Span(places[0], places[-1] + 1) if is_outlet else None


def _is_unknown_outlet(question: str, token: Token) -> bool:
    """Tell whether a word is written like the name of an outlet: "NHK", not "US"."""
    word = token.span.of(question)[: len(token.folded.removesuffix("'s"))]
    is_acronym = len(word) > 1 and word.isalpha() and word.isupper() and not question.isupper()
    return is_acronym and not is_country((word.casefold(),))


def _asks_from(words: Sequence[str], tokens: Sequence[Token], at: int, end: int) -> int | None:
    """Find the first word of "asked by NHK" or "when NHK asked", if the outlet is at `at`.

    None if there is no outlet whose question is meant. One that nobody on record is of has to be
    written as an acronym, or to stand behind "asked by".
    """
    start = at - (at > 0 and words[at - 1] == "the")
    before = tuple(words[max(0, start - 2) : start])
    is_word = words[at] in _NO_OUTLET or words[at] in STOP_WORDS or words[at] in FURNITURE
    if before in _OPENS_OUTLET and (end > at or (before == ("asked", "by") and not is_word)):
        return start - 2
    following = words[end] if at < end < len(words) else ""
    if following == "asked":
        return start - (start > 0 and words[start - 1] in {"when", "as", "after"})
    is_owner = end > at and tokens[end - 1].folded.endswith("'s")
    return start if is_owner and following in _QUESTIONS else None
