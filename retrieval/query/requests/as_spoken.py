"""Reads how messages are typed to whoever answers: "sooo boring", "thankss", "r u there", "👍".

Only requests are read in these words: a question to the record stays as it was typed.
"""

from __future__ import annotations

from collections.abc import Container, Iterator
from itertools import product

from retrieval.patterns import regex

_SHORT_FORMS = dict(
    pair.split("=")
    for pair in """
    cya=goodbye em=them fav=favourite gd=good gimme=give gn=goodnight gr8=great idc=whatever
    idk=whatever lemme=let m8=mate msg=message msgs=messages pic=picture pics=pictures plez=please
    ppl=people r=are soz=sorry sry=sorry tho=though thnks=thanks thnx=thanks thanx=thanks tks=thanks
    tomoz=tomorrow ttyl=goodbye tysm=thanks srsly=seriously dunno=whatever tbh=really u=you ur=your
    w8=wait wich=which wats=what's whatcha=what whats=what's wheres=where's whos=who's hows=how's
    ya=you
    yer=your dont=don't doesnt=doesn't didnt=didn't isnt=isn't cant=can't wont=won't thats=that's
    im=i'm moar=more nvm=nevermind ive=i've youre=you're aint=isn't
    """.split()
)
_FEELINGS = {
    **dict.fromkeys("👍👌🆗", "okay"),
    **dict.fromkeys("🙏❤♥😍🥰🎉👏💯😊🙂😀😃😄", "thanks"),
    **dict.fromkeys("👎😡😠🤬😤🙄😒😞😢😭", "wrong"),
    **dict.fromkeys("👋", "hello"),
    **dict.fromkeys("🤷🤔😐😶😕", "hmm"),
    **dict.fromkeys("😂🤣😆😅😁", "haha"),
}
_DRAWN_OUT = regex(r"([a-z])\1+")
_LAUGH = regex(r"(?:ha|he|hi|ja|ah){2,}h?|(?:lo+l)+s?|l+m+f?a+o+|ro+fl")
_MASKED = regex(r"\b[a-z][*#@$]{2,}[a-z]*")
_ANY_WORD = regex(r"\w")
# The "u" of "u.s." is no "you".
_WORD = regex(r"(?<![\w.'’-])[a-z0-9']+(?!\.?\w|['’-])")
# A word has few letters that are drawn out.
_MOST_DRAWN_OUT = 4
_LONGEST = 40


def as_spoken(bare: str, known: Container[str]) -> str:
    """Return words in small letters as they are spoken; `known` has those that are no slips."""
    if not _ANY_WORD.search(bare):
        return " ".join(dict.fromkeys(_FEELINGS[one] for one in bare if one in _FEELINGS))
    unmasked = _MASKED.sub("damn", bare)
    return _WORD.sub(lambda found: _spoken(found[0], known), unmasked)


def _spoken(word: str, known: Container[str]) -> str:
    if (long := _SHORT_FORMS.get(word)) is not None:
        return long
    if word in known or len(word) > _LONGEST:
        return word
    if _LAUGH.fullmatch(word):
        return "haha"
    return next((one for one in _shortened(word) if one in known), word)


def _shortened(word: str) -> Iterator[str]:
    """Return a word with letters that stand several times in a row said twice, or once."""
    runs = [*_DRAWN_OUT.finditer(word)]
    if not 0 < len(runs) <= _MOST_DRAWN_OUT:
        return
    for times in product((2, 1), repeat=len(runs)):
        parts, end = [], 0
        for run, count in zip(runs, times, strict=True):
            parts.append(word[end : run.start()] + run[1] * count)
            end = run.end()
        yield "".join(parts) + word[end:]
