"""Tells a surname from the word that it also is: "What did May say", "Will on the lighthouse"."""

from __future__ import annotations

from collections.abc import Sequence

from retrieval.query.words.stop_phrases import FURNITURE
from retrieval.text.dates import MONTHS
from retrieval.text.everyday import is_everyday_word
from retrieval.text.tokens import STOP_WORDS, Token

_VERBS_OF_SAYING = {
    **dict.fromkeys(
        "comment remark explain express respond answer address claim condemn mention point stress"
        " talk think view warn report".split(),
        ("s", "ed"),
    ),
    **dict.fromkeys("state note quote describe announce declare emphasize emphasise".split(), "sd"),
}
# "May said", not "Will say".
_SAID = frozenset(
    f"{verb}{ending}" for verb, endings in _VERBS_OF_SAYING.items() for ending in endings
) | frozenset("says said tells told speaks spoke spoken replies replied".split())
SAYING = _SAID | frozenset([*_VERBS_OF_SAYING, "say", "tell", "speak", "reply"])
VIEWS = frozenset(
    """
    answer answers attitude comment comments explanation explanations formulation language line
    messaging opinion opinions phrasing position positions quote quotes reaction reactions remark
    remarks reply replies response responses rhetoric stance statement statements take thoughts
    tone view views words wording
    """.split()
)
ABOUT = frozenset("on about regarding concerning re".split())
_AUXILIARIES = frozenset("did do does had has have".split())
_BEHIND_BY = ABOUT | frozenset("and but in or since until".split())
# These are the subjects of questions in small letters, and open sentences.
_STANDS_FOR_SOMEBODY = frozenset(
    """
    all any anybody anyone both each either everybody everyone few he her hers him his i it its
    minister ministers ministry more most my none officials one other others our ours people press
    reporter reporters she some somebody someone such that their theirs them these they this those
    us we what which who whom you your yours
    """.split()
)
# Family names that are also what a record is asked about; a title or a first name shows a person.
_SUBJECTS = frozenset(
    """
    bond bonds church coal cotton fish flood forest gold grain grant grants hope house judge justice
    land law laws money oil park peace pool post power powers price prince queen rain rice river
    rivers sea silver snow steel storm street sun trade train truth wall war water waters wheat
    winter wood woods world
    """.split()
)
# Cities that are no capitals, or are not read as their country.
_CITIES = frozenset(
    """
    berlin chicago dublin geneva houston kent london lyon madrid milan ottawa paris rome tokyo
    vienna york
    """.split()
)
_ENDS_A_SENTENCE = frozenset('.?!:;"“”')


def is_common(word: str) -> bool:
    """Tell whether a family name is also a common word of questions: "Will", "May", "Speaks"."""
    return word in STOP_WORDS or word in FURNITURE or word in MONTHS


def is_also_a_subject(word: str) -> bool:
    """Tell whether a family name, alone, rather means what it also is: "Rice", "Paris"."""
    return word in _SUBJECTS or word in _CITIES or is_everyday_word(word)


def names_somebody(question: str, tokens: Sequence[Token], at: int) -> bool:
    """Tell whether a token that is a common word is a surname here.

    A capital within a sentence shows it; else what stands before and behind does.
    """
    token = tokens[at]
    word = token.folded.removesuffix("'s")
    before = tokens[at - 1].folded if at else ""
    behind = tokens[at + 1].folded if at + 1 < len(tokens) else ""
    gap = question[tokens[at - 1].span.end : token.span.start] if at else "."
    opens = not _ENDS_A_SENTENCE.isdisjoint(gap)
    has_case = any(map(str.islower, question)) and not question.istitle()
    has_capital = has_case and question[token.span.start].isupper() and len(word) > 1
    if has_capital and not opens:
        return True
    if word in _STANDS_FOR_SOMEBODY:
        return False
    if before in _AUXILIARIES:
        return behind in SAYING
    if before == "by":
        return not behind or behind in _BEHIND_BY
    if token.folded != word and behind in VIEWS:
        return has_capital
    return opens and has_capital and (behind == "on" or behind in _SAID)
