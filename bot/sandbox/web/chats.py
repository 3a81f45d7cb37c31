"""The chats of the page, and the visitor in each: what a page shows of them when it begins."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from bot.language.catalogues import languages
from bot.language.english import ENGLISH
from bot.sandbox.botapi.api import BotApi
from bot.sandbox.botapi.visitor import Visitor
from bot.sandbox.memory.chat_members import Kind
from bot.sandbox.params import Json
from bot.sandbox.web.messages import Files, message_json
from retrieval.errors import KaikenError

# Long, so that no other number in the database looks like one of them.
PRIVATE_CHAT = 5_550_001_001
GROUP = -1_005_550_002_002
FORUM = -1_005_550_003_003
CHANNEL = -1_005_550_004_004
_ADMINS = "all_chat_administrators"
_SCOPES = {
    "private": ("all_private_chats", "default"),
    "supergroup": (_ADMINS, "all_group_chats", "default"),
    "channel": (),
}


class RefusedError(KaikenError):
    """What a page asked for cannot be done, and why."""


@dataclass(frozen=True, slots=True)
class _Chat:
    """A chat, the visitor's status in it, and the titles of its topics by number."""

    id: int
    kind: Kind
    status: str
    title: str
    topics: Mapping[int, str] = field(default_factory=dict)


_CHATS = (
    _Chat(PRIVATE_CHAT, "private", "member", ""),
    _Chat(GROUP, "supergroup", "administrator", "Newsroom"),
    _Chat(FORUM, "supergroup", "administrator", "Desks", {4: "Asia desk", 7: "Europe desk"}),
    _Chat(CHANNEL, "channel", "creator", "Wire"),
)


class Chats:
    """A private chat, a group, a forum and a channel: one visitor is in all of them.

    The bot is in the first three; to the channel the visitor may admit it.
    """

    def __init__(self, api: BotApi) -> None:
        self.language = ENGLISH.code
        self._api = api
        self._visitors: dict[tuple[int, int | None], Visitor] = {}
        for chat in _CHATS:
            if chat.kind != "private":
                api.add_chat(chat.id, chat.kind, topics=chat.topics, title=chat.title)
            for topic in (None, *chat.topics):
                self._visitors[chat.id, topic] = Visitor(
                    *(api, chat.id, PRIVATE_CHAT, "You", "", "visitor"),
                    status=chat.status,
                    thread_id=topic,
                )
        api.kick(CHANNEL)

    def __iter__(self) -> Iterator[int]:
        return (chat.id for chat in _CHATS)

    def visitor(self, chat_id: int, topic: int | None = None) -> Visitor:
        """Return the visitor in a chat, or in a topic of it.

        Raises:
            RefusedError: there is no such chat, or no such topic in it.
        """
        visitor = self._visitors.get((chat_id, topic))
        if visitor is None:
            raise RefusedError("there is no such chat")
        return visitor

    def speak(self, language: str) -> None:
        """Give the visitor a client in another language.

        Raises:
            RefusedError: there is no such language.
        """
        if language not in languages():
            raise RefusedError("there is no such language")
        self.language = language
        for visitor in self._visitors.values():
            visitor.language_code = visitor.user["language_code"] = language

    def change_bot(self, chat_id: int, *, is_in: bool) -> None:
        """Make the bot an admin of the channel who may post there, or take it out of there.

        Raises:
            RefusedError: it is no channel, or that is so already.
        """
        visitor = self.visitor(chat_id)
        if chat_id != CHANNEL or self.has_bot(chat_id) == is_in:
            raise RefusedError("that is so already, or is no channel")
        if is_in:
            self._api.restore(chat_id)
            visitor.changes_bot("left", "administrator", can_post_messages=True)
        else:
            self._api.kick(chat_id)
            visitor.changes_bot("administrator", "left")

    def has_bot(self, chat_id: int) -> bool:
        """Tell whether the bot is in a chat."""
        return self._api.state.chats[chat_id].access == "open"

    def as_json(self, files: Files) -> list[Json]:
        """Return what a page shows of each chat when it begins."""
        return [self._chat_json(chat, files) for chat in _CHATS]

    @property
    def description(self) -> str:
        """What the bot says of itself before anybody writes, in the visitor's language."""
        texts = self._api.state.profile.texts
        return texts.get(("description", self.language)) or texts.get(("description", ""), "")

    def _chat_json(self, chat: _Chat, files: Files) -> Json:
        me = self._api.state.me
        return {
            "id": chat.id,
            "kind": chat.kind,
            "title": chat.title or me["first_name"],
            "topics": [{"id": topic, "title": title} for topic, title in chat.topics.items()],
            "has_bot": self.has_bot(chat.id),
            "commands": self._commands(chat.kind),
            "messages": [
                message_json(post, files, str(me["username"]))
                for post in self._api.state.posts.screen(chat.id)
            ],
        }

    def _commands(self, kind: str) -> list[Json]:
        """Return the commands of a kind of chat, as Telegram chooses between scopes and languages.

        The visitor is an admin of each group.
        """
        commands = self._api.state.profile.commands
        for scope in _SCOPES[kind]:
            for language in (self.language, ""):
                if found := commands.get((f'{{"type": "{scope}"}}', language)):
                    return found
        return []
