"""A question in a language that is not read is asked in English by what it names."""

import pytest

from retrieval.query.words.abroad.in_english import AskedAbout, in_english
from retrieval.query.words.abroad.languages import language_of
from retrieval.query.words.abroad.topics.named import order_named, topics_named


def english(question: str, *on_record: str) -> str:
    language = language_of(question)
    assert language is not None
    asked = AskedAbout(topics_named(question, language), order_named(question, language))
    return in_english(question, language, ("hayashi", "blinken"), on_record, asked)


@pytest.mark.parametrize(
    "question, said",
    [
        ("Was sagte Hayashi zu den Sanktionen?", "about Hayashi sanctions"),
        ("¿Qué dijo Hayashi sobre las sanciones?", "about Hayashi sanctions"),
        ("Что Хаяси сказал о санкциях против России?", "about Russia Hayashi sanctions"),
        ("ماذا قال عن العقوبات على روسيا؟", "about Russia sanctions"),
        ("한일관계에 대해 뭐라고 했나요?", "about Japan South Korea relations"),
        ("日韩关系", "about Japan South Korea relations"),
        ("ماذا قال عن الصواريخ الكورية الشمالية؟", "about North Korea missile"),
        ("Что сказали о северокорейских ракетах?", "about North Korea missile"),
        (
            "Was wurde im November 2021 zu den Sanktionen gesagt, neueste zuerst?",
            "about sanctions in November 2021 newest first",
        ),
        ("les sanctions contre la Russie en mai 2022", "about Russia sanctions in May 2022"),
    ],
)
def test_names_topics_times_and_an_order_are_said(question: str, said: str) -> None:
    assert english(question) == said


@pytest.mark.parametrize(
    "question, said",
    [
        ("Was wurde über die Truppenstationierung gesagt?", "about host nation support"),
        ("Co powiedziano o rozszerzonym odstraszaniu?", "about extended deterrence"),
        ("что сказали о мирном договоре", "about peace treaty"),
        ("日本外務省有沒有提到氣候變遷", "about Japan climate change"),
    ],
)
def test_a_topic_alone_is_enough(question: str, said: str) -> None:
    assert english(question) == said


@pytest.mark.parametrize(
    "question",
    [
        *("Was sagte der Minister bei dem Treffen?", "¿Qué dijo en la reunión?", "Was sagte er?"),
        *("Ich brauche Hilfe bei der Bedienung", "нужна помощь с поиском"),
    ],
)
def test_everyday_words_alone_ask_nothing(question: str) -> None:
    assert english(question) == ""


@pytest.mark.parametrize(
    "question, said",
    [
        ("台湾海峡说了什么", "about Taiwan Strait"),
        ("ماذا قال عن مضيق تايوان؟", "about Taiwan Strait"),
        ("자유롭고 열린 인도·태평양", "about free and open Indo-Pacific"),
        ("한미일 협력과 북한", "about North Korea Japan US South Korea cooperation"),
        ("los misiles y el lanzamiento de misiles", "about missile launch"),
        ("des missiles et de la Chine", "about China missile"),
    ],
)
def test_no_word_of_a_longer_name_is_said_again(question: str, said: str) -> None:
    assert english(question) == said


@pytest.mark.parametrize(
    "question, on_record, said",
    [
        ("Was sagte er zu okinawa?", ["okinawa"], "about okinawa"),
        ("Was wurde zu China und zur NATO gesagt?", ["China", "NATO"], "about China NATO"),
        ("Qu'a-t-il dit sur les missiles ?", ["missiles"], "about missiles"),
    ],
)
def test_what_the_record_has_in_latin_letters_is_kept(
    question: str, on_record: list[str], said: str
) -> None:
    assert english(question, *on_record) == said
