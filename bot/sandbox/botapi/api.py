"""The Bot API, played: one object that stands for all of Telegram."""

from collections.abc import Callable, Iterable, Mapping

from bot.sandbox.api_error import ApiError
from bot.sandbox.call_log import Call, CallLog, Refusal, Upload
from bot.sandbox.memory.chat_members import Kind, SandboxChat
from bot.sandbox.memory.posts import Post
from bot.sandbox.memory.state import Method, Played, SandboxState
from bot.sandbox.memory.trouble import Failure, Faults
from bot.sandbox.memory.update_queue import Updates
from bot.sandbox.methods import (
    answer_methods,
    edit_methods,
    profile_methods,
    send_methods,
    update_methods,
)
from bot.sandbox.params import Json, Params
from bot.sandbox.rules.flood import FloodControl, FloodLimits

LONGEST_POLL_S = 50
# As at Telegram, a method's name may be written in any case.
_METHODS: dict[str, tuple[str, Method]] = {
    name.lower(): (name, play)
    for table in (send_methods, edit_methods, answer_methods, profile_methods, update_methods)
    for name, play in table.METHODS.items()
}


class BotApi:
    """Telegram for one bot: its chats, messages, updates and rules, and a ledger of all calls.

    `clock` gives seconds that never go back; `epoch_s` is added to it for dates in messages.
    `local` plays a Bot API server of one's own, on which a webhook needs no TLS.
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
        self.ledger = CallLog()
        self.faults = Faults(clock)

    @property
    def token(self) -> str:
        """The one token that is let in, of the form that BotFather gives."""
        return f"{self.state.me['id']}:that-of-the-sandbox-and-nobody-else"

    @property
    def updates(self) -> Updates:
        """The updates that wait for the bot."""
        return self.state.updates

    def add_chat(
        self, chat_id: int, kind: Kind = "private", *, topics: Iterable[int] = (), **names: str
    ) -> SandboxChat:
        """Make a chat known to the bot, as when somebody wrote to it or added it."""
        return self.state.chats.add(chat_id, kind, topics=topics, **names)

    def block(self, chat_id: int) -> None:
        """Let the other side block the bot; `restore` undoes it."""
        self.state.chats.stand(chat_id, "blocked")

    def deactivate(self, chat_id: int) -> None:
        """Let the other side's account be gone."""
        self.state.chats.stand(chat_id, "deactivated")

    def kick(self, chat_id: int) -> None:
        """Let a group throw the bot out."""
        self.state.chats.stand(chat_id, "kicked")

    def restore(self, chat_id: int) -> None:
        """Let the bot write to the chat again."""
        self.state.chats.stand(chat_id, "open")

    def upgrade(self, chat_id: int, new_id: int) -> SandboxChat:
        """Turn a group into a supergroup: the old id answers with the new one."""
        return self.state.chats.upgrade(chat_id, new_id)

    def close_topic(self, chat_id: int, thread_id: int) -> None:
        """Close a forum topic."""
        self.state.chats.close_topic(chat_id, thread_id)

    def screen(self, chat_id: int) -> list[Post]:
        """Return the messages that stand in a chat now, edits applied, oldest first."""
        return self.state.posts.screen(chat_id)

    def fail_next(self, method: str, *failures: Failure, after: bool = False) -> None:
        """Let the next calls of a method fail, one failure each.

        A failure is an exception to raise, an `ApiError`, or a (status, body) to answer with.
        With `after` the call takes effect first: Telegram did it, the answer was lost.
        """
        self.faults.add(method, *failures, after=after)

    def call(
        self,
        method: str,
        values: Mapping[str, object] | None = None,
        files: Mapping[str, Upload] | None = None,
    ) -> object:
        """Play one call and return its result, or raise the `ApiError` Telegram would give."""
        params = Params(values or {}, files or {})
        name, play = _METHODS.get(method.lower(), (method, _unknown))
        try:
            played = play(self.state, params)
        except ApiError as error:
            self.refuse(name, params.values, error)
            raise
        # An idle poll is no news; a long session would fill up with them.
        if name != "getUpdates" or played.result:
            self._enter(name, params, played)
        return played.result

    async def poll(self, values: Mapping[str, object]) -> object:
        """Play getUpdates as a long poll: wait up to `timeout` real seconds for an update."""
        updates = self.call("getUpdates", values)
        timeout_s = min(Params(values).whole("timeout") or 0, LONGEST_POLL_S)
        if updates:
            return updates
        # Even without a time-out the loop gets its turn, or a poller would starve its bot.
        if await self.updates.wait(timeout_s):
            return self.call("getUpdates", values)
        conflict = ApiError(
            409,
            "Conflict: terminated by other getUpdates request; "
            "make sure that only one bot instance is running",
        )
        self.refuse("getUpdates", values, conflict)
        raise conflict

    def refuse(self, method: str, values: Mapping[str, object], error: ApiError) -> None:
        """Write down a call that was refused."""
        self.ledger.refused.append(Refusal(self.state.clock(), method, dict(values), error))

    def _enter(self, name: str, params: Params, played: Played) -> None:
        self.ledger.calls.append(
            Call(
                at=self.state.clock(),
                method=name,
                chat_id=played.chat_id,
                text=played.seen.text,
                html=played.html,
                entities=played.seen.entities,
                buttons=played.buttons,
                message_id=played.message_id,
                params=dict(params.values),
                files=dict(params.files),
                reply_to=played.reply_to,
            )
        )


def _unknown(_state: SandboxState, _params: Params) -> Played:
    raise ApiError(404, "Not Found: method not found")
