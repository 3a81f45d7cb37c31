"""The picture of a history: where each wording stood, and what its days are."""

from collections.abc import Callable, Sequence
from datetime import date

from bot.rendering.surveys.chart import Chart
from bot.rendering.surveys.history_chart import lay_out
from retrieval.model.answer import Excerpt, Searched
from retrieval.model.release import Release, Span
from retrieval.model.wording import History, WordingOnRecord
from tests.bot.rendering.conftest import release

__all__ = ["release"]

GRID = "#dcd8ce"


def chart(release: Callable[..., Release], *wordings: Sequence[date]) -> Chart:
    one = release("We met today.")
    excerpt = Excerpt(one, one.statements[0], (Span(0, 13),), (), (), 0.0)
    found = [WordingOnRecord(excerpt, excerpt, days, len(days), ()) for days in wordings]
    history = History("", tuple(found), Searched(9, date(2021, 1, 1), date(2024, 1, 1), ()))
    return lay_out(history, "Title", [("label", "")] * len(found), "source")


def test_a_wording_of_one_day_is_one_mark_and_one_of_several_a_line(
    release: Callable[..., Release],
) -> None:
    drawn = chart(release, [date(2023, 3, 1), date(2023, 5, 1)], [date(2022, 3, 1)])
    bars = [one for one in drawn.bars if one.colour != GRID]
    line, first, last, single = bars
    assert (line.x, line.x + line.width) == (first.x + 3, last.x + 3)
    assert single.width == first.width
    assert single.colour != first.colour


def test_years_are_named_where_they_begin_and_both_ends_where_none_does(
    release: Callable[..., Release],
) -> None:
    texts = [one.text for one in chart(release, [date(2022, 3, 1), date(2024, 5, 1)]).muted]
    assert texts == ["2023", "2024", "source"]
    within = chart(release, [date(2022, 3, 1), date(2022, 5, 1)])
    assert [(one.text, one.anchor) for one in within.muted[:-1]] == [
        ("1 Mar 2022", "start"),
        ("1 May 2022", "end"),
    ]
    once = chart(release, [date(2022, 3, 1)])
    assert [one.text for one in once.muted] == ["1 Mar 2022", "source"]
