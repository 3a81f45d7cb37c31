"""Finds names in other scripts, and words made of names, by a small table: "הייאשי", "norcoreano".

The countries' own names are Unicode's; here are people, what a record of this kind speaks of, and
usual names and adjectives that CLDR lacks.
"""

from __future__ import annotations

import re
import unicodedata

from retrieval.patterns import regex
from retrieval.query.words.abroad.small_words import Language

# Small words that are written as one with the word behind them: "and", "in", "to", "with".
JOINED_IN_FRONT = {
    "ar": ("و", "ب", "ل", "ف", "ك", "ال", "لل", "وال", "بال"),
    "he": ("ו", "ב", "ל", "מ", "ה", "ש", "כ", "על"),
}
_TABLE = """
Hayashi =
    林外相 林外長 林外长 林外務大臣 林外务大臣 林大臣 林芳正 하야시 ฮายาชิ हायाशी हयाशी
    هاياشي هایاشی حیاشی הייאשי האיאשי היאשי হায়াশি
Kishida =
    岸田 기시다 คิชิดะ किशिदा كيشيدا کیشیدا קישידה কিশিদা
Motegi =
    茂木 모테기 โมเตงิ मोतेगी موتيغي موتگی מוטגי
Blinken =
    布林肯 블링컨 블링켄 บลิงเคน บลินเคน ब्लिंकन بلينكن بلینکن בלינקן ব্লিঙ্কেন
Biden =
    拜登 바이든 ไบเดน बाइडेन बाइडन بايدن بایدن ביידן বাইডেন
Putin =
    普京 普丁 푸틴 ปูติน पुतिन بوتين پوتین פוטין পুতিন
Lavrov =
    拉夫罗夫 拉夫羅夫 라브로프 ลาฟรอฟ लावरोव لافروف לברוב লাভরভ
Zelenskyy =
    泽连斯基 澤倫斯基 젤렌스키 เซเลนสกี ज़ेलेंस्की जेलेंस्की زيلينسكي زلنسکی זלנסקי
Austin =
    奥斯汀 奧斯汀 오스틴 ออสติน ऑस्टिन أوستن آستین אוסטין
Indo-Pacific =
    印太 印度太平洋 인도태평양 인도·태평양 인도-태평양 อินโดแปซิฟิก อินโด-แปซิฟิก
    हिंद-प्रशांत हिन्द-प्रशांत हिंद_प्रशांत المحيطين_الهندي_والهادئ الهندي-الهادئ
    هند_و_اقیانوس_آرام ایندوپاسیفیک הודו-פסיפיק הודו-פסיפי האינדו-פסיפי אינדו-פסיפיק
    індо-тихоокеанськ индо-тихоокеанск ινδο-ειρηνικ
Quad =
    四方安全对话 四方安全對話 四边机制 四方会谈 쿼드 ควอด क्वाड كواد الرباعي کواد קוואד
Taiwan Strait =
    台海 台湾海峡 台灣海峽 臺灣海峽 대만해협 대만_해협 ช่องแคบไต้หวัน ताइवान_जलडमरूमध्य
    مضيق_تايوان تنگه_تایوان מצר_טאיוואן מצרי_טאיוואן
ASEAN =
    东盟 東協 東盟 亚细安 아세안 อาเซียน आसियान آسيان آسه_آن אסיאן
Okinawa =
    冲绳 沖繩 오키나와 โอกินาวา ओकिनावा أوكيناوا اوکیناوا אוקינאווה окинав окінав
Senkaku =
    尖阁 尖閣 钓鱼岛 釣魚台 釣魚島 센카쿠 เซ็งกากุ सेनकाकु سينكاكو سنکاکو סנקאקו сенкаку
Sado =
    佐渡 사도_광산 사도광산 ซาโดะ सादो
NATO =
    北约 北約 나토 นาโต नाटो الناتو ناتو נאט"ו нато
United Nations =
    联合国 聯合國 유엔 สหประชาชาติ संयुक्त_राष्ट्र الأمم_المتحدة سازمان_ملل האו"ם
United States =
    미국 美方 สหรัฐ อเมริกา अमेरिका أمريكا أميركا آمریکا امریکا ארה"ב ארצות_הברית আমেরিকা
    сша ηπα америк amerikanisch amerikan américain americain estadounidense statunitense
    amerikaans amerykańsk amerikai
South Korea =
    한국 韩国 韓國 南韩 南韓 surcorean sudcorean sud-coréen sul-corean zuid-koreaans
    południowokoreańsk jihokorejsk южнокорейск южнокорейськ southkorean
    الكورية_الجنوبية الكوري_الجنوبي كورية_جنوبية كوري_جنوبي דרום_קוריאנ
North Korea =
    北朝鲜 北朝鮮 北韩 朝鲜 cộng_hòa_dân_chủ_nhân_dân_triều_tiên norcorean nordcorean
    nord-coréen norte-corean noord-koreaans północnokoreańsk severokorejsk северокорейск
    északkoreai észak-koreai الكورية_الشمالية الكوري_الشمالي كورية_شمالية كوري_شمالي צפון_קוריאנ
Australia =
    úc 澳大利亚 澳洲 호주
Japan =
    日方
"""
# Letters that are written in several ways, and marks that are often left out.
_SAME = str.maketrans(
    {
        **dict.fromkeys("أإآٱ", "ا"),
        **dict.fromkeys("يىئ", "ی"),
        "ك": "ک",
        "ؤ": "و",
        "ة": "ه",
        "ۀ": "ه",
        "\u0640": None,
        "\u0654": None,
        **dict.fromkeys(map(chr, range(0x064B, 0x0653))),
        "\u200c": " ",
        "\u200d": None,
        "״": '"',
        "”": '"',
        "“": '"',
        "’": "'",
        "\u05be": "-",
    }
)
_FIGURE = regex(r"(?![0-9])\d")
# A longer form may have an ending behind it.
_LONG_ENOUGH = 5


