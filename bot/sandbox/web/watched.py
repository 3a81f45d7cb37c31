"""The answerer and the transport of the page: as ever, but what they do can be looked at."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from bot.sandbox.botapi.api import BotApi
from bot.sandbox.botapi.request import SandboxRequest
from retrieval.answering.answerer import Answerer
from retrieval.model.answer import Answer
from retrieval.model.query import Query
from retrieval.record.record import Record


class WatchedAnswerer(Answerer):
    """An answerer that keeps its last answer."""

    def __init__(self, record: Record) -> None:
        super().__init__(record)
        self.last: Answer | None = None

    async def answer_query(self, query: Query, at: int = 1, *, is_standing: bool = False) -> Answer:
        """See `Answerer.answer_query`."""
        self.last = await super().answer_query(query, at, is_standing=is_standing)
        return self.last


class WatchedRequest(SandboxRequest):
    """A transport that says when a call has been made."""

    __slots__ = ("_tell",)

    def __init__(self, api: BotApi, tell: Callable[[], None]) -> None:
        super().__init__(api)
        self._tell = tell

    async def do_request(self, *args: Any, **kwargs: Any) -> tuple[int, bytes]:  # noqa: ANN401 - PTB's own
        """See `SandboxRequest.do_request`."""
        try:
            return await super().do_request(*args, **kwargs)
        finally:
            self._tell()
