"""Stems words: the forms of a word are one term, and words of another meaning are not.

Snowball's English stems, with British spelling read as American, irregular past forms read as their
verbs, and the words of `seeds/stems.toml`, whose stem is that of another word.
"""

from __future__ import annotations

import tomllib
from functools import cache, lru_cache
from importlib.resources import files

import Stemmer

from retrieval.patterns import regex

# How many words each process keeps with their terms: most of those of a large record.
CACHED_WORDS = 65_536
_POSSESSIVE = regex(r"'s?$|'s\b")
# British endings and their American ones. A word that is no British spelling ("promise") changes
# in the record and in the question alike; "revise" keeps its s because of "revision".
_BRITISH = (
    (regex(r"(?<=\w{2}[a-uw-z])is(?=(?:e[drs]?|ing|ations?|ational)$)"), "iz"),
    (regex(r"(?<=\w{2}[a-z])our(?=(?:s|ed|ing|able|ful|hood)?$)"), "or"),
    (regex(r"(?<=\w{2}[a-z])ys(?=(?:e[drs]?|ing)$)"), "yz"),
    (regex(r"(?<=(?:def|off|lic)en)c(?=es?$)"), "s"),
    (regex(r"(?<=cent|heat)re(?=s?$)"), "er"),
    (regex(r"(?<=program)me(?=s?$)"), ""),
)
# What any of these needs. Most words lack it, and six rules take longer than all else about a word.
_MAY_BE_BRITISH = regex("[iy]s[eia]|our|enc|tre|mme")
# Stems of words that follow no rule. Not "cheque" and "tonne": "check" and "ton" can mean more.
_AMERICAN = dict(
    pair.split("=")
    for pair in """
    aeroplan=airplan aluminium=aluminum artefact=artifact burnt=burn calibr=calib catalogu=catalog
    dialogu=dialog fibr=fiber fuell=fuel grey=gray judgement=judgment kilometr=kilomet learnt=learn
    litr=liter manoeuvr=maneuv meagr=meager metr=meter mould=mold odour=odor plough=plow
    practiz=practic pretenc=pretens sceptic=skeptic skil=skill
    """.split()
)
# Snowball does not connect irregular verbs with their past. Left out are past forms that are also
# other words ("left", "found", "rose", "saw", "felt", "bore").
_VERB_OF_PAST = {
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
# They number the points of a talk: a question about the first visit does not mean "firstly".
_ORDINALS = frozenset("firstly secondly thirdly fourthly lastly".split())


@cache
def _stemmer() -> Stemmer.Stemmer:
    return Stemmer.Stemmer("english")


@cache
def apart() -> dict[str, str]:
    """Read the words that are kept apart from others of their stem, each with its term."""
    table = tomllib.loads(files("seeds").joinpath("stems.toml").read_text("utf-8"))
    lines = (line.split() for line in table["words"].splitlines())
    return {form: forms[0] for forms in lines for form in forms}


def american(folded: str) -> str:
    """Return a folded word in American spelling; others stay as they are."""
    if _MAY_BE_BRITISH.search(folded):
        for british, ending in _BRITISH:
            folded = british.sub(ending, folded)
    return folded


@lru_cache(maxsize=CACHED_WORDS)
def stem(folded: str) -> str:
    """Return the term of a folded word: no possessive ending, American spelling, stemmed."""
    bare = _POSSESSIVE.sub("", folded).replace("'", "")
    if bare in _ORDINALS:
        return bare
    bare = american(_VERB_OF_PAST.get(bare, bare))
    own = apart().get(bare)
    if own is not None:
        return own
    stemmed = _stemmer().stemWord(bare)
    return _AMERICAN.get(stemmed, stemmed)
