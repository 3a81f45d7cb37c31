"""/subscribe: shows what a subscription would have sent, and then asks whether it is wanted."""

from __future__ import annotations

import datetime as dt
from collections.abc import Awaitable, Callable
from dataclasses import replace
from types import MappingProxyType

from bot.gateway.sending.reply import Reply
from bot.handlers.turn.visits import Visit
from bot.rendering import keyboards, subscription_views
from bot.rendering.describing import NO_NEAR_NAMES, NearNames
from bot.rendering.subscription_views import Frequency, Preview
from bot.rendering.views import is_linkable
from bot.store.chats import subscriptions
from bot.store.chats.subscriptions import (
    MAX_SUBSCRIPTIONS,
    NewSubscription,
    SubscriptionKind,
    TooManySubscriptionsError,
)
from bot.store.inbox import questions
from bot.store.inbox.questions import RecentQuestion
from retrieval.archive.census import list_releases
from retrieval.model.answer import Answer, Status
from retrieval.model.query import Filter, Intent, Order, Query
from retrieval.query.asking import clean
from retrieval.query.standing import understand_in_turn, without_period
from retrieval.query.understanding import LONGEST_READ

_MAX_SHOWN = 3
_MAX_DIGITS = 19
_EVERYTHING = frozenset(("everything", "all", "*"))


async def subscribe(visit: Visit, words: str) -> Reply:
    """Act on the words after /subscribe: a topic to preview, or what to do with the last one."""
    if not words:
        return Reply(
            [visit.services.renderer.page("subscribe")], keyboards.under_no_subscriptions()
        )
    if step := _TYPED_STEPS.get(words.casefold()):
        return await _do_with_last(visit, step)
    if words.casefold() == "no":
        return await decline(visit, "")
    if words.casefold() in _EVERYTHING:
        return await _preview(visit, RecentQuestion("", visit.now))
    lines = (clean(line) for line in words.split("\n"))
    return await _preview(visit, RecentQuestion("\n".join(filter(None, lines)), visit.now))


async def preview_update(visit: Visit, update_id: str) -> Reply:
    """Preview the question of an update, below its answer; "all" previews everything."""
    if update_id == "all":
        return await _preview(visit, RecentQuestion("", visit.now))
    return replace(await _do_with_update(visit, update_id, _preview), is_new=True)


async def confirm_update(visit: Visit, update_id: str) -> Reply:
    """Subscribe to what an update previewed."""
    return await _do_with_update(visit, update_id, _confirm)


async def widen_update(visit: Visit, update_id: str) -> Reply:
    """Preview what an update previewed, without its period."""
    return await _do_with_update(visit, update_id, _widen)


async def decline(visit: Visit, _: str) -> Reply:
    """Say that nothing was subscribed to."""
    return Reply([visit.services.renderer.page("not_subscribed")])


_QuestionStep = Callable[[Visit, RecentQuestion], Awaitable[Reply]]


async def _do_with_update(visit: Visit, update_id: str, step: _QuestionStep) -> Reply:
    number = int(update_id) if update_id.isdecimal() and len(update_id) < _MAX_DIGITS else 0
    question = await visit.read(lambda c: questions.find(c, visit.chat_id, number, visit.now))
    if question is None:
        return Reply([visit.services.renderer.note("outdated")], is_new=True)
    return await step(visit, question)


async def _do_with_last(visit: Visit, step: _QuestionStep) -> Reply:
    question = await visit.read(lambda c: questions.load_last(c, visit.conversation, visit.now))
    if question is None:
        return await subscribe(visit, "")
    return await step(visit, question)


async def _widen(visit: Visit, question: RecentQuestion) -> Reply:
    wider = without_period(question.text, visit.now.date(), visit.services.record.lexicon)
    return await _preview(visit, replace(question, text=wider or question.text))


async def _preview(visit: Visit, question: RecentQuestion) -> Reply:
    """Preview a subscription, and save its question as the last one of the conversation."""
    query = _understand(visit, question)
    if refusal := _refusal(visit, question, query):
        return refusal
    today, renderer = visit.now.date(), visit.services.renderer
    previewed = replace(question, asked_at=visit.now)
    await visit.write(lambda c: questions.save(c, visit.update_id, visit.conversation, previewed))
    may_widen = Filter.PERIOD in query.filters and bool(
        without_period(question.text, today, visit.services.record.lexicon)
    )
    frequency, newest = await (
        _count_matching(visit, query) if question.text else _count_all(visit)
    )
    also = await _near_names_of_newest(visit, query) if question.text and newest else NO_NEAR_NAMES
    preview = Preview(
        subscription_views.describe_subscription(question.text, query, also),
        subscription_views.describe_rate(frequency),
        newest,
        subscription_views.warnings(query, today, frequency),
    )
    return Reply(
        [renderer.page("preview", preview=preview, may_widen=may_widen)],
        keyboards.under_preview(visit.update_id, may_widen=may_widen),
    )


