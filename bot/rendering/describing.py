"""Describes a query in a few words, to be shown above the answer."""

from __future__ import annotations

import calendar
import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date
from types import MappingProxyType

from retrieval.model.query import Barred, Filter, Order, Period, Query, Term, Voice
from retrieval.model.release import Label, ReleaseKind
from retrieval.query.words.stop_phrases import FURNITURE
from retrieval.text.dates import MONTHS
from retrieval.text.folding import fold
from retrieval.text.tokens import STOP_WORDS

_KINDS = {
    ReleaseKind.CONFERENCE: "press conferences",
    ReleaseKind.RELEASE: "press releases",
    ReleaseKind.READOUT: "readouts",
    ReleaseKind.STATEMENT: "statements",
    ReleaseKind.SPEECH: "speeches",
}
_LABELS = {
    Label.DECLINED: "refusal",
    Label.NOT_DISCUSSED: "“not discussed”",
    Label.UNDECIDED: "“nothing decided”",
    Label.HYPOTHETICAL: "“hypothetical”",
}
_OUTSIDE = {
    Filter.PERIOD: "outside of that period",
    Filter.LABELS: "without such a wording",
    Filter.KINDS: "in other releases",
    Filter.RELEASES: "in other releases",
    Filter.ASKERS: "asked by others",
    Filter.VOICES: "by others",
}
_ORDERS = {Order.NEW: "newest first", Order.OLD: "oldest first"}
# What a question seeks besides its topic, where it opens the question.
_CUE = re.compile(
    r"^(?:\W|and |but |so |then |tell me |for |at |by |since |until )*"
    r"(?P<cue>how (?:long|many|much|often|soon)|what time|when|where|why)\b"
    r"|\b(?P<cue_within>how long)\b",
    re.IGNORECASE,
)
_SMALL_WORDS = STOP_WORDS | FURNITURE
_MOST_SMALL_WORDS = 6
# So many near names of a word are shown.
_MOST_NEAR_NAMES = 3

# Near names that stand instead of words of a question: as `Answer.also` has them.
NearNames = Mapping[str, Sequence[str]]
NO_NEAR_NAMES: NearNames = MappingProxyType({})


def describe(query: Query, also: NearNames = NO_NEAR_NAMES) -> str:
    """Describe a query in a few words: "Taiwan · by HAYASHI Yoshimasa · November 2021".

    Words that were met by near names are shown with these: "troops (also: personnel)".
    """
    return " · ".join(part for part in _parts(query, also) if part)


def describe_near_names(also: NearNames) -> str:
    """Describe the words that were met by near names: "troops (also: personnel)"."""
    return " · ".join(
        f"{describe_word(word)} ({_also(names)})" for word, names in also.items() if names
    )


def _parts(query: Query, also: NearNames) -> Iterator[str]:
    yield _topic(query, also)
    yield from (f"exactly “{phrase}”" for phrase in query.phrases)
    yield from (f"nearest on record “{words}”" for words in query.remembered)
    yield _any("by", _voices(query))
    yield _any("asked by", query.askers)
    yield _any("", _kinds(query))
    yield _any("in", sorted(query.releases))
    yield describe_period(query.period) if query.period else ""
    yield _any("not in the calendar:", [f"“{day}”" for day in query.impossible_days])
    yield _any("left aside:", [f"“{words}”" for words in query.left_aside])
    yield from (f"without “{describe_term(term)}”" for term in query.excluded)
    yield from _barred(query.barred)
    yield _any("contains a wording of", _labels(query))
    yield _ORDERS.get(query.order, "")


def _topic(query: Query, also: NearNames) -> str:
    """Describe what is asked about, with the small words that the question has between its terms.

    "Asked for the call", "how long did they speak on the phone".
    """
    asked = query.english
    cue = _CUE.search(asked)
    shown, end = (cue[cue.lastgroup or 0], cue.end()) if cue else ("", -1)
    for place, term in enumerate(query.terms):
        at = asked.find(term.word, max(end, 0))
        between = asked[end:at] if 0 <= end <= at else ""
        apart = ": " if shown and not place else " "
        shown += (between if _is_small(between) else apart) + _term(term, also.get(term.word, ()))
        end = at + len(term.word) if at >= 0 else end if place else -1
    return shown.strip()


