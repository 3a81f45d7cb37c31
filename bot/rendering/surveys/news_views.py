"""What a release words otherwise, does not repeat, or says first: as blocks of HTML."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.language.spoken import gettext, ngettext
from bot.rendering.citation import day
from bot.rendering.render import Renderer
from bot.rendering.views import Quotation, QuotePart, excerpt_view, quote_parts, receipt
from retrieval.model.answer import Excerpt, Searched
from retrieval.model.release import Span
from retrieval.model.wording import ChangedSentence, NewWord, NotRepeated


@dataclass(frozen=True, slots=True)
class ChangedView:
    """A sentence as it is now and as it stood, with the words that differ."""

    now: tuple[QuotePart, ...]
    before: tuple[QuotePart, ...]
    differs: str
    link: str
    address: str


@dataclass(frozen=True, slots=True)
class NotRepeatedView:
    """A sentence that was there before, and what is told of it."""

    words: Quotation
    told: str
    link: str
    address: str


def sentence_block(renderer: Renderer, news: ChangedSentence | NotRepeated) -> str:
    """Return what is told of a sentence that is worded otherwise than before, or not repeated."""
    if isinstance(news, ChangedSentence):
        return _changed_block(renderer, news)
    return _not_repeated_block(renderer, news)


def describe_in_short(news: ChangedSentence | NotRepeated) -> str:
    """Return in a line that a sentence is worded otherwise, or not repeated."""
    if isinstance(news, ChangedSentence):
        return gettext("Worded otherwise: %(how)s", how=_differs(news))
    return gettext("Not repeated: %(how)s", how=_stood(news))


def _changed_block(renderer: Renderer, changed: ChangedSentence) -> str:
    before = excerpt_view(changed.before)
    view = ChangedView(
        _parts(changed.now, changed.added),
        _parts(changed.before, dropped=changed.dropped),
        _differs(changed),
        before.link_to_words,
        before.address,
    )
    return renderer.page("news_changed", changed=view)


def _differs(changed: ChangedSentence) -> str:
    if changed.releases == 1:
        return gettext("differs from the wording of %(day)s", day=day(changed.until))
    return ngettext(
        "differs from the wording that stood in %(count)s release, %(since)s – %(until)s",
        "differs from the wording that stood in %(count)s releases, %(since)s – %(until)s",
        changed.releases,
        since=day(changed.since),
        until=day(changed.until),
    )


def _not_repeated_block(renderer: Renderer, missing: NotRepeated) -> str:
    before = excerpt_view(missing.before)
    words = Quotation(missing.before.quote)
    view = NotRepeatedView(words, _stood(missing), before.link_to_words, before.address)
    return renderer.page("news_not_repeated", missing=view)


def _stood(missing: NotRepeated) -> str:
    return ngettext(
        "stood in %(count)s release, %(since)s – %(until)s, and is not in this one",
        "stood in %(count)s releases, %(since)s – %(until)s, and is not in this one",
        missing.releases,
        since=day(missing.since),
        until=day(missing.until),
    )


def new_words_block(renderer: Renderer, words: Sequence[NewWord], searched: Searched) -> str:
    """Return the words that are new on record; empty without any."""
    if not words:
        return ""
    shown = [Quotation(one.words) for one in words]
    return renderer.page("news_words", words=shown, receipt=receipt(searched))


def _parts(
    excerpt: Excerpt, added: Sequence[Span] = (), dropped: Sequence[Span] = ()
) -> tuple[QuotePart, ...]:
    return quote_parts(excerpt.release.text, excerpt.slices[0], added, dropped)
