"""Questions that leave something to the one before: "and in 2022?", "what about Russia?"."""

from __future__ import annotations

from dataclasses import replace

from retrieval.model.query import Intent, Query, Term


def follow(query: Query, before: Query | None) -> Query:
    """Complete a follow-up from the query before.

    Its own topic replaces the topic, and each filter of its own the filter of that kind; all else
    is taken from the query before. A query that does not begin like a follow-up stays as it is.
    """
    if before is None or not query.is_follow_up or before.intent is not Intent.QUESTION:
        return query
    # "And the press secretary?" asks for an office's words, if somebody's were asked for.
    voices = query.voices
    if query.unheld_office is not None and before.voices:
        voices = (query.unheld_office,)
    is_new = bool(query.terms or query.phrases) and voices == query.voices
    topic = query if is_new else before
    order = query if query.is_order_asked else before
    return replace(
        query,
        intent=Intent.QUESTION,
        terms=topic.terms,
        phrases=topic.phrases,
        excluded=query.excluded or _still_excluded(query, before),
        barred=query.barred or before.barred,
        voices=voices or before.voices,
        unheld_office=None,
        askers=query.askers or before.askers,
        kinds=query.kinds or before.kinds,
        labels=query.labels or before.labels,
        releases=query.releases or before.releases,
        period=query.period or before.period,
        order=order.order,
        is_order_asked=order.is_order_asked,
    )


def _still_excluded(query: Query, before: Query) -> tuple[Term, ...]:
    """Return what was excluded before, apart from what the query asks about now."""
    names = {name for term in query.terms for name in term.names}
    return tuple(term for term in before.excluded if names.isdisjoint(term.names))
