"""The wordings of what is to be done with an answer: shorten it, go on, show what is around."""

from __future__ import annotations

from retrieval.model.query import Request
from retrieval.query.requests.tables.vocabulary import (
    ANSWERS,
    NUMBERS,
    SAID,
    wording,
)

OF_ANSWERS = (
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
    wording(
        Request.LENGTH,
        f"{NUMBERS} single",
        "line lines paragraph paragraphs sentence sentences",
        others="at per max maximum most only under",
    ),
    wording(Request.LENGTH, "long many much", "far too way", others="lines of text words"),
    wording(Request.LENGTH, "wall", "text", others="huge such what"),
    wording(Request.LENGTH, "fewer less", "text texts words writing"),
    wording(
        Request.FORMAT,
        "column columns font lines list numbered order paragraphs plain table text",
        "as bigger in into larger make plain put simple smaller use",
        others="end next numbers page quotes separate start top version",
    ),
    wording(
        Request.FORMAT,
        "dates link links marks names numbers",
        "bigger don't drop hide leave no omit put remove smaller without",
        others="end in next out page quotation quotes separate start top",
    ),
    wording(
        Request.FORMAT,
        "audio dark image images night photo photos picture pictures video voice",
        "message messages mode note play record send show",
        others="on some switch turn",
    ),
    wording(Request.OPINION, "eli5 tldr explain", others="version", small=False),
    wording(Request.FORMAT, "letters print text type", "bigger larger smaller", others="font make"),
    wording(
        Request.OPINION,
        "easy easier plain plainer simple simpler",
        "english language terms words",
        others="explain in say speak use",
    ),
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
        others="can could gave get give gives have he her his i me of see she show that the this"
        " you",
        small=False,
    ),
    wording(
        Request.CONTEXT,
        "bit fragment line lines part snippet",
        "just only",
        "not",
        others="one that the this",
        small=False,
    ),
)
