"""Speaker labels: who speaks according to a line, and that speaker's full name and role."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from retrieval.parsing.mofa.speakers import (
    HONORIFIC,
    MOST_WORDS_IN_NAME,
    NOBODY,
    POST,
    RANK,
    SMALL,
    Speaker,
    has_capitals,
    is_name,
    known_official,
    read_official,
    without_honorific,
)
from retrieval.parsing.pages.turn_marks import (
    MarkForm,
    TurnMark,
    doubtful_mark,
    lone_mark,
    marks_of,
)
from retrieval.patterns import regex

_MOST_WORDS_IN_REPORTER = 8
_BLANK = r"[^\S\r\n]"
_NUMBER = rf"(?:\d{{1,2}}\.{_BLANK}*)?"
_PERSON_ASKING = r"(?:reporter|questioner|journalist|correspondent|interviewer|participant|student)"
_REPORTER = regex(
    r"(?:(?:an?|the|another|one|same|other|next|last|first|second|third|fourth|female|male|foreign|"
    r"local|international|unidentified|unknown|follow-up)\s+)*"
    rf"(?:{_PERSON_ASKING}|question|follow-up|host|anchor|press(?:\s+corps)?|media|"
    r"audience(?:\s+members?)?|members?\s+of\s+the\s+(?:press|media|audience)|q)s?\.?"
    r"(?:\s?(?:No\.\s?)?(?:[A-Z]|\d{1,2}))?",
    re.IGNORECASE,
)
_REPORTER_NAMED = regex(
    rf"(?i:(?:an?\s+)?{_PERSON_ASKING})\s+(?:(?i:from|of|for|with)\s+(?i:the\s+)?)?(?P<name>[A-Z].*)"
    rf"|(?P<outlet>[A-Z].*)\s+(?i:{_PERSON_ASKING})(?:\s\d{{1,2}})?"
)
_LONE_REPORTER = regex(
    r"(?:reporter|questioner|journalist|question|q)(?:\s?\d{1,2})?", re.IGNORECASE
)
_STEWARD = (
    r"(?:moderator|interpreter|translator|emcee|mc|staff|secretariat|aide|presenter|"
    r"master\s+of\s+ceremonies|chair(?:man|woman|person)?|press\s+officer)"
)
_MODERATOR = regex(
    rf"(?:(?P<name>[^,]+),\s+)?(?P<role>{_STEWARD}|(?:[\w-]+\s+){{0,5}}official)", re.IGNORECASE
)
_STEWARD_NAMED = regex(rf"(?P<role>{_STEWARD})\s+\(?(?P<name>[^()]+)\)?", re.IGNORECASE)
_OUTLET_IN_BRACKETS = regex(r"(?P<first>[^()]+?)\s*[(（\[](?P<second>[^()]+)[)）\]]")
_STOP_LABEL = regex(
    rf"(?P<number>{_NUMBER})(?P<label>(?i:{RANK}{POST})\s+(?:{HONORIFIC.pattern})?"
    rf"[A-Z][\w’'-]+\s+[A-Z][\w’'-]+)\.{_BLANK}+(?=[A-Z“\"])"
)
_OPENS_A_SENTENCE = regex(
    r"(?:first|second|third|fourth|fifth|next|last|final|also|finally)(?:ly)?\b"
    r"|(?:on|in|at|as|for|regarding|concerning|today|yesterday|tomorrow)\b",
    re.IGNORECASE,
)


class TurnVoice(StrEnum):
    """Whose turn a label begins."""

    REPORTER = "reporter"
    OFFICIAL = "official"
    MODERATOR = "moderator"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class TurnLabel:
    """A label at the start of a line: `length` characters with its colon and blanks.

    `shown` is the label as printed, without number and colon; `speaker` is that of officials and
    moderators. A contents list that has swallowed the label leaves a number of `number_length`
    characters before it. A doubtful label is of no known form.
    """

    voice: TurnVoice
    length: int
    shown: str
    speaker: Speaker = NOBODY
    number_length: int = 0
    is_doubtful: bool = False


def read_label(
    words: str, known: Sequence[Speaker] = (), *, after: TurnVoice | None = None
) -> TurnLabel | None:
    """Read the label at the start of a line; None for a line of text, also one with a colon.

    `known` are the officials whom title and earlier labels name: a misspelt office, or a bare name,
    is a label only before the name of one of them. `after` is whose turn stands before the line:
    "A." opens an answer only behind a question.
    """
    stop = _STOP_LABEL.match(words)
    if stop is not None:
        mark = TurnMark(MarkForm.COLON, stop["label"].strip(), len(stop["number"]), stop.end())
        return _classify(mark, known)
    for mark in marks_of(words):
        if (
            mark.form is MarkForm.LETTER
            and mark.label[0] == "A"
            and after is not TurnVoice.REPORTER
        ):
            continue
        label = _classify(mark, known)
        if label is not None:
            return label
    return None


def read_lone_label(words: str, known: Sequence[Speaker]) -> TurnLabel | None:
    """The label that is a whole line, without a sign: a reporter's, or a known official's."""
    mark = lone_mark(words)
    if mark is None:
        return None
    if _LONE_REPORTER.fullmatch(mark.label):
        return TurnLabel(TurnVoice.REPORTER, mark.length, mark.label)
    speaker = read_official(mark.label)
    if speaker is None or not speaker.name or not speaker.role:
        return None
    if all(speaker.surname != one.surname for one in known):
        return None
    return TurnLabel(TurnVoice.OFFICIAL, mark.length, mark.label, speaker)


def read_doubtful_label(words: str) -> TurnLabel | None:
    """The label of no known form that a line opens with: whose words follow, nobody can tell.

    "Harbor Times Noda: Will you go?" is taken for a reporter's by the question behind it, and a
    sentence with a colon in it ("My answer is this: no.") for no label.
    """
    mark = doubtful_mark(words)
    if mark is None:
        return None
    asks = words.rstrip("”\"’') ").endswith("?") and is_name(mark.label)
    voice = TurnVoice.REPORTER if asks else TurnVoice.UNKNOWN
    return TurnLabel(voice, mark.length, mark.label, number_length=mark.before, is_doubtful=True)


def _classify(mark: TurnMark, known: Sequence[Speaker]) -> TurnLabel | None:
    voice, speaker = _who(mark, known)
    if voice is None:
        return None
    return TurnLabel(voice, mark.length, mark.label, speaker, mark.before)


def _who(mark: TurnMark, known: Sequence[Speaker]) -> tuple[TurnVoice | None, Speaker]:
    shown = mark.label
    if mark.form is MarkForm.SIGN:
        is_reporter = _LONE_REPORTER.fullmatch(shown) is not None and shown[0].isupper()
        return TurnVoice.REPORTER if is_reporter else None, NOBODY
    if _REPORTER.fullmatch(shown) or is_named_reporter(shown):
        return TurnVoice.REPORTER, NOBODY
    moderator = _moderator(shown)
    if moderator is not None:
        return TurnVoice.MODERATOR, moderator
    speaker = read_official(shown) or known_official(shown, known)
    if speaker is not None and (mark.form is not MarkForm.DASH or speaker.role):
        return TurnVoice.OFFICIAL, speaker
    if mark.form is not MarkForm.DASH and _is_reporter_of_an_outlet(shown):
        return TurnVoice.REPORTER, NOBODY
    return None, NOBODY


def is_named_reporter(shown: str) -> bool:
    """Tell whether a label is like "Reporter (Harbor Times)" or "Harbor Times reporter"."""
    outlet = _OUTLET_IN_BRACKETS.fullmatch(shown)
    if outlet is not None and _REPORTER.fullmatch(outlet["first"]):
        return True
    named = _REPORTER_NAMED.fullmatch(shown)
    return named is not None and is_name(named["name"] or named["outlet"])


def _moderator(shown: str) -> Speaker | None:
    named = _STEWARD_NAMED.fullmatch(shown)
    if named is not None and is_name(named["name"]):
        return Speaker(without_honorific(named["name"]), named["role"])
    match = _MODERATOR.fullmatch(shown)
    if match is None or re.match(r"(?:an?\s+)?senior\b", shown, re.IGNORECASE):
        return None
    if match["name"] is None:
        return Speaker(shown, "")
    return Speaker(without_honorific(match["name"]), match["role"])


def _is_reporter_of_an_outlet(shown: str) -> bool:
    """Tell whether a label is "Harbor Times, NODA" or "Noda, Harbor Times": words like a name's."""
    outlet = _OUTLET_IN_BRACKETS.fullmatch(shown)
    if outlet is not None:
        shown = f"{outlet['first']}, {outlet['second']}"
    bare = without_honorific(shown)
    if bare != shown and re.search(r"[,()]|\bof\b", bare) and has_capitals(bare, SMALL):
        return True
    first, comma, second = (part.strip() for part in shown.partition(","))
    return (
        bool(comma and first and second)
        and not _OPENS_A_SENTENCE.match(first)
        and not any(character.isdigit() for character in second)
        and first[0].isupper()
        and len(shown.split()) <= _MOST_WORDS_IN_REPORTER
        and all(has_capitals(part, SMALL) for part in (first, second))
        and (is_name(second) or len(second.split()) <= MOST_WORDS_IN_NAME)
    )
