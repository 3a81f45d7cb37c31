"""Questions in languages that are not read are told from English ones."""

import pytest

from retrieval.query.words.abroad.countries import countries_named
from retrieval.query.words.abroad.languages import language_of
from retrieval.query.words.abroad.names import names_written
from retrieval.query.words.abroad.people import people_spelt
from retrieval.query.words.abroad.times import times_named

FOREIGN = [
    ("Was sagte Hayashi zu Taiwan?", "German", ["Taiwan"]),
    ("Wer hat angerufen?", "German", []),
    ("Hayashi über Nordkorea", "German", ["North Korea"]),
    ("¿Qué dijo Hayashi sobre Corea del Norte?", "Spanish", ["North Korea"]),
    ("Qu'a dit Hayashi sur la Chine ?", "French", ["China"]),
    ("Cosa ha detto Hayashi su Taiwan?", "Italian", ["Taiwan"]),
    ("Que disse Hayashi sobre a Ucrânia?", "Portuguese", ["Ukraine"]),
    ("Wat zei Hayashi over Okinawa?", "Dutch", []),
    ("Что министр сказал об Украине?", "Russian", ["Ukraine"]),
    ("Що сказав міністр про Тайвань?", "Ukrainian", ["Taiwan"]),
    ("ماذا قال الوزير عن أوكرانيا؟", "Arabic", ["Ukraine"]),
    ("하야시는 대만에 대해 뭐라고 했나요?", "Korean", ["Taiwan"]),
    ("林芳正对台湾说了什么？", "Chinese", ["Taiwan"]),
    ("日本對台灣說了什麼", "Chinese", ["Japan", "Taiwan"]),
    ("北朝鲜导弹发射", "Chinese", ["North Korea"]),
    ("Hvad sagde Hayashi om Taiwan?", "Danish", ["Taiwan"]),
    ("Hayashi nói gì về Đài Loan?", "Vietnamese", ["Taiwan"]),
    ("Les deux ministres ont-ils parlé de l'Ukraine ?", "French", ["Ukraine"]),
    ("Hola", "Spanish", []),
    ("minas de oro de sado unesco 2022 rueda de prensa", "Spanish", []),
    ("só comunicados de imprensa, dezembro de 2021, ASEAN", "Portuguese", []),
    ("conferenze stampa maggio 2022 deterrenza estesa", "Italian", []),
    ("ocak 2022 telefon görüşmesi blinken koronavirüs abd üsleri", "Turkish", []),
    ("Telefonat Hayashi Blinken", "German", []),
    ("布林肯 尖阁诸岛 日美安保条约第五条", "Chinese", []),
    ("删除我的数据", "Chinese", []),
    ("美日安保條約第五條", "Chinese", []),
    ("ماذا قال", "Arabic", []),
    ("صواريخ كوريا الشمالية", "Arabic", ["North Korea"]),
    ("والصين", "Arabic", ["China"]),
    ("하야시 인도네시아", "Korean", ["Indonesia"]),
    ("antworte auf deutsch", "German", []),
    ("borra mis datos por favor", "Spanish", []),
    ("arrête de m'envoyer des messages", "French", []),
    ("me avise quando falarem de Taiwan", "Portuguese", ["Taiwan"]),
    ("smettila di scrivermi", "Italian", []),
    ("laatste persconferentie over Noord-Korea", "Dutch", ["North Korea"]),
    ("bana daha fazla göster", "Turkish", []),
    ("sankcje wobec Rosji", "Polish", ["Russia"]),
    ("cảm ơn bạn", "Vietnamese", []),
    ("bầu cử tổng thống", "Vietnamese", []),
    ("hapus data saya", "Indonesian", []),
    ("montre-moi la suite", "French", []),
    ("pokaż najnowsze wypowiedzi", "Polish", []),
    ("mitä Hayashi sanoi Kiinasta", "Finnish", ["China"]),
    ("هایاشی درباره اوکراین چه گفت", "Persian", ["Ukraine"]),
    ("یوکرین کے بارے میں کیا کہا", "Urdu", ["Ukraine"]),
    ("санкції проти Росії", "Ukrainian", ["Russia"]),
    ("日本外務省有沒有提到氣候變遷", "Chinese", ["Japan"]),
    ("外務大臣提到臺灣海峽", "Chinese", []),
    ("對於漁業的立場", "Chinese", []),
    ("日本政府是否談及捕鯨", "Chinese", ["Japan"]),
]


@pytest.mark.parametrize("question, name, countries", FOREIGN)
def test_a_language_and_the_countries_in_it_are_recognised(
    question: str, name: str, countries: list[str]
) -> None:
    language = language_of(question)
    assert language is not None
    assert language.name == name
    assert sorted(countries_named(question, language)) == countries


