"""Reads operators: "exact phrase", -word, by:name, asked:outlet, type:, order:, wording:.

A minus before an operator excludes what its value means. If the value means nothing, it is
excluded as a word.

Values are compared with tables and never made a pattern. If a value means nothing, the operator is
read as plain words.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from retrieval.model.query import Order
from retrieval.model.release import Label, ReleaseKind, Span
from retrieval.patterns import regex
from retrieval.text.folding import fold
from retrieval.text.tokens import tokenize

# The last full stop of "U.S." belongs to the word.
_PART = r"(?:(?:[^\W\d_]\.){2,}[^\W\d_]?|\w+)"
_WORD = rf"{_PART}(?:[.'/,|-]\w+)*"
_WHEN = "in|from|since|until|till|before|after"
_OPERATOR = regex(
    rf"(?<![\w-])(?P<minus>(?<!\S)-)?(?P<key>by|asked|type|order|wording): ?"
    rf"(?:\"(?P<quoted>[^\"]*)\"|(?P<word>{_WORD}))"
    rf"|(?<!\S)-(?P<when>(?:{_WHEN}): ?(?:\"[^\"]*\"|{_WORD}))"
    rf"|(?<!\S)-(?:\"(?P<without>[^\"]*)\"|(?P<less>{_PART}(?:[.'-]\w+)*)(?![\w:]))"
    # Periods are read in `when/`, in all their forms.
    rf"|(?<![\w-])(?:{_WHEN}): ?\"[^\"]*\""
    r"|\"(?P<phrase>[^\"]*)\""
)
# Reading a period takes a while.
_MOST_PERIODS = 4
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
_LABELS = MappingProxyType({label.replace("-", ""): label for label in Label})


@dataclass(frozen=True, slots=True)
class OperatorFilters:
    """The filters that operators say, or bar; `when` are periods as they are written."""

    by: tuple[str, ...] = ()
    asked: tuple[str, ...] = ()
    kinds: frozenset[ReleaseKind] = frozenset()
    labels: frozenset[Label] = frozenset()
    when: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Operators:
    """What the operators of a folded question say; spans are of the folded question.

    `barred` is what operators with a minus say. `spans` are those of all operators but phrases,
    whose words are a topic too.
    """

    phrases: tuple[Span, ...] = ()
    without: tuple[Span, ...] = ()
    limits: OperatorFilters = OperatorFilters()
    barred: OperatorFilters = OperatorFilters()
    order: Order | None = None
    spans: tuple[Span, ...] = ()


def read_operators(folded: str) -> Operators:
    """Read the operators of a folded question."""
    phrases, without, spans = [], [], []
    values: dict[tuple[bool, str], list[str]] = defaultdict(list)
    for match in _OPERATOR.finditer(folded):
        is_barred = match["minus"] is not None
        if match["phrase"] is not None:
            phrases.append(Span(*match.span("phrase")))
        elif match["key"]:
            value = match["quoted"] or match["word"] or ""
            if _means_something(match["key"], value, is_barred=is_barred):
                values[is_barred, match["key"]].append(value)
            elif is_barred and value:
                without.append(Span(*match.span("quoted" if match["quoted"] else "word")))
            elif match["quoted"]:
                # "Not sure of the wording: "…"" quotes.
                phrases.append(Span(*match.span("quoted")))
                continue
            else:
                continue
            spans.append(Span(*match.span()))
        elif match["when"]:
            values[True, "when"].append(match["when"])
            spans.append(Span(*match.span()))
        elif group := next((name for name in ("without", "less") if match[name]), None):
            without.append(Span(*match.span(group)))
            spans.append(Span(*match.span()))
    return Operators(
        phrases=tuple(span for span in phrases if tokenize(span.of(folded))),
        without=tuple(span for span in without if tokenize(span.of(folded))),
        limits=_limits(values, is_barred=False),
        barred=_limits(values, is_barred=True),
        order=_ORDERS[values[False, "order"][-1]] if (False, "order") in values else None,
        spans=tuple(spans),
    )


def quoted_in(question: str) -> tuple[str, ...]:
    """Return what a question quotes, as it is typed; no value of an operator is quoted."""
    folded = fold(question)
    phrases = read_operators(folded.text).phrases if '"' in folded.text else ()
    spans = (folded.source(one.start, one.end) for one in phrases)
    return tuple(one.of(question) for one in spans)


def _limits(values: Mapping[tuple[bool, str], list[str]], *, is_barred: bool) -> OperatorFilters:
    if not any(barred is is_barred for barred, _ in values):
        return OperatorFilters()

    def values_of(key: str) -> tuple[str, ...]:
        return tuple(dict.fromkeys(values.get((is_barred, key), ())))

    return OperatorFilters(
        by=values_of("by"),
        asked=values_of("asked"),
        kinds=frozenset(_KINDS[_bare(one)] for value in values_of("type") for one in _split(value)),
        labels=frozenset(
            _LABELS[_bare(one)] for value in values_of("wording") for one in _split(value)
        ),
        when=values_of("when")[:_MOST_PERIODS],
    )


def _split(value: str) -> list[str]:
    """Split the values of one operator: "readout,release", "readout|release"."""
    return value.replace("|", ",").replace("/", ",").split(",")


def _bare(value: str) -> str:
    """Remove what people write differently: "Press-Releases" and "pressrelease" become equal."""
    return "".join(filter(str.isalnum, value)).removesuffix("s")


def _means_something(key: str, value: str, *, is_barred: bool) -> bool:
    """Tell whether a value means something to an operator; an order cannot be excluded."""
    return _MEANS_SOMETHING[key](value) and not (is_barred and key == "order")


def _all_in(table: Iterable[str]) -> Callable[[str], bool]:
    known = frozenset(table)
    return lambda value: all(_bare(one) in known for one in _split(value))


_MEANS_SOMETHING: MappingProxyType[str, Callable[[str], bool]] = MappingProxyType(
    {
        "by": lambda value: bool(tokenize(value)),
        "asked": lambda value: bool(tokenize(value)),
        "type": _all_in(_KINDS),
        "order": _ORDERS.__contains__,
        "wording": _all_in(_LABELS),
    }
)
