"""Timelines as words: the numbers, the caption of the picture, first and last said."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot.language.english import MONTH_ONLY, SHORT_MONTH, YEAR
from bot.language.spoken import gettext, gettext_noop, ngettext, spoken
from bot.rendering.citation import day
from bot.rendering.describing import describe, describe_kind
from bot.rendering.render import PlainRenderer, Renderer
from bot.rendering.split import pack
from bot.rendering.surveys import chart
from bot.rendering.surveys.picture import draw
from bot.rendering.views import ExcerptView, clip, count_statements, excerpt_view, receipt
from retrieval.answering.surveys.counting import Step, Stretch, gather
from retrieval.answering.surveys.timeline import Timeline
from retrieval.model.release import ReleaseKind

_LONGEST_TOPIC = 200
_LONGEST_BAR = 24
_HEADINGS = {
    Step.MONTH: gettext_noop("By month: %(topic)s"),
    Step.QUARTER: gettext_noop("By quarter: %(topic)s"),
    Step.YEAR: gettext_noop("By year: %(topic)s"),
}
_COUNTS = {
    Step.MONTH: gettext_noop("%(count)s, by month"),
    Step.QUARTER: gettext_noop("%(count)s, by quarter"),
    Step.YEAR: gettext_noop("%(count)s, by year"),
}


@dataclass(frozen=True, slots=True)
class StretchView:
    """A month, quarter or year: "May 2022", the number "at least 3", what it is made of, a bar."""

    name: str
    count: str
    kinds: str
    bar: str


@dataclass(frozen=True, slots=True)
class TimelineView:
    """What the templates of a timeline get.

    `stretches` are those with mentions; `silence` says that the others have none, if there are any.
    `heading` and `counted` also say how long each is.
    """

    topic: str
    heading: str
    count: str
    counted: str
    stretches: tuple[StretchView, ...]
    silence: str
    receipt: str
    first_day: str
    last_day: str
    first: ExcerptView
    last: ExcerptView
    is_said_once: bool


def timeline_view(timeline: Timeline) -> TimelineView:
    """Return the view of a timeline."""
    stretches = gather(timeline.months, chart.MOST_BARS)
    said = [one for one in stretches if one.total or not one.is_complete]
    first, last = timeline.first, timeline.last
    topic, step = _topic(timeline), stretches[0].step
    count = count_statements(timeline.found, may_be_more=timeline.may_be_more)
    return TimelineView(
        topic=topic,
        heading=gettext(_HEADINGS[step], topic=topic),
        count=count,
        counted=gettext(_COUNTS[step], count=count),
        stretches=tuple(_stretch_views(said)),
        silence=_silence(step, len(stretches) - len(said)),
        receipt=receipt(timeline.searched),
        first_day=day(first.release.date),
        last_day=day(last.release.date),
        first=excerpt_view(first),
        last=excerpt_view(last),
        is_said_once=(first.release.id, first.statement.id) == (last.release.id, last.statement.id),
    )


def caption(renderer: Renderer, view: TimelineView) -> str:
    """Return the caption of the picture: what is counted, how often, first and last said."""
    return renderer.page("timeline_caption", timeline=view)


def messages(renderer: Renderer, view: TimelineView) -> list[str]:
    """Return the numbers in words, and the words that were said first and last."""
    excerpts = [view.first] if view.is_said_once else [view.first, view.last]
    ends = [
        renderer.page("timeline_end", is_last=at > 0, excerpt=one, folded=True)
        for at, one in enumerate(excerpts)
    ]
    return pack([renderer.page("timeline", timeline=view), *ends])


def draw_picture(renderer: Renderer, timeline: Timeline) -> bytes:
    """Return the picture of a timeline as PNG; it has a ground of its own, for any theme."""
    view = timeline_view(timeline)
    stretches = gather(timeline.months, chart.MOST_BARS)
    source = gettext("On record: %(receipt)s", receipt=view.receipt)
    laid_out = chart.lay_out(stretches, view.topic, view.counted, source)
    return draw(renderer.picture("timeline", chart=laid_out))


def plain(renderer: PlainRenderer, timeline: Timeline) -> str:
    """Return a timeline for a terminal, with plain bars."""
    return renderer.survey("timeline", timeline=timeline_view(timeline))


def name_of(stretch: Stretch) -> str:
    """Name a stretch: "May 2022", "Apr–Jun 2022", "2022"."""
    since = stretch.since
    if stretch.step is Step.YEAR:
        return spoken().date(since, YEAR)
    if stretch.step is Step.QUARTER:
        until = since.replace(month=since.month + 2)
        first, last = (spoken().date(one, MONTH_ONLY) for one in (since, until))
        return gettext("%(first)s–%(last)s %(year)s", first=first, last=last, year=since.year)
    return spoken().date(since, SHORT_MONTH)


def _topic(timeline: Timeline) -> str:
    query = timeline.query
    return clip(describe(query) or query.question, _LONGEST_TOPIC)


def _silence(step: Step, silent: int) -> str:
    """Say that the other stretches have no mention; empty if there are no others."""
    if not silent:
        return ""
    match step:
        case Step.MONTH:
            return ngettext("The other month: none", "The other %(count)s months: none", silent)
        case Step.QUARTER:
            return ngettext("The other quarter: none", "The other %(count)s quarters: none", silent)
        case Step.YEAR:
            return ngettext("The other year: none", "The other %(count)s years: none", silent)


def _stretch_views(stretches: Sequence[Stretch]) -> Iterator[StretchView]:
    most = max((one.total for one in stretches), default=1)
    for one in stretches:
        yield StretchView(
            name_of(one),
            _total(one),
            _kinds(one),
            "█" * math.ceil(one.total / most * _LONGEST_BAR),
        )


def _total(stretch: Stretch) -> str:
    total = spoken().number(stretch.total)
    return total if stretch.is_complete else gettext("at least %(count)s", count=total)


def _kinds(stretch: Stretch) -> str:
    """Say where the statements stand: " (in readouts)", " (2 in speeches, 1 in readouts)"."""
    counts = [(stretch.counts.get(kind, 0), describe_kind(kind)) for kind in ReleaseKind]
    said = [(number, kind) for number, kind in counts if number]
    if len(said) == 1:
        return gettext(" (%(kinds)s)", kinds=gettext("in %(names)s", names=said[0][1]))
    kinds = gettext(", ").join(
        gettext("%(count)s in %(kind)s", count=spoken().number(number), kind=kind)
        for number, kind in said
    )
    return gettext(" (%(kinds)s)", kinds=kinds) if kinds else ""
