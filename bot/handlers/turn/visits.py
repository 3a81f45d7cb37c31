"""Visits: who asks for something, where and when, and the words that a handler gets with it."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Coroutine
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, TypeVar

from sqlalchemy import Connection
from telegram import Chat, Message, MessageOriginChannel, Update
from telegram.ext import ExtBot

from bot.gateway.pacing.calls import Priority
from bot.gateway.sending.reply import Reply
from bot.handlers.turn.addressing import read_words
from bot.handlers.turn.application import KaikenContext
from bot.language.spoken import gettext, spoken
from bot.rendering.sight import describe_long_unseen
from bot.setup.services import Services
from bot.store.chats.chats import Preferences, load_chat, open_chat
from retrieval.errors import UnusableDatabaseError

Result = TypeVar("Result")


@dataclass(frozen=True, slots=True)
class WrittenMessage:
    """A message that somebody wrote or edited, and when; `album` is one that it belongs to.

    `channel` is the one whose post it forwards, `replied` the message that it replies to.
    """

    number: int
    written_at: datetime
    is_edited: bool = False
    is_forwarded: bool = False
    album: str | None = None
    channel: int | None = None
    replied: int | None = None

    @classmethod
    def of(cls, update: Update) -> WrittenMessage | None:
        """Return the message of an update; None for a tap."""
        message = update.message or update.edited_message
        if message is None:
            return None
        origin, replied = message.forward_origin, message.reply_to_message
        return cls(
            message.message_id,
            message.edit_date or message.date,
            is_edited=update.edited_message is not None,
            is_forwarded=message.forward_origin is not None,
            album=message.media_group_id,
            channel=origin.chat.id if isinstance(origin, MessageOriginChannel) else None,
            replied=replied.message_id if replied else None,
        )


@dataclass(frozen=True, slots=True)
class Visit:
    """A user who writes or taps in a chat, with an update, at a moment.

    `kind` is that of the chat. `user_id` is 0 if Telegram names nobody; `writes_as` is a chat in
    whose name somebody writes. `thread_id` is the topic of a forum. `marked` are the words
    marked in a message of the bot that the update replies to. `edited` is the update whose question
    is edited.
    """

    services: Services
    bot: ExtBot[Priority]
    chat_id: int
    user_id: int
    kind: str
    update_id: int
    now: datetime
    message: WrittenMessage | None = None
    marked: str = ""
    edited: int | None = None
    thread_id: int | None = None
    writes_as: int | None = None

    @property
    def is_private(self) -> bool:
        """Whether it is the chat of one person with the bot."""
        return self.kind == Chat.PRIVATE and self.user_id != 0

    @property
    def is_tap(self) -> bool:
        """Whether a button was tapped."""
        return self.message is None

    @property
    def bot_name(self) -> str:
        """What links to the bot name it by."""
        return self.bot.username

    @property
    def conversation(self) -> tuple[int, int]:
        """The chat and user, by whose last question a follow-up is understood."""
        return self.chat_id, self.user_id

    async def read(self, read: Callable[[Connection], Result]) -> Result:
        """Read from the database and return the result."""
        async with self.services.database.read() as connection:
            return await connection.run_sync(read)

    async def preferences(self) -> Preferences:
        """Load how the chat is written to; what it never set is the default.

        Its language is the one that is spoken to it now, if it never chose one.
        """
        chat = await self.read(lambda connection: load_chat(connection, self.chat_id))
        preferences = chat.preferences if chat else Preferences()
        return replace(preferences, language=preferences.language or spoken().code)

    async def long_unseen(self) -> tuple[str, ...]:
        """Return a line for each source that was not seen for long; none if that is not known."""
        try:
            seen = await self.services.record.last_seen()
        except UnusableDatabaseError:
            # Told of by those who need it more.
            return ()
        return describe_long_unseen(seen, self.now)

    async def write(self, write: Callable[[Connection], Result]) -> Result:
        """Write to the database in a transaction and return the result.

        It is on the disk then: the reply may say so.
        """
        return await self.services.database.transact(write, durable=True)

    async def write_for_chat(self, write: Callable[[Connection], Result]) -> Result:
        """Write what belongs to the chat, which gets a row if it has none; return the result."""

        def work(connection: Connection) -> Result:
            open_chat(connection, self.chat_id, self.kind, self.now, language)
            return write(connection)

        language = spoken().code

        return await self.write(work)


# Answers the words of a message or command, or of the button that does the same.
Answer = Callable[[Visit, str], Awaitable[Reply]]
Handler = Callable[[Update, KaikenContext], Coroutine[Any, Any, Reply]]


def by_text(answer: Answer) -> Handler:
    """Make a handler that gets the whole text of a message, or what stands under its photo."""
    return _handler(answer, _text)


def by_command(answer: Answer) -> Handler:
    """Make a handler that gets the words after a command, lines kept apart."""
    return _handler(answer, _words_after_command)


def by_mention(answer: Answer) -> Handler:
    """Make a handler that gets what a message in a group says to the bot, without its name."""
    return _handler(answer, read_words)


def by_command_or_quote(answer: Answer) -> Handler:
    """Make a handler that gets the words after a command, or else those that it replies to."""

    def words(update: Update) -> str:
        return _words_after_command(update) or _replied_words(update)

    return _handler(answer, words)


def by_tap(answer: Answer) -> Handler:
    """Make a handler that gets the words after the verb and colon in the data of a button."""
    return _handler(answer, lambda update: _button_data(update).partition(":")[2])


def only_in_private(answer: Answer) -> Answer:
    """Answer in private chats only; in others, say so."""

    async def answer_or_decline(visit: Visit, words: str) -> Reply:
        if visit.is_private:
            return await answer(visit, words)
        if visit.is_tap:
            return Reply(tap_answer=gettext("Please do that in private."), is_new=True)
        return Reply([visit.services.renderer.note("private_only")], is_new=True)

    return answer_or_decline


def _handler(answer: Answer, read_words: Callable[[Update], str]) -> Handler:
    async def handle(update: Update, context: KaikenContext) -> Reply:
        services, chat, user = context.services, update.effective_chat, update.effective_user
        if chat is None:
            return Reply()
        message = update.effective_message
        in_topic = isinstance(message, Message) and message.is_topic_message
        visit = Visit(
            services,
            context.bot,
            chat.id,
            user.id if user else 0,
            chat.type,
            update.update_id,
            services.now(),
            WrittenMessage.of(update),
            _marked_words(update, context.bot.id),
            thread_id=message.message_thread_id if message and in_topic else None,
            writes_as=_sender_chat(update),
        )
        return await answer(visit, read_words(update))

    return handle


def _sender_chat(update: Update) -> int | None:
    message = update.message or update.edited_message
    return message.sender_chat.id if message and message.sender_chat else None


def _text(update: Update) -> str:
    message = update.effective_message
    return (message and (message.text or message.caption)) or ""


def _words_after_command(update: Update) -> str:
    return "".join(_text(update).split(maxsplit=1)[1:]).strip()


def _replied_words(update: Update) -> str:
    """Return the words marked in the message that is replied to, or else all of them."""
    message = update.effective_message
    if message is None:
        return ""
    replied = message.reply_to_message
    whole = (replied and (replied.text or replied.caption)) or ""
    return message.quote.text if message.quote else whole


def _marked_words(update: Update, bot_id: int) -> str:
    """Return the words marked in the message that is replied to, if the bot wrote it."""
    message = update.message or update.edited_message
    if message is None or message.quote is None or message.reply_to_message is None:
        return ""
    writer = message.reply_to_message.from_user
    is_mine = writer is not None and writer.id == bot_id
    return within_quotation(message.quote.text) if is_mine else ""


def within_quotation(marked: str) -> str:
    """Return of marked words those of the first quotation in them, without what stands around it.

    Who marks a quotation easily marks its signs and its citation too.
    """
    before, sign, behind = marked.partition("❝")
    from_there = behind if sign and "❞" not in before else marked
    return from_there.partition("❞")[0].strip() or marked


def _button_data(update: Update) -> str:
    return (update.callback_query and update.callback_query.data) or ""
