"""Pages: what a conversation shows, as a new message or in place of the one that was tapped."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Coroutine
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeVar

from sqlalchemy import Connection
from telegram import Chat, InlineKeyboardMarkup, Update
from telegram.error import BadRequest

from bot.gateway.sending.delivery import Destination, File, deliver, deliver_file, replace_message
from bot.handlers.turn.context import KaikenContext
from bot.setup.services import Services
from bot.store.chats.chats import Preferences, load_chat, open_chat

Result = TypeVar("Result")


@dataclass(frozen=True, slots=True)
class Page:
    """A message with its buttons.

    `tap_answer` is shown as the answer to a tap, at most 200 characters. `is_new`: it is a new
    message, also after a tap. A `file` is sent with the message as its caption. `afterwards` runs
    after the page was shown.
    """

    html: str
    keyboard: InlineKeyboardMarkup | None = None
    tap_answer: str = ""
    is_new: bool = False
    file: File | None = None
    afterwards: Callable[[Visit], Awaitable[None]] | None = None


@dataclass(frozen=True, slots=True)
class Visit:
    """A request for a page: by a user in a private chat, with an update, at a moment."""

    services: Services
    chat_id: int
    user_id: int
    update_id: int
    now: datetime

    @property
    def conversation(self) -> tuple[int, int]:
        """The chat and user, by whose last question a follow-up is understood."""
        return self.chat_id, self.user_id

    async def read(self, read: Callable[[Connection], Result]) -> Result:
        """Read from the database and return the result."""
        async with self.services.database.read() as connection:
            return await connection.run_sync(read)

    async def preferences(self) -> Preferences:
        """Load when and how the chat wants its notices; the defaults, if it never said."""
        chat = await self.read(lambda connection: load_chat(connection, self.chat_id))
        return chat.preferences if chat else Preferences()

    async def write(self, write: Callable[[Connection], Result]) -> Result:
        """Write to the database in a transaction and return the result."""
        return await self.services.database.transact(write)

    async def write_for_chat(self, write: Callable[[Connection], Result]) -> Result:
        """Write what belongs to the chat, which gets a row if it has none; return the result."""

        def work(connection: Connection) -> Result:
            open_chat(connection, self.chat_id, Chat.PRIVATE, self.now)
            return write(connection)

        return await self.write(work)


# Makes the page for the words of a command, or of the button that does the same.
MakePage = Callable[[Visit, str], Awaitable[Page]]
Handler = Callable[[Update, KaikenContext], Coroutine[Any, Any, None]]


def by_command(make_page: MakePage) -> Handler:
    """Make the handler of a command: it shows the page for the words after it, lines kept apart."""

    async def handle(update: Update, context: KaikenContext) -> None:
        message = update.effective_message
        _, *rest = ((message and message.text) or "/").split(maxsplit=1)
        await _show_page(update, context, make_page, "".join(rest).strip())

    return handle


def by_tap(make_page: MakePage) -> Handler:
    """Make the handler of a button: it shows the page for the words after the verb and colon."""

    async def handle(update: Update, context: KaikenContext) -> None:
        query = update.callback_query
        _, _, words = ((query and query.data) or "").partition(":")
        await _show_page(update, context, make_page, words)

    return handle


async def _show_page(
    update: Update, context: KaikenContext, make_page: MakePage, words: str
) -> None:
    services, chat, user = context.services, update.effective_chat, update.effective_user
    if chat is None or user is None or chat.type != Chat.PRIVATE:
        await show(update, context, Page(services.renderer.note("private_only"), is_new=True))
        return
    visit = Visit(services, chat.id, user.id, update.update_id, services.now())
    page = await make_page(visit, words)
    await show(update, context, page)
    if page.afterwards is not None:
        await page.afterwards(visit)


async def show(update: Update, context: KaikenContext, page: Page) -> None:
    """Send a page, or put it in place of the message whose button was tapped."""
    query, destination = update.callback_query, Destination.of(update)
    if query is not None:
        # A tap that waited for 150 s cannot be answered as a tap; its page can still be read.
        with suppress(BadRequest):
            await query.answer(page.tap_answer or None)
    if destination is None:
        return
    if page.file is not None:
        await deliver_file(context.bot, destination, page.file, page.html)
        return
    message_id = query.message.message_id if query and query.message else None
    if page.is_new or message_id is None:
        await deliver(context.bot, destination, [page.html], page.keyboard)
    else:
        await replace_message(context.bot, destination, message_id, page.html, page.keyboard)
