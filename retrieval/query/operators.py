"""Operators: "exact phrase", -word, by:name, asked:outlet, type:, order:, wording:.

What an operator is given is compared with tables, never made a pattern. A value that means nothing
leaves the operator plain words.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from types import MappingProxyType

from retrieval.model import Order, ReleaseKind, Span, WordingLabel
from retrieval.text.tokens import tokenize

_WORD = r"\w+(?:[.'/,|-]\w+)*"
_OPERATOR = re.compile(
    rf"(?<![\w-])(?P<key>by|asked|type|order|wording): ?"
    rf"(?:\"(?P<quoted>[^\"]*)\"|(?P<word>{_WORD}))"
    # What an operator excludes is excluded as a word.
    r"|(?<!\S)-(?:(?:by|asked|type|order|wording): ?)?"
    r"(?:\"(?P<without>[^\"]*)\"|(?P<less>\w+(?:[.'-]\w+)*)(?![\w:]))"
    # Periods are read elsewhere, in all their forms.
    r"|(?<![\w-])(?:in|from|since|until|till|before|after): ?\"[^\"]*\""
    r"|\"(?P<phrase>[^\"]*)\""
)
_KINDS = MappingProxyType(
    {
        **dict.fromkeys(("conference", "pressconference", "briefing"), ReleaseKind.CONFERENCE),
        **dict.fromkeys(("release", "pressrelease"), ReleaseKind.RELEASE),
        "readout": ReleaseKind.READOUT,
        "statement": ReleaseKind.STATEMENT,
        # without the last s, as `_bare` makes them
        **dict.fromkeys(("speech", "speeche", "addres", "addresse"), ReleaseKind.SPEECH),
    }
)
_ORDERS = MappingProxyType(
    {
        **dict.fromkeys(("new", "newest", "latest"), Order.NEW),
        **dict.fromkeys(("old", "oldest", "earliest", "first"), Order.OLD),
        "best": Order.BEST,
    }
)
_WORDINGS = MappingProxyType({label.replace("-", ""): label for label in WordingLabel})


@dataclass(frozen=True, slots=True)
class Operators:
    """What the operators of a folded question say; spans lie in the folded question.

    `spans` are all that they take up but the phrases, whose words are a topic too.
    """

    phrases: tuple[Span, ...] = ()
    without: tuple[Span, ...] = ()
    by: tuple[str, ...] = ()
    asked: tuple[str, ...] = ()
    kinds: frozenset[ReleaseKind] = frozenset()
    wordings: frozenset[WordingLabel] = frozenset()
    order: Order | None = None
    spans: tuple[Span, ...] = ()


def read_operators(folded: str) -> Operators:
    """The operators of a folded question, in order."""
    phrases, without, spans = [], [], []
    values: dict[str, list[str]] = {"by": [], "asked": [], "type": [], "order": [], "wording": []}
    for match in _OPERATOR.finditer(folded):
        if match["phrase"] is not None:
            phrases.append(Span(*match.span("phrase")))
        elif match["key"]:
            value = match["quoted"] or match["word"] or ""
            if _MEANS_SOMETHING[match["key"]](value):
                values[match["key"]].append(value)
                spans.append(Span(*match.span()))
        elif group := next((name for name in ("without", "less") if match[name]), None):
            without.append(Span(*match.span(group)))
            spans.append(Span(*match.span()))
    return Operators(
        phrases=tuple(span for span in phrases if tokenize(span.of(folded))),
        without=tuple(span for span in without if tokenize(span.of(folded))),
        by=tuple(values["by"]),
        asked=tuple(values["asked"]),
        kinds=frozenset(_KINDS[_bare(one)] for value in values["type"] for one in _split(value)),
        wordings=frozenset(
            _WORDINGS[_bare(one)] for value in values["wording"] for one in _split(value)
        ),
        order=_ORDERS[values["order"][-1]] if values["order"] else None,
        spans=tuple(spans),
    )


def _split(value: str) -> list[str]:
    """The values of one operator: "readout,release", "readout|release"."""
    return value.replace("|", ",").replace("/", ",").split(",")


def _bare(value: str) -> str:
    """A value without what people write differently: "Press-Releases" and "pressrelease"."""
    return "".join(filter(str.isalnum, value)).removesuffix("s")


def _all_in(table: Iterable[str]) -> Callable[[str], bool]:
    known = frozenset(table)
    return lambda value: all(_bare(one) in known for one in _split(value))


_MEANS_SOMETHING: MappingProxyType[str, Callable[[str], bool]] = MappingProxyType(
    {
        "by": lambda value: bool(tokenize(value)),
        "asked": lambda value: bool(tokenize(value)),
        "type": _all_in(_KINDS),
        "order": _ORDERS.__contains__,
        "wording": _all_in(_WORDINGS),
    }
)
