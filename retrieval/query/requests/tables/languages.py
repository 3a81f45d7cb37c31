"""The wordings of wishes for a language: "in German please", "auf Deutsch"."""

from __future__ import annotations

from retrieval.model.query import Request
from retrieval.query.requests.tables.vocabulary import (
    ANSWERS,
    wording,
)

LANGUAGES = """
    arabic bengali bulgarian chinese croatian czech danish dutch english filipino finnish french
    german greek hebrew hindi hungarian indonesian italian japanese korean malay mandarin norwegian
    persian polish portuguese romanian russian serbian spanish swahili swedish tagalog tamil thai
    turkish ukrainian urdu vietnamese
"""
# Languages as those who speak them call them.
OWN_NAMES = """
    bahasa castellano dansk deutsch espanol español filipino français francais indonesia italiano
    magyar melayu nederlands nihongo norsk polsku polski portugues português romana română suomeksi
    suomi svenska tagalog türkçe turkce việt ελληνικά русский русском українською українська हिन्दी
    हिंदी العربية بالعربية 中文 日本語 日本語で 日本語でお願いします
    日本語お願いします 한국어 한국어로
"""
OF_LANGUAGES = (
    wording(
        Request.LANGUAGE,
        LANGUAGES,
        """
        answer ask change do have prefer reply respond say set speak switch talk translate
        understand use version write
        """,
        others=f"{ANSWERS} about able know language translation",
    ),
    wording(
        Request.LANGUAGE,
        LANGUAGES,
        "back in into to",
        others="all everything it possible",
        small=False,
    ),
    wording(
        Request.LANGUAGE,
        LANGUAGES,
        "pls please",
        small=False,
    ),
    wording(Request.LANGUAGE, LANGUAGES, "original text transcript version wording", small=False),
    wording(
        Request.LANGUAGE,
        OWN_NAMES,
        others="auf bitte em en favor favore in na per plaît plait please po por s'il"
        " vous på tolong по",
        small=False,
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
)
