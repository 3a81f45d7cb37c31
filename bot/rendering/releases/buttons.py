"""The buttons under lists and outlines of releases.

Those under an outline name the answer that it is, by the update that asked, as those under answers
do. A list has no state: its buttons name a page, or a release by its short name.
"""

from __future__ import annotations

from collections.abc import Sequence

from telegram import InlineKeyboardMarkup

from bot.language.english import NARROW_DAY
from bot.language.spoken import gettext, spoken
from bot.rendering.excerpts.buttons import PAGE, REPORT, Place, mark_in
from bot.rendering.keyboards import Row, keyboard
from bot.rendering.releases.links import short_name
from bot.rendering.releases.views import ListedView, OutlineView
from bot.rendering.views import clip
from retrieval.archive.census import Listed
from retrieval.model.release import Release, Statement

LATEST, OPEN = "latest", "open"
_LONGEST_LABEL = 40
_A_ROW = 3


def under_outline(key: int, release: Release, outline: OutlineView) -> InlineKeyboardMarkup:
    """Return the buttons under an outline: read it from the beginning, or from a heading on."""

    def place(number: int, statement: Statement) -> str:
        return Place(key, number, mark_in(release, statement)).data(PAGE)

    headings = [
        [(clip(one.words, _LONGEST_LABEL), place(one.number, release.statement(one.statement_id)))]
        for one in outline.headings
    ]
    reading = [(gettext("Read"), place(1, one)) for one in release.statements[:1]]
    return keyboard([*reading, (gettext("Report"), Place(key).data(REPORT))], *headings)


def under_latest(
    listed: Sequence[Listed], views: Sequence[ListedView], page: int, *, is_more: bool
) -> InlineKeyboardMarkup:
    """Return the buttons under a page of the newest releases: open one, turn the page."""
    newer = [(gettext("Newer"), f"{LATEST}:{page - 1}")] if page > 1 else []
    older = [(gettext("Older"), f"{LATEST}:{page + 1}")] if is_more else []
    # What is older stands left, as under answers.
    return keyboard(*_opening(listed, views), [*older, *newer])


def under_unknown(listed: Sequence[Listed], views: Sequence[ListedView]) -> InlineKeyboardMarkup:
    """Return the buttons under the word that a release is not on record: open one of the newest."""
    return keyboard(*_opening(listed, views))


def _opening(listed: Sequence[Listed], views: Sequence[ListedView]) -> list[Row]:
    buttons = [
        (f"{view.number}. {spoken().date(one.date, NARROW_DAY)}", f"{OPEN}:{short_name(one.id)}")
        for one, view in zip(listed, views, strict=True)
    ]
    return [buttons[at : at + _A_ROW] for at in range(0, len(buttons), _A_ROW)]