def _is_small(between: str) -> bool:
    """Tell whether only few small words are between two terms, and no filter was read from them."""
    words = between.casefold().split()
    return (
        len(between) > 0
        and len(words) <= _MOST_SMALL_WORDS
        and all(word in _SMALL_WORDS and word not in MONTHS for word in words)
    )


def describe_outside(query: Query, outside: Collection[Filter]) -> str:
    """Say that there is nothing within the filters of a query, but `outside` of some of them.

    "Nothing about it by HAYASHI Yoshimasa in 2023; outside of that period"; empty for no filters.
    """
    if not outside:
        return ""
    excluded = " ".join(part for part in _filters(query) if part)
    about = "Nothing about it" if query.terms or query.phrases else "Nothing"
    places = dict.fromkeys(_OUTSIDE[one] for one in Filter if one in outside)
    return f"{about} {excluded}; {' and '.join(places)}"


def _filters(query: Query) -> Iterator[str]:
    yield _any("by", _voices(query))
    yield _any("asked by", query.askers)
    yield _any("in", _kinds(query))
    yield _any("in", sorted(query.releases))
    yield _when(query.period) if query.period else ""
    yield _any("with a wording of", _labels(query))


def _barred(barred: Barred) -> Iterator[str]:
    yield _any("not by", _voices(barred))
    yield _any("not asked by", barred.askers)
    yield _any("not in", _kinds(barred))
    yield from (f"not {_when(period)}" for period in barred.periods)
    yield _any("no wording of", _labels(barred))


def _any(opening: str, names: list[str] | tuple[str, ...]) -> str:
    return f"{opening} {' or '.join(names)}".strip() if names else ""


def describe_term(term: Term) -> str:
    """Return the words of a term; without a quotation mark, if a name goes on past a phrase."""
    return describe_word(term.word)


def describe_word(word: str) -> str:
    """Return how a word of a question (`Term.word`) is shown."""
    kept = "".join(sign for sign in word if sign.isalnum() or fold(sign).text != '"')
    return " ".join(kept.split())


def _term(term: Term, near_names: Sequence[str]) -> str:
    words = describe_term(term)
    notes = [f"read as “{term.read_as}”"] if term.read_as else []
    notes += [_also(near_names)] if near_names else []
    return f"{words} ({'; '.join(notes)})" if notes else words


def _also(near_names: Sequence[str]) -> str:
    return f"also: {', '.join(near_names[:_MOST_NEAR_NAMES])}"


def _voices(query: Query | Barred) -> list[str]:
    return [_voice(voice) for voice in query.voices]


def _kinds(query: Query | Barred) -> list[str]:
    return [name for kind, name in _KINDS.items() if kind in query.kinds]


def _labels(query: Query | Barred) -> list[str]:
    return [name for label, name in _LABELS.items() if label in query.labels]


def _voice(voice: Voice) -> str:
    if voice.is_misspelt:
        return f"{voice.written} (read as “{voice.name}”)"
    if not voice.name and voice.offices:
        return f"the {voice.written}"
    return voice.name or voice.written


def describe_period(period: Period) -> str:
    """Describe a period: "13 Nov 2021", "November 2021", "2021", "since 1 Jan 2022"."""
    since, until = period.since, period.until
    if since is None:
        return f"until {_day(until)}" if until else ""
    if until is None:
        return f"since {_day(since)}"
    if since == until:
        return _day(since)
    return _name(since, until) or f"{_day(since)} – {_day(until)}"


def describe_kind(kind: ReleaseKind) -> str:
    """Return what releases of a kind are called: "press conferences"."""
    return _KINDS[kind]


def _when(period: Period) -> str:
    """Describe a period within a sentence: "in 2021", "on 13 Nov 2021", "since 1 Jan 2022"."""
    since, until = period.since, period.until
    if since is None or until is None:
        return describe_period(period)
    if since == until:
        return f"on {_day(since)}"
    name = _name(since, until)
    return f"in {name}" if name else f"between {_day(since)} and {_day(until)}"


def _name(since: date, until: date) -> str:
    """Name whole years or a month; empty for other periods."""
    if (since.month, since.day, until.month, until.day) == (1, 1, 12, 31):
        return str(since.year) if since.year == until.year else f"{since.year}–{until.year}"
    whole_month = since.day == 1 and until.day == calendar.monthrange(until.year, until.month)[1]
    if whole_month and (since.year, since.month) == (until.year, until.month):
        return f"{since:%B %Y}"
    return ""


def _day(day: date) -> str:
    return f"{day.day} {day:%b %Y}"
