"""Speaker labels: who a line says is speaking, and who that is in full."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import takewhile

_LONGEST_LABEL = 90
_HEAD = re.compile(rf"(?P<label>[^:\n]{{1,{_LONGEST_LABEL}}}):\s*")
_REPORTER = re.compile(r"reporter|question|q", re.IGNORECASE)
_NAMELESS = re.compile(r"official|moderator|interpreter", re.IGNORECASE)
_HONORIFIC = re.compile(r"(?:(?:H\. ?E\.|Mr|Ms|Mrs|Miss|Dr|Prof)\.?\s+)+")
_OFFICE = (
    r"(?:(?:Acting|Deputy|Assistant|State|Parliamentary|Prime|Foreign|Chief|Cabinet)\s+)*"
    r"(?:(?:Vice-)?Minister(?:\s+for\s+Foreign\s+Affairs)?|(?:Press\s+)?Secretary|Spokes(?:man|woman|person))"
)
_OFFICE_FIRST = re.compile(rf"(?P<role>{_OFFICE})(?:\s+(?P<name>\S.*))?")
_OFFICE_AFTER_NAME = re.compile(
    rf"(?P<name>[^,]+),\s+(?P<role>{_OFFICE}(?:(?:,| of| for| in) [\w ,.&’'-]*)?)"
)
_OFFICE_IN_TITLE = re.compile(rf"\bby\s+(?:the\s+)?(?P<role>{_OFFICE})\s+(?P<name>\S.*)")
_OUTLET_AND_NAME = re.compile(r"(?P<outlet>[^\W\d_][\w .&’'-]*), (?P<name>[^\W\d_][\w .’'-]*)")
_NAME_PARTICLES = frozenset("al bin bint da de del den der di dos du el la le van von".split())
_SMALL_WORDS = _NAME_PARTICLES | {"and", "des", "for", "in", "of", "on", "the", "&"}
_MOST_WORDS_IN_NAME = 5
_SENTENCE_END = re.compile(r"(?<![A-Z])(?<!Mr)(?<!Ms)(?<!Dr)(?<!Mrs)(?<!Prof)[.!?]\s")
_MOST_WORDS_IN_REPORTER = 8


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who speaks: name and role as printed; a name may be a surname alone, or empty."""

    name: str
    role: str

    @property
    def surname(self) -> str:
        """The family name, folded: the word in capitals, else the last word."""
        words = self.name.split()
        capitals = [word for word in words if len(word) > 1 and word.isupper()]
        return (capitals or words[-1:] or [""])[0].casefold()

    @property
    def office(self) -> frozenset[str]:
        """The words of the role that tell offices apart: "Foreign Minister" says "Minister"."""
        return frozenset(self.role.replace(",", " ").casefold().split()) - {"foreign"}

    @property
    def is_full(self) -> bool:
        """Whether more than the family name is known."""
        return len(self.name.split()) > 1


@dataclass(frozen=True, slots=True)
class Label:
    """A label at the start of a line, of `length` characters with its colon and blanks.

    `asker` is set for a reporter (as printed), `speaker` for an official.
    """

    length: int
    asker: str | None = None
    speaker: Speaker | None = None


def read_label(words: str) -> Label | None:
    """The label that a line starts with; None for a line of text, also one with a colon in it."""
    head = _HEAD.match(words)
    if head is None:
        return None
    label = head["label"].strip()
    if _SENTENCE_END.search(label):
        return None
    if _REPORTER.fullmatch(label):
        return Label(head.end(), asker=label)
    speaker = read_official(label)
    if speaker is not None:
        return Label(head.end(), speaker=speaker)
    if _is_reporter(label):
        return Label(head.end(), asker=label)
    return None


def _is_reporter(label: str) -> bool:
    """Whether a label is "Outlet, Name"; "In addition, we agreed" is not."""
    match = _OUTLET_AND_NAME.fullmatch(label)
    return (
        match is not None
        and len(label.split()) <= _MOST_WORDS_IN_REPORTER
        and label[0].isupper()
        and _has_capitals(match["outlet"], _SMALL_WORDS)
        and _is_name(match["name"])
    )


def _is_name(words: str) -> bool:
    return len(words.split()) <= _MOST_WORDS_IN_NAME and _has_capitals(words, _NAME_PARTICLES)


def _has_capitals(words: str, small: frozenset[str]) -> bool:
    """Whether all words but the small ones begin with a capital, as those of a name do."""
    return all(word[0].isupper() or word in small for word in words.split())


def read_official(label: str) -> Speaker | None:
    """An office holder: "Mr. X, Minister for Foreign Affairs", "Minister X" or "Minister"."""
    if _NAMELESS.fullmatch(label):
        return Speaker(label, "")
    bare = _without_honorific(label)
    after = _OFFICE_AFTER_NAME.fullmatch(bare)
    if after and _is_name(after["name"]) and _has_capitals(after["role"], _SMALL_WORDS):
        return Speaker(after["name"].strip(), after["role"].strip())
    first = _OFFICE_FIRST.fullmatch(bare)
    if first is not None and _is_name(first["name"] or ""):
        return Speaker(_without_honorific((first["name"] or "").strip()), first["role"])
    return None


def _without_honorific(words: str) -> str:
    match = _HONORIFIC.match(words)
    return words[match.end() :] if match else words


def read_title(title: str) -> Speaker | None:
    """Whom a title names: "Press Conference by Foreign Minister X"."""
    match = _OFFICE_IN_TITLE.search(title)
    if match is None:
        return None
    name = list(takewhile(_is_name, match["name"].rstrip(") ").split()))
    return Speaker(" ".join(name), match["role"]) if name else None


def complete(speaker: Speaker, earlier: list[Speaker], titled: Speaker) -> Speaker:
    """A short label in full: by the nearest earlier full label, only then by the title.

    The rule is promise 2 ("Attributed"): a page whose title names another minister than the one who
    answers must not make the first the speaker; nor is a minister a press secretary of that name.
    """
    if speaker.is_full:
        return speaker
    for full in (*reversed(earlier), titled):
        if full.is_full and speaker.surname in ("", full.surname) and speaker.office <= full.office:
            return full
    return speaker
