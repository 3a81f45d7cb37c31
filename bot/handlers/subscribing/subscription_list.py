"""/subscriptions: the list, and each to open, slow down, silence, remove and take back."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from types import MappingProxyType

from sqlalchemy import Connection

from bot.handlers.turn.pages import Page, Visit
from bot.rendering import keyboards, subscription_views
from bot.rendering.citation import day
from bot.rendering.views import clip
from bot.store.chats import subscriptions
from bot.store.chats.subscriptions import (
    MOST,
    MUTE,
    NoticePace,
    Subscription,
    TooManySubscriptionsError,
)

Change = Callable[[Connection, Visit, int], bool]
_LONGEST_NUMBER = 19


async def list_subscriptions(visit: Visit, words: str) -> Page:
    """What stands behind /subscriptions: nothing, or a number of the list and what to do."""
    told = words.casefold().split()
    verb = next((one for one in told if not _number(one)), "")
    if verb == "undo":
        return await _undo_last(visit)
    mine = await visit.look(lambda c: subscriptions.load_all(c, visit.chat_id))
    place = next(filter(None, map(_number, told)), 0)
    if not 1 <= place <= len(mine):
        return await _show_list(visit, mine)
    return await _turn(visit, mine[place - 1].id, verb)


async def unsubscribe_typed(visit: Visit, words: str) -> Page:
    """What stands behind /unsubscribe: a number of the list, or nothing, to choose one."""
    return await list_subscriptions(visit, f"{words} remove")


async def open_subscription(visit: Visit, data: str) -> Page:
    """What a button of one subscription does: its number, and perhaps a verb."""
    number, _, verb = data.partition(":")
    return await _turn(visit, _number(number), verb)


async def list_anew(visit: Visit, _: str) -> Page:
    """The list, below the notice whose button was tapped."""
    return replace(await list_subscriptions(visit, ""), is_new=True)


async def lessen(visit: Visit, numbers: str) -> Page:
    """Of a notice: the one subscription that it matches, to open; or those that it matches."""
    return replace(await _of_notice(visit, numbers, ""), is_new=True)


async def unsubscribe(visit: Visit, numbers: str) -> Page:
    """Of a notice: no longer the one subscription that it matches; or those that it matches."""
    return replace(await _of_notice(visit, numbers, "remove"), is_new=True)


async def _of_notice(visit: Visit, numbers: str, verb: str) -> Page:
    wanted = {_number(one) for one in numbers.split(",")}
    mine = await visit.look(lambda c: subscriptions.load_all(c, visit.chat_id))
    matching = [one for one in mine if one.id in wanted]
    if len(matching) == 1:
        return await _turn(visit, matching[0].id, verb)
    return await _show_list(visit, mine)


async def _show_list(visit: Visit, mine: Sequence[Subscription]) -> Page:
    zone = (await visit.preferences()).zone
    lines = subscription_views.lines(mine, visit.now, zone)
    html = visit.services.renderer.page("subscriptions", lines=lines, most=MOST)
    return Page(html, keyboards.listed(mine) if mine else keyboards.everything())


async def _turn(visit: Visit, number: int, verb: str) -> Page:
    """Change a subscription, if a verb says so, and show what became of it."""
    if verb == "undo":
        return await _take_back(visit, number)
    if change := _CHANGES.get(verb):
        await visit.change(lambda c: change(c, visit, number))
    found = await visit.look(lambda c: subscriptions.find(c, visit.chat_id, number))
    if found is None or (found.removed_at is not None and verb != "remove"):
        return Page(visit.services.renderer.page("no_such_subscription"))
    if found.removed_at is not None:
        name = clip(keyboards.name(found), subscription_views.LONGEST_NAME)
        html = visit.services.renderer.page("removed", name=name)
        return Page(html, keyboards.removed(number), told="Removed")
    return await _show(visit, found)


async def _show(visit: Visit, found: Subscription) -> Page:
    zone = (await visit.preferences()).zone
    mine = await visit.look(lambda c: subscriptions.load_all(c, visit.chat_id))
    html = visit.services.renderer.page(
        "subscription",
        name=clip(keyboards.name(found), subscription_views.LONGEST_NAME),
        how=subscription_views.how(found, visit.now, zone),
        since=day(found.created_at.date()),
        number=1 + [one.id for one in mine].index(found.id),
    )
    return Page(html, keyboards.opened(found, muted=found.is_muted(visit.now)))


async def _undo_last(visit: Visit) -> Page:
    last = await visit.look(lambda c: subscriptions.find_removed(c, visit.chat_id, visit.now))
    return await _take_back(visit, last.id if last else 0)


async def _take_back(visit: Visit, number: int) -> Page:
    renderer = visit.services.renderer
    try:
        is_back = await visit.change(
            lambda c: subscriptions.take_back(c, visit.chat_id, number, visit.now)
        )
    except TooManySubscriptionsError:
        return Page(renderer.page("too_many", most=MOST))
    found = await visit.look(lambda c: subscriptions.find(c, visit.chat_id, number))
    if found is None or found.removed_at is not None:
        return Page(renderer.page("too_late"))
    return replace(await _show(visit, found), told="It is back" if is_back else "")


def _number(words: str) -> int:
    return int(words) if words.isdecimal() and len(words) < _LONGEST_NUMBER else 0


def _at(pace: NoticePace) -> Change:
    return lambda c, visit, number: subscriptions.set_pace(c, visit.chat_id, number, pace)


_CHANGES: MappingProxyType[str, Change] = MappingProxyType(
    {
        **{pace.value: _at(pace) for pace in NoticePace},
        "pause": lambda c, visit, number: subscriptions.pause(
            c, visit.chat_id, number, paused=True
        ),
        "resume": lambda c, visit, number: subscriptions.pause(
            c, visit.chat_id, number, paused=False
        ),
        "mute": lambda c, visit, number: subscriptions.mute(
            c, visit.chat_id, number, visit.now + MUTE
        ),
        "remove": lambda c, visit, number: subscriptions.remove(
            c, visit.chat_id, number, visit.now
        ),
    }
)
