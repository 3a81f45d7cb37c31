"""What stands around an excerpt, and how it is cited: by a tap, or typed."""

from __future__ import annotations

from dataclasses import replace

from bot.gateway.sending.reply import Reply
from bot.handlers.excerpts.opening import (
    OpenedExcerpt,
    find_last,
    noting,
    open_beside,
    open_tapped,
    open_typed,
    read_number,
    saving,
    say_no_such,
    say_nothing_shown,
    say_outdated,
)
from bot.handlers.turn.linking import link_to_excerpt
from bot.handlers.turn.visits import Visit
from bot.language.spoken import gettext
from bot.rendering.excerpts.buttons import MAX_COPIED, Place, under_citation, under_context
from bot.rendering.excerpts.context import render_context
from bot.rendering.excerpts.reference import refer_to
from bot.rendering.excerpts.styles import PLAIN, STYLES
from bot.rendering.markup import count_units
from bot.rendering.releases.screens import render_page
from bot.rendering.split import pack
from bot.rendering.views import clip

_LONGEST_SHOWN = 60


async def show_context(visit: Visit, data: str) -> Reply:
    """Show what stands around the excerpt of a button, in place of the answer."""
    place = Place.read(data)
    opened = await open_tapped(visit, place)
    if opened is None or place is None:
        return say_outdated(visit)
    return replace(_context(visit, opened), is_new=place.is_apart)


async def show_context_typed(visit: Visit, words: str) -> Reply:
    """Show what stands around an excerpt of the last answer: that of a number, or the last one."""
    asked = await find_last(visit)
    if asked is None:
        return say_nothing_shown(visit)
    opened = await open_typed(visit, asked, read_number(words))
    return _context(visit, opened) if opened else await say_no_such(visit, asked)


async def show_context_asked(visit: Visit, words: str) -> Reply | None:
    """Show what stands around the excerpt of a number, or that shown last; None without one."""
    asked = await find_last(visit)
    opened = await open_typed(visit, asked, read_number(words)) if asked else None
    return _context(visit, opened) if opened else None


async def show_placed_asked(visit: Visit, words: str) -> Reply | None:
    """Show what stands around the excerpt of a number; None if none is named, or none shown."""
    number = read_number(words)
    asked = await find_last(visit) if number else None
    if asked is None:
        return None
    opened = await open_typed(visit, asked, number)
    return _context(visit, opened) if opened else await say_no_such(visit, asked)


async def show_beside_asked(visit: Visit, words: str) -> Reply | None:
    """Show what its page has behind the statement shown last, or "before" it; None without one."""
    asked = await find_last(visit)
    opened = await open_typed(visit, asked, None) if asked else None
    if opened is None:
        return None
    beside = await open_beside(visit, opened, -1 if words else 1)
    if beside is None:
        return _context(visit, opened)
    reply = _context(visit, beside)
    return replace(reply, writes=[saving(visit, beside.shown.question), *reply.writes])


async def cite(visit: Visit, data: str) -> Reply:
    """Show a citation of the excerpt of a button, in place of the answer."""
    place = Place.read(data)
    opened = await open_tapped(visit, place)
    if opened is None or place is None:
        return say_outdated(visit)
    return replace(_citation(visit, opened, place.style), is_new=place.is_apart)


async def cite_typed(visit: Visit, words: str) -> Reply:
    """Cite an excerpt of the last answer: that of a number, in a style, if these are typed."""
    asked = await find_last(visit)
    if asked is None:
        return say_nothing_shown(visit)
    opened = await open_typed(visit, asked, read_number(words))
    if opened is None:
        return await say_no_such(visit, asked)
    typed = [one for one in words.split() if not one.isdecimal()]
    known = next((one for one in map(str.casefold, typed) if one in STYLES), PLAIN)
    is_unknown = bool(typed) and known not in map(str.casefold, typed)
    return _citation(visit, opened, known, unknown=" ".join(typed) if is_unknown else "")


async def cite_for_dead_link(visit: Visit, words: str) -> Reply | None:
    """Cite the excerpt whose link does not open, that of a number or the last; None without one."""
    asked = await find_last(visit)
    opened = await open_typed(visit, asked, read_number(words)) if asked else None
    return _citation(visit, opened, PLAIN, is_link_dead=True) if opened else None


def _context(visit: Visit, opened: OpenedExcerpt) -> Reply:
    renderer = visit.services.renderer
    messages = render_context(renderer, opened.excerpt, opened.number, opened.listed)
    keyboard = under_context(
        Place(opened.shown.update_id, opened.number),
        opened.answer,
        opened.excerpt,
        may_go_back=_may_go_back(visit, opened),
    )
    return Reply(messages, keyboard, writes=[noting(opened.shown, opened.number)])


def _citation(
    visit: Visit,
    opened: OpenedExcerpt,
    style: str,
    unknown: str = "",
    *,
    is_link_dead: bool = False,
) -> Reply:
    """Show a citation; `unknown` is what was typed for a style, and is none."""
    style = style if style in STYLES else PLAIN
    citation = STYLES[style].write(refer_to(opened.excerpt))
    html = visit.services.renderer.page(
        "citation",
        style=gettext(STYLES[style].name),
        citation=citation,
        number=opened.number,
        of=opened.listed,
        unknown=clip(unknown, _LONGEST_SHOWN),
        styles=[*STYLES],
        is_link_dead=is_link_dead,
        link=link_to_excerpt(visit, opened.excerpt),
        is_copied_by_button=count_units(citation) <= MAX_COPIED,
    )
    keyboard = under_citation(
        Place(opened.shown.update_id, opened.number, style=style),
        opened.answer,
        opened.excerpt,
        citation,
        may_go_back=_may_go_back(visit, opened),
    )
    return Reply(pack([html]), keyboard, writes=[noting(opened.shown, opened.number)])


def _may_go_back(visit: Visit, opened: OpenedExcerpt) -> bool:
    """Say whether the page of an excerpt is one message, which can stand in another's place."""
    return len(render_page(visit.services.renderer, opened.answer)) == 1
