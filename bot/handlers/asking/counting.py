"""How many questions somebody may ask, and what an edited one is answered with.

What became of each message is written down when its update is settled. The updates of a chat come
one after the other, so the count is right in whichever process the next one is handled.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from functools import partial

from bot.gateway.sending.reply import Reply
from bot.handlers.turn.visits import Answer, Visit, WrittenMessage
from bot.store.inbox import asked, questions
from bot.store.inbox.asked import AskedMessage, Fate, Tally
from retrieval.errors import UnusableDatabaseError

_WINDOW = timedelta(minutes=1)


def counted(answer: Answer) -> Answer:
    """Answer so many messages a minute of a person in a chat; say once that it was too many.

    After that the person has been told: each further line would cost one of the messages that the
    chat may get. An edited message is answered in place of its answer; one that asked something
    of the bot, which is done, is left alone.
    """

    async def answer_or_decline(visit: Visit, words: str) -> Reply:
        message = visit.message
        if message is None:
            return await answer(visit, words)
        tally, earlier = await _load(visit, message)
        if earlier is not None and earlier.fate is Fate.DONE:
            return Reply()
        row = _row(visit, message, Fate.ANSWERED)
        most = visit.services.most_questions
        if most is not None and tally.answered >= most:
            return _decline(visit, row, most, is_told=tally.is_told)
        edited = earlier.update_id if earlier is not None else None
        reply = await answer(replace(visit, edited=edited), words)
        if reply.is_done:
            row = replace(row, fate=Fate.DONE)
        # First, since the edited question may be kept under the same update.
        forgetting = [partial(questions.drop, update_id=edited)] if edited is not None else []
        return replace(
            reply,
            replaces=earlier.answers if earlier is not None else (),
            asked=row,
            writes=[*forgetting, *reply.writes],
        )

    return answer_or_decline


def once_an_album(answer: Answer) -> Answer:
    """Answer the first message of an album only."""

    async def answer_first(visit: Visit, words: str) -> Reply:
        message = visit.message
        if message is None or message.album is None:
            return await answer(visit, words)
        album = message.album
        if await visit.read(lambda c: asked.knows_album(c, visit.chat_id, album)):
            return Reply()
        row = _row(visit, message, Fate.DONE)
        return replace(await answer(visit, words), asked=row)

    return answer_first


async def _load(visit: Visit, message: WrittenMessage) -> tuple[Tally, AskedMessage | None]:
    """Load how many a person asked, and what became of an edited message before.

    A question is also answered without that.
    """
    database = visit.services.database
    try:
        with database.routine("counting questions", is_seldom=True):
            async with database.read() as connection:
                tally = await connection.run_sync(
                    asked.count, visit.conversation, message.written_at, _WINDOW
                )
                if not message.is_edited:
                    return tally, None
                return tally, await connection.run_sync(asked.find, visit.chat_id, message.number)
    except UnusableDatabaseError as met:
        if met.passes:
            raise
        return Tally(), None


def _decline(visit: Visit, row: AskedMessage, most: int, *, is_told: bool) -> Reply:
    if is_told:
        return Reply(asked=replace(row, fate=Fate.SILENT))
    said = visit.services.renderer.page("too_many_questions", most=most)
    return Reply([said], asked=replace(row, fate=Fate.TOLD))


def _row(visit: Visit, message: WrittenMessage, fate: Fate) -> AskedMessage:
    return AskedMessage(
        visit.update_id,
        visit.chat_id,
        visit.user_id,
        message.number,
        message.written_at,
        visit.now,
        fate,
        album=message.album,
    )
