"""A citation as a BibTeX entry."""

from __future__ import annotations

from bot.rendering.excerpts.reference import Reference

_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()
# What TeX reads as commands. BibTeX counts braces also behind a backslash, so they need a name.
_ESCAPES = str.maketrans(
    {
        "\\": r"\textbackslash{}",
        "{": r"\textbraceleft{}",
        "}": r"\textbraceright{}",
        "~": r"\textasciitilde{}",
        "^": r"\textasciicircum{}",
        **{sign: f"\\{sign}" for sign in "&%$#_"},
    }
)
# In an address nothing is a command, but these would end the field or be dropped.
_IN_ADDRESSES = str.maketrans({"\\": "%5C", "{": "%7B", "}": "%7D"})


def bibtex_entry(reference: Reference) -> str:
    """Return an entry with the quotation as its annotation."""
    author = reference.author
    # Braces keep a name that is not parted from being parted at its blanks.
    name = f"{{{escape(author.whole)}}}" if author.whole else escape(author.inverted)
    fields = {
        "author": name,
        # Braces keep the capitals.
        "title": f"{{{escape(reference.title)}}}",
        "howpublished": escape(f"{reference.kind}, {reference.publisher}"),
        "date": reference.date.isoformat(),
        "year": str(reference.date.year),
        "url": reference.url.translate(_IN_ADDRESSES),
        "note": escape("; ".join(filter(None, (reference.section, *reference.remarks)))),
        "annote": escape(f"“{reference.quotation}”"),
    }
    lines = [f"  {field} = {{{value}}}," for field, value in fields.items() if value]
    month = f"  month = {_MONTHS[reference.date.month - 1]},"
    return "\n".join((f"@misc{{{reference.key},", *lines, month, "}"))


def escape(words: str) -> str:
    """Return words that TeX prints as they are; braces in them stay balanced."""
    return words.translate(_ESCAPES)
