"""The wordings of all requests: which verbs and objects make them."""

from __future__ import annotations

from retrieval.model.query import Request
from retrieval.query.requests.about_the_bot import ABOUT_THE_BOT, OF_OPINIONS
from retrieval.query.requests.accounts import OF_ACCOUNTS
from retrieval.query.requests.remarks import REMARKS
from retrieval.query.requests.vocabulary import (
    ANSWERS,
    NOTICES,
    NUMBERS,
    SAID,
    wording,
)

# In this order: "stop the alerts" is no insult, and "what do you know about me" no question of use.
WORDINGS = (
    *ABOUT_THE_BOT,
    *OF_OPINIONS,
    wording(
        Request.YES,
        "yes yep yeah yup aye confirm",
        others="""
        absolutely ahead course definitely do for go in it of ok right subscribe sure that that's
        the this
        """,
        small=False,
    ),
    wording(
        Request.NO,
        "no nope nah cancel nevermind abort skip",
        others="about bother do don't forget leave rather that the this way",
        small=False,
    ),
    wording(
        Request.OWN_DATA,
        "collect hold keep log record retain save saved store stored",
        "data info information long messages questions what",
        "you your users",
        others="about are do does for from how is it long my of question we",
    ),
    wording(
        Request.FORGET,
        "clear close deactivate delete drop erase forget remove take wipe",
        "account database profile records system",
        "me my",
        others="from out want",
    ),
    wording(Request.FORGET, "forgotten", "be", others="want"),
    wording(Request.FORGET, "forget", "who", "i", others="am"),
    wording(
        Request.FORGET,
        "delete destroy erase purge remove wipe",
        "chat chats conversation conversations history log logs messages",
        others="all my our the this whole",
    ),
    wording(Request.SETTINGS, "fewer less longer shorter smaller", NOTICES, others="digest get"),
    wording(
        Request.SETTINGS,
        "every just less more once one only per prefer rather single twice",
        "daily day hour hourly month week weekdays weekends weekly",
        f"come deliver get have message messages receive send these write {NOTICES}",
        others="all at mail mails of than time times",
    ),
    wording(
        Request.SETTINGS,
        "clock time timezone zone",
        "ahead behind change fix hour hours off wrong",
        "my your",
        others="is and language one two",
    ),
    wording(
        Request.HELP,
        "can't don't not",
        "get grasp know see understand figure",
        "how what",
        others="do doing does supposed to use work works",
    ),
    wording(Request.HELP, "example examples sample", "ask question questions", others="phrase"),
    wording(
        Request.LANGUAGE,
        """
        arabic chinese dutch english french german hindi indonesian italian japanese korean mandarin
        polish portuguese russian spanish swedish thai turkish ukrainian vietnamese
        """,
        """
        answer ask change do have prefer reply respond say set speak switch talk translate
        understand use version write
        """,
        others=f"{ANSWERS} about able know language translation",
    ),
    wording(
        Request.LANGUAGE,
        "language languages",
        "another change different know other read set speak switch understand which",
        others="reply speak answer use",
    ),
    wording(
        Request.LANGUAGE,
        "translate translation translations",
        others=f"{ANSWERS} english",
    ),
    wording(
        Request.COMPLAINT,
        "broken dead false inaccurate incorrect outdated wrong",
        "date link quote quotation source speaker",
        "the your",
        others="is",
    ),
    wording(Request.COMPLAINT, "keep keeps", "repeating", "you", others="yourself"),
    wording(
        Request.COMPLAINT, "asked meant said wanted", "else different", "i", others="about for"
    ),
    wording(Request.COMPLAINT, "somebody someone", "else", f"{ANSWERS} this that", others="is was"),
    wording(
        Request.COMPLAINT,
        "complain flag point report there's",
        "bug complaint error fault glitch issue mistake mistakes problem typo typos",
        others="an in out the with",
    ),
    wording(
        Request.COMPLAINT,
        "did do even have",
        "even properly really",
        "listen read understand",
        others="i message my question what wrote",
    ),
    wording(
        Request.COMPLAINT,
        "isn't not nowhere",
        "document link linked page text",
        "in on there",
        others="anywhere appear it quote the",
    ),
    wording(
        Request.COMPLAINT,
        "same",
        "again always keep keeps",
        """
    answers answer quote you your
    """,
    ),
    wording(
        Request.COMPLAINT,
        "long",
        "take takes took",
        "answer reply respond you",
        others="why does did so",
    ),
    wording(
        Request.COMPLAINT,
        "aren't can't cannot couldn't didn't doesn't don't isn't never no not nothing wasn't",
        """
        work works load open answer answering answered answers asked correct help helpful helps
        looking meant
        """
        "right true understand understood wanted accurate relevant",
        others=f"""
        {ANSWERS} about at did question does it it's link links made really said sense that's was
        were you're work works working load open
        """,
    ),
    wording(
        Request.UNDO,
        "undo revert unremove redo",
        others="""
        alert alerts change changes did removed subscription was accident last oops remove removed
        sorry was wrong
        """,
    ),
    wording(
        Request.UNDO,
        """
        accident back mistake oops restore reverse didn't wrong whoops accidentally unintentionally
        """,
        """
        bring button do did mean meant intend put restore reverse oops whoops take want delete
        remove cancel tapped press hit push clicked pressed
        """,
        others="""
        action alert alerts subscription removed deleted canceled cancelled change changes last no
        sorry wait was didn't
        """,
    ),
    wording(Request.UNDO, "changed", "mind"),
    wording(Request.UNDO, "accident misclick", "it that this", others="was"),
    wording(Request.UNDO, "shouldn't", "canceled cancelled deleted done removed", others="have"),
    wording(Request.UNDO, "reverse rollback", "action change it last step that this"),
    wording(
        Request.UNDO,
        "back restore",
        "deleted removed alert alerts subscription",
        "bring get give have put restore want",
    ),
    wording(Request.RESET, "another different new", "search subject topic", small=False),
    wording(
        Request.RESET,
        "forget disregard ignore",
        "talked discussed",
        others="everything",
    ),
    wording(
        Request.RESET,
        """
        afresh again anew beginning else blank clean fresh new over reset restart scratch
        different another
        """,
        """
        begin chat conversation reset restart scratch start slate beginning subject talk topic
        question something
        """,
        others="ask about clear mind move never next wipe question session",
    ),
    wording(
        Request.RESET,
        "clear disregard drop forget ignore reset scrap",
        "asked before chat context conversation earlier last previous question questions",
        others="said session topic talked was",
    ),
    wording(
        Request.BACK,
        "back earlier first last previous previously repeat resend again before above",
        """
        back bring gave get go going jump repeat resend return say scroll see show showed shown
        tell told want your
        """,
        others=f"{ANSWERS} did once original said sent second time was were",
    ),
    wording(Request.LENGTH, "quotes answers results", "many much", "too enough plenty"),
    wording(
        Request.LENGTH, "big long", f"ones texts {ANSWERS}", "no stop", others="sending showing"
    ),
    wording(Request.LENGTH, "briefer longer shorter", small=False),
    wording(Request.LENGTH, "enough plenty suffice", NUMBERS, ANSWERS),
    wording(Request.LENGTH, "just only", f"{NUMBERS} best first top", ANSWERS),
    wording(Request.LENGTH, "show give", "four five six seven eight nine ten", ANSWERS),
    wording(Request.LENGTH, "brief briefly concise short shorter", "answer be keep make"),
    wording(
        Request.LENGTH,
        f"{ANSWERS} statements lines",
        f"""{NUMBERS} brief briefer fewer less long longer max maximum more most only short shorter
        single""",
        """
        always at each every from limit keep make question max maximum maybe most per rather
        fewer longer shorter time usually
        """,
        others="1 2 3 4 5 6 7 8 9 10 keep limit me prefer limited reduce than to",
    ),
    wording(
        Request.CONTEXT, "full whole entire entirely entirety", "open read see", others="where"
    ),
    wording(
        Request.CONTEXT,
        "remainder rest",
        "answer page paragraph speech statement text",
        others="of read show see",
    ),
    wording(Request.MORE, "don't", "stop", others="there", small=False),
    wording(Request.MORE, "different", f"{ANSWERS} one ones", "get give see show want"),
    wording(
        Request.MORE, "few second couple third", "examples example quote quotes", others="show"
    ),
    wording(
        Request.MORE,
        "all five four remaining ten three",
        "hits matches of results",
        "give list see show",
        others="can i them these those want",
    ),
    wording(
        Request.MORE,
        "additional another continue else extra further more next other others remaining rest",
        others=f"{ANSWERS} any hear hit keep load them reading say statements there similar",
    ),
    wording(Request.MORE, "keep", "coming going", small=False, others="them please it"),
    wording(Request.MORE, "all", "you've have got", "is are that", others=ANSWERS),
    wording(
        Request.CONTEXT,
        """
        context link links original reference source sources surroundings transcript url
        webpage surrounding
        """,
        others=f"""
        about address around article check document exact full hyperlink more open paste quoted
        read release statement taken text verify website was web whole {ANSWERS} {SAID} where
        """,
    ),
    wording(
        Request.CONTEXT,
        "complete document entire full page release text transcript whole",
        """
        article conference document page paragraph passage press quote quotation release statement
        text thing transcript
        """,
        others=f"about exact find open read view where {SAID} whole",
    ),
    wording(
        Request.CONTEXT,
        "after around before behind beyond following preceding next previous",
        """
        line paragraph passage part quotation quote said sentence sentences text that this words
        comes
        """,
        others=f"else everything just right read comes line lines {SAID}",
    ),
    wording(
        Request.CONTEXT,
        "from get found find take taken",
        "where",
        "that this it these quote quotation",
        others="come comes did does is quotes was were",
    ),
    wording(
        Request.CONTEXT,
        "release page document conference call statement meeting talks briefing occasion",
        "which what where",
        others="and at from in is it on that the this was when",
        small=False,
    ),
    wording(
        Request.CONTEXT,
        "check prove verify",
        "it quotation quote text that this words",
        others="against can could for me original page please quoted source the with you",
        small=False,
    ),
    wording(
        Request.CONTEXT,
        "full whole entire",
        "answer item paragraph statement",
        others="can could get give i have me of see show that the this you",
        small=False,
    ),
    *OF_ACCOUNTS,
    *REMARKS,
)
