"""What a question in a language that is not read is about, and in which order, is looked up."""

import time

import pytest

from retrieval.query.words.abroad.languages import language_of
from retrieval.query.words.abroad.more_small_words import MORE_SMALL_WORDS
from retrieval.query.words.abroad.small_words import SMALL_WORDS, Language
from retrieval.query.words.abroad.topics.asian import ASIAN
from retrieval.query.words.abroad.topics.east_asian import EAST_ASIAN
from retrieval.query.words.abroad.topics.germanic import GERMANIC
from retrieval.query.words.abroad.topics.named import order_named, topics_named
from retrieval.query.words.abroad.topics.romance import ROMANCE
from retrieval.query.words.abroad.topics.slavic import SLAVIC

TABLES = GERMANIC | ROMANCE | SLAVIC | ASIAN | EAST_ASIAN
JOINING = ("zh", "zh_Hant", "ko", "th")


def language(code: str) -> Language:
    return Language(code, code, joins_words=code in JOINING)


@pytest.mark.parametrize(
    "code, question, topics",
    [
        ("de", "Hayashi zu den Sanktionen", ("sanctions",)),
        ("de", "die erweiterte Abschreckung und Raketen", ("extended deterrence", "missile")),
        ("de", "die Kosten der Truppen", ("host nation support",)),
        ("es", "la disuasión extendida y el estrecho", ("extended deterrence", "strait")),
        ("fr", "la mine d'or et l'intégrité territoriale", ("gold mine", "territorial integrity")),
        ("it", "il trattato di pace e i rifugiati", ("peace treaty", "refugees")),
        ("pt", "cadeias de suprimentos e semicondutores", ("supply chains", "semiconductors")),
        ("nl", "de kernwapens en het staakt-het-vuren", ("nuclear weapons", "ceasefire")),
        ("pl", "o sankcjach i rozszerzonym odstraszaniu", ("sanctions", "extended deterrence")),
        ("ru", "о мирном договоре и санкциях", ("peace treaty", "sanctions")),
        ("uk", "територіальну цілісність і вибори", ("territorial integrity", "election")),
        ("tr", "yaptırımlar ve iklim değişikliği", ("sanctions", "climate change")),
        ("vi", "vấn đề bắt cóc, hạt nhân", ("abductions", "nuclear")),
        ("id", "rudal balistik dan rantai pasokan", ("ballistic missile", "supply chains")),
        ("ar", "عن العقوبات والردع الموسع", ("sanctions", "extended deterrence")),
        ("fa", "درباره تحریم ها", ("sanctions",)),
        ("hi", "जलवायु परिवर्तन और मानवाधिकार", ("climate change", "human rights")),
        ("ko", "확장억제와 사이버", ("extended deterrence", "cyber")),
        ("zh", "无核化与供应链", ("denuclearization", "supply chains")),
        ("zh_Hant", "無核化與供應鏈", ("denuclearization", "supply chains")),
        ("vi", "Ấn Độ Dương-Thái Bình Dương tự do và rộng mở", ("free and open Indo-Pacific",)),
        ("fr", "je suis d'accord avec l'accord", ("agreement",)),
        ("cs", "o sankcích a uprchlících", ("sanctions", "refugees")),
        ("sv", "om sanktionerna och klimatet", ("sanctions", "climate change")),
    ],
)
def test_topics_are_named_in_their_order_whatever_their_endings(
    code: str, question: str, topics: tuple[str, ...]
) -> None:
    assert topics_named(question, language(code)) == topics


@pytest.mark.parametrize(
    "code, word, topics",
    [
        ("de", "Wirtschaftssanktionen", ("sanctions",)),
        ("de", "Kurzstreckenraketen", ("missile",)),
        ("de", "Energiesicherheit", ("energy", "security")),
        ("de", "Stationierungskosten", ("host nation support",)),
        ("nl", "handelssancties", ("trade", "sanctions")),
        ("sv", "handelssanktioner", ("trade", "sanctions")),
    ],
)
def test_a_topic_may_be_the_end_of_a_compound(
    code: str, word: str, topics: tuple[str, ...]
) -> None:
    assert topics_named(word, language(code)) == topics


