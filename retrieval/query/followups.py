"""Questions that leave something to the one before: "and in 2022?", "what about Russia?"."""

from __future__ import annotations

from dataclasses import replace

from retrieval.model import Intent, Query


def follow(query: Query, before: Query | None) -> Query:
    """The query with what it leaves out taken from the one before.

    A topic of its own replaces the topic, a filter of its own the filter of its sort; all else
    stays. What does not begin like a follow-up starts anew.
    """
    if before is None or not query.is_follow_up or before.intent is not Intent.QUESTION:
        return query
    topic = query if query.terms or query.phrases else before
    order = query if query.is_order_asked else before
    return replace(
        query,
        terms=topic.terms,
        phrases=topic.phrases,
        excluded=query.excluded or before.excluded,
        voices=query.voices or before.voices,
        askers=query.askers or before.askers,
        kinds=query.kinds or before.kinds,
        wordings=query.wordings or before.wordings,
        releases=query.releases or before.releases,
        period=query.period or before.period,
        order=order.order,
        is_order_asked=order.is_order_asked,
    )
