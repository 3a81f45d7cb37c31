"""/subscribe: shows what a subscription would have sent, and then asks whether it is wanted."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import replace
from types import MappingProxyType

from sqlalchemy import Connection

from bot.gateway.sending.reply import Reply
from bot.handlers.subscribing.typed_pace import split_pace
from bot.handlers.subscribing.wanted import Wanted, understand_wanted
from bot.handlers.turn.visits import Visit
from bot.language.spoken import gettext
from bot.rendering import keyboards, subscription_views
from bot.rendering.describing import NO_NEAR_NAMES
from bot.rendering.split import pack
from bot.rendering.subscription_views import Frequency, Preview
from bot.rendering.views import is_linkable
from bot.store.chats import subscriptions
from bot.store.chats.chats import move_to_topic
from bot.store.chats.subscriptions import (
    MAX_SUBSCRIPTIONS,
    NoticePace,
    Subscription,
    TooManySubscriptionsError,
)
from bot.store.inbox import questions
from bot.store.inbox.questions import RecentQuestion
from retrieval.archive.census import Listed, list_releases
from retrieval.model.answer import Excerpt
from retrieval.model.query import Filter, Order, Query
from retrieval.model.release import Release
from retrieval.query.asking.finding import clean
from retrieval.query.standing import without_period

_MAX_DIGITS = 19
_EVERYTHING = frozenset(("everything", "all", "*"))


async def subscribe(visit: Visit, words: str) -> Reply:
    """Act on the words after /subscribe: a topic to preview, or what to do with the last one."""
    if not words:
        return Reply(
            [visit.services.renderer.page("subscribe")], keyboards.under_no_subscriptions()
        )
    topic, pace = split_pace(words)
    if step := _TYPED_STEPS.get(topic.casefold()):
        return await _do_with_last(visit, step, pace)
    if topic.casefold() == "no":
        return await decline(visit, "")
    if topic.casefold() in _EVERYTHING:
        return await _preview(visit, RecentQuestion("", visit.now, pace))
    lines = (clean(line) for line in topic.split("\n"))
    return await _preview(visit, RecentQuestion("\n".join(filter(None, lines)), visit.now, pace))


async def confirm_typed(visit: Visit, _: str) -> Reply | None:
    """Subscribe to what was just previewed; None if nothing was."""
    question = await visit.read(lambda c: questions.load_last(c, visit.conversation, visit.now))
    return None if question is None or question.pace is None else await _confirm(visit, question)


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


async def _do_with_last(visit: Visit, step: _QuestionStep, pace: NoticePace | None) -> Reply:
    question = await visit.read(lambda c: questions.load_last(c, visit.conversation, visit.now))
    if question is None:
        return await subscribe(visit, "")
    return await step(visit, replace(question, pace=pace or question.pace))


async def _widen(visit: Visit, question: RecentQuestion) -> Reply:
    wider = without_period(question.text, visit.now.date(), visit.services.record.lexicon)
    return await _preview(visit, replace(question, text=wider or question.text))


async def _preview(visit: Visit, question: RecentQuestion) -> Reply:
    """Preview a subscription, and save its question as the last one of the conversation."""
    wanted = await understand_wanted(visit, question)
    if isinstance(wanted, Reply):
        return wanted
    question, query = wanted.question, wanted.query
    today = visit.now.date()
    pace = NoticePace(question.pace or NoticePace.INSTANT)
    previewed = replace(question, asked_at=visit.now, pace=pace)
    await visit.write(lambda c: questions.save(c, visit.update_id, visit.conversation, previewed))
    may_widen = Filter.PERIOD in query.filters and bool(
        without_period(question.text, today, visit.services.record.lexicon)
    )
    if wanted.history is not None:
        preview = subscription_views.preview_wordings(
            wanted.history, question.text, pace, await visit.long_unseen()
        )
        return _show_preview(visit, preview, may_widen=False)
    frequency, newest = await _count(visit, wanted)
    also, words = NO_NEAR_NAMES, dict[str, Excerpt]()
    if question.text and newest:
        answer = await visit.services.answerer.answer_query(replace(query, order=Order.NEW))
        also = answer.also
        words = {one.release.id: one for one in reversed(answer.excerpts)}
    shown = tuple(_previewed(one, words.get(one.id)) for one in newest)
    preview = Preview(
        subscription_views.describe_subscription(question.text, query, also),
        subscription_views.describe_rate(frequency),
        shown,
        (*subscription_views.warnings(query, today, frequency), *await visit.long_unseen()),
        pace,
    )
    return _show_preview(visit, preview, may_widen=may_widen)


def _show_preview(visit: Visit, preview: Preview, *, may_widen: bool) -> Reply:
    renderer = visit.services.renderer
    while True:
        html = renderer.page("preview", preview=preview, may_widen=may_widen)
        if len(pack([html])) == 1 or not any(one.words for one in preview.newest):
            return Reply([html], keyboards.under_preview(visit.update_id, may_widen=may_widen))
        # There is no room for the words of all.
        preview = subscription_views.with_fewer_words(preview)


async def _confirm(visit: Visit, question: RecentQuestion) -> Reply:
    wanted = await understand_wanted(visit, question)
    if isinstance(wanted, Reply):
        return wanted
    question, renderer = wanted.question, visit.services.renderer
    pace = NoticePace(question.pace) if question.pace else None

    def add(connection: Connection) -> tuple[Subscription, bool]:
        # In a forum, notices come to where they were asked for last.
        move_to_topic(connection, visit.chat_id, visit.thread_id)
        theirs = subscriptions.load_all(connection, visit.chat_id)
        new = wanted.among(theirs)
        return subscriptions.add(connection, visit.chat_id, new, visit.now, pace)

    try:
        subscription, is_new = await visit.write_for_chat(add)
    except TooManySubscriptionsError:
        return Reply([renderer.page("too_many", most=MAX_SUBSCRIPTIONS)])
    all_subscriptions = await visit.read(lambda c: subscriptions.load_all(c, visit.chat_id))
    html = renderer.page(
        "subscribed",
        is_new=is_new,
        name=subscription_views.describe_subscription(question.text, wanted.query),
        how=subscription_views.describe_delivery(
            subscription, visit.now, (await visit.preferences()).zone
        ),
        number=1 + [one.id for one in all_subscriptions].index(subscription.id),
    )
    return Reply(
        [html],
        keyboards.under_subscribed(subscription, is_new=is_new),
        tap_answer=gettext("Subscribed") if is_new else gettext("You have it already"),
    )


async def change_words(visit: Visit, subscription: Subscription, words: str) -> Reply:
    """Let a subscription be to other words, and to a pace if one is typed with them."""
    topic, pace = split_pace(words)
    topic = "" if topic.casefold() in _EVERYTHING else topic
    text = "\n".join(filter(None, (clean(line) for line in topic.split("\n"))))
    wanted = await understand_wanted(visit, RecentQuestion(text, visit.now))
    if isinstance(wanted, Reply):
        return wanted
    renderer, new = visit.services.renderer, wanted.subscription

    def change(connection: Connection) -> Subscription | None:
        number, now = subscription.id, visit.now
        other = subscriptions.change_words(connection, visit.chat_id, number, new, now)
        if pace is not None and other is None:
            subscriptions.set_pace(connection, visit.chat_id, number, pace)
        return other

    other = await visit.write(change)
    all_subscriptions = await visit.read(lambda c: subscriptions.load_all(c, visit.chat_id))
    numbers = [one.id for one in all_subscriptions]
    shown = other or next((one for one in all_subscriptions if one.id == subscription.id), None)
    if shown is None:
        return Reply([renderer.page("no_such_subscription")])
    html = renderer.page(
        "edited",
        is_other=other is not None,
        name=subscription_views.describe_subscription(new.words, wanted.query),
        how=subscription_views.describe_delivery(
            shown, visit.now, (await visit.preferences()).zone
        ),
        rate=await _rate(visit, wanted),
        number=1 + numbers.index(shown.id),
        before=subscription.words or "everything",
    )
    muted = shown.is_muted(visit.now)
    return Reply([html], keyboards.under_subscription(shown, muted=muted))


async def _rate(visit: Visit, wanted: Wanted) -> str:
    if wanted.history is not None:
        return subscription_views.describe_wordings(wanted.history)
    frequency, _ = await _count(visit, wanted)
    return subscription_views.describe_rate(frequency)


_PreviewFigures = tuple[Frequency, Sequence[Listed | Release]]


async def _count(visit: Visit, wanted: Wanted) -> _PreviewFigures:
    is_question = wanted.question.text
    return await (_count_matching(visit, wanted.query) if is_question else _count_all(visit))


async def _count_all(visit: Visit) -> _PreviewFigures:
    """Return how often any release came, and the newest ones."""
    searched = visit.services.record.searched
    async with visit.services.database.read() as connection:
        newest = await list_releases(connection, subscription_views.MAX_SHOWN)
    return Frequency(searched.releases, searched.since, searched.until), newest


async def _count_matching(visit: Visit, query: Query) -> _PreviewFigures:
    """Return how often a matching release came, and the newest ones."""
    record = visit.services.record
    found = await visit.services.answerer.find_matches(query)
    since, until = record.searched.since, record.searched.until
    if not found.is_complete and found.releases:
        since, until = found.releases[-1].date, found.releases[0].date
    newest = [
        await record.release(one.release_id, one.version)
        for one in found.releases[: subscription_views.MAX_SHOWN]
    ]
    return Frequency(len(found.releases), since, until, found.is_complete), newest


def _previewed(
    release: Listed | Release, excerpt: Excerpt | None
) -> subscription_views.PreviewedRelease:
    link = release.url if is_linkable(release.url, release.source) else ""
    return subscription_views.previewed_release(release.title, release.date, link, excerpt)


_TYPED_STEPS = MappingProxyType({"yes": _confirm, "wider": _widen, "this": _preview})
