"""Lays out a timeline as a picture for a phone: where each bar, line and word stands.

Pure: counts in, places out. The template `timeline.svg.j2` draws them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot.language.english import MONTH_ONLY
from bot.language.spoken import gettext, spoken
from bot.rendering.describing import describe_kind
from bot.rendering.surveys.lettering import break_lines, drawable, fit, width
from retrieval.answering.surveys.counting import Step, Stretch
from retrieval.model.release import ReleaseKind

# A phone shows the picture a third as large: what is 32 here is 11 there, as small as text may be.
WIDTH = 1080
TITLE_SIZE, TEXT_SIZE, SMALL_SIZE = 50, 36, 32
# More bars would be too thin for a phone.
MOST_BARS = 48
# They differ in hue and in brightness, and stand out from the ground by 3 to 1 (WCAG 1.4.11).
COLOURS = {
    ReleaseKind.CONFERENCE: "#1f5c99",
    ReleaseKind.RELEASE: "#c2571a",
    ReleaseKind.READOUT: "#14806a",
    ReleaseKind.STATEMENT: "#8b4a9c",
    ReleaseKind.SPEECH: "#9a7310",
}
_LEFT, _RIGHT = 128, 1036
_TITLE_TOP, _TITLE_LINE = 84, 60
_PLOT_HEIGHT = 520
_WIDEST_BAR = 110
_GAP = 3
_SHARE_OF_SLOT = 0.76
# A slot that is narrower has no room for the name of its month.
_ROOM_FOR_MONTH = 76
_ROOM_FOR_YEAR = 104
_LEGEND_COLUMNS, _LEGEND_LINE = 2, 56
# Half of each is a whole number too.
_TOPS_OF_AXIS: tuple[int, ...] = (2, 4, 6, 8, 10)
_TENS_OF_AXIS = (2, 3, 4, 5, 6, 8, 10)


@dataclass(frozen=True, slots=True)
class Bar:
    """One kind's part of a bar."""

    x: float
    y: float
    width: float
    height: float
    colour: str