@pytest.mark.parametrize(
    "question",
    [
        *("Was Hayashi in Taiwan?", "El Salvador and La Paz", "São Paulo", "Rio de Janeiro"),
        *("de facto recognition of Taiwan", "vis-à-vis China", "raison d'être of the alliance"),
        *("What did Erdoğan say about Côte d'Ivoire?", "Der Spiegel asked about Taiwan"),
        *("台湾海峡", "北朝鮮の核", "林大臣の発言", "Taiwan", "", "?!", "G7 in Cornwall"),
        *("Hun Sen, November", "um, november 2021", "k, november", "yo, september talks"),
        *("est. november cost", "U Thant november", "Motegi, november", "mit april paper"),
        *("são paulo visit", "erdoğan talks", "coronavirus bases", "the Oktober summit"),
        *("Mevlüt Çavuşoğlu talks", "Péter Szijjártó on gas", "Nguyễn Phú Trọng visit"),
        *("Rio de Janeiro consulate", "Côte d'Ivoire ambassador", "Mein Kampf"),
        *("visa fast track", "state care homes", "a dog in the car sale", "end the net favor"),
        *("尖閣諸島 日米安保条約第五条", "靖國神社", "佐渡金山 世界遺産", "rio de janeiro"),
        *("軍事的脅威", "政治的立場", "外務大臣会見 気候変動", "總理大臣"),
    ],
)
def test_english_with_foreign_names_and_japanese_are_read(question: str) -> None:
    assert language_of(question) is None


@pytest.mark.parametrize(
    "question, name, countries",
    [
        ("Haluaisin lopettaa tilauksen, kiitos.", "Finnish", []),
        ("Mitä ulkoministeri sanoi Taiwanista?", "Finnish", ["Taiwan"]),
        ("May sinabi ba tungkol sa Japan?", "Tagalog", ["Japan"]),
        ("Waziri alisema nini kuhusu Ukraine?", "Swahili", ["Ukraine"]),
        ("Asante sana", "Swahili", []),
        ("Sila hantar berita baharu tentang Rusia", "Malay", ["Russia"]),
        ("Apa yang dikatakan Hayashi tentang Rusia?", "Indonesian", ["Russia"]),
        ("Kas minister rääkis Hiinast?", "Estonian", ["China"]),
        ("Ką ministras pasakė apie Ukrainą?", "Lithuanian", ["Ukraine"]),
        ("Ko ministrs teica par Krieviju?", "Latvian", ["Russia"]),
        ("Hvað sagði ráðherrann um Úkraínu?", "Icelandic", ["Ukraine"]),
        ("Što je ministar rekao o Kini?", "Croatian", []),
        ("Kaj je minister povedal o Kitajski?", "Slovenian", ["China"]),
        ("Čo povedal minister o Číne?", "Slovak", []),
        ("Què va dir el ministre sobre Rússia?", "Catalan", ["Russia"]),
        ("Zer esan zuen ministroak Ukrainari buruz?", "Basque", ["Ukraine"]),
        ("Какво каза министърът за Украйна?", "Bulgarian", ["Ukraine"]),
        ("Шта је министар рекао о Русији?", "Serbian", ["Russia"]),
        ("அமைச்சர் என்ன சொன்னார்?", "Tamil", []),
    ],
)
def test_further_languages_are_recognised(question: str, name: str, countries: list[str]) -> None:
    language = language_of(question)
    assert language is not None
    assert language.name == name
    assert [*countries_named(question, language)] == countries


@pytest.mark.parametrize(
    "question, time",
    [
        ("Was hat Hayashi im November 2021 gesagt?", "in November 2021"),
        ("Was wurde seit Januar 2022 über China gesagt?", "since January 2022"),
        ("¿Hablaron de Rusia el 2 de febrero de 2022?", "in 2 February 2022"),
        ("Qu'a dit le ministre sur la Chine avant mai 2022 ?", "before May 2022"),
        ("Що сказав Блінкен про Росію у січні 2022?", "in January 2022"),
        ("מה נאמר על סין בשנת 2022?", "in 2022"),
        ("Mit mondott Hayashi Kínáról 2021-ben?", "in 2021"),
        ("林芳正在2022年1月说了什么", "in January 2022"),
        ("하야시는 2022년에 대만에 대해 뭐라고 했나요?", "in 2022"),
        ("Was wurde zwischen 2021 und 2022 gesagt?", ""),
        ("Was sagte Hayashi zu Taiwan?", ""),
        ("林芳正在2022年13月说了什么", "in 2022"),
    ],
)
def test_the_time_of_a_question_in_another_language_is_read(question: str, time: str) -> None:
    language = language_of(question)
    assert language is not None
    assert times_named(question, language) == time


