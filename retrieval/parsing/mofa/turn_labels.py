"""Speaker labels: who speaks according to a line, and that speaker's full name and role."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from itertools import takewhile

_LONGEST_LABEL = 90
_MOST_WORDS_IN_REPORTER = 8
_BLANK = r"[^\S\r\n]"
_NUMBER = rf"(?:\d{{1,2}}\.{_BLANK}*)?"
_VIA = rf"(?:\((?:via|through)[^)]*interpret[^)]*\){_BLANK}*)?"
_COLON = re.compile(
    rf"(?P<number>{_NUMBER})(?P<label>[^:：\n]{{1,{_LONGEST_LABEL}}})[:：]{_BLANK}*{_VIA}",
    re.IGNORECASE,
)
_REPORTER = re.compile(
    r"(?:a )?(?:reporter|question(?:er)?|journalist|q)s?\.?(?:\s?(?:[A-Z]|\d{1,2}))?", re.IGNORECASE
)
_ANSWER = re.compile(r"a|answer", re.IGNORECASE)
_MODERATOR = re.compile(
    r"(?:(?P<name>[^,]+),\s+)?(?P<role>(?:official|moderator|interpreter|emcee|mc))", re.IGNORECASE
)
_HONORIFIC = re.compile(r"(?:(?:H\. ?E\.|(?:Mr|Ms|Mrs|Miss|Dr|Prof)\b\.?)\s*)+")
_RANK = (
    r"(?:(?:acting|deputy|assistant|state|parliamentary|senior|prime|foreign|chief|cabinet|"
    r"former|then|vice|special|director-general|director)[\s-]+)*"
)
_POST = (
    r"(?:(?:vice-)?minister(?:\s+(?:for|of)\s+foreign\s+affairs)?|(?:press\s+)?secretary|"
    r"(?:foreign\s+ministry\s+)?spokes(?:man|woman|person)|ambassador|president)"
)
_OFFICE = rf"{_RANK}{_POST}(?:\s+for\s+[A-Z][\w\s]+?)?"
_OFFICE_FIRST = re.compile(rf"(?P<role>{_RANK}{_POST})(?:\s+(?P<name>[^\s,].*))?", re.IGNORECASE)
_OFFICE_AFTER_NAME = re.compile(rf"(?P<name>[^,]+),\s+(?P<role>{_OFFICE}\b.*)", re.IGNORECASE)
_STOP_LABEL = re.compile(
    rf"(?P<number>{_NUMBER})(?P<label>(?i:{_RANK}{_POST})\s+(?:{_HONORIFIC.pattern})?"
    rf"[A-Z][\w’'-]+\s+[A-Z][\w’'-]+)\.{_BLANK}+(?=[A-Z“\"])"
)
_OFFICE_IN_TITLE = re.compile(
    rf"\b(?:by|of|from)\s+(?:the\s+)?(?P<role>{_RANK}{_POST}|Press\s+Sec)\b\.?(?:[\s,]+(?P<name>.*))?",
    re.IGNORECASE,
)
_NOT_A_NAME = re.compile(r"[(\d,:].*|\b(?:at|on|in|to|regarding|concerning|following)\b.*")
_SENTENCE_END = re.compile(r"(?<!\b[A-Z])(?<!Mr)(?<!Ms)(?<!Dr)(?<!Mrs)(?<!Prof)(?<!St)[.!?]\s")
_OPENS_A_SENTENCE = re.compile(
    r"(?:first|second|third|fourth|fifth|next|last|final|also|finally)(?:ly)?\b"
    r"|(?:on|in|at|as|for|regarding|concerning|today|yesterday|tomorrow)\b",
    re.IGNORECASE,
)
_PARTICLES = frozenset("al bin bint da de del den der di dos du el la le van von".split())
_SMALL = _PARTICLES | {"and", "des", "for", "in", "of", "on", "the", "&"}
_MOST_WORDS_IN_NAME = 5
_SLIPS = 2
_RANKS = frozenset({"state", "vice", "deputy", "parliamentary", "prime", "assistant", "acting"})


class TurnVoice(StrEnum):
    """Whose turn a label begins."""

    REPORTER = "reporter"
    OFFICIAL = "official"
    MODERATOR = "moderator"


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
        chosen = capitals if 0 < len(capitals) < len(words) else words[-1:]
        return (chosen or [""])[0].casefold()

    @property
    def office(self) -> frozenset[str]:
        """The words of the role that distinguish offices: "minister" of "Foreign Minister"."""
        return frozenset(self.role.replace(",", " ").casefold().split()) - {"foreign"}

    @property
    def is_full(self) -> bool:
        """Whether more than the family name is known."""
        return len(self.name.split()) > 1


@dataclass(frozen=True, slots=True)
class TurnLabel:
    """A label at the start of a line: `length` characters with its colon and blanks.

    `shown` is the label as printed, without number and colon; officials and moderators have a
    `speaker`. A number before the label, left over from a contents list, has `number_length`
    characters.
    """

    voice: TurnVoice
    length: int
    shown: str
    speaker: Speaker = Speaker("", "")
    number_length: int = 0


def read_label(words: str, known: Sequence[Speaker] = ()) -> TurnLabel | None:
    """Read the label at the start of a line; None for a line of text, also one with a colon.

    `known` are the officials in the title and in earlier labels: a misspelt office, or a bare name,
    is a label only with the name of one of them.
    """
    stop = _STOP_LABEL.match(words)
    if stop is not None:
        return _classify(stop, known)
    head = _COLON.match(words)
    if head is None or _SENTENCE_END.search(head["label"]):
        return None
    return _classify(head, known)


def read_doubtful_label(words: str) -> TurnLabel | None:
    """Read a reporter's label of unknown form, recognised by its capitals and a question after it.

    "Harbor Times Noda: Will you go?" inside an answer: these words are not the official's.
    """
    head = _COLON.match(words)
    if head is None or not words.rstrip("”\"’') ").endswith("?"):
        return None
    shown = head["label"].strip()
    if not shown[:1].isupper() or not _is_name(shown):
        return None
    return TurnLabel(TurnVoice.REPORTER, head.end(), shown, number_length=len(head["number"]))


def _classify(head: re.Match[str], known: Sequence[Speaker]) -> TurnLabel | None:
    shown, length, before = head["label"].strip(), head.end(), len(head["number"])
    if _REPORTER.fullmatch(shown):
        return TurnLabel(TurnVoice.REPORTER, length, shown, number_length=before)
    moderator = _MODERATOR.fullmatch(shown)
    if moderator is not None:
        return TurnLabel(TurnVoice.MODERATOR, length, shown, _moderator(moderator, shown), before)
    speaker = read_official(shown) or _known_official(shown, known)
    if speaker is not None:
        return TurnLabel(TurnVoice.OFFICIAL, length, shown, speaker, before)
    if _is_reporter_of_an_outlet(shown):
        return TurnLabel(TurnVoice.REPORTER, length, shown, number_length=before)
    return None


def _moderator(match: re.Match[str], shown: str) -> Speaker:
    if match["name"] is None:
        return Speaker(shown, "")
    return Speaker(_without_honorific(match["name"]), match["role"])


def read_official(shown: str) -> Speaker | None:
    """Read an official: "Mr. X, Minister for Foreign Affairs", "Minister Mr. X", "Minister"."""
    if _ANSWER.fullmatch(shown):
        return Speaker("", "")
    bare = _without_honorific(shown)
    after = _OFFICE_AFTER_NAME.fullmatch(bare)
    if after and _is_name(after["name"]) and _has_capitals(after["role"], _SMALL):
        return Speaker(after["name"].strip(), after["role"].strip())
    first = _OFFICE_FIRST.fullmatch(bare)
    if first is None:
        return Speaker(bare, "") if bare != shown and _is_plain_name(bare) else None
    name = _without_honorific((first["name"] or "").strip())
    return Speaker(name, first["role"]) if not name or _is_name(name) else None


def _is_plain_name(words: str) -> bool:
    """Tell whether words are only a name: "Mr. Noda, Harbor Times" is a reporter."""
    return _is_name(words) and not re.search(r"[,()]|\bof\b", words)


def _known_official(shown: str, known: Sequence[Speaker]) -> Speaker | None:
    """Read a known official by name, also with a misspelt office: "TANABE", "Minsiter Tanabe"."""
    *office, name = shown.split() or [""]
    for speaker in known:
        if speaker.surname and name.casefold() == speaker.surname:
            if not office or _looks_like_an_office(office):
                return Speaker(name, "")
        elif shown.casefold() == speaker.name.casefold():
            return Speaker(shown, "")
    return None


def _looks_like_an_office(words: Sequence[str]) -> bool:
    from rapidfuzz.distance import OSA  # noqa: PLC0415 - only for unusual labels

    parts = ("minister", "secretary", "foreign", "affairs", "press", "spokesman", "state", "deputy")
    return all(any(OSA.distance(w.casefold(), part) <= _SLIPS for part in parts) for w in words)


def _is_reporter_of_an_outlet(shown: str) -> bool:
    """Tell whether a label is like "Harbor Times, NODA" or "Noda, Harbor Times"."""
    bare = _without_honorific(shown)
    if bare != shown and re.search(r"[,()]|\bof\b", bare) and _has_capitals(bare, _SMALL):
        return True
    first, comma, second = (part.strip() for part in shown.partition(","))
    return (
        bool(comma and first and second)
        and not _OPENS_A_SENTENCE.match(first)
        and not any(character.isdigit() for character in second)
        and first[0].isupper()
        and len(shown.split()) <= _MOST_WORDS_IN_REPORTER
        and all(_has_capitals(part, _SMALL) for part in (first, second))
        and (_is_name(second) or len(second.split()) <= _MOST_WORDS_IN_NAME)
    )


def _is_name(words: str) -> bool:
    return bool(words.strip()) and (
        len(words.split()) <= _MOST_WORDS_IN_NAME and _has_capitals(words, _PARTICLES)
    )


def _has_capitals(words: str, small: frozenset[str]) -> bool:
    """Tell whether all words except `small` ones begin with a capital, as in a name."""
    bare = (word.strip("().,’'\"“”") for word in words.split())
    return all(not word or not word[0].islower() or word in small for word in bare)


def _without_honorific(words: str) -> str:
    return _HONORIFIC.sub("", words, count=1).strip() if _HONORIFIC.match(words) else words


@lru_cache(maxsize=1024)
def read_title(title: str) -> Speaker | None:
    """Read the speaker in a title ("… by Foreign Minister X"), perhaps without a name."""
    match = next(iter(reversed(list(_OFFICE_IN_TITLE.finditer(title)))), None)
    if match is None:
        return None
    name = _without_honorific(_NOT_A_NAME.sub("", match["name"] or "").strip(" ,)"))
    role = re.sub(r"Press\s+Sec$", "Press Secretary", match["role"])
    return Speaker(" ".join(takewhile(_is_name, name.split())), role)


def complete_speaker(speaker: Speaker, earlier: Sequence[Speaker], titled: Speaker) -> Speaker:
    """Complete a short label by the nearest earlier full label, and only then by the title.

    The rule is promise 2 ("Attributed"): if the title names another minister than the one who
    answers, that other minister must not become the speaker. Nor is a minister the same as a press
    secretary of that name.
    """
    if speaker.is_full:
        return speaker
    for full in (*reversed(earlier), titled):
        if (
            full.is_full
            and speaker.surname in ("", full.surname)
            and _is_same_office(speaker, full)
        ):
            return full
    return speaker if speaker.name or speaker.role else titled


def _is_same_office(short: Speaker, full: Speaker) -> bool:
    """Tell whether a short role can be the full one: "Minister" alone is no State Minister."""
    if not short.office <= full.office:
        return False
    return bool(short.name) or not short.role or (full.office & _RANKS) == (short.office & _RANKS)
