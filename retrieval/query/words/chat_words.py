"""Reads messages as they are typed in chats: misspelt words of asking, short forms, chaff.

Only words that ask or filter are on the list, and only a word that the record lacks is read as one
of them: words of a topic are looked for in the record itself (`spelling.py`).
"""

from __future__ import annotations

import re
from collections.abc import Callable

from retrieval.patterns import regex
from retrieval.query.words.spelling import is_easy_slip
from retrieval.query.words.stop_phrases import FURNITURE
from retrieval.text.dates import MONTH
from retrieval.text.everyday import is_everyday
from retrieval.text.stems import stem
from retrieval.text.tokens import STOP_WORDS

# How some words are typed in chats, two words a pair.
_SHORT_FORMS = dict(
    pair.replace("&", " ").split("=")
    for pair in """
    1st=first abt=about arent=aren't b/c=because b/t=between b/w=between bc=because bout=about
    btwn=between cant=can't couldnt=couldn't didnt=didn't doesnt=doesn't dont=don't
    esp=especially gimme=give&me govt=government hadnt=hadn't hasnt=hasn't havent=haven't hes=he's
    isnt=isn't ive=i've lemme=let&me msgs=messages n=and mtg=meeting mtgs=meetings pls=please
    plss=please plz=please re=regarding sbdy=somebody shes=she's smth=something smthg=something
    sth=something thats=that's theres=there's theyre=they're thru=through thx=thanks w/=with
    w/in=within w/o=without w/out=without w/r/t=regarding w=with wasnt=wasn't wat=what wats=what's
    tho=though werent=weren't whatd=what whats=what's whens=when's wheres=where's whn=when
    whos=who's wht=what
    wo=without wont=won't wouldnt=wouldn't wrt=regarding youre=you're yr=year yrs=years
    """.split()
)
_ASKING = tuple(
    """
    about after answer answered anything april asked asking august before between briefing
    conference conferences december discussed discussing earliest february friday january july
    latest mentioned mentioning minister monday newest november october oldest press question
    questions readout readouts release releases reporter reporters said september since
    something statement statements tuesday wednesday thursday weeks what when where which without
    """.split()
)
# Words of their own that differ from one of these as a slip does.
_NO_SLIPS = frozenset(
    """
    confidence confidences convergence disclosing nonmember preference preferences recorder
    recorders released relegate reorders reverses reversing wheat whiteout
    """.split()
)
_SHORTEST_SWAPPED, _SHORTEST_WITH_ONE, _SHORTEST_WITH_TWO = 4, 5, 8
_MOST_LOOKED_UP = 8
_WORD = regex(
    r"(?<![\w'’-])[A-Za-z]{3,14}(?![\w'’-])|(?<![\w'’-])1st(?!\w)"
    r"|(?<=[\w.,!?] )(?:bc|re|w|wo|yr)(?=:? \w)|(?<![^\s,.!?])n(?= (?!korea|ireland)\w)"
    r"|(?<![^\s(,;:])(?:b/[ctw]|w/(?:in|o(?:ut)?|r/t)?)(?=[ .,:;?!]|$)"
)
# "Talks w/Blinken".
_GLUED_WITH = regex(r"(?<![^\s(,;:])w/(?=\w)", re.IGNORECASE)
_QUOTED = regex(r"[\"“„][^\"“”„]*[\"”“]?")
# What opens a message and says nothing of it; the first may be words of a topic without a mark.
_OPENING = regex(
    r"(?:(?:(?:that's |that is |how |very |so )?(?:alright|amazing|awesome|brilliant|cool|excellent"
    r"|fair enough|fine|funny|good|got it|great|helpful|i see|interesting|lovely|makes sense|nice"
    r"|odd|of course|perfect|really|right|seriously|strange|sure|surprising|sweet|thanks|thank you"
    r"|understood|useful|weird|well|wonderful|wow)\b(?: (?:a lot|so much|then|to know))?"
    r"(?= *[.,!?…:–—]| (?:and|but) )"
    r"|(?:again|never|no|nobody|none|no one|nothing|once|really|so no|still nothing|twice)\?(?= )"
    r"|(?:ah|aha|btw|haha+|hah|hm+|huh|lmao|lol|nvm|ok|okay|oh|omg|thx|ty|yeah)\b"
    r"|(?:now )?(?:something|anything) (?:important|serious)(?= *:))[ ,.!?…:;–—-]*)+"
    r"(?=[\w\"“])",
    re.IGNORECASE,
)
_CLOSING = regex(
    r"(?<=\w)(?<! say)(?<! said)[ ,.!…-]+(?:atm|btw|(?:more )?(?:generally|broadly)"
    r"|haha+|in general"
    r"|(?<!what )i (?:mean|meant)|(?<!even )tho(?:ugh)?"
    r"|lmao|lol|maybe|or so|perhaps|pls|plz|thx|ty)(?P<mark>[ ?.!]*)$",
    re.IGNORECASE,
)
# "Hey what did they say", "feb22", "releases pls - Taiwan".
_HELLO = regex(
    r"(?:hey|hello|hi|yo)(?: (?:again|bot|there))? (?=(?:any|anything|can|could|did|does|find|give"
    r"|has|have|how|is|show|tell|was|were|what|when|where|which|who|why)\b)",
    re.IGNORECASE,
)
# "What'd he say".
_DID = regex(
    r"\b(how|what|when|where|who|why)'d(?= (?:he|it|she|that|the|they|this)\b)", re.IGNORECASE
)
_GLUED_MONTH = regex(rf"(?<![\w'’-])({MONTH})(\d{{4}}|\d\d)(?!\w)", re.IGNORECASE)
_PLEASE = regex(r"(?<![.!?…]) (?:please|pls|plz)(?= ?[,;:–—-])", re.IGNORECASE)
_FEWEST_LEFT = 2

