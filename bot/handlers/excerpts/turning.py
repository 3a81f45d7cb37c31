"""Turns over the pages of an answer: by a tap, or typed."""

from __future__ import annotations

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
from bot.handlers.turn.visits import Visit
from bot.rendering.excerpts.buttons import Place, under_answer, under_choice
from bot.store.inbox.shown import ShownAnswer
from retrieval.answering.answerer import MOST_EXCERPTS
from retrieval.model.answer import Answer, Status

_MAX_DIGITS = 4


async def turn_page(visit: Visit, data: str) -> Reply:
    """Show the page of an answer with the statement of a button, in place of what is shown."""
    place = Place.read(data)
    asked = await find_tapped(visit, place)
    if asked is None or place is None:
        return say_outdated(visit)
    answer = await answer_again(visit, asked, place.number)
    if not answer.shown:
        return say_outdated(visit)
    return _page(visit, asked, answer, is_new=place.is_apart)


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
    return Reply(tap_answer=f"{number} of {of}")


async def choose_star(visit: Visit, data: str) -> Reply:
    """Put buttons under a page of an answer, one for each excerpt that can be starred."""
    return await _change_buttons(visit, data, is_choosing=True)


async def restore_buttons(visit: Visit, data: str) -> Reply:
    """Put the usual buttons under a page of an answer."""
    return await _change_buttons(visit, data, is_choosing=False)


async def _turn(visit: Visit, asked: ShownAnswer, number: int | None) -> Reply:
    shown = await answer_again(visit, asked, asked.place if number is None else 1)
    page = shown.page
    if number is None:
        at, is_there = page.skipped + len(shown.shown) + 1, page.number < page.pages
    else:
        at, is_there = _first_of(number, len(shown.shown)), 1 <= number <= page.pages
    if not (is_there and shown.status is Status.ANSWERED):
        return Reply([visit.services.renderer.page("no_more", answer=shown)])
    return _page(visit, asked, await answer_again(visit, asked, at))


def _first_of(number: int, first: int) -> int:
    """Return the number of the first statement on a page, if the first page has `first`."""
    return 1 if number == 1 else first + MOST_EXCERPTS * (number - 2) + 1


def _page(visit: Visit, asked: ShownAnswer, answer: Answer, *, is_new: bool = False) -> Reply:
    messages = visit.services.renderer.answer(answer)
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
        return Reply(keyboard=keyboard, tap_answer="Which one? The numbers are those above.")
    return Reply(keyboard=under_answer(asked.update_id, answer, is_apart=place.is_apart))
