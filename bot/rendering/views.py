"""What the templates of answers get: words in order, with nothing left to decide."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from bot.language.spoken import gettext, ngettext, spoken
from bot.rendering.citation import (
    asked_by,
    day,
    official_name,
    provisional,
    section,
    short_title,
    withdrawn,
)
from bot.rendering.describing import describe, describe_outside, describe_word
from bot.rendering.markup import count_units
from bot.rendering.sight import describe_last_seen, moment_in_utc
from retrieval.model.answer import CUT, Answer, Excerpt, Searched, Standing
from retrieval.model.query import Order, Query
from retrieval.model.release import PartKind, Span
from retrieval.parsing.registry import is_of_publisher
from retrieval.patterns import regex
from retrieval.text.linking.directive import add_directive
from retrieval.text.linking.text_fragments import find_directive

# A quotation is never shortened. The words around it are, so that they fit a message with it.
LONGEST_LINE = 300
_LONGEST_QUESTION = 700
_ORDERS = {Order.BEST: "best", Order.NEW: "newest", Order.OLD: "oldest"}
_MAX_MARKS = 8
# Words of a question, listed one by one.
_LONGEST_WORD = 60
_MAX_WORDS = 5
# Signs that turn the direction of what follows: marks, embeddings, overrides and isolates (UAX #9).
TURNS = regex("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")


class Quotation(str):
    """Exact words of a release: each of their signs is shown."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class QuotePart:
    """A part of a quotation: exact words, perhaps marked, or a cut between two.

    `is_marked`: as asked for, or as new; `is_dropped`: the sentence was said without them later.
    """

    words: str
    is_marked: bool = False
    is_cut: bool = False
    is_dropped: bool = False


@dataclass(frozen=True, slots=True)
class ExcerptView:
    """An excerpt with its citation: `link` opens its page, `link_to_words` at the very words."""

    parts: tuple[QuotePart, ...]
    speaker: str
    asked_by: str
    question: str
    source: str
    repeats: str
    standing: str
    otherwise_until: str
    labelled_words: tuple[str, ...]
    is_partly_labelled: bool
    address: str
    link: str
    link_to_words: str


@dataclass(frozen=True, slots=True)
class AnswerView:
    """An answer: how it was understood, its excerpts or its receipt.

    Of a near one, the words of the question that its excerpts have, and those that none has. `seen`
    says of each source when it was last seen. `skipped` excerpts stand on the pages before;
    `is_numbered` if there are several, so that one can be named.
    """

    status: str
    intent: str
    request: str
    language: str
    is_remembered: bool
    understood: str
    not_in_calendar: str
    found: int
    may_be_more: bool
    order: str
    excerpts: tuple[ExcerptView, ...]
    nearest: tuple[ExcerptView, ...]
    outside: str
    skipped: int
    is_numbered: bool
    receipt: str
    seen: tuple[str, ...]
    suggestion: str
    met: tuple[str, ...]
    missing: tuple[str, ...]


def answer_view(answer: Answer) -> AnswerView:
    """Return the view of an answer."""
    return AnswerView(
        status=answer.status.value,
        intent=answer.query.intent.value,
        language=spoken().language_name(answer.query.language),
        is_remembered=bool(answer.query.remembered),
        request=answer.query.request.value if answer.query.request else "",
        understood=clip(describe(answer.query, answer.also) or answer.query.question, LONGEST_LINE),
        not_in_calendar=clip(", ".join(answer.query.impossible_days), LONGEST_LINE),
        found=answer.found,
        may_be_more=answer.may_be_more,
        order="first" if answer.reading else _ORDERS[answer.query.order],
        excerpts=tuple(map(excerpt_view, answer.excerpts)),
        nearest=tuple(map(excerpt_view, answer.nearest)),
        outside=clip(describe_outside(answer.query, answer.outside), LONGEST_LINE),
        skipped=answer.page.skipped,
        is_numbered=max(answer.page.listed, len(answer.shown)) > 1,
        receipt=receipt(answer.searched),
        seen=tuple(describe_last_seen(one, moment_in_utc) for one in answer.searched.seen),
        suggestion=clip(answer.suggestion or "", LONGEST_LINE),
        met=_words(answer.query, answer.met),
        missing=_words(answer.query, answer.missing),
    )