IsOnRecord = Callable[[str], bool]


def as_typed_right(question: str, is_on_record: IsOnRecord) -> str:
    """Return a question with its words of asking spelt right, and without chaff around it.

    What stands in quotation marks stays as it is.
    """
    quoted = [match.span() for match in _QUOTED.finditer(question)]
    left = _MOST_LOOKED_UP

    def respelt(match: re.Match[str]) -> str:
        nonlocal left
        word = match[0].casefold()
        if any(start <= match.start() < end for start, end in quoted) or match[0].isupper():
            return match[0]
        if word in STOP_WORDS or word in _ASKING or is_on_record(word):
            return match[0]
        if (long := _SHORT_FORMS.get(word)) is not None:
            return long
        if not left or word in FURNITURE or word in _NO_SLIPS or is_everyday((stem(word),)):
            return match[0]
        left -= 1
        return _meant(word) or match[0]

    typed = _WORD.sub(respelt, question)
    typed = typed if quoted else _DID.sub(r"\1 did", _GLUED_WITH.sub("with ", typed))
    return _without_chaff(typed if quoted else _PLEASE.sub("", _GLUED_MONTH.sub(r"\1 \2", typed)))


def _without_chaff(question: str) -> str:
    question = _HELLO.sub("", question, count=1) if _HELLO.match(question) else question
    opening = _OPENING.match(question)
    bare = question[opening.end() :] if opening else question
    bare = _CLOSING.sub(lambda match: match["mark"], bare)
    return bare if bare.count(" ") + 1 >= _FEWEST_LEFT or bare[:1].isalnum() else question


def _meant(word: str) -> str | None:
    """Return the word of asking that a folded word is a slip for."""
    from rapidfuzz import process  # noqa: PLC0415 - a cold start loads it only when needed
    from rapidfuzz.distance import OSA  # noqa: PLC0415 - see above

    if len(word) < _SHORTEST_SWAPPED:
        return None
    most = 2 if len(word) >= _SHORTEST_WITH_TWO else 1
    near = process.extract(word, _ASKING, scorer=OSA.distance, score_cutoff=most, limit=3)
    return next((known for known, wrong, _ in near if _is_slip(word, known, int(wrong))), None)


def _is_slip(word: str, known: str, wrong: int) -> bool:
    """Tell whether letters are swapped, missing or doubled, or one is replaced by a like one."""
    if sorted(word) == sorted(known):
        return True
    if len(word) < _SHORTEST_WITH_ONE or word[0] != known[0]:
        return False
    is_form = known.startswith(word) or word.startswith(known)
    if wrong > 1:
        return word[-1] == known[-1] and not is_form
    return not is_form and (len(word) != len(known) or is_easy_slip(word, known))
