"""The character references of Telegram's HTML: four names, and numbers."""

import re

from retrieval.patterns import regex

_REFERENCE = regex(r"&(?:#x(?P<hex>[0-9A-Fa-f]*)|#(?P<dec>[0-9]*)|(?P<name>[A-Za-z]*))")
_NAMED = {"lt": "<", "gt": ">", "amp": "&", "quot": '"'}
_TOO_LONG = 10  # "&#x10FFFF" has nine characters; TDLib leaves anything longer unchanged
_LAST = 0x10FFFF


def read_reference(source: str, at: int) -> tuple[str, int] | None:
    """Return the character that the reference at an offset means, and the offset after it.

    None if Telegram leaves the ampersand as it is. The semicolon may be missing.
    Source: TDLib's `decode_html_entity`.
    """
    found = _REFERENCE.match(source, at)
    character = _character(found) if found else None
    if found is None or character is None:
        return None
    end = found.end()
    return character, end + (source[end : end + 1] == ";")


def decode_references(source: str) -> str:
    """Return the text with every reference decoded."""
    pieces: list[str] = []
    at = 0
    while (ampersand := source.find("&", at)) >= 0:
        pieces.append(source[at:ampersand])
        character, at = read_reference(source, ampersand) or ("&", ampersand + 1)
        pieces.append(character)
    return "".join([*pieces, source[at:]])


def _character(found: re.Match[str]) -> str | None:
    if found["name"] is not None:
        return _NAMED.get(found["name"])
    if len(found[0]) >= _TOO_LONG:
        return None
    number = int(found["hex"] or "0", 16) if found["hex"] is not None else int(found["dec"] or "0")
    return chr(number) if 0 < number < _LAST else None
