"""Short follow-ups in languages that are not read: "und Blinken?", "solo en mayo".

Each of their words is a small one of the table, a month, a country or a word of the record.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache

from retrieval.patterns import regex
from retrieval.query.words.abroad.countries import countries_named
from retrieval.query.words.abroad.in_english import ReadAbroad
from retrieval.query.words.abroad.small_words import Language
from retrieval.text.tokens import STOP_WORDS

_MOST_WORDS = 6
_FEWEST_WORDS = 2
_WORD = regex(r"[^\W\d_]+|\d+")
_TABLES = {
    Language("German", "de"): """
        und=and auch=also nur=only im=in in=in über=about zu=about zur=about zum=about von=by der=
        die= das= den= dem= neueste=latest neuesten=latest neuestes=latest neuste=latest
        neusten=latest letzte=latest letzten=latest letztes=latest älteste=oldest ältesten=oldest
        erste=first seit=since vor=before nach=after bis=until was=what ist= mit=about nicht=not
        warum=why wieso=why wann=when wo=where wer=who mehr=more bitte=please aber=but oder=or
        pressekonferenzen=press_conferences pressemitteilungen=press_releases
        auf_englisch=answer_in_english
    """,
    Language("Spanish", "es"): """
        y=and e=and también=also solo=only sólo=only solamente=only en=in sobre=about de=of del=by
        el= la= los= las= lo= qué=what que=what más_reciente=latest más_recientes=latest
        último=latest última=latest últimos=latest más_antiguo=oldest primero=first desde=since
        antes_de=before después_de=after hasta=until no=not por_qué=why cuándo=when dónde=where
        quién=who más=more por_favor=please pero=but o=or
        conferencias_de_prensa=press_conferences comunicados=press_releases
        en_inglés=answer_in_english en_ingles=answer_in_english
    """,
    Language("French", "fr"): """
        et=and aussi=also seulement=only uniquement=only en=in sur=about de=of par=by le= la= les=
        l= plus_récent=latest plus_récente=latest plus_récents=latest dernier=latest
        dernière=latest derniers=latest plus_ancien=oldest premier=first depuis=since avant=before
        après=after jusque=until pas=not pourquoi=why quand=when où=where qui=who plus=more
        s_il_vous_plaît=please s_il_te_plaît=please mais=but ou=or
        conférences_de_presse=press_conferences communiqués=press_releases
        en_anglais=answer_in_english
    """,
    Language("Italian", "it"): """
        e=and ed=and anche=also solo=only soltanto=only in=in nel=in su=about sulla=about sul=about
        di=of il= la= lo= i= gli= le= l= più_recente=latest ultimo=latest ultima=latest
        più_vecchio=oldest primo=first dal=since dopo=after prima_di=before fino_a=until non=not
        perché=why quando=when dove=where chi=who altro=more per_favore=please ma=but o=or
        in_inglese=answer_in_english
    """,
    Language("Portuguese", "pt"): """
        e=and também=also só=only somente=only apenas=only em=in sobre=about de=of o= a= os= as=
        mais_recente=latest último=latest última=latest mais_antigo=oldest primeiro=first
        desde=since antes_de=before depois_de=after até=until não=not por_quê=why quando=when
        onde=where quem=who mais=more por_favor=please mas=but ou=or em_inglês=answer_in_english
    """,
}
_LONGEST = 4
# They tell no language: they are English as well.
_ENGLISH = STOP_WORDS | frozenset(
    "den die dove ma mas pas plus premier primo que quota solo sur was".split()
)
_TELLING = frozenset(
    word
    for table in _TABLES.values()
    for pair in table.split()
    for word in pair.partition("=")[0].split("_")
    if word not in _ENGLISH
)


def follow_up_abroad(question: str, has_word: Callable[[str], bool]) -> ReadAbroad | None:
    """Read a short follow-up in another language; None if it is none, or has unknown words.

    `has_word` tells whether the record has a folded word.
    """
    words = _WORD.findall(question.casefold())
    if not _FEWEST_WORDS <= len(words) <= _MOST_WORDS or _TELLING.isdisjoint(words):
        return None
    for language in _TABLES:
        english = _translate(words, language, has_word)
        if english:
            return ReadAbroad(language, english)
    return None


def _translate(words: list[str], language: Language, has_word: Callable[[str], bool]) -> str:
    table, at, told, is_told = _table(language), 0, list[str](), False
    while at < len(words):
        ends = range(min(at + _LONGEST, len(words)), at, -1)
        end = next((end for end in ends if "_".join(words[at:end]) in table), 0)
        if end:
            is_told |= not _ENGLISH.issuperset(words[at:end])
            told.append(table["_".join(words[at:end])])
            at = end
            continue
        named = next(countries_named(words[at], language), "")
        if not (named or words[at].isdecimal() or has_word(words[at])):
            return ""
        told.append(named or words[at])
        at += 1
    return " ".join(filter(None, told)) if is_told else ""


@cache
def _table(language: Language) -> Mapping[str, str]:
    """Return the small words and the months of a language, each with its English."""
    from babel import Locale  # noqa: PLC0415 - few questions need it

    pairs = (pair.partition("=") for pair in _TABLES[language].split())
    table = {word: english.replace("_", " ") for word, _, english in pairs}
    months, english_months = (
        Locale(code).months["stand-alone"]["wide"] for code in (language.code, "en")
    )
    return table | {months[at].casefold(): english_months[at].casefold() for at in months}
