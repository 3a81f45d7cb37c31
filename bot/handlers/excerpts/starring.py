"""Keeps excerpts for a person: starred under an answer, listed and removed by /starred."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial

from bot.gateway.sending.reply import Reply
from bot.handlers.excerpts.opening import (
    OpenedExcerpt,
    find_last,
    open_tapped,
    open_typed,
    read_number,
    say_no_such,
    say_nothing_shown,
    say_outdated,
)
from bot.handlers.turn.visits import Visit
from bot.language.spoken import gettext
from bot.rendering.excerpts.buttons import Place, under_starred
from bot.store.chats import stars
from bot.store.chats.stars import MAX_STARS, Star, StarredWords, TooManyStarsError
from retrieval.answering.excerpts import quote_again
from retrieval.errors import KaikenError, UnusableDatabaseError
from retrieval.model.answer import Excerpt
from retrieval.model.release import Span

_A_PAGE = 5
_MAX_DIGITS = 18


@dataclass(frozen=True, slots=True)
class Starred:
    """What a chat keeps, by its number in the list; of what cannot be read there is no excerpt."""

    number: int
    star: Star
    excerpt: Excerpt | None


async def star(visit: Visit, data: str) -> Reply:
    """Keep the excerpt of a button; what is shown stays."""
    opened = await open_tapped(visit, Place.read(data))
    if opened is None:
        return say_outdated(visit)
    try:
        is_new = await _keep(visit, opened)
    except TooManyStarsError:
        return replace(_say_too_many(visit), is_new=True)
    told = (
        gettext("Kept: see /starred")
        if is_new
        else gettext("You have kept it already: see /starred")
    )
    return Reply(tap_answer=told)


async def star_typed(visit: Visit, words: str) -> Reply:
    """Keep an excerpt of the last answer: that of a number, or the one that was shown last."""
    asked = await find_last(visit)
    if asked is None:
        return say_nothing_shown(visit)
    opened = await open_typed(visit, asked, read_number(words))
    if opened is None:
        return await say_no_such(visit, asked)
    try:
        is_new = await _keep(visit, opened)
    except TooManyStarsError:
        return _say_too_many(visit)
    return Reply([visit.services.renderer.page("kept", number=opened.number, is_new=is_new)])


async def list_starred(visit: Visit, words: str) -> Reply:
    """Act on the words after /starred: the number of a page, or "remove" and that of an excerpt."""
    number = read_number(words)
    kept = await visit.read(lambda c: stars.load_all(c, visit.chat_id))
    if "remove" in words.casefold().split():
        if number is None or not 1 <= number <= len(kept):
            return Reply([visit.services.renderer.page("no_such_star", kept=len(kept))])
        # Not before: a repeat after a kill would remove what has this number then.
        row = kept.pop(number - 1).id
        removing = partial(stars.remove, chat_id=visit.chat_id, number=row)
        return replace(await _show(visit, kept, (number - 1) // _A_PAGE + 1), writes=[removing])
    return await _show(visit, kept, number or 1)


async def unstar(visit: Visit, data: str) -> Reply:
    """Remove what the button names by its row and page; show that page again."""
    row, _, page = data.partition(":")
    number = int(row) if row.isdecimal() and len(row) <= _MAX_DIGITS else 0
    is_gone = await visit.write(lambda c: stars.remove(c, visit.chat_id, number))
    kept = await visit.read(lambda c: stars.load_all(c, visit.chat_id))
    shown = await _show(visit, kept, read_number(page) or 1)
    told = gettext("Removed") if is_gone else gettext("It was removed already")
    return replace(shown, tap_answer=told)


async def load_starred(visit: Visit, kept: Sequence[Star], first: int) -> list[Starred]:
    """Load the excerpts of what a chat keeps, as they were; the first has the number `first`."""
    return [
        Starred(number, one, await _quote(visit, one.words))
        for number, one in enumerate(kept, first)
    ]


async def _keep(visit: Visit, opened: OpenedExcerpt) -> bool:
    excerpt = opened.excerpt
    words = StarredWords(
        excerpt.release.id,
        excerpt.release.version,
        excerpt.statement.id,
        tuple((one.start, one.end) for one in excerpt.slices),
    )
    return await visit.write_for_chat(lambda c: stars.add(c, visit.chat_id, words, visit.now))


async def _show(visit: Visit, kept: Sequence[Star], page: int) -> Reply:
    renderer = visit.services.renderer
    if not kept:
        return Reply([renderer.page("starred", kept=0, most=MAX_STARS)])
    pages = -(-len(kept) // _A_PAGE)
    page = min(max(1, page), pages)
    skipped = (page - 1) * _A_PAGE
    shown = await load_starred(visit, kept[skipped : skipped + _A_PAGE], skipped + 1)
    heading = renderer.page(
        "starred",
        kept=len(kept),
        most=MAX_STARS,
        first=skipped + 1,
        last=skipped + len(shown),
        unreadable=[one.number for one in shown if one.excerpt is None],
    )
    numbered = [(one.number, one.excerpt) for one in shown if one.excerpt is not None]
    removing = {one.number: one.star.id for one in shown}
    return Reply(renderer.starred(heading, numbered), under_starred(removing, page, pages))


async def _quote(visit: Visit, words: StarredWords) -> Excerpt | None:
    """Quote words that are kept; None if the record cannot give them any more."""
    try:
        release = await visit.services.record.release(words.release_id, words.version)
        slices = tuple(Span(start, end) for start, end in words.slices)
        return (
            quote_again(release, release.statement(words.statement_id), slices) if slices else None
        )
    except UnusableDatabaseError:
        raise
    except (KaikenError, KeyError):
        return None


def _say_too_many(visit: Visit) -> Reply:
    return Reply([visit.services.renderer.page("too_many_stars", most=MAX_STARS)])
