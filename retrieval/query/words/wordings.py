"""The wordings of all requests: which verbs and objects make them."""

from __future__ import annotations

from retrieval.model.query import Request
from retrieval.query.words.remarks import REMARKS
from retrieval.query.words.request_words import (
    ANSWERS,
    DAY,
    DELETING,
    DISTURBING,
    NOTICES,
    NUMBERS,
    SAID,
    wording,
)

# In this order: "stop the alerts" is no insult, and "what do you know about me" no question of use.
WORDINGS = (
    wording(
        Request.YES,
        "yes yep yeah yup aye confirm",
        others="ahead do go in it ok subscribe sure that the this",
        small=False,
    ),
    wording(
        Request.NO,
        "no nope nah cancel nevermind abort skip",
        others="it not that the this way",
        small=False,
    ),
    wording(
        Request.COMPLAINT,
        "same",
        "again always keep keeps",
        """
    answers answer quote you your
    """,
        is_open=True,
    ),
    wording(
        Request.COMPLAINT,
        "long",
        "take takes took",
        "answer reply respond you",
        others="why does did so",
        is_open=True,
    ),
    wording(
        Request.COMPLAINT,
        "doesn't didn't don't isn't never no not wasn't aren't",
        """
        work works load open answer answering answered answers asked correct help helpful helps
        looking meant
        """
        "right true understand understood wanted accurate relevant",
        others=f"""
        {ANSWERS} about at did question does it it's link links made really said sense that's was
        were you're work works working load open
        """,
        is_open=True,
    ),
    wording(
        Request.UNDO,
        "undo revert unremove redo",
        others="""
        alert alerts change changes did removed subscription was accident last oops remove removed
        sorry was wrong
        """,
        is_open=True,
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
        is_open=True,
    ),
    wording(Request.UNDO, "changed", "mind", is_open=True),
    wording(
        Request.UNDO,
        "back restore",
        "deleted removed alert alerts subscription",
        "get have want put restore bring",
    ),
    wording(
        Request.RESET,
        "forget disregard ignore",
        "talked discussed",
        is_open=True,
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
        is_open=True,
    ),
    wording(
        Request.RESET,
        "clear disregard drop forget ignore reset scrap",
        "asked before chat context conversation earlier last previous question questions",
        others="said session topic talked was",
        is_open=True,
    ),
    wording(
        Request.BACK,
        "back earlier first last previous previously repeat resend again before above",
        """
        back bring gave get go going jump repeat resend return say scroll see show showed shown
        tell told want your
        """,
        others=f"{ANSWERS} did once original said sent second time was were",
        is_open=True,
    ),
    wording(
        Request.LANGUAGE,
        """
        arabic chinese dutch french german hindi indonesian italian japanese korean mandarin polish
        portuguese russian spanish swedish turkish ukrainian thai vietnamese
        """,
        """
        answer change do reply respond set speak switch talk translate understand use write
        ask version
        """,
        others=f"{ANSWERS} about able know language translation",
        is_open=True,
    ),
    wording(
        Request.LANGUAGE,
        "language languages",
        "another change different know other read set speak switch understand which",
        others="reply speak answer use",
        is_open=True,
    ),
    wording(
        Request.LANGUAGE,
        "translate translation translations",
        others=f"{ANSWERS} english",
        is_open=True,
    ),
    wording(
        Request.LENGTH, "quotes answers results", "many much", "too enough plenty", is_open=True
    ),
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
        is_open=True,
    ),
    wording(
        Request.CONTEXT, "full whole entire entirely entirety", "open read see", others="where"
    ),
    wording(Request.MORE, "don't", "stop", others="there", small=False),
    wording(
        Request.MORE, "few second couple third", "examples example quote quotes", others="show"
    ),
    wording(
        Request.MORE,
        "additional another continue else extra further more next other others remaining rest",
        others=f"{ANSWERS} any hear hit keep reading say statements there similar",
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
        "release page document conference call statement",
        "which what where",
        others="from in is it that the this was",
        small=False,
    ),
    wording(
        Request.SETTINGS,
        "preference preferences settings setting timezone zone quiet digest summary",
        others=f"""
        a adjust am change configure daily day edit in my weekly find hours menu open page set
        switch time turn
        """
        f"update where {NOTICES}",
        is_open=True,
    ),
    wording(
        Request.SETTINGS,
        DISTURBING,
        f"{DAY} asleep often hourly weekly daily frequently",
        others=f"{NUMBERS} after before between bother during except fine good be hours more stop "
        "the through till until when while asleep everything o'clock past half",
        is_open=True,
    ),
    wording(
        Request.UNSUBSCRIBE,
        "unsubscribe unfollow unsubscribing",
        others=f"{NOTICES} everything how updates want",
        is_open=True,
    ),
    wording(
        Request.UNSUBSCRIBE,
        "enough leave no quit stop without",
        f"""{NOTICES} message messages messaging notifying sending spamming texting texts updates
        writing bothering pinging contacting alerting alerts""",
        others="everything more receiving such",
        is_open=True,
    ),
    wording(
        Request.UNSUBSCRIBE,
        NOTICES,
        "cancel disable drop end kill mute off pause remove rid silence turn unsubscribe "
        + DELETING,
        others="how switch everything",
        is_open=True,
    ),
    wording(Request.UNSUBSCRIBE, "take remove", "off from", "list me", is_open=True),
    wording(
        Request.LIST,
        f"{NOTICES} following subscribed",
        others="am list many subscribed topics",
        is_open=True,
    ),
    wording(
        Request.UNSUBSCRIBE,
        "cancel stop delete remove end",
        "signed subscribed following",
        others="everything",
        is_open=True,
    ),
    wording(
        Request.FORGET,
        "deleted erased removed wiped gone",
        "account data everything information stuff all",
        "i my me",
        others="about personal",
        is_open=True,
    ),
    wording(
        Request.FORGET,
        "delete erase remove wipe",
        "trace traces stuff details",
        "me my",
        others="about personal",
        is_open=True,
    ),
    wording(
        Request.OWN_DATA,
        "data chats details information info messages questions",
        "hold share shared sell sold stored saved kept logged recorded",
        "my mine me",
        others="are",
        is_open=True,
    ),
    wording(
        Request.FORGET,
        DELETING,
        "account data everything history information info me my messages profile questions record "
        "records",
        others="about ask asked chat collected ever have hold kept know of personal saved stored "
        "that was from",
        is_open=True,
    ),
    wording(
        Request.OWN_DATA,
        "me my mine myself i",
        """
        collect collected data gather history hold info information keep kept know log logged
        logging logs see memory safe secure conversation conversations private privacy record
        recorded records remember save saved saving spy store stored stores track tracked tracking
        """,
        others="about am anywhere are ask asked asking chat does everything is long long? messages "
        """
        personal users question questions read say said type typed was were who can seen else anyone
        written where
        """,
        is_open=True,
    ),
    wording(
        Request.OWN_DATA,
        "you anyone anybody",
        """
        collect keep log logging monitor read reading record recording save saving see spy store
        storing track tracking
        """,
        "this chat chats conversation conversations messages questions me us i",
        others="am ask being can does type typed who write",
        is_open=True,
    ),
    *REMARKS,
)
