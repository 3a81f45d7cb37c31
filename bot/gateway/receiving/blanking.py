"""Blanking: only the fields of an update that handlers need are stored, and no names.

Fields that are not listed here are left out, so a field that Telegram adds tomorrow is not stored.
The Bot API requires a first name for each user; it is left empty.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

from retrieval.patterns import regex

Json = dict[str, Any]
# A rule returns what to keep of a value, or None to leave it out.
KeepRule = Callable[[object], object]

_INT64 = range(-(2**63), 2**63)
_LANGUAGE = regex(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8}){0,3}")
# The command for itself; with words behind it, these are what is to be verified.
_VERIFY = regex(r"/verify(?:@\w{1,32})?\s*\Z", re.IGNORECASE)
_ID = regex(r"[A-Za-z0-9_-]{1,256}")


def _integer(given: object) -> object:
    # In Python True is an int, but it is not an id.
    return given if type(given) is int and given in _INT64 else None


def _boolean(given: object) -> object:
    return given if isinstance(given, bool) else None


def _text(given: object) -> object:
    return given if isinstance(given, str) else None


def _language(given: object) -> object:
    return given if isinstance(given, str) and _LANGUAGE.fullmatch(given) else None


def _id(given: object) -> object:
    return given if isinstance(given, str) and _ID.fullmatch(given) else None


def _one_of(*names: str) -> KeepRule:
    return lambda given: given if isinstance(given, str) and given in names else None


def _fields(rules: Mapping[str, KeepRule], **always: object) -> KeepRule:
    def keep(given: object) -> object:
        if not isinstance(given, dict):
            return None
        kept: Json = {}
        for name, value in given.items():
            rule = rules.get(name)
            if rule is not None and (what := rule(value)) is not None:
                kept[name] = what
        return kept | always

    return keep


def _list_of(rule: KeepRule) -> KeepRule:
    def keep(given: object) -> object:
        if not isinstance(given, list):
            return None
        return [what for one in given if (what := rule(one)) is not None]

    return keep


def _rights(given: object) -> object:
    """Keep a member's status and rights: PTB requires every right that the status has."""
    if not isinstance(given, dict):
        return None
    rights = {name: value for name, value in given.items() if isinstance(value, bool)}
    kept = _MEMBER(given)
    return rights | kept if isinstance(kept, dict) else None


_USER = _fields({"id": _integer, "is_bot": _boolean, "language_code": _language}, first_name="")
_CHAT_TYPE = _one_of("private", "group", "supergroup", "channel")
_CHAT = _fields(
    {
        "id": _integer,
        "type": _CHAT_TYPE,
        "is_forum": _boolean,
    }
)
_MEMBER = _fields(
    {
        "status": _one_of("creator", "administrator", "member", "restricted", "left", "kicked"),
        "user": _USER,
        "until_date": _integer,
    }
)
_ENTITY = _fields(
    {
        "type": _one_of("bot_command", "mention", "text_mention", "hashtag", "url", "code"),
        "offset": _integer,
        "length": _integer,
    }
)
_MESSAGE_HEAD: dict[str, KeepRule] = {
    "message_id": _integer,
    "date": _integer,
    "chat": _CHAT,
    "from": _USER,
    "message_thread_id": _integer,
    "is_topic_message": _boolean,
    # A chat in whose name somebody writes: the group of an anonymous admin, or a channel.
    "sender_chat": _fields({"id": _integer, "type": _CHAT_TYPE}),
}
# That a message was forwarded, and not from whom or when. PTB requires a name and a moment.
_FORWARDED_BY_SOMEBODY = _fields({}, type="hidden_user", sender_user_name="", date=0)
_FORWARDED_FROM_CHANNEL = _fields({"chat": _CHAT}, type="channel", message_id=0, date=0)


