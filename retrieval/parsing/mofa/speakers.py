"""Speakers: who a label or a title names, and who a short label means in full."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache, partial
from itertools import takewhile

from retrieval.patterns import regex
from retrieval.text.honorifics import PRINTED_HONORIFICS

_ANSWER = regex(r"(?:a|answer)\s?\d{0,2}", re.IGNORECASE)
HONORIFIC = regex(
    rf"(?:(?:H\. ?E\.|(?:{'|'.join(PRINTED_HONORIFICS)}|Amb|Sir|Dame|Lord|Lady|Professor)\b\.?)"
    r"\s*)+",
    re.IGNORECASE,
)
RANK = (
    r"(?:(?:acting|deputy|assistant|state|parliamentary|senior|prime|foreign|chief|cabinet|"
    r"former|then|vice|special|director-general|director)[\s-]+)*"
)
POST = (
    r"(?:(?:vice-)?minister(?:\s+(?:for|of)\s+foreign\s+affairs)?|(?:press\s+)?secretary|"
    r"(?:foreign\s+ministry\s+)?spokes(?:man|woman|person)|ambassador|president)"
)
_OFFICE = rf"{RANK}{POST}(?:\s+for\s+[A-Z][\w\s]+?)?"
_OFFICE_FIRST = regex(rf"(?P<role>{RANK}{POST})(?:\s+(?P<name>[^\s,].*))?", re.IGNORECASE)
_OFFICE_AFTER_NAME = regex(rf"(?P<name>[^,]+),\s+(?P<role>{_OFFICE}\b.*)", re.IGNORECASE)
# Offices of others: what stands before the post is part of it ("Defense Minister", "UN
# Secretary-General"), and so is what it is for ("Secretary of State") where that is one word.
_OTHER_POST = (
    r"(?:[A-Z][\w.’'&-]*\s+){0,4}"
    r"(?i:minister|secretary(?:-general)?|president|premier|chancellor|representative|commissioner|"
    r"governor|mayor|ambassador|envoy|director(?:-general)?|chair(?:man|woman|person)?|officer)"
)
_OTHER_OFFICES = (
    regex(rf"(?P<role>{_OTHER_POST})[\s.]+(?P<name>[A-Z].*)"),
    regex(
        rf"(?P<role>{_OTHER_POST}\s+(?i:of|for)\s+(?i:the\s+)?[A-Z][\w-]+"
        r"(?:(?:,\s+[A-Z][\w-]+)*,?\s+(?i:and)\s+[A-Z][\w-]+)?)"
        r"\s+(?P<name>[A-Z][\w’'-]+|[A-Z][A-Z’'-]+\s+[A-Z][\w’'-]+|[A-Z][\w’'-]+\s+[A-Z][A-Z’'-]+)"
    ),
)
_SENIOR_OFFICIAL = regex(
    r"(?:an?\s+|another\s+)?senior\s+(?:[\w-]+\s+){0,4}officials?(?:\s+(?:\d|[A-Z]))?",
    re.IGNORECASE,
)
_OF_A_COUNTRY = regex(
    r"(?P<office>.+?\s[A-Z].*?)\s+(?P<country>(?i:of)\s+(?i:the\s+)?[A-Z][\w’'-]*(?:\s+[A-Z][\w’'-]*)*)"
)
_THE = regex(r"The\s+(?=[A-Z])", re.IGNORECASE)
_OFFICE_IN_TITLE = regex(
    rf"\b(?:by|of|from)\s+(?:the\s+)?(?P<role>{RANK}{POST}|Press\s+Sec)\b\.?(?:[\s,]+(?P<name>.*))?",
    re.IGNORECASE,
)
_NOT_A_NAME = regex(r"[(\d,:].*|\b(?:at|on|in|to|regarding|concerning|following)\b.*")
_PARTICLES = frozenset("al bin bint da de del den der di dos du el la le van von".split())
SMALL = _PARTICLES | {"and", "des", "for", "in", "of", "on", "the", "&"}
MOST_WORDS_IN_NAME = 5
_SLIPS = 2
_OF_THE_MINISTRY = frozenset("affairs and for foreign ministry of the".split())
_SEXES = {"mr": "m", "sir": "m", "lord": "m"} | dict.fromkeys(
    ("ms", "mrs", "miss", "dame", "lady"), "f"
)
_RANKS = frozenset({"state", "vice", "deputy", "parliamentary", "prime", "assistant", "acting"})


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who speaks: name and role as printed; a name may be a surname alone, or empty."""

    name: str
    role: str
    honorific: str = field(default="", compare=False)

    @property
    def surname(self) -> str:
        """The family name, folded: the word in capitals, else the last word."""
        words = self.name.split()
        capitals = [word for word in words if len(word) > 1 and word.isupper()]
        chosen = capitals if 0 < len(capitals) < len(words) else words[-1:]
        return without_accents((chosen or [""])[0]).casefold()

    @property
    def office(self) -> frozenset[str]:
        """The words of the role that distinguish offices: "minister" of "Foreign Minister"."""
        return frozenset(self.role.replace(",", " ").casefold().split()) - {"foreign"}

    @property
    def post(self) -> frozenset[str]:
        """The office without what every office of the ministry has: "for Foreign Affairs"."""
        return self.office - _OF_THE_MINISTRY

    @property
    def sex(self) -> str:
        """Whether "Mr." or "Ms." stands before the name; empty where neither does."""
        return _SEXES.get(self.honorific, "")

    @property
    def is_full(self) -> bool:
        """Whether more than the family name is known."""
        return len(self.name.split()) > 1


