"""Speaker labels: who a line says is speaking, and who that is in full."""

from __future__ import annotations

import re
from dataclasses import dataclass

_LONGEST_LABEL = 90
_HEAD = re.compile(rf"(?P<label>[^:\n]{{1,{_LONGEST_LABEL}}}):[ \t\u00a0\u3000]*")
_REPORTER = re.compile(r"reporter|question|q", re.IGNORECASE)
_HONORIFIC = re.compile(r"(?:(?:H\. ?E\.|Mr|Ms|Mrs|Miss|Dr|Prof)\.?\s+)+")
_OFFICE = (
    r"(?:(?:Acting|Deputy|Assistant|State|Parliamentary|Prime|Foreign|Chief|Cabinet)\s+)*"
    r"(?:(?:Vice-)?Minister(?:\s+for\s+Foreign\s+Affairs)?|(?:Press\s+)?Secretary|Spokes(?:man|woman|person))"
)
_OFFICE_FIRST = re.compile(rf"(?P<role>{_OFFICE})(?:\s+(?P<name>\S.*))?")
_OFFICE_AFTER_NAME = re.compile(rf"(?P<name>[^,]+),\s+(?P<role>{_OFFICE}\b.*)")
_OFFICE_IN_TITLE = re.compile(rf"\bby\s+(?:the\s+)?(?P<role>{_OFFICE})\s+(?P<name>\S.*)")
_OUTLET_AND_NAME = re.compile(r"[^\W\d_][\w .&’'-]*, [^\W\d_][\w .’'-]*")
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
    if _OUTLET_AND_NAME.fullmatch(label) and len(label.split()) <= _MOST_WORDS_IN_REPORTER:
        return Label(head.end(), asker=label)
    return None


def read_official(label: str) -> Speaker | None:
    """An office holder: "Mr. X, Minister for Foreign Affairs", "Minister X" or "Minister"."""
    bare = _HONORIFIC.sub("", label, count=1) if _HONORIFIC.match(label) else label
    after = _OFFICE_AFTER_NAME.fullmatch(bare)
    if after is not None:
        return Speaker(after["name"].strip(), after["role"].strip())
    first = _OFFICE_FIRST.fullmatch(bare)
    if first is not None:
        return Speaker((first["name"] or "").strip(), first["role"])
    return None


def read_title(title: str) -> Speaker | None:
    """Whom a title names: "Press Conference by Foreign Minister X"."""
    match = _OFFICE_IN_TITLE.search(title)
    return None if match is None else Speaker(match["name"].strip(), match["role"])


def complete(speaker: Speaker, earlier: list[Speaker], titled: Speaker | None) -> Speaker:
    """A short label in full: by the nearest earlier full label, only then by the title.

    The rule is promise 2 ("Attributed"): a page whose title names another minister than the one who
    answers must not make the first the speaker.
    """
    if speaker.is_full:
        return speaker
    known = [*reversed(earlier), *([titled] if titled else [])]
    for full in known:
        if full.is_full and speaker.surname in ("", full.surname):
            return full
    return speaker
