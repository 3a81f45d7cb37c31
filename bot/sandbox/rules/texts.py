"""Reads the text of a call by its parse mode, and checks it against Telegram's limits."""

from bot.sandbox.api_error import bad_request
from bot.sandbox.entities import MarkedText, normalize_text
from bot.sandbox.params import Json, Params
from bot.sandbox.rules.html_parse_mode import parse_html
from bot.sandbox.rules.limits import check_caption, check_text


def read_markup(params: Params, name: str, mode: str = "parse_mode") -> MarkedText:
    """Return the text under a name as its reader sees it.

    Only plain text and HTML are simulated. The Markdown modes and given entities are refused, so
    that nobody thinks they were checked.
    """
    parse_mode = params.text(mode).lower()
    if parse_mode not in ("", "html") or params.array(_ENTITIES.get(name, "entities")):
        raise bad_request("unsupported parse_mode: the sandbox simulates HTML and plain text")
    text = params.text(name)
    return parse_html(text) if parse_mode == "html" else normalize_text(text)


def read_message(params: Params, name: str = "text") -> MarkedText:
    """Return the text of a message, 1 to 4,096 characters."""
    if not params.text(name):
        raise bad_request("message text is empty")
    marked = read_markup(params, name)
    check_text(marked.text)
    return marked


def read_caption(params: Params) -> MarkedText:
    """Return a caption, 0 to 1,024 characters."""
    marked = read_markup(params, "caption")
    check_caption(marked.text)
    return marked


def as_body(marked: MarkedText, name: str = "text") -> Json:
    """Return text and entities as they stand in the JSON of a message."""
    entities = [entity.as_json() for entity in marked.entities]
    words = {name: marked.text} if marked.text else {}
    return {**words, _ENTITIES[name]: entities} if entities else words


_ENTITIES = {"text": "entities", "caption": "caption_entities", "quote": "quote_entities"}
