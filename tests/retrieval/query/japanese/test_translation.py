"""Questions in Japanese: names and dates are said in English, what is not known is kept."""

import datetime as dt
import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.query.japanese.names import NameKind, names
from retrieval.query.japanese.translation import is_japanese, translate
from retrieval.query.words.aliases import read_table

TODAY = dt.date(2022, 6, 15)


def said(question: str) -> str:
    return translate(question, TODAY).removeprefix("about ")


@pytest.mark.parametrize(
    "text, japanese",
    [
        ("台湾", True),
        ("ﾀｲ", True),
        ("What of 台湾?", True),
        ("について", True),
        ("Taiwan “2+2” Türkiye 👍", False),
        ("Тайвань", False),
        ("대만", False),
        ("。、・", False),
        ("", False),
    ],
)
def test_japanese_is_recognised_by_its_script(text: str, japanese: bool) -> None:
    assert is_japanese(text) is japanese


QUESTIONS = [
    ("二〇二一年十一月の台湾", "Taiwan in November 2021"),
    ("令和四年五月二十三日 台湾", "Taiwan on 23 May 2022"),
    ("台湾 二月三十日", "Taiwan 30 February 2022"),
    # countries, capitals, regions
    ("台湾海峡について", "Taiwan Strait"),
    ("中国と台湾", "China Taiwan"),
    ("キーウとキエフ", "Ukraine Ukraine"),
    ("コートジボワールとエスワティニ", "Côte d'Ivoire Eswatini"),
    ("ボスニアヘルツェゴビナ", "Bosnia & Herzegovina"),
    ("南スーダンとスーダン", "South Sudan Sudan"),
    ("インドネシア、インド", "Indonesia India"),
    ("赤道ギニア", "Equatorial Guinea"),
    ("パプアニューギニア", "Papua New Guinea"),
    # short forms
    ("日米韓", "Japan United States Republic of Korea"),
    ("日・米・豪・印", "Japan United States Australia India"),
    ("米中", "United States China"),
    ("米大統領", "United States president"),
    ("露外相は", "Russia foreign minister"),
    ("対ロ制裁", "Russia sanctions"),
    ("対中政策", "China 政策"),
    ("対北朝鮮", "North Korea"),
    ("米はどう言ったか", "United States"),
    ("中米", "Central America"),
    ("朝日新聞", "Asahi"),
    # a name is no part of another word
    ("タイトルは", ""),
    ("スタイル", ""),
    ("森林", ""),
    ("参加", ""),
    ("途中", ""),
    ("米を食べる", "United States"),  # what else is asked of a ministry
    # organisations
    ("ＮＡＴＯ、Ｇ７とＥＵ", "NATO G7 EU"),
    ("北大西洋条約機構", "NATO"),
    ("国連安保理と国連", "Security Council United Nations"),
    ("ｸｱｯﾄﾞ", "Quad"),
    ("ＡＳＥＡＮ外相会議", "ASEAN foreign minister 会議"),
    # topics
    ("拉致問題に関する発言", "abductions issue"),
    ("在日米軍駐留経費負担", "Host Nation Support"),
    ("自由で開かれたインド太平洋", "Free and Open Indo-Pacific"),
    (
        "日米安保条約第5条は尖閣諸島に適用されるか",
        "Article V of the Japan-US Security Treaty Senkaku Islands apply",
    ),
    ("新型コロナワクチン", "COVID-19 vaccine"),
    ("佐渡島の金山", "Sado Island Gold Mines"),
    # people
    ("林大臣は台湾について何と言いましたか？", "Taiwan by Hayashi"),
    ("林芳正外務大臣の発言", "by Hayashi"),
    ("茂木外相の後任", "Motegi 後任"),
    ("ブリンケン国務長官は", "Blinken"),
    ("王毅国務委員兼外交部長", "Wang Yi"),
    ("外務大臣は捕鯨について", "whaling by the foreign minister"),
    ("外務報道官の会見", "by the press secretary"),
    ("米国の外相は", "United States foreign minister"),
    ("日本の外相は", "Japan by the foreign minister"),
    # days
    ("2022年5月の台湾", "Taiwan in May 2022"),
    ("令和4年5月23日", "on 23 May 2022"),
    ("平成元年と令和元年", "in 1989 in 2019"),
    ("２０２２年", "in 2022"),
    ("5月23日", "on 23 May 2022"),
    ("6月16日", "on 16 June 2021"),
    ("12月", "in December 2021"),
    ("昨年の12月", "in December 2021"),
    ("一昨年", "in 2020"),
    ("先月の会見", "last month"),
    ("昨日", "yesterday"),
    ("2021年以降の尖閣", "Senkaku Islands since 2021"),
    ("2021年から2022年まで", "since 2021 until 2022"),
    ("2022年2月31日", "31 February 2022"),
    ("最新の北朝鮮", "North Korea latest"),
    # what is in Latin letters stays
    ("by:hayashi 台湾 in:2022-05", "by:hayashi Taiwan in:2022-05"),
    ('"unwavering commitment" と台湾', '"unwavering commitment" Taiwan'),
    ("AIについて", "AI"),
    ("「台湾海峡」とは", "Taiwan Strait"),
    # what is not known stays, if anything is
    ("台湾の漁業割当", "Taiwan fishery 割当"),
    ("カレーの作り方", ""),
    ("何？", ""),
    ("おすすめは？", ""),
    # greetings
    ("こんにちは", "hello"),
    ("ありがとうございます！", "thanks"),
    ("こんにちは、台湾について教えてください", "Taiwan"),
]


