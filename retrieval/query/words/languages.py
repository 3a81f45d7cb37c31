"""Recognises questions in languages that are not read, and the countries that they name.

A language with a script of its own shows by its letters, another by its small words: two of them
without as many English ones. Small words that are English as well tell nothing. Countries are known
by their names in that language (Unicode's CLDR).
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from retrieval.text.tokens import STOP_WORDS


@dataclass(frozen=True, slots=True)
class Language:
    """A language that is not read: its English name, and its code in CLDR."""

    name: str
    code: str
    joins_words: bool = False


_BY_SCRIPT = {
    "CYRILLIC": Language("Russian", "ru"),
    "ARABIC": Language("Arabic", "ar", joins_words=True),
    "HANGUL": Language("Korean", "ko", joins_words=True),
    "HEBREW": Language("Hebrew", "he", joins_words=True),
    "GREEK": Language("Greek", "el"),
    "THAI": Language("Thai", "th", joins_words=True),
    "DEVANAGARI": Language("Hindi", "hi"),
    "BENGALI": Language("Bengali", "bn"),
    "GEORGIAN": Language("Georgian", "ka"),
    "ARMENIAN": Language("Armenian", "hy"),
}
_UKRAINIAN = Language("Ukrainian", "uk")
_UKRAINIAN_LETTERS = frozenset("іїєґ")
_CHINESE = Language("Chinese", "zh", joins_words=True)
_TRADITIONAL = Language("Chinese", "zh_Hant", joins_words=True)
# Signs and endings that Chinese questions have and Japanese ones have not.
_CHINESE_SIGNS = frozenset("么什吗呢说讲谈话这那们谁哪为关没对过时问题还让给应该麼嗎說這們誰哪關於")
_CHINESE_WORDS = ("了什么", "的看法", "怎么", "多久", "何时", "有没有", "甚麼", "什麼")
_MORE_SIGNS = frozenset("的了是在和与")
_TRADITIONAL_SIGNS = frozenset("麼嗎說這們誰關於國臺")

_SMALL_WORDS = {
    Language("German", "de"): """
        aber als auch auf aus bei beim danke das dass dem den denn der des dich dir doch durch ein
        eine einem einen einer eines er es für gab geht gesagt gesprochen gibt guten habe haben hat
        hallo hatte ich ihr ihre im ist ja kann kein keine kannst können könnte mit mich mir nach
        nicht noch nur ob oder ohne sagt sagte sagten sein seine sich sie sind soll über um und uns
        unter vom von vor wann warum was wegen welche welchem welchen welcher welches wem wen wenn
        wer werden wie wieso wir wird wo worden wurde wurden zu zum zur zwischen äußerte erwähnt
        erwähnte bitte tag heute letzte letzten
        """,
    Language("Spanish", "es"): """
        al algo alguien buenos con cómo cuál cuándo cuánto cuántos cuanto cuando dijeron dijo decir
        dicho días del desde donde dónde él ella ellos en entre era es esa ese eso esta está este
        esto fue gracias ha habló hablaron hace hasta hay hola la las le lo los más mencionó muy
        nada ninguno o para pero por porque qué que quién quien se ser si sin sobre son su sus
        también tiene todo una uno un ustedes y ya el ministro
        """,
    Language("French", "fr"): """
        a au aux avec avez bonjour ce cela ces cette combien comment d'une dans de des dit dire du
        déclaré elle elles en entre est et était ils il je l'a l'appel la le les leur leurs lors
        mais merci ministre ne nous où ou par parlé pas pendant peut plus pour pourquoi qu'a qu'est
        qu'il quand que quel quelle quelles quels qui quoi sa sans se ses son sont sur temps un une
        vers vous à été a-t-il s'il plaît durée
        """,
    Language("Italian", "it"): """
        al alla anche che chi ciao come con cosa cos'ha da dal dalla de degli dei del della delle
        detto di dice disse dove durata è e gli grazie ha hanno il in io la le lo ma nel nella non
        parlato per perché più quale quali quando quanto quanti questo quello se si sono stata
        stato su sua sue sugli sul sulla sulle suo tra un una uno
        """,
    Language("Portuguese", "pt"): """
        ao aos as bom com como da das de dia disse disseram do dos durou e ela ele eles em entre
        era essa esse esta este está foi foram há isso mais mas mencionou na nas no nos não o
        obrigado olá os ou para pela pelo por porque qual quais quando quanto quantos que quem se
        sem ser seu sobre são sua também tem um uma você é
        """,
    Language("Dutch", "nl"): """
        aan als ben bij dank dat deze dit door een en er ge gezegd had heb hebben heeft het hij hoe
        hoelang ik is je kan maar met mij naar niet nog of om ons onze ook op over sprak te tot
        tussen uit van voor waarom waar wat we welk welke werd wie wij wordt ze zei zeggen zijn
        zich zou hallo goedendag
        """,
    Language("Polish", "pl"): """
        ale były był było co czy dla do dlaczego gdzie i ile ja jak jaki jakie jest jego jej kiedy
        kto która które który mówił na nad nie o od po powiedział powiedziała przez przy są się
        tak to w wspomniał z za że
        """,
    Language("Turkish", "tr"): """
        bir bu da de dedi için ile kim mi mı mu ne nasıl neden nerede ve var yok zaman hakkında
        söyledi konuştu merhaba
        """,
    Language("Swedish", "sv"): """
        att av den det du en ett för från hade han har hon hur i inte jag kan med men nej när och
        om på sa sade som till tack vad var varför vem vi är
        """,
    Language("Danish", "da"): """
        af blev det den der er et fra har hvad hvem hvilke hvor hvorfor hvordan hvornår ikke kan
        med men når og om på sagde sagt siger som til ved var vi
        """,
    Language("Norwegian", "nb"): """
        av ble det den der er et fra har hva hvem hvilke hvor hvorfor hvordan ikke kan med men når
        og om på sa sagt sier som til ved var vi
        """,
    Language("Finnish", "fi"): """
        että ei hän ja joka kuka kun mikä miksi milloin missä mitä oli on sanoi sekä tai
        """,
    Language("Czech", "cs"): """
        ale co je jak jaký jako jsou kde kdo kdy která které který na nebo o po proč řekl řekla se
        si v ve z že
        """,
    Language("Hungarian", "hu"): """
        a az egy és hogy hogyan ki mi mikor miért mit mondott nem ról ről szól vagy volt
        """,
    Language("Romanian", "ro"): """
        a au ce cine cu când cum de despre din este în la nu pe pentru sau spus și unde
        """,
    Language("Vietnamese", "vi"): """
        bao các có của đã đâu gì khi không là lúc nào nói ở những tại thế trong và về với
        """,
    Language("Indonesian", "id"): """
        ada adalah apa apakah bagaimana berapa dan dari dengan di dia ini itu kapan ke kata
        mengapa oleh pada saya siapa tentang tidak untuk yang
        """,
}
# Words that are English as well, names' parts, or short for something.
_TELL_NOTHING = STOP_WORDS | frozenset(
    """
    also as at das dem den der des die dies do du had hat man war wo tag o e i y es et al de la le
    del da di en el los las san van von do no in on so ten men per via pro non son se me he ha ja
    past to is if of was era quest over how come pour main dit fin plus son sang want door who sa
    case use video radio
    """.split()
)
# Small words of names: "El Salvador", "La Paz".
_OF_NAMES = frozenset(
    "da das de del dem den der des di do dos du el la las le los o san são".split()
)
_OPENING_MARKS = frozenset("¿¡")
_LONGEST_NAME = 3
_SHORTEST_STEM = 4
_FEWEST = 2


def language_of(question: str) -> Language | None:
    """Find the language of a question that is not read; None for English and Japanese."""
    letters = [sign for sign in question if sign.isalpha()]
    if question.isascii() or all(sign < "\u0250" for sign in letters):
        return _by_small_words(question)
    scripts = Counter(unicodedata.name(sign, " ").partition(" ")[0] for sign in letters)
    script, count = scripts.most_common(1)[0]
    if script in _BY_SCRIPT and count > len(letters) - count:
        is_ukrainian = not _UKRAINIAN_LETTERS.isdisjoint(question.casefold())
        return _UKRAINIAN if is_ukrainian else _BY_SCRIPT[script]
    if script == "CJK" and not ({"HIRAGANA", "KATAKANA"} & scripts.keys()):
        return _chinese(question)
    return _by_small_words(question) if script == "LATIN" else None


def _chinese(question: str) -> Language | None:
    is_chinese = not _CHINESE_SIGNS.isdisjoint(question) or any(map(_is_simplified, question))
    is_chinese |= any(word in question for word in _CHINESE_WORDS)
    is_chinese |= len(_MORE_SIGNS.intersection(question)) >= _FEWEST
    if not is_chinese:
        return None
    return _CHINESE if _TRADITIONAL_SIGNS.isdisjoint(question) else _TRADITIONAL


def _is_simplified(sign: str) -> bool:
    """Tell whether a sign is in the standard of simplified Chinese, and in no Japanese one."""
    return _is_in(sign, "gb2312") and not _is_in(sign, "cp932")


def _is_in(sign: str, encoding: str) -> bool:
    try:
        sign.encode(encoding)
    except UnicodeEncodeError:
        return False
    return True


def _by_small_words(question: str) -> Language | None:
    """Find the language whose small words a question has; None if it may be English."""
    words = _words(question)
    found = Counter[Language]()
    for word in frozenset(words) - _TELL_NOTHING:
        found.update(_speaking().get(word, ()))
    if not found:
        return None
    for word in (frozenset(words) & _TELL_NOTHING) - STOP_WORDS:
        found.update(one for one in _speaking().get(word, ()) if one in found)
    language, count = found.most_common(1)[0]
    is_of_it = [language in _speaking().get(word, ()) for word in words]
    english = sum(
        word in STOP_WORDS and not is_small for word, is_small in zip(words, is_of_it, strict=True)
    )
    # "Über" within a sentence is a small word, "São" at the start of a name need be none.
    is_accented = any(
        is_small and not word.isascii() and f" {word}" in question
        for word, is_small in zip(words, is_of_it, strict=True)
    )
    evidence = count + is_accented + (question[:1] in _OPENING_MARKS)
    is_all = len(words) <= _FEWEST and all(is_of_it)
    return language if is_all or (evidence >= _FEWEST and evidence > 2 * english) else None


def _words(question: str) -> list[str]:
    """Split into small letters, accents kept; words within names do not count."""
    found = list[str]()
    for part in question.replace("’", "'").split():
        word = part.strip(' .,;:!?¿¡"“”()«»').casefold()
        is_name = part[:1].isupper() and found
        if word and not (is_name and word in _OF_NAMES):
            found += [word, *([word.partition("'")[2]] if "'" in word else [])]
    return found


@cache
def _speaking() -> Mapping[str, tuple[Language, ...]]:
    """Map each small word to its languages."""
    found: dict[str, list[Language]] = {}
    for language, words in _SMALL_WORDS.items():
        for word in words.split():
            found.setdefault(word, []).append(language)
    return {word: tuple(languages) for word, languages in found.items()}


def countries_named(question: str, language: Language) -> Iterator[str]:
    """Yield the English names of the countries that a question in a language names."""
    known = _territories(language.code)
    if language.joins_words:
        yield from (english for name, english in known.items() if name in question)
        return
    apart = question.replace("’", " ").replace("'", " ").split()
    words = [word.strip(' .,;:!?¿¡"“”()«»').casefold() for word in apart]
    for at in range(len(words)):
        for end in range(min(at + _LONGEST_NAME, len(words)), at, -1):
            name = " ".join(words[at:end])
            english = known.get(name) or _inflected(name, language.code)
            if english:
                yield english
                break


def _inflected(name: str, code: str) -> str:
    """Find the country whose name begins like a word, but for its ending: "Украине"."""
    if name.isascii() or len(name) <= _SHORTEST_STEM:
        return ""
    for other in _by_start(code).get(name[:_SHORTEST_STEM], ()):
        stem = other[: max(_SHORTEST_STEM, len(other) - _FEWEST)]
        if abs(len(other) - len(name)) <= _FEWEST and name.startswith(stem):
            return _territories(code)[other]
    return ""


@cache
def _by_start(code: str) -> Mapping[str, Sequence[str]]:
    """Group the names of countries in a language by their first letters."""
    found: dict[str, list[str]] = {}
    for name in _territories(code):
        found.setdefault(name[:_SHORTEST_STEM], []).append(name)
    return found


@cache
def _territories(code: str) -> Mapping[str, str]:
    """Map the names of countries in a language, in small letters, to the English ones."""
    from babel import Locale  # noqa: PLC0415 - few questions need it

    english = Locale("en").territories
    return {
        name.casefold(): english[key]
        for key, name in Locale.parse(code).territories.items()
        if key.isalpha() and key in english
    }
