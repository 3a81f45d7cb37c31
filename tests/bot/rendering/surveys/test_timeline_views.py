"""A timeline as caption, words, picture and for a terminal: each has all numbers."""

import datetime as dt
import re
import struct
from collections.abc import Callable
from typing import Any

import pytest

from bot.rendering.markup import count_units, read_markup
from bot.rendering.render import PlainRenderer, Renderer
from bot.rendering.surveys import chart, timeline_views
from retrieval.answering.surveys.counting import count_by_month
from retrieval.answering.surveys.timeline import Timeline
from retrieval.model.answer import Excerpt, Searched
from retrieval.model.query import Period, Query, Term
from retrieval.model.release import ReleaseKind
from tests.bot.rendering.conftest import excerpt, release

__all__ = ["excerpt", "release"]

HOSTILE = '</text><script>&"\'<image href="file:///etc/passwd"/>\x00\u202e'
SAID = [
    (dt.date(2021, 11, 13), ReleaseKind.CONFERENCE),
    (dt.date(2021, 11, 14), ReleaseKind.READOUT),
    (dt.date(2022, 1, 5), ReleaseKind.SPEECH),
]


MONTHS = [dt.date(2021 + (9 + at) // 12, (9 + at) % 12 + 1, 1) for at in range(5)]


@pytest.fixture
def timeline(excerpt: Callable[..., Excerpt]) -> Callable[..., Timeline]:
    def make(topic: str = "Ukraine", **fields: Any) -> Timeline:
        period = Period(dt.date(2021, 10, 1), dt.date(2022, 2, 1))
        query = Query(topic, terms=(Term(topic, (("ukrain",),)),))
        given: dict[str, Any] = {
            "query": query,
            "searched": Searched(5, period.since, period.until),
            "found": 3,
            "may_be_more": False,
            "months": count_by_month(SAID, MONTHS),
            "first": excerpt("It began.", date=dt.date(2021, 11, 13)),
            "last": excerpt("It ended.", date=dt.date(2022, 1, 5), id="mofa-y"),
        }
        return Timeline(**given | fields)

    return make


def size(png: bytes) -> tuple[int, int]:
    assert png.startswith(b"\x89PNG\r\n\x1a\n")
    width, height = struct.unpack(">II", png[16:24])
    return width, height


def test_the_words_have_every_number_of_the_picture(timeline: Callable[..., Timeline]) -> None:
    renderer = Renderer()
    (html,) = timeline_views.messages(renderer, timeline_views.timeline_view(timeline()))
    words = read_markup(html).text
    assert "Nov 2021: 2 (1 in press conferences, 1 in readouts)" in words
    assert "Jan 2022: 1 (in speeches)" in words
    assert "The other 3 months: none" in words
    assert words.index("It began.") < words.index("It ended.")
    caption = read_markup(
        timeline_views.caption(renderer, timeline_views.timeline_view(timeline()))
    ).text
    assert caption.splitlines()[:3] == [
        "Ukraine",
        "3 statements on record",
        "First said: 13 Nov 2021, HAYASHI Yoshimasa",
    ]


def test_what_may_be_more_is_at_least_so_many_everywhere(
    timeline: Callable[..., Timeline],
) -> None:
    cut = timeline(may_be_more=True, months=count_by_month(SAID, MONTHS, MONTHS[:2]))
    view = timeline_views.timeline_view(cut)
    assert "at least 3 statements" in timeline_views.caption(Renderer(), view)
    (words,) = timeline_views.messages(Renderer(), view)
    assert "Nov 2021: at least 2 (" in words
    assert "Jan 2022: 1 (" in words
    # Nobody knows that there is nothing in a month that was cut.
    assert "Oct 2021: at least 0\n" in words
    assert "The other 2 months: none" in words
    assert "at least 3 statements" in timeline_views.plain(PlainRenderer(), cut)


def test_what_was_said_once_is_quoted_once(timeline: Callable[..., Timeline], excerpt: Any) -> None:
    only = excerpt("It is.")
    view = timeline_views.timeline_view(timeline(found=1, first=only, last=only))
    assert "Last said" not in timeline_views.caption(Renderer(), view)
    assert " ".join(timeline_views.messages(Renderer(), view)).count("It is.") == 1
    assert (
        timeline_views.plain(PlainRenderer(), timeline(first=only, last=only)).count("It is") == 1
    )


def test_a_terminal_has_plain_bars(timeline: Callable[..., Timeline]) -> None:
    lines = timeline_views.plain(PlainRenderer(80), timeline()).splitlines()
    (november,) = (line for line in lines if line.startswith("Nov 2021"))
    (january,) = (line for line in lines if line.startswith("Jan 2022"))
    assert november.count("█") == 2 * january.count("█")


@pytest.mark.parametrize("topic", ["Ukraine", "台湾海峡", HOSTILE, "w" * 3_000, "😀"])
def test_any_topic_is_drawn_and_fits_a_caption(
    timeline: Callable[..., Timeline], topic: str
) -> None:
    drawn = timeline(topic)
    width, height = size(timeline_views.draw_picture(Renderer(), drawn))
    assert (width, height < 1400) == (1080, True)
    view = timeline_views.timeline_view(drawn)
    assert count_units(read_markup(timeline_views.caption(Renderer(), view)).text) <= 1_024


def test_words_of_a_topic_are_no_markup_of_the_picture(timeline: Callable[..., Timeline]) -> None:
    laid_out = chart.lay_out(timeline().months, HOSTILE, "x", "y")
    svg = Renderer().picture("timeline", chart=laid_out)
    assert "<script" not in svg
    assert "<image" not in svg
    assert re.search(r"[\x00\u202e]", svg) is None