@pytest.mark.parametrize(
    "code, question, topics",
    [
        ("ko", "한일관계", ("Japan South Korea", "relations")),
        ("ko", "한미일 협력", ("Japan US South Korea", "cooperation")),
        ("ko", "미일 동맹", ("Japan US alliance",)),
        ("zh", "日韩关系", ("Japan South Korea", "relations")),
        ("zh", "美日同盟", ("Japan US alliance",)),
        ("zh_Hant", "日美韓合作", ("Japan US South Korea", "cooperation")),
        ("zh", "日美韩国防部长", ("Japan US South Korea", "defence")),
        ("zh", "1月6日美国", ()),
        ("zh", "近日中国", ()),
        ("ko", "핵심 내용", ()),
    ],
)
def test_short_signs_are_read_with_those_beside_them(
    code: str, question: str, topics: tuple[str, ...]
) -> None:
    assert topics_named(question, language(code)) == topics


@pytest.mark.parametrize("code", ["de", "ru", "ko", "zh", "ar"])
@pytest.mark.parametrize(
    "word, topic",
    [("2+2", "2+2"), ("G7", "G7"), ("COP26", "COP26"), ("covid", "coronavirus"), ("TPP", "TPP")],
)
def test_signs_in_latin_letters_are_the_same_everywhere(code: str, word: str, topic: str) -> None:
    assert topics_named(word, language(code)) == (topic,)


@pytest.mark.parametrize(
    "code, question, order",
    [
        ("de", "Sanktionen, neueste zuerst", "newest first"),
        ("de", "Sanktionen, älteste zuerst", "oldest first"),
        ("es", "sanciones, más recientes primero", "newest first"),
        ("fr", "les sanctions, plus anciennes d'abord", "oldest first"),
        ("ru", "санкции, сначала новые", "newest first"),
        ("ko", "제재 최신순", "newest first"),
        ("zh", "制裁 从旧到新", "oldest first"),
        ("de", "Sanktionen", ""),
    ],
)
def test_an_order_is_no_topic(code: str, question: str, order: str) -> None:
    assert order_named(question, language(code)) == order
    assert topics_named(question, language(code)) == ("sanctions",)


@pytest.mark.parametrize(
    "question",
    [
        *("Was sagte er gestern?", "¿Qué dijo ayer?", "Qu'a-t-il dit hier ?", "что он сказал?"),
        *("Cosa ha detto ieri?", "co powiedział wczoraj?", "무슨 말을 했나요?", "他说了什么？"),
    ],
)
def test_a_question_without_a_topic_has_none(question: str) -> None:
    found = language_of(question)
    assert found is not None
    assert topics_named(question, found) == ()


@pytest.mark.parametrize("code", [*TABLES])
def test_each_language_has_the_main_topics(code: str) -> None:
    english = {" ".join(entry.partition(":")[0].split()) for entry in TABLES[code].split(";")}
    assert english >= {"sanctions", "missile", "deterrence", "alliance", "cooperation", "summit"}
    assert english >= {"sovereignty", "invasion", "human rights", "newest first"}


@pytest.mark.parametrize("code", [one for one in TABLES if one not in JOINING])
def test_the_beginning_of_a_word_is_long_enough_to_tell(code: str) -> None:
    forms = [
        part
        for entry in TABLES[code].split(";")
        for form in entry.partition(":")[2].split()
        for part in [form.split("_")[0]]
        if "_" not in form
    ]
    assert [form for form in forms if form.endswith("*") and len(form) < 4] == []


@pytest.mark.parametrize("code", [*TABLES])
def test_small_words_of_a_language_are_no_topics(code: str) -> None:
    small = (*SMALL_WORDS.items(), *MORE_SMALL_WORDS.items())
    words = [word for one, words in small if one.code == code for word in words.split()]
    assert [word for word in words if topics_named(word, language(code))] == []


@pytest.mark.parametrize("code", ["de", "fr", "ru", "ar", "ko", "zh", "vi"])
@pytest.mark.parametrize(
    "piece", ["sanktion", "sanktion ", "日", "한", "و", "arme ", "đ ", "санкц "]
)
def test_a_hostile_question_takes_no_time(code: str, piece: str) -> None:
    question = (piece * 4_000)[:4_000]
    topics_named(piece, language(code))
    before = time.perf_counter()
    topics_named(question, language(code))
    assert time.perf_counter() - before < 0.05
