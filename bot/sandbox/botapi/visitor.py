"""A person who talks to the bot: makes the updates that Telegram would deliver."""

import copy
from dataclasses import dataclass, field

from bot.sandbox.botapi.api import BotApi
from bot.sandbox.entities import Entity, utf16_len
from bot.sandbox.memory.chat_members import SandboxChat, member_json
from bot.sandbox.params import Json, Params
from bot.sandbox.rules.limits import MAX_QUOTE, is_too_long, quotable
from bot.sandbox.rules.privacy import is_seen_in_privacy
from bot.sandbox.rules.texts import as_body, read_message
from retrieval.patterns import regex

_COMMAND = regex(r"(?<![\w/<>@])/[A-Za-z0-9_]{1,64}(?:@[A-Za-z0-9_]{3,32})?(?![\w/])")
_MENTION = regex(r"(?<![\w/])@[A-Za-z0-9_]{3,32}\b")


def find_entities(text: str) -> list[Json]:
    """Return the commands and mentions that Telegram marks in a text, in UTF-16 units."""
    commands = [(found.span(), "bot_command") for found in _COMMAND.finditer(text)]
    mentions = [(found.span(), "mention") for found in _MENTION.finditer(text)]
    return [
        {"type": name, "offset": utf16_len(text[:a]), "length": utf16_len(text[a:b])}
        for (a, b), name in sorted(commands + mentions)
    ]


def _quote_json(quote: str, replied: Json) -> Json:
    """Return a TextQuote: words of the message replied to, with the styles that they have there.

    Raises:
        LookupError: the message has no such words, or nobody can mark so many.
    """
    text = replied.get("text") or replied.get("caption", "")
    if not quote or quote not in text:
        raise LookupError(f"the message replied to has no words {quote!r} to quote")
    if is_too_long(quote, MAX_QUOTE):
        raise LookupError(f"at most {MAX_QUOTE} characters can be quoted")
    position, length = utf16_len(text[: text.index(quote)]), utf16_len(quote)
    quoted: Json = {"text": quote, "position": position, "is_manual": True}
    given = replied.get("entities") or replied.get("caption_entities", [])
    styles = quotable((Entity(**one) for one in given), position, position + length)
    if styles:
        quoted["entities"] = [
            {"type": name, "offset": start, "length": end - start}
            for name, start, end in sorted(styles, key=lambda one: one[1:])
        ]
    return quoted


