"""The simulated Bot API: one object in place of all of Telegram."""

from collections.abc import Callable, Iterable, Mapping

from bot.sandbox.api_error import ApiError
from bot.sandbox.call_log import Call, CallLog, Refusal, Upload
from bot.sandbox.memory.chat_members import Kind, SandboxChat
from bot.sandbox.memory.posts import Post
from bot.sandbox.memory.state import Method, MethodResult, SandboxState
from bot.sandbox.memory.trouble import Failure, Faults
from bot.sandbox.memory.update_queue import UpdateQueue
from bot.sandbox.methods import (
    answer_methods,
    edit_methods,
    profile_methods,
    send_methods,
    update_methods,
)
from bot.sandbox.params import Json, Params
from bot.sandbox.rules.flood import FloodControl, FloodLimits

MAX_POLL_S = 50
# As with Telegram, the name of a method may be written in any case.
_METHODS: dict[str, tuple[str, Method]] = {
    name.lower(): (name, method)
    for table in (send_methods, edit_methods, answer_methods, profile_methods, update_methods)
    for name, method in table.METHODS.items()
}


class BotApi:
    """Telegram for one bot: its chats, messages, updates and rules, and a log of all calls.

    `clock` gives seconds that never go back; `epoch_s` is added to it for dates in messages.
    `local` simulates a Bot API server that the operator runs: its webhooks need no TLS.
    """

    def __init__(
        self,
        clock: Callable[[], float],
        me: Mapping[str, object] | None = None,
        *,
        epoch_s: float = 0.0,
        limits: FloodLimits | None = None,
        local: bool = False,
    ) -> None:
        bot: Json = {
            "id": 7_000_000_001,
            "is_bot": True,
            "first_name": "Kaiken",
            "username": "kaiken_bot",
        }
        self.state = SandboxState(
            clock, {**bot, **(me or {})}, FloodControl(limits), epoch_s, local=local
        )
        self.call_log = CallLog()
        self.faults = Faults(clock)

    @property
    def token(self) -> str:
        """The only token that is accepted; it has the form of BotFather's tokens."""
        return f"{self.state.me['id']}:that-of-the-sandbox-and-nobody-else"

    @property
    def updates(self) -> UpdateQueue:
        """The updates that wait for the bot."""
        return self.state.updates

    def add_chat(
        self, chat_id: int, kind: Kind = "private", *, topics: Iterable[int] = (), **names: str
    ) -> SandboxChat:
        """Make a chat known to the bot, as if somebody had written to it or added it."""
        return self.state.chats.add(chat_id, kind, topics=topics, **names)

    def block(self, chat_id: int) -> None:
        """Make the user block the bot; `restore` undoes it."""
        self.state.chats.set_access(chat_id, "blocked")

    def deactivate(self, chat_id: int) -> None:
        """Make the user's account deleted."""
        self.state.chats.set_access(chat_id, "deactivated")

    def kick(self, chat_id: int) -> None:
        """Make a group remove the bot."""
        self.state.chats.set_access(chat_id, "kicked")

    def restore(self, chat_id: int) -> None:
        """Let the bot write to the chat again."""
        self.state.chats.set_access(chat_id, "open")

    def upgrade(self, chat_id: int, new_id: int) -> SandboxChat:
        """Turn a group into a supergroup; calls to the old id are answered with the new id."""
        return self.state.chats.upgrade(chat_id, new_id)

    def close_topic(self, chat_id: int, thread_id: int) -> None:
        """Close a forum topic."""
        self.state.chats.close_topic(chat_id, thread_id)

    def screen(self, chat_id: int) -> list[Post]:
        """Return the messages that a chat shows now, with edits applied, oldest first."""
        return self.state.posts.screen(chat_id)

    def fail_next(self, method: str, *failures: Failure, after: bool = False) -> None:
        """Make the next calls of a method fail, one failure a call.

        A failure is an exception to raise, an `ApiError`, or a (status, body) to answer with.
        With `after` the call takes effect first: Telegram did it, but its answer was lost.
        """
        self.faults.add(method, *failures, after=after)

    def call(
        self,
        method: str,
        values: Mapping[str, object] | None = None,
        files: Mapping[str, Upload] | None = None,
    ) -> object:
        """Simulate one call and return its result, or raise the `ApiError` Telegram would give."""
        params = Params(values or {}, files or {})
        name, simulate = _METHODS.get(method.lower(), (method, _unknown))
        try:
            outcome = simulate(self.state, params)
        except ApiError as error:
            self.log_refusal(name, params.values, error)
            raise
        # Polls without a result are not logged: they would fill the log of a long session.
        if name != "getUpdates" or outcome.result:
            self._log_call(name, params, outcome)
        return outcome.result

    async def poll(self, values: Mapping[str, object]) -> object:
        """Simulate getUpdates as a long poll: wait up to `timeout` real seconds for an update."""
        updates = self.call("getUpdates", values)
        timeout_s = min(Params(values).integer("timeout") or 0, MAX_POLL_S)
        if updates:
            return updates
        # Even without a time-out the event loop runs once, or a poller would block its bot.
        if await self.updates.wait(timeout_s):
            return self.call("getUpdates", values)
        conflict = ApiError(
            409,
            "Conflict: terminated by other getUpdates request; "
            "make sure that only one bot instance is running",
        )
        self.log_refusal("getUpdates", values, conflict)
        raise conflict

    def log_refusal(self, method: str, values: Mapping[str, object], error: ApiError) -> None:
        """Log a call that was refused."""
        self.call_log.refused.append(Refusal(self.state.clock(), method, dict(values), error))

    def _log_call(self, name: str, params: Params, outcome: MethodResult) -> None:
        self.call_log.calls.append(
            Call(
                at=self.state.clock(),
                method=name,
                chat_id=outcome.chat_id,
                text=outcome.shown.text,
                html=outcome.html,
                entities=outcome.shown.entities,
                buttons=outcome.buttons,
                message_id=outcome.message_id,
                params=dict(params.values),
                files=dict(params.files),
                reply_to=outcome.reply_to,
            )
        )


def _unknown(_state: SandboxState, _params: Params) -> MethodResult:
    raise ApiError(404, "Not Found: method not found")
