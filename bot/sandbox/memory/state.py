"""The memory of the sandbox, which every simulated method gets."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from bot.sandbox.api_error import ApiError, bad_request
from bot.sandbox.call_log import Buttons
from bot.sandbox.entities import MarkedText
from bot.sandbox.memory.chat_members import Chats
from bot.sandbox.memory.posts import Posts
from bot.sandbox.memory.update_queue import UpdateQueue
from bot.sandbox.params import Json, Params
from bot.sandbox.rules.flood import FloodControl

NO_TEXT = MarkedText("")


class OpenQueries:
    """Taps or inline queries that wait for an answer."""

    def __init__(self) -> None:
        self._opened_at: dict[str, float] = {}

    def open(self, now: float) -> str:
        """Store a new query and return its id."""
        query_id = str(4_400_000_000_000_000_000 + len(self._opened_at))
        self._opened_at[query_id] = now
        return query_id

    def answer(self, query_id: str, now: float, lifetime_s: float) -> None:
        """Accept an answer, or refuse it when the query is unknown or too old."""
        opened_at = self._opened_at.get(query_id)
        if opened_at is None or now - opened_at > lifetime_s:
            raise bad_request(
                "query is too old and response timeout expired or query ID is invalid"
            )


@dataclass(frozen=True, slots=True)
class InlineAnswer:
    """What answered an inline query: results, the offset of the next ones, and the button."""

    results: tuple[Json, ...]
    next_offset: str = ""
    button: Json = field(default_factory=dict)


class InlineQueries(OpenQueries):
    """Inline queries with their answers, which Telegram keeps for whoever asks the same."""

    def __init__(self) -> None:
        super().__init__()
        self.answers: dict[str, InlineAnswer] = {}
        self._asked: dict[str, tuple[int, str, str]] = {}
        self._kept: dict[tuple[int | None, str, str], tuple[float, InlineAnswer]] = {}

    def ask(self, user_id: int, query: str, offset: str, now: float) -> str:
        """Store a new query and return its id; it is answered at once if the answer is kept."""
        query_id = self.open(now)
        self._asked[query_id] = (user_id, query, offset)
        for owner in (None, user_id):
            until, kept = self._kept.get((owner, query, offset), (now, None))
            if kept is not None and now < until:
                self.answers[query_id] = kept
        return query_id

    def keep(self, query_id: str, answer: InlineAnswer, until: float, *, is_personal: bool) -> None:
        """Store the answer to a query, for all who ask the same or for who asked it."""
        self.answers[query_id] = answer
        if query_id in self._asked:
            user_id, query, offset = self._asked[query_id]
            self._kept[None if is_personal is False else user_id, query, offset] = until, answer


@dataclass(slots=True)
class Profile:
    """The bot's name and descriptions by language, and its commands by scope and language."""

    texts: dict[tuple[str, str], str] = field(default_factory=dict)
    commands: dict[tuple[str, str], list[Json]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Webhook:
    """The address that updates are posted to, the secret, and how many posts run at a time."""

    url: str
    secret: str
    max_connections: int


@dataclass(slots=True)
class SandboxState:
    """The memory of the sandbox; `epoch_s` is added to the clock for the dates in messages.

    `local` simulates a Bot API server that the operator runs: it also posts to http addresses.
    """

    clock: Callable[[], float]
    me: Json
    flood_control: FloodControl
    epoch_s: float = 0.0
    chats: Chats = field(default_factory=Chats)
    posts: Posts = field(default_factory=Posts)
    updates: UpdateQueue = field(init=False)
    callbacks: OpenQueries = field(default_factory=OpenQueries)
    inline: InlineQueries = field(default_factory=InlineQueries)
    profile: Profile = field(default_factory=Profile)
    webhook: Webhook | None = None
    webhook_error: Json = field(default_factory=dict)
    local: bool = False

    def __post_init__(self) -> None:
        """Give the queue the same clock, so that updates expire by it."""
        self.updates = UpdateQueue(self.clock)

    def date(self) -> int:
        """Return the present time as messages state it, in Unix seconds."""
        return int(self.epoch_s + self.clock())

    def note_webhook_error(self, reason: str) -> None:
        """Store why the last post to the webhook failed; getWebhookInfo shows it."""
        self.webhook_error = {"last_error_date": self.date(), "last_error_message": reason}

    def count_send(self, chat_id: int, *, group: bool) -> None:
        """Count a send against the flood limits, or refuse it with the time to wait."""
        wait_s = self.flood_control.admit(self.clock(), chat_id, group=group)
        if wait_s is not None:
            raise ApiError(429, f"Too Many Requests: retry after {wait_s}", {"retry_after": wait_s})


@dataclass(frozen=True, slots=True)
class MethodResult:
    """What a method returns, and what the log of calls shows of it."""

    result: object = True
    chat_id: int | None = None
    message_id: int | None = None
    shown: MarkedText = NO_TEXT
    html: str = ""
    buttons: Buttons = ()
    reply_to: int | None = None


Method = Callable[[SandboxState, Params], MethodResult]
Methods = Mapping[str, Method]