def _words(query: Query, words: Sequence[str]) -> tuple[str, ...]:
    """Return the first words of a question, as it was read, and how many more there are."""
    read = {term.word: term.read_as for term in query.terms if term.read_as}
    shown = [clip(describe_word(read.get(word, word)), _LONGEST_WORD) for word in words]
    shown = [*dict.fromkeys(filter(None, shown))]
    more = len(shown) - _MAX_WORDS
    rest = [ngettext("%(count)s more", "%(count)s more", more)] if more > 0 else []
    return (*shown[:_MAX_WORDS], *rest)


def excerpt_view(excerpt: Excerpt, *, opens_at_words: bool = True) -> ExcerptView:
    """Return the view of an excerpt; its link opens the page at the words, unless that is too dear.

    Finding words that a browser cannot mistake takes some 3 ms.
    """
    release, statement = excerpt.release, excerpt.statement
    question = statement.question
    source = [
        short_title(release),
        section(release, statement),
        provisional() if release.provisional else "",
        withdrawn(release.withdrawn_at) if release.withdrawn_at else "",
    ]
    title, *rest = (clip(part, LONGEST_LINE) for part in source)
    dated = gettext(", ").join(filter(None, (title, day(release.date))))
    link = release.url if is_linkable(release.url, release.source) else ""
    return ExcerptView(
        parts=tuple(_parts(excerpt)),
        speaker=clip(speaker_with_role(statement.speaker, statement.role), LONGEST_LINE),
        asked_by=clip(asked_by(question.asker), LONGEST_LINE) if question else "",
        question=clip(excerpt.question, _LONGEST_QUESTION),
        source=" · ".join(filter(None, (dated, *rest))),
        repeats=_repeats(excerpt),
        standing=_standing(excerpt),
        otherwise_until=_otherwise_until(excerpt.standing),
        labelled_words=tuple(
            dict.fromkeys(Quotation(found.span.of(release.text)) for found in excerpt.labels)
        ),
        is_partly_labelled=excerpt.is_partly_labelled,
        address=short_address(release.url),
        link=link,
        link_to_words=at_words(link, excerpt) if link and opens_at_words else link,
    )


def at_words(link: str, excerpt: Excerpt) -> str:
    """Return an address that opens an excerpt's page at its words; a withdrawn page has none."""
    release = excerpt.release
    quoted = Span(excerpt.slices[0].start, excerpt.slices[-1].end)
    markers = (part.span for part in release.parts if part.kind is PartKind.MARKER)
    directive = find_directive(release.text, quoted, title=release.title, unseen=markers)
    return add_directive(link, directive) if directive and not release.withdrawn_at else link


@lru_cache(maxsize=64)
def is_linkable(url: str, source: str) -> bool:
    """Tell whether a message may link to an address; Telegram drops links that it cannot take.

    Cached, as several parts of a message ask for the same address.
    """
    return is_of_publisher(url, source) and len(url) <= LONGEST_LINE


def _repeats(excerpt: Excerpt) -> str:
    """Return that others say the same: "the same in 17 releases, 3 May 2021 – 9 Jun 2022"."""
    if not excerpt.repeats or _is_whole(excerpt.standing, excerpt):
        return ""
    days = sorted((excerpt.release.date, *excerpt.repeats))
    return ngettext(
        "the same in %(count)s release, %(first)s – %(last)s",
        "the same in %(count)s releases, %(first)s – %(last)s",
        len(days),
        first=day(days[0]),
        last=day(days[-1]),
    )


def _is_whole(standing: Standing | None, excerpt: Excerpt) -> bool:
    return standing is not None and (standing.sentence,) == excerpt.slices


def _standing(excerpt: Excerpt) -> str:
    """Return how long a sentence stands: "this sentence stands in 17 releases, 3 May 2021 – …"."""
    standing = excerpt.standing
    if standing is None:
        return ""
    since, until = day(standing.since), day(standing.until)
    if _is_whole(standing, excerpt):
        return ngettext(
            "this sentence stands in %(count)s release, %(since)s – %(until)s",
            "this sentence stands in %(count)s releases, %(since)s – %(until)s",
            standing.releases,
            since=since,
            until=until,
        )
    words = clip(standing.sentence.of(excerpt.release.text), _LONGEST_WORD)
    return ngettext(
        "the sentence “%(words)s” stands in %(count)s release, %(since)s – %(until)s",
        "the sentence “%(words)s” stands in %(count)s releases, %(since)s – %(until)s",
        standing.releases,
        words=words,
        since=since,
        until=until,
    )


