"""The analyser: the one place where text becomes terms, for every engine and every question."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

import Stemmer

from retrieval.model.release import Span
from retrieval.text.folding import fold, plain

# In this order: "2+2" and "2 + 2"; initials such as "u.s."; numbers such as 1,000 or 3.5; words.
_TOKEN = re.compile(
    r"\d+ ?\+ ?\d+"
    r"|(?:[^\W\d_]\.){2,}(?:[^\W\d_]\b)?"
    r"|\d+(?:[.,]\d+)+"
    r"|[^\W_]+(?:'[^\W_]+)*"
)
# British endings and their American ones. Where an ending is no matter of spelling ("promise"), the
# record and the question change alike; "revise" keeps its s, for "revision".
_BRITISH = (
    (re.compile(r"(?<=\w{2}[a-uw-z])is(?=(?:e[drs]?|ing|ations?|ational)$)"), "iz"),
    (re.compile(r"(?<=\w{2}[a-z])our(?=(?:s|ed|ing|able|ful|hood)?$)"), "or"),
    (re.compile(r"(?<=\w{2}[a-z])ys(?=(?:e[drs]?|ing)$)"), "yz"),
    (re.compile(r"(?<=(?:def|off|lic)en)c(?=es?$)"), "s"),
    (re.compile(r"(?<=cent|heat)re(?=s?$)"), "er"),
    (re.compile(r"(?<=program)me(?=s?$)"), ""),
)
# Stems of words that differ by no rule. Not "cheque" and "tonne": "check" and "ton" mean more.
_AMERICAN = dict(
    pair.split("=")
    for pair in """
    aeroplan=airplan aluminium=aluminum artefact=artifact burnt=burn calibr=calib catalogu=catalog
    dialogu=dialog fibr=fiber fuell=fuel grey=gray judgement=judgment kilometr=kilomet learnt=learn
    litr=liter manoeuvr=maneuv meagr=meager metr=meter mould=mold odour=odor plough=plow
    practiz=practic pretenc=pretens sceptic=skeptic skil=skill
    """.split()
)
# Snowball leaves irregular verbs apart from their past. Not those that are words of their own, too
# ("left", "found", "rose", "saw", "felt", "bore").
_PAST = {
    past: verb
    for verb, *pasts in (
        group.split("=")
        for group in """
        become=became begin=began=begun break=broke=broken bring=brought build=built buy=bought
        catch=caught choose=chose=chosen come=came draw=drew=drawn drive=drove=driven eat=ate=eaten
        fall=fell=fallen fight=fought fly=flew=flown forget=forgot=forgotten freeze=froze=frozen
        give=gave=given go=went=gone grow=grew=grown hear=heard hold=held keep=kept know=knew=known
        lead=led lend=lent lose=lost meet=met overcome=overcame pay=paid rise=risen seek=sought
        sell=sold send=sent shake=shook=shaken shoot=shot show=shown sink=sank=sunk
        speak=spoke=spoken spend=spent stand=stood steal=stole=stolen strike=struck
        swear=swore=sworn take=took=taken teach=taught tell=told think=thought throw=threw=thrown
        undergo=underwent understand=understood undertake=undertook=undertaken uphold=upheld win=won
        withdraw=withdrew=withdrawn withhold=withheld withstand=withstood write=wrote=written
        """.split()
    )
    for past in pasts
}
# They count points of a talk: nobody who asks for the first visit means "firstly".
_COUNTING = frozenset("firstly secondly thirdly fourthly lastly".split())
# Capitals tell an acronym, but not in a text that is all capitals and more than acronyms; "Taiwan
# AND China" has none either.
_LONGEST_ACRONYM = 6
_ALSO_ACRONYMS = frozenset({"us", "it", "who"})
_INITIALS_OF_NOTHING = frozenset({"am", "pm", "eg", "ie"})
# Words that are kept as they were read, in each process: most of those of a large record.
_MOST_KNOWN = 65_536
_POSSESSIVE = re.compile(r"'s?$|'s\b")

STOP_WORDS = frozenset(
    """
    a about above after again against all already also am an and any are as at be because been
    before being below between both but by can cannot could did do does doing done down during each
    either else ever few for from further get got had has have having he her here hers herself him
    himself his how i if in into is it its itself just let may me might more most must my myself no
    nor not now of off on once one only or other our ours ourselves out over own per same shall she
    should since so some such than that the their theirs them themselves then there these they this
    those through to too toward towards under until up upon us very was we were what when where
    which while who whom whose why will with within without would yes yet you your yours yourself
    yourselves
    s didn't doesn't don't won't wasn't weren't isn't aren't haven't hasn't hadn't couldn't wouldn't
    shouldn't can't i'm i've it's that's we've
    """.split()
)


@dataclass(frozen=True, slots=True)
class Token:
    """A word of a text: its term (stemmed), its folded form, and where it stands.

    `is_stop` marks words that carry no topic; they have a term all the same.
    """

    term: str
    folded: str
    span: Span
    is_stop: bool


# A token before it is made: its term, its folded form, whether it is a stop word, start and end.
Scanned = tuple[str, str, bool, int, int]


@cache
def _stemmer() -> Stemmer.Stemmer:
    return Stemmer.Stemmer("english")


@lru_cache(maxsize=_MOST_KNOWN)
def stem(folded: str) -> str:
    """The term of one folded word: no possessive ending, American spelling, stemmed."""
    bare = _POSSESSIVE.sub("", folded).replace("'", "")
    if bare in _COUNTING:
        return bare
    bare = _PAST.get(bare, bare)
    for british, american in _BRITISH:
        bare = british.sub(american, bare)
    stemmed = _stemmer().stemWord(bare)
    return _AMERICAN.get(stemmed, stemmed)


@lru_cache(maxsize=512)
def tokenize(text: str) -> tuple[Token, ...]:
    """The words of `text` in order, stop words included and marked.

    Keeps "2+2", "G7" and "COP26" whole; "U.S." becomes "us" and, like "US" in capitals, is no stop
    word. Parts of a hyphenated word are words of their own, so "Indo-Pacific" and "Indo Pacific"
    are the same.
    """
    return tuple(
        Token(term, word, Span(start, end), is_stop=is_stop)
        for term, word, is_stop, start, end in scan(text)
    )


def scan(text: str) -> list[Scanned]:
    """The words of `text`: term, folded form, whether it is a stop word, and where it stands."""
    folded = fold(text)
    origins = folded.origins
    shouting = is_shouting(text)
    found = []
    for match in _TOKEN.finditer(folded.text):
        start, end = match.span()
        if origins is not None:
            start, end = origins[start], origins[end - 1] + 1
        is_acronym = not shouting and text[start:end].isupper()
        found.append((*_read_word(match.group(), is_acronym=is_acronym), start, end))
    return found


@lru_cache(maxsize=_MOST_KNOWN)
def _read_word(word: str, *, is_acronym: bool) -> tuple[str, str, bool]:
    """Of a folded word: its term, its folded form, and whether it is a stop word."""
    if "+" in word:
        term = word.replace(" ", "")
        return term, term, False
    if "." in word and not word[0].isdigit():
        term = word.replace(".", "")
        return term, term, term in _INITIALS_OF_NOTHING
    is_acronym = is_acronym and len(word) > 1
    is_stop = word in STOP_WORDS and not (is_acronym and word in _ALSO_ACRONYMS)
    return word if is_acronym else stem(word), word, is_stop


class _WordReadings(dict[str, tuple[str, str, bool]]):
    """What words in the case in which they stand are read as, worked out when first met."""

    def __init__(self, *, shouting: bool) -> None:
        super().__init__()
        self._shouting = shouting

    def __missing__(self, word: str) -> tuple[str, str, bool]:
        if len(self) >= _MOST_KNOWN:
            self.clear()
        is_acronym = not self._shouting and word.isupper()
        read = self[word] = _read_word(word.lower(), is_acronym=is_acronym)
        return read


_IN_CASE = _WordReadings(shouting=False)
_SHOUTED = _WordReadings(shouting=True)


@lru_cache(maxsize=16)
def _read(text: str) -> list[tuple[str, str, bool]]:
    """The words of `text`: term, folded form, and whether it is a stop word.

    A record is indexed by these: to say where each stands takes as long as all the rest.
    """
    bare = plain(text)
    if bare is None:
        return [one[:3] for one in scan(text)]
    known = _SHOUTED if is_shouting(text) else _IN_CASE
    return [known[word] for word in _TOKEN.findall(bare)]


def is_shouting(text: str) -> bool:
    """Whether a text is all in capitals, and more than acronyms."""
    return text.isupper() and any(
        len(word) > _LONGEST_ACRONYM or word in STOP_WORDS - _ALSO_ACRONYMS
        for word in re.findall(r"\w\w+", text.casefold())
    )


def terms(text: str) -> tuple[str, ...]:
    """The terms of `text` in order, without stop words: what an engine indexes."""
    return tuple([term for term, _, is_stop in _read(text) if term and not is_stop])


def find_name(words: Sequence[str], name: Sequence[str]) -> int | None:
    """Where the terms of a name stand next to each other in `words`; None where they do not."""
    first, length = name[0], len(name)
    start = -1
    while first in words[start + 1 :] if start >= 0 else first in words:
        start = words.index(first, start + 1)
        if length == 1 or tuple(words[start : start + length]) == tuple(name):
            return start
    return None


def fold_words(text: str) -> str:
    """The folded words of `text`, a blank between and around: what an exact phrase is sought in."""
    return f" {' '.join([word for _, word, _ in _read(text)])} "