def as_written(text: str) -> str:
    """Write letters that have several forms in one of them, and figures as 0 to 9."""
    plain = text.translate(_SAME)
    return _FIGURE.sub(lambda found: str(unicodedata.decimal(found[0])), plain)


_NAMES = sorted(
    (
        (as_written(form.replace("_", " ")).casefold(), english)
        for row in re.split(r"\n(?! )", _TABLE.strip())
        for english, _, forms in (row.partition(" ="),)
        for form in forms.split()
    ),
    key=lambda one: -len(one[0]),
)


def names_written(question: str, language: Language) -> tuple[list[str], str]:
    """Return the English of the names of the table in a question, and the question without them."""
    rest, found = f" {as_written(question)} ", dict[str, None]()
    # Of a few letters the small one is written with two.
    small = rest.casefold() if len(rest.casefold()) == len(rest) else rest
    for form, english in _NAMES:
        if (at := _place(form, small, language)) is not None:
            found[english] = None
            blank = " " * (at.stop - at.start)
            rest = f"{rest[: at.start]}{blank}{rest[at.stop :]}"
            small = f"{small[: at.start]}{blank}{small[at.stop :]}"
    return [*found], rest.strip()


def _place(form: str, text: str, language: Language) -> slice | None:
    """Return the first place of a name in small letters: anywhere, or where a word begins."""
    if language.joins_words:
        at = text.find(form)
        return slice(at, at + len(form)) if at >= 0 else None
    if form not in text:
        return None
    for joined in ("", *JOINED_IN_FRONT.get(language.code, ())):
        at = text.find(f" {as_written(joined)}{form}")
        end = at + 1 + len(joined) + len(form)
        if at >= 0 and (len(form) >= _LONG_ENOUGH or not text[end].isalpha()):
            return slice(at + 1, end)
    return None
