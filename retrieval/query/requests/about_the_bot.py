"""The wordings of questions about whoever answers: whose it is, how exact, how far it reaches."""

from __future__ import annotations

import re

from retrieval.model.query import Request
from retrieval.query.requests.vocabulary import wording

_YOU = "you you're your this it bot kaiken"
_SMALL = (
    "a an and are at be by can do does ever for from have how i in is of on or that the these to"
)

ABOUT_THE_BOT = (
    wording(
        Request.ABOUT,
        "ai bot chatgpt gpt human machine person robot",
        "am are is",
        "it this you",
        others="a actually an computer i just kind of or program real really some sort talking to",
        small=False,
    ),
    wording(
        Request.ABOUT,
        """
        accurate authentic exact exactly genuine literal real reliable shortened trust verbatim word
        """,
        "answer answers citation citations excerpt excerpts quotation quotations quote quotes texts"
        " that this you your",
        others=f"{_SMALL} all always be can check edited full if invent know make original really"
        " sure tell text that this up verify whether word words",
        small=False,
    ),
    wording(
        Request.ABOUT,
        "fake faked invent invented made make",
        "up you your",
        "answers quotations quotes that these this words",
        others=f"{_SMALL} are aren't did didn't don't know not sure these",
        small=False,
    ),
    wording(
        Request.ABOUT,
        "far",
        "back",
        "it you your",
        others="does do go goes how reach the this record records archive data can",
        small=False,
    ),
    wording(
        Request.ABOUT,
        "cover covered covers coverage hold include includes reach span",
        "archive data dates documents far long material months much pages period record records"
        " time years",
        "it you your",
        others=f"{_SMALL} what which back does do",
        small=False,
    ),
    wording(
        Request.ABOUT,
        "affiliated government government's ministry ministry's official officially unofficial",
        _YOU,
        others=f"{_SMALL} account foreign japanese part really run service site with belong",
        small=False,
    ),
    wording(
        Request.ABOUT,
        "come data get quotations quotes sources take text texts",
        "where which what",
        "you your these",
        others=f"{_SMALL} all come from get quotations quotes take text texts the use using",
        small=False,
    ),
    wording(
        Request.ABOUT,
        "back days far long many old often recent",
        "archive data database record records releases sources",
        "your you",
        others=f"{_SMALL} current go goes have it last newest reach updated was were when",
        small=False,
    ),
    wording(
        Request.ABOUT,
        "current fresh newest refreshed update updated updates",
        "data last often record releases when you your",
        "you your you're",
        others=f"{_SMALL} how is kept last often the up were date are get most",
        small=False,
    ),
    wording(
        Request.ABOUT,
        "built created developed funds made maintains operates owns pays programmed runs wrote",
        "who whose",
        "you this",
        others="bot for is the it by",
        small=False,
    ),
)
# What is asked of somebody who thinks, and not of one who only quotes.
OF_OPINIONS = (
    wording(
        Request.OTHER,
        "explain interpret paraphrase summarise summarize summary",
        "all it that them these this those",
        others="a can could give in me mean meaning means of please short simple the what words"
        " you",
        small=False,
    ),
    wording(
        Request.OTHER,
        "believe guess think",
        "you",
        others="about bluffing do did does he honest honestly it lying mean means meant of really"
        " right she so that they this true was will would what",
        small=False,
    ),
)
# "How do I search only in press conferences?"
HOW_TO = re.compile(
    r"(?:so |and |ok |but )*how (?:do|can|could|should|would) (?:i|one|we|you) "
    r"(?:exclude|filter|limit|narrow|phrase|sort|specify|search(?! (?:about|for))|use)\b[^.!?]*"
    r"|what(?:'s| is) (?:the )?difference between [^.!?]* here"
)
# What somebody does, says or feels himself asks nothing: "I already asked that", "not convinced".
REMARK = re.compile(
    r"(?:(?:but|hm+|no|ok|oh|so|well|wow),? )*"
    r"(?:i(?:'ve| have)? (?:already |just )?(?:asked|said|told)(?: you)? (?:it|that|this|you)"
    r"(?: already| before| twice| now)*"
    r"|(?:(?:that|this|it)(?:'s| is| was)? )?(?:not|never) what i"
    r" (?:asked|meant|needed|said|wanted)(?: for| about)?"
    r"|(?:i'm |i am )?(?:still )?not (?:convinced|happy|impressed|satisfied|sure)"
    r"|(?:that|this)(?:'s| is| isn't| is not| was not| wasn't) (?:not )?"
    r"(?:it|helpful|what i [^.!?]*)"
    r"|(?:(?:so|too|very|a bit|rather|really) )+slow(?: today| again)?|i give up)"
)
