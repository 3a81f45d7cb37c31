"""Turns over the pages of an answer: by a tap, or typed."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from bot.gateway.sending.reply import Reply
from bot.handlers.excerpts.opening import (
    answer_again,
    find_last,
    find_tapped,
    noting,
    read_number,
    say_nothing_shown,
    say_outdated,
)
from bot.handlers.releases.opening import outline
from bot.handlers.turn.visits import Visit
from bot.language.spoken import gettext
from bot.rendering.excerpts.buttons import Place, mark_of, under_answer, under_choice
from bot.rendering.releases.links import read_answer_parameter
from bot.rendering.releases.screens import render_page
from bot.store.inbox import questions, shown
from bot.store.inbox.shown import ShownAnswer
from retrieval.model.answer import Answer, Status

_MAX_DIGITS = 4


async def turn_page(visit: Visit, data: str) -> Reply:
    """Show the page of an answer with the statement of a button, in place of what is shown."""
    place = Place.read(data)
    asked = await find_tapped(visit, place)
    if asked is None or place is None:
        return say_outdated(visit)
    answer = await answer_again(visit, asked, place.number)
    is_there = not place.mark or any(mark_of(one) == place.mark for one in answer.shown)
    if not (answer.shown and is_there):
        return say_outdated(visit)
    return _page(visit, asked, answer, is_new=place.is_apart)


async def show_outline(visit: Visit, data: str) -> Reply:
    """Show the outline of the release that is read, in place of the page."""
    place = Place.read(data)
    asked = await find_tapped(visit, place)
    answer = await answer_again(visit, asked, 1) if asked else None
    if place is None or answer is None or answer.reading is None:
        return say_outdated(visit)
    outlined = await outline(visit, answer.reading, place.key)
    return replace(outlined, is_new=place.is_apart)


async def show_rest(visit: Visit, parameter: str) -> Reply:
    """Show in private an answer that was shown elsewhere, from the statement of a link on."""
    key, number = read_answer_parameter(parameter)
    asked = await visit.read(lambda c: shown.find_shared(c, key, visit.now))
    if asked is None:
        return Reply([visit.services.renderer.note("old_link")])
    answer = await answer_again(visit, asked, number)
    kept = replace(asked, update_id=visit.update_id)
    saving = partial(
        questions.save,
        update_id=visit.update_id,
        conversation=visit.conversation,
        question=asked.question,
    )
    page = _page(visit, kept, answer)
    return replace(page, writes=[saving, *page.writes])


async def turn_page_typed(visit: Visit, words: str) -> Reply:
    """Show the next page of the last answer, or the page of a number."""
    asked = await find_last(visit)
    if asked is None:
        return say_nothing_shown(visit)
    return await _turn(visit, asked, read_number(words))


async def turn_page_asked(visit: Visit, _: str) -> Reply | None:
    """Show the next page of the last answer; None if there is no answer."""
    asked = await find_last(visit)
    return await _turn(visit, asked, None) if asked else None


async def say_where(visit: Visit, data: str) -> Reply:
    """Say as the answer to a tap which of how many is shown."""
    number, _, of = data.partition(":")
    if not all(one.isdecimal() and len(one) <= _MAX_DIGITS for one in (number, of)):
        return say_outdated(visit)
    return Reply(tap_answer=gettext("%(number)s of %(of)s", number=number, of=of))


async def choose_star(visit: Visit, data: str) -> Reply:
    """Put buttons under a page of an answer, one for each excerpt that can be starred."""
    return await _change_buttons(visit, data, is_choosing=True)


async def restore_buttons(visit: Visit, data: str) -> Reply:
    """Put the usual buttons under a page of an answer."""
    return await _change_buttons(visit, data, is_choosing=False)


async def _turn(visit: Visit, asked: ShownAnswer, number: int | None) -> Reply:
    answer = await answer_again(visit, asked, asked.place if number is None else 1)
    page = answer.page
    if number is None and not asked.is_outline:
        number = page.number + 1
    at = page.starts[(number or 1) - 1] if 1 <= (number or 1) <= page.pages else None
    if at is None or answer.status is not Status.ANSWERED:
        return Reply([visit.services.renderer.page("no_more", answer=answer)])
    return _page(visit, asked, await answer_again(visit, asked, at))


def _page(visit: Visit, asked: ShownAnswer, answer: Answer, *, is_new: bool = False) -> Reply:
    messages = render_page(visit.services.renderer, answer)
    keyboard = under_answer(asked.update_id, answer, is_apart=len(messages) > 1)
    writes = [noting(asked, answer.page.skipped + 1)]
    return Reply(messages, keyboard, is_new=is_new, writes=writes)


async def _change_buttons(visit: Visit, data: str, *, is_choosing: bool) -> Reply:
    place = Place.read(data)
    asked = await find_tapped(visit, place)
    if asked is None or place is None:
        return say_outdated(visit)
    answer = await answer_again(visit, asked, place.number)
    if is_choosing:
        keyboard = under_choice(place, answer)
        told = gettext("Which one? The numbers are those above.")
        return Reply(keyboard=keyboard, tap_answer=told)
    return Reply(keyboard=under_answer(asked.update_id, answer, is_apart=place.is_apart))