@dataclass(frozen=True, slots=True)
class Word:
    """Words at a place; `anchor` is the part of them that stands there."""

    x: float
    y: float
    text: str
    size: int = SMALL_SIZE
    anchor: str = "middle"


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the grid, from left to right."""

    y: float
    left: float = _LEFT
    right: float = _RIGHT


@dataclass(frozen=True, slots=True)
class Key:
    """A colour and what it stands for."""

    x: float
    y: float
    colour: str
    text: str


@dataclass(frozen=True, slots=True)
class Chart:
    """All that is drawn; `strong` words are in the colour of text, `muted` ones are not."""

    height: float
    lines: Sequence[Line]
    bars: Sequence[Bar]
    keys: Sequence[Key]
    strong: Sequence[Word]
    muted: Sequence[Word]
    width: int = WIDTH


def lay_out(stretches: Sequence[Stretch], title: str, count: str, source: str) -> Chart:
    """Lay out bars under a title; `count` stands above them, `source` at the foot."""
    lines = break_lines(drawable(title), (_RIGHT - _LEFT + 40) / TITLE_SIZE, most=2)
    strong = [
        Word(56, _TITLE_TOP + at * _TITLE_LINE, line, TITLE_SIZE, "start")
        for at, line in enumerate(lines)
    ]
    below_title = strong[-1].y + 58
    top = below_title + 84
    axis = _Axis(top, _top_of_axis(max((one.total for one in stretches), default=0)))
    slot = (_RIGHT - _LEFT) / max(len(stretches), 1)
    strong += _numbers(stretches, slot, axis)
    labels = list(_labels(stretches, slot, axis.bottom + 46))
    keys = list(_keys(stretches, max(label.y for label in labels) + 72))
    foot = max((key.y for key in keys), default=axis.bottom) + 78
    return Chart(
        height=foot + 40,
        lines=[Line(axis.y(value)) for value in axis.values],
        bars=[bar for at, one in enumerate(stretches) for bar in _bars(one, at, slot, axis)],
        keys=keys,
        strong=strong,
        muted=[
            Word(56, below_title, fit(drawable(count), 980 / TEXT_SIZE), TEXT_SIZE, "start"),
            *(
                Word(_LEFT - 14, axis.y(value) + 11, f"{value:,}", SMALL_SIZE, "end")
                for value in axis.values
            ),
            *labels,
            Word(56, foot, fit(drawable(source), 980 / SMALL_SIZE), SMALL_SIZE, "start"),
        ],
    )


@dataclass(frozen=True, slots=True)
class _Axis:
    """The axis of numbers: where it begins, and the number there."""

    top: float
    highest: int

    @property
    def bottom(self) -> float:
        return self.top + _PLOT_HEIGHT

    @property
    def values(self) -> list[int]:
        """The numbers beside the lines: none, half and all."""
        return [0, self.highest // 2, self.highest]

    def y(self, value: float) -> float:
        return round(self.bottom - value / self.highest * _PLOT_HEIGHT, 1)


def _top_of_axis(most: int) -> int:
    """Return a round, even number that is not below the most mentions."""
    tops, scale = _TOPS_OF_AXIS, 1
    while most > tops[-1] * scale:
        tops, scale = _TENS_OF_AXIS, scale * 10
    return next(top * scale for top in tops if top * scale >= most)


def _bars(stretch: Stretch, at: int, slot: float, axis: _Axis) -> Iterator[Bar]:
    """Yield the parts of one bar, from the ground up."""
    wide = min(slot * _SHARE_OF_SLOT, _WIDEST_BAR)
    x = _LEFT + (at + 0.5) * slot - wide / 2
    below = 0
    for kind in ReleaseKind:
        if count := stretch.counts.get(kind, 0):
            y, foot = axis.y(below + count), axis.y(below)
            # A thin line of the ground keeps two kinds apart also where colours look alike.
            gap = _GAP if below and foot - y > 2 * _GAP else 0
            yield Bar(round(x, 1), y, round(wide, 1), round(foot - y - gap, 1), COLOURS[kind])
            below += count


def _numbers(stretches: Sequence[Stretch], slot: float, axis: _Axis) -> Iterator[Word]:
    for at, one in enumerate(stretches):
        number = f"{one.total:,}" if one.total and slot >= _room_for_number(stretches) else ""
        if text := number if one.is_complete else f"{number}+":
            yield Word(round(_LEFT + (at + 0.5) * slot, 1), axis.y(one.total) - 14, text)


def _room_for_number(stretches: Sequence[Stretch]) -> float:
    """Return how wide a slot has to be for the longest number above a bar."""
    return max((width(f"{one.total:,}+") for one in stretches), default=0.0) * SMALL_SIZE


def _labels(stretches: Sequence[Stretch], slot: float, y: float) -> Iterator[Word]:
    """Yield the months if there is room, and below them each year where it begins."""
    has_months = slot >= _ROOM_FOR_MONTH and any(one.step is Step.MONTH for one in stretches)
    years: list[Word] = []
    for at, one in enumerate(stretches):
        x = round(_LEFT + (at + 0.5) * slot, 1)
        if has_months:
            yield Word(x, y, spoken().date(one.since, MONTH_ONLY))
        if one.since.month == 1 or at == 0:
            years.append(Word(x, y + (44 if has_months else 0), str(one.since.year)))
    # A year that begins beside the first slot matters more than the rest of the one before.
    if len(years) > 1 and years[1].x - years[0].x < _ROOM_FOR_YEAR:
        years = years[1:] if stretches[0].since.month != 1 else years
    shown = -float("inf")
    for year in years:
        if year.x - shown >= _ROOM_FOR_YEAR:
            shown = year.x
            yield year


def _keys(stretches: Sequence[Stretch], y: float) -> Iterator[Key]:
    """Yield what each colour stands for, with the number of mentions."""
    totals = {kind: sum(one.counts.get(kind, 0) for one in stretches) for kind in ReleaseKind}
    for at, (kind, total) in enumerate((kind, total) for kind, total in totals.items() if total):
        row, column = divmod(at, _LEGEND_COLUMNS)
        x = 56 + column * (WIDTH - 56) / _LEGEND_COLUMNS
        text = gettext(
            "%(name)s: %(count)s", name=describe_kind(kind), count=spoken().number(total)
        )
        yield Key(x, y + row * _LEGEND_LINE, COLOURS[kind], text)
