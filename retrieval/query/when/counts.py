"""Reads how many excerpts are asked for: "the oldest 3", "the latest statement", "3 quotes"."""

from __future__ import annotations

from dataclasses import dataclass

from retrieval.model.query import Order
from retrieval.model.release import Span
from retrieval.patterns import regex

_NUMBERS = {
    word: number
    for number, word in enumerate("one two three four five six seven eight nine ten".split(), 1)
}
_NUMBER = rf"(?P<number>[1-9]|1\d|20|{'|'.join(_NUMBERS)})"
_UNIT = (
    r"(?!\w+ (?:at|on) (?:the )?top\b)"
    r"(?:answers?|excerpts?|examples?|mentions?|ones?|passages?|quotations?|quotes?|remarks?"
    r"|results?|statements?|things|times)"
)
_NEW, _OLD = r"(?:latest|newest|most recent|last)", r"(?:oldest|earliest|first)"
_PLACE = rf"(?:(?P<new>{_NEW})|(?P<old>{_OLD})|top|best)"
# A number of these is no number of days or of countries: "the first 3 countries".
_KIND = r"(?= +(?:(?:press|news) (?:conference|release)s|releases|readouts|speeches)\b(?P<kinds>))"
_END = (
    r"(?= +(?:about|by|concerning|from|in|of|on(?! (?:the )?top)|please|regarding|then|which|who)\b"
    r"| *[,.?!]| *$)"
)
_COUNT = regex(
    rf"(?<![\w-])(?:the +)?(?:(?:{_PLACE} +{_NUMBER}|{_NUMBER.replace('number', 'count')} +"
    rf"{_PLACE.replace('<new', '<newer').replace('<old', '<older')})(?: +{_UNIT}\b|{_END}|{_KIND})"
    rf"|(?:^|(?<=me )|(?<=only )|(?<=just )|(?<=show )|(?<=list )|(?<=find )|(?<=get )"
    rf"|(?<=give )|(?<=want ))(?:(?:only|just) +)?"
    rf"{_NUMBER.replace('number', 'units')} +{_UNIT}\b(?! +of (?:the|them)\b))"
    rf"|^(?:ok |okay |and )?(?:only|just) {_NUMBER.replace('number', 'alone')}"
    r"(?= *[.,?!]*$| +(?:please|pls)\b)"
)
# "The latest statement" is one; "the second latest" has its place, "latest statement first" an
# order.
_ONE = regex(
    r"(?<![\w-])(?<!second )(?<!third )(?<!fourth )(?<!fifth )(?<!next )(?<!to )"
    r"(?:the +)?(?:very +)?"
    rf"{_PLACE} +(?:answer|comment|mention|quotation|quote|reference|remark|statement)\b"
    r"(?! +(?:first|(?:at|on) (?:the )?top)\b)"
)
# "Most recent only."
_ONLY_ONE = regex(
    rf"(?:(?:and|just|ok|okay|only|so|then|the|very) )*{_PLACE}(?: one)? (?:alone|only)"
    r"(?:,? (?:please|pls|then))*[ .!?]*"
)
# "2 max", "no more than three statements".
_SET_APART = r"(?:^|(?<=[,;:.?!(–—] )|(?<=\()|(?<= - ))"
_ENDS_APART = r"(?= *(?:[,;:.?!)–—]|$)| - )"
_AT_MOST = regex(
    rf"(?:(?:{_SET_APART}|(?<=show ))|(?=[^,;:.?!]*[.?!]*$))"
    rf"(?:\b{_NUMBER} (?:max|maximum|at most|tops)"
    rf"|\b(?:max|maximum|at most|no more than|up to) {_NUMBER.replace('number', 'behind')}"
    rf"(?: {_UNIT})?)(?:{_ENDS_APART}| (?=on\b|about\b))"
    rf"|{_SET_APART}(?:just|only|top) {_NUMBER.replace('number', 'apart')}(?: {_UNIT})?"
    rf"(?: (?:please|pls))?{_ENDS_APART}"
)
_VERB = r"(?:get|give|have|need|see|send|show|want)(?: me)?"
_TOO_MUCH = (
    r"(?:(?:(?:that's|that is|this is|it's|way|a bit|far|much|all) )*too (?:long|many|much)"
    r"|(?:hm+|no|ok|okay|sorry|stop|thanks|thank you|wait|whoa|wow))"
)
# "Too much, just give me one": fewer of what was shown.
_FEWER = regex(
    rf"(?:{_TOO_MUCH}[,.;!] *)?(?:(?:and|can|could|i|ok|okay|please|so|you) )*"
    rf"(?:(?:{_VERB} )?(?:just|only) (?:{_VERB} )?|{_VERB} )(?:the )?(?:best |top )?"
    rf"(?P<number>[1-5]|one|two|three|four|five)(?: {_UNIT})?(?: (?:please|pls|then))?[ .!?]*"
)
_DIGITS_OR_WORDS = regex(rf"\b(?:\d|{'|'.join(_NUMBERS)})")


@dataclass(frozen=True, slots=True)
class CountRead:
    """How many excerpts are asked for, 0 if any number, in which order; the span of these words."""

    most: int
    order: Order
    span: Span


def read_count(folded: str) -> CountRead | None:
    """Read the number of excerpts that a folded question asks for; None if it names none."""
    if (one := _ONLY_ONE.fullmatch(folded) or _ONE.search(folded)) is not None:
        order = Order.NEW if one["new"] else Order.OLD if one["old"] else Order.BEST
        return CountRead(1, order, Span(*one.span()))
    if _DIGITS_OR_WORDS.search(folded) is None:
        return None
    if (fewer := _FEWER.fullmatch(folded)) is not None:
        return CountRead(_number(fewer["number"]), Order.BEST, Span(0, len(folded)))
    if (limit := _AT_MOST.search(folded)) is not None:
        written = limit["number"] or limit["behind"] or limit["apart"]
        return CountRead(_number(written), Order.BEST, Span(*limit.span()))
    if (found := _COUNT.search(folded)) is None:
        return None
    number = next(filter(None, map(found.group, ("number", "count", "units", "alone"))))
    # "The last two press releases" are pages, with any number of excerpts.
    most = 0 if found["kinds"] is not None else _number(number)
    is_new, is_old = found["new"] or found["newer"], found["old"] or found["older"]
    order = Order.NEW if is_new else Order.OLD if is_old else Order.BEST
    return CountRead(most, order, Span(*found.span()))


def asks_for_fewer(folded: str) -> bool:
    """Tell whether a message asks for some of what was shown, and for nothing else."""
    bare = folded.rstrip(" .!?")
    return any(pattern.fullmatch(bare) for pattern in (_FEWER, _AT_MOST))


def _number(written: str) -> int:
    return _NUMBERS.get(written) or int(written)
