"""Recognises questions in languages that are not read.

A language with a script of its own shows by its letters, another by its small words, by words for
what is often asked about, and by how words end: two of them without as many English ones. Words
that are English as well tell nothing.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Sequence

from retrieval.query.words.abroad.key_words import (
    has_letters_of,
    is_long_key_word,
    lacks_letters_of,
    languages_by_letters,
    languages_of,
)
from retrieval.query.words.abroad.small_words import Language
from retrieval.text.dates import MONTHS
from retrieval.text.everyday import is_everyday, is_everyday_word
from retrieval.text.stems import stem
from retrieval.text.tokens import STOP_WORDS

_BY_SCRIPT = {
    "CYRILLIC": Language("Russian", "ru"),
    "ARABIC": Language("Arabic", "ar"),
    "HANGUL": Language("Korean", "ko", joins_words=True),
    "HEBREW": Language("Hebrew", "he"),
    "GREEK": Language("Greek", "el"),
    "THAI": Language("Thai", "th", joins_words=True),
    "DEVANAGARI": Language("Hindi", "hi"),
    "BENGALI": Language("Bengali", "bn"),
    "GEORGIAN": Language("Georgian", "ka"),
    "ARMENIAN": Language("Armenian", "hy"),
    "TAMIL": Language("Tamil", "ta"),
    "TELUGU": Language("Telugu", "te"),
    "KANNADA": Language("Kannada", "kn"),
    "MALAYALAM": Language("Malayalam", "ml"),
    "GUJARATI": Language("Gujarati", "gu"),
    "GURMUKHI": Language("Punjabi", "pa"),
    "SINHALA": Language("Sinhala", "si"),
    "ETHIOPIC": Language("Amharic", "am"),
    "MYANMAR": Language("Burmese", "my", joins_words=True),
    "KHMER": Language("Khmer", "km", joins_words=True),
    "LAO": Language("Lao", "lo", joins_words=True),
}
# Languages whose letters another of their script lacks.
_BY_LETTERS = {
    "іїєґ": Language("Ukrainian", "uk"),
    "ٹڈڑںےھ": Language("Urdu", "ur"),
    "ښډځڅ": Language("Pashto", "ps"),
    "پچژگکی": Language("Persian", "fa"),
    "ђћџљњј": Language("Serbian", "sr"),
    "әғқұһ": Language("Kazakh", "kk"),
    "өү": Language("Mongolian", "mn"),
    "ў": Language("Belarusian", "be"),
}
# Languages that have the letters of another of their script: two of their small words tell.
_BY_SMALL_WORDS = {
    Language("Bulgarian", "bg"): """
        ако беше би благодаря бъде във върху да дали днес до за защо здравейте или има как каква
        какво каквото казаха каза като когато кога кой която къде ли моля министърът министъра не
        нещо още от по при след със са се си съм сме това тази тези този той тя ще че чрез
    """,
    Language("Hindi", "hi"): """
        और इस उन उस उन्होंने का की के को कब कहाँ कहा किया किस कुछ कौन क्या गई गए गया जो तक था थी थे ने
        नहीं पर बताया बारे मुझे में या यह वह से हुआ हुई है हैं
    """,
    Language("Marathi", "mr"): """
        आणि आहे आहेत आता काय का कधी केला केली केले कोण कोणी कोणत्या त्यांनी तुम्ही झाला झाली झाले
        नाही पण बद्दल मला मी म्हटले म्हणाले मंत्री या सांगा सांगितले होता होती होते
    """,
    Language("Nepali", "ne"): """
        अनि के कहाँ कहिले कसरी किन को कुन गरे गर्नुभयो गर्नुहोस् छ छन् छैन तर तपाईं धन्यवाद थियो थिए
        नेपाली पनि बारे बारेमा भने भनेका भन्नुभयो भयो मलाई म र हो होइन हुन्छ
    """,
}
_CHINESE = Language("Chinese", "zh", joins_words=True)
_TRADITIONAL = Language("Chinese", "zh_Hant", joins_words=True)
# Signs and endings that Chinese questions have and Japanese ones have not.
_CHINESE_SIGNS = frozenset("么什吗呢说讲谈话这那们谁哪为关没对过时问题还让给应该麼嗎說這們誰哪關於")
_CHINESE_WORDS = (
    *(
        "了什么",
        "的看法",
        "怎么",
        "多久",
        "何时",
        "有没有",
        "甚麼",
        "什麼",
        "我的",
        "和平稳定",
        "美国",
    ),
    *(
        "美國",
        "美日",
        "日美",
        "美中",
        "中美",
        "美军",
        "美軍",
        "布林肯",
        "拜登",
        "普京",
        "普丁",
        "俄罗斯",
    ),
    *(
        "俄羅斯",
        "朝鲜",
        "會談",
        "北韓",
        "烏克蘭",
        "外交部",
        "外務大臣說",
        "部长",
        "部長說",
        "新闻",
    ),
    *(
        "新聞稿",
        "记者会",
        "記者會",
        "飛彈",
        "東盟",
        "欧盟",
        "歐盟",
        "核裁军",
        "最新的",
        "疫情",
        "制裁俄",
    ),
    *(
        "沒有",
        "提到",
        "談到",
        "提及",
        "談及",
        "提過",
        "對於",
        "是否",
        "回應",
        "怎樣",
        "為何",
        "最新消息",
    ),
)
_MORE_SIGNS = frozenset("的了是在和与國會對灣應發學來個無當關聲與戰體變氣權區黨亞產經濟總將實觀兩")

# Words that are English as well, names' parts, or short for something.
_TELL_NOTHING = (
    STOP_WORDS
    | frozenset(MONTHS)
    | frozenset(
        """
    aba accord ada ado affaires ai aku al ale alle alliance also ani ano apa apartheid ar ara as
    at aux baie bald bare bases bat ben bet bile bin bio bis biz bo bok bol bu ca cad cap car
    care case co com come comment communiqué como con contra coronavirus cum da dan dans dar das
    de december del dem den der des di dia die dies dig dime dir dire dit do doe dog dont door
    dos dove du durante e edit ef ei ek el elk ell em en end entre era es et eta ett eu even
    faint fare fast favor fin font fora forego ha had ham han hat hay he heel hen hi hit ho how
    i ia if ill im in ind ini inn io is isa iu ja jam jo juba kai kama kami kila kim kita ko
    kong korea la lang las lass later le lei len les li lini lo logo los ma main man mar mars
    mayo me men mer mere met mi mind mines minister mis mise missiles mo mod mode mums na nam
    nas neko net ni no non nord nos nuclear nun o od of om on ona oni ono ons or os oso ou over
    overal pa pace pag paling pan par pare past pat pays paz per pers peru pie plu plus po pod
    pole pong por post pot pour pre pred pri primer pro pure qual quest radio res russia sa sale
    salvo sam san sang se sed see sem send sense ser sera shi si siku sin sinn sit so sobre son
    soy state stop su sub sue sur sus ta tack tad tada tag tak tale tan tar te teen tel tempo
    ten tena ti tie til till to tome ton top tout tu ukraine un una use va vain van ve ved ver
    vera vi via video vis visa von want war ware was who wo word y ya yang za zen zer
    """.split()
    )
)
# They tell which of several languages a message is in, but no English month does.
_TELL_LITTLE = _TELL_NOTHING - STOP_WORDS - frozenset(MONTHS)
# Small words of names: "El Salvador", "La Paz".
_OF_NAMES = frozenset(
    "da das de del dem den der des di do dos du el la las le los o san são".split()
)
_OPENING_MARKS = frozenset("¿¡")
_SHORTEST_STEM = 4
_FEWEST = 2
_FEW = 3


def language_of(question: str) -> Language | None:
    """Find the language of a question that is not read; None for English and Japanese."""
    letters = [sign for sign in question if sign.isalpha()]
    if question.isascii() or all(sign < "\u0250" for sign in letters):
        return _by_small_words(question)
    scripts = Counter(unicodedata.name(sign, " ").partition(" ")[0] for sign in letters)
    script, count = scripts.most_common(1)[0]
    if script in _BY_SCRIPT and count > len(letters) - count:
        return _of_script(question, _BY_SCRIPT[script])
    if script == "CJK" and not ({"HIRAGANA", "KATAKANA"} & scripts.keys()):
        return _chinese(question)
    return _by_small_words(question) if script == "LATIN" else None


def is_english(word: str) -> bool:
    """Tell whether a word in small letters is English as well, and so tells no language."""
    return word in _TELL_NOTHING or is_everyday_word(word)


def _of_script(question: str, usual: Language) -> Language:
    """Find which language of a script a question is in: by its letters, or by its small words."""
    signs, words = frozenset(question.casefold()), frozenset(_words(question))
    for own, one in _BY_LETTERS.items():
        if not signs.isdisjoint(own):
            return one
    counts = {one: len(words.intersection(own.split())) for one, own in _BY_SMALL_WORDS.items()}
    likely = max(counts, key=counts.__getitem__)
    return likely if counts[likely] >= _FEWEST else usual


def _chinese(question: str) -> Language | None:
    is_chinese = not _CHINESE_SIGNS.isdisjoint(question) or any(map(_is_only_chinese, question))
    is_chinese |= any(word in question for word in _CHINESE_WORDS)
    is_chinese |= len(_MORE_SIGNS.intersection(question)) >= _FEWEST
    if not is_chinese:
        return None
    is_traditional = any(_has(sign, "big5") and not _has(sign, "gb2312") for sign in question)
    return _TRADITIONAL if is_traditional else _CHINESE


def _is_only_chinese(sign: str) -> bool:
    """Tell whether a character set of Chinese has a sign, and the usual Japanese one has not."""
    return not _has(sign, "cp932") and (_has(sign, "gb2312") or _has(sign, "big5"))


def _has(sign: str, character_set: str) -> bool:
    try:
        sign.encode(character_set)
    except UnicodeEncodeError:
        return False
    return True


def _by_small_words(question: str) -> Language | None:
    """Find the language whose small words a question has; None if it may be English."""
    words = _words(question)
    found = Counter[Language]()
    for word in dict.fromkeys(words):
        if word not in _TELL_NOTHING:
            found.update(languages_of(word))
    if not found:
        return _by_letters(question, words)
    for word in frozenset(words) & _TELL_LITTLE:
        found.update(one for one in languages_of(word) if one in found)
    foreign = [one for one in found if not lacks_letters_of(one, question.casefold())]
    if not foreign:
        return None
    language = max(foreign, key=found.__getitem__)
    count = found[language]
    is_of_it = [language in languages_of(word) for word in words]
    english = sum(
        (word in STOP_WORDS or word in MONTHS or is_everyday_word(word)) and not is_small
        for word, is_small in zip(words, is_of_it, strict=True)
    )
    # "Über" within a sentence is a small word, "São" at the start of a name need be none.
    is_accented = any(
        is_small and not word.isascii() and word not in _OF_NAMES and _is_within(word, question)
        for word, is_small in zip(words, is_of_it, strict=True)
    )
    is_accented = is_accented or any(
        not is_small and has_letters_of(language, word) and f" {word}" in f" {question}"
        for word, is_small in zip(words, is_of_it, strict=True)
    )
    evidence = count + is_accented + (question[:1] in _OPENING_MARKS)
    is_all = len(words) <= _FEWEST and all(is_of_it) and len("".join(words)) >= _SHORTEST_STEM
    is_all |= len(words) <= _FEW and not english and any(map(_is_key_word, words))
    return language if is_all or (evidence >= _FEWEST and evidence > 2 * english) else None


def _is_key_word(word: str) -> bool:
    return is_long_key_word(word) and not is_english(word)


def _is_within(word: str, question: str) -> bool:
    """Tell whether a word in small letters stands so in a question, or opens it."""
    return f" {word}" in f" {question}" or question.casefold().startswith(f"{word} ")


def _by_letters(question: str, words: Sequence[str]) -> Language | None:
    """Find the language that alone has letters of two words which are no names."""
    if any(word in STOP_WORDS or is_everyday((stem(word),)) for word in words):
        return None
    found = Counter(
        one for word in words if f" {word}" in f" {question}" for one in languages_by_letters(word)
    )
    language, count = next(iter(found.most_common(1)), (None, 0))
    return language if count >= _FEWEST else None


def _words(question: str) -> list[str]:
    """Split into small letters, accents kept; words within names do not count."""
    found = list[str]()
    for part in question.replace("’", "'").split():
        word = part.strip(' .,;:!?¿¡"“”()«»').casefold()
        is_name = part[:1].isupper() and found
        if word and not (is_name and word in _OF_NAMES):
            found += [word, *([word.partition("'")[2]] if "'" in word else [])]
            # "S-a" is one word of Romanian, and no "s" and "a".
            found += word.split("-") if "-" in word and not languages_of(word) else []
    return found
