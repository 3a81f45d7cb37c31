"""A citation as an RIS record."""

from __future__ import annotations

from collections.abc import Iterator

from bot.rendering.excerpts.reference import Reference


def ris_entry(reference: Reference) -> str:
    """Return a record with the quotation as its note; each field is a line."""
    fields = [f"{tag}  - {value}" for tag, value in _fields(reference) if value]
    return "\n".join((*fields, "ER  - "))


def _fields(reference: Reference) -> Iterator[tuple[str, str]]:
    at = reference.date
    yield "TY", "GOVDOC"
    yield "ID", reference.key
    yield "AU", _author(reference)
    yield "TI", reference.title
    yield "PY", str(at.year)
    yield "DA", f"{at.year:04}/{at.month:02}/{at.day:02}/"
    yield "M3", reference.kind
    yield "SE", "; ".join(filter(None, (reference.section, *reference.remarks)))
    yield "PB", reference.publisher
    yield "UR", reference.url
    yield "N1", f"“{reference.quotation}”"


def _author(reference: Reference) -> str:
    """Return an author; a comma parts family and given name, and an asterisk is not allowed."""
    author = reference.author
    name = author.whole.replace(",", "") if author.whole else author.inverted
    return name.replace("*", "")
