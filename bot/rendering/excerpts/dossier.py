"""Excerpts as files: to read, for a table, and for reference managers.

They are in English whatever a chat speaks, as the words that are kept.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Sequence
from types import MappingProxyType

from bot.language.english import ENGLISH
from bot.language.spoken import speaking
from bot.rendering.citation import asked_by, day
from bot.rendering.excerpts.bibtex import bibtex_entry
from bot.rendering.excerpts.reference import Reference, on_one_line, refer_to
from bot.rendering.excerpts.ris import ris_entry
from retrieval.model.answer import Excerpt
from retrieval.patterns import regex

_COLUMNS = (
    *("quotation", "speaker", "asked_by", "question", "title", "kind", "date", "section"),
    *("remarks", "publisher", "url", "release", "version", "statement"),
)
# Signs that Markdown reads as more than signs, and those that open a list at the start of a line.
_MARKUP = regex(r"([\\`*_{}\[\]<>#|~&])")
_LIST = regex(r"^(\d+)([.)])|^([-+])")
# A cell that begins so is a formula to spreadsheets.
_FORMULA = ("=", "+", "-", "@")


@speaking(ENGLISH)
def to_markdown(excerpts: Sequence[Excerpt]) -> str:
    """Return a dossier to read: each excerpt as a quotation, with its source under it."""
    blocks = ["# Excerpts", *map(_block, excerpts)]
    return "\n\n".join(blocks) + "\n"


def _block(excerpt: Excerpt) -> str:
    reference, question = refer_to(excerpt), excerpt.statement.question
    asked = []
    if question is not None:
        words = on_one_line(question.span.of(excerpt.release.text))
        asked = [f"{escape(asked_by(question.asker))}: “{escape(words)}”", ""]
    source = (
        reference.short_title,
        day(reference.date),
        reference.section,
        *reference.remarks,
        reference.publisher,
    )
    address = f"<{reference.url}>" if reference.url else "saved copy, address unknown"
    lines = [
        f"> {escape(reference.quotation)}",
        "",
        f"— {escape(reference.speaker or reference.publisher)}",
        "",
        *asked,
        escape(" · ".join(filter(None, source))),
        address,
    ]
    return "\n".join(lines)


def escape(words: str) -> str:
    """Return words that Markdown shows as they are."""
    return _LIST.sub(r"\1\\\2\3", _MARKUP.sub(r"\\\1", words))


def to_csv(excerpts: Sequence[Excerpt]) -> str:
    """Return a table, a row each; whole questions; a formula is kept from being one by a quote."""
    written = io.StringIO()
    table = csv.writer(written)
    table.writerow(_COLUMNS)
    table.writerows([_cell(one) for one in _row(excerpt)] for excerpt in excerpts)
    # The mark by which spreadsheets know UTF-8.
    return f"\ufeff{written.getvalue()}"


def _row(excerpt: Excerpt) -> tuple[str, ...]:
    reference, release = refer_to(excerpt), excerpt.release
    question = excerpt.statement.question
    return (
        reference.quotation,
        reference.speaker,
        question.asker if question else "",
        question.span.of(release.text) if question else "",
        reference.title,
        reference.kind,
        reference.date.isoformat(),
        reference.section,
        "; ".join(reference.remarks),
        reference.publisher,
        reference.url,
        release.id,
        str(release.version),
        excerpt.statement.id,
    )


def _cell(words: str) -> str:
    cell = on_one_line(words)
    return f"'{cell}" if cell.startswith(_FORMULA) else cell


def to_bibtex(excerpts: Sequence[Excerpt]) -> str:
    """Return a file of entries."""
    return "\n\n".join(_written(excerpts, bibtex_entry)) + "\n"


def to_ris(excerpts: Sequence[Excerpt]) -> str:
    """Return a file of records; the format asks for such ends of lines."""
    return ("\n".join(_written(excerpts, ris_entry)) + "\n").replace("\n", "\r\n")


def _written(excerpts: Sequence[Excerpt], write: Callable[[Reference], str]) -> list[str]:
    """Write references; of several excerpts of one statement each has a key of its own."""
    keys: dict[str, int] = {}
    entries = []
    for one in map(refer_to, excerpts):
        number = keys[one.key] = keys.get(one.key, 0) + 1
        entries.append(write(one.with_key(one.key if number == 1 else f"{one.key}-{number}")))
    return entries


# The kinds of files, by the ends of their names.
FILES: MappingProxyType[str, Callable[[Sequence[Excerpt]], str]] = MappingProxyType(
    {"md": to_markdown, "csv": to_csv, "bib": to_bibtex, "ris": to_ris}
)