NOBODY = Speaker("", "")


@lru_cache(maxsize=1024)
def read_official(shown: str) -> Speaker | None:
    """Read an official: "Mr. X, Minister for Foreign Affairs", "Minister Mr. X", "Minister"."""
    if _ANSWER.fullmatch(shown):
        return Speaker("", "")
    if _SENIOR_OFFICIAL.fullmatch(shown):
        return Speaker("", shown)
    titles = HONORIFIC.search(shown)
    honorific = titles[0].split()[-1].casefold().rstrip(".") if titles else ""
    bare = without_honorific(shown)
    after = _OFFICE_AFTER_NAME.fullmatch(bare)
    if after and is_name(after["name"]) and has_capitals(after["role"], SMALL):
        return Speaker(after["name"].strip(), after["role"].strip(), honorific)
    found = _office_before_name(_THE.sub("", bare, count=1))
    if found is not None:
        return Speaker(found.name, found.role, honorific)
    is_addressed = bare != shown and _is_plain_name(bare)
    return Speaker(bare, "", honorific) if is_addressed else None


def _office_before_name(words: str) -> Speaker | None:
    """An office with the name behind it, or alone: also another's ("Defense Minister Orlen")."""
    for pattern in (_OFFICE_FIRST, *_OTHER_OFFICES):
        first = pattern.fullmatch(words)
        name = without_honorific((first["name"] or "").strip()) if first else ""
        if first is not None and (not name or is_name(name)):
            return Speaker(name, first["role"])
    of_country = _OF_A_COUNTRY.fullmatch(words)
    inner = _office_before_name(of_country["office"]) if of_country else None
    if of_country is None or inner is None or not inner.name:
        return None
    return Speaker(inner.name, f"{inner.role} {of_country['country']}")


def _is_plain_name(words: str) -> bool:
    """Tell whether words are a name and nothing besides: "Mr. Noda, Harbor Times" is a reporter."""
    return is_name(words) and not re.search(r"[,()]|\bof\b", words)


