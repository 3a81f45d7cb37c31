"""The messages that show releases, each within Telegram's limits."""

from __future__ import annotations

from collections.abc import Sequence

from bot.rendering.releases.views import (
    ListedView,
    OutlineView,
    read_page_view,
)
from bot.rendering.render import Renderer
from bot.rendering.split import pack
from retrieval.model.answer import Answer


def render_page(renderer: Renderer, answer: Answer) -> list[str]:
    """Return the messages of a page of an answer: of a release as it is read, or of excerpts."""
    if answer.reading is None:
        return renderer.answer(answer)
    page = read_page_view(answer, answer.reading)
    parts = (renderer.page("read_part", part=one) for one in page.parts)
    return pack(
        [renderer.page("read_page", page=page), *parts, renderer.page("read_page_end", page=page)]
    )


def render_outline(renderer: Renderer, outline: OutlineView, new: str = "") -> list[str]:
    """Return the outline of a release, and below it a block with its new words, if it has any."""
    return pack(list(filter(None, [renderer.page("outline", outline=outline), new])))


def render_latest(
    renderer: Renderer, listed: Sequence[ListedView], page: int, *, is_more: bool
) -> list[str]:
    """Return a page of the newest releases."""
    entries = (renderer.page("listed_release", listed=one) for one in listed)
    head = renderer.page("latest", listed=listed, page=page, is_more=is_more)
    return pack([head, *entries])


def render_unknown(
    renderer: Renderer, name: str, publisher: str, newest: Sequence[ListedView]
) -> list[str]:
    """Return that a release is not on record, and which are the newest."""
    entries = (renderer.page("listed_release", listed=one) for one in newest)
    head = renderer.page("no_such_release", name=name, publisher=publisher, newest=newest)
    return pack([head, *entries])
