"""Tells "May" and "March" from the verbs: "petition May 12", "12 may attend", "march 7 miles".

A question is read in small letters, as many people write it so. What stands around the words tells.
"""

from __future__ import annotations

from collections.abc import Sequence

from retrieval.query.when.days.ago import WEEKDAYS
from retrieval.text.dates import MONTHS

_VERBS = frozenset({"may", "march", "mar"})
OCCASIONS = frozenset(
    """
    answers appearance briefing briefings call comments conf conference conferences interview
    interviews meeting meetings presser pressers questions readout readouts release releases remarks
    speech speeches statement statements summit talk talks visit
    """.split()
)
_ONES = frozenset({"one", "ones"})
_PRESS = frozenset({"news", "phone", "press", "telephone"})
# What may follow a day and no verb: "12 May on the petition".
_BEHIND_A_DAY = frozenset(
    "about and at but by concerning for from in of on or re regarding the to when with".split()
)
_BEFORE_A_MONTH = frozenset({"early", "late", "mid", "the", *WEEKDAYS})
# A sentence has one of these, a few key words have none.
_OF_SENTENCES = frozenset(
    """
    am are be been can could did do does had has have how is might should was were what when where
    which who whom whose why will would say says said tell show find give
    """.split()
)
# What a page does: "what does January say", "May's leaves it out".
_OF_PAGES = frozenset(
    """
    add adds added call calls called change changes changed cite cites cited contain contains
    contained cover covers covered describe describes described differ differs differed drop drops
    dropped give gives gave go goes went has have had include includes included leave leaves left
    list lists listed mention mentions mentioned miss misses missed name names named omit omits
    omitted put puts read reads refer refers referred repeat repeats repeated say says said skip
    skips skipped speak speaks spoke state states stated talk talks talked use uses used
    """.split()
)
# "That's November, right?" tells when something was.
_POINTING, _BEING = frozenset({"it", "that", "this"}), frozenset({"'s", "is", "was"})
# "Doesn't" is read as "doesn", an apostrophe and "t".
_AUXILIARY = frozenset("did didn do does doesn had hadn has hasn is isn was wasn".split())
_MANY = frozenset("children km men percent people women".split())
_MARKS = frozenset("?.!,;:)")
_PARTING = frozenset(",:")
_GOES_ON = frozenset("forward onward onwards to until".split())
_TOWARDS = frozenset({"toward", "towards"})


def are_key_words(words: Sequence[str]) -> bool:
    """Tell whether folded words are no sentence, but key words: none of them asks or tells."""
    return _OF_SENTENCES.isdisjoint(words)


def is_verb(word: str) -> bool:
    """Tell whether the name of a month is a verb as well."""
    return word in _VERBS


def names_day(words: Sequence[str], start: int, end: int) -> bool:
    """Tell whether the words from `start` to `end`, a day and a month, are no verb and its number.

    `words` are those of a folded question, with a few empty words behind them.
    """
    behind = words[end]
    if is_verb(words[end - 1]) and behind in _TOWARDS:
        return False
    if not _VERBS.intersection(words[end - 2 : end]) or words[end - 2] == "of":
        return True
    if not behind[:1].isalnum() or names_occasion(words, end):
        return True
    if words[end - 1] in MONTHS:  # "12 May"
        return behind in _BEHIND_A_DAY
    is_named = words[start] in _BEFORE_A_MONTH or (start > 0 and words[start - 1] in WEEKDAYS)
    is_plural = behind in _MANY or (behind.endswith("s") and not behind.endswith("ss"))
    return is_named or not is_plural


def names_occasion(words: Sequence[str], at: int) -> bool:
    """Tell whether something that has a day begins at a word: "press conference", "briefing"."""
    at += words[at] == "'s"
    return words[at] in OCCASIONS or (words[at] in _PRESS and words[at + 1] in OCCASIONS)


def names_one_of_month(words: Sequence[str], at: int) -> bool:
    """Tell whether the month before a word is that of a page: "the November one", "May's on"."""
    is_owner = words[at] == "'s"
    behind = words[at + is_owner]
    is_one = behind in _ONES and (is_owner or (at > 1 and words[at - 2] == "the"))
    return is_one or (is_owner and behind in _BEHIND_A_DAY)


def names_one_page(words: Sequence[str], at: int) -> bool:
    """Tell whether what has a day is meant itself: "from the 11 May release", none "on"."""
    at += words[at] == "'s"
    if not names_occasion(words, at):
        return False
    at += 1 + (words[at] not in OCCASIONS)
    goes_on = words[at] in _GOES_ON or (words[at] == "on" and not words[at + 1].isalnum())
    return not goes_on


def stands_for_page(words: Sequence[str], start: int, end: int) -> bool:
    """Tell whether a month from `start` to `end` stands for its page: "does January mention it".

    One that is a verb as well is none in "what May say"; "May says" and "does May say" have one.
    """
    is_owner = words[end] == "'s"
    behind = words[end + is_owner]
    is_over = not behind or behind in _MARKS
    if start > 1 and is_over and words[start - 2] in _POINTING and words[start - 1] in _BEING:
        return True
    is_subject = start > 0 and words[start - 1] in _AUXILIARY
    if is_owner and (is_over or behind in _AUXILIARY):
        return True
    if not is_over and behind in _AUXILIARY:
        return True
    is_told = not is_verb(words[end - 1]) or is_owner or is_subject or behind.endswith("s")
    return is_told and behind in _OF_PAGES


def stands_behind_occasion(words: Sequence[str], start: int, end: int) -> bool:
    """Tell whether the words from `start` to `end` are a month behind what has a day.

    "Press release May", and "briefings, January"; a month that is a verb as well has to end it.
    """
    before = start - 1 - (start > 0 and words[start - 1] in {",", "("})
    is_over = not words[end] or words[end] in _MARKS
    return before >= 0 and words[before] in OCCASIONS and (is_over or not is_verb(words[start]))


def stands_alone(words: Sequence[str], start: int, end: int) -> bool:
    """Tell whether a month is no part of what stands around it: it is set apart, or a page."""
    return stands_apart(words, start, end) or stands_for_page(words, start, end)


def stands_apart(words: Sequence[str], start: int, end: int) -> bool:
    """Tell whether marks part the words from `start` to `end` from others: "Taiwan, May"."""
    before = words[start - 1] if start else ""
    # The stop of "january." may be read as that of a shortened month.
    is_over = not words[end] or words[end] in _MARKS or words[end - 1] in _MARKS
    is_parted = before in _MARKS and is_over
    return is_parted or (not start and words[end] in _PARTING)