def known_official(shown: str, known: Sequence[Speaker]) -> Speaker | None:
    """Read a known official by name, also with a misspelt office: "TANABE", "Minsiter Tanabe"."""
    *office, name = shown.split() or [""]
    for speaker in known:
        if speaker.surname and without_accents(name).casefold() == speaker.surname:
            meant = _office_meant(office)
            if meant is not None:
                return Speaker(name, meant)
        elif shown.casefold() == speaker.name.casefold():
            return Speaker(shown, "")
    return None


def _office_meant(words: Sequence[str]) -> str | None:
    """The office that words spell, perhaps with slips; None where one of them is no such word."""
    from rapidfuzz.distance import OSA  # noqa: PLC0415 - loaded only for labels that are odd

    parts = "Minister Secretary Foreign Affairs Press Spokesman State Deputy".split()
    near = [min(parts, key=partial(_slips, OSA.distance, word)) for word in words]
    are_near = all(_slips(OSA.distance, *pair) <= _SLIPS for pair in zip(words, near, strict=True))
    return " ".join(near) if are_near else None


def _slips(distance: Callable[[str, str], int], word: str, part: str) -> int:
    return distance(word.casefold(), part.casefold())


def is_name(words: str) -> bool:
    """Tell whether words look like a name: few, in capitals but for "de" and the like."""
    return bool(words.strip()) and (
        len(words.split()) <= MOST_WORDS_IN_NAME and has_capitals(words, _PARTICLES)
    )


def without_accents(words: str) -> str:
    """Letters without the signs above and below them: "Möri" is "Mori"."""
    if words.isascii():
        return words
    return "".join(
        sign for sign in unicodedata.normalize("NFD", words) if not unicodedata.combining(sign)
    )


def has_capitals(words: str, small: frozenset[str]) -> bool:
    """Tell whether all words but the small ones begin with a capital, as those of a name do."""
    bare = (word.strip("().,’'\"“”") for word in words.split())
    return all(not word or not word[0].islower() or word in small for word in bare)


def without_honorific(words: str) -> str:
    """A name or office without "Mr.", "H.E." and the like before it."""
    return HONORIFIC.sub("", words, count=1).strip() if HONORIFIC.match(words) else words


@lru_cache(maxsize=1024)
def read_title(title: str) -> Speaker | None:
    """Read the speaker in a title ("… by Foreign Minister X"), perhaps without a name."""
    match = next(iter(reversed(list(_OFFICE_IN_TITLE.finditer(title)))), None)
    if match is None:
        return None
    name = without_honorific(_NOT_A_NAME.sub("", match["name"] or "").strip(" ,)"))
    role = re.sub(r"Press\s+Sec$", "Press Secretary", match["role"])
    return Speaker(" ".join(takewhile(is_name, name.split())), role)


def complete_speaker(speaker: Speaker, earlier: Sequence[Speaker], titled: Speaker) -> Speaker:
    """Complete a short label by the earlier full label that fits best, else by the title.

    Of several people of one surname or office, it is the one whose office is exactly that of the
    label; of several such, the one named nearest before it. The rule is promise 2 ("Attributed"): a
    page whose title names another minister than the one who answers must not make the first the
    speaker; nor is a minister a press secretary of that name.
    """
    if speaker.is_full:
        return speaker
    fitting = [full for full in (*reversed(earlier), titled) if _can_mean(speaker, full)]
    exact = [full for full in fitting if full.post == speaker.post]
    named = next(iter(exact or fitting), None)
    if named is not None:
        return named
    return speaker if speaker.name or speaker.role else titled


def _can_mean(short: Speaker, full: Speaker) -> bool:
    return (
        full.is_full
        and short.surname in ("", full.surname)
        and not (short.sex and full.sex and short.sex != full.sex)
        and _is_same_office(short, full)
    )


def _is_same_office(short: Speaker, full: Speaker) -> bool:
    """Tell whether a short role can be the full one: "Minister" alone is no State Minister."""
    if not short.office <= full.office:
        return False
    return bool(short.name) or not short.role or (full.office & _RANKS) == (short.office & _RANKS)
