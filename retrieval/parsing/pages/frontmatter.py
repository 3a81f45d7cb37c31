"""Read the front matter of a saved page: the few forms of YAML for a plain value."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from retrieval.patterns import regex

_FENCE = "---"
_KEY = regex(r"(?P<key>[A-Za-z_][\w-]*):(?P<value>(?:[ \t].*)?)")
_ESCAPE = regex(
    r"\\(?:x(?P<x>[0-9A-Fa-f]{2})|u(?P<u>[0-9A-Fa-f]{4})|U(?P<U>[0-9A-Fa-f]{8})|(?P<sign>.))",
    re.DOTALL,
)
_SIGNS = dict(zip("ntrfvab0eN_LP", "\n\t\r\f\v\a\b\0\x1b\u0085\u00a0\u2028\u2029", strict=True))


def split_front_matter(text: str) -> tuple[Mapping[str, str], str] | None:
    """Split a page into the values at its head and the body below; None without front matter.

    Values may be plain, in single or in double quotes, and may continue on indented lines (YAML
    1.2, chapter 7.3), as PyYAML writes them. Lists and mappings are not read.
    """
    head, closed, body = text.removeprefix("\ufeff").partition(f"\n{_FENCE}\n")
    first, _, fields = head.partition("\n")
    if not closed or first.rstrip() != _FENCE:
        return None
    return dict(_fields(fields)), body


def _fields(lines: str) -> Iterator[tuple[str, str]]:
    key, value = "", ""
    for line in lines.split("\n"):
        match = _KEY.fullmatch(line)
        if match is None:
            value += "\n" + line
            continue
        if key:
            yield key, _value(value.strip())
        key, value = match["key"], match["value"]
    if key:
        yield key, _value(value.strip())


def _value(written: str) -> str:
    if len(written) > 1 and written[0] == written[-1] == '"':
        return _ESCAPE.sub(_escaped, _unfold(_join_escaped(written[1:-1])))
    if len(written) > 1 and written[0] == written[-1] == "'":
        return _unfold(written[1:-1]).replace("''", "'")
    return _unfold(written)


def _join_escaped(written: str) -> str:
    """Join lines whose line end is escaped; an escaped blank begins the words of the next line."""
    first, *others = written.split("\\\n")
    return first + "".join(
        other[1:] if other.startswith("\\ ") else other
        for other in (line.lstrip(" ") for line in others)
    )


def _unfold(written: str) -> str:
    return " ".join(line.strip(" \t") for line in written.split("\n"))


def _escaped(match: re.Match[str]) -> str:
    code = match["x"] or match["u"] or match["U"]
    if code is None:
        return _SIGNS.get(match["sign"], match["sign"])
    number = int(code, 16)
    is_sign = number <= 0x10FFFF and not 0xD800 <= number <= 0xDFFF  # noqa: PLR2004 - Unicode's range
    return chr(number) if is_sign else "\ufffd"
