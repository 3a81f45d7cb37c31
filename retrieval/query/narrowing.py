"""Reads filters in plain words: "in press releases", "declined to"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from retrieval.model.release import ReleaseKind, Span
from retrieval.patterns import regex
from retrieval.query.words.stop_phrases import is_sentence

_KIND = (
    r"(?:(?P<conference>(?:press|news) conf(?:erence)?s?|pressers?|press briefings?|briefings)"
    r"|(?P<release>press releases?)|(?P<readout>read-?outs?)"
    r"|(?P<statement>(?:written |official )?statements)|(?P<speech>speeches))"
)
# No pattern for kinds finds anything without one of these.
_NAMES_OF_KINDS = ("briefing", "conf", "presser", "read", "release", "speech", "statement")
_OR_KIND = (
    _KIND.replace("(?P<", "(?P<or_")
    .replace("press releases?", "(?:press )?releases?")
    .replace("(?:press|news) conf", "(?:(?:press|news) )?conf")
)
_DETERMINER = (
    r"(?:the|a|an|all|any|extraordinary|his|her|their|its|official|public|recent|regular|these"
    r"|those)"
)
# Words that were read before, such as "latest", leave more than one blank.
_ANY = rf"(?:{_DETERMINER} +)*"
_BEHIND = r"(?: +(?:on|about|with|regarding|concerning|mentioning)\b| +that mention| only\b)"
_KINDS = regex(
    rf"(?<![\w-])(?:(?P<within>(?:only |just )?"
    rf"(?:in|at|during|from|within|only|just|which|what) +{_ANY})|(?P<opens>^ *{_ANY}))"
    rf"{_KIND}(?: (?:and|or|[+&]) {_ANY}{_OR_KIND})?(?P<behind>{_BEHIND})?(?![\w-])"
)
_PLAIN = r"(?:(?P<conference>conferences)|(?P<release>releases))"
_ANY_PLAIN = r"(?:(?P<conference>conferences?)|(?P<release>releases?))"
# "Taiwan, press conferences only", "in 2021, speeches": a kind between marks or with "only".
_END = r" *(?=[,;:.?!)–—]| - |$)"
_APART = regex(
    rf"(?<![\w-]){_KIND}(?: (?:and|or|[+&]) {_ANY}{_OR_KIND})? (?:only|alone){_END}"
    rf"|^ *(?:and )?(?:what|how) about {_ANY}{_KIND.replace('(?P<', '(?P<what_')}(?![\w-])"
    rf"|^ *{_ANY}{_KIND.replace('(?P<', '(?P<opening_')}(?= *[:,–—]| - )"
    rf"|(?:[,;(–—]|: | - ) *(?:and |but )?(?:(?:only|just) )?(?:(?:in|at|from|within) )?{_ANY}"
    rf"{_KIND.replace('(?P<', '(?P<apart_')}"
    rf"(?: (?:and|or|[+&]) {_ANY}{_OR_KIND.replace('(?P<', '(?P<and_')})?{_END}"
    rf"|(?:[,;(–—]| - ) *(?:(?:only|just) +)?(?:(?:at|from|in) +)?{_ANY}"
    rf"{_ANY_PLAIN.replace('(?P<', '(?P<plain_')}(?: (?:only|alone))?{_END}"
)
# The last of a few key words.
_LAST = regex(rf"(?<![\w-])(?<!about )(?<!about the ){_KIND} *[?.!]* *$")
# These name pages wherever they stand; "statements" and "speeches" may be what somebody does.
_PAGES = regex(
    r"(?<![\w':-])(?<!about )(?<!regarding )(?<!concerning )(?<!about the )"
    r"(?:(?P<conference>(?:press|news) conferences|pressers|press briefings)"
    r"|(?P<release>press releases?)|(?P<readout>read-?outs?))(?![\w-])"
)
_A_SPEECH = regex(r"(?<![\w-])in (?:a|his|her|the) (?P<speech>speech)(?![\w-])")
_CONFERENCE = regex(r"(?<![\w-])(?:(?:press|news) conf(?:erence)?s?|pressers?)(?![\w-])")
# "Conferences" and "releases" are topics as well: they are filters only if "on", "about", a verb of
# saying, or nothing follows. A period before "on" has left two blanks.
_SAYS = r"(?:say|said|mention|cover|discuss|address|touch)"
_PLAIN_KINDS = regex(
    rf"(?<![\w-])(?:(?:in|at|during|from|within) +{_DETERMINER} +{_ANY}|(?:which|what) +|^ *{_ANY}"
    rf"|^ *(?:(?:and|but|or|what about) )?(?:only |just )?(?:in |at |from )?{_ANY})"
    rf"{_PLAIN}(?=  +(?:on|about|did|was|were|what|which)\b| +about\b| +(?:that )?{_SAYS}"
    r"| *(?:only|please|then)? *(?:[?.!]? *$|[:–—]| - ))"
)
# "In releases or press conferences", "only in conferences".
_ONE_OF_TWO = regex(
    rf"(?<![\w-])(?:in|at|from|within|only|just) +{_ANY}{_PLAIN}"
    rf"(?= +(?:and|or) +{_ANY}(?:press|news|read-?outs?|releases|conferences))"
    rf"|(?<![\w-])(?:only|just) +(?:in|at|from|within) +{_ANY}"
    rf"{_PLAIN.replace('(?P<', '(?P<alone_')}(?! of\b)(?![\w-])"
)
# Right after "latest", "first" and a period.
_ORDERED = regex(
    r" *(?:'s )?(?:official )?"
    r"(?:(?P<conference>(?:(?:press|news) )?conf(?:erence)?s?(?! (?:for|in)\b)|pressers?"
    r"|(?:press|news) briefings?)"
    r"|(?P<release>(?:press )?releases?)|(?P<readout>read-?outs?)|(?P<speech>speech(?:es)?))"
    r"(?! of\b)(?![\w-])"
)
# Right before a period, or "of" and "from" with it.
_BEFORE_A_PERIOD = regex(
    r"(?<![\w-])(?:(?P<conference>(?:press|news) conf(?:erence)?s?|pressers?"
    r"|(?:press|news) briefings?)"
    r"|(?P<release>press releases?)|(?P<readout>read-?outs?))[ ,(]*$"
)
# "Written ones, not spoken", "only what he told the press": all of a short message.
_AS_MADE = regex(
    r"(?:(?:and|but|hm+|just|now|ok|okay|only|show me|the|then|what about)[, ]+)*"
    r"(?:(?P<written>(?:written|in writing))|(?P<spoken>spoken|(?:what|when) (?:he|she|they)"
    r" (?:said to|told) (?:the )?(?:journalists|media|press|reporters)))"
    r"(?: (?:ones?|only|pages?|please|records?|remarks|statements?|texts?|then|words))*"
    r"(?:,? (?:and )?not (?:the )?(?:spoken|written)(?: (?:ones?|words))?)?[ ?.!]*"
)
_WRITTEN = frozenset({ReleaseKind.RELEASE, ReleaseKind.READOUT, ReleaseKind.STATEMENT})
_SPOKEN = frozenset({ReleaseKind.CONFERENCE, ReleaseKind.SPEECH})
_LONGEST_KIND = 24


@dataclass(frozen=True, slots=True)
class Kinds:
    """The kinds of release that plain words ask for, and the spans of these words."""

    kinds: frozenset[ReleaseKind]
    spans: tuple[Span, ...]


def read_kinds(folded: str, ordered: Sequence[Span], dated: Sequence[Span]) -> Kinds:
    """Read "in press releases", "readouts only", "at the press conference", "the May briefing".

    `ordered` are the spans of words for an order, `dated` those of periods: more words name a kind
    right after "latest", and next to a period. A press conference that is no filter carries no
    topic either, so its span is returned too.
    """
    if (made := _AS_MADE.fullmatch(folded)) is not None:
        return Kinds(_WRITTEN if made["written"] else _SPOKEN, (Span(*made.span()),))
    if not any(word in folded for word in _NAMES_OF_KINDS):
        return Kinds(frozenset(), ())
    kinds, spans = set(), []
    patterns = [_KINDS, _APART, _PAGES, _A_SPEECH, _PLAIN_KINDS, _ONE_OF_TWO]
    if not is_sentence(folded):
        patterns.append(_LAST)
    found = [match for pattern in patterns for match in pattern.finditer(folded)]
    found += filter(None, (_ORDERED.match(folded, span.end) for span in (*ordered, *dated)))
    found += filter(None, (_search_before(folded, span.start) for span in dated))
    for match in found:
        if _is_limit(match, folded):
            kinds |= {
                ReleaseKind(name.rpartition("_")[2])
                for name, value in match.groupdict().items()
                if value and name not in {"within", "opens", "behind"}
            }
            spans.append(Span(*match.span()))
    spans += [Span(*match.span()) for match in _CONFERENCE.finditer(folded)]
    return Kinds(frozenset(kinds), tuple(spans))


def _search_before(folded: str, end: int) -> re.Match[str] | None:
    """Find a kind that stands right before a place."""
    return _BEFORE_A_PERIOD.search(folded, max(0, end - _LONGEST_KIND), end)


def _is_limit(match: re.Match[str], folded: str) -> bool:
    """Tell whether a kind is a filter; at the start, only before its topic or without a topic.

    "Statements on Taiwan" asks for all that was stated, and so does "what statements were made".
    """
    groups = match.groupdict()
    opens, behind = groups.get("opens"), groups.get("behind")
    is_loose = groups.get("statement") == "statements" and behind != " only"
    if opens is not None:
        return bool(behind and not is_loose) or not folded[match.end() :].strip(" ?.!")
    return not (is_loose and (groups.get("within") or "").startswith(("which", "what")))
