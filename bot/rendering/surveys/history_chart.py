"""Lays out a history as a picture for a phone: a line a wording, a mark for each day it was said.

Pure: days in, places out. The template `timeline.svg.j2` draws them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from bot.language.english import YEAR
from bot.language.spoken import spoken
from bot.rendering.citation import day
from bot.rendering.surveys.chart import SMALL_SIZE, TEXT_SIZE, TITLE_SIZE, Bar, Chart, Word
from bot.rendering.surveys.lettering import drawable, fit
from retrieval.model.wording import History, WordingOnRecord

_LEFT, _RIGHT = 56, 1024
_TITLE_TOP = 84
_ROW, _ROW_WITH_CHANGES = 132, 180
_LINE_HEIGHT, _MARK_HEIGHT, _MARK_WIDTH = 10, 40, 6
# They stand out from the ground by 3 to 1 (WCAG 1.4.11); the grid does not have to.
_NOW, _BEFORE, _GRID = "#1f5c99", "#8b5a2b", "#dcd8ce"
# More years would stand too close.
_MOST_YEARS = 10


def lay_out(history: History, title: str, labels: Sequence[tuple[str, str]], source: str) -> Chart:
    """Lay out wordings, each under its label and what it became; `source` stands at the foot."""
    top = _TITLE_TOP + 40.0
    scale = _Scale.of(history)
    marks: list[Bar] = []
    strong = [Word(_LEFT, _TITLE_TOP, fit(drawable(title), 960 / TITLE_SIZE), TITLE_SIZE, "start")]
    muted: list[Word] = []
    at = top
    for number, (wording, (label, changes)) in enumerate(
        zip(history.wordings, labels, strict=True)
    ):
        words = fit(drawable(label), 960 / TEXT_SIZE)
        strong.append(Word(_LEFT, at + 48, words, TEXT_SIZE, "start"))
        if changes:
            words = fit(drawable(changes), 960 / SMALL_SIZE)
            muted.append(Word(_LEFT, at + 94, words, SMALL_SIZE, "start"))
        row = _ROW_WITH_CHANGES if changes else _ROW
        marks += _marks(wording, scale, at + row - 36, _BEFORE if number else _NOW)
        at += row
    years = list(scale.years())
    grid = [Bar(x, top, 2, at - top + 8, _GRID) for x, _ in years]
    muted += [Word(x, at + 48, name) for x, name in years] or _ends(scale, at + 48)
    foot = at + 110
    muted.append(Word(_LEFT, foot, fit(drawable(source), 960 / SMALL_SIZE), SMALL_SIZE, "start"))
    return Chart(foot + 40, (), [*grid, *marks], (), strong, muted)


def _ends(scale: _Scale, y: float) -> Iterator[Word]:
    """Name the first day and the last one, where no year begins between them."""
    yield Word(_LEFT, y, drawable(day(scale.since)), SMALL_SIZE, "start")
    if scale.since < scale.until:
        yield Word(_RIGHT, y, drawable(day(scale.until)), SMALL_SIZE, "end")


class _Scale:
    """Where a day stands, from left to right."""

    def __init__(self, since: date, until: date) -> None:
        self.since = since
        self.until = until
        self._days = max((until - since).days, 1)

    @classmethod
    def of(cls, history: History) -> _Scale:
        """Return the scale of the days of a history."""
        days = [day for one in history.wordings for day in one.days]
        return cls(min(days), max(days))

    def x(self, day: date) -> float:
        return round(_LEFT + (day - self.since).days / self._days * (_RIGHT - _LEFT), 1)

    def years(self) -> Iterator[tuple[float, str]]:
        """Yield where years begin, with their names."""
        years = [date(year, 1, 1) for year in range(self.since.year + 1, self.until.year + 1)]
        for begin in years[:: len(years) // _MOST_YEARS + 1]:
            yield self.x(begin), spoken().date(begin, YEAR)


def _marks(wording: WordingOnRecord, scale: _Scale, y: float, colour: str) -> Iterator[Bar]:
    start, end = scale.x(wording.since), scale.x(wording.until)
    if start < end:
        yield Bar(start, y - _LINE_HEIGHT / 2, end - start, _LINE_HEIGHT, colour)
    for said in dict.fromkeys(wording.days):
        yield Bar(
            scale.x(said) - _MARK_WIDTH / 2, y - _MARK_HEIGHT / 2, _MARK_WIDTH, _MARK_HEIGHT, colour
        )
