"""The wordings of questions about whoever answers: whose it is, how exact, how far it reaches."""

from __future__ import annotations

from retrieval.model.query import Request
from retrieval.patterns import regex, regex_with
from retrieval.query.requests.tables.vocabulary import wording

_YOU = "you you're your this it bot kaiken"
_SMALL = (
    "a an and are at be by can do does ever for from have how i in is of on or that the these to"
)

ABOUT_THE_BOT = (
    wording(
        Request.ABOUT,
        "what",
        "you",
        "are",
        others="actually anyway even exactly really then",
        small=False,
    ),
    wording(
        Request.ABOUT,
        "err hallucinate lie mistake mistakes wrong",
        "can could do does is are",
        "you it this",
        others="a any be ever get it make often sometimes things this",
        small=False,
    ),
    wording(
        Request.ABOUT,
        "human person somebody someone",
        "please real speak talk want",
        others="a can could get i let me need please real speak talk to want with",
        small=False,
    ),
    wording(
        Request.ABOUT,
        "belong employed made paid run work working works",
        "government ministry ministry's official state",
        "it this you",
        others="a affiliated and are by do does for from is japan's japanese of or part the to who",
        small=False,
    ),
    wording(
        Request.ABOUT,
        "name called age old",
        "how what what's have got",
        "you your",
        others="a are an anyway by do even is the then real exactly",
        small=False,
    ),
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
        "how",
        others="and it you your does do go goes reach the this record records archive data can"
        " collection conferences database documents material press releases so speeches",
        small=False,
    ),
    wording(
        Request.ABOUT,
        "cover covered covers coverage hold include includes reach span",
        "archive conferences data dates documents far long material months much pages period record"
        " records"
        " time years",
        "it you your",
        others=f"{_SMALL} what which back does do news press too",
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
    # "How much does it cost" may be asked of what was shown.
    wording(
        Request.ABOUT,
        "charge cost fee free pay premium subscription",
        "bot i kaiken you",
        others="a any anything are be completely do does for have how is it like much need of"
        " really the this to use using what",
        small=False,
    ),
    wording(Request.ABOUT, "free", "it this", "is are", others="of charge really", small=False),
    wording(
        Request.CITE,
        "quote quoting reuse use using",
        "it that them these this those",
        "article blog book essay homework paper report story thesis",
        others="a allowed am an can could for i in is may me my ok okay one our the to we",
        small=False,
    ),
    wording(
        Request.ABOUT,
        "built created developed funds made maintains operates owns pays programmed runs wrote",
        "who whose",
        "you this",
        others="all and behind bot for is the it by",
        small=False,
    ),
)
# What is asked of somebody who thinks, and not of one who only quotes.
OF_OPINIONS = (
    wording(
        Request.OPINION,
        "explain interpret paraphrase summarise summarize summary",
        "all it that them these this those",
        others="a can could give in me mean meaning means of please short simple the what words"
        " you",
        small=False,
    ),
    wording(
        Request.OPINION,
        "believe guess think",
        "you",
        others="about bluffing do did does he honest honestly it lying mean means meant of really"
        " right she so that they this true was will would what",
        small=False,
    ),
)
_OPENS = (
    r"(?:(?:and|but|can you|could you|fine|great|hm+|now|ok|okay|please|so|well|would you),? )*"
)
_OF_HIS = r"(?:his|her|their|the (?:[a-z]+ )?minister's)"
# "What do you think, was he evasive?", "sum up his position".
OPINION = regex_with(
    "you|analy|assess|evaluate|interpret|judge|paraphrase|rephrase|simplify|sum |summar|gist|tl",
    rf"{_OPENS}(?:"
    # "What do you make of the coup" is asked of the record.
    r"(?:what )?(?:do|would|don't|did) you (?:[a-z]+ly )?(?:believe|feel|guess|reckon|think)"
    r"(?:,? (?:that )?(?:(?:are|can|could|did|does|had|has|is|should|was|were|will|would) )?"
    r"(?:he|it|she|that|these|they|this|those)\b.*)?"
    r"|what(?:'s| is) your (?:opinion|take|verdict|view)"
    r"|(?:analy[sz]e|assess|evaluate|interpret|judge|paraphrase|rephrase|simplify|sum up"
    rf"|summari[sz]e) (?:all(?: of)? )?(?:everything|it|that|them|these|this|those|{_OF_HIS} [a-z]+"
    r"|the (?:whole |entire |full )?(?:answers?|conference|page|press conference|release|reply"
    r"|statements?|thing|thread))(?: (?:above|briefly|for me|in .*|please|up))*"
    r"|(?:give me|make|write)(?: me)? (?:a |the )?(?:short |brief |quick )*(?:gist|summary|tl;?dr)"
    r"(?: of (?:it|that|this|everything|all (?:of )?(?:it|that|this)))?(?: please)?)",
)
# "Which countries are mentioned?", "what topics do you have".
LISTED = regex(
    r"(?:(?:and|but|hm+|ok|okay|so|well|then),? )*(?:what|which) (?:all )?(?:kinds? of )?"
    r"(?:(?P<topics>countries|issues|subjects|themes|topics)|(?P<people>officials|people|speakers)"
    r"|(?P<latest>documents|pages|publications|(?:press )?releases))"
    r" (?:(?:are|is) (?:available|covered|here|in (?:here|it|the (?:archive|database|record)"
    r"|your (?:archive|database|record))|included|mentioned|on record|there)(?: at all| here)?"
    r"|can i (?:ask (?:you )?about|search(?: for)?)|(?:do|have) you (?:cover|got|have|hold|know"
    r"|search))(?: (?:about|here|on record|then|there))*"
)
# "Who speaks at all in these releases?"
SPEAKERS = regex(
    r"(?:(?:and|but|hm+|ok|okay|so|well|then),? )*who (?:all |else )?(?:is quoted|speaks?|talks?)"
    r"(?: at all| here)*(?: (?:in|on) (?:it|here|record|(?:the|these|this|those|your)"
    r" (?:archive|collection|database|documents?|pages?|records?|releases?|transcripts?)))?"
)
# "How do I search only in press conferences?"
HOW_TO = regex_with(
    "how |difference between",
    r"(?:so |and |ok |but )*how (?:do|can|could|should|would) (?:i|one|we|you) "
    r"(?:exclude|filter|limit|narrow|phrase|sort|specify|search(?! (?:about|for))|use)\b[^.!?]*"
    r"|what(?:'s| is) (?:the )?difference between [^.!?]* here",
)
# What somebody does, says or feels himself asks nothing: "I already asked that", "not convinced".
REMARK = regex_with(
    "i|not |th|slow",
    r"(?:(?:but|hm+|no|ok|oh|so|well|wow),? )*"
    r"(?:i(?:'ve| have)? (?:already |just )?(?:asked|said|told)(?: you)? (?:it|that|this|you)"
    r"(?: already| before| twice| now)*"
    r"|(?:(?:that|this|it)(?:'s| is| was)? )?(?:not|never) what i"
    r" (?:asked|meant|needed|said|wanted)(?: for| about)?"
    r"|(?:i'm |i am )?(?:still )?not (?:convinced|happy|impressed|satisfied|sure)"
    r"|(?:that|this)(?:'s| is| isn't| is not| was not| wasn't) (?:not )?"
    r"(?:it|helpful|what i [^.!?]*)"
    r"|(?:(?:so|too|very|a bit|rather|really) )+slow(?: today| again)?|i give up)",
)
