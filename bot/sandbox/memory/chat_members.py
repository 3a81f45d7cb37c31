"""The chats that the bot knows, and whether it may write to them."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import Literal

from bot.sandbox.api_error import ApiError, bad_request, forbidden
from bot.sandbox.params import Json
from retrieval.patterns import regex

Kind = Literal["private", "group", "supergroup", "channel"]
BotAccess = Literal["open", "blocked", "deactivated", "kicked"]
GROUPS: tuple[Kind, ...] = ("group", "supergroup")
_NUMBER = regex(r"-?[0-9]+")
_WRITING = (
    *("can_send_messages", "can_send_audios", "can_send_documents", "can_send_photos"),
    *("can_send_videos", "can_send_video_notes", "can_send_voice_notes", "can_send_polls"),
    *("can_send_other_messages", "can_add_web_page_previews", "can_change_info"),
    *("can_invite_users", "can_pin_messages", "can_manage_topics", "can_edit_tag"),
    "can_react_to_messages",
)
_RIGHTS: dict[str, Json] = {
    "kicked": {"until_date": 0},
    "restricted": {"until_date": 0, "is_member": True, **dict.fromkeys(_WRITING, False)},
    "creator": {"is_anonymous": False},
    "administrator": {
        "can_be_edited": False,
        "is_anonymous": False,
        "can_manage_chat": True,
        "can_delete_messages": True,
        "can_manage_video_chats": False,
        "can_restrict_members": False,
        "can_promote_members": False,
        "can_change_info": False,
        "can_invite_users": True,
        "can_post_stories": False,
        "can_edit_stories": False,
        "can_delete_stories": False,
    },
}


@dataclass(frozen=True, slots=True)
class SandboxChat:
    """One chat; `topics` are the forum threads, each with whether it is open."""

    id: int
    kind: Kind = "private"
    names: Json = field(default_factory=dict)
    access: BotAccess = "open"
    upgraded_to: int | None = None
    topics: dict[int, bool] = field(default_factory=dict)
    members: dict[int, Json] = field(default_factory=dict)

    @property
    def is_group(self) -> bool:
        """Whether the rules and the pace of groups apply."""
        return self.kind in GROUPS

    def as_json(self) -> Json:
        """Return the chat as it stands in the JSON of a message."""
        forum = {"is_forum": True} if self.topics else {}
        return {"id": self.id, "type": self.kind, **self.names, **forum}


def member_json(user: Json, status: str) -> Json:
    """Return the JSON of a member of a chat, with all fields the Bot API has for this status."""
    return {"user": user, "status": status, **_RIGHTS.get(status, {})}


class Chats:
    """All chats by id."""

    def __init__(self) -> None:
        self._chats: dict[int, SandboxChat] = {}

    def __contains__(self, chat_id: object) -> bool:
        return chat_id in self._chats

    def __getitem__(self, chat_id: int) -> SandboxChat:
        return self._chats[chat_id]

    def add(
        self, chat_id: int, kind: Kind = "private", *, topics: Iterable[int] = (), **names: str
    ) -> SandboxChat:
        """Make a chat known; `names` are `title`, or `first_name`, `last_name` and `username`."""
        known = names or ({"first_name": "Visitor"} if kind == "private" else {"title": "Desk"})
        chat = SandboxChat(chat_id, kind, dict(known), topics=dict.fromkeys(topics, True))
        self._chats[chat_id] = chat
        return chat

    def set_access(self, chat_id: int, access: BotAccess) -> None:
        """Set whether a chat is open, has blocked or kicked the bot, or is deactivated."""
        self._chats[chat_id] = replace(self._chats[chat_id], access=access)

    def upgrade(self, chat_id: int, new_id: int) -> SandboxChat:
        """Turn a group into a supergroup with a new id; calls to the old id are told the new."""
        old = self._chats[chat_id]
        self._chats[chat_id] = replace(old, upgraded_to=new_id)
        self._chats[new_id] = replace(old, id=new_id, kind="supergroup")
        return self._chats[new_id]

    def close_topic(self, chat_id: int, thread_id: int) -> None:
        """Close a forum topic: nothing can be sent to it."""
        self._chats[chat_id].topics[thread_id] = False

    def admit(self, chat_id: object) -> SandboxChat:
        """Return the chat that a call names, or raise the error that Telegram answers."""
        if chat_id in (None, "", 0):
            raise bad_request("chat_id is empty")
        chat = self._find(str(chat_id))
        if chat is None:
            raise bad_request("chat not found")
        if chat.upgraded_to is not None:
            raise ApiError(
                400,
                "Bad Request: group chat was upgraded to a supergroup chat",
                {"migrate_to_chat_id": chat.upgraded_to},
            )
        if chat.access != "open":
            raise forbidden(_REASONS[chat.access].format(kind=chat.kind))
        return chat

    def _find(self, name: str) -> SandboxChat | None:
        if _NUMBER.fullmatch(name):
            return self._chats.get(int(name))
        # People have usernames too, but a bot can name them by number only.
        public = (chat for chat in self._chats.values() if chat.kind != "private")
        return next((c for c in public if f"@{c.names.get('username')}" == name), None)


_REASONS: dict[BotAccess, str] = {
    "blocked": "bot was blocked by the user",
    "deactivated": "user is deactivated",
    "kicked": "bot was kicked from the {kind} chat",
}
