"""Citations in the styles that people ask for, as plain text to copy.

They are in English whatever a chat speaks, as the words that are cited.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from types import MappingProxyType

from bot.language.english import DAY, ENGLISH
from bot.language.spoken import gettext_noop
from bot.rendering.excerpts.bibtex import bibtex_entry
from bot.rendering.excerpts.reference import Reference
from bot.rendering.excerpts.ris import ris_entry

PLAIN = "plain"


@dataclass(frozen=True, slots=True)
class Style:
    """A style of citation: its name, and how it writes a reference."""

    name: str
    write: Callable[[Reference], str]


def plain(reference: Reference) -> str:
    """Return the quotation with its source, as it goes into an article or a message."""
    source = (
        reference.speaker,
        reference.short_title,
        ENGLISH.date(reference.date, DAY),
        reference.section,
        *reference.remarks,
        reference.publisher if reference.publisher != reference.speaker else "",
        reference.url,
    )
    return f"“{reference.quotation}” — {', '.join(filter(None, source))}"


def apa(reference: Reference) -> str:
    """Return the reference as APA has it (7th edition)."""
    at = reference.date
    described = "; ".join((reference.kind, *reference.remarks))
    author = reference.author.with_initials
    parts = [
        _ended(author),
        f"({at.year}, {at:%B} {at.day}).",
        f"{reference.title} [{described}].",
        _ended(reference.publisher) if reference.publisher != author else "",
        reference.url,
    ]
    return " ".join(filter(None, parts))


def chicago(reference: Reference) -> str:
    """Return the note as the Chicago Manual has it (17th edition)."""
    at = reference.date
    author = reference.author.in_order
    parts = (
        author,
        f"“{reference.title},” {reference.kind.lower()}",
        reference.section,
        *reference.remarks,
        reference.publisher if reference.publisher != author else "",
        f"{at:%B} {at.day}, {at.year}",
        reference.url,
    )
    return f"{', '.join(filter(None, parts))}."


def _ended(words: str) -> str:
    return words if words.endswith(".") else f"{words}."


# By the words that ask for them, in a button and as typed.
STYLES: MappingProxyType[str, Style] = MappingProxyType(
    {
        PLAIN: Style(gettext_noop("Plain"), plain),
        "apa": Style("APA", apa),
        "chicago": Style("Chicago", chicago),
        "bibtex": Style("BibTeX", bibtex_entry),
        "ris": Style("RIS", ris_entry),
    }
)
