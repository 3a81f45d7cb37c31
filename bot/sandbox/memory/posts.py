"""The messages in the chats, those of the bot and those of visitors."""

from dataclasses import dataclass, replace

from bot.sandbox.api_error import bad_request
from bot.sandbox.entities import Entity, MarkedText
from bot.sandbox.params import Json


@dataclass(frozen=True, slots=True)
class Post:
    """One message as it is now; `body` is its JSON as Telegram delivers it."""

    chat_id: int
    message_id: int
    at: float
    is_from_bot: bool
    body: Json

    @property
    def markup(self) -> MarkedText:
        """The text or caption that a reader sees, with its entities."""
        name = "text" if "text" in self.body else "caption"
        stored = self.body.get("entities" if name == "text" else "caption_entities", [])
        return MarkedText(self.body.get(name, ""), tuple(Entity(**entity) for entity in stored))

    @property
    def callback_data(self) -> frozenset[str]:
        """The data of the buttons that can be tapped now."""
        rows = self.body.get("reply_markup", {}).get("inline_keyboard", [])
        return frozenset(b["callback_data"] for row in rows for b in row if "callback_data" in b)


class Posts:
    """Messages by chat and number; numbers start at 1 in every chat, to clash on purpose."""

    def __init__(self) -> None:
        self._posts: dict[tuple[int, int], Post] = {}
        self._last: dict[int, int] = {}

    def add(self, chat_id: int, at: float, body: Json, *, is_from_bot: bool) -> Post:
        """Number a message and store it."""
        number = self._last[chat_id] = self._last.get(chat_id, 0) + 1
        post = Post(chat_id, number, at, is_from_bot, {"message_id": number, **body})
        self._posts[chat_id, number] = post
        return post

    def find(self, chat_id: int, message_id: int | None) -> Post | None:
        """Return the message, or None if it does not exist or was deleted."""
        return self._posts.get((chat_id, message_id or 0))

    def find_editable(self, chat_id: int, message_id: int | None) -> Post:
        """Return a message that the bot may edit, or raise the error that Telegram answers."""
        post = self.find(chat_id, message_id)
        if post is None:
            raise bad_request("message to edit not found")
        if not post.is_from_bot:
            raise bad_request("message can't be edited")
        return post

    def replace_body(self, post: Post, body: Json) -> Post:
        """Replace the content of a message."""
        changed = replace(post, body=body)
        self._posts[post.chat_id, post.message_id] = changed
        return changed

    def delete(self, post: Post) -> None:
        """Delete a message."""
        del self._posts[post.chat_id, post.message_id]

    def screen(self, chat_id: int) -> list[Post]:
        """Return the messages that a chat shows now, oldest first."""
        return [post for (chat, _), post in self._posts.items() if chat == chat_id]
