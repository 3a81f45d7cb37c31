"""In a group the bot is asked by its name anywhere in a message, or by a reply to it."""

from __future__ import annotations

from collections.abc import Iterator

from telegram import Chat, Message, MessageEntity, Update
from telegram.ext import filters

_MENTIONS = (MessageEntity.MENTION, MessageEntity.TEXT_MENTION)


def words_to_bot(message: Message, bot_id: int, bot_name: str) -> str | None:
    """Return what a message in a group says to the bot, without its name; None if nothing.

    What somebody forwards, what a linked channel posts and what was made by a bot is said to
    nobody. A command is not read here. A reply to the bot that names somebody else is said to them.
    """
    text = message.text or message.caption or ""
    if not text or _is_passed_on(message) or _begins_with_command(message):
        return None
    named = list(_mentions(message, text))
    own = [span for span, name in named if name.casefold() == f"@{bot_name}".casefold()]
    if own:
        return _without(text, own)
    replied = message.reply_to_message
    is_reply = replied is not None and replied.from_user is not None
    is_to_bot = is_reply and replied.from_user.id == bot_id  # type: ignore[union-attr]  # see above
    return text.strip() if is_to_bot and not named else None


def _is_passed_on(message: Message) -> bool:
    writer = message.from_user
    # Anonymous admins and channels write as users that are bots, in the name of a chat.
    is_by_bot = writer is not None and writer.is_bot and message.sender_chat is None
    is_forwarded = message.forward_origin is not None or bool(message.is_automatic_forward)
    return is_by_bot or is_forwarded or message.via_bot is not None


def _entities(message: Message) -> tuple[MessageEntity, ...]:
    return message.entities or message.caption_entities


def _begins_with_command(message: Message) -> bool:
    return any(
        one.type == MessageEntity.BOT_COMMAND and one.offset == 0 for one in _entities(message)
    )


def _mentions(message: Message, text: str) -> Iterator[tuple[tuple[int, int], str]]:
    """Yield where somebody is named, in UTF-16 units, and the words."""
    units = text.encode("utf-16-le", "surrogatepass")
    for one in _entities(message):
        if one.type in _MENTIONS:
            begin, end = one.offset, one.offset + one.length
            yield (begin, end), units[2 * begin : 2 * end].decode("utf-16-le", "ignore")


def _without(text: str, spans: list[tuple[int, int]]) -> str:
    """Cut names out of a text, with the comma or colon behind a name that it begins with."""
    units = text.encode("utf-16-le", "surrogatepass")
    for begin, end in sorted(spans, reverse=True):
        units = units[: 2 * begin] + units[2 * end :]
    left = units.decode("utf-16-le", "surrogatepass")
    lines = (" ".join(line.split()) for line in left.strip(" \t\n,:;–—-").split("\n"))
    return "\n".join(filter(None, lines)).replace(" ,", ",").replace(" ?", "?")


class Written(filters.MessageFilter):
    """Lets pass what somebody wrote: in groups nothing forwarded, nowhere what a bot inserted."""

    def filter(self, message: Message) -> bool:
        """Say whether somebody wrote a message to be answered."""
        is_private = message.chat.type == Chat.PRIVATE
        return message.via_bot is None if is_private else not _is_passed_on(message)


class CommandToBot(filters.MessageFilter):
    """Lets pass a command with the name of the bot behind it."""

    def filter(self, message: Message) -> bool:
        """Say whether a message is a command that names the bot."""
        command = (message.text or "").split(maxsplit=1)[:1]
        named = command[0].partition("@")[2] if command and _begins_with_command(message) else ""
        return named.casefold() == message.get_bot().username.casefold()


class ToBot(filters.MessageFilter):
    """Lets pass what is said to the bot in a group."""

    def filter(self, message: Message) -> bool:
        """Say whether a message is said to the bot."""
        bot = message.get_bot()
        return words_to_bot(message, bot.id, bot.username) is not None


def read_words(update: Update) -> str:
    """Return what the message of an update says to the bot; empty if that is only its name."""
    message = update.message or update.edited_message
    if message is None:
        return ""
    bot = message.get_bot()
    return words_to_bot(message, bot.id, bot.username) or ""
