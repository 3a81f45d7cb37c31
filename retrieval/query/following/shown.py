"""Words of a follow-up that point to what was shown: "that day", "in the same briefing".

They are written out as what they mean, so that a question and the one before it say all there is.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import partial

from retrieval.model.answer import Answer
from retrieval.patterns import regex
from retrieval.query.following.times import BACKWARDS, place_asked
from retrieval.text.dates import MONTH
from retrieval.text.folding import fold


@dataclass(frozen=True, slots=True)
class Shown:
    """What was shown: the days of its statements, in their order, and the release of the first.

    `is_of_period`: it was asked for within some days, so that "later" is after these.
    `is_in_order`: it stands by its days, so that what was "before that" is older.
    """

    days: tuple[date, ...]
    release: str
    is_of_period: bool = False
    is_in_order: bool = False

    @classmethod
    def of(cls, answer: Answer) -> Shown:
        """Return what an answer shows; where only something near is shown, that."""
        shown, query = answer.excerpts or answer.nearest, answer.query
        release = shown[0].release.id if shown else min(query.releases, default="")
        days, period = tuple(one.release.date for one in shown), query.period
        if period is None or period.since is None or not period.is_day:
            is_in_order = query.is_order_asked or query.most == 1
            return cls(days, release, period is not None, is_in_order)
        return cls(days if days and not answer.excerpts else (period.since,), release)

    @property
    def first(self) -> date:
        """The day of the statement that stands first."""
        return self.days[0]

    def bound(self, *, is_later: bool) -> str:
        """Write the time after all that was shown, or before it."""
        return f"after {max(self.days)}" if is_later else f"before {min(self.days)}"


_SAME = r"(?:that|this|the same|that same|the very same|that very)"
_PAGE = (
    r"(?:(?:(?:press |news )?(?:conference|release|statement)|presser|briefing|read-?out|document"
    r"|interview|transcript|session)(?! on\b)|one(?= *[?.!,]| *$))"
)
_EVENT = r"(?:(?:(?:tele)?phone |video )?(?:call|conversation|exchange|meeting|talks?)|occasion)"
_SPOKEN = (
    r"(?:answer|ask|bring|brought|claim|comment|discuss|made|meant|mention|promis|put|rais|refer|said"
    r"|say|spoke|speak|stat|talk|tell|told)(?:e|ed|es|ing|s)?"
)
_VERB_BEHIND = r"(?! (?:is|was|were|did|they|he|she)\b)"
_OF_ANSWERS = (
    r"(?:answer|comment|conference|instance|mention|occasion|one|quote|readout|reference|release"
    r"|remark|statement|time|use)s?"
)
_IN_RELEASE = regex(
    rf"(?:\b(?:at|during|in|within) {_SAME} {_PAGE}"
    rf"|(?:^|(?<=, ))(?:the )?same {_PAGE}(?= *[,:?]| *$)){_VERB_BEHIND}",
    re.IGNORECASE,
)
# "What did he say about Ukraine there?": where he spoke; "how many troops are there" is none.
_SPOKEN_THERE = regex(
    rf"(?P<kept>\b{_SPOKEN}\b[^.;?!]{{0,60}}?) there(?= *[,.;?!]| *$)", re.IGNORECASE
)
_THAT_DAY = regex(
    rf"\b(?<!is )(?<!was )(?:(?:on |from )?(?:{_SAME} (?:very )?|same )(?:day|date)"
    rf"|(?:at|during|from|in|on) {_SAME} {_EVENT}"
    rf"|(?:at )?(?:that|this) time(?! of\b))\b{_VERB_BEHIND}",
    re.IGNORECASE,
)
# "Who asked for that call?"; of "that call with Putin" it is said which one, and "statements that
# call for peace" have a verb.
_THAT_EVENT = regex(
    rf"(?<!\bon )(?<!\bsince )(?<!\bafter )(?<!\bbefore )\b(?P<event>{_SAME} {_EVENT})"
    r"(?= *(?:[,.;:?!]|$)| (?:also|and|begin|began|come|did|do|does|end|ended|go|had|happen|has|is"
    r"|last|lasted|start|started|take|took|was|were)\b)",
    re.IGNORECASE,
)
# "How long did they talk?" is asked of that day, whatever they talked of.
_HOW_LONG = regex(
    r"(?P<event>\bhow (?:long|many (?:hours|minutes)) (?:did|was|were)"
    r" (?:it|that|this|they|he|both(?: of them)?|the two(?: of them)?|"
    rf"(?:the|{_SAME}) {_EVENT})(?: (?:go on|last|meet|speak|take|talk))?(?: (?:for|together))*)"
    r"(?= *[?.!]*$)",
    re.IGNORECASE,
)
# "What else did they discuss?" asks for all of that day.
_ELSE = regex(
    r"(?:(?:and|but|ok|okay|so) )*(?:what|anything|something) else"
    r"(?: (?:did|do|have|was|were) (?:he|it|they|the two(?: of them| sides)?|both(?: sides)?)?)? ?"
    r"(?:came up|come up|cover(?:ed)?|discuss(?:ed)?|raised?|speak about|spoken about"
    r"|talk(?:ed)? about|there)(?: (?:at|during|in|on) (?:it|that|there|the (?:call|day|meeting)))?"
    r"[ ?.!]*"
    r"|(?:(?:and|but|ok|okay|so) )*(?:what|which|any) other (?:issues|matters|points|questions"
    r"|subjects|things|topics)(?: (?:came up|did they [a-z]+(?: about)?|(?:was|were) [a-z]+))?"
    r"[ ?.!]*",
    re.IGNORECASE,
)
_BOUND = regex(
    r"\b(?P<bound>since|after|before|prior to) "
    rf"(?:then|{_SAME} (?:day|date|{_EVENT}|{_PAGE}))\b{_VERB_BEHIND}",
    re.IGNORECASE,
)
# "Anything before that?"; "what did he say before that?" is of what stands before a sentence.
_KEPT_BOUND = regex(
    r"\b(?P<kept>(?:(?:any|every|some)?thing|about|mentions?|ones?|releases?|statements?|times?) )"
    r"(?P<bound>since|after|before|prior to) (?:that|this|it)\b"
    rf"(?! (?:day|date|{_EVENT}|{_PAGE})){_VERB_BEHIND}",
    re.IGNORECASE,
)
# "Any later release", "earlier than that".
_COMPARED = regex(
    r"\b(?<!the )(?:(?P<later>later|newer|more recent|subsequent)|earlier|older)"
    rf"(?: (?P<noun>{_OF_ANSWERS})(?: than (?:it|that|this|those))?"
    r"| than (?:it|that|this|those))\b",
    re.IGNORECASE,
)
_COUNTS = {"a": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6}
_AWAY = regex(
    rf"\b(?:(?P<many>{'|'.join(_COUNTS)}) (?P<unit>month|year)s?"
    r" (?P<side>later|after|earlier|before)(?: (?:it|that))?"
    r"|(?:in )?(?:the )?(?P<next>next|following|previous|preceding|prior) (?P<beside>month|year)"
    r"|(?:in )?the (?P<one>month|year) (?P<aside>after|before|earlier|later)(?: (?:it|that))?"
    r"|(?:during |from |in )?(?:that|the same) (?P<same>month|year))(?= *[,.;?!]| *$)",
    re.IGNORECASE,
)
# "Anything newer than that?", "earlier ones on Taiwan", "Taiwan, later?": this and no more.
_THAN_SHOWN = regex(
    r"(?:(?:and|ok|okay|so|is there|are there|do you have|show me|give me|any|anything|something"
    r"|was there)\b,? )*"
    r"(?:(?P<later>newer|later|more recent)|earlier|older|before)"
    r"(?: ones?| statements?| quotes?| on (?:it|that|this))?"
    r"(?: than (?:that|this|it|those))?"
    r"(?: (?:about|on) (?P<topic>(?!it\b|that\b|this\b)[^,.;?!]{2,40}))?[ ?.!]*"
    r"|(?P<named>[^,.;?!]{2,40}), (?:(?P<after>later|newer)|earlier|older)[ ?.!]*",
    re.IGNORECASE,
)
# Of a list by days, "and before that?" asks for older ones; else for what stands before a sentence.
_OLDER = regex(
    r"(?:(?:and|ok|then|so|what about|how about|the (?:one|statement)),? )*"
    r"before (?:it|that)[ ?.!]*",
    re.IGNORECASE,
)
# "Did he say it again later?", "has the US repeated that since?", "was it used before?".
_SAID_AGAIN = regex(
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
_DATED = regex(rf"\b(?:\d{{4}}|{MONTH})\b", re.IGNORECASE)
_ASKS_WHEN = regex(r"\b(?:when|(?:what|which) (?:day|date|month|year))\b", re.IGNORECASE)


def points_to_shown(question: str) -> bool:
    """Tell whether a question means the day or the release of what was shown."""
    return any(
        pattern.fullmatch(question) for pattern in (_THAN_SHOWN, _SAID_AGAIN, _OLDER, _ELSE)
    ) or any(pattern.search(question) for pattern, _ in _rules(question, _ANYTHING))


def with_shown(question: str, shown: Shown) -> str:
    """Write out what a question means of what was shown."""
    if _OLDER.fullmatch(question) and shown.is_in_order and shown.days:
        return f"only {shown.bound(is_later=False)}"
    again, than = _SAID_AGAIN.fullmatch(question), _THAN_SHOWN.fullmatch(question)
    if again is not None and shown.days:
        bound = shown.bound(is_later=again["later"] is not None)
        is_of_thread = again["who"].casefold() in _OF_THREAD
        return f"only {bound}" if is_of_thread else f"and {bound} what did {again['who']} say of it"
    if _ELSE.fullmatch(question) and shown.days:
        return f"anything else on {shown.first}"
    if than is not None and shown.days and not shown.is_of_period:
        bound = shown.bound(is_later=bool(than["later"] or than["after"]))
        return f"{than['topic'] or than['named'] or 'only'} {bound}"
    for pattern, write in _rules(question, shown):
        question = pattern.sub(partial(write, shown), question, count=1)
    return question


def _in_release(shown: Shown, _: re.Match[str]) -> str:
    return f"in {shown.release}"


def _spoken_in_release(shown: Shown, match: re.Match[str]) -> str:
    return f"{match['kept']} in {shown.release}"


def _on_day(shown: Shown, _: re.Match[str]) -> str:
    return f"on {shown.first}"


def _event_on_day(shown: Shown, match: re.Match[str]) -> str:
    return f"{match['event']} on {shown.first}"


def _bounded(shown: Shown, match: re.Match[str]) -> str:
    """Write a bound; what is since then is since all that was shown."""
    is_later = match["bound"].casefold() in {"since", "after"}
    kept = match["kept"] if "kept" in match.re.groupindex else ""
    day = max(shown.days) if is_later else shown.first
    return f"{kept}{'after' if is_later else 'before'} {day}"


def _compared(shown: Shown, match: re.Match[str]) -> str:
    bound = shown.bound(is_later=match["later"] is not None)
    noun = match["noun"] or ""
    # A release that is older is one of any kind.
    return bound if noun.casefold().startswith("release") else f"{noun} {bound}".lstrip()


def _away(shown: Shown, match: re.Match[str]) -> str:
    """Write the month or year that is so far from what was shown: "a month later"."""
    unit = (match["unit"] or match["beside"] or match["one"] or match["same"]).casefold()
    many = _COUNTS[match["many"].casefold()] if match["many"] else int(match["same"] is None)
    is_back = (match["side"] or match["aside"] or match["next"] or "").casefold() in BACKWARDS
    months = (-many if is_back else many) * (12 if unit == "year" else 1)
    year, month = divmod(shown.first.year * 12 + shown.first.month - 1 + months, 12)
    return f"in {year}" if unit == "year" else f"in {year}-{month + 1:02}"


_Write = Callable[[Shown, re.Match[str]], str]
_Rules = tuple[tuple[re.Pattern[str], _Write], ...]
_ANYTHING = Shown((date.min,), "any")
_OF_RELEASE: _Rules = ((_IN_RELEASE, _in_release), (_SPOKEN_THERE, _spoken_in_release))
_BESIDE: _Rules = ((_KEPT_BOUND, _bounded),)
_COMPARING: _Rules = ((_COMPARED, _compared), (_AWAY, _away))
_OF_DAY: _Rules = ((_BOUND, _bounded), (_THAT_DAY, _on_day))
_OF_LENGTH: _Rules = ((_HOW_LONG, _event_on_day),)
_OF_EVENT: _Rules = ((_THAT_EVENT, _event_on_day),)


def _rules(question: str, shown: Shown) -> _Rules:
    """Return the rules by which a question may be written out.

    "The earlier one" is one of those that were found, and what names a day itself means no other.
    """
    if place_asked(fold(question).text):
        return ()
    of_release = _OF_RELEASE if shown.release else ()
    if not shown.days:
        return of_release
    is_dated = _DATED.search(question) is not None
    comparing = () if is_dated or shown.is_of_period else _COMPARING
    of_day = () if is_dated else _OF_DAY
    of_event = _OF_LENGTH if _HOW_LONG.search(question) else _OF_EVENT
    of_event = () if is_dated or _ASKS_WHEN.search(question) else of_event
    return (*of_release, *_BESIDE, *of_day, *of_event, *comparing)
