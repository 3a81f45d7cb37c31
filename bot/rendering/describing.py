"""Describes a query in a few words, to be shown above the answer."""

from __future__ import annotations

import calendar
import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date
from functools import reduce
from types import MappingProxyType

from bot.language.english import MONTH, YEAR
from bot.language.spoken import gettext, gettext_noop, spoken
from bot.rendering.citation import day
from retrieval.model.query import Barred, Filter, Order, Period, Query, Term, Voice
from retrieval.model.release import Label, ReleaseKind
from retrieval.patterns import regex
from retrieval.query.words.stop_phrases import FURNITURE
from retrieval.text.dates import MONTHS
from retrieval.text.folding import fold
from retrieval.text.tokens import STOP_WORDS

_KINDS = {
    ReleaseKind.CONFERENCE: gettext_noop("press conferences"),
    ReleaseKind.RELEASE: gettext_noop("press releases"),
    ReleaseKind.READOUT: gettext_noop("readouts"),
    ReleaseKind.STATEMENT: gettext_noop("statements"),
    ReleaseKind.SPEECH: gettext_noop("speeches"),
}
_LABELS = {
    Label.DECLINED: gettext_noop("refusal"),
    Label.NOT_DISCUSSED: gettext_noop("“not discussed”"),
    Label.UNDECIDED: gettext_noop("“nothing decided”"),
    Label.HYPOTHETICAL: gettext_noop("“hypothetical”"),
}
_OUTSIDE = {
    Filter.PERIOD: gettext_noop("outside of that period"),
    Filter.LABELS: gettext_noop("without such a wording"),
    Filter.KINDS: gettext_noop("in other releases"),
    Filter.RELEASES: gettext_noop("in other releases"),
    Filter.ASKERS: gettext_noop("asked by others"),
    Filter.ASKED: gettext_noop("said unasked"),
    Filter.VOICES: gettext_noop("by others"),
}
_ORDERS = {
    Order.BEST: "",
    Order.NEW: gettext_noop("newest first"),
    Order.OLD: gettext_noop("oldest first"),
}
# What a question seeks besides its topic, where it opens the question.
_CUE = regex(
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
        _with_notes(describe_word(word), [_also(names)]) for word, names in also.items() if names
    )


def _parts(query: Query, also: NearNames) -> Iterator[str]:
    yield _topic(query, also)
    yield from (gettext("exactly “%(words)s”", words=one) for one in query.phrases)
    yield from (gettext("nearest on record “%(words)s”", words=one) for one in query.remembered)
    yield _any(gettext_noop("by %(names)s"), _voices(query))
    yield _any(gettext_noop("asked by %(names)s"), query.askers)
    yield gettext("asked by reporters") if query.is_asked else ""
    yield _or(_kinds(query))
    yield _any(gettext_noop("in %(names)s"), sorted(query.releases))
    yield describe_period(query.period) if query.period else ""
    impossible = [f"“{day}”" for day in query.impossible_days]
    yield _any(gettext_noop("not in the calendar: %(names)s"), impossible)
    left_aside = [f"“{words}”" for words in query.left_aside]
    yield _any(gettext_noop("left aside: %(names)s"), left_aside)
    excluded = (describe_term(term) for term in query.excluded)
    yield from (gettext("without “%(words)s”", words=one) for one in excluded)
    yield from _barred(query.barred)
    yield _any(gettext_noop("contains a wording of %(names)s"), _labels(query))
    if order := _ORDERS[query.order]:
        yield gettext(order)
    if query.is_of_changes:
        yield gettext("how one sentence was worded: %(command)s", command="/history")
    if query.place:
        yield gettext("from release no. %(number)s on", number=query.place)


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
        between = between if _is_small(between) else apart + _glued(asked, at)
        shown += between + _term(term, also.get(term.word, ()))
        end = at + len(term.word) if at >= 0 else end if place else -1
    behind = asked[end:].rstrip(" ?.!") if shown and end >= 0 else ""
    goes_on = behind.startswith("-") or behind.split()[:1] == ["and"]
    goes_on = goes_on and _is_small(behind)
    return (shown + behind if goes_on else shown).strip()


def _glued(asked: str, at: int) -> str:
    """Return the small word that a hyphen joins to the term at a place: "off-" of "off-base"."""
    before = asked[:at].rpartition(" ")[2] if at > 0 else ""
    return before if before.endswith("-") and _is_small(before) else ""


def _is_small(between: str) -> bool:
    """Tell whether only few small words are between two terms, and no filter was read from them."""
    words = between.casefold().replace("-", " ").split()
    return (
        len(between) > 0
        and len(words) <= _MOST_SMALL_WORDS
        and all(word in _SMALL_WORDS and word not in MONTHS for word in words)
    )


def _both(one: str, other: str) -> str:
    """Say two filters one after the other, as "by HAYASHI Yoshimasa in 2023"."""
    return gettext("%(one)s %(other)s", one=one, other=other) if one else other


