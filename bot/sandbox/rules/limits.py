"""The limits of Telegram that can be judged without knowing any chat. Each raises, or passes.

Figures: the Bot API's documentation. Words: the Bot API server and the error list of MTProto;
where neither publishes them, the docstring says so.
"""

import re
from collections.abc import Iterable, Sequence

from bot.sandbox.api_error import bad_request
from bot.sandbox.entities import Entity, MarkedText, utf16_len
from bot.sandbox.params import Json

MOST_TEXT = 4096
MOST_CAPTION = 1024
MOST_QUOTE = 1024
MOST_CALLBACK_ANSWER = 200
MOST_RESULTS = 50
MOST_RESULT_ID_BYTES = 64
MOST_COMMANDS = 100
MOST_COMMAND_DESCRIPTION = 256
MOST_NAME = 64
MOST_DESCRIPTION = 512
MOST_SHORT_DESCRIPTION = 120
CALLBACK_LIFE_S = 150.0
INLINE_LIFE_S = 30.0
DELETE_WITHIN_S = 48 * 3600.0
_COMMAND = re.compile(r"[a-z0-9_]{1,32}")
_INVISIBLE = re.compile("[\\s\u200b-\u200f\u2060-\u2064\ufeff]*")
_QUOTABLE = ("bold", "italic", "underline", "strikethrough", "spoiler", "custom_emoji", "date_time")


def longer(text: str, most: int) -> bool:
    """Return whether a text is too long, in UTF-16 units or in characters."""
    return max(utf16_len(text), len(text)) > most


def check_text(text: str) -> None:
    """Refuse a message nobody could read or that is too long."""
    if _INVISIBLE.fullmatch(text):
        raise bad_request("text must be non-empty")
    if longer(text, MOST_TEXT):
        raise bad_request("message is too long")


def check_caption(text: str) -> None:
    """Refuse a caption that is too long."""
    if longer(text, MOST_CAPTION):
        raise bad_request("message caption is too long")


def find_quote(quote: MarkedText, replied: MarkedText) -> int:
    """Return where a quote stands in the replied message, with its styles, or refuse it."""
    if longer(quote.text, MOST_QUOTE):
        raise bad_request("QUOTE_TEXT_INVALID")
    wanted = _quotable(quote.entities, 0, utf16_len(quote.text))
    at = replied.text.find(quote.text)
    while at >= 0:
        start = utf16_len(replied.text[:at])
        if _quotable(replied.entities, start, start + utf16_len(quote.text)) == wanted:
            return start
        at = replied.text.find(quote.text, at + 1)
    raise bad_request("QUOTE_TEXT_INVALID")


def _quotable(entities: Iterable[Entity], start: int, end: int) -> set[tuple[str, int, int]]:
    cut = ((e.type, max(e.offset, start), min(e.end, end)) for e in entities)
    return {(name, a - start, b - start) for name, a, b in cut if name in _QUOTABLE and a < b}


def check_callback_answer(text: str) -> None:
    """Refuse the answer to a tap that does not fit the toast."""
    if longer(text, MOST_CALLBACK_ANSWER):
        raise bad_request("MESSAGE_TOO_LONG")


def check_results(results: Sequence[Json]) -> None:
    """Refuse too many inline results, and ids that are empty, long or doubled."""
    if len(results) > MOST_RESULTS:
        raise bad_request("RESULTS_TOO_MUCH")
    ids = [str(result.get("id", "")) for result in results]
    if not all(1 <= len(one.encode()) <= MOST_RESULT_ID_BYTES for one in ids):
        raise bad_request("RESULT_ID_INVALID")
    if len(set(ids)) < len(ids):
        raise bad_request("RESULT_ID_DUPLICATE")


def check_commands(commands: Sequence[Json]) -> None:
    """Refuse a command menu with too many, misnamed or undescribed commands."""
    if len(commands) > MOST_COMMANDS:
        raise bad_request("BOT_COMMANDS_TOO_MUCH")
    for command in commands:
        if not _COMMAND.fullmatch(str(command.get("command", ""))):
            raise bad_request("BOT_COMMAND_INVALID")
        description = str(command.get("description", ""))
        if not description or longer(description, MOST_COMMAND_DESCRIPTION):
            raise bad_request("BOT_COMMAND_DESCRIPTION_INVALID")


def check_description(text: str, most: int) -> None:
    """Refuse a name or description of the bot that is too long; the words are ours."""
    if longer(text, most):
        raise bad_request(f"bot description must be at most {most} characters")


def check_modified(before: Json, after: Json) -> None:
    """Refuse an edit that changes nothing a reader could see or tap."""
    seen = ("text", "entities", "caption", "caption_entities", "reply_markup")
    if all(before.get(key) == after.get(key) for key in seen):
        raise bad_request(
            "message is not modified: specified new message content and reply markup are exactly "
            "the same as a current content and reply markup of the message"
        )
