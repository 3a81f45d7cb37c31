"""Renders notices; what their templates get is words in order, with nothing left to decide."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from bot.language.english import WEEKDAY
from bot.language.spoken import gettext, ngettext, spoken
from bot.rendering.citation import day, official_name
from bot.rendering.describing import NO_NEAR_NAMES, NearNames, describe_near_names
from bot.rendering.markup import count_units
from bot.rendering.render import Renderer
from bot.rendering.sight import describe_last_seen, moment_in_utc
from bot.rendering.split import pack
from bot.rendering.views import ExcerptView, clip, excerpt_view, is_linkable, short_address
from retrieval.model.answer import Excerpt, LastSeen
from retrieval.model.release import Release, Span
from retrieval.sources.edits.changes import TextChange, find_changes

MAX_ENTRIES = 10
MAX_EXCERPTS = 3
# An entry of a digest names at most so many of the subscriptions that it matches.
_MAX_NAMES = 3
_MAX_CHANGES = 3
_MAX_HEADINGS = 4
_LONGEST_LINE = 300
_LONGEST_NAME = 80
_LONGEST_LISTED = 120
# The two sides of three changes fit a message.
_LONGEST_SIDE = 500


@dataclass(frozen=True, slots=True)
class Heading:
    """The beginning of a notice of a release: the kind of news, its title, date and publisher.

    `is_changed`: a release that is told as new was changed since it was published.
    """

    kind: str
    title: str
    when: str
    topics: str
    withdrawn: str
    link: str
    address: str
    is_changed: bool = False


@dataclass(frozen=True, slots=True)
class Side:
    """Old or new words: exact, perhaps cut at the end."""

    words: str
    is_cut: bool


@dataclass(frozen=True, slots=True)
class ChangeView:
    """Words that changed; `old` is None for added words, `new` for removed ones."""

    old: Side | None
    new: Side | None


@dataclass(frozen=True, slots=True)
class DigestEntry:
    """An entry of a digest: a kind of news, its release, names of what it matches, its words.

    `notes` are lines on sentences that are followed.
    """

    kind: str
    release: Release
    names: Sequence[str]
    excerpts: Sequence[Excerpt] = ()
    is_changed: bool = False
    notes: Sequence[str] = ()

    @property
    def heading(self) -> Heading:
        """The heading, with a shorter title."""
        head = heading_of(self.kind, self.release)
        title = clip(head.title, _LONGEST_LISTED)
        return replace(head, title=title, is_changed=self.is_changed)

    @property
    def shown(self) -> tuple[str, ...]:
        """The names that are shown."""
        return _shown_names(self.names)[:_MAX_NAMES]

    @property
    def quotations(self) -> tuple[ExcerptView, ...]:
        """The excerpts as they are shown."""
        return tuple(map(excerpt_view, self.excerpts))


class NoticeRenderer:
    """Renders notices as messages, each within Telegram's limits.

    The names are those of the subscriptions that a release matches.
    """

    def __init__(self, renderer: Renderer) -> None:
        self._renderer = renderer

    def new_release(  # noqa: PLR0913 - what is said of it, each by name
        self,
        release: Release,
        excerpts: Sequence[Excerpt],
        names: Sequence[str],
        *,
        is_compact: bool,
        also: NearNames = NO_NEAR_NAMES,
        is_changed: bool = False,
        of_sentences: Sequence[str] = (),
        news: Sequence[str] = (),
    ) -> str:
        """Return a notice of a new release, with as many excerpts as fit, and as much of the news.

        `also` are the near names by which it matches words of the subscriptions. `is_changed`: its
        page was changed since it was published. `news` are blocks of HTML: what it words otherwise.
        `of_sentences` are such blocks on the sentences that are followed: they go before excerpts.
        """
        views = [excerpt_view(one) for one in excerpts]
        head = replace(heading_of("new", release), is_changed=is_changed)
        shown = _shown_names(names)
        near_names = clip(describe_near_names(also), _LONGEST_LINE)
        while True:
            html = self._renderer.page(
                "notice",
                head=head,
                names=shown,
                near_names=near_names,
                excerpts=views,
                is_compact=is_compact,
            )
            if not views or len(pack(["\n\n".join((html, *of_sentences))])) == 1:
                return _with_news(html, [*dict.fromkeys((*of_sentences, *news))])
            views.pop()

    def correction(self, old: Release, new: Release) -> str:
        """Return a notice of a release's new words, with the old ones."""
        changes = find_changes(old, new)
        shown = _change_views(changes, old, new)
        head = heading_of("corrected", new)
        return self._renderer.page(
            "correction", head=head, changes=shown, more=len(changes) - len(shown)
        )

    def status_change(self, kind: str, release: Release) -> str:
        """Return a notice that a release was withdrawn, or restored."""
        return self._renderer.page("withdrawn", head=heading_of(kind, release))

    def digest(
        self, pace: str, entries: Sequence[DigestEntry], count: int, skipped: int = 0
    ) -> tuple[str, int]:
        """Return a digest of `count` notices after the first `skipped`, and how many entries fit.

        Where not all fit, the last go without words that match, and then are left out.
        """
        while True:
            more = count - skipped - len(entries)
            html = self._renderer.page(
                "digest", pace=pace, count=count, entries=entries, more=more, skipped=skipped
            )
            if len(pack([html])) == 1:
                return html, len(entries)
            quoting = [at for at, one in enumerate(entries) if one.excerpts]
            if quoting:
                last = quoting[-1]
                silent = replace(entries[last], excerpts=())
                entries = [*entries[:last], silent, *entries[last + 1 :]]
            else:
                entries = entries[:-1]

    def heartbeat(self, checks: int, seen: Sequence[LastSeen], now: datetime) -> str:
        """Return a sign of life: how many checks saw something, or what could not be seen."""
        lines = [describe_last_seen(one, moment_in_utc) for one in seen]
        is_calm = bool(seen) and all(one.is_in_sight(now) for one in seen)
        return self._renderer.page("heartbeat", checks=checks, seen=lines, is_calm=is_calm)


