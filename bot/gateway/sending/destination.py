"""Where a message goes."""

from __future__ import annotations

from dataclasses import dataclass, replace

from telegram import Chat, Message, ReplyParameters, Update

from bot.gateway.sending.outcomes import Reason, outcome_of

_GROUPS = (Chat.GROUP, Chat.SUPERGROUP)


@dataclass(frozen=True, slots=True)
class Destination:
    """Where a message goes: a chat, the topic if it is a forum, and the message it replies to."""

    chat_id: int
    thread_id: int | None = None
    reply_to: int | None = None

    @classmethod
    def of(cls, update: Update) -> Destination | None:
        """Return where an update came from; None if it came from no chat."""
        chat, message = update.effective_chat, update.effective_message
        if not isinstance(chat, Chat):
            return None
        in_topic = isinstance(message, Message) and message.is_topic_message
        # In a group others write meanwhile: an answer shows what it answers.
        asked = update.message or update.edited_message
        return cls(
            chat.id,
            message.message_thread_id if message and in_topic else None,
            asked.message_id if asked and chat.type in _GROUPS else None,
        )

    def lacks(self, error: BaseException | None) -> bool:
        """Say whether an error means that the topic is gone or closed; the chat may still take it.

        Then it goes where a forum has what is in no topic.
        """
        if self.thread_id is None or error is None:
            return False
        return outcome_of(error).reason in {Reason.NO_TOPIC, Reason.CLOSED}

    @property
    def without_topic(self) -> Destination:
        """The same chat, in no topic and in reply to nothing of it."""
        return replace(self, thread_id=None, reply_to=None)

    @property
    def reply_parameters(self) -> ReplyParameters | None:
        """What tells Telegram which message is replied to; it may be gone by then."""
        if self.reply_to is None:
            return None
        return ReplyParameters(self.reply_to, allow_sending_without_reply=True)
