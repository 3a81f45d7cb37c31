"""Tell whether a line says something: a sentence has a verb of its own, a heading has none."""

from __future__ import annotations

import re

from retrieval.patterns import regex

# Closed classes: what is one of these in small letters is the verb of a sentence.
_AUXILIARIES = (
    "am is are was were have has had will would shall should can could may might must do does did "
    "cannot"
)
_SUBJECTS = "I we he she they you it We He She They You It"
# Verbs that a heading does not have as nouns or participles: "said", but not "held in Tokyo".
_VERBS = (
    "said spoke speaks told came went gave gives took saw began wrote knew became becomes thought "
    "thinks rose arrived remains remained thanked hoped wants wanted believes believed shook "
    "intends intended seemed agreed concurred expressed stated replied responded explained "
    "emphasized emphasised stressed welcomed praised congratulated conveyed exchanged dined "
    "attended visited departed"
)
# What may stand before an article and is no verb.
_JOINING = frozenset(
    """
    of in on at by for from to with within without into onto over under between among amongst
    against about after before during since until till through throughout toward towards via per
    regarding concerning including following involving as and or but nor than plus near beyond
    across along around upon behind beside besides despite amid amidst inside outside off up down
    out like unlike all both half such not even only also so then again above below given except
    versus vs just
    """.split()
)
_FINITE = regex(
    rf"(?<![\w’'.-])(?:{'|'.join(_AUXILIARIES.split())})(?![\w-])"
    rf"|(?<![\w’'-])\w+n[’']t\b"
    rf"|(?<![\w’'.-])(?:{'|'.join(_SUBJECTS.split())})(?:[’'](?:m|re|ve|ll|d|s)\b|\s+[a-z])"
    rf"|(?<![\w’'-])(?:{'|'.join(_VERBS.split())})\s+(?!by\b|upon\b)[\w“\"(]"
)
_BEFORE_AN_OBJECT = regex(
    r"(?:\b(?P<before>[\w’'-]+)\s+)?(?<![\w’'-])(?P<verb>[a-z][a-z’'-]+)\s+"
    r"(?:the|an?|his|her|its|their|our|my|your|this|these|those)\s"
)
# What follows tells of a thing: "Reports that a pier is closed", "What is asked of us".
_CLAUSE = regex(
    r"(?:^|(?<=\s))(?:that|which|who|whom|whose|whether|if|how|why|what|when|where|while|because)\s",
    re.IGNORECASE,
)


def has_a_verb(words: str) -> bool:
    """Tell whether a line has the verb of a main clause, by the words that can be nothing else.

    Verbs with a capital are not seen: a title in capitals has them ("Japan Will Open a Port").
    """
    clause = _CLAUSE.search(words)
    main = words[: clause.start()] if clause else words
    return _FINITE.search(main) is not None or any(
        match["verb"] not in _JOINING
        and not match["verb"].endswith("ing")
        and match["before"] != "to"
        for match in _BEFORE_AN_OBJECT.finditer(main)
    )