async def _confirm(visit: Visit, question: RecentQuestion) -> Reply:
    query, renderer = _understand(visit, question), visit.services.renderer
    if refusal := _refusal(visit, question, query):
        return refusal
    wanted = NewSubscription(_kind_of(question, query), question.text)
    try:
        subscription, is_new = await visit.write_for_chat(
            lambda c: subscriptions.add(c, visit.chat_id, wanted, visit.now)
        )
    except TooManySubscriptionsError:
        return Reply([renderer.page("too_many", most=MAX_SUBSCRIPTIONS)])
    all_subscriptions = await visit.read(lambda c: subscriptions.load_all(c, visit.chat_id))
    html = renderer.page(
        "subscribed",
        is_new=is_new,
        name=subscription_views.describe_subscription(question.text, query),
        how=subscription_views.describe_delivery(
            subscription, visit.now, (await visit.preferences()).zone
        ),
        number=1 + [one.id for one in all_subscriptions].index(subscription.id),
    )
    return Reply([html], keyboards.under_subscribed(subscription.id), tap_answer="Subscribed")


def _understand(visit: Visit, question: RecentQuestion) -> Query:
    return understand_in_turn(question.text, visit.now.date(), visit.services.record.lexicon)


def _refusal(visit: Visit, question: RecentQuestion, query: Query) -> Reply | None:
    """Return the page that says why this cannot be subscribed to; None if it can."""
    renderer = visit.services.renderer
    if len(question.text) > LONGEST_READ:
        return Reply([renderer.page("too_long_to_keep")])
    if not question.text or query.intent is Intent.QUESTION:
        return None
    answer = Answer(query, Status.NOT_A_QUESTION, visit.services.record.searched)
    return Reply([renderer.answer(answer)[0]])


def _kind_of(question: RecentQuestion, query: Query) -> SubscriptionKind:
    if not question.text:
        return SubscriptionKind.EVERYTHING
    is_topic = query.terms or query.phrases or query.excluded or query.barred
    return (
        SubscriptionKind.SPEAKER
        if query.filters == {Filter.VOICES} and not is_topic
        else SubscriptionKind.QUERY
    )


_PreviewFigures = tuple[Frequency, tuple[subscription_views.PreviewedRelease, ...]]


async def _count_all(visit: Visit) -> _PreviewFigures:
    """Return how often any release came, and the newest ones."""
    searched = visit.services.record.searched
    async with visit.services.database.read() as connection:
        newest = await list_releases(connection, _MAX_SHOWN)
    shown = [_preview_release(one.title, one.date, one.url, one.source) for one in newest]
    return Frequency(searched.releases, searched.since, searched.until), tuple(shown)


async def _count_matching(visit: Visit, query: Query) -> _PreviewFigures:
    """Return how often a matching release came, and the newest ones."""
    record = visit.services.record
    found = await visit.services.answerer.find_matches(query)
    since, until = record.searched.since, record.searched.until
    if not found.is_complete and found.releases:
        since, until = found.releases[-1].date, found.releases[0].date
    newest = [
        await record.release(one.release_id, one.version) for one in found.releases[:_MAX_SHOWN]
    ]
    shown = [_preview_release(one.title, one.date, one.url, one.source) for one in newest]
    return Frequency(len(found.releases), since, until, found.is_complete), tuple(shown)


async def _near_names_of_newest(visit: Visit, query: Query) -> NearNames:
    """Return the near names that the newest matches have instead of words of a question."""
    newest_first = replace(query, order=Order.NEW)
    return (await visit.services.answerer.answer_query(newest_first)).also


def _preview_release(
    title: str, date: dt.date, url: str, source: str
) -> subscription_views.PreviewedRelease:
    return subscription_views.previewed_release(
        title, date, url if is_linkable(url, source) else ""
    )


_TYPED_STEPS = MappingProxyType({"yes": _confirm, "wider": _widen, "this": _preview})