@dataclass(slots=True)
class Visitor:
    """A person in a chat; a private chat that is not known yet becomes known.

    Every action returns the update and queues it for getUpdates. The names look like a person's,
    so that a test can search for them wherever they must not be stored.
    """

    api: BotApi
    chat_id: int
    user_id: int | None = None
    first_name: str = "Ottilie"
    last_name: str = "Marquardsen"
    username: str = "ottilie_marquardsen"
    language_code: str = "en"
    status: str = "member"
    thread_id: int | None = None
    user: Json = field(init=False)

    def __post_init__(self) -> None:
        """Make the person and the chat known."""
        names = {
            "first_name": self.first_name,
            "last_name": self.last_name,
            "username": self.username,
        }
        if self.chat_id not in self.api.state.chats:
            self.api.add_chat(
                self.chat_id,
                first_name=self.first_name,
                last_name=self.last_name,
                username=self.username,
            )
        self.user = {
            "id": abs(self.chat_id) if self.user_id is None else self.user_id,
            "is_bot": False,
            **names,
            "language_code": self.language_code,
        }
        self._chat.members[self.user["id"]] = member_json(self.user, self.status)

    @property
    def _chat(self) -> SandboxChat:
        return self.api.state.chats[self.chat_id]

    def writes(self, text: str, reply_to: int | None = None, quote: str | None = None) -> Json:
        """Send a text, optionally as a reply to a message and with a quote from it."""
        content: Json = {"text": text}
        if entities := find_entities(text):
            content["entities"] = entities
        if reply_to is not None:
            content["reply_to_message"] = self._shown_message(reply_to)
        if quote is not None:
            content["quote"] = _quote_json(quote, content.get("reply_to_message", {}))
        return self._post_message(content)

    def edits(self, message_id: int, text: str) -> Json:
        """Edit a message that this visitor wrote."""
        posts = self.api.state.posts
        post = posts.find(self.chat_id, message_id)
        if post is None or post.is_from_bot:
            raise LookupError(f"no message {message_id} of the visitor in chat {self.chat_id}")
        kept = {key: value for key, value in post.body.items() if key != "entities"}
        body = {**kept, "text": text, "edit_date": self.api.state.date()}
        if entities := find_entities(text):
            body["entities"] = entities
        return self._deliver("edited_message", posts.replace_body(post, body).body)

    def taps(self, message_id: int, data: str, *, stale: bool = False) -> Json:
        """Tap a button that the message shows now; with `stale`, one that it no longer shows."""
        post = self.api.state.posts.find(self.chat_id, message_id)
        if post is None or not (stale or data in post.callback_data):
            raise LookupError(f"no button {data!r} on message {message_id} of chat {self.chat_id}")
        return self._queue(
            "callback_query",
            {
                "id": self.api.state.callbacks.open(self.api.state.clock()),
                "from": self.user,
                "message": self._shown_message(message_id),
                "chat_instance": str(self.chat_id),
                "data": data,
            },
        )

    def asks_inline(self, query: str, offset: str = "") -> Json:
        """Type the bot's name and a question in this chat (an inline query).

        If Telegram keeps the answer, the bot is not asked.
        """
        inline = self.api.state.inline
        query_id = inline.ask(self.user["id"], query, offset, self.api.state.clock())
        kind = "sender" if self._chat.kind == "private" else self._chat.kind
        asked = {
            "id": query_id,
            "from": self.user,
            "query": query,
            "offset": offset,
            "chat_type": kind,
        }
        if query_id in inline.answers:
            return {"update_id": 0, "inline_query": asked}
        return self._queue("inline_query", asked)

    def inserts(self, asked: Json, number: int = 0) -> Json:
        """Choose a result of an inline query, which is sent to this chat in one's own name."""
        answer = self.api.state.inline.answers[asked["inline_query"]["id"]]
        content = Params(answer.results[number]).nested("input_message_content")
        body = as_body(read_message(content, "message_text"))
        return self._post_message({**body, "via_bot": self.api.state.me})

    def forwards(self, text: str) -> Json:
        """Forward a text of somebody else."""
        author = {"id": 990_001, "is_bot": False, "first_name": "Adelheid"}
        origin = {"type": "user", "sender_user": author, "date": self.api.state.date()}
        return self._post_message({"text": text, "forward_origin": origin})

    def sends(self, content: Json) -> Json:
        """Send a message with these fields of its JSON, also in place of who sends it."""
        return self._post_message(content)

    def sends_photo(self, caption: str = "", album: str = "") -> Json:
        """Send a photo, with words under it and as one of an album if they are given."""
        photo = {"file_id": "p1", "file_unique_id": "p1", "width": 90, "height": 60}
        given = {
            "caption": caption,
            "caption_entities": find_entities(caption),
            "media_group_id": album,
        }
        return self._post_message(
            {"photo": [photo], **{name: value for name, value in given.items() if value}}
        )

    def sends_sticker(self) -> Json:
        """Send something without words."""
        sticker: Json = {
            "file_id": "sticker-1",
            "file_unique_id": "s1",
            "type": "regular",
            "width": 512,
            "height": 512,
            "is_animated": False,
            "is_video": False,
            "emoji": "🙂",
        }
        return self._post_message({"sticker": sticker})

    def blocks_bot(self) -> Json:
        """Block the bot; in a group, remove it."""
        private = self._chat.kind == "private"
        self.api.state.chats.set_access(self.chat_id, "blocked" if private else "kicked")
        return self.changes_bot("member", "kicked")

    def unblocks_bot(self) -> Json:
        """Unblock the bot; in a group, add it again."""
        self.api.restore(self.chat_id)
        return self.changes_bot("kicked", "member")

    def changes_bot(self, before: str, after: str, **rights: bool) -> Json:
        """Make the bot a member of another status in the chat, with these rights of it."""
        me = self.api.state.me
        self._chat.members[me["id"]] = member_json(me, after) | rights
        return self._queue(
            "my_chat_member",
            {
                "chat": self._chat.as_json(),
                "from": self.user,
                "date": self.api.state.date(),
                "old_chat_member": member_json(me, before),
                "new_chat_member": self._chat.members[me["id"]],
            },
        )

    def _post_message(self, content: Json) -> Json:
        state = self.api.state
        thread: Json = {}
        if self.thread_id is not None:
            thread = {"message_thread_id": self.thread_id, "is_topic_message": True}
        body = {
            "from": self.user,
            "chat": self._chat.as_json(),
            "date": state.date(),
            **thread,
            **content,
        }
        post = state.posts.add(self.chat_id, state.clock(), body, is_from_bot=False)
        return self._deliver("message", post.body)

    def _deliver(self, kind: str, message: Json) -> Json:
        """Queue a message, unless the bot's privacy mode keeps it from the bot."""
        me, member = self.api.state.me, self._chat.members.get(self.api.state.me["id"], {})
        sees_all = me.get("can_read_all_group_messages") or member.get("status") == "administrator"
        if self._chat.is_group and not (sees_all or is_seen_in_privacy(message, me)):
            return {"update_id": 0, kind: copy.deepcopy(message)}
        return self._queue(kind, message)

    def _shown_message(self, message_id: int) -> Json:
        post = self.api.state.posts.find(self.chat_id, message_id)
        if post is None:
            raise LookupError(f"no message {message_id} in chat {self.chat_id}")
        return {key: value for key, value in post.body.items() if key != "reply_to_message"}

    def _queue(self, kind: str, content: Json) -> Json:
        return self.api.updates.put(kind, copy.deepcopy(content))
