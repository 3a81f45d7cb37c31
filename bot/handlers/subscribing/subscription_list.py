"""/subscriptions: the list; each can be opened, slowed down, silenced, removed and restored."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from types import MappingProxyType

from sqlalchemy import Connection

from bot.gateway.sending.reply import Reply
from bot.handlers.subscribing.subscribe import change_words
from bot.handlers.turn.visits import Visit
from bot.language.spoken import gettext
from bot.notices.composing import Composer
from bot.rendering import keyboards, subscription_views
from bot.rendering.citation import day
from bot.rendering.views import clip
from bot.store.chats import subscriptions
from bot.store.chats.subscriptions import (
    MAX_SUBSCRIPTIONS,
    MUTE_LENGTH,
    NoticePace,
    Subscription,
    TooManySubscriptionsError,
)
from bot.store.outbox import claiming
from retrieval.patterns import regex

Change = Callable[[Connection, Visit, int], bool]
_MAX_DIGITS = 19
_EDIT = regex(r"\s*(?P<number>[0-9]+)\s+edit\s+(?P<words>\S.*)", re.IGNORECASE | re.DOTALL)


async def list_subscriptions(visit: Visit, words: str) -> Reply:
    """Act on the words after /subscriptions: nothing, or a number of the list and what to do."""
    all_subscriptions = await visit.read(lambda c: subscriptions.load_all(c, visit.chat_id))
    if edited := _EDIT.fullmatch(words):
        position = _parse_number(edited["number"])
        if 1 <= position <= len(all_subscriptions):
            return await change_words(visit, all_subscriptions[position - 1], edited["words"])
        return await _show_list(visit, all_subscriptions, edited["number"])
    typed = words.casefold().split()
    verb = next((one for one in typed if not one.isdecimal()), "")
    if verb == "undo":
        return await undo_typed(visit, "") or Reply([visit.services.renderer.page("too_late")])
    number = next(filter(str.isdecimal, typed), "")
    position = _parse_number(number)
    if not 1 <= position <= len(all_subscriptions):
        return await _show_list(visit, all_subscriptions, number)
    return await _act(visit, all_subscriptions[position - 1].id, verb)


async def unsubscribe_typed(visit: Visit, words: str) -> Reply:
    """Remove the subscription of this number of the list; without one, show the list to choose."""
    return await list_subscriptions(visit, f"{words} remove")


async def undo_typed(visit: Visit, _: str) -> Reply | None:
    """Take back the last removal; None if there is none that can be taken back."""
    last = await visit.read(lambda c: subscriptions.find_removed(c, visit.chat_id, visit.now))
    return await _undo_removal(visit, last.id) if last else None


async def open_subscription(visit: Visit, data: str) -> Reply:
    """Act on a button of one subscription: its id, and a verb if there is one."""
    number, _, verb = data.partition(":")
    return await _act(visit, _parse_number(number), verb)


async def list_in_new_message(visit: Visit, _: str) -> Reply:
    """Show the list below the notice whose button was tapped."""
    return replace(await list_subscriptions(visit, ""), is_new=True)


async def open_matching(visit: Visit, numbers: str) -> Reply:
    """Open the subscription that a notice matches; if it matches several, ask which."""
    return replace(await _act_on_matching(visit, numbers, ""), is_new=True)


async def unsubscribe_matching(visit: Visit, numbers: str) -> Reply:
    """Remove the subscription that a notice matches; if it matches several, ask which."""
    return replace(await _act_on_matching(visit, numbers, "remove"), is_new=True)


async def show_more(visit: Visit, data: str) -> Reply:
    """Show what a digest had no room for, below it: its number, and how many were shown."""
    number, skipped = (_parse_number(one) for one in f"{data}:".split(":")[:2])
    services = visit.services
    digest = await visit.read(lambda c: claiming.load_digest(c, visit.chat_id, number, visit.now))
    if digest is None or skipped >= len(digest.notices):
        return Reply([services.renderer.note("outdated")], is_new=True)
    parts = services.database, services.record, services.answerer, services.renderer
    html, keyboard = await Composer(*parts, services.now).digest(digest, skipped)
    return Reply([html], keyboard, is_new=True)


async def _act_on_matching(visit: Visit, numbers: str, verb: str) -> Reply:
    wanted = {_parse_number(one) for one in numbers.split(",")}
    all_subscriptions = await visit.read(lambda c: subscriptions.load_all(c, visit.chat_id))
    matching = [one for one in all_subscriptions if one.id in wanted]
    if len(matching) == 1:
        return await _act(visit, matching[0].id, verb)
    if not matching:
        return await _show_list(visit, all_subscriptions)
    numbered = {at: one for at, one in enumerate(all_subscriptions, 1) if one.id in wanted}
    lines = [one for one in await _lines(visit, all_subscriptions) if one.number in numbered]
    html = visit.services.renderer.page("which", lines=lines, verb=verb)
    return Reply([html], keyboards.under_several(numbered, verb))


async def _lines(
    visit: Visit, all_subscriptions: Sequence[Subscription]
) -> Sequence[subscription_views.SubscriptionLine]:
    zone = (await visit.preferences()).zone
    return subscription_views.subscription_lines(all_subscriptions, visit.now, zone)


async def _show_list(
    visit: Visit, all_subscriptions: Sequence[Subscription], unknown: str = ""
) -> Reply:
    """Show the list; `unknown` is a number that was typed and that no subscription has."""
    html = visit.services.renderer.page(
        "subscriptions",
        lines=await _lines(visit, all_subscriptions),
        most=MAX_SUBSCRIPTIONS,
        unknown=clip(unknown, _MAX_DIGITS),
    )
    return Reply(
        [html],
        keyboards.under_list(all_subscriptions)
        if all_subscriptions
        else keyboards.under_no_subscriptions(),
    )


async def _act(visit: Visit, number: int, verb: str) -> Reply:
    """Change a subscription if the verb says so, and show it."""
    if verb == "undo":
        return await _undo_removal(visit, number)
    if change := _CHANGES.get(verb):
        await visit.write(lambda c: change(c, visit, number))
    subscription = await visit.read(lambda c: subscriptions.find(c, visit.chat_id, number))
    if subscription is None or (subscription.removed_at is not None and verb != "remove"):
        return Reply([visit.services.renderer.page("no_such_subscription")])
    if subscription.removed_at is not None:
        name = clip(keyboards.subscription_name(subscription), subscription_views.LONGEST_NAME)
        html = visit.services.renderer.page("removed", name=name)
        return Reply([html], keyboards.under_removed(number), tap_answer=gettext("Removed"))
    return await _show(visit, subscription)


async def _show(visit: Visit, subscription: Subscription) -> Reply:
    zone = (await visit.preferences()).zone
    all_subscriptions = await visit.read(lambda c: subscriptions.load_all(c, visit.chat_id))
    html = visit.services.renderer.page(
        "subscription",
        name=clip(keyboards.subscription_name(subscription), subscription_views.LONGEST_NAME),
        how=subscription_views.describe_delivery(subscription, visit.now, zone),
        since=day(subscription.created_at.date()),
        number=1 + [one.id for one in all_subscriptions].index(subscription.id),
    )
    return Reply(
        [html],
        keyboards.under_subscription(subscription, muted=subscription.is_muted(visit.now)),
    )


async def _undo_removal(visit: Visit, number: int) -> Reply:
    renderer = visit.services.renderer
    try:
        is_back = await visit.write(
            lambda c: subscriptions.undo_removal(c, visit.chat_id, number, visit.now)
        )
    except TooManySubscriptionsError:
        return Reply([renderer.page("too_many", most=MAX_SUBSCRIPTIONS)])
    subscription = await visit.read(lambda c: subscriptions.find(c, visit.chat_id, number))
    if subscription is None or subscription.removed_at is not None:
        return Reply([renderer.page("too_late")])
    told = gettext("It is back") if is_back else ""
    return replace(await _show(visit, subscription), tap_answer=told)


def _parse_number(words: str) -> int:
    return int(words) if words.isdecimal() and len(words) < _MAX_DIGITS else 0


def _set_pace_to(pace: NoticePace) -> Change:
    return lambda c, visit, number: subscriptions.set_pace(c, visit.chat_id, number, pace)


_CHANGES: MappingProxyType[str, Change] = MappingProxyType(
    {
        **{pace.value: _set_pace_to(pace) for pace in NoticePace},
        "pause": lambda c, visit, number: subscriptions.pause(
            c, visit.chat_id, number, is_paused=True
        ),
        "resume": lambda c, visit, number: subscriptions.pause(
            c, visit.chat_id, number, is_paused=False
        ),
        "mute": lambda c, visit, number: subscriptions.mute(
            c, visit.chat_id, number, visit.now + MUTE_LENGTH
        ),
        "remove": lambda c, visit, number: subscriptions.remove(
            c, visit.chat_id, number, visit.now
        ),
    }
)