def describe_outside(query: Query, outside: Collection[Filter]) -> str:
    """Say that there is nothing within the filters of a query, but `outside` of some of them.

    "Nothing about it by HAYASHI Yoshimasa in 2023; outside of that period"; empty for no filters.
    """
    if not outside:
        return ""
    filters = reduce(_both, filter(None, _filters(query)), "")
    names = dict.fromkeys(gettext(_OUTSIDE[one]) for one in Filter if one in outside)
    places = gettext(" and ").join(names)
    if query.terms or query.phrases:
        return gettext("Nothing about it %(filters)s; %(places)s", filters=filters, places=places)
    return gettext("Nothing %(filters)s; %(places)s", filters=filters, places=places)


def _filters(query: Query) -> Iterator[str]:
    yield _any(gettext_noop("by %(names)s"), _voices(query))
    yield _any(gettext_noop("asked by %(names)s"), query.askers)
    yield gettext("asked by reporters") if query.is_asked else ""
    yield _any(gettext_noop("in %(names)s"), _kinds(query))
    yield _any(gettext_noop("in %(names)s"), sorted(query.releases))
    yield _when(query.period) if query.period else ""
    yield _any(gettext_noop("with a wording of %(names)s"), _labels(query))


def _barred(barred: Barred) -> Iterator[str]:
    yield _any(gettext_noop("not by %(names)s"), _voices(barred))
    yield _any(gettext_noop("not asked by %(names)s"), barred.askers)
    yield gettext("said unasked") if barred.is_asked else ""
    yield _any(gettext_noop("not in %(names)s"), _kinds(barred))
    yield from (gettext("not %(period)s", period=_when(period)) for period in barred.periods)
    yield _any(gettext_noop("no wording of %(names)s"), _labels(barred))


def _any(text: str, names: Sequence[str]) -> str:
    """Return a marked text with any of these names; empty for none."""
    return gettext(text, names=_or(names)) if names else ""


def _or(names: Sequence[str]) -> str:
    return gettext(" or ").join(names)


def describe_term(term: Term) -> str:
    """Return the words of a term; without a quotation mark, if a name goes on past a phrase."""
    return describe_word(term.word)


def describe_word(word: str) -> str:
    """Return how a word of a question (`Term.word`) is shown."""
    kept = "".join(sign for sign in word if sign.isalnum() or fold(sign).text != '"')
    return " ".join(kept.split())


def _term(term: Term, near_names: Sequence[str]) -> str:
    words = describe_term(term)
    notes = [gettext("read as “%(words)s”", words=term.read_as)] if term.read_as else []
    notes += [_also(near_names)] if near_names else []
    return _with_notes(words, notes) if notes else words


def _with_notes(words: str, notes: Sequence[str]) -> str:
    return gettext("%(words)s (%(notes)s)", words=words, notes="; ".join(notes))


def _also(near_names: Sequence[str]) -> str:
    return gettext("also: %(names)s", names=", ".join(near_names[:_MOST_NEAR_NAMES]))


def _voices(query: Query | Barred) -> list[str]:
    return [_voice(voice) for voice in query.voices]


def _kinds(query: Query | Barred) -> list[str]:
    return [gettext(name) for kind, name in _KINDS.items() if kind in query.kinds]


def _labels(query: Query | Barred) -> list[str]:
    return [gettext(name) for label, name in _LABELS.items() if label in query.labels]


def _voice(voice: Voice) -> str:
    if voice.is_misspelt:
        read = gettext("read as “%(words)s”", words=voice.name)
        return _with_notes(voice.written, [read])
    if not voice.name and voice.offices:
        return gettext("the %(office)s", office=voice.written)
    return voice.name or voice.written


def describe_period(period: Period) -> str:
    """Describe a period: "13 Nov 2021", "November 2021", "2021", "since 1 Jan 2022"."""
    since, until = period.since, period.until
    if since is None:
        return gettext("until %(day)s", day=day(until)) if until else ""
    if until is None:
        return gettext("since %(day)s", day=day(since))
    if since == until:
        return day(since)
    return _name(since, until) or from_day_to_day(since, until)


def from_day_to_day(since: date, until: date) -> str:
    """Return two days and all between them: "13 Nov 2021 – 23 May 2022"."""
    return gettext("%(since)s – %(until)s", since=day(since), until=day(until))


def describe_kind(kind: ReleaseKind) -> str:
    """Return what releases of a kind are called: "press conferences"."""
    return gettext(_KINDS[kind])


def _when(period: Period) -> str:
    """Describe a period within a sentence: "in 2021", "on 13 Nov 2021", "since 1 Jan 2022"."""
    since, until = period.since, period.until
    if since is None or until is None:
        return describe_period(period)
    if since == until:
        return gettext("on %(day)s", day=day(since))
    if name := _name(since, until):
        return gettext("in %(names)s", names=name)
    return gettext("between %(since)s and %(until)s", since=day(since), until=day(until))


def _name(since: date, until: date) -> str:
    """Name whole years or a month; empty for other periods."""
    if (since.month, since.day, until.month, until.day) == (1, 1, 12, 31):
        first, last = spoken().date(since, YEAR), spoken().date(until, YEAR)
        if since.year == until.year:
            return first
        return gettext("%(since)s–%(until)s", since=first, until=last)
    whole_month = since.day == 1 and until.day == calendar.monthrange(until.year, until.month)[1]
    if whole_month and (since.year, since.month) == (until.year, until.month):
        return spoken().date(since, MONTH)
    return ""
