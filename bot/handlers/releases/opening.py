"""Opens a release: by its address or id, by its number among the newest, by a button or a link.

What is opened is kept for a day like a question: its pages are turned over, cited and starred as
those of an answer.
"""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from bot.gateway.sending.reply import Reply
from bot.handlers.turn.visits import Visit
from bot.rendering.excerpts.buttons import under_answer
from bot.rendering.releases.buttons import under_outline, under_unknown
from bot.rendering.releases.links import (
    LinkedStatement,
    find_by_short_name,
    find_linked,
    is_digest,
    read_release_parameter,
)
from bot.rendering.releases.screens import render_outline, render_page, render_unknown
from bot.rendering.releases.views import listed_view, name_of, outline_view
from bot.rendering.render import join_publishers
from bot.rendering.surveys.news_views import new_words_block
from bot.rendering.views import clip
from bot.store.inbox import questions, shown
from bot.store.inbox.questions import RecentQuestion
from retrieval.answering.histories.new_words import find_new_words
from retrieval.archive.census import list_releases
from retrieval.archive.load import load_ids, load_release, load_version_numbers
from retrieval.model.answer import Answer, Reading
from retrieval.model.release import Release, Statement
from retrieval.parsing.registry import PUBLISHERS
from retrieval.query.releases import source_of
from retrieval.query.understanding import understand
from retrieval.record.reading import divide

_NEWEST = 4
_MAX_DIGITS = 4
_LONGEST_SHOWN = 100


async def show_named(visit: Visit, answer: Answer) -> Reply | None:
    """Show the release that a question names and asks nothing of; None if it asks.

    A page of a publisher that is not on record is told of; other addresses are left to the answer.
    """
    if answer.reading is not None:
        return await _open(visit, answer.reading)
    name = answer.query.release_alone
    return await _say_unknown(visit, name) if name and source_of(name) else None


async def show_release_typed(visit: Visit, words: str) -> Reply:
    """Open what is named after /release: an address, an id, or a number among the newest."""
    name = words.strip()
    if not name:
        return Reply([visit.services.renderer.note("how_to_release")])
    if name.isascii() and name.isdecimal() and len(name) <= _MAX_DIGITS:
        name = await _name_of_number(visit, int(name)) or name
    return await _open_named(visit, name)


async def open_listed(visit: Visit, data: str) -> Reply:
    """Open the release that a button of a list names, below the list."""
    opened = await _open_named(visit, await _resolve(visit, data))
    return replace(opened, is_new=True)


async def open_linked(visit: Visit, parameter: str) -> Reply:
    """Open the release that a link names, at the statement that it names."""
    for linked in read_release_parameter(parameter):
        reading = await _find(visit, await _resolve(visit, linked.name))
        if reading is not None:
            return await _open_at(visit, reading, linked)
    return await _say_unknown(visit, parameter)


async def outline(visit: Visit, reading: Reading, key: int) -> Reply:
    """Return the outline of a release, with its new words, and the buttons of who asked for it."""
    view, record = outline_view(reading), visit.services.record
    words = await find_new_words(reading.release, record)
    keyboard = under_outline(key, reading.release, view) if visit.is_private else None
    noting = partial(shown.note_place, update_id=key, place=0)
    renderer = visit.services.renderer
    new = new_words_block(renderer, words, record.searched)
    return Reply(render_outline(renderer, view, new), keyboard, writes=[noting])


async def _open_named(visit: Visit, name: str) -> Reply:
    reading = await _find(visit, name)
    return await _open(visit, reading) if reading else await _say_unknown(visit, name)


async def _find(visit: Visit, name: str) -> Reading | None:
    """Find the release of an address or id; None if there is none."""
    await visit.services.record.catch_up_if_due()
    answer = await _answer(visit, name, 1)
    return answer.reading if answer else None


async def _answer(visit: Visit, name: str, at: int) -> Answer | None:
    """Answer with the page of a release that has the part of a number; None if it is no name."""
    services = visit.services
    query = understand(name, visit.now.date(), services.record.lexicon)
    return await services.answerer.answer_query(query, at) if query.release_alone else None


async def _open(visit: Visit, reading: Reading) -> Reply:
    opened = await outline(visit, reading, visit.update_id)
    return replace(opened, writes=[_saving(visit, reading), *opened.writes])


async def _open_at(visit: Visit, reading: Reading, linked: LinkedStatement) -> Reply:
    """Open a release at a statement: in the version that stands, else in the last that has it."""
    version = reading.release
    statement = find_linked(version, linked) if linked.statement_id else None
    if statement is None and linked.mark:
        version, statement = await _find_earlier(visit, version, linked)
    if statement is None:
        return await _open(visit, reading)
    return await _read(visit, Reading(version, reading.newest), statement)


async def _find_earlier(
    visit: Visit, current: Release, linked: LinkedStatement
) -> tuple[Release, Statement | None]:
    """Find the last other version that has a statement; the current one, if none has it."""
    async with visit.services.database.read() as connection:
        for number in await load_version_numbers(connection, current.id):
            version = await load_release(connection, current.id, number)
            statement = find_linked(version, linked) if version else None
            if version is not None and statement is not None:
                return version, statement
    return current, None


async def _read(visit: Visit, reading: Reading, statement: Statement) -> Reply:
    """Show the page of a release on which a statement begins."""
    parts = enumerate(divide(reading.release), 1)
    at = next(number for number, one in parts if one.statement.id == statement.id)
    page = await _answer(visit, name_of(reading), at)
    if page is None:
        return await _open(visit, reading)
    messages = render_page(visit.services.renderer, page)
    keyboard = under_answer(visit.update_id, page, is_apart=len(messages) > 1)
    noting = partial(shown.note_place, update_id=visit.update_id, place=at)
    return Reply(messages, keyboard, writes=[_saving(visit, reading), noting])


def _saving(visit: Visit, reading: Reading) -> partial[None]:
    return partial(
        questions.save,
        update_id=visit.update_id,
        conversation=visit.conversation,
        question=RecentQuestion(name_of(reading), visit.now),
    )


async def _resolve(visit: Visit, name: str) -> str:
    """Return the id that a short name is for."""
    if not is_digest(name):
        return name
    async with visit.services.database.read() as connection:
        return find_by_short_name(name, await load_ids(connection)) or name


async def _name_of_number(visit: Visit, number: int) -> str:
    """Return the id of the release of that number among the newest; empty if there is none."""
    async with visit.services.database.read() as connection:
        listed = await list_releases(connection, 1, after=number - 1) if number else []
    return listed[0].id if listed else ""


async def _say_unknown(visit: Visit, name: str) -> Reply:
    """Say that a release is not on record, and which are the newest."""
    publisher = PUBLISHERS.get(source_of(name))
    async with visit.services.database.read() as connection:
        listed = await list_releases(connection, _NEWEST)
    views = [listed_view(number, one) for number, one in enumerate(listed, 1)]
    messages = render_unknown(
        visit.services.renderer,
        clip(name, _LONGEST_SHOWN),
        join_publishers([publisher.name]) if publisher else "",
        views,
    )
    return Reply(messages, under_unknown(listed, views) if visit.is_private else None)