def _forwarded(given: object) -> object:
    """Keep of a channel its number: an admin chooses a channel by forwarding a post of it."""
    is_of_channel = isinstance(given, dict) and given.get("type") == "channel"
    kept = _FORWARDED_FROM_CHANNEL(given) if is_of_channel else None
    has_number = isinstance(kept, dict) and {"id", "type"} <= set(kept.get("chat", ()))
    return kept if has_number else _FORWARDED_BY_SOMEBODY(given)


_REPLIED = _fields(_MESSAGE_HEAD)
_REPLIED_WORDS = _fields(_MESSAGE_HEAD | {"text": _text, "caption": _text})
_MESSAGE_WITHOUT_REPLIED = _fields(
    _MESSAGE_HEAD
    | {
        "text": _text,
        "caption": _text,
        "entities": _list_of(_ENTITY),
        "caption_entities": _list_of(_ENTITY),
        "via_bot": _USER,
        "is_automatic_forward": _boolean,
        "edit_date": _integer,
        "media_group_id": _id,
        "forward_origin": _forwarded,
        "quote": _fields({"text": _text, "position": _integer, "is_manual": _boolean}),
        "migrate_to_chat_id": _integer,
        "migrate_from_chat_id": _integer,
    }
)


def _message(given: object) -> object:
    """Keep a message, which one it replies to, by whom that is, and the words quoted from it.

    The rest of its text is kept only in a private chat, and only if that is what is to be verified.
    """
    kept = _MESSAGE_WITHOUT_REPLIED(given)
    if not isinstance(given, dict) or not isinstance(kept, dict):
        return kept
    is_private = kept.get("chat", {}).get("type") == "private"
    is_verifying = is_private and _VERIFY.match(str(kept.get("text"))) and "quote" not in kept
    replied = (_REPLIED_WORDS if is_verifying else _REPLIED)(given.get("reply_to_message"))
    return kept if replied is None else kept | {"reply_to_message": replied}


_KINDS: dict[str, KeepRule] = {
    "message": _message,
    "edited_message": _message,
    "callback_query": _fields(
        {
            "id": _id,
            "from": _USER,
            "message": _fields(_MESSAGE_HEAD),
            "inline_message_id": _id,
            "chat_instance": _id,
            "data": _text,
        }
    ),
    "inline_query": _fields(
        {
            "id": _id,
            "from": _USER,
            "query": _text,
            "offset": _text,
            "chat_type": _one_of("sender", "private", "group", "supergroup", "channel"),
        }
    ),
    "chosen_inline_result": _fields(
        {"result_id": _text, "from": _USER, "query": _text, "inline_message_id": _id}
    ),
    "my_chat_member": _fields(
        {
            "chat": _CHAT,
            "from": _USER,
            "date": _integer,
            "old_chat_member": _rights,
            "new_chat_member": _rights,
        }
    ),
}
KINDS = tuple(_KINDS)

# What people send. A message with none of these is a service message: who joined, what was pinned.
_CONTENTS = frozenset(
    """
    animation audio checklist contact dice document game giveaway invoice location paid_media
    photo poll sticker story text venue video video_note voice
    migrate_to_chat_id migrate_from_chat_id
    """.split()
)


def is_service_message(update: Json) -> bool:
    """Say whether an update is a service message, which nobody wrote; those are not answered."""
    message = update.get("message")
    return isinstance(message, dict) and not _CONTENTS.intersection(message)


def blank(update: Json) -> tuple[str, Json] | None:
    """Return the kind of an update and what is kept of it; None for a kind not asked for."""
    for kind, keep in _KINDS.items():
        given = update.get(kind)
        if isinstance(given, dict):
            return kind, {"update_id": update["update_id"], kind: keep(given)}
    return None


def lane_of(kind: str, kept: Json) -> int | None:
    """Return the lane of an update: its chat, else its sender; None if it names neither.

    Within a lane the order of updates is kept.
    """
    content = kept[kind]
    for holder in (content.get("message") or content, content):
        chat = holder.get("chat")
        if chat and "id" in chat:
            return int(chat["id"])
    sender = content.get("from")
    return int(sender["id"]) if sender and "id" in sender else None
