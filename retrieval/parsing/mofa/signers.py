"""Who signs a page: whom its title names, and which of its words are that person's own."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from retrieval.model.release import Statement
from retrieval.parsing.mofa.speakers import POST, RANK, Speaker, complete_speaker, read_title
from retrieval.parsing.pages.headings import is_no_sentence
from retrieval.patterns import regex
from retrieval.text.honorifics import PRINTED_HONORIFICS

_BY_AN_OFFICE = regex(rf"\b(?:by|from)\s+(?:the\s+)?(?P<role>{RANK}{POST})\b", re.IGNORECASE)
_NAME_FIRST = regex(
    rf"\b(?:by|of|from)\s+(?:(?:H\. ?E\.\s*)?(?:{'|'.join(PRINTED_HONORIFICS)})\.?\s+)?"
    rf"(?P<name>[A-Z][\w’'-]+(?:\s+[A-Z][\w’'-]+){{1,3}}),\s+(?:the\s+)?(?P<role>(?i:{RANK}{POST}))\b"
    r"(?!\s+of\s+(?!Foreign\b|Japan\b))"
)
_OF_ANOTHER_COUNTRY = regex(r"\s*of\s+(?!Japan\b)(?:the\s+)?[A-Z]")
_QUOTED = regex(r"[“\"][^“”\"]*[”\"]")
# Not the numeral: "Annex I of the treaty".
_FIRST_PERSON = regex(r"\b(?:I(?=[’',]|\s+(?!(?:of|and|to|in|on)\b)[a-z])|my|me|myself|mine)\b")
_FIRST_PERSONS = regex(rf"{_FIRST_PERSON.pattern}|\b[Ww]e\b|\b(?:our|us)\b")


def read_named(title: str) -> Speaker | None:
    """Read the speaker in a title: "by Mr. X, Minister for Y" or "by Minister X"."""
    first = _NAME_FIRST.search(title)
    return read_title(title) if first is None else Speaker(first["name"], first["role"])


def read_signer(title: str, section: str) -> Speaker | None:
    """Find who signs a statement or a speech; the name is empty if only the office is given.

    A title may have the family name only, and the section above it the whole.
    """
    named = [signer for signer in map(read_named, (title, section)) if signer is not None]
    signers = [signer for signer in named if signer.name]
    if signers:
        return complete_speaker(signers[0], signers[1:], Speaker("", ""))
    office = next((words for words in (title, section) if _names_an_office(words)), None)
    return read_title(office) if office is not None else None


def _names_an_office(words: str) -> bool:
    match = _BY_AN_OFFICE.search(words)
    return match is not None and _OF_ANOTHER_COUNTRY.match(words, match.end()) is None


def with_whole_office(speaker: Speaker, others: Iterable[Speaker]) -> Speaker:
    """Complete the office of a full name by another label: "Minister X" shortens it."""
    for other in others:
        is_same = sorted(speaker.name.casefold().split()) == sorted(other.name.casefold().split())
        if speaker.is_full and is_same and speaker.office < other.office:
            return other
    return speaker


def own_words(
    text: str, statements: Sequence[Statement], signer: Speaker, publisher: Speaker
) -> list[Statement]:
    """Return the statements of a signed page: those about the signer are the publisher's report.

    "Minister X wrote that …" is no word of Minister X; where nothing is said in the first person,
    neither is what stands around it.
    """
    said = [_QUOTED.sub("", one.span.of(text)).strip() for one in statements]
    is_own = [_FIRST_PERSONS.search(words) is not None for words in said]
    is_report = [
        not own and _tells_of(words, signer) for words, own in zip(said, is_own, strict=True)
    ]
    if any(is_report) and not any(is_own):
        is_report = [True] * len(is_report)
    return [
        replace(one, speaker=publisher.name, role=publisher.role) if report else one
        for one, report in zip(statements, is_report, strict=True)
    ]


def _tells_of(words: str, signer: Speaker) -> bool:
    """Tell whether a sentence names the signer; a signature alone is no sentence."""
    names = signer.surname or signer.role.casefold()
    return (
        bool(names)
        and re.search(rf"\b{re.escape(names)}\b", words.casefold()) is not None
        and not is_no_sentence(words)
    )


def speaks_of_oneself(words: str) -> bool:
    """Tell whether words outside quotation marks are in the first person."""
    # Most words have no such person at all, which is found more quickly.
    if _FIRST_PERSON.search(words) is None:
        return False
    return _FIRST_PERSON.search(_QUOTED.sub("", words)) is not None