def heading_of(kind: str, release: Release) -> Heading:
    """Return the heading of a release, with a kind of news."""
    moment = gettext(
        "%(weekday)s, %(day)s", weekday=spoken().date(release.date, WEEKDAY), day=day(release.date)
    )
    if release.time is not None and _is_japan(release):
        moment = gettext("%(day)s, %(time)s JST", day=moment, time=f"{release.time:%H:%M}")
    topics = dict.fromkeys(s.headings[-1] for s in release.statements if s.headings)
    shown = [*topics][:_MAX_HEADINGS]
    if len(topics) > len(shown):
        more = len(topics) - len(shown)
        shown.append(ngettext("and %(count)s more", "and %(count)s more", more))
    return Heading(
        kind=kind,
        title=clip(release.title, _LONGEST_LINE),
        when=clip(f"{moment} · {official_name(release.publisher)}", _LONGEST_LINE),
        topics=clip(" · ".join(shown), _LONGEST_LINE),
        withdrawn=day(release.withdrawn_at) if release.withdrawn_at else "",
        link=link_of(release),
        address=short_address(release.url),
    )


def link_of(release: Release) -> str:
    """Return the address of a release if a message may link to it, else an empty text."""
    return release.url if is_linkable(release.url, release.source) else ""


def _is_japan(release: Release) -> bool:
    return all(moment.zone != "local" for moment in release.moments)


def _with_news(html: str, news: Sequence[str]) -> str:
    """Return a notice with those blocks below it that fit the message."""
    for block in news:
        longer = f"{html}\n\n{block}"
        if len(pack([longer])) == 1:
            html = longer
    return html


def _shown_names(names: Iterable[str]) -> tuple[str, ...]:
    """Return the names of subscriptions as notices show them; "everything" has no name."""
    return tuple(clip(name.replace("\n", " → "), _LONGEST_NAME) for name in names if name)


def _change_views(
    changes: Sequence[TextChange], old: Release, new: Release
) -> tuple[ChangeView, ...]:
    """Return the first changes, in exact words."""
    return tuple(
        ChangeView(_side(old.text, change.old), _side(new.text, change.new))
        for change in changes[:_MAX_CHANGES]
    )


def _side(text: str, spans: Sequence[Span]) -> Side | None:
    """Return the first sentences that fit, each in exact words; None if there are none."""
    if not spans:
        return None
    words = spans[0].of(text)
    for span in spans[1:]:
        longer = f"{words} {span.of(text)}"
        if count_units(longer) > _LONGEST_SIDE:
            return Side(words, is_cut=True)
        words = longer
    if count_units(words) <= _LONGEST_SIDE:
        return Side(words, is_cut=False)
    kept = words.encode("utf-16-le", "surrogatepass")[: 2 * _LONGEST_SIDE]
    return Side(kept.decode("utf-16-le", "ignore").rpartition(" ")[0], is_cut=True)
