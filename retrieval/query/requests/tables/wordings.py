"""The wordings of all requests: which verbs and objects make them."""

from __future__ import annotations

from retrieval.model.query import Request
from retrieval.query.requests.tables.about_the_bot import ABOUT_THE_BOT, OF_OPINIONS
from retrieval.query.requests.tables.accounts import OF_ACCOUNTS
from retrieval.query.requests.tables.answers import OF_ANSWERS
from retrieval.query.requests.tables.formulae import FORMULAE
from retrieval.query.requests.tables.languages import OF_LANGUAGES
from retrieval.query.requests.tables.remarks import REMARKS
from retrieval.query.requests.tables.vocabulary import (
    ANSWERS,
    NOTICES,
    wording,
)

# In this order: "stop the alerts" is no insult, and "what do you know about me" no question of use.
WORDINGS = (
    *ABOUT_THE_BOT,
    *OF_OPINIONS,
    *FORMULAE,
    wording(
        Request.NO,
        "no nope not",
        "chance interested problem thank thanks worries",
        others="at all",
        small=False,
    ),
    wording(Request.NO, "neither none", others="of that them these this those", small=False),
    wording(
        Request.NO,
        "not",
        "absolutely certainly course definitely really today",
        others="ok of thanks",
        small=False,
    ),
    wording(
        Request.YES,
        "yes yep yeah yup aye confirm",
        others="""
        absolutely ahead course definitely do for go in it not of ok right subscribe sure that
        that's the this why
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
    wording(
        Request.FORGET,
        "erasure forgotten",
        "right",
        others="be exercise invoke make my of the to under use want gdpr",
        small=False,
    ),
    wording(
        Request.FORGET,
        "forget",
        "i me",
        "exist existed here met spoke talked",
        others="did ever have that was we we've you",
        small=False,
    ),
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
    *OF_LANGUAGES,
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
    answers answer lines quote you your
    """,
        others="line lines one quotes stuff three two",
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
    wording(Request.RESET, "another different new next", "search subject topic", small=False),
    wording(
        Request.RESET,
        "question questions",
        "another have more next one quick",
        others="a different for i i've got new you",
        small=False,
    ),
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
        "disregard forget ignore scrap",
        "said asked wrote typed",
        "i",
        others="all everything just that what",
    ),
    wording(
        Request.RESET,
        "clear disregard drop forget ignore reset scrap",
        "asked before chat context conversation earlier last previous question questions",
        others="said session topic talked was",
    ),
    *OF_ANSWERS,
    *OF_ACCOUNTS,
    *REMARKS,
)
