"""Surveys and histories as JSON for machines; the forms are part of what Kaiken promises."""

from __future__ import annotations

from bot.rendering.as_json import (
    Json,
    answer_as_json,
    excerpt_as_json,
    query_as_json,
    show_fields,
)
from bot.rendering.surveys.comparison_views import name_of
from retrieval.answering.surveys.comparison import Comparison, Side
from retrieval.answering.surveys.timeline import Timeline
from retrieval.model.answer import Searched
from retrieval.model.query import Filter
from retrieval.model.release import ReleaseKind
from retrieval.model.wording import FirstSaid, History


def timeline_as_json(timeline: Timeline) -> Json:
    """A timeline: every month of the days searched, also those without a mention."""
    return {
        **show_fields(timeline.query, "question translation?"),
        "understood": query_as_json(timeline.query, {}),
        **show_fields(timeline, "found may_be_more"),
        "months": [
            {
                "month": f"{one.since:%Y-%m}",
                "mentions": one.total,
                **{kind.value: one.counts.get(kind, 0) for kind in ReleaseKind},
                "may_be_more": not one.is_complete,
            }
            for one in timeline.months
        ],
        "first": excerpt_as_json(timeline.first),
        "last": excerpt_as_json(timeline.last),
        "searched": show_fields(timeline.searched, "releases since until"),
    }


def history_as_json(history: History) -> Json:
    """A history: each wording with its days, and the words that became others after it."""
    return {
        **show_fields(history, "asked again_since left_out"),
        "wordings": [
            {
                **show_fields(one, "since until releases speakers changes dropped added"),
                "days": [day.isoformat() for day in one.days],
                "first": excerpt_as_json(one.first),
                "last": excerpt_as_json(one.excerpt),
            }
            for one in history.wordings
        ],
        "searched": show_fields(history.searched, "releases since until"),
    }


def no_history(asked: str, searched: Searched) -> Json:
    """A history of words that no sentence on record has."""
    receipt = show_fields(searched, "releases since until")
    return {"asked": asked, "wordings": [], "searched": receipt}


def first_said_as_json(words: str, said: FirstSaid | None, searched: Searched) -> Json:
    """When words were first said; null if no statement on record has them."""
    return {
        "words": words,
        "first": excerpt_as_json(said.excerpt) if said else None,
        "searched": show_fields(searched, "releases since until"),
    }


def comparison_as_json(comparison: Comparison) -> Json:
    """A comparison: both answers, their quotations in pairs, and the words of one side only."""
    return {
        "differ_in": [one.value for one in Filter if one in comparison.differ_in],
        "sides": [_side(comparison, side) for side in (comparison.first, comparison.second)],
        "pairs": [
            {
                "first": excerpt_as_json(pair.first),
                "second": excerpt_as_json(pair.second),
                "same_words": pair.is_same,
            }
            for pair in comparison.pairs
        ],
    }


def _side(comparison: Comparison, side: Side) -> Json:
    return {
        "name": name_of(side.answer.query, comparison.differ_in),
        **show_fields(side, "found may_be_more"),
        "own_words": [show_fields(one, "word statements") for one in side.own_words],
        "answer": answer_as_json(side.answer),
    }
