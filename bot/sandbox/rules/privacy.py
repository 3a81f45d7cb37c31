"""Which messages of a group reach a bot in privacy mode (Bot API, "Privacy mode")."""

from bot.sandbox.params import Json


def is_seen_in_privacy(message: Json, me: Json) -> bool:
    """Say whether a message is meant for the bot, or is a service message.

    Those are commands without a name or with the bot's, mentions of it, replies to it, and what was
    inserted through it. Commands without a name reach only the bot that wrote last; here any.
    """
    text = message.get("text") or message.get("caption") or ""
    name = f"@{me['username']}".lower()
    units = text.encode("utf-16-le")
    for one in message.get("entities") or message.get("caption_entities") or []:
        begin, end = one["offset"], one["offset"] + one["length"]
        words = units[2 * begin : 2 * end].decode("utf-16-le").lower()
        if one["type"] == "mention" and words == name:
            return True
        if one["type"] == "bot_command" and begin == 0:
            return "@" not in words or words.endswith(name)
    replied = message.get("reply_to_message", {}).get("from", {})
    via = message.get("via_bot", {})
    is_service = not _CONTENTS.intersection(message)
    return me["id"] in {replied.get("id"), via.get("id")} or is_service


_CONTENTS = frozenset(("text", "photo", "document", "sticker", "voice", "video"))
