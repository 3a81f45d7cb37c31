"""What steers a `Server` from outside of its process: people who write, trouble, the ledger."""

import json
from collections.abc import Callable
from typing import Any

from aiohttp import web

from bot.sandbox.api_error import ApiError
from bot.sandbox.botapi.api import BotApi
from bot.sandbox.botapi.visitor import Visitor
from bot.sandbox.call_log import Call, Refusal
from bot.sandbox.memory.trouble import PlannedFault, Trouble
from bot.sandbox.params import Json
from bot.sandbox.rules.flood import FloodControl, FloodLimits

PREFIX = "/control"
_MOST_BYTES = 64 * 2**20


class Control:
    """The deeds by their names; each takes the members of a JSON object and gives one back."""

    def __init__(self, api: BotApi) -> None:
        self._api = api
        self._visitors: dict[tuple[int, int | None], Visitor] = {}
        self._deeds: dict[str, Callable[..., Json]] = {
            "write": self.write,
            "put": self.put,
            "add_chat": self.add_chat,
            "stand": self.stand,
            "upgrade": self.upgrade,
            "limit": self.limit,
            "plan": self.plan,
            "calm": self.calm,
            "ledger": self.ledger,
            "state": self.state,
        }

    async def handle(self, name: str, request: web.BaseRequest) -> web.Response:
        """Do one deed; what it cannot do is a 400 with the reason."""
        body = await request.read()
        try:
            given = json.loads(body) if body else {}
            done = self._deeds[name](**given)
        except (LookupError, TypeError, ValueError) as wrong:
            return web.json_response({"error": f"{type(wrong).__name__}: {wrong}"}, status=400)
        return web.json_response(done)

    def write(self, messages: list[Json]) -> Json:
        """Let people write `text`s, each in a `chat`, in groups as a `user`; gives the numbers."""
        made = [self._write(**message) for message in messages]
        return {"updates": [[one["update_id"], one["message"]["message_id"]] for one in made]}

    def _write(self, chat: int, text: str, user: int | None = None) -> Json:
        visitor = self._visitors.get((chat, user))
        if visitor is None:
            visitor = self._visitors[chat, user] = Visitor(self._api, chat, user)
        return visitor.writes(text)

    def put(self, updates: list[Json]) -> Json:
        """Queue updates of any `kind` and `content`, also such as Telegram never sent."""
        made = [self._api.updates.put(one["kind"], one["content"]) for one in updates]
        return {"updates": [one["update_id"] for one in made]}

    def add_chat(self, chat: int, kind: Any = "private", topics: Any = ()) -> Json:  # noqa: ANN401
        """Make a chat known."""
        return self._api.add_chat(chat, kind, topics=topics).as_json()

    def stand(self, chat: int, standing: Any) -> Json:  # noqa: ANN401
        """Let a chat be open, blocked, deactivated or kicked."""
        self._api.state.chats.stand(chat, standing)
        return {}

    def upgrade(self, chat: int, to: int) -> Json:
        """Turn a group into a supergroup."""
        return self._api.upgrade(chat, to).as_json()

    def limit(self, **limits: Any) -> Json:  # noqa: ANN401
        """Count the pace anew, with these `FloodLimits`."""
        self._api.state.pace = FloodControl(FloodLimits(**limits))
        return {}

    def plan(self, faults: list[Json]) -> Json:
        """Plan faults: members of `PlannedFault`; `error`, `answer` or `trouble` for `failure`."""
        self._api.faults.plan(*(read_fault(fault) for fault in faults))
        return {}

    def calm(self) -> Json:
        """Have no trouble any more."""
        self._api.faults.clear()
        return {}

    def ledger(self, since: int = 0, refused_since: int = 0) -> Json:
        """Give the accepted calls from a number on, and the refused ones; at most 10,000 each."""
        ledger = self._api.ledger
        return {
            "calls": [_call(one) for one in ledger.calls[since : since + 10_000]],
            "refused": [
                _refusal(one) for one in ledger.refused[refused_since : refused_since + 10_000]
            ],
        }

    def state(self) -> Json:
        """Give the clock, how many updates wait, and how many calls there were."""
        return {
            "now": self._api.state.clock(),
            "pending": len(self._api.updates.pending),
            "calls": len(self._api.ledger.calls),
            "refused": len(self._api.ledger.refused),
        }


def read_fault(row: Json) -> PlannedFault:
    """Return the fault that a row of JSON describes.

    Raises:
        TypeError: it has a member that a fault has not.
        ValueError: it does not say what fails, or several things.
    """
    kept = {name: value for name, value in row.items() if name not in _FAILURES}
    ((name, given),) = ((name, row[name]) for name in _FAILURES if name in row)
    return PlannedFault(_FAILURES[name](**given), **kept)


def _answer(status: int, body: str) -> tuple[int, bytes]:
    return status, body.encode()


_FAILURES: dict[str, Callable[..., Any]] = {
    "error": ApiError,
    "answer": _answer,
    "trouble": Trouble,
}


def _call(call: Call) -> Json:
    return {
        "at": call.at,
        "method": call.method,
        "chat": call.chat_id,
        "message": call.message_id,
        "text": call.text,
        "reply_to": call.reply_to,
    }


def _refusal(refusal: Refusal) -> Json:
    return {
        "at": refusal.at,
        "method": refusal.method,
        "chat": refusal.params.get("chat_id"),
        "code": refusal.error.code,
        "description": refusal.error.description,
    }
