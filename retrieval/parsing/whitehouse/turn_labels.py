"""Labels in White House transcripts: which lines have one, and whose words follow."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum, auto
from functools import lru_cache

from rapidfuzz.distance import OSA

from retrieval.parsing.pages.turn_marks import MarkForm, doubtful_mark, without_notes
from retrieval.patterns import regex

_LONGEST_LABEL = 60
_LONGEST_DOUBTFUL_MARK = 95
_MOST_WORDS = 6
_HEAD = regex(rf"(?P<label>(?:(?:MR|MS|DR): )?[^\W\d_][^:\n]{{0,{_LONGEST_LABEL}}}):[`\s]*")
# A mistake that was seen about thirty times: "MR. KIRBY. Thank you", "MR. SULLIVAN — killed".
_WITHOUT_COLON = regex(
    r"(?P<label>(?:(?:MR|MS|MRS|DR)\.|PRESIDENT|SECRETARY|PRIME MINISTER)"
    r"(?: [^\W\d_a-z][\w’'-]+){1,2}"
    r"|THE (?:VICE )?PRESIDENT)(?:[.;]\s+|\s+(?=—))"
)
_QUESTION = regex(
    r"(?:- )?(?:[\[(]Q\d{0,2}[\])]|Q\d{0,2}(?:[.)](?=\s)|(?![\w’'&./-])))"
    r"(?: ?\([^()]{1,40}\)(?=:))?[.:`]*\s*|(?:QUESTION|Question):\s*"
)
# Labels in small letters that can be nothing else.
_IN_SMALL_LETTERS = regex(
    r"(?:Mr|Ms|Mrs|Dr)\.? (?!(?:Vice )?President\b)[A-Z][\w’'-]+(?: [A-Z][\w’'-]+)?"
    r"|The (?:Vice )?President|The First Lady|The Second Gentleman"
    r"|(?:Another )?Reporters?|Moderator"
)
# "Mr. President: hello." addresses him, "H.R. 3537: an act." is a bill.
_NOT_A_LABEL = regex(
    r"(?:Mr\.?|Madam) (?:Vice )?(?:President|Secretary|Speaker|Leader|Chair\w*|Ambassador|Mayor)"
    r"|(?:[A-Z]\.? ?){1,3}\d+"
)
_IN_BRACKETS = regex(r"[\[(](?P<label>Reporters?|REPORTERS?|PRESS)[\])]:?\s+")
_HONORIFIC = r"(?:MR|MS|MRS|DR|Mr|Ms|Mrs|Dr)\b\.?"
_ABBREVIATED = regex(
    r"(?:QMS|MR|MS|MRS|DR|LT|GEN|COL|SEN|REP|GOV|SGT|CPT|ST|SR|JR|H\.E|Mr|Ms|Mrs|Dr|[A-Z])\."
)
_MIXED = regex(r"\bMa?c(?=[A-Z])|\b(?:Mr|Ms|Mrs|Dr)\b|\b(?:of|the|and|de|da|von|van|der|al|bin)\b")
_NUMBERED = regex(r" #?\d$")
_STRICT = regex(
    rf"{_HONORIFIC} |(?:THE )?(?:VICE )?PRESIDENT\b|THE (?:FIRST|SECOND) |SECRETARY |SENIOR "
    r"|MODERATOR$|PRIME MINISTER |ADMINISTRATOR |ACTING |GOVERNOR |AMBASSADOR "
)
_NO_NAMES = frozenset(
    "A ALL AN ARE BUT CAN DO END FACT FACTS FOR FROM HAS HAVE HOW I IF IN IS IT MY MYTH NO NOT NOTE"
    " NOTES ON OR OUR PROMISE RE SAID SAYS SUBJECT THAT THEY THIS TO WAS WE WHAT WHEN WHY WITH YES"
    " YOU YOUR".split()
)
_SOURCES = frozenset("ABC AP CBS CDC CNN EPA FDA FEMA FOX HHS NATO NBC NPR USDA".split())
_REPORTERS = frozenset("PRESS REPORTER REPORTERS PHOTOJOURNALIST".split())
_CROWD = frozenset(
    "AUDIENCE ATTENDEE ATTENDEES CHILD CHILDREN CROWD CUSTOMER MAN MEMBERS PARTICIPANT PARTICIPANTS"
    " PROTESTER PROTESTOR STUDENT STUDENTS UNIDENTIFIED VOICE VOICES WOMAN".split()
)
_STEWARDS = frozenset(
    "AIDE ANNOUNCER CREW HOST INTERPRETER MODERATOR OPERATOR STAFF TRANSLATOR".split()
)
_MISSPELT = ("AUDIENCE", "MODERATOR", "OPERATOR", "PARTICIPANT")
_OFFICES = ("THE PRESIDENT", "THE VICE PRESIDENT", "THE FIRST LADY", "THE SECOND GENTLEMAN")
_MOST_SLIPS = 2
_SHORTEST_SLIP = 6


class TurnVoice(Enum):
    """Whose words follow a label.

    A steward (moderator, operator, aide, interpreter) is a speaker, but answers nothing; what a
    crowd or an unknown voice shouts is no statement.
    """

    REPORTER = auto()
    CROWD = auto()
    STEWARD = auto()
    OFFICIAL = auto()
    UNKNOWN = auto()


@dataclass(frozen=True, slots=True)
class TurnLabel:
    """A label at the start of a line: `length` characters with its colon and blanks."""

    length: int
    voice: TurnVoice
    words: str


def read_label(words: str) -> TurnLabel | None:
    """Read the label at the start of a line of a transcript; None for a line of speech.

    Labels are in capitals before a colon, reporters are "Q" without one (in the White House's
    transcripts since 2021). A "Q" directly before another label is part of that label.
    """
    question = _QUESTION.match(words)
    if question is not None:
        inner = _labelled(words[question.end() :])
        if inner is not None and is_strict(inner):
            return TurnLabel(question.end() + inner.length, inner.voice, inner.words)
        return TurnLabel(question.end(), TurnVoice.REPORTER, "Q")
    return _labelled(words)


def read_doubtful_label(words: str) -> TurnLabel | None:
    """The label that a line opens with as it seems, of no known form: anybody may be speaking.

    "CBS: “Republicans want …”" is a headline that the speaker reads out.
    """
    if ":" not in words[:_LONGEST_DOUBTFUL_MARK] and words[:1] not in {"[", "(", "<"}:
        return None
    mark = doubtful_mark(words)
    if mark is None or mark.form not in {MarkForm.COLON, MarkForm.BRACKETS}:
        return None
    is_read_out = words.startswith(("“", '"'), mark.length)
    if is_read_out or mark.label.count(",") > 1 or _NOT_A_LABEL.fullmatch(mark.label):
        return None
    return TurnLabel(mark.length, TurnVoice.UNKNOWN, mark.label)


def is_strict(label: TurnLabel) -> bool:
    """Tell whether a label alone proves a transcript; words in capitals also head a fact sheet."""
    return label.voice is not TurnVoice.REPORTER and _STRICT.match(label.words) is not None


def _labelled(words: str) -> TurnLabel | None:
    head = (_IN_BRACKETS if words[:1] in {"[", "("} else _WITHOUT_COLON).match(
        words
    ) or _HEAD.match(words)
    if head is None:
        return None
    label = _written_plainly(head["label"].strip().replace(":", "."))
    voice = _voice(label)
    return None if voice is None else TurnLabel(head.end(), voice, _corrected(label))


@lru_cache(maxsize=4096)
def _written_plainly(label: str) -> str:
    """A label in capitals, without a note ("(laughing)") and, behind a name, without the office."""
    bare = without_notes(label)
    name, comma, _ = bare.partition(", ")
    if comma and re.fullmatch(rf"{_HONORIFIC} [^\W\d_]+", name):
        bare = name
    return bare.upper() if _IN_SMALL_LETTERS.fullmatch(bare) else bare


@lru_cache(maxsize=4096)
def _voice(label: str) -> TurnVoice | None:
    """Return whose words a label marks; None if the words before a colon are no label."""
    if not _is_in_capitals(label):
        return None
    said = [_spelt_right(word) for word in _NUMBERED.sub("", label).split()]
    said = said[said[0] == "ANOTHER" and len(said) > 1 :]
    if said[0] in _REPORTERS:
        return TurnVoice.REPORTER
    if said[0] in _CROWD:
        return TurnVoice.CROWD
    return TurnVoice.STEWARD if said[-1] in _STEWARDS else TurnVoice.OFFICIAL


def _is_in_capitals(label: str) -> bool:
    plain = _MIXED.sub("", _NUMBERED.sub("", label))
    words = label.split()
    return (
        len(words) <= _MOST_WORDS
        and any(letter.isalpha() for letter in plain)
        and not any(letter.islower() or letter.isdigit() for letter in plain)
        and all(letter.isalpha() or letter in " .’'-&" for letter in plain)
        and "." not in _ABBREVIATED.sub("", label)
        and not _NO_NAMES.intersection(words)
        and label not in _SOURCES  # "CBS: “Republicans want …”" is a headline read out
    )


def _spelt_right(word: str) -> str:
    if len(word) < _SHORTEST_SLIP:
        return word
    return next((known for known in _MISSPELT if OSA.distance(word, known) <= _MOST_SLIPS), word)


@lru_cache(maxsize=4096)
def _corrected(label: str) -> str:
    """Correct the spelling of a label that is one word or an office ("THE PRESIDNET")."""
    if label.endswith("PRESIDENT"):
        label = label if label != "HE PRESIDENT" else "THE PRESIDENT"
    near = (office for office in _OFFICES if OSA.distance(label, office) <= _MOST_SLIPS)
    first = next(near, label)
    return " ".join(_spelt_right(word) for word in first.split())
