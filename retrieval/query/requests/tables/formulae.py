"""The set words of conversation, which ask nothing: farewells, "hmm", "I see", "idk"."""

from __future__ import annotations

from retrieval.model.query import Request
from retrieval.query.requests.tables.vocabulary import wording

_FAREWELLS = """
    adieu adios bye byebye cheerio ciao exit farewell goodbye goodnight gn laters nighty tata
    toodles
    """
_NOTED = """
    agree agreed aha ahem alas alright anyway blah blimey boo bravo christ cool crikey disagree duh
    eek eh enough er fair fine god golly goodness gosh gotcha gracious groovy ha haha heavens hm hmm
    hmmm hmph huh humph impressive indeed interesting jesus k kay kk lord meh mhm mm mmm noted ok
    okay okey okie omg oof ooh ouch perhaps phew pfft rats really right roger rude seriously shh
    shocking sigh sorry strange surprising true tsk ugh uh uhm uhuh um umm unbelievable understood
    weird whatever whoa wow yawn yay yikes yum zzz
    """
_OTHERS = """
    a again ah all and any bit bot but by cool dokey doke don't enough for friend friends good guess
    hello hey hi how how's i i'll i'm is it it's just kaiken know later makes mate maybe me much my
    nice no not now of oh on one please quite really right see sense so soon stay sure thanks that
    that's the then there though to today tomorrow too very well with yes you
    """
_LEAVING = f"{_OTHERS} bed home now off offline take"
_LATER = """
    afternoon break day days dinner evening friday holiday holidays hour later lunch minute
    monday moment morning night saturday soon sunday thursday time today tomorrow tonight
    tuesday wednesday week weekend while
    """
# "We'll carry on tomorrow", "back on Monday".
_WHEN_BACK = f"""
    {_LATER} {_OTHERS} a about after another at be can come for from go got got gotta have here i'd
    i've in leave leaving let let's me meeting more must need next of on our questions some starts
    the this till to until up we we'd we'll we're when will with work
    """
# What travellers know of other languages.
_THANKS_ABROAD = """
    arigato arigatou danke dank dankon diky dziekuje dziękuję dekuji děkuji efharisto gracias
    gracies grazie kiitos kamsahamnida köszönöm khob khrap mahalo merci mersi multumesc mulțumesc
    obrigada obrigado salamat shukran shukriya spasibo tack tak takk terima teşekkürler tesekkurler
    toda xiexie ευχαριστώ дякую спасибо благодаря תודה شكرا ありがとう ありがとうございます どうも
    谢谢 謝謝 多謝 감사합니다
"""
_FAREWELLS_ABROAD = """
    addio adieu adios adiós arrivederci auf aufwiedersehen ciao dasvidaniya hejdå revoir sayonara
    tschüss tschuess tschüs vale zaijian さようなら じゃあね またね 再见 再見 안녕히
"""
_BESIDE_ABROAD = """
    a au beaucoup bien bitte bis bonne bye c'est danke dir domo doumo für gozaimasu grazie hasta het
    hilfe ihnen je journée kasih la les luego mañana merci mil mille molto molte muchas muchísimas
    muito muchas parfait perfecto perfetto pronto pour por schön schönen sehr super tante todo tutto
    très viele vielen votre wel wiedersehen
"""
FORMULAE = (
    wording(
        Request.FAREWELL,
        "have",
        "good great lovely nice",
        "afternoon day evening holiday night one time week weekend",
        others="a then there you",
        small=False,
    ),
    wording(
        Request.FAREWELL,
        _LATER,
        """
        back carry catch continue cya go going keep leave off pick resume return run see speak stop
        talk
        """,
        "cya gotta i i'll i'm let's me must we we'll we're ya you",
        others=_WHEN_BACK,
        small=False,
    ),
    wording(Request.FAREWELL, "back", _LATER, "on in at after", others=_WHEN_BACK, small=False),
    wording(Request.FAREWELL, "tomorrow", "more", others=f"{_OTHERS} questions", small=False),
    wording(
        Request.FAREWELL, "time", "next", "till until", others=f"{_OTHERS} the then", small=False
    ),
    wording(Request.FAREWELL, "day night", "call", "it", others=_WHEN_BACK, small=False),
    wording(
        Request.FAREWELL, "done finished", "day night today tonight", others=_WHEN_BACK, small=False
    ),
    wording(
        Request.FAREWELL, "time", "bed dinner home lunch sleep", others=_WHEN_BACK, small=False
    ),
    wording(Request.FAREWELL, "logging signing", "off out", others=_WHEN_BACK, small=False),
    wording(Request.FAREWELL, "night nighty", others="all everyone folks then you", small=False),
    wording(Request.THANKS, _THANKS_ABROAD, others=_BESIDE_ABROAD, small=False),
    wording(Request.FAREWELL, _FAREWELLS_ABROAD, others=_BESIDE_ABROAD, small=False),
    wording(Request.NOTED, "maybe perhaps sure", others=_OTHERS.replace(" yes", ""), small=False),
    wording(
        Request.FAREWELL,
        _FAREWELLS,
        others=f"{_OTHERS} care day evening folks have off take talk weekend",
        small=False,
    ),
    wording(
        Request.FAREWELL,
        "around later soon tomorrow ya",
        "catch cya see speak talk",
        others=_OTHERS,
        small=False,
    ),
    wording(
        Request.FAREWELL,
        "dreams night nighty sleep",
        "good night nighty sweet tight well",
        others=f"{_OTHERS} all everyone",
        small=False,
    ),
    wording(
        Request.FAREWELL,
        "off out",
        "bed dinner home lunch peace school sleep work",
        others=_OTHERS,
        small=False,
    ),
    wording(Request.FAREWELL, "care", "take", others=_OTHERS, small=False),
    wording(Request.FAREWELL, "brb later laters", others=_OTHERS, small=False),
    wording(
        Request.FAREWELL,
        "bed dash go going head heading home leave off run sleep",
        "gotta have heading i'm must need",
        others=_LEAVING,
        small=False,
    ),
    wording(Request.NOTED, _NOTED, others=f"{_OTHERS} deal enough point what", small=False),
    wording(Request.NOTED, "guess know", "i", others=_OTHERS, small=False),
    wording(
        Request.NOTED, "see understand", "i", others=_OTHERS.replace(" don't", ""), small=False
    ),
    wording(
        Request.NOTED,
        "meant",
        "else somebody someone",
        others="for it not that this was wasn't you",
        small=False,
    ),
    wording(Request.NOTED, "hang hold wait", others=f"{_OTHERS} minute moment sec second tick up"),
    wording(
        Request.NOTED,
        "minute mo moment sec second",
        "a just one",
        others=_OTHERS,
        small=False,
    ),
    wording(
        Request.NOTED, "sense", "make makes", others=_OTHERS.replace(" no not", ""), small=False
    ),
    wording(Request.NOTED, "good nice", "know point", others=_OTHERS, small=False),
    wording(
        Request.NOTED,
        "browsing joking kidding looking testing",
        "just only",
        others="a around i i'm testing",
        small=False,
    ),
    wording(
        Request.NOTED,
        "test testing",
        others="1 123 2 3 a again bot i'm is just one only this three two",
        small=False,
    ),
    wording(Request.NOTED, "chat thread window", "wrong", others="oops sorry the", small=False),
    wording(Request.NOTED, "bad fault mistake", "my", others=f"{_OTHERS} oops", small=False),
    wording(Request.NOTED, "me pardon", "excuse pardon beg i", others="excuse your", small=False),
    wording(Request.NOTED, "pardon", others="me my", small=False),
)
