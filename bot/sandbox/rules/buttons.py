"""The buttons under a message: what Telegram accepts, and what a reader sees."""

from bot.sandbox.api_error import bad_request
from bot.sandbox.call_log import Button, Buttons
from bot.sandbox.params import Json, Params
from bot.sandbox.rules.limits import is_too_long
from bot.sandbox.rules.links import checked_link

MAX_BUTTONS = 100
MAX_BUTTONS_IN_A_ROW = 8
MAX_DATA_BYTES = 64
MAX_COPY_TEXT = 256
_ACTIONS = (
    "callback_data",
    "url",
    "copy_text",
    "switch_inline_query",
    "switch_inline_query_current_chat",
    "switch_inline_query_chosen_chat",
    "web_app",
    "login_url",
    "callback_game",
    "pay",
)


def read_buttons(params: Params) -> Buttons:
    """Return the buttons of `reply_markup`, inline or not, after checking them.

    More than eight in a row are refused here; Telegram documents the limit and breaks the row.
    """
    markup = params.json_object("reply_markup")
    inline = "inline_keyboard" in markup
    rows = markup.get("inline_keyboard" if inline else "keyboard", [])
    if sum(map(len, rows)) > MAX_BUTTONS or any(len(row) > MAX_BUTTONS_IN_A_ROW for row in rows):
        raise bad_request("reply markup is too long")
    read = _read_inline if inline else _read_plain
    return tuple(tuple(read(button) for button in row) for row in rows if row)


def inline_markup(params: Params) -> Json | None:
    """Return the inline keyboard as it is stored with the message, or None."""
    rows = [row for row in params.json_object("reply_markup").get("inline_keyboard", []) if row]
    return {"inline_keyboard": rows} if rows else None


def _read_plain(button: Json) -> Button:
    return Button(_label(button), "")


def _read_inline(button: Json) -> Button:
    label = _label(button)
    actions = [name for name in _ACTIONS if name in button]
    if len(actions) != 1:
        raise bad_request("text buttons are unallowed in the inline keyboard")
    return Button(label, _target(actions[0], button[actions[0]]))


def _label(button: Json) -> str:
    label = button.get("text")
    if not isinstance(label, str) or not label.strip():
        raise bad_request("button text must be non-empty")
    return label


def _target(action: str, value: object) -> str:
    if action == "callback_data" and not 1 <= len(str(value).encode()) <= MAX_DATA_BYTES:
        raise bad_request("BUTTON_DATA_INVALID")
    if action == "url" and checked_link(str(value)) is None:
        raise bad_request(f"inline keyboard button URL '{value}' is invalid: Wrong HTTP URL")
    if action == "copy_text":
        value = value.get("text", "") if isinstance(value, dict) else ""
        if not value or is_too_long(str(value), MAX_COPY_TEXT):
            raise bad_request("BUTTON_COPY_TEXT_INVALID")
    return str(value)
