"""Where an answer may stand, in plain words: "in press releases", "asked by NHK", "declined to"."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import takewhile

from retrieval.model import ReleaseKind, Span
from retrieval.query.furniture import FURNITURE
from retrieval.query.speakers import Way
from retrieval.text.folding import Folded
from retrieval.text.tokens import STOP_WORDS, Token

_KIND = (
    r"(?:(?P<conference>(?:press|news) conferences?|press briefings?|briefings)"
    r"|(?P<release>press releases?)|(?P<readout>read-?outs?)"
    r"|(?P<statement>(?:written |official )?statements)|(?P<speech>speeches))"
)
_OR_KIND = _KIND.replace("(?P<", "(?P<or_")
_ANY = r"(?:(?:the|a|an|all|any|his|her|their|its|official|public|recent) )*"
_KINDS = re.compile(
    rf"(?<![\w-])(?:(?P<within>(?:only |just )?"
    rf"(?:in|at|during|from|within|only|just|which|what) {_ANY})|(?P<opens>^ *{_ANY}))"
    rf"{_KIND}(?: (?:and|or) {_ANY}{_OR_KIND})?(?P<on> (?:on|about)\b| only\b)?(?![\w-])"
)
_A_SPEECH = re.compile(r"(?<![\w-])in (?:a|his|her|the) (?P<speech>speech)(?![\w-])")
_CONFERENCE = re.compile(r"(?<![\w-])(?:press|news) conferences?(?![\w-])")
_REFUSAL = re.compile(
    r"(?<![\w-])(?:(?:declin(?:e|ed|es|ing)|refus(?:e|ed|es|ing)) to"
    r" (?:comment|answer|say|discuss|speak|talk|respond|elaborate|confirm|reply|give details"
    r"|provide details|go into details?)"
    r"|refrain(?:ed|s|ing)? from (?:commenting|answering|saying|speaking|giving details))(?![\w-])"
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
_QUESTIONS = frozenset({"question", "questions"})
_NO_OUTLET = frozenset(
    "anyone anybody journalist journalists media press reporter reporters someone somebody".split()
)


@dataclass(frozen=True, slots=True)
class Kinds:
    """The kinds of release that plain words ask for, and the spans that said so."""

    kinds: frozenset[ReleaseKind]
    spans: tuple[Span, ...]


def read_kinds(folded: str) -> Kinds:
    """As in "in press releases", "only readouts", "at the press conference", "press releases on …".

    A press conference that is no filter is furniture: its words are spent all the same.
    """
    kinds, spans = set(), []
    for pattern in (_KINDS, _A_SPEECH):
        for match in pattern.finditer(folded):
            groups = match.groupdict()
            if groups.get("opens") is not None and not groups["on"] and match.end() < len(folded):
                continue
            kinds |= {
                ReleaseKind(name.removeprefix("or_"))
                for name, value in groups.items()
                if value and name not in {"within", "opens", "on"}
            }
            spans.append(Span(*match.span()))
    spans += [Span(*match.span()) for match in _CONFERENCE.finditer(folded)]
    return Kinds(frozenset(kinds), tuple(spans))


def read_refusals(
    folded: Folded, tokens: Sequence[Token], may_refuse: Callable[[int], bool]
) -> list[Span]:
    """Where a question asks for refusals to answer: "what did he decline to comment on".

    `may_refuse` tells of a token's place whether that may be who refused: what somebody else
    refused ("did Moscow refuse to comment") is a topic. The spans are of the question as asked.
    """
    spans = [folded.source(*match.span()) for match in _REFUSAL.finditer(folded.text)]
    return [span for span in spans if _is_by_one_of(span, tokens, may_refuse)]


def _is_by_one_of(span: Span, tokens: Sequence[Token], may_refuse: Callable[[int], bool]) -> bool:
    before = takewhile(lambda place: tokens[place].span.end <= span.start, range(len(tokens)))
    asked = [place for place in before if tokens[place].folded not in {"ever", "also", "then"}]
    return not asked or may_refuse(asked[-1])


def read_outlets(
    asked: str, tokens: Sequence[Token], outlets: Mapping[Way, str]
) -> tuple[tuple[str, ...], tuple[Span, ...]]:
    """Whose questions are meant, "asked by NHK", "when NHK asked", and the spans that said so."""
    words = [token.folded.removesuffix("'s") for token in tokens]
    found, spans = [], []
    for at in range(len(words)):
        ends = range(min(at + _LONGEST_OUTLET, len(words)), at, -1)
        end = next((end for end in ends if tuple(words[at:end]) in outlets), at)
        first = _asks_from(words, tokens, at, end)
        if first is None:
            continue
        end = max(end, at + 1)
        behind = end < len(words) and words[end] in {"asked", *_QUESTIONS}
        span = Span(tokens[first].span.start, tokens[end - 1 + behind].span.end)
        named = Span(tokens[at].span.start, tokens[end - 1].span.end).of(asked)
        found.append(outlets.get(tuple(words[at:end]), named.removesuffix("'s").removesuffix("’s")))
        spans.append(span)
    return tuple(found), tuple(spans)


def _asks_from(words: Sequence[str], tokens: Sequence[Token], at: int, end: int) -> int | None:
    """Where it begins that the words from `at` on are an outlet whose question is meant."""
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
