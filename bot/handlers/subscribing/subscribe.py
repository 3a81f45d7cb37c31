"""/subscribe: what a subscription would have sent, and then whether it is wanted."""

from __future__ import annotations

import datetime as dt
from collections.abc import Awaitable, Callable
from dataclasses import replace
from types import MappingProxyType

from bot.handlers.turn.pages import Page, Visit
from bot.rendering import keyboards, subscription_views
from bot.rendering.subscription_views import Frequency, Preview
from bot.rendering.views import is_linkable
from bot.store.chats import subscriptions
from bot.store.chats.subscriptions import MOST, NewSubscription, TooManySubscriptionsError, What
from bot.store.inbox import questions
from bot.store.inbox.questions import RecentQuestion
from retrieval.archive.census import list_releases
from retrieval.model.answer import Answer, Status
from retrieval.model.query import Filter, Intent, Query
from retrieval.query.standing import understand_in_turn, without_period
from retrieval.query.understanding import LONGEST_QUESTION, clean

_SHOWN = 3
_LONGEST_NUMBER = 19
_EVERYTHING = frozenset(("everything", "all", "*"))


async def subscribe(visit: Visit, words: str) -> Page:
    """What stands behind /subscribe: a topic to preview, or what to do with the last one."""
    if not words:
        return Page(visit.services.renderer.page("subscribe"), keyboards.everything())
    if turn := _TYPED.get(words.casefold()):
        return await _with_last(visit, turn)
    if words.casefold() == "no":
        return await decline(visit, "")
    if words.casefold() in _EVERYTHING:
        return await _preview(visit, RecentQuestion("", visit.now))
    lines = (clean(line) for line in words.split("\n"))
    return await _preview(visit, RecentQuestion("\n".join(filter(None, lines)), visit.now))


async def want(visit: Visit, update_id: str) -> Page:
    """The preview of what an update asked, below the answer to that."""
    if update_id == "all":
        return await _preview(visit, RecentQuestion("", visit.now))
    return replace(await _with(visit, update_id, _preview), is_new=True)


async def confirm(visit: Visit, update_id: str) -> Page:
    """Subscribe to what was previewed."""
    return await _with(visit, update_id, _confirm)


async def widen(visit: Visit, update_id: str) -> Page:
    """Preview the same without its period."""
    return await _with(visit, update_id, _widen)


async def decline(visit: Visit, _: str) -> Page:
    """Leave it."""
    return Page(visit.services.renderer.page("not_subscribed"))


_Turning = Callable[[Visit, RecentQuestion], Awaitable[Page]]


async def _with(visit: Visit, update_id: str, turn: _Turning) -> Page:
    number = int(update_id) if update_id.isdecimal() and len(update_id) < _LONGEST_NUMBER else 0
    asked = await visit.look(lambda c: questions.find(c, visit.chat_id, number, visit.now))
    if asked is None:
        return Page(visit.services.renderer.note("outdated"), is_new=True)
    return await turn(visit, asked)


async def _with_last(visit: Visit, turn: _Turning) -> Page:
    asked = await visit.look(lambda c: questions.last(c, visit.lane, visit.now))
    if asked is None:
        return await subscribe(visit, "")
    return await turn(visit, asked)


async def _widen(visit: Visit, asked: RecentQuestion) -> Page:
    wider = without_period(asked.text, visit.now.date(), visit.services.record.lexicon)
    return await _preview(visit, replace(asked, text=wider or asked.text))


async def _preview(visit: Visit, asked: RecentQuestion) -> Page:
    """What a subscription to this would have sent; it is the last question then."""
    query = _understood(visit, asked)
    if refusal := _refusal(visit, asked, query):
        return refusal
    today, renderer = visit.now.date(), visit.services.renderer
    kept = replace(asked, at=visit.now)
    await visit.change(lambda c: questions.keep(c, visit.update_id, visit.lane, kept))
    may_widen = Filter.PERIOD in query.filters and bool(
        without_period(asked.text, today, visit.services.record.lexicon)
    )
    came, newest = await (_matching(visit, query) if asked.text else _all_releases(visit))
    preview = Preview(
        subscription_views.what(asked.text, query),
        subscription_views.rate(came),
        newest,
        subscription_views.warnings(query, today, came),
    )
    return Page(
        renderer.page("preview", preview=preview, may_widen=may_widen),
        keyboards.offer(visit.update_id, may_widen=may_widen),
    )


async def _confirm(visit: Visit, asked: RecentQuestion) -> Page:
    query, renderer = _understood(visit, asked), visit.services.renderer
    if refusal := _refusal(visit, asked, query):
        return refusal
    wanted = NewSubscription(_what(asked, query), asked.text)
    try:
        made, is_new = await visit.keep(
            lambda c: subscriptions.add(c, visit.chat_id, wanted, visit.now)
        )
    except TooManySubscriptionsError:
        return Page(renderer.page("too_many", most=MOST))
    mine = await visit.look(lambda c: subscriptions.load_all(c, visit.chat_id))
    html = renderer.page(
        "subscribed",
        is_new=is_new,
        name=subscription_views.what(asked.text, query),
        how=subscription_views.how(made, visit.now, (await visit.preferences()).zone),
        number=1 + [one.id for one in mine].index(made.id),
    )
    return Page(html, keyboards.subscribed(made.id), told="Subscribed")


def _understood(visit: Visit, asked: RecentQuestion) -> Query:
    return understand_in_turn(asked.text, visit.now.date(), visit.services.record.lexicon)


def _refusal(visit: Visit, asked: RecentQuestion, query: Query) -> Page | None:
    """What to say where nothing can be subscribed to; None where something can."""
    renderer = visit.services.renderer
    if len(asked.text) > LONGEST_QUESTION:
        return Page(renderer.page("too_long_to_keep"))
    if not asked.text or query.intent is Intent.QUESTION:
        return None
    answer = Answer(query, Status.NOT_A_QUESTION, visit.services.record.searched)
    return Page(renderer.answer(answer)[0])


def _what(asked: RecentQuestion, query: Query) -> What:
    if not asked.text:
        return What.EVERYTHING
    is_topic = query.terms or query.phrases or query.excluded or query.barred
    return What.SPEAKER if query.filters == {Filter.VOICES} and not is_topic else What.QUERY


_Found = tuple[Frequency, tuple[subscription_views.PreviewedRelease, ...]]


async def _all_releases(visit: Visit) -> _Found:
    """How often anything came, and what came last."""
    searched = visit.services.record.searched
    async with visit.services.database.read() as connection:
        newest = await list_releases(connection, _SHOWN)
    told = [_told(one.title, one.date, one.url, one.source) for one in newest]
    return Frequency(searched.releases, searched.since, searched.until), tuple(told)


async def _matching(visit: Visit, query: Query) -> _Found:
    """How often something came that matches, and what of it came last."""
    record = visit.services.record
    found = await visit.services.answerer.find_matches(query)
    since, until = record.searched.since, record.searched.until
    if not found.is_complete and found.releases:
        since, until = found.releases[-1].date, found.releases[0].date
    newest = [await record.release(one.release_id, one.version) for one in found.releases[:_SHOWN]]
    told = [_told(one.title, one.date, one.url, one.source) for one in newest]
    return Frequency(len(found.releases), since, until, found.is_complete), tuple(told)


def _told(title: str, date: dt.date, url: str, source: str) -> subscription_views.PreviewedRelease:
    return subscription_views.told(title, date, url if is_linkable(url, source) else "")


_TYPED = MappingProxyType({"yes": _confirm, "wider": _widen, "this": _preview})