@pytest.mark.parametrize(
    "question, names",
    [
        ("Что говорил Хаяси о переговорах Блинкена с Лавровым?", ["Hayashi", "Blinken", "Lavrov"]),
        ("Říkal ministr něco o premiérovi Kišidovi?", ["Kishida"]),
        ("Τι είπε ο Μπλίνκεν για την Ουκρανία;", ["Blinken"]),
        ("Was sagte Frau Hayek zu Bismarck?", []),
        ("что сказал хаяси", []),
    ],
)
def test_people_are_found_as_other_languages_spell_them(question: str, names: list[str]) -> None:
    known = ("hayashi", "blinken", "lavrov", "kishida", "biden", "abe")
    assert [*people_spelt(question, known)] == names


@pytest.mark.parametrize(
    "question, name, countries",
    [
        ("Gibt es etwas zu den nordkoreanischen Raketen?", "German", ["North Korea"]),
        ("Was wurde an der ukrainischen Grenze gesagt?", "German", ["Ukraine"]),
        ("Que dit-on de la frontière ukrainienne ?", "French", ["Ukraine"]),
        ("Co powiedziano o ukraińskiej granicy?", "Polish", ["Ukraine"]),
        ("Co řekl ministr o ukrajinské hranici?", "Czech", ["Ukraine"]),
        ("Что сказал министр о японской обороне?", "Russian", ["Japan"]),
        ("Vad sades om den ukrainska gränsen?", "Swedish", ["Ukraine"]),
        ("Mit mondott a miniszter az Indiával való kapcsolatokról?", "Hungarian", ["India"]),
        ("Mit mondott a miniszter Kínával kapcsolatban?", "Hungarian", ["China"]),
        ("Co minister powiedział o Korei Północnej?", "Polish", ["North Korea"]),
        ("Ukrayna'ya destek hakkında ne dendi?", "Turkish", ["Ukraine"]),
        ("درباره کره شمالی چه گفته شد؟", "Persian", ["North Korea"]),
        ("هل تحدث الوزير عن امريكا؟", "Arabic", ["United States"]),
        ("有冇提到北韓導彈", "Chinese", ["North Korea"]),
    ],
)
def test_a_country_is_known_by_its_adjective_and_with_endings(
    question: str, name: str, countries: list[str]
) -> None:
    language = language_of(question)
    assert language is not None
    assert language.name == name
    assert [*countries_named(question, language)] == countries


@pytest.mark.parametrize(
    "question, names",
    [
        ("מה אמר הייאשי על המסגרת להודו-פסיפיק?", {"Hayashi", "Indo-Pacific"}),
        ("林外相有冇講過四方安全對話", {"Hayashi", "Quad"}),
        ("ماذا قال بلينكن عن مضيق تايوان؟", {"Blinken", "Taiwan Strait"}),
        ("하야시 외무상이 인도태평양에 대해 뭐라고 했나요?", {"Hayashi", "Indo-Pacific"}),
        ("ฮายาชิพูดถึงอาเซียนไหม", {"Hayashi", "ASEAN"}),
        ("हायाशी ने क्या कहा?", {"Hayashi"}),
        ("এটা কী?", set()),
    ],
)
def test_names_are_known_in_other_scripts(question: str, names: set[str]) -> None:
    language = language_of(question)
    assert language is not None
    found, rest = names_written(question, language)
    assert {*found} == names
    assert not names_written(rest, language)[0]


@pytest.mark.parametrize(
    "question, time",
    [
        ("نوامبر ۲۰۲۱ درباره چین", "in November 2021"),
        ("जनवरी २०२२ में क्या कहा गया?", "in January 2022"),
        ("พูดอะไรในเดือนกุมภาพันธ์ 2022", "in February 2022"),
        ("ماذا قال في يناير ٢٠٢٢؟", "in January 2022"),
    ],
)
def test_months_and_figures_are_read_in_other_scripts(question: str, time: str) -> None:
    language = language_of(question)
    assert language is not None
    assert times_named(question, language) == time


@pytest.mark.parametrize(
    "question, name",
    [
        ("S-a discutat ceva despre pescuit?", "Romanian"),
        ("A zis ceva despre vize?", "Romanian"),
        ("Hanno parlato di turismo?", "Italian"),
        ("Kan du vise mig hele sammenhængen?", "Danish"),
        ("Har nogen talt om sanktioner?", "Danish"),
        ("Kan du vise meg hele sitatet?", "Norwegian"),
        ("Har någon talat om sanktioner?", "Swedish"),
        ("हायाशी ने ताइवान के बारे में क्या कहा?", "Hindi"),
    ],
)
def test_languages_of_a_family_are_told_apart(question: str, name: str) -> None:
    language = language_of(question)
    assert language is not None
    assert language.name == name


@pytest.mark.parametrize("month", ["april", "august", "september", "november", "december"])
def test_a_month_that_is_written_alike_elsewhere_tells_no_language(month: str) -> None:
    assert language_of(f"climate change {month}") is None
    assert language_of(month) is None
