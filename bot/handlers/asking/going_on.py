"""What goes on from an answer: "what else was said that day?" means the day of what was shown."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from bot.handlers.turn.visits import Visit
from bot.store.inbox.questions import RecentQuestion
from retrieval.model.answer import Answer
from retrieval.query.standing import understand_in_turn
from retrieval.text.dates import MONTH

# "What else was said that day", "since then", "anything before that?".
_THAT_DAY = re.compile(
    r"\b(?:(?:on |from )?(?:that|the same) (?:very )?(?:day|date)"
    r"|(?:at|during|from|in) (?:that|the same) (?:very )?(?:press |news )?"
    r"(?:briefing|call|conference|interview|meeting|talk)"
    r"|(?P<bound>since|after|before) (?:then|that day)"
    r"|(?:(?<=thing )|(?<=about ))(?P<beside>since|after|before) (?:that|this|it))\b"
    r"(?! (?:is|was|were|did|they|he)\b)",
    re.IGNORECASE,
)
# By the day of what was shown: "anything newer than that?", "earlier ones on Taiwan",
# "Taiwan, later?".
_THAN_SHOWN = re.compile(
    r"(?:(?:and|ok|okay|so|is there|are there|do you have|show me|give me|any|anything|something"
    r"|was there)\b,? )*"
    r"(?:(?P<later>newer|later|more recent)|earlier|older|before)"
    r"(?: ones?| statements?| quotes?| on (?:it|that|this))?"
    r"(?: than (?:that|this|it|those))?"
    r"(?: (?:about|on) (?P<topic>(?!it\b|that\b|this\b)[^,.;?!]{2,40}))?[ ?.!]*"
    r"|(?P<named>[^,.;?!]{2,40}), (?:(?P<after>later|newer)|earlier|older)[ ?.!]*",
    re.IGNORECASE,
)
# "Did he say it again later?", "has the US repeated that since?", "was it used before?".
_SAID_AGAIN = re.compile(
    r"(?:(?:and|but|fine|ok|okay|so|well)[,.]? )*(?:did|had|has|have|was|were) "
    r"(?P<who>(?!i\b|you\b)[^,.;?!]{1,30}?) (?:(?:also|ever|just|been) )*"
    r"(?:address|bring|brought|com|comment|discuss|mention|rais|reaffirm|reiterat|repeat|sa|speak"
    r"|stress|talk|us)(?:e|ed|es|id|ied|y)?(?: (?:about|on|to|up))?"
    r"(?: (?:it|so|that|this|the (?:same )?(?:phrase|term|thing|word|wording|words)))?"
    r"(?: (?:again|up))*"
    r" (?:(?P<later>afterwards|after (?:it|that|this)|later(?: on)?|since(?: then)?)"
    r"|before(?: (?:it|that|this))?|earlier|previously)(?: (?:in )?that (?:month|year))?[ ?.!]*",
    re.IGNORECASE,
)
_OF_THREAD = frozenset("he her him it she that they this".split())
_DATED = re.compile(rf"\b(?:\d{{4}}|{MONTH})\b", re.IGNORECASE)


def points_to_day(question: str) -> bool:
    """Tell whether a question means the day of what was shown, and names no other."""
    if _THAN_SHOWN.fullmatch(question) or _SAID_AGAIN.fullmatch(question):
        return True
    found = _THAT_DAY.search(question)
    return found is not None and (bool(found["beside"]) or _DATED.search(question) is None)


def with_day(question: str, day: date, last: date) -> str:
    """Write the day that a question points to into it; "since then" is since the `last` day."""

    def dated(match: re.Match[str]) -> str:
        bound = (match["bound"] or match["beside"] or "on").casefold().replace("since", "after")
        return f"{bound} {last if bound == 'after' else day}"

    return _THAT_DAY.sub(dated, question, count=1)


async def answer_again(visit: Visit, asked: RecentQuestion) -> Answer:
    """Answer the question that was asked before once more."""
    services = visit.services
    query = understand_in_turn(asked.text, asked.asked_at.date(), services.record.lexicon)
    return await services.answerer.answer_query(query)


async def date_question(visit: Visit, question: str, asked: RecentQuestion) -> str:
    """Return a question with the day of what was shown, if it points to that day."""
    shown = await answer_again(visit, asked)
    period = shown.query.period
    days = [one.release.date for one in shown.excerpts]
    if (again := _SAID_AGAIN.fullmatch(question)) is not None:
        return _dated_again(question, again, days)
    if (than := _THAN_SHOWN.fullmatch(question)) is not None:
        if period or not days:
            return question
        bound = f"after {max(days)}" if than["later"] or than["after"] else f"before {min(days)}"
        return f"{than['topic'] or than['named'] or 'only'} {bound}"
    if period is not None and period.since is not None and period.is_day:
        return with_day(question, period.since, period.since)
    days = days or [one.release.date for one in shown.nearest]
    return with_day(question, days[0], max(days)) if days else question


def _dated_again(question: str, again: re.Match[str], days: Sequence[date]) -> str:
    """Ask what somebody said later or before than what was shown, of these days."""
    if not days:
        return question
    bound = f"after {max(days)}" if again["later"] else f"before {min(days)}"
    is_of_thread = again["who"].casefold() in _OF_THREAD
    return f"only {bound}" if is_of_thread else f"and {bound} what did {again['who']} say of it"
