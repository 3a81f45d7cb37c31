"""Controls a `Server` from another process: people who write, faults, the log of calls."""

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
    """The commands by name; each takes the members of a JSON object and returns a JSON object."""

    def __init__(self, api: BotApi) -> None:
        self._api = api
        self._visitors: dict[tuple[int, int | None], Visitor] = {}
        self._commands: dict[str, Callable[..., Json]] = {
            "write": self.write,
            "put": self.put,
            "add_chat": self.add_chat,
            "set_access": self.set_access,
            "upgrade": self.upgrade,
            "limit": self.limit,
            "plan": self.plan,
            "clear_faults": self.clear_faults,
            "call_log": self.call_log,
            "state": self.state,
        }

    async def handle(self, name: str, request: web.BaseRequest) -> web.Response:
        """Do one command; if it fails, answer with status 400 and the reason."""
        body = await request.read()
        try:
            given = json.loads(body) if body else {}
            result = self._commands[name](**given)
        except (LookupError, TypeError, ValueError) as error:
            return web.json_response({"error": f"{type(error).__name__}: {error}"}, status=400)
        return web.json_response(result)

    def write(self, messages: list[Json]) -> Json:
        """Make people write a `text` in a `chat`, in groups as a `user`; return the numbers."""
        updates = [self._write(**message) for message in messages]
        return {"updates": [[u["update_id"], u["message"]["message_id"]] for u in updates]}

    def _write(self, chat: int, text: str, user: int | None = None) -> Json:
        visitor = self._visitors.get((chat, user))
        if visitor is None:
            visitor = self._visitors[chat, user] = Visitor(self._api, chat, user)
        return visitor.writes(text)

    def put(self, updates: list[Json]) -> Json:
        """Queue updates of any `kind` and `content`, also those that Telegram never sends."""
        queued = [self._api.updates.put(row["kind"], row["content"]) for row in updates]
        return {"updates": [update["update_id"] for update in queued]}

    def add_chat(self, chat: int, kind: Any = "private", topics: Any = ()) -> Json:  # noqa: ANN401
        """Make a chat known."""
        return self._api.add_chat(chat, kind, topics=topics).as_json()

    def set_access(self, chat: int, access: Any) -> Json:  # noqa: ANN401
        """Set whether a chat is open, blocked, deactivated or kicked."""
        self._api.state.chats.set_access(chat, access)
        return {}

    def upgrade(self, chat: int, to: int) -> Json:
        """Turn a group into a supergroup."""
        return self._api.upgrade(chat, to).as_json()

    def limit(self, **limits: Any) -> Json:  # noqa: ANN401
        """Start flood control again, with these `FloodLimits`."""
        self._api.state.flood_control = FloodControl(FloodLimits(**limits))
        return {}

    def plan(self, faults: list[Json]) -> Json:
        """Plan faults: members of `PlannedFault`; `error`, `answer` or `trouble` for `failure`."""
        self._api.faults.plan(*(read_fault(fault) for fault in faults))
        return {}

    def clear_faults(self) -> Json:
        """Remove all faults."""
        self._api.faults.clear()
        return {}

    def call_log(self, since: int = 0, refused_since: int = 0) -> Json:
        """Return the accepted calls from a number on, and the refused ones; at most 10,000 each."""
        log = self._api.call_log
        return {
            "calls": [_call(one) for one in log.calls[since : since + 10_000]],
            "refused": [
                _refusal(one) for one in log.refused[refused_since : refused_since + 10_000]
            ],
        }

    def state(self) -> Json:
        """Return the clock, how many updates wait, and how many calls there were."""
        return {
            "now": self._api.state.clock(),
            "pending": len(self._api.updates.pending),
            "calls": len(self._api.call_log.calls),
            "refused": len(self._api.call_log.refused),
        }


def read_fault(row: Json) -> PlannedFault:
    """Return the fault that a row of JSON describes.

    Raises:
        TypeError: the row has a member that a fault does not have.
        ValueError: the row names no failure, or more than one.
    """
    settings = {name: value for name, value in row.items() if name not in _FAILURES}
    ((kind, arguments),) = ((name, row[name]) for name in _FAILURES if name in row)
    return PlannedFault(_FAILURES[kind](**arguments), **settings)


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
