"""What a page shows of a message, a button and a call, as JSON."""

from __future__ import annotations

import json
from collections.abc import Mapping
from urllib.parse import parse_qs, urlsplit

from bot.sandbox.call_log import Call, Refusal, Upload
from bot.sandbox.memory.posts import Post
from bot.sandbox.params import Json

_LONGEST_VALUE = 600
_START_HOST = "t.me"
Files = Mapping[tuple[int, int], Upload]


def message_json(post: Post, files: Files, bot_name: str) -> Json:
    """Return a message as it is now."""
    body = post.body
    upload = files.get((post.chat_id, post.message_id))
    return {
        "chat": post.chat_id,
        "topic": body.get("message_thread_id"),
        "id": post.message_id,
        "is_bot": post.is_from_bot,
        "from": body["from"]["first_name"],
        "via": body.get("via_bot", {}).get("username", ""),
        "date": body["date"],
        "is_edited": "edit_date" in body and "text" in body and not post.is_from_bot,
        "text": post.markup.text,
        "entities": [
            {**entity.as_json(), **_start(entity.url, bot_name)} for entity in post.markup.entities
        ],
        "is_photo": "photo" in body,
        "file": _file(body, upload),
        "rows": [
            [show_button(button, bot_name) for button in row]
            for row in body.get("reply_markup", {}).get("inline_keyboard", [])
        ],
        "reply": _reply(body),
    }


def _file(body: Json, upload: Upload | None) -> Json | None:
    if upload is None:
        return None
    name = body.get("document", {}).get("file_name") or upload.filename
    return {"name": name, "size": len(upload.content)}


def _reply(body: Json) -> Json | None:
    replied = body.get("reply_to_message")
    if replied is None:
        return None
    quote = body.get("quote", {}).get("text", "")
    return {
        "id": replied["message_id"],
        "from": replied["from"]["first_name"],
        "text": quote or replied.get("text") or replied.get("caption", ""),
        "is_quote": bool(quote),
    }


def show_button(button: Json, bot_name: str) -> Json:
    """Return what a tap on a button does: taps, opens, copies, or starts the bot."""
    copied = button.get("copy_text", {})
    return {
        "label": button["text"],
        "data": button.get("callback_data"),
        "url": button.get("url"),
        "copied": copied.get("text"),
        **_start(button.get("url"), bot_name),
    }


def _start(url: str | None, bot_name: str) -> Json:
    """Return what a deep link to the bot hands to /start; nothing for another link."""
    parts = urlsplit(url or "")
    if parts.hostname != _START_HOST or parts.path.strip("/").lower() != bot_name.lower():
        return {}
    return {"start": "".join(parse_qs(parts.query).get("start", [""])[:1])}


def call_json(call: Call) -> Json:
    """Return a call that was accepted, with its parameters."""
    return {
        "method": call.method,
        "params": _params(call.params),
        "files": [f"{one.filename}, {len(one.content)} bytes" for one in call.files.values()],
        "refused": "",
    }


def refusal_json(refusal: Refusal) -> Json:
    """Return a call that was refused, and why."""
    return {
        "method": refusal.method,
        "params": _params(refusal.params),
        "files": [],
        "refused": f"{refusal.error.code} {refusal.error.description}",
    }


def _params(params: Mapping[str, object]) -> Json:
    return {name: clip(value) for name, value in params.items()}


def clip(value: object) -> str:
    """Return a value as a text that is not too long to be shown."""
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, default=str)
    return text if len(text) <= _LONGEST_VALUE else f"{text[:_LONGEST_VALUE]}…"
