"""/latest: the newest releases, page by page."""

from __future__ import annotations

from bot.gateway.sending.reply import Reply
from bot.handlers.turn.visits import Visit
from bot.rendering.releases.buttons import under_latest
from bot.rendering.releases.screens import render_latest
from bot.rendering.releases.views import listed_view
from retrieval.archive.census import list_releases

A_PAGE = 6
_MAX_DIGITS = 4


async def show_latest(visit: Visit, words: str) -> Reply:
    """List the newest releases: the page of a number, or the first one."""
    return await _show(visit, _read_page(words))


async def turn_latest(visit: Visit, data: str) -> Reply:
    """Show the page that a button names, in place of the one that is shown."""
    return await _show(visit, _read_page(data))


async def _show(visit: Visit, page: int) -> Reply:
    skipped = (page - 1) * A_PAGE
    async with visit.services.database.read() as connection:
        found = await list_releases(connection, A_PAGE + 1, after=skipped)
    if not found and page > 1:
        return await _show(visit, 1)
    listed, is_more = found[:A_PAGE], len(found) > A_PAGE
    views = [listed_view(number, one) for number, one in enumerate(listed, skipped + 1)]
    messages = render_latest(visit.services.renderer, views, page, is_more=is_more)
    return Reply(messages, under_latest(listed, views, page, is_more=is_more))


def _read_page(words: str) -> int:
    number = words.strip()
    is_number = number.isascii() and number.isdecimal() and len(number) <= _MAX_DIGITS
    return max(1, int(number)) if is_number else 1
