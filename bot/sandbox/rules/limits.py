"""Telegram's limits that can be checked without knowing a chat. Each check raises or returns None.

The figures are from the Bot API's documentation. The words of the errors are from the Bot API
server and MTProto's list of errors; where neither publishes them, the docstring says so.
"""

from collections.abc import Iterable, Sequence

from bot.sandbox.api_error import bad_request
from bot.sandbox.entities import Entity, MarkedText, utf16_len
from bot.sandbox.params import Json
from retrieval.patterns import regex

MAX_TEXT = 4096
MAX_CAPTION = 1024
MAX_QUOTE = 1024
MAX_CALLBACK_ANSWER = 200
MAX_RESULTS = 50
MAX_RESULT_ID_BYTES = 64
MAX_COMMANDS = 100
MAX_COMMAND_DESCRIPTION = 256
MAX_NAME = 64
MAX_DESCRIPTION = 512
MAX_SHORT_DESCRIPTION = 120
CALLBACK_LIFETIME_S = 150.0
INLINE_LIFETIME_S = 30.0
# For so long an answer is kept, if the bot does not say for how long.
INLINE_KEPT_S = 300
MAX_OFFSET_BYTES = 64
DELETE_WITHIN_S = 48 * 3600.0
_COMMAND = regex(r"[a-z0-9_]{1,32}")
_PARAMETER = regex(r"[A-Za-z0-9_-]{1,64}")
_INVISIBLE = regex("[\\s\u200b-\u200f\u2060-\u2064\ufeff]*")
_QUOTABLE = ("bold", "italic", "underline", "strikethrough", "spoiler", "custom_emoji", "date_time")


def is_too_long(text: str, maximum: int) -> bool:
    """Tell whether a text is too long, in UTF-16 units or in characters."""
    return max(utf16_len(text), len(text)) > maximum


def check_text(text: str) -> None:
    """Refuse a message that shows nothing or is too long."""
    if _INVISIBLE.fullmatch(text):
        raise bad_request("text must be non-empty")
    if is_too_long(text, MAX_TEXT):
        raise bad_request("message is too long")


def check_caption(text: str) -> None:
    """Refuse a caption that is too long."""
    if is_too_long(text, MAX_CAPTION):
        raise bad_request("message caption is too long")


def find_quote(quote: MarkedText, replied: MarkedText) -> int:
    """Return the offset of a quote in the replied message (same words and styles), or refuse it."""
    if is_too_long(quote.text, MAX_QUOTE):
        raise bad_request("QUOTE_TEXT_INVALID")
    wanted = quotable(quote.entities, 0, utf16_len(quote.text))
    at = replied.text.find(quote.text)
    while at >= 0:
        start = utf16_len(replied.text[:at])
        if quotable(replied.entities, start, start + utf16_len(quote.text)) == wanted:
            return start
        at = replied.text.find(quote.text, at + 1)
    raise bad_request("QUOTE_TEXT_INVALID")


def quotable(entities: Iterable[Entity], start: int, end: int) -> set[tuple[str, int, int]]:
    """Return the styles that a quote from `start` to `end` keeps, by its own offsets."""
    cut = ((e.type, max(e.offset, start), min(e.end, end)) for e in entities)
    return {(name, a - start, b - start) for name, a, b in cut if name in _QUOTABLE and a < b}


def check_callback_answer(text: str) -> None:
    """Refuse an answer to a tap that is too long."""
    if is_too_long(text, MAX_CALLBACK_ANSWER):
        raise bad_request("MESSAGE_TOO_LONG")


def check_results(results: Sequence[Json]) -> None:
    """Refuse too many inline results, and ids that are empty, too long or repeated."""
    if len(results) > MAX_RESULTS:
        raise bad_request("RESULTS_TOO_MUCH")
    ids = [str(result.get("id", "")) for result in results]
    if not all(1 <= len(result_id.encode()) <= MAX_RESULT_ID_BYTES for result_id in ids):
        raise bad_request("RESULT_ID_INVALID")
    if len(set(ids)) < len(ids):
        raise bad_request("RESULT_ID_DUPLICATE")


def check_offset(offset: str) -> None:
    """Refuse an offset that is too long."""
    if len(offset.encode()) > MAX_OFFSET_BYTES:
        raise bad_request("NEXT_OFFSET_INVALID")


def check_results_button(button: Json) -> None:
    """Refuse a button above results without words, or with a parameter that /start cannot take."""
    if not button:
        return
    if not str(button.get("text", "")).strip():
        raise bad_request("SWITCH_PM_TEXT_EMPTY")
    if "web_app" not in button and not _PARAMETER.fullmatch(str(button.get("start_parameter", ""))):
        raise bad_request("START_PARAM_INVALID")


def check_commands(commands: Sequence[Json]) -> None:
    """Refuse a command menu with too many commands, or with a wrong name or description."""
    if len(commands) > MAX_COMMANDS:
        raise bad_request("BOT_COMMANDS_TOO_MUCH")
    for command in commands:
        if not _COMMAND.fullmatch(str(command.get("command", ""))):
            raise bad_request("BOT_COMMAND_INVALID")
        description = str(command.get("description", ""))
        if not description or is_too_long(description, MAX_COMMAND_DESCRIPTION):
            raise bad_request("BOT_COMMAND_DESCRIPTION_INVALID")


def check_description(text: str, maximum: int) -> None:
    """Refuse a name or description of the bot that is too long; the words of the error are ours."""
    if is_too_long(text, maximum):
        raise bad_request(f"bot description must be at most {maximum} characters")


def check_modified(before: Json, after: Json) -> None:
    """Refuse an edit that changes nothing a reader could see or tap."""
    visible = ("text", "entities", "caption", "caption_entities", "reply_markup")
    if all(before.get(key) == after.get(key) for key in visible):
        raise bad_request(
            "message is not modified: specified new message content and reply markup are exactly "
            "the same as a current content and reply markup of the message"
        )
