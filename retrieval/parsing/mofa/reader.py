"""Read a saved page of the Ministry of Foreign Affairs of Japan as a Release."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from dataclasses import replace

from retrieval.errors import (
    EmptyPageError,
    PlaceholderPageError,
    UndatedPageError,
    UntitledPageError,
    WordlessPageError,
)
from retrieval.model.release import (
    Doubt,
    Part,
    PartKind,
    Release,
    ReleaseKind,
    Statement,
    StatementKind,
)
from retrieval.parsing.mofa.derived_titles import derive_title
from retrieval.parsing.mofa.header import KINDS_WITH_MOMENTS, Header, date_of, read_header
from retrieval.parsing.mofa.items import read_items
from retrieval.parsing.mofa.signers import own_words, read_named, read_signer, speaks_of_oneself
from retrieval.parsing.mofa.speakers import Speaker
from retrieval.parsing.mofa.turns import read_turns
from retrieval.parsing.pages.page import Line, Page, is_html, lines
from retrieval.parsing.pages.to_come import is_all_to_come, is_to_come
from retrieval.patterns import regex
from retrieval.text.dates import Dateline, date_of_year, date_with_year, read_moments

SOURCE = "mofa"
PUBLISHER = "Ministry of Foreign Affairs of Japan"
HOSTS = frozenset({"www.mofa.go.jp"})

_YEAR_OF_AN_EVENT = regex(r"\b(?:the|a|its)\s+(?P<year>(?:19|20)\d\d)\s+[A-Z]")
_STEM = regex(r"(kaiken|press|page)(?:\d{1,2}|it|w)?e_\d{6}(?:_\d{5})?", re.ASCII)
# Since 2013 these stems are in one folder each; "page…" is in hundreds.
_FOLDERS = {"kaiken": "press/kaiken", "press": "press/release"}
_HASH_LENGTH = 12
_LONGEST_PLACEHOLDER = 1_500
_SIGNED = (ReleaseKind.STATEMENT, ReleaseKind.SPEECH)
_TURNS = frozenset({StatementKind.OPENING, StatementKind.ANSWER, StatementKind.MODERATION})


def read(page: Page) -> Release:
    """Read a saved page of the ministry, HTML or text of either shape.

    Raises:
        UnreadablePageError: it is empty, tangled, still to come, or has no title, no date or
            nobody's words.
    """
    text = _text_of(page)
    found = lines(text)
    if not found:
        raise EmptyPageError(page.stem)
    # What stands around the article in HTML may be too long for it to be seen before it is read.
    is_short = text is not page.text and len(text) <= _LONGEST_PLACEHOLDER
    if is_short and is_all_to_come(line.words for line in found):
        raise PlaceholderPageError(page.stem)
    header, body = read_header(found, page.kind)
    statements, parts, doubts = _read_body(text, header, body)
    if not statements:
        raise WordlessPageError(page.stem)
    release = _release(page, text, header, statements, [*header.parts, *parts])
    return replace(release, doubts=(*release.doubts, *doubts)) if doubts else release


def recognises(_text: str) -> bool:
    """Return True: any text may be a page of the ministry, whose saved texts have no mark."""
    return True


def _text_of(page: Page) -> str:
    if not is_html(page.text):
        return page.text
    from retrieval.parsing.pages.html import (  # noqa: PLC0415 - a start without HTML is quicker
        read_html,
    )

    return read_html(page.text, page.stem)


def _read_body(
    text: str, header: Header, body: Sequence[Line]
) -> tuple[list[Statement], list[Part], tuple[str, ...]]:
    publisher = Speaker(PUBLISHER, "")
    if header.kind is ReleaseKind.CONFERENCE:
        turns = read_turns(body, read_named(header.title) or publisher)
        return turns.statements, turns.parts, (Doubt.TURN_MARK,) if turns.is_doubtful else ()
    signer = read_signer(header.title, header.section) if header.kind in _SIGNED else None
    is_speech = header.kind is ReleaseKind.SPEECH
    statements, parts = read_items(text, body, signer or publisher, is_speech=is_speech)
    if signer is not None:
        statements = own_words(text, statements, signer, publisher)
    else:
        statements = _without_publisher(text, statements, is_speech=is_speech)
    return statements, parts, ()


def _without_publisher(
    text: str, statements: list[Statement], *, is_speech: bool
) -> list[Statement]:
    """Take words in the first person from the publisher of a page that nobody signs.

    In a readout the other side may be quoted so, and the item above tells who it is; a speech is
    one person's from beginning to end.
    """
    is_own = [speaks_of_oneself(one.span.of(text)) for one in statements]
    if is_speech and any(is_own):
        is_own = [True] * len(is_own)
    return [
        replace(one, speaker="", role="") if own else one
        for one, own in zip(statements, is_own, strict=True)
    ]


def _release(
    page: Page, text: str, header: Header, statements: list[Statement], parts: list[Part]
) -> Release:
    lead = statements[0].span.of(text)
    title = header.title or derive_title(text, header, lead)
    if not title:
        raise UntitledPageError(page.stem)
    dateline = date_of(header) or _date_of_lead(lead)
    if dateline is None:
        raise UndatedPageError(page.stem)
    kind = header.kind or ReleaseKind.RELEASE
    return Release(
        id=_release_id(page),
        source=SOURCE,
        publisher=PUBLISHER,
        kind=kind,
        title=title,
        date=dateline.date,
        time=dateline.time,
        place=header.place,
        url=page.url or _address_by_stem(page.stem),
        text=text,
        statements=tuple(statements),
        parts=tuple(sorted(parts, key=lambda part: part.span)),
        provisional=header.provisional or any(_is_provisional(text, part) for part in parts),
        moments=read_moments(lead, dateline.date) if kind in KINDS_WITH_MOMENTS else (),
        doubts=_doubts(dateline, statements),
    )


def _doubts(dateline: Dateline, statements: Sequence[Statement]) -> tuple[str, ...]:
    """Find why a page may have been read wrongly.

    The publisher takes no turn in a conference; words of nobody named stand under who says them.
    """
    is_strange = any(
        (one.kind in _TURNS and one.speaker == PUBLISHER)
        or (one.kind not in _TURNS and not (one.speaker or one.role or one.parent))
        for one in statements
    )
    return (*dateline.doubts, *((Doubt.SPEAKER,) if is_strange else ()))


def _release_id(page: Page) -> str:
    """Make the id of source and stem, or of a hash of address or text if the stem is ambiguous.

    Stems before 2013 ("0120_01") are used in many folders, and a saved page may have any name.
    """
    stem = page.url.rpartition("/")[2].removesuffix(".html") if page.url else page.stem
    if _STEM.fullmatch(stem):
        return f"{SOURCE}-{stem}"
    mark = hashlib.sha256((page.url or page.text).encode("utf-8", "replace")).hexdigest()
    return f"{SOURCE}-{mark[:_HASH_LENGTH]}"


def _address_by_stem(stem: str) -> str:
    """Return the address of a page if its stem alone gives it; else empty."""
    known = _STEM.fullmatch(stem)
    folder = _FOLDERS.get(known[1]) if known else None
    return f"https://www.mofa.go.jp/{folder}/{stem}.html" if folder else ""


def _is_provisional(text: str, part: Part) -> bool:
    words = part.span.of(text)
    return (
        part.kind is PartKind.NOTICE and "translation" in words.casefold() and not is_to_come(words)
    )


def _date_of_lead(lead: str) -> Dateline | None:
    """Find the date of a release without a dateline: the day that its lead gives with the year.

    A year elsewhere in it is believed, with a doubt, only where it names what took place ("the 2015
    Forum"): "since 2007" says nothing of the day.
    """
    whole = date_with_year(lead)
    year = None if whole is not None else _YEAR_OF_AN_EVENT.search(lead)
    return whole if year is None else date_of_year(lead, int(year["year"]))
