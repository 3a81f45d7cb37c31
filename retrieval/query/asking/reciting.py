"""Puts what somebody recites between quotation marks, where he left them out.

"We did not talk about the mines. <- exact?", "it went more or less: this was our eighth meeting",
"we will ____ ties": such words are sought as a quotation is, in order, with some of them wrong.
"""

from __future__ import annotations

import re

from retrieval.model.release import Span
from retrieval.patterns import regex
from retrieval.text.sentences import sentences

_QUOTATION_MARKS = frozenset('"“”„«»')
_FEWEST_WORDS = 4
_FEWEST_OF_HIMSELF = 6
# What asks how exact some words are stands in the last so many characters.
_LONGEST_TAG = 80
_GAP = "…"
# What is written for words that somebody does not remember.
_BLANK = regex(
    r"_{2,}|[\[(<] ?(?:\.\.\.|…|\?+|_+|blank|gap|something|word) ?[\])>]"
    r"|(?<=\s)(?:\?{2,}(?=\s)|XXX|xxx|BLANK|(?i:something something))(?!\w)"
)
_EXACTLY = r"(?:exact(?:ly)?|verbatim|word[- ]for[- ]word)"
_AS_SAID = r"(?:accurate|actual|correct|exact|full|genuine|original|precise|proper|real|right)"
_WORDING = r"(?:phrasing|quotation|quote|sentence|text|wording|words)"
# What asks how exact the words before it are, and nothing else.
_TAG = regex(
    r"(?:(?<=[.!…\"”]) ?| ?(?:<[-=]+|[-=]+>|[–—←(,]|-{1,2}) ?)"
    rf"(?:(?:(?:is|was|isn't|wasn't) (?:it|that|this) |(?:it|that|this)'s )?(?:(?:an?|the) )?"
    rf"(?:{_EXACTLY}(?: or not)?|{_AS_SAID} {_WORDING})"
    rf"|(?:what (?:is|was|are|were)|what's) the {_AS_SAID} {_WORDING}"
    r"|how exact is (?:it|that|this)|is that (?:how|what) (?:he|she|they) (?:put|said|worded)"
    r"(?: it)?|did (?:he|she|they|anybody|anyone|somebody|the minister) (?:actually |really )?say"
    r" (?:it|so|that)"
    r"|(?:what(?:'s| is| was| goes in| belongs in)|which word fills) the"
    r" (?:blank|gap|missing word)s?"
    r"|(?:complete|fill(?: in)?) the (?:blank|gap)s?)[?!.) ]*$",
    re.IGNORECASE,
)
_FILL = regex(
    r"(?:please )?(?:complete|fill in|fill) the (?:blank|gap|quotation|quote|sentence)s?(?: in)?"
    r" ?[:–—-] ?",
    re.IGNORECASE,
)
# What announces words that are recited.
_ANNOUNCED = regex(
    r"(?P<before>(?:[\w',-]+ ){0,8}?(?:(?:it|that|the (?:line|quotation|quote|sentence))"
    r" (?:goes|ran|reads?|runs|went)(?: (?:along the lines|as follows|basically|like|more or less"
    r"|of|roughly|something|this))*|approximately|from memory|quote check|roughly(?: this)?"
    r"|verbatim|(?:something|words) to the effect(?: of| that)?) ?: )(?P<words>.+)$",
    re.IGNORECASE,
)
# Who said it stands before the words: "Somebody at MOFA once said that".
_TOLD = regex(
    r"(?:[\w'-]+ ){1,7}?(?:answered|claimed|claims|declared|replied|said|says|stated|told"
    r" (?:[\w']+ ){1,3}?)(?: something like)?(?: that)? ?(?=[^,.:;?! ])",
    re.IGNORECASE,
)
# Words that are recited have one of these, key words for a topic do not.
_OF_SENTENCES = regex(
    r"\b(?:am|are|be|been|did|didn't|had|has|have|he|i|i'd|is|it|it's|my|not|our|that's|they|this"
    r"|us|was|we|we'd|were|will|would)\b",
    re.IGNORECASE,
)
_ASKS = regex(
    r"(?:(?:and|but|so) )?(?:any|anything|can|could|did|do|does|find|give|has|have|how|is|list"
    r"|please|show|tell|was|were|what|what's|when|where|which|who|whose|why|would)\b",
    re.IGNORECASE,
)
# "Where did he say we held talks": what a minister says of himself is recited, not asked.
_WHO = (
    r"(?:he|him|she|her|they|them|the [a-z]+|(?:any|some)(?:body|one)|mr\.? \w+|[A-Z]\w+"
    r"|(?:foreign )?minister \w+)"
)
_PIECE = r"(?:bit|line|one|part|passage|phrase|quote|sentence)"
_SAID = (
    rf"(?:did|didn't|does|has|hasn't) {_WHO} (?:really |ever |once |not )*sa(?:y|id)"
    rf"|{_WHO} (?:once |also |really )?(?:saying|said|says)"
)
_RECALLED = regex(
    rf"(?P<before>(?:[\w',-]+ ){{0,6}}?(?:{_SAID}"
    rf"|the {_PIECE} (?:about|that goes|where (?:he|she|they) (?:said|says?)|with)"
    r"|(?:exact |full )?(?:line|quotation|quote|words?)|how did (?:it|that|the line|the quote) go"
    r"|something (?:along the lines of|like))[:,]?"
    r"(?: (?:exactly|literally|roughly|something (?:along the lines of|like)|that)[:,]?)* ?)"
    r"(?P<words>\S.*)$",
    re.IGNORECASE,
)
_FORMALLY = (
    r"(?:first|firstly|second|secondly|furthermore|in addition|additionally|moreover|finally),? "
)
_DONE = (
    r"(?:agreed|concurred|confirmed|did not|didn't|discussed|exchanged|held|reaffirmed|shared"
    r"|had an? (?:\w+ )?(?:conversation|discussion|exchange|meeting|talk)|stressed|will)"
)
_MEETING = r"(?:call|conversation|meeting|occasion|step|talk|telephone|time|visit)"
# Nobody who asks says this of himself.
_OF_MINISTERS = regex(
    rf"(?:{_FORMALLY})?(?:we (?:also )?{_DONE}"
    rf"|this (?:is|was) (?:already )?(?:our|the|a|an) (?:[\w-]+ ){{0,3}}{_MEETING}"
    r"|(?:secretary|minister|president) \w+ and i)\b",
    re.IGNORECASE,
)
# Behind "he said" it is he: "I hope to play", "was our ninth meeting", "Firstly, Japan asked".
_OF_HIMSELF = regex(
    rf"(?:{_FORMALLY})?(?:we|i|this (?:is|was)|was (?:our|the)|third|hope to|our) \w"
    rf"|{_FORMALLY}(?!what|who|when|where|why|how|did|does|is|can)\w",
    re.IGNORECASE,
)
# "…, right?", "… - which conference was that": it asks for what stands before.
_ASKED_BEHIND = regex(
    r"(?:(?:[,;.–—-] ?| - )(?:isn't|isnt|wasn't|wasnt|was|is) (?:it|that) \w+"
    r"|(?:[,;–—-] ?| - )(?:right|correct|true|no|was that it|which \w+ (?:is|was) (?:it|that)"
    r"|when was (?:it|that)|who said (?:it|that|this)|where (?:is|was) (?:it|that)(?: from)?"
    r"|or so|or something(?: like (?:it|that))?))[ ?.!]*$",
    re.IGNORECASE,
)
_ASKS_WITHIN = regex(
    r"[?]|[,;:] (?:and |but |so )?(?:can|could|did|do|does|has|have|how|is|please|show|tell|was"
    r"|were|what|when|where|which|who|why)\b",
    re.IGNORECASE,
)


