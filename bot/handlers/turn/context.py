"""What a handler gets besides its update: typed services instead of string keys."""

from __future__ import annotations

from typing import Any

from telegram.ext import Application, CallbackContext, ExtBot

from bot.gateway.sending.calls import Priority
from bot.setup.logs import ChatNames
from bot.setup.services import Services

_Nothing = dict[Any, Any]
_Bot = ExtBot[Priority]


class KaikenApplication(Application[_Bot, "KaikenContext", _Nothing, _Nothing, _Nothing, None]):
    """An Application that carries the services for its handlers' contexts."""

    def __init__(self, *, services: Services, chat_names: ChatNames, **rest: Any) -> None:  # noqa: ANN401 - PTB's builder hands on its own arguments
        super().__init__(**rest)
        self.services = services
        self.chat_names = chat_names


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
    def chat_names(self) -> ChatNames:
        """The names that stand for chats in logs."""
        return self._kaiken.chat_names
