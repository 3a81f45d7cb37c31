"""Turn marks: the signs by which a line opens somebody's turn, and lines that only look like it.

Knows no publisher: whom a label names is for a publisher's own grammar to say.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum, auto
from functools import lru_cache
from string import ascii_letters

from retrieval.patterns import regex

_LONGEST_LABEL = 90
_LONGEST_BRACKETED = 60
# A list's number or bullet, the label, and the signs behind it.
_LONGEST_OPENING = _LONGEST_LABEL + 30
_MOST_WORDS = 8
_MOST_WORDS_IN_NAME = 12
_ENDS_OF_CLAUSES = (".", "!", "?", ";", ",")
_BLANK = r"[^\S\r\n]"
_BEFORE = (
    rf"(?P<before>(?:\d{{1,2}}\.{_BLANK}*|(?:\(?\d{{1,2}}\)|[a-z]\)|[ivx]{{1,4}}\.){_BLANK}+"
    rf"|[•\-*・–—+#]{_BLANK}+|[>※◆◇○●■□▼▶►-]+{_BLANK}*)?)"
)
_EMPHASIS = r"[*_]{0,3}"
_VIA = rf"(?:\((?:via|through)[^)]*interpret[^)]*\){_BLANK}*)?"
_COLON = regex(
    rf"{_BEFORE}(?P<label>[^:：\n]{{1,{_LONGEST_LABEL}}})(?:(?<!\d)[:：]+|[:：]+(?!\d)){_EMPHASIS}{_BLANK}*{_VIA}",
    re.IGNORECASE,
)
_BRACKETS = regex(
    rf"{_BEFORE}{_EMPHASIS}[\[(（<【「](?P<label>[^\[\](){{}}<>（）【】「」\n]{{1,{_LONGEST_BRACKETED}}})"
    rf"[\])）>】」]{_EMPHASIS}(?:{_BLANK}+(?![a-z])|(?=[A-Z“\"])|$)"
)
_EMPHASISED = regex(
    rf"{_BEFORE}(?P<sign>\*\*|__|\*|_)(?P<label>[^*_:\n]{{1,{_LONGEST_BRACKETED}}})(?P=sign)"
    rf"(?:{_BLANK}+(?=[A-Z“\"])|$)"
)
_LETTER = regex(
    rf"{_BEFORE}(?P<label>(?:Q{_BLANK}?\d{{0,2}}|A\d{{0,2}}|Question|Answer)"
    rf"(?=[.)]{_BLANK}|{_BLANK}*[–—-]{_BLANK}|{_BLANK}{{2}})|Q\d{{0,2}}(?={_BLANK}))"
    rf"(?:[.)]|{_BLANK}*[–—-](?={_BLANK}))?{_BLANK}+(?=[^\s–—-])"
)
_DASH = regex(
    rf"{_BEFORE}(?P<label>[^–—:\n]{{1,{_LONGEST_BRACKETED}}}?){_BLANK}+(?:–|-|—){_BLANK}+(?=[A-Z“\"])"
)
# Other signs make a mark only of a word that a grammar knows: "Reporter > Why?".
_SIGN = regex(
    rf"{_BEFORE}(?P<label>[A-Za-z]{{1,20}}(?: \d{{1,2}})?)"
    rf"(?:{_BLANK}*(?:[.;>|/=→…—–]|-{{2,}}|\.{{3}}){_BLANK}*(?=[A-Z“\"])|(?<=[A-Z]{{4}}){_BLANK}+(?=[A-Z“\"]))"
)
_STOP = regex(r"(?P<word>[^\W\d_]*)[.!?…]\s")
_SHORTENED = frozenset(
    """
    adm amb capt cmdr col dr gen gov hon jr lt maj mr mrs ms no pres prof rep rev sen sgt sr st
    """.split()
)
_A_NOTE = (
    r"[(\[（](?:(?:speaking )?in [a-z]+|(?:via|through|by|with|over)\b[^()\[\]]*|"
    r"(?:as )?interpreted|(?:laugh|smil|chuckl|continu|resum|interrupt|interpos|nodd?)"
    r"(?:e?s|e?d|ing|ter|ion)?|cont[’']?d\.?|inaudible|off[- ](?:mic\w*|camera)|"
    r"cross-?talk|applause)"
    r"[)\]）]"
)
_NOTE = regex(rf"\s*{_A_NOTE}\s*$", re.IGNORECASE)
_NOTE_BEFORE = regex(rf"{_A_NOTE}\s*(?=\S)", re.IGNORECASE)
_POSSESSED = regex(r"[’'](?:s|re|ve|ll|d|m)$")
_BRACKET_BEHIND = regex(r"(?<=\w)\s*[(\[（].*")
_A_NUMBER = regex(r"\bno\.? ?\d+$", re.IGNORECASE)
_WORD = regex(r"[^\W\d_][\w.’'&-]*")
# Small words within names and offices; every other small word makes a label a mixed one.
_SMALL = frozenset(
    "a al and at bin bint da de del den der des di dos du el for from in la le of on the to van von"
    " & via with by".split()
)
# What a sentence has and a label has not: who is meant, what they do, and how clauses are joined.
_OF_SENTENCES = frozenset(
    """
    add adds agree agrees all although am are aren't as ask asked asks be because been began begin
    begins being but call calls came can cannot come comes could did do does doesn't don't find
    finds follow follows found gave give gives go goes had has have he hear hears here him his how
    i if insist insists is isn't it its knew know knows let made make makes may me mean means
    meant might mine must my no not or our ours put quote quotes ran read reads remain remains
    repeat repeats run runs said say saying says see sees shall she should show shows so speak
    speaks spoke stress stresses tell tells than that their them then there these they think
    thinks this those though thought told us want wants was we went were what when where whether
    which while who whom whose why will would write writes written wrote yes you your
    """.split()
)
# Words that open a sentence and no label, with or without more words behind them.
_OPENERS = frozenset(
    """
    about above across actually after again also although and as ask at back basically because
    before below besides best better but by certainly clearly concerning consequently consider
    conversely dear during either even evidently fifth finally first firstly five following for
    four fourth fourthly frankly friday from furthermore generally hence honestly however if
    imagine importantly in including indeed instead just ladies last lastly likewise listen look
    luckily meanwhile monday more moreover most moving namely naturally neither next nor not now
    obviously of officially ok okay on once one only otherwise perhaps personally please put quite
    rather recall regarding remember respectively sadly saturday second secondly similarly simply
    since six so sorry specifically still sunday suppose surely take talk talking then therefore
    third thirdly three thursday thus to today tomorrow tonight tuesday turning two ultimately
    under unfortunately until wednesday well what whatever when whether which while why with
    within without worse worst yes yesterday yet
    """.split()
)
_COUNTING = frozenset("fifth first fourth last next one second third three two".split())
_MAY_NAME = _COUNTING | {"so", "to"}
# "concluded", "precisely"
_ENDINGS = ("ed", "ly")
_SHORTEST_WITH_ENDING = 5
# In capitals "NO" may be a number and "HE" a name.
_AMBIGUOUS = frozenset("am as can do he may no so us will who".split())
_CLAUSES = frozenset("i my our your this that these those if because what how why when".split())
# Things that a sentence with a colon is about; a turn is a person's, or an outlet's.
_THINGS = frozenset(
    """
    ability address advice agenda agreement aim aims amount annex announcement answer answers
    appendix area areas article articles attachment background basis case cases category chapter
    choice choices clause comment comments commitment committee conclusion conclusions condition
    conditions consequence contents country date dates deadline decision decisions detail details
    difference document duration e-mail email event events example examples exception explanation
    fact facts fax figure figures framework goal goals hope idea ideas impression information
    issue issues item items key law lesson level line link list location logic matter matters
    measure measures message method motto name names news note notes notice number numbers
    objective objectives option options order outcome outline overview paragraph part participants
    parts path phase phone picture piece pieces pillar pillars place plan plans point points
    policy position possibility principle principles priorities priority problem problems process
    promise proposal proverb purpose quote reality reason reasons recommendation reference
    references remark remarks reply report request response result results risk rule rules
    schedule section sense sentence situation solution source sources stage stance standard
    statement statements statistic statistics step steps story subject sum summary table target
    task tel telephone text theme themes thing things thought thoughts time title topic topics
    total translation treaty truth update updates url venue version view views warning way ways
    website wish word words year years
    """.split()
)


class MarkForm(Enum):
    """What makes a line look as if it opened a turn."""

    COLON = auto()
    BRACKETS = auto()
    EMPHASIS = auto()
    LETTER = auto()
    DASH = auto()
    SIGN = auto()
    ALONE = auto()


@dataclass(frozen=True, slots=True)
class TurnMark:
    """A mark at the start of a line.

    `label` is what stands between the signs, without a note like "(laughing)". The mark takes
    `length` characters with its signs and the blanks behind it, of which the first `before` are a
    list's number or bullet.
    """

    form: MarkForm
    label: str
    before: int
    length: int


@lru_cache(maxsize=1024)
def marks_of(words: str) -> tuple[TurnMark, ...]:
    """The marks that a line may open with, the likeliest first; a label holds no sentence.

    Cached, as a transcript's lines are looked at several times while it is read.
    """
    marks = []
    opening = set(words[:_LONGEST_OPENING])
    for form, signs, pattern in _FORMS:
        match = None if signs.isdisjoint(opening) else pattern.match(words)
        label = _bare(match["label"]) if match is not None else ""
        if match is not None and label and not _has_a_sentence(label):
            marks.append(TurnMark(form, label, len(match["before"]), match.end()))
    return tuple(marks)


def lone_mark(words: str) -> TurnMark | None:
    """A line that is nothing but a label, if it is one; None where it is too long."""
    label = _bare(words)
    if not label or len(label) > _LONGEST_BRACKETED or _has_a_sentence(f"{words} "):
        return None
    return TurnMark(MarkForm.ALONE, label, 0, len(words))


def doubtful_mark(words: str) -> TurnMark | None:
    """The mark of a line that opens like a label, whoever it may name; None for a sentence.

    An official's "My answer is this: no." is a sentence, as are "The reason: ice." and "(On fish)
    Yes.": it has the words of one. What stands behind any other mark may be anybody's.
    """
    return next(filter(_is_like_a_label, marks_of(words)), None)


def _has_a_sentence(label: str) -> bool:
    """Tell whether a sentence ends in a label: a stop not of "Mr.", "Lt. Gen." or an initial."""
    return any(
        len(stop["word"]) != 1 and stop["word"].casefold() not in _SHORTENED
        for stop in _STOP.finditer(label)
    )


def without_notes(label: str) -> str:
    """A label without a note on how it was said: "(laughing)", "[in English]"."""
    return _NOTE.sub("", _NOTE_BEFORE.sub("", label)) or label


def _bare(label: str) -> str:
    """A label without emphasis, the brackets around it and a note on how it was said."""
    bare = label.strip().strip("*_").strip()
    bare = without_notes(bare)
    inner = bare[1:-1]
    if bare[:1] in {"[", "(", "<", "（", "【"} and not re.search(r"[\[\](){}<>（）【】]", inner):
        return inner.strip() if bare[-1] in "])>）】" else bare
    return bare.strip("*_").strip()


def _is_like_a_label(mark: TurnMark) -> bool:
    label = _A_NUMBER.sub("", _BRACKET_BEHIND.sub("", mark.label))
    words = _WORD.findall(label)
    # "A. Fish" may be the first point of an official's list.
    if not words or mark.form in {MarkForm.LETTER, MarkForm.SIGN}:
        return False
    is_name = len(label) > 1 and all(map(_may_stand_in_a_name, words))
    longest = _MOST_WORDS_IN_NAME if is_name else _MOST_WORDS
    if not (is_name or words[0][0].isupper()) or len(words) > longest:
        return False
    if mark.form is not MarkForm.COLON and (
        _NOTE.fullmatch(f"({mark.label})") or mark.label.endswith(_ENDS_OF_CLAUSES)
    ):
        return False
    if mark.form is MarkForm.DASH and not is_name:
        return False
    return not _is_of_a_sentence(label, is_name=is_name)


def _may_stand_in_a_name(word: str) -> bool:
    return word[0].isupper() or word.partition("-")[0] in _SMALL


def _is_of_a_sentence(label: str, *, is_name: bool) -> bool:
    words = [_POSSESSED.sub("", word.casefold()).rstrip(".") for word in _WORD.findall(label)]
    first, last = words[0], words[-1]
    if "—" in label:
        return True
    if is_name and len(words) > 1:
        # "He Orlen", "Will Marsh", "US President": only small letters tell such words from names,
        # as only a comma tells "First, Arlandia" from "First Pilot".
        opens = first in _OPENERS and ("," in label or first not in _MAY_NAME)
        says = label.isupper() and not _OF_SENTENCES.difference(_AMBIGUOUS).isdisjoint(words[1:])
        return opens or says or first in _CLAUSES or not {first, last}.isdisjoint(_THINGS)
    opens = first in _OPENERS and (first not in _COUNTING or len(words) == 1 or "," in label)
    return (
        opens
        or not _OF_SENTENCES.isdisjoint(words)
        or not _THINGS.isdisjoint(words)
        or (len(words) > 1 and last.endswith(_ENDINGS) and len(last) >= _SHORTEST_WITH_ENDING)
    )


# Each form with its pattern, and the signs of which the opening must have one for it to match:
# looking for these is faster.
_FORMS = (
    (MarkForm.COLON, frozenset(":："), _COLON),
    (MarkForm.LETTER, frozenset("QA"), _LETTER),
    (MarkForm.BRACKETS, frozenset("[(（<【「"), _BRACKETS),
    (MarkForm.EMPHASIS, frozenset("*_"), _EMPHASISED),
    (MarkForm.DASH, frozenset("–—-"), _DASH),
    (MarkForm.SIGN, frozenset(ascii_letters), _SIGN),
)
