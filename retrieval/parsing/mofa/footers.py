"""Lines of a page that are nobody's words: links, farewells, notes that more is to come."""

from __future__ import annotations

import re

from retrieval.model.release import PartKind
from retrieval.parsing.pages.headings import is_no_sentence
from retrieval.parsing.pages.to_come import is_to_come
from retrieval.patterns import regex

_FOOTER = regex(
    r"Back to [A-Z][\w\s&’',.-]{0,80}|Page Top|Archives",
)
_BRACKETED = regex(r"\([^()]{1,100}\)")
_END = regex(r"[(\[]?\s*END\s*[)\]]?")
_LINK = regex(
    r"Related (?:Information|Links?|Articles?|Pages?)\b.{0,120}|"
    r"\((?:Japan-.{1,60} Relations|Press Release)\)|"
    r"https?://\S+|Get (?:Adobe|Acrobat) .*|Open a New Window",
    re.IGNORECASE,
)


def footer_kind(words: str, after: PartKind | None = None) -> PartKind | None:
    """Classify a line that is a link or ends the page; None for a line of the text.

    `after` is the kind of the part before it: after a link, a line in brackets is a link too.
    """
    if after is PartKind.LINK and _BRACKETED.fullmatch(words):
        return PartKind.LINK
    if _FOOTER.fullmatch(words) and is_no_sentence(words):
        return PartKind.FOOTER
    if _END.fullmatch(words) or is_to_come(words):
        return PartKind.NOTICE
    return PartKind.LINK if _LINK.fullmatch(words) else None
