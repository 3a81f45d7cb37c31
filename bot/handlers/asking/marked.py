"""A reply to the bot's message with words marked in it asks about these words.

The rules are pure: `read_marked` says from the words that are marked and those that are typed
what to verify or to ask. What is marked is never a request: words of /help do nothing.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from bot.gateway.sending.reply import Reply
from bot.handlers.asking.ask import ask
from bot.handlers.asking.verify import verify
from bot.handlers.turn.visits import Answer, Visit
from retrieval.model.answer import CUT, Status
from retrieval.patterns import regex
from retrieval.query.requests.reading import read_request

_VERIFYING = regex(
    r"(?:please |can you |could you )*(?:double )?(?:fact )?(?:check|confirm|verify)"
    r"(?: (?:it|that|this|these|the|quote|quotation|text|wording|words|please))*"
    r"|(?:is|are|was|were) (?:it|that|this|these)(?: words)?(?: really| actually)?(?: the| an?)?"
    r" (?:accurate|authentic|correct|exact|genuine|literal|real|right|said|true|verbatim)"
    r"(?: (?:exactly|like this|like that|quotation|quote|so|wording|words))*"
    r"|did (?:[\w.'’]+ ){1,4}?(?:actually |exactly |really )?say (?:it|that|this|so|these words)"
    r"(?: exactly| really| so| verbatim)*"
    r"|exact(?:ly)?|verbatim|exact (?:quotation|quote|words|wording)"
)
# What says no more than "these words": who, when and where they were said stands under them.
_POINTING = frozenset(
    """
    a about also and any anybody anyone anything are been be come comes could did
    do does else ever exactly explain find from had has have i in is it look me mean means meant
    mentioned minister more of ok on once or other please quotation quote quoted said say says
    search see show somebody someone speaker spoke such tell that the these this those to up
    was were what when where which who whom whose why with word words would you
    """.split()
)
_OLDEST = frozenset("earliest first oldest originally".split())
_NEWEST = frozenset("last lately latest newest recent recently".split())
# "This" is what is marked, if no noun of its own follows: "this year" is none.
_THIS = regex(
    r"\b(?:this|that|these|those|it)(?: (?:phrase|quotation|quote|sentence|statement|words?))?"
    r"(?=[\s]*(?:$|[?.!,;]"
    r"|(?:again|and|anywhere|as|at|been|before|but|by|come|during|elsewhere|ever|from|in|is|last"
    r"|mentioned|on|or|raised|said|since|to|too|until|was|were|when|with)\b))",
    re.IGNORECASE,
)
# Opens a question that the marked words stand at the end of; others follow upon these.
_ASKS = regex(
    r"(?:what|who|whom|when|where|which|why|how|did|does|do|has|have|had|is|are|was|were|will"
    r"|can|could)\b(?! about\b)",
    re.IGNORECASE,
)
_OPENS = regex(r"(?:(?:and|but|so|ok|okay),? )*(?:(?:what|how) about )?", re.IGNORECASE)
# "Which year was this?" asks no more than "when?".
_WHEN = regex(r"\b(?:what|which) (?:date|day|month|year)\b")
_QUOTES = regex(r"[\"“”„‟«»‹›❝❞「」『』＂]")
_WORD = regex(r"[\w'’]+")
_MOST_PHRASES = 4
_LONGEST_TYPED = 400


@dataclass(frozen=True, slots=True)
class AboutMarked:
    """What is asked about marked words: that they be verified, or questions to try in order."""

    is_verification: bool = False
    questions: tuple[str, ...] = ()


def read_marked(marked: str, typed: str) -> AboutMarked | None:
    """Read what somebody asks about marked words; None if what is typed asks something of the bot.

    As a phrase they are tried first, and then as words.
    """
    folded = " ".join(re.sub("[,;]", " ", typed.casefold()).split()).strip(" .?!…:")
    if _VERIFYING.fullmatch(folded):
        return AboutMarked(is_verification=True)
    words = _WORD.findall(_WHEN.sub("when", folded))
    phrases, plain = _as_phrases(marked), " ".join(_QUOTES.sub(" ", marked).split())
    if set(words) <= _POINTING | _OLDEST | _NEWEST:
        order = _order_of(words)
        return AboutMarked(questions=_distinct(f"{phrases} {order}", f"{plain} {order}"))
    if read_request(typed) is not None:
        return None
    if len(typed) > _LONGEST_TYPED:
        # A long question says itself what it asks.
        return AboutMarked(questions=_distinct(typed))
    return AboutMarked(questions=_distinct(_joined(typed, phrases), _joined(typed, plain)))


def _as_phrases(marked: str) -> str:
    """Write words as exact phrases: parted at lines, at cuts, and where they quote others."""
    parts = [marked]
    for end in ("\n", CUT.strip()):
        parts = [piece for part in parts for piece in part.split(end)]
    pieces = [
        " ".join(piece.split()).strip(" ,;:–—-") for part in parts for piece in _QUOTES.split(part)
    ]
    said = [one for one in pieces if _WORD.search(one)]
    several = [one for one in said if " " in one] or said
    return " ".join(f'"{one}"' for one in several[:_MOST_PHRASES])


def _order_of(words: list[str]) -> str:
    if not _OLDEST.isdisjoint(words):
        return "order:old"
    return "order:new" if not _NEWEST.isdisjoint(words) else ""


def _joined(typed: str, marked: str) -> str:
    """Put marked words where "this" stands, else behind a question, else before other words."""
    if _THIS.search(typed):
        return _THIS.sub(lambda _: marked, typed, count=1)
    if _ASKS.match(typed.strip()):
        return f"{typed.rstrip(' ?.!')} {marked}"
    return f"{marked} {_OPENS.sub('', typed.strip(), count=1)}"


def _distinct(*questions: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(one for one in (q.strip() for q in questions) if one))


def about_marked(answer: Answer) -> Answer:
    """Answer about the words that are marked, if any are; else as `answer` does."""

    async def answer_or_ask(visit: Visit, typed: str) -> Reply:
        read = read_marked(visit.marked, typed) if visit.marked.strip() else None
        if read is None:
            return await answer(visit, typed)
        if read.is_verification:
            return await verify(visit, visit.marked)
        return await ask(visit, await _first_answered(visit, read.questions))

    return answer_or_ask


async def _first_answered(visit: Visit, questions: tuple[str, ...]) -> str:
    """Return the first question that the record answers, else the last one that is a question."""
    asked = ""
    for question in questions:
        found = await visit.services.answerer.answer(question, visit.now)
        if found.status is Status.ANSWERED:
            return question
        if found.status is not Status.NOT_A_QUESTION:
            asked = question
    return asked or " ".join(questions[:1])
