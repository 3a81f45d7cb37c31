"""Which addresses Telegram keeps in a link or a button, and how it writes them."""

import re

from retrieval.patterns import regex

_TG = regex(r"tg:(?://)?(?P<host>[A-Za-z0-9_-]+)(?P<tail>(?:[/?#].*)?)", re.IGNORECASE)
_WEB = regex(
    r"(?:(?P<scheme>https?)://)?"
    r"(?P<user>[^/?#@\s]*@)?"
    r"(?P<host>\w(?:[\w-]*\w)?(?:\.\w(?:[\w-]*\w)?)+)"
    r"(?P<port>:\d{1,5})?"
    r"(?P<tail>(?:[/?#][^\s]*)?)",
    re.IGNORECASE,
)
# A mention by id becomes an entity only for users that the bot knows; the sandbox knows none.
_MENTION = regex(r"tg:(?://)?user\?", re.IGNORECASE)


def checked_link(url: str) -> str | None:
    """Return the address as Telegram would store it, or None if it would silently drop it.

    Source: TDLib's `LinkManager::check_link`: http, https or tg; a web host needs a dot; an
    address without a scheme is http; the path is never empty. It is stricter than TDLib in one
    point: an address with blanks in it, or one such as `mailto:a@b.c`, is dropped.
    """
    if _MENTION.match(url):
        return None
    if found := _TG.fullmatch(url):
        return f"tg://{found['host'].lower()}{_with_path(found['tail'])}"
    found = _WEB.fullmatch(url)
    if found is None or (found["user"] and not found["scheme"]):
        return None
    scheme = (found["scheme"] or "http").lower()
    authority = f"{found['user'] or ''}{found['host'].lower()}{found['port'] or ''}"
    return f"{scheme}://{authority}{_with_path(found['tail'], '/')}"


def _with_path(tail: str, root: str = "") -> str:
    return tail if tail.startswith("/") else root + tail
