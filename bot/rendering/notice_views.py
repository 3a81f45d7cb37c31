"""What the templates of notices see: words in order, nothing left to decide."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from bot.rendering.citation import day
from bot.rendering.markup import count_units
from bot.rendering.views import ExcerptView, clip, excerpt_view, is_linkable, short_address
from retrieval.model.answer import Excerpt
from retrieval.model.release import Release, Span
from retrieval.sources.edits.changes import TextChange

MOST_ENTRIES = 10
MOST_EXCERPTS = 3
# Of the subscriptions that an entry of a digest matches, as many are named.
MOST_NAMES = 3
_MOST_CHANGES = 3
_MOST_HEADINGS = 4
_LONGEST_LINE = 300
_LONGEST_NAME = 80
_LONGEST_LISTED = 120
# Four sides of three changes fit a message.
_LONGEST_SIDE = 500


@dataclass(frozen=True, slots=True)
class Heading:
    """A release as a notice begins: what kind of news it is, its title, when and whose it is."""

    kind: str
    title: str
    when: str
    topics: str
    withdrawn: str
    link: str
    address: str


@dataclass(frozen=True, slots=True)
class Side:
    """Old or new words: exact ones, perhaps cut at their end."""

    words: str
    is_cut: bool


@dataclass(frozen=True, slots=True)
class ChangeView:
    """Words that changed; None where there were, or are, none."""

    old: Side | None
    new: Side | None


@dataclass(frozen=True, slots=True)
class DigestEntry:
    """A line of a digest."""

    heading: Heading
    names: tuple[str, ...]


def heading(kind: str, release: Release, withdrawn_at: datetime | None) -> Heading:
    """How a notice of a release begins."""
    moment = f"{release.date:%A}, {day(release.date)}"
    if release.time is not None:
        moment = f"{moment}, {release.time:%H:%M} JST" if _is_japan(release) else moment
    topics = dict.fromkeys(one.headings[-1] for one in release.statements if one.headings)
    shown = [*topics][:_MOST_HEADINGS]
    if len(topics) > len(shown):
        shown.append(f"and {len(topics) - len(shown)} more")
    return Heading(
        kind=kind,
        title=clip(release.title, _LONGEST_LINE),
        when=clip(f"{moment} · {release.publisher}", _LONGEST_LINE),
        topics=clip(" · ".join(shown), _LONGEST_LINE),
        withdrawn=day(withdrawn_at) if withdrawn_at else "",
        link=link_of(release),
        address=short_address(release.url),
    )


def link_of(release: Release) -> str:
    """The address of a release, if a message may link to it."""
    return release.url if is_linkable(release.url, release.source) else ""


def _is_japan(release: Release) -> bool:
    return all(one.zone != "local" for one in release.moments)


def short(head: Heading) -> Heading:
    """The same for a digest, where a line has less room."""
    return replace(head, title=clip(head.title, _LONGEST_LISTED))


def view_all(excerpts: Iterable[Excerpt]) -> tuple[ExcerptView, ...]:
    """What a release answers."""
    return tuple(map(excerpt_view, excerpts))


def name_all(names: Iterable[str]) -> tuple[str, ...]:
    """The names of subscriptions as they stand in a notice; that to everything has none."""
    return tuple(clip(name.replace("\n", " → "), _LONGEST_NAME) for name in names if name)


def changes(found: Sequence[TextChange], old: Release, new: Release) -> tuple[ChangeView, ...]:
    """The first of what changed, in exact words."""
    return tuple(
        ChangeView(_side(old.text, change.old), _side(new.text, change.new))
        for change in found[:_MOST_CHANGES]
    )


def _side(text: str, spans: Sequence[Span]) -> Side | None:
    """The words of the first sentences that have room, each exact."""
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
