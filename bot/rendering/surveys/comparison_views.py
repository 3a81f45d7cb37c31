"""Comparisons as words: quotation beside quotation, and what only one side says."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from bot.language.spoken import gettext, spoken
from bot.rendering.describing import describe
from bot.rendering.render import PlainRenderer, Renderer
from bot.rendering.split import pack
from bot.rendering.surveys.columns import beside, column_width
from bot.rendering.views import ExcerptView, clip, count_statements, excerpt_view, receipt
from retrieval.answering.surveys.comparison import Comparison, Side
from retrieval.answering.surveys.contrast import MOST_PAIRS
from retrieval.answering.surveys.sides import Unreadable
from retrieval.model.query import Filter, Query

_LONGEST_TOPIC = 200
_LONGEST_NAME = 80
_LONGEST_WORD = 40


@dataclass(frozen=True, slots=True)
class SideView:
    """One side: its name ("2021"), how much is on record, and words that it alone has."""

    name: str
    count: str
    own_words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Quoted:
    """A quotation under the name of its side."""

    heading: str
    excerpt: ExcerptView


@dataclass(frozen=True, slots=True)
class ComparisonView:
    """What the templates of a comparison get.

    Each row of quotations has one of each side; if only one side has any, each row has one.
    """

    topic: str
    sides: tuple[SideView, SideView]
    rows: tuple[tuple[Quoted, ...], ...]
    receipt: str

    @property
    def has_own_words(self) -> bool:
        """Whether a side has words that the other has not."""
        return any(one.own_words for one in self.sides)


def comparison_view(comparison: Comparison) -> ComparisonView:
    """Return the view of a comparison."""
    query = comparison.first.answer.query
    differ_in = comparison.differ_in
    return ComparisonView(
        topic=clip(describe(query.without(differ_in)) or query.question, _LONGEST_TOPIC),
        sides=(_side_view(comparison.first, differ_in), _side_view(comparison.second, differ_in)),
        rows=tuple(_pairs(comparison) if comparison.pairs else _alone(comparison)),
        receipt=receipt(comparison.first.answer.searched),
    )


def messages(renderer: Renderer, view: ComparisonView) -> list[str]:
    """Return the messages of a comparison: each quotation stands under its side's name."""
    quoted = [
        renderer.page("compared_quotation", quoted=one, excerpt=one.excerpt, folded=at > 0)
        for at, row in enumerate(view.rows)
        for one in row
    ]
    own_words = [renderer.page("compared_words", compared=view)] if view.has_own_words else []
    return pack([renderer.page("compared", compared=view), *quoted, *own_words])


def plain(renderer: PlainRenderer, comparison: Comparison) -> str:
    """Return a comparison for a terminal, in two columns if it is wide enough."""
    view, column = comparison_view(comparison), column_width(renderer.width)
    narrow = PlainRenderer(column) if column else renderer
    rows = []
    for row in view.rows:
        cells = [f"{one.heading}\n{narrow.excerpt(one.excerpt)}" for one in row]
        rows.append(beside(cells, column) if column else "\n\n".join(cells))
    return renderer.survey("compared", compared=view, rows=rows)


def how_to(renderer: Renderer, why: Unreadable) -> str:
    """Return kindly why a comparison cannot be read, and how to write one."""
    return renderer.page("how_to_compare", why=why.value)


def name_of(query: Query, differ_in: Collection[Filter]) -> str:
    """Name a side by what only it has: "2021", "by HAYASHI Yoshimasa"."""
    narrowed = Query(
        "",
        voices=query.voices,
        askers=query.askers,
        is_asked=query.is_asked,
        kinds=query.kinds,
        labels=query.labels,
        releases=query.releases,
        period=query.period,
    )
    same = [one for one in Filter if one not in differ_in]
    return clip(describe(narrowed.without(same)), _LONGEST_NAME)


def _side_view(side: Side, differ_in: Collection[Filter]) -> SideView:
    count = count_statements(side.found, may_be_more=side.may_be_more)
    number = spoken().number
    return SideView(
        name_of(side.answer.query, differ_in),
        count if side.found else gettext("nothing on record says all of it"),
        tuple(
            f"{clip(one.word, _LONGEST_WORD)} ({number(one.statements)})" for one in side.own_words
        ),
    )


def _pairs(comparison: Comparison) -> Iterator[tuple[Quoted, Quoted]]:
    first, second = (
        name_of(side.answer.query, comparison.differ_in)
        for side in (comparison.first, comparison.second)
    )
    for pair in comparison.pairs:
        heading = gettext("%(side)s, in the same words", side=second) if pair.is_same else second
        yield (
            Quoted(first, excerpt_view(pair.first)),
            Quoted(heading, excerpt_view(pair.second)),
        )


def _alone(comparison: Comparison) -> Iterator[tuple[Quoted]]:
    for side in (comparison.first, comparison.second):
        name = name_of(side.answer.query, comparison.differ_in)
        for excerpt in side.answer.excerpts[:MOST_PAIRS]:
            yield (Quoted(gettext("Only %(side)s", side=name), excerpt_view(excerpt)),)
