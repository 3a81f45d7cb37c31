"""All that the sandbox remembers, handed to every method it plays."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from bot.sandbox.api_error import ApiError, bad_request
from bot.sandbox.call_log import Buttons
from bot.sandbox.entities import MarkedText
from bot.sandbox.memory.chat_members import Chats
from bot.sandbox.memory.posts import Posts
from bot.sandbox.memory.update_queue import Updates
from bot.sandbox.params import Json, Params
from bot.sandbox.rules.flood import FloodControl

NOTHING_SEEN = MarkedText("")


class Queries:
    """Taps and inline questions that wait for an answer."""

    def __init__(self) -> None:
        self._asked: dict[str, float] = {}

    def ask(self, now: float) -> str:
        """Return the id of a new query."""
        query_id = str(4_400_000_000_000_000_000 + len(self._asked))
        self._asked[query_id] = now
        return query_id

    def answer(self, query_id: str, now: float, life_s: float) -> None:
        """Accept an answer, or refuse it when the query is unknown or too old."""
        asked = self._asked.get(query_id)
        if asked is None or now - asked > life_s:
            raise bad_request(
                "query is too old and response timeout expired or query ID is invalid"
            )


@dataclass(slots=True)
class Profile:
    """What the bot says about itself, by language; commands also by scope."""

    texts: dict[tuple[str, str], str] = field(default_factory=dict)
    commands: dict[tuple[str, str], list[Json]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Webhook:
    """Where updates are posted to, with which secret, and at most how many at a time."""

    url: str
    secret: str
    most: int


@dataclass(slots=True)
class SandboxState:
    """The sandbox's memory; `epoch_s` is added to the clock for the dates in messages.

    `local` plays a Bot API server of one's own, which posts to addresses without TLS too.
    """

    clock: Callable[[], float]
    me: Json
    pace: FloodControl
    epoch_s: float = 0.0
    chats: Chats = field(default_factory=Chats)
    posts: Posts = field(default_factory=Posts)
    updates: Updates = field(init=False)
    callbacks: Queries = field(default_factory=Queries)
    inline: Queries = field(default_factory=Queries)
    profile: Profile = field(default_factory=Profile)
    webhook: Webhook | None = None
    webhook_error: Json = field(default_factory=dict)
    local: bool = False

    def __post_init__(self) -> None:
        """Let updates grow old by the same clock."""
        self.updates = Updates(self.clock)

    def date(self) -> int:
        """Return now as it stands in a message."""
        return int(self.epoch_s + self.clock())

    def note_webhook_error(self, reason: str) -> None:
        """Keep why the last post to the webhook failed, as getWebhookInfo tells it."""
        self.webhook_error = {"last_error_date": self.date(), "last_error_message": reason}

    def count_send(self, chat_id: int, *, group: bool) -> None:
        """Count a send against the pace, or refuse it with the time to wait."""
        wait_s = self.pace.admit(self.clock(), chat_id, group=group)
        if wait_s is not None:
            raise ApiError(429, f"Too Many Requests: retry after {wait_s}", {"retry_after": wait_s})


@dataclass(frozen=True, slots=True)
class Played:
    """What a method gives back, and what the ledger should say of it."""

    result: object = True
    chat_id: int | None = None
    message_id: int | None = None
    seen: MarkedText = NOTHING_SEEN
    html: str = ""
    buttons: Buttons = ()
    reply_to: int | None = None


Method = Callable[[SandboxState, Params], Played]
Methods = Mapping[str, Method]
