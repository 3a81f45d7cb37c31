"""The words of a call: read by their parse mode and held to Telegram's limits."""

from bot.sandbox.api_error import bad_request
from bot.sandbox.entities import MarkedText, finish
from bot.sandbox.params import Json, Params
from bot.sandbox.rules.html_parse_mode import parse_html
from bot.sandbox.rules.limits import check_caption, check_text


def read_markup(params: Params, name: str, mode: str = "parse_mode") -> MarkedText:
    """Return the text under a name as its reader sees it.

    Plain text and HTML are played; the Markdown modes and ready-made entities are not, and are
    refused, so that nobody thinks they were checked.
    """
    parse_mode = params.text(mode).lower()
    if parse_mode not in ("", "html") or params.rows(_ENTITIES.get(name, "entities")):
        raise bad_request("unsupported parse_mode: the sandbox plays HTML and plain text")
    text = params.text(name)
    return parse_html(text) if parse_mode == "html" else finish(text)


def read_message(params: Params, name: str = "text") -> MarkedText:
    """Return the text of a message; it must have one, of at most 4,096."""
    if not params.text(name):
        raise bad_request("message text is empty")
    seen = read_markup(params, name)
    check_text(seen.text)
    return seen


def read_caption(params: Params) -> MarkedText:
    """Return a caption, which may be empty and has at most 1,024."""
    seen = read_markup(params, "caption")
    check_caption(seen.text)
    return seen


def as_body(seen: MarkedText, name: str = "text") -> Json:
    """Return text and entities as they stand in a message."""
    entities = [entity.as_json() for entity in seen.entities]
    words = {name: seen.text} if seen.text else {}
    return {**words, _ENTITIES[name]: entities} if entities else words


_ENTITIES = {"text": "entities", "caption": "caption_entities", "quote": "quote_entities"}