def _otherwise_until(standing: Standing | None) -> str:
    """Return until when a sentence that stands was worded otherwise; empty if it never was."""
    until = standing and standing.otherwise_until
    return day(until) if until else ""


def speaker_with_role(name: str, role: str) -> str:
    """Return who speaks, with the role if the name does not begin with it: "President Biden"."""
    is_within = bool(role) and name.casefold().startswith(f"{role.casefold()} ")
    if is_within or not (name and role):
        return official_name(name or role)
    return gettext("%(name)s, %(role)s", name=official_name(name), role=official_name(role))


def receipt(searched: Searched) -> str:
    """Return what was searched: "5 releases, 13 Nov 2021 – 23 May 2022"."""
    number = spoken().number(searched.releases)
    count = ngettext("%(count)s release", "%(count)s releases", searched.releases, count=number)
    if searched.since is None or searched.until is None:
        return count
    since, until = day(searched.since), day(searched.until)
    return gettext("%(count)s, %(since)s – %(until)s", count=count, since=since, until=until)


def count_statements(found: int, *, may_be_more: bool) -> str:
    """Return how many statements were found: "at least 1,200 statements on record"."""
    number = spoken().number(found)
    if may_be_more:
        return ngettext(
            "at least %(count)s statement on record",
            "at least %(count)s statements on record",
            found,
            count=number,
        )
    return ngettext(
        "%(count)s statement on record", "%(count)s statements on record", found, count=number
    )


def clip(words: str, longest: int) -> str:
    """Return the words on one line, cut with an ellipsis to `longest` UTF-16 units.

    Signs that would turn the line round are left out.
    """
    line = " ".join(TURNS.sub("", words).split())
    if count_units(line) <= longest:
        return line
    kept = line.encode("utf-16-le", "surrogatepass")[: 2 * (longest - 1)]
    return f"{kept.decode('utf-16-le', 'ignore').rstrip()}…"


def _parts(excerpt: Excerpt) -> Iterator[QuotePart]:
    text = excerpt.release.text
    marks = _first_of_each(excerpt)
    for position, span in enumerate(excerpt.slices):
        if position:
            yield QuotePart(CUT, is_cut=True)
        start = span.start
        for mark in marks:
            if span.covers(mark) and mark.start >= start:
                yield from _plain(text, Span(start, mark.start))
                yield QuotePart(Quotation(mark.of(text)), is_marked=True)
                start = mark.end
        yield from _plain(text, Span(start, span.end))


def quote_parts(
    text: str, within: Span, added: Sequence[Span], dropped: Sequence[Span]
) -> tuple[QuotePart, ...]:
    """Return a quotation in parts, with the words that are new and those that were dropped."""
    bounds = {within.start, within.end}
    bounds |= {at for span in (*added, *dropped) for at in (span.start, span.end)}
    places = [Span(start, end) for start, end in pairwise(sorted(bounds))]
    return tuple(
        QuotePart(
            Quotation(place.of(text)),
            is_marked=any(one.covers(place) for one in added),
            is_dropped=any(one.covers(place) for one in dropped),
        )
        for place in places
        if within.covers(place)
    )


def _plain(text: str, span: Span) -> Iterator[QuotePart]:
    if len(span):
        yield QuotePart(Quotation(span.of(text)))


def _first_of_each(excerpt: Excerpt) -> list[Span]:
    """Return few marks: each word once, and only the first words."""
    firsts: dict[str, Span] = {}
    for mark in sorted(excerpt.marks):
        firsts.setdefault(mark.of(excerpt.release.text).casefold(), mark)
    return list(firsts.values())[:_MAX_MARKS]


def short_address(url: str) -> str:
    """Return an address in few characters: "mofa.go.jp/…/kaiken24e_000077.html"."""
    bare = url.partition("://")[2].removeprefix("www.") or url
    host, _, path = bare.partition("/")
    folder, _, name = path.rpartition("/")
    return clip(f"{host}/…/{name}" if folder else bare, LONGEST_LINE)
