"""The application: has handlers make replies, and gives them typed services."""

from __future__ import annotations

import logging
from typing import Any

from structlog.contextvars import bind_contextvars, clear_contextvars
from telegram import Update
from telegram.error import Forbidden, TelegramError
from telegram.ext import Application, CallbackContext, ExtBot
from telegram.ext._handlers.basehandler import BaseHandler

from bot.gateway.pacing.calls import Priority
from bot.gateway.pacing.pacer import PaceClock
from bot.gateway.progress import Progress
from bot.gateway.receiving.answering import answer, apologise, language_for
from bot.gateway.sending.destination import Destination
from bot.gateway.sending.reply import Reply
from bot.handlers.turn.returning import switch_on
from bot.language.spoken import speaking
from bot.setup.logs import ChatNames
from bot.setup.services import Services
from bot.store.chats.chats import Standing, load_standings
from retrieval.errors import UnusableClusterError

_log = logging.getLogger(__name__)

_Nothing = dict[Any, Any]
_Bot = ExtBot[Priority]


class KaikenApplication(Application[_Bot, "KaikenContext", _Nothing, _Nothing, _Nothing, None]):
    """An Application whose handlers return replies."""

    def __init__(
        self,
        *,
        services: Services,
        chat_names: ChatNames,
        clock: PaceClock,
        **rest: Any,  # noqa: ANN401 - PTB's builder hands on its own arguments
    ) -> None:
        super().__init__(**rest)
        self.services = services
        self.chat_names = chat_names
        self.clock = clock

    async def reply_to(self, update: Update) -> Reply | None:
        """Return the reply of the first handler that takes the update; None if none does.

        PTB's own `process_update` returns neither what a handler returns nor what it raises.
        """
        self._bind(update)
        handlers: list[BaseHandler[Any, KaikenContext, Reply]] = self.handlers[0]
        for handler in handlers:
            check = handler.check_update(update)
            if check is not None and check is not False:
                context = KaikenContext.from_update(update, self)
                try:
                    return await handler.handle_update(update, self, check, context)
                except UnusableClusterError as fault:
                    # Nobody is kept waiting until a cluster is back; what it needs is told here.
                    if update.effective_chat is None:
                        raise
                    _log.warning("a question got no answer: %s", fault)
                    return Reply([self.services.renderer.note("cannot_search")], is_new=True)
        return None

    def _bind(self, update: Update) -> None:
        """Let what is logged in this task name the update, and its chat by a keyed hash."""
        lane = update.effective_chat or update.effective_user
        named = {"chat": self.chat_names.name(lane.id)} if lane else {}
        clear_contextvars()
        bind_contextvars(update=update.update_id, **named)

    async def welcome_back(self, update: Update, reply: Reply | None) -> Reply | None:
        """See `Replying.welcome_back`."""
        return await switch_on(self.services, update, reply)

    def apology(self, code: str) -> Reply:
        """See `Replying.apology`."""
        return Reply([self.services.renderer.page("apology", code=code)], is_new=True)

    async def process_update(self, update: object) -> None:
        """Answer an update that comes from no inbox, so that no worker repeats or settles it."""
        if not isinstance(update, Update):
            return
        lane = update.effective_chat or update.effective_user
        chat_id = lane.id if lane else 0
        known = await self.services.database.transact(lambda c: load_standings(c, [chat_id]))
        standing = known.get(chat_id, Standing())
        with speaking(language_for(update, standing.language)):
            await self._answer(update, Progress(is_from_off=standing.is_off))

    async def _answer(self, update: Update, progress: Progress) -> None:
        try:
            await answer(self, update, progress)
        except Forbidden:
            # The chat is gone.
            return
        except Exception:  # noqa: BLE001 - the outermost edge of all handlers; it has been logged
            await self._apologise_or_log(update)
            return
        if progress.writes:
            await self.services.database.transact(
                lambda connection: [write(connection) for write in progress.writes]
            )

    async def _apologise_or_log(self, update: Update) -> None:
        try:
            await apologise(self, update)
        except TelegramError as refused:
            destination = Destination.of(update)
            chat = self.chat_names.name(destination.chat_id) if destination else "none"
            _log.error("no apology: chat %s, %s", chat, type(refused).__name__)


class KaikenContext(CallbackContext[_Bot, _Nothing, _Nothing, _Nothing]):
    """The context of every handler."""

    @property
    def _kaiken(self) -> KaikenApplication:
        if not isinstance(self.application, KaikenApplication):
            raise TypeError("a KaikenContext belongs to a KaikenApplication")
        return self.application

    @property
    def services(self) -> Services:
        """The record, the answerer, the renderer and the clock."""
        return self._kaiken.services

    @property
    def clock(self) -> PaceClock:
        """The clock by which work waits."""
        return self._kaiken.clock

    @property
    def chat_names(self) -> ChatNames:
        """The names that stand for chats in logs."""
        return self._kaiken.chat_names
