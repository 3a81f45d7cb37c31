"""What a question seeks besides its topic: a time, a length, a number, a reason, somebody's words.

"When will it be held?" is answered by the sentence with the month, not by the one that repeats the
most words of the question.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from retrieval.model.query import Query, Term
from retrieval.patterns import regex
from retrieval.query.who.offices import names_state
from retrieval.text.dates import MONTH
from retrieval.text.folding import fold
from retrieval.text.speech import asks_for_words, is_speaking
from retrieval.text.stems import stem
from retrieval.text.tokens import terms

_NUMBERS = (
    "two three four five six seven eight nine ten eleven twelve dozens hundreds"
    " second third fourth fifth sixth seventh eighth ninth tenth once twice several"
)
_NUMBER = rf"(?:\d+|{'|'.join(_NUMBERS.split())})(?:st|nd|rd|th)?"
_UNIT = r"(?:minutes?|hours?|days?|weeks?|months?|years?)"
_CLOCK = r"\d{1,2}(?:[:.]\d\d)? ?(?:[ap]\.? ?m\b|o'clock)|\d{1,2}:\d\d\b|\bnoon\b|\bmidnight\b"
_DAY = (
    rf"\b{MONTH}\.? \d+|\b\d{{1,2}}(?:st|nd|rd|th)? {MONTH}\b|\b(?:in|by|of|until|since) {MONTH}\b"
    r"|\b(?:19|20)\d\d\b"
    r"|\b(?:this|next|last) (?:year|month|week|spring|summer|autumn|fall|winter)\b"
    r"|\b(?:today|tomorrow|yesterday)\b|\b(?:mon|tues|wednes|thurs|fri|satur|sun)day\b"
)
# In this order: "at what time" also asks when, "how many minutes" also asks how many.
_LENGTH = rf"\b{_NUMBER},? (?:and a half )?(?:[^\W\d]+,? ){{0,2}}{_UNIT}\b"
_CARDINAL = r"(?:\d+|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)"
# Of "the two ministers" the number is known and not told.
_KNOWN = rf"\b(?:all|between|both|its|of|our|the|their|these|those) {_CARDINAL}\b"
# Neither are the numbers of "for 40 minutes on May 3" and of COVID-19 counts.
_NO_COUNT = regex(rf"{_LENGTH}|{_CLOCK}|{_DAY}|\bcovid[ -]19\b|{_KNOWN}")
_COUNT = rf"(?<![\w+-]){_NUMBER}(?![\w+-])"
_AMOUNT = r"(?<![\w+-])\d+(?![\w+-])|\b(?:hundred|thousand|million|billion|trillion|half|percent)\b"
# "How much do ties matter" asks for no amount.
_DOES = r"(?:do|does|did|is|are|was|were|has|have|had|can|could|will|would)"
_PAID = (
    r"(?:aid|budget|contribut|cost|donat|fund|giv|invest|lend|lent|loan|money|owe|paid|pay|pledg"
    r"|price|promis|provid|spen[dt]|worth)"
)
_REASON = (
    r"\b(?:because|in order to|so that|due to|owing to|in view of|in light of|reasons?|purpose"
    r"|therefore|that is why|believe|necessary|significant|significance)\b"
)
# "When" asks before a verb or at the end; else it joins clauses: "what was said when he came".
_ASKS_WHEN = regex(
    r"\bwhen (?:will|would|is|are|was|were|did|does|do|has|have|had|can|could|should)\b"
    r"|\bwhen\W*$|\b(?:what|which) (?:day|date|month|year)\b|\bhow soon\b"
)
# "Where" asks at the beginning of a clause; else it joins: "the meeting where Hayashi met Blinken".
# "Where does Japan stand on it" asks for no place.
_ASKS_WHERE = regex(
    rf"(?:^|[.,;:?!–—-] |\band )where (?:exactly |else |in [a-z]+ )?{_DOES}\b"
    r"(?!.*\b(?:agree|differ|disagree|diverge|draw|fit|head|heading|leave|lie|rank|stand)s?\b)"
    r"|\bwhere\W*$"
)
_PLACE = regex(
    r"\b(?:aboard|at|in|inside|near|off|outside) (?:the )?"
    r"(?P<place>[^\W\d][\w.-]*(?: [^\W\d][\w.-]*){0,2})"
    r"|\b(?:online|by (?:tele)?phone|in person|via video|virtual(?:ly)?)\b"
)
_SOME_TIME = regex(
    rf"{_DAY}|{_CLOCK}|\b{MONTH}\b"
    r"|\b(?:tonight|soon|earliest|early|future|next|last|this time|already|currently|ongoing|first"
    r"|just|undecided|decided|schedules?|scheduled|deadline|end of|before|after|during|until|since"
    r"|days?|weeks?|months?|years?|hours?|at this (?:point|stage|moment))\b"
)
# Of the future nothing is reported: "will they respond together?" asks for nobody's words.
_FUTURE = regex(r"\b(?:will|shall|going to|plans? to|intends? to)\b")
# Who speaks and the verb stand in one clause: not "if Russia invades Ukraine, views exchanged".
_BETWEEN_CLAUSES = regex(r"[,;:?!]|(?<!\b\w)\.(?= |$)")
# "When did he say that?", "where was China mentioned?", "how often did Taiwan come up?": each page
# tells when and where it was said, and the answer how often.
_MATTER = r"(?:issue|matter|point|question|subject|topic)"
_VERB_OF_SAYING = (
    r"(?:(?:say|said|state|stated|tell|told)(?: us)? (?:about|anything|it|of|so|something|that"
    r"|these|this|those)\b"
    r"|(?:comment|commented|remark|remarked|refer|referred|speak|spoke|spoken|talk|talked)"
    r" (?:about|of|on|to)\b"
    r"|(?:address|addressed|discuss|discussed|mention|mentioned|(?:touch|touched) (?:on|upon))\b"
    r"|(?:bring|brought) (?:[^ ,.;:?!]+ ){0,3}up\b|(?:come|came) up\b"
    rf"|(?:raise|raised) (?:it|this|that|the {_MATTER})\b"
    rf"|{_MATTER} (?:[^ ,.;:?!]+ ){{0,4}}raised\b)"
)
_DID = r"(?:do|does|did|is|are|was|were|has|have|had)"
_OF_SAYING = regex(
    r"\b(?:when|where|how (?:often|many times)|(?:what|which) (?:day|date|month|occasion|year)s?)"
    rf" (?:exactly )?{_DID}"
    rf" (?:[^ ,.;:?!]+ ){{1,5}}?(?:{_VERB_OF_SAYING}|(?:said|stated|told)\W*$)"
    # "When was that?"; "ASEAN, in which month?"
    r"|^(?:(?:and|but|ok|so) )*(?:when|where) (?:exactly )?(?:is|was|were) (?:it|that|this)\W*$"
    r"|\b(?:in |on )?(?:what|which) (?:day|date|month|year|occasion)\W*$"
)
_SOUGHT = tuple(
    (regex(cue), regex(evidence))
    for cue, evidence in (
        (r"\b(?:at )?what time\b|\bwhat hour\b", _CLOCK),
        (rf"\bhow (?:long|much time|many {_UNIT})\b|\b(?:duration|length) of\b", _LENGTH),
        (rf"\bhow much\b(?:(?! {_DOES}\b)|(?=.*\b{_PAID}))|\b(?:what|the) amount\b", _AMOUNT),
        (r"\bhow (?:many|often)\b|\bwhat number\b|(?:^|\bthe )number of\b", _COUNT),
        (r"\bwhy\b|\bfor what reason\b|\bhow come\b", _REASON),
        (r"\bwhen\b|\b(?:what|which) (?:day|date|month|year)\b|\bhow soon\b", rf"{_DAY}|{_CLOCK}"),
    )
)


# "How long did it take, when did it begin": verbs of such a question that carry no topic.
_CARRIERS = frozenset(
    map(
        stem,
        """
        begin start commence end finish last take spend spent place become happen occur time times
        duration length
        """.split(),
    )
)

_AUXILIARY = (
    r"(?:am|are|can|could|did|do|does|had|has|have|is|may|might|must|shall|should|was|were|will"
    r"|would)"
)
# "Who vetoed it": nobody is told who did it where nothing says that it was done.
_OPENS = r"(?:^|[.,;:?!–—-] |\band |\bknow |\btell me )"
_WHO = regex(rf"{_OPENS}who (?:else |also |first |then )?(?P<word>(?!{_AUXILIARY}\b)[^\W\d]+)")
# "Which instrument did he play", "in which range is it"; "what he did" and "in which he was" ask
# for nothing by name, and behind a comma "which he had left" tells of what stands before.
_WORD = rf"(?!{_AUXILIARY}\b)[^\W\d][\w'-]*"
_NAMING = (
    r"(?:(?:at|by|for|from|in|of|on|to|with) )?(?:which|what) "
    rf"(?:{_WORD} ){{0,2}}?(?P<word>{_WORD})"
)
_WHICH = (
    regex(rf"(?:^|[.:;?!–—-] |\band |\bknow |\btell me ){_NAMING} {_AUXILIARY} (?!not\b)[^\W\d]"),
    regex(rf", {_NAMING} (?:did|does|do) (?!not\b)[^\W\d]"),
)
_PROPERTY = regex(
    r"\b(?:what (?:is|was|are|were) the|what|which) (?P<word>brand|colou?r|height|make|model|names?"
    r"|nationality|price|salary|size|speed|type|weight)\b"
)
# An answer names one of these and need not call it so: countries, times, papers, what is spoken of.
_CATEGORIES = frozenset(
    """
    action actions affair affairs agreement agreements ally allies answer answers area areas body
    bodies call calls capability capabilities capital challenge challenges city concern concerns
    condition conditions conference conferences contact contacts countries country date dates day
    days decision decisions department departments document documents effort efforts event events
    expectation expectations field fields forum friend friends goal goals group grouping groups
    government governments image issue issues kind leader leaders matter matters means measure
    measures meeting meetings message minister ministers ministry month months nation nations
    neighbour neighbours number occasion occasions office officer offices official officials
    organisation organisations organization organizations paper papers part partner partners
    parties party people period person persons phrase phrases place places plan plans point points
    policy policies position post problem problems project projects promise promises question
    questions reaction region regions reason reasons reply report reporter response role side
    sides sort speaker stance state states statement statements step steps subject subjects summit
    summits talk talks term terms thing things time times topic topics visit way ways week weeks
    word wording words year years
    """.split()
)


@dataclass(frozen=True, slots=True)
class Seeker:
    """Recognises words of the kind that a question asks for."""

    _evidence: re.Pattern[str] | None
    _asks_when: bool = False
    _asks_where: bool = False

    @property
    def needs_evidence(self) -> bool:
        """Whether only a figure, time or place answers: how long, how many, when, where."""
        return self._asks_when or self._asks_where or self._seeks_figure

    @property
    def _seeks_figure(self) -> bool:
        return self._evidence is not None and self._evidence.pattern in {_LENGTH, _COUNT, _AMOUNT}

    def may_be_told_in(self, words: str) -> bool:
        """Tell whether some words have such a figure, place or any time: "as soon as possible"."""
        if self._seeks_figure:
            return self.finds(words)
        if self._asks_where and not _names_place(_fold(words)):
            return False
        return not self._asks_when or _SOME_TIME.search(_fold(words)) is not None

    def carries_topic(self, name: Sequence[str]) -> bool:
        """Tell whether a name, as its terms, is more than the verb of a question of this kind."""
        return self._evidence is None or not _CARRIERS.issuperset(name)

    def finds(self, words: str) -> bool:
        """Tell whether some words hold what is sought; never, if nothing special is sought."""
        if self._evidence is None:
            return False
        folded = _fold(words)
        if self._evidence.pattern in {_COUNT, _AMOUNT}:
            folded = _NO_COUNT.sub(" ", folded)
        return self._evidence.search(folded) is not None


def seek(question: str) -> Seeker:
    """Decide what to look for in the words that answer a question."""
    folded = _OF_SAYING.sub(" ", _fold(question))
    evidence = next((evidence for cue, evidence in _SOUGHT if cue.search(folded)), None)
    asks_when, asks_where = _ASKS_WHEN.search(folded), _ASKS_WHERE.search(folded)
    return Seeker(evidence, asks_when is not None, asks_where is not None)


def _names_place(folded: str) -> bool:
    """Tell whether folded words say where something is: in a country of the table, or by phone."""
    for found in _PLACE.finditer(folded):
        words = (found["place"] or "").split()
        if not words or any(names_state(" ".join(words[:n])) for n in range(1, len(words) + 1)):
            return True
    return False


def find_asked_for(question: str) -> frozenset[str]:
    """Find the folded words of a question without which nothing tells what it asks for.

    They are the verb behind "who", and what "which" or "what" asks to name, unless an answer
    names it without calling it so, as it does countries and months.
    """
    folded = fold(question).text
    found = {one["word"] for pattern in (_WHO, _PROPERTY) for one in pattern.finditer(folded)}
    named = (one["word"] for pattern in _WHICH for one in pattern.finditer(folded))
    return frozenset(found | {one for one in named if one not in _CATEGORIES})


def find_subjects(query: Query) -> frozenset[Term]:
    """Find the names that a verb of saying follows in a question: "what did X say"."""
    if _FUTURE.search(_fold(query.english)):
        return frozenset()
    clauses = [*map(terms, _BETWEEN_CLAUSES.split(query.english))]
    return frozenset(
        term for term in query.terms if any(is_speaking(clause, term) for clause in clauses)
    )


def find_quoted(query: Query) -> frozenset[Term]:
    """Find those subjects whose own words alone would answer: no country, and no ministry."""
    if not asks_for_words(_fold(query.english)):
        return frozenset()
    return frozenset(
        term for term in find_subjects(query) if term.is_proper and len(term.names) == 1
    )


@lru_cache(maxsize=4096)
def _fold(words: str) -> str:
    return fold(words).text
