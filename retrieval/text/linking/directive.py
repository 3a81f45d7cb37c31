"""The form of a text directive, and an address with one."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import quote

# Telegram and browsers take longer ones; people copy them into mails and tables.
_LONGEST_ADDRESS = 512


@dataclass(frozen=True, slots=True)
class Directive:
    """The parts of a text directive, `[prefix-,]start[,end][,-suffix]`; empty: not there."""

    start: str
    end: str = ""
    prefix: str = ""
    suffix: str = ""

    def __str__(self) -> str:
        prefix = f"{_encode(self.prefix)}-," if self.prefix else ""
        end = f",{_encode(self.end)}" if self.end else ""
        suffix = f",-{_encode(self.suffix)}" if self.suffix else ""
        return f"text={prefix}{_encode(self.start)}{end}{suffix}"


def _encode(part: str) -> str:
    # A hyphen, which quote() leaves, would make a part a prefix or a suffix.
    return quote(part.replace("\u00a0", " "), safe="").replace("-", "%2D")


def add_directive(address: str, directive: Directive) -> str:
    """Return an address that opens its page at some words; the plain one if it became too long."""
    _, mark, fragment = address.partition("#")
    if ":~:" in fragment:
        return address
    added = f"{address}{'' if mark else '#'}:~:{directive}"
    return added if len(added) <= _LONGEST_ADDRESS else address