@pytest.mark.parametrize("question, english", QUESTIONS)
def test_names_and_days_are_said_in_english(question: str, english: str) -> None:
    assert said(question) == english


def test_a_topic_stands_behind_a_small_word_so_that_its_capital_tells_a_name() -> None:
    assert translate("台湾", TODAY) == "about Taiwan"


def test_every_line_of_the_table_is_of_a_known_kind_and_can_be_found() -> None:
    assert set(read_table()["japanese"]) == set(NameKind)
    for kind, lines in read_table()["japanese"].items():
        silent = NameKind(kind) in {NameKind.ASIDE, NameKind.HONORIFIC}
        for line in lines.splitlines():
            left, sign, english = line.partition(" = ")
            assert (sign, english) == ("", "") if silent else english, line
            assert all(is_japanese(name) and name == name.strip() for name in left.split(", "))


def test_no_japanese_name_stands_twice() -> None:
    lines = [line for each in read_table()["japanese"].values() for line in each.splitlines()]
    written = [name for line in lines for name in line.partition(" = ")[0].split(", ")]
    assert sorted(written) == sorted(set(written))


def test_every_country_of_cldr_is_known() -> None:
    countries = [name for name in names().values() if name.kind is NameKind.PLACE]
    assert len({name.english for name in countries}) > 250


def test_a_question_in_english_does_not_wait_for_the_japanese_names() -> None:
    asked = (
        "import sys, datetime, retrieval.query.japanese.translation as j; j.is_japanese('Taiwan'); "
    )
    told = "print(*(name for name in sys.modules if name.startswith('babel')))"
    done = subprocess.run(
        [sys.executable, "-c", asked + told], check=True, capture_output=True, text=True
    )
    assert done.stdout.strip() == ""


@given(
    st.lists(
        st.one_of(
            st.sampled_from(list(names())),
            st.sampled_from(
                ["の", "は", "2022年", "5月", "日", "対", "・", '"', "by:", "ー", " ", "から"]
            ),
            st.text(max_size=4),
        ),
        max_size=20,
    ).map("".join)
)
def test_any_text_is_read_somehow(question: str) -> None:
    english = translate(question, TODAY)
    assert english == " ".join(english.split()) or not is_japanese(question)


@pytest.mark.parametrize(
    "piece", ["台湾", "日", "インド", "ア", "㌀", "ﷺ台", "(?P<", '"台', "5月", "自由で開かれた"]
)
def test_long_questions_are_read_at_once(piece: str, stopwatch) -> None:
    translate("台湾", TODAY)
    question = (piece * 1000)[:1000]
    with stopwatch:
        translate(question, TODAY)
    assert stopwatch.least_s < 0.5


@pytest.mark.parametrize(
    "question, english",
    [
        ("先週の金曜日 台湾", "about Taiwan on 10 June 2022"),
        ("先週の水曜日の台湾", "about Taiwan on 8 June 2022"),
        ("水曜日の台湾", "about Taiwan on 8 June 2022"),
        ("月曜以降の台湾", "about Taiwan since 13 June 2022"),
    ],
)
def test_a_weekday_is_the_latest_one_or_that_of_last_week(question: str, english: str) -> None:
    assert translate(question, dt.date(2022, 6, 15)) == english


@pytest.mark.parametrize("question", ["昨日の天気は", "2022年5月の天気", "天気", "最新の天気は？"])
def test_words_without_a_name_are_not_understood(question: str) -> None:
    assert translate(question, dt.date(2022, 6, 1)) == ""
