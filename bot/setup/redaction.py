"""What is shown is without secrets: tokens go by their form, other secrets as they were learnt."""

from __future__ import annotations

import html
import json
import re
import sys
from collections.abc import Iterator
from typing import Any, TextIO
from urllib.parse import parse_qsl, quote, quote_plus, unquote, urlsplit

from retrieval.patterns import regex

# What the docs and messages give as examples is not hidden: this, and the password "password".
EXAMPLE_TOKEN = "110201543:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw0"  # noqa: S105 - nobody's
_TOKEN = regex(rf"(?<!\d)(?!{EXAMPLE_TOKEN}\b)\d{{6,}}(?::|%3[Aa])[A-Za-z0-9_-]{{30,}}")
_CREDENTIALS = regex(r"(?<=://)[^/\s\"']*:(?!password@)[^/\s\"']*@")
_HIDDEN = "[hidden]"
# A shorter password may be a part of any word; in an address it is hidden all the same.
_SHORTEST = 8

_learnt: set[str] = set()
_any_learnt = regex(r"(?!)")


def learn(secret: str) -> None:
    """Hide a secret from now on: the text, or the passwords in it if it is an address.

    A token is known without the number of its bot, too. All are also known as addresses, JSON,
    Python and HTML write them.
    """
    global _any_learnt  # noqa: PLW0603 - what may be shown is the same for all of a process
    for part in _parts(secret):
        if len(part) >= _SHORTEST:
            _learnt.update(_ways_to_write(part))
    longest_first = sorted(_learnt, key=len, reverse=True)
    # Addresses may have their escapes in small letters.
    _any_learnt = re.compile("|".join(map(re.escape, longest_first)) or "(?!)", re.IGNORECASE)


def _ways_to_write(secret: str) -> Iterator[str]:
    yield from (secret, quote(secret), quote(secret, ""), quote_plus(secret), html.escape(secret))
    quoted = json.dumps(secret), json.dumps(secret, ensure_ascii=False), repr(secret)
    yield from (one[1:-1] for one in quoted)


def _parts(secret: str) -> list[str]:
    if "://" not in secret:
        return [secret, *([secret.partition(":")[2]] if _TOKEN.fullmatch(secret) else [])]
    try:
        address = urlsplit(secret)
        asked = parse_qsl(address.query)
    except ValueError:
        # It is refused, without its value.
        return [secret]
    password = address.password or ""
    options = [value for name, value in asked if "pass" in name.lower()]
    return [password, unquote(password), *options]


def redact(text: str) -> str:
    """Return the text with every token, and every secret that was learnt, hidden."""
    text = _any_learnt.sub(_HIDDEN, _TOKEN.sub("[token]", text))
    return _CREDENTIALS.sub(f"{_HIDDEN}@", text)


class RedactingStream:
    """A text stream that shows no secret: logs, warnings and tracebacks, whoever writes them."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream

    def write(self, text: str) -> int:
        """Write the text without secrets; return its length."""
        self._stream.write(redact(text))
        return len(text)

    def writelines(self, lines: list[str]) -> None:
        """Write lines without secrets."""
        self._stream.writelines(map(redact, lines))

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 - all else is the stream's own
        return getattr(self._stream, name)


def redact_stderr() -> None:
    """Let no secret out by standard error, from now on."""
    if not isinstance(sys.stderr, RedactingStream):
        sys.stderr = RedactingStream(sys.stderr)
