"""What the templates of releases get: words in order, with nothing left to decide."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from bot.language.spoken import gettext, ngettext
from bot.rendering.citation import asked_by, day, official_name, title_and_day
from bot.rendering.excerpts.reference import KIND_NAMES
from bot.rendering.notice_views import Heading, heading_of
from bot.rendering.views import (
    LONGEST_LINE,
    Quotation,
    clip,
    is_linkable,
    short_address,
    speaker_with_role,
)
from retrieval.archive.census import Listed
from retrieval.model.answer import Answer, Excerpt, Reading
from retrieval.model.release import Release
from retrieval.parsing.registry import PUBLISHERS
from retrieval.record.reading import LONGEST_QUESTION, begin_pages, divide

# An outline names so many speakers and headings: the rest is counted.
_MOST_SPEAKERS = 6
MOST_HEADINGS = 20
_LONGEST_SPEAKER = 100
_LONGEST_HEADING = 90


@dataclass(frozen=True, slots=True)
class HeadingView:
    """A heading of a release, the page it is on, and the first part under it and its statement."""

    words: str
    page: int
    number: int
    statement_id: str


@dataclass(frozen=True, slots=True)
class OutlineView:
    """A release in brief; `name` is what opens it when it is typed."""

    head: Heading
    kind: str
    name: str
    remarks: tuple[str, ...]
    speakers: tuple[str, ...]
    more_speakers: int
    statements: int
    extent: str
    pages: int
    headings: tuple[HeadingView, ...]
    more_headings: int


@dataclass(frozen=True, slots=True)
class PartView:
    """A part of a statement as it is read: its number, exact words, and what stands above them.

    `heading` is set where another begins, `item` is the number that the page gives it.
    `is_continued`: the statement began before; `goes_on`: it ends later.
    """

    number: int
    heading: str
    item: str
    speaker: str
    asked_by: str
    question: str
    words: Quotation
    is_continued: bool
    goes_on: bool


@dataclass(frozen=True, slots=True)
class ReadPageView:
    """A page of a release as it is read."""

    title: str
    name: str
    remarks: tuple[str, ...]
    number: int
    of: int
    parts: tuple[PartView, ...]
    link: str
    address: str


@dataclass(frozen=True, slots=True)
class ListedView:
    """A release in a list, with its number there."""

    number: int
    title: str
    source: str
    link: str
    address: str


def name_of(reading: Reading) -> str:
    """Return what names a release when it is typed: its id, of an old version with its number."""
    release = reading.release
    return f"{release.id}@{release.version}" if reading.is_superseded else release.id


def outline_view(reading: Reading) -> OutlineView:
    """Return the outline of a release."""
    release = reading.release
    spoken = Counter(
        clip(speaker_with_role(one.speaker, one.role), _LONGEST_SPEAKER)
        for one in release.statements
        if one.speaker
    )
    headings, pages = _headings(reading)
    return OutlineView(
        head=heading_of("", release),
        kind=gettext(KIND_NAMES[release.kind]),
        name=name_of(reading),
        remarks=_remarks(reading),
        speakers=tuple(
            gettext("%(speaker)s (%(count)s)", speaker=name, count=count)
            for name, count in spoken.most_common(_MOST_SPEAKERS)
        ),
        more_speakers=max(0, len(spoken) - _MOST_SPEAKERS),
        statements=len(release.statements),
        extent=_extent(release, pages),
        pages=pages,
        headings=headings[:MOST_HEADINGS],
        more_headings=max(0, len(headings) - MOST_HEADINGS),
    )


def _extent(release: Release, pages: int) -> str:
    """Return how many statements a release has, on how many pages."""
    statements, answers = len(release.statements), sum(bool(s.question) for s in release.statements)
    on_pages = ngettext("on %(count)s page", "on %(count)s pages", pages)
    if answers:
        return ngettext(
            "%(count)s statement, %(answers)s in answer to questions, %(on_pages)s",
            "%(count)s statements, %(answers)s in answer to questions, %(on_pages)s",
            statements,
            answers=answers,
            on_pages=on_pages,
        )
    return ngettext(
        "%(count)s statement, %(on_pages)s",
        "%(count)s statements, %(on_pages)s",
        statements,
        on_pages=on_pages,
    )


def _headings(reading: Reading) -> tuple[tuple[HeadingView, ...], int]:
    """Return the headings in order, each where it begins, and how many pages the release has."""
    parts = divide(reading.release)
    starts = begin_pages(parts)
    found: list[HeadingView] = []
    before, page = "", 1
    for number, one in enumerate(parts, 1):
        page += page < len(starts) and number == starts[page]
        words = clip(one.statement.headings[-1], _LONGEST_HEADING) if one.statement.headings else ""
        if words and words != before:
            found.append(HeadingView(words, page, number, one.statement.id))
        before = words
    return tuple(found), len(starts)


def read_page_view(answer: Answer, reading: Reading) -> ReadPageView:
    """Return the view of a page of a release; `answer` has its parts."""
    release, page = reading.release, answer.page
    return ReadPageView(
        title=clip(title_and_day(release), LONGEST_LINE),
        name=name_of(reading),
        remarks=_remarks(reading),
        number=page.number,
        of=page.pages,
        parts=tuple(_parts(answer.excerpts, page.skipped + 1)),
        link=release.url if is_linkable(release.url, release.source) else "",
        address=short_address(release.url),
    )


def _parts(excerpts: Sequence[Excerpt], first: int) -> list[PartView]:
    shown, before = list[PartView](), ""
    for number, one in enumerate(excerpts, first):
        statement, (span, *_) = one.statement, one.slices
        heading = clip(statement.headings[-1], LONGEST_LINE) if statement.headings else ""
        is_continued = span.start > statement.span.start
        question = None if is_continued else statement.question
        asked = question.span.of(one.release.text) if question else ""
        shown.append(
            PartView(
                number,
                heading if heading != before else "",
                clip(statement.number, LONGEST_LINE),
                clip(speaker_with_role(statement.speaker, statement.role), LONGEST_LINE),
                clip(asked_by(question.asker), LONGEST_LINE) if question else "",
                clip(asked, LONGEST_QUESTION),
                Quotation(span.of(one.release.text)),
                is_continued=is_continued,
                goes_on=bool(one.release.text[span.end : statement.span.end].strip()),
            )
        )
        before = heading
    return shown


def _remarks(reading: Reading) -> tuple[str, ...]:
    """Return what a reader has to know of a page: lines, the gravest first."""
    release = reading.release
    remarks = []
    if release.withdrawn_at is not None:
        remarks.append(
            gettext(
                "Withdrawn by its publisher, %(day)s; its words stay on record.",
                day=day(release.withdrawn_at),
            )
        )
    if reading.is_superseded:
        remarks.append(
            gettext(
                "Superseded: this is version %(number)s; the page was changed, and version "
                "%(newest)s stands now.",
                number=release.version,
                newest=reading.newest,
            )
        )
    elif release.version > 1:
        remarks.append(
            gettext(
                "Version %(number)s: the page was changed since it was published.",
                number=release.version,
            )
        )
    return tuple(remarks)


def listed_view(number: int, listed: Listed) -> ListedView:
    """Return a release in a list."""
    publisher = PUBLISHERS.get(listed.source)
    source = (
        day(listed.date),
        gettext(KIND_NAMES[listed.kind]),
        official_name(publisher.name) if publisher else "",
        gettext("withdrawn by its publisher, %(day)s", day=day(listed.withdrawn_at))
        if listed.withdrawn_at
        else "",
    )
    return ListedView(
        number,
        clip(listed.title, LONGEST_LINE),
        " · ".join(filter(None, source)),
        listed.url if is_linkable(listed.url, listed.source) else "",
        short_address(listed.url),
    )
