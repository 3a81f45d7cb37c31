"""Histories of a sentence as words: its wordings with their days, and what changed between them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from bot.language.spoken import gettext, ngettext
from bot.rendering.citation import day
from bot.rendering.render import PlainRenderer, Renderer
from bot.rendering.split import pack
from bot.rendering.surveys import history_chart
from bot.rendering.surveys.picture import draw
from bot.rendering.views import (
    ExcerptView,
    Quotation,
    clip,
    excerpt_view,
    quote_parts,
    receipt,
    speaker_with_role,
)
from retrieval.model.wording import FirstSaid, History, WordChange, WordingOnRecord

_LONGEST_CHANGE = 200
_MOST_SPEAKERS = 3


@dataclass(frozen=True, slots=True)
class ChangeView:
    """What words became of which; exact words of the record, cut where they are long."""

    old: str
    new: str


@dataclass(frozen=True, slots=True)
class WordingView:
    """A wording: its days "since 3 Feb 2022", its number of releases, a heading of both."""

    days: str
    count: str
    heading: str
    changes: tuple[ChangeView, ...]
    excerpt: ExcerptView


@dataclass(frozen=True, slots=True)
class HistoryView:
    """What the templates of a history get."""

    heading: str
    present: str
    wordings: tuple[WordingView, ...]
    left_out: str
    receipt: str


@dataclass(frozen=True, slots=True)
class FirstSaidView:
    """When words were first said, and the day on which the record begins."""

    words: str
    day: str
    begin: str
    receipt: str
    excerpt: ExcerptView


def first_said_view(said: FirstSaid) -> FirstSaidView:
    """Return the view of when words were first said."""
    begin = said.searched.since
    return FirstSaidView(
        clip(said.words, _LONGEST_CHANGE),
        day(said.excerpt.release.date),
        day(begin) if begin else "",
        receipt(said.searched),
        excerpt_view(said.excerpt),
    )


def history_view(history: History) -> HistoryView:
    """Return the view of a history."""
    count = len(history.wordings) + history.left_out
    wordings = tuple(
        _wording_view(one, history, is_present=at == 0) for at, one in enumerate(history.wordings)
    )
    return HistoryView(
        heading=ngettext("%(count)s wording on record", "%(count)s wordings on record", count),
        present=wordings[0].heading,
        wordings=wordings,
        left_out=_left_out(history.left_out),
        receipt=receipt(history.searched),
    )


def caption(renderer: Renderer, view: HistoryView) -> str:
    """Return the caption of the picture."""
    return renderer.page("history_caption", history=view)


def messages(renderer: Renderer, view: HistoryView) -> list[str]:
    """Return what the picture shows in words, then each wording quoted, that of now first."""
    quoted = [
        renderer.page("history_wording", wording=one, excerpt=one.excerpt, folded=at > 0)
        for at, one in enumerate(view.wordings)
    ]
    return pack([renderer.page("history", history=view), *quoted])


def draw_picture(renderer: Renderer, history: History) -> bytes:
    """Return the picture of a history as PNG; it has a ground of its own, for any theme."""
    view = history_view(history)
    labels = [
        (gettext(", ").join((one.days, one.count)), _changes_in_a_line(one.changes))
        for one in view.wordings
    ]
    source = gettext("On record: %(receipt)s", receipt=view.receipt)
    laid_out = history_chart.lay_out(history, view.heading, labels, source)
    return draw(renderer.picture("timeline", chart=laid_out))


def plain(renderer: PlainRenderer, history: History) -> str:
    """Return a history for a terminal."""
    return renderer.survey("history", history=history_view(history))


def _wording_view(one: WordingOnRecord, history: History, *, is_present: bool) -> WordingView:
    excerpt = one.excerpt
    parts = quote_parts(excerpt.release.text, excerpt.slices[0], one.added, one.dropped)
    days = _days(one, history if is_present else None)
    count = ngettext("%(count)s release", "%(count)s releases", one.releases)
    return WordingView(
        days,
        count,
        gettext(", ").join((days, count, *_others(one))),
        tuple(map(_change_view, one.changes)),
        replace(excerpt_view(excerpt), parts=parts),
    )


def _days(one: WordingOnRecord, present_of: History | None) -> str:
    if present_of is not None and present_of.again_since is not None:
        return gettext("again since %(day)s", day=day(present_of.again_since))
    if one.since == one.until:
        return gettext("on %(day)s", day=day(one.since))
    if present_of is not None:
        return gettext("since %(day)s", day=day(one.since))
    return gettext("%(since)s – %(until)s", since=day(one.since), until=day(one.until))


def _others(one: WordingOnRecord) -> Sequence[str]:
    """Name who else said it, where several did."""
    own = one.excerpt.statement.speaker
    others = [speaker_with_role(name, "") for name in one.speakers if name and name != own]
    if not others:
        return ()
    names = gettext(", ").join(others[:_MOST_SPEAKERS])
    return (gettext("also by %(names)s", names=clip(names, _LONGEST_CHANGE)),)


def _change_view(change: WordChange) -> ChangeView:
    old, new = (Quotation(clip(one, _LONGEST_CHANGE)) for one in (change.old, change.new))
    return ChangeView(old, new)


def _changes_in_a_line(changes: Sequence[ChangeView]) -> str:
    return " · ".join(map(_change_in_short, changes))


def _change_in_short(change: ChangeView) -> str:
    if change.old and change.new:
        return gettext("“%(old)s” → “%(new)s”", old=change.old, new=change.new)
    if change.old:
        return gettext("without “%(old)s”", old=change.old)
    return gettext("with “%(new)s”", new=change.new)


def _left_out(count: int) -> str:
    if not count:
        return ""
    return ngettext(
        "%(count)s further wording, said seldom, is left out",
        "%(count)s further wordings, said seldom, are left out",
        count,
    )
