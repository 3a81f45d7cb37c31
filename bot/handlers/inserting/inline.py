"""Inline queries: up to seven excerpts, each with its citation, to be inserted in any chat."""

from __future__ import annotations

from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections import OrderedDict
from collections.abc import Hashable
from dataclasses import replace
from datetime import datetime

from telegram import InlineQueryResultArticle, Update

from bot.gateway.sending.reply import InlineResults, Reply
from bot.handlers.asking.ask import ask
from bot.handlers.inserting.sentence import Sentence, find_words, read_sentence
from bot.handlers.inserting.typing import Typists
from bot.handlers.turn.application import KaikenContext
from bot.handlers.turn.visits import Visit
from bot.language.spoken import gettext, spoken
from bot.rendering.excerpts.inserted import insert_excerpt, insert_words
from bot.setup.services import Services
from bot.store.inbox.inbox import has_later_inline_query
from retrieval.errors import UnusableDatabaseError
from retrieval.model.answer import Excerpt
from retrieval.text.folding import fold

MOST_RESULTS = 7
# The parameter of /start that brings a question along: "i_" and the question in base64url.
LINK = "i"
_NO_QUESTION = "inline"
_MAX_PARAMETER = 64
# Results that many may ask for: so many sets, until the record or the day changes.
_MOST_KEPT = 200


class InlineAnswers:
    """Answers inline queries; what was found is kept, as the same words come again while typing.

    Only what is made from the record alone is kept: no words of anybody's sentence.
    """

    def __init__(self) -> None:
        self._typists = Typists()
        self._kept: OrderedDict[Hashable, InlineResults] = OrderedDict()

    async def answer(self, update: Update, context: KaikenContext) -> Reply:
        """Answer an inline query, unless the same person goes on typing."""
        query = update.inline_query
        if query is None:
            return Reply()
        typed = " ".join(query.query.split())
        if not typed:
            return Reply(inline=_offer("", gettext("Ask what was said about a topic")))
        services, clock = context.services, context.clock
        await services.record.catch_up_if_due()
        sentence = read_sentence(typed)
        key = (spoken().code, fold(typed).text, services.now().date(), services.record.shown)
        if sentence is None and (kept := self._kept.get(key)) is not None:
            return Reply(inline=kept)
        pause_s = self._typists.pause_s(query.from_user.id, clock.now())
        if await _is_overtaken(services, query.from_user.id):
            return Reply()
        await clock.sleep_until(clock.now() + pause_s)
        if await _is_overtaken(services, query.from_user.id):
            return Reply()
        asked = f'"{sentence.words}"' if sentence else typed
        results = await find_results(services, asked, sentence, services.now())
        if sentence is None:
            self._keep(key, results)
        return Reply(inline=results)

    def _keep(self, key: Hashable, results: InlineResults) -> None:
        self._kept[key] = results
        if len(self._kept) > _MOST_KEPT:
            self._kept.popitem(last=False)


async def ask_linked(visit: Visit, parameter: str) -> Reply:
    """Answer in private the question that an inline query found nothing for."""
    try:
        padded = parameter + "=" * (-len(parameter) % 4)
        words = urlsafe_b64decode(padded.encode("ascii")).decode()
    except ValueError:
        words = ""
    if not words:
        return Reply([visit.services.renderer.note("old_link")])
    return replace(await ask(visit, words), is_new=True)


async def _is_overtaken(services: Services, user_id: int) -> bool:
    """Say whether somebody typed on meanwhile; a query is also answered without that."""
    try:
        async with services.database.read() as connection:
            return await connection.run_sync(has_later_inline_query, user_id)
    except UnusableDatabaseError as met:
        if met.passes:
            raise
        return False


async def find_results(
    services: Services, asked: str, sentence: Sentence | None, now: datetime
) -> InlineResults:
    """List what answers a query, each result with its citation; nothing is remembered of it."""
    excerpts = await services.answerer.list_answering(asked, now, MOST_RESULTS)
    made = [_insert(one, sentence) for one in excerpts]
    results = [one for one in made if one is not None]
    return (
        InlineResults(results)
        if results
        else _offer(asked, gettext("Nothing like that: ask me in private"))
    )


def _insert(excerpt: Excerpt, sentence: Sentence | None) -> InlineQueryResultArticle | None:
    """Return an excerpt as a result; None if it cannot be inserted so."""
    if sentence is None:
        return insert_excerpt(excerpt)
    span = find_words(excerpt, sentence.words)
    return insert_words(excerpt, span, sentence.before, sentence.after) if span else None


def _offer(words: str, label: str) -> InlineResults:
    """Return no results, but a button that opens the bot, with the question if there is room."""
    encoded = urlsafe_b64encode(words.encode()).decode().rstrip("=")
    parameter = f"{LINK}_{encoded}" if words else _NO_QUESTION
    fits = len(parameter) <= _MAX_PARAMETER
    return InlineResults(button=label, start_parameter=parameter if fits else _NO_QUESTION)