def with_marks_around_recited(question: str) -> str:
    """Return a question with marks around the words that it recites; most recite none."""
    if not _QUOTATION_MARKS.isdisjoint(question):
        return question
    announced = _as_announced(question)
    return announced if announced != question else _of_himself(question) or question


def _of_himself(question: str) -> str:
    """Put marks around what a minister says of himself and others; empty if nothing of it is said.

    "Didn't he say we held talks", "Firstly, Japan requested it - which conference was that".
    """
    behind = _ASKED_BEHIND.search(question)
    words = question[: behind.start()] if behind else question.rstrip(" ?.!…")
    recalled = _RECALLED.match(words)
    before, recited = (recalled["before"], recalled["words"]) if recalled else ("", words)
    is_his = recalled is not None and _OF_HIMSELF.match(recited) is not None
    is_his = is_his or _OF_MINISTERS.match(recited) is not None
    if not is_his or recited.count(" ") + 1 < _FEWEST_OF_HIMSELF or _ASKS_WITHIN.search(recited):
        return ""
    return f'{before}"{recited.strip(" .…")}"{behind[0] if behind else ""}'


def _as_announced(question: str) -> str:
    fill = _FILL.match(question)
    words = question[fill.end() :] if fill else question
    tag = _TAG.search(words, max(0, len(words) - _LONGEST_TAG))
    words = words[: tag.start()] if tag else words
    announced = _ANNOUNCED.match(words)
    has_blank = _BLANK.search(words) is not None
    if not (fill or tag or announced or has_blank):
        return question
    before = announced["before"] if announced else ""
    recited = words[len(before) :].strip(" .…")
    told = _TOLD.match(recited)
    if told is not None and _ASKS.match(recited[told.end() :]) is None:
        before, recited = f"{before}{told[0]}", recited[told.end() :]
    return f'{before}"{_BLANK.sub(_GAP, recited)}"' if _is_recited(recited) else question


def _is_recited(words: str) -> bool:
    """Tell whether words are of one sentence, and as somebody says them."""
    if words.count(" ") + 1 < _FEWEST_WORDS or words.endswith("?") or _ASKS.match(words):
        return False
    is_one = len([*sentences(words, Span(0, len(words)))]) == 1
    return is_one and (_BLANK.search(words) or _OF_SENTENCES.search(words)) is not None
