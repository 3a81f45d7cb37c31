"""A sentence read so that spelling, signs, blanks, list numbers and days make no difference."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from retrieval.patterns import regex
from retrieval.text.dates import MONTHS
from retrieval.text.folding import fold, fold_keeping_case
from retrieval.text.stems import CACHED_WORDS, american
from retrieval.text.tokens import STOP_WORDS

# What stands for any day and for any hour or duration: it is the release's own, as its date is.
DAY, HOUR = "<day>", "<hour>"
# Shorter sentences are said every day ("Thank you very much."), longer ones are lists.
FEWEST_CONTENT_WORDS = 5
# A list of names, or a heading, is no sentence.
FEWEST_IN_SMALL_LETTERS = 3
MOST_WORDS = 200

_WORD = regex(r"(?:[^\W\d_]\.){2,}(?:[^\W\d_]\b)?|\d+(?:[.,]\d+)+|[^\W_]+(?:'[^\W_]+)*|[%&]")
# "(1)", "a)", "iv.", "•": at the beginning, and within brackets anywhere.
_MARK = r"(?:\d{1,3}|[A-Za-z]|[ivx]{1,4})"
_MARKS_BEFORE = regex(
    rf"(?:\s*(?:[•\-*・※|>#~]+|\({_MARK}\)|{_MARK}\)|(?:\d{{1,3}}|[ivx]{{1,4}}|[a-z])\.(?=\s)))+\s*"
    r"|\s*(?:first|second|third|fourth|fifth|last)(?:ly)?,\s",
    re.IGNORECASE,
)
# What a sentence begins with after another one, and what a transcript notes: "(Applause.)".
_CONNECTIVES = regex(
    r"(?:(?:and|but|so|now|well|also|finally|again|yet|look|then),?\s+)+", re.IGNORECASE
)
_NOTES = regex(
    r"\([A-Z][A-Za-z ,-]{2,30}\.\)|\[[A-Za-z ,-]{2,30}\]"
    r"|\((?i:applause|cheers|crosstalk|inaudible|laughter|pause)\.?\)"
)
_MARKS_WITHIN = regex(rf"\(\s?{_MARK}\s?\)")
_NUMBER_WORDS = "two three four five six seven eight nine ten eleven twelve".split()
_NUMBERS = {word: str(number) for number, word in enumerate(_NUMBER_WORDS, 2)}
# Spellings beside those of `american`, each with the one that it is read as.
_SPELLINGS = dict(
    pair.split("=")
    for pair in """
    towards=toward afterwards=afterward amongst=among whilst=while amidst=amid judgement=judgment
    acknowledgement=acknowledgment grey=gray enquiry=inquiry enquiries=inquiries sceptical=skeptical
    ageing=aging catalogue=catalog dialogues=dialogs dialogue=dialog fulfil=fulfill fulfils=fulfills
    fulfilment=fulfillment travelled=traveled travelling=traveling cancelled=canceled
    cancelling=canceling labelled=labeled labelling=labeling modelling=modeling signalled=signaled
    signalling=signaling counselling=counseling marshalling=marshaling fuelled=fueled
    fuelling=fueling channelled=channeled channelling=channeling manoeuvre=maneuver
    manoeuvres=maneuvers aluminium=aluminum practise=practice practised=practiced
    practising=practicing kilometre=kilometer kilometres=kilometers metre=meter metres=meters
    litre=liter litres=liters fibre=fiber calibre=caliber pretence=pretense learnt=learned
    burnt=burned okay=ok mr=mister ms=miss mrs=miss dr=doctor skilful=skillful
    neighbourly=neighborly favourably=favorably preventative=preventive %=percent &=and
    """.split()
)
# "You're" is "you are"; "'s" may be a bearer's.
_FULL = {"'re": "are", "'ve": "have", "'ll": "will", "'m": "am", "n't": "not"}
_CUT_VERBS = {"wo": "will", "ca": "can", "sha": "shall"}
_SHORT = regex(r"(?<=\w)(?:'(?:re|ve|ll|m)|n't)\Z")
_WEEKDAYS = frozenset(
    """
    monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thur thurs fri sat
    sun
    """.split()
)
_HOURS = {"am", "pm", "minutes", "hours", "minute", "hour", "noon"}
_ZONES = frozenset("eastern central mountain pacific local standard daylight".split())
_MAY_BE_DAY = _WEEKDAYS | MONTHS.keys() | _HOURS | {"hundred", "thousand"}
_ORDINALS = frozenset(
    """
    first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth
    fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth twenty thirtieth
    thirty
    """.split()
)
_ORDINALS_OF_ERAS = _ORDINALS - {"twenty", "thirty"} | {"fortieth", "fiftieth", "sixtieth"}
_IN_ERAS = _ORDINALS_OF_ERAS | {"and", "twenty", "thirty", "forty", "fifty", "sixty"}
_LONGEST_YEAR = 5
_IN_YEARS = frozenset("and one 2 3 4 5 6 7 8 9 10 11 12 twenty thirty forty".split())
_DAY_NUMBER = regex(r"(?:[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?")
_YEAR = regex(r"(?:19|20)\d\d")


@dataclass(frozen=True, slots=True)
class Reading:
    """A sentence: its words as they are compared, and where each stands in `text`."""

    text: str
    words: tuple[str, ...]
    places: tuple[tuple[int, int], ...]

    @property
    def is_formula(self) -> bool:
        """Whether it says enough to be told again from others of its kind."""
        if len(self.words) > MOST_WORDS:
            return False
        content = content_words(self.words)
        return len(content) >= FEWEST_CONTENT_WORDS and self._has_small_letters()

    def written(self, start: int, end: int) -> str:
        """Return some of its words as they are written; empty if there are none."""
        return self.text[self.places[start][0] : self.places[end - 1][1]] if start < end else ""

    def _has_small_letters(self) -> bool:
        """Whether enough of its words that say something begin with a small letter."""
        found = 0
        for word, (start, _) in zip(self.words, self.places, strict=True):
            if self.text[start].islower() and word not in STOP_WORDS:
                found += 1
                if found == FEWEST_IN_SMALL_LETTERS:
                    return True
        return False


def content_words(words: Sequence[str]) -> list[str]:
    """Return the words that are neither small ones, nor days or hours."""
    return [word for word in words if word not in STOP_WORDS and word[0] != "<"]


def length_of_marks(text: str) -> int:
    """Count the signs of the list number, or of the bullet, that a text begins with."""
    found = _MARKS_BEFORE.match(text)
    return found.end() if found else 0


def read(text: str) -> Reading:
    """Read a sentence."""
    folded, origins = fold_keeping_case(text), None
    if folded is None:
        whole = fold(text)
        folded, origins = whole.text, whole.origins
    if "(" in folded or "[" in folded:
        folded = _NOTES.sub(lambda note: " " * len(note.group()), folded)
    start = length_of_marks(folded)
    start += len(folded[start:]) - len(folded[start:].lstrip())
    start = found.end() if (found := _CONNECTIVES.match(folded, start)) else start
    if "(" in folded:
        folded = _MARKS_WITHIN.sub(lambda mark: " " * len(mark.group()), folded)
    words: list[str] = []
    places: list[tuple[int, int]] = []
    for match in _WORD.finditer(folded, start):
        words.append(spelling(match.group()))
        places.append(match.span())
    if "'" in folded:
        words, places = _in_full(words, places)
    if not _MAY_BE_DAY.isdisjoint(words) or "per" in words:
        words, places = _gather(words, places)
    if origins is not None:
        places = [(origins[first], origins[last - 1] + 1) for first, last in places]
    return Reading(text, tuple(words), tuple(places))


@lru_cache(maxsize=CACHED_WORDS)
def spelling(word: str) -> str:
    """Return the one spelling that a word is compared in, in small letters."""
    word = word.lower()
    if "." in word and not word[0].isdigit():
        return word.replace(".", "")
    if word in _NUMBERS:
        return _NUMBERS[word]
    if word[0].isdigit():
        return word.replace(",", "") if "," in word else word
    return _SPELLINGS.get(word) or american(word)


def _in_full(
    words: Sequence[str], places: Sequence[tuple[int, int]]
) -> tuple[list[str], list[tuple[int, int]]]:
    """Write shortened verbs as two words: "we're", "won't"."""
    full, standing = list[str](), list[tuple[int, int]]()
    for word, (first, last) in zip(words, places, strict=True):
        short = _SHORT.search(word) if "'" in word else None
        if short is None:
            full.append(word)
            standing.append((first, last))
            continue
        verb, at = word[: short.start()], last - len(short.group())
        full += (_CUT_VERBS.get(verb, verb), _FULL[short.group()])
        standing += ((first, at), (at, last))
    return full, standing


def _gather(
    words: Sequence[str], places: Sequence[tuple[int, int]]
) -> tuple[list[str], list[tuple[int, int]]]:
    """Put one word for each day and hour, and write "percent" as one word."""
    gathered, standing = list[str](), list[tuple[int, int]]()
    for first, last, word in _stretches(words):
        gathered.append(word)
        standing.append((places[first][0], places[last - 1][1]))
    return gathered, standing


def _stretches(words: Sequence[str]) -> Iterator[tuple[int, int, str]]:
    at = 0
    while at < len(words):
        found = ((reads(words, at), word) for reads, word in _GATHERED)
        end, word = next(((end, word) for end, word in found if end > at), (at + 1, words[at]))
        yield at, end, word
        at = end


def _end_of_day(words: Sequence[str], at: int) -> int:
    """Return where a day or month that begins at a word ends; its place if none begins there."""
    begin = at
    if words[at] in _WEEKDAYS:
        at += 1
        if _end_of_date(words, at) == at:
            return at
    end = _end_of_date(words, at)
    return end if end > at else begin


def _end_of_date(words: Sequence[str], at: int) -> int:
    one, two, three = (words[at + by] if at + by < len(words) else "" for by in range(3))
    if one in MONTHS and _DAY_NUMBER.fullmatch(two):
        return at + (3 if _YEAR.fullmatch(three) else 2)
    if one in _ORDINALS or (two == "day" and _DAY_NUMBER.fullmatch(one)):
        if two in _ORDINALS:
            return _end_of_date(words, at + 1)
        if (two, three) == ("day", "of") and words[at + 3 : at + 4] and words[at + 3] in MONTHS:
            return at + 4
    if two in MONTHS and _DAY_NUMBER.fullmatch(one):
        return at + (3 if _YEAR.fullmatch(three) else 2)
    return at + 2 if one in MONTHS and _YEAR.fullmatch(two) else at


def _end_of_hour(words: Sequence[str], at: int) -> int:
    end = at
    while end < len(words) and end < at + 2 and words[end].isdigit():
        end += 1
    is_hour = at < end < len(words) and words[end] in {
        "am",
        "pm",
        "minutes",
        "hours",
        "minute",
        "hour",
    }
    return _end_of_zone(words, end + 1) if is_hour else at


def _end_of_zone(words: Sequence[str], at: int) -> int:
    """Return where the zone of an hour ends: "eastern daylight time"."""
    end = at
    while end < len(words) and end < at + 2 and words[end] in _ZONES:
        end += 1
    if end == at:
        return at
    return end + 1 if words[end : end + 1] == ["time"] else at


def _end_of_percent(words: Sequence[str], at: int) -> int:
    return at + 2 if words[at] == "per" and words[at + 1 : at + 2] == ["cent"] else at


def _end_of_year(words: Sequence[str], at: int) -> int:
    """Return where a year in words ends: "two thousand twenty-one"."""
    if list(words[at : at + 2]) != ["2", "thousand"]:
        return at
    end = at + 2
    while end < len(words) and end < at + _LONGEST_YEAR and words[end] in _IN_YEARS:
        end += 1
    return end if end > at + 2 else at


def _end_of_era(words: Sequence[str], at: int) -> int:
    """Return where the year of an era ends: "the Independence ... the two hundred and fiftieth"."""
    if words[at + 1 : at + 2] != ["hundred"] or not words[at].isdigit():
        return at
    end = at + 2
    while end < len(words) and end < at + _LONGEST_YEAR + 1 and words[end] in _IN_ERAS:
        end += 1
        if words[end - 1] in _ORDINALS_OF_ERAS:
            return end
    return at


_GATHERED = (
    (_end_of_year, DAY),
    (_end_of_era, DAY),
    (_end_of_day, DAY),
    (_end_of_hour, HOUR),
    (_end_of_percent, "percent"),
)
