"""Wishes to whoever answers are understood in languages that are not read."""

import time
from collections.abc import Callable

import pytest

from retrieval.model.query import Intent, Order, Query, Request
from retrieval.query.requests.abroad import wish_abroad
from retrieval.query.words.abroad.languages import language_of
from retrieval.query.words.abroad.small_words import Language

Asking = Callable[[str], Query]

WISHES = {
    Request.MORE: """
        Kannst du mir noch weitere Ergebnisse zeigen? | noch mehr davon bitte
        ¿me puedes enseñar más resultados? | ¿hay algo más? | montre-moi d'autres citations
        encore s'il vous plaît | mostrami altri risultati | tem mais algum resultado?
        kun je er nog meer laten zien? | de volgende graag | pokaż mi więcej
        покажи ещё результаты | есть ещё что-нибудь? | покажи більше результатів
        daha fazla sonuç gösterir misin? | أرني المزيد من النتائج | 결과를 더 보여줄래요?
        还有别的结果吗？ | 再来一些 | और नतीजे दिखाइए | cho tôi xem thêm kết quả
        ada lagi hasilnya? | kan du visa fler resultat? | vis mig flere resultater
        neste side | näytä lisää tuloksia | je tam ještě něco? | ขอดูเพิ่มอีกได้ไหม
        δείξε μου κι άλλα αποτελέσματα
    """,
    Request.CONTEXT: """
        Was steht denn direkt vor diesem Satz? | zeig mir die ganze Passage
        ¿qué dijo justo antes de eso? | qu'est-ce qui vient avant cette phrase ?
        posso vedere la frase precedente? | qual é o contexto dessa fala?
        wat staat er voor die zin? | co było przed tym zdaniem?
        в каком контексте это сказано? | що було перед цим реченням?
        bu cümleden önce ne yazıyor? | أريد رؤية السياق | 그 앞 문장은 뭐예요?
        这句话前面说了什么？ | इससे पहले वाला वाक्य क्या है? | câu trước đó là gì?
        kalimat sebelumnya apa ya? | vad står det före den meningen?
        Kan du vise mig hele sammenhængen omkring citatet? | hva står det før den setningen?
        missä yhteydessä tämä sanottiin? | ukaž mi celý odstavec | ขอดูบริบท
        ποια είναι η προηγούμενη πρόταση;
    """,
    Request.UNDO: """
        Ups, das war ein Versehen, bitte rückgängig machen | deshaz eso, por favor
        annule ça s'il te plaît | desfaz isso | maak dat ongedaan | cofnij to
        отмени последнее действие | bunu geri al | تراجع عن ذلك | 방금 한 거 취소해 주세요
        撤销刚才的操作
    """,
    Request.UNSUBSCRIBE: """
        hör bitte auf, mir jeden Morgen zu schreiben | ya no quiero recibir más mensajes suyos
        Je ne veux plus recevoir vos alertes. | comment je me désabonne ?
        vorrei cancellare l'iscrizione | para de me mandar mensagens por favor
        ik wil geen meldingen meer ontvangen | proszę nie wysyłać mi więcej powiadomień
        больше не присылайте мне уведомления | відпишіть мене від розсилки
        artık bana bildirim göndermeyin | لا ترسلوا لي رسائل بعد الآن | 구독 취소할게요
        请不要再给我发消息了 | मुझे अब और संदेश मत भेजिए | đừng gửi tin nhắn cho tôi nữa
        tolong jangan kirim pesan lagi | jag vill inte ha fler aviseringar
        jeg vil gerne afmelde mig | ikke send meg flere meldinger | peru tilaukseni
        chci se odhlásit z odběru | μη μου στέλνετε άλλα μηνύματα
        ช่วยยกเลิกการแจ้งเตือนทั้งหมดให้หน่อย
    """,
    Request.THANKS: """
        Super, vielen Dank für die schnelle Hilfe! | muchas gracias, eso era justo lo que buscaba
        merci beaucoup, c'est parfait | grazie mille, sei stato molto utile
        muito obrigado, era exatamente o que eu precisava | bedankt, dat was precies wat ik zocht
        dziękuję bardzo, o to mi chodziło | спасибо большое, это то, что нужно
        щиро дякую за допомогу | çok teşekkür ederim, tam aradığım buydu
        شكرا جزيلا، هذا ما كنت أبحث عنه | 정말 감사합니다, 제가 찾던 거예요
        太好了，谢谢你的帮助 | बहुत बहुत धन्यवाद, यही चाहिए था | cảm ơn bạn rất nhiều, đúng cái tôi cần
        terima kasih banyak, ini yang saya cari
        tack så mycket, det var precis vad jag letade efter
        mange tak, det var lige det jeg ledte efter | tusen takk for hjelpen
        kiitos paljon avusta | díky, přesně to jsem hledal | ขอบคุณมากครับ
        Ευχαριστώ πολύ, ήταν ακριβώς αυτό που έψαχνα
    """,
    Request.FAREWELL: """
        Tschüss, bis morgen | hasta mañana, que descanses | bonne soirée, à demain
        arrivederci e buona giornata | tchau, até amanhã | tot ziens en fijne avond
        do widzenia, miłego dnia | до свидания, хорошего дня | görüşürüz, iyi geceler
        مع السلامة | 안녕히 계세요 | 再见，明天见 | अलविदा, फिर मिलेंगे | sampai jumpa besok
        hej då, ha en bra dag | farvel og god weekend | ha det bra | näkemiin
        na shledanou | αντίο, τα λέμε αύριο | ลาก่อน แล้วเจอกัน
    """,
    Request.HELP: """
        Was kannst du eigentlich? | ¿cómo funciona esto? | aidez-moi svp | come si usa questo bot?
        como é que isto funciona? | ik snap het niet, hoe werkt dit? | co umíš?
        jak z tego korzystać? | что ты умеешь? | як цим користуватися? | neler yapabilirsin?
        كيف أستخدم هذا البوت؟ | 어떻게 사용하나요? | 这个怎么用？ | 你能做什么？
        इसका इस्तेमाल कैसे करें? | cái này dùng như thế nào? | gimana cara pakainya?
        hur använder man det här? | hva kan du gjøre? | mitä osaat tehdä? | ใช้งานยังไง
        τι μπορείς να κάνεις;
    """,
    Request.ABOUT: """
        Wer bist du? | ¿eres un robot o una persona? | tu es un robot ? | quem é você?
        ben jij een robot? | kim jesteś? | ты бот или человек? | sen kimsin? | هل أنت روبوت؟
        你是谁 | आप कौन हैं? | bạn là ai? | kamu siapa? | är du en robot? | kuka sinä olet?
        ποιος είσαι;
    """,
    Request.LIST: """
        welche Abos habe ich? | ¿cuáles son mis suscripciones?
    """,
}
SAID = [
    (request, message.strip())
    for request, lines in WISHES.items()
    for line in lines.strip().splitlines()
    for message in line.split(" | ")
]


@pytest.mark.parametrize("request_, message", SAID)
def test_a_wish_is_understood_in_any_language(ask: Asking, request_: Request, message: str) -> None:
    query = ask(message)
    assert query.request is request_
    assert query.question == message


@pytest.mark.parametrize(
    "message, request_",
    [
        *(("weiter", Request.MORE), ("suivant", Request.MORE), ("więcej", Request.MORE)),
        *(("další", Request.MORE), ("seuraava", Request.MORE), ("继续", Request.MORE)),
        *(("abbestellen", Request.UNSUBSCRIBE), ("отписаться", Request.UNSUBSCRIBE)),
    ],
)
def test_one_word_is_a_wish_as_it_is_written(ask: Asking, message: str, request_: Request) -> None:
    assert ask(message).request is request_


@pytest.mark.parametrize("word", ["vice", "information", "resilience", "inscription", "quay"])
def test_an_english_word_that_only_begins_so_is_none(word: str) -> None:
    assert wish_abroad(word, language_of(word), lambda _: "") is None


@pytest.mark.parametrize(
    "message, topic",
    [
        ("Sag mir Bescheid, wenn es etwas Neues zu Taiwan gibt", "Taiwan"),
        ("avísame cuando haya noticias sobre Ucrania", "Ukraine"),
        ("prévenez-moi dès qu'il y a du nouveau sur la Corée du Nord", "North Korea"),
        ("сообщите мне, когда появится что-то новое про Тайвань", "Taiwan"),
        ("أخبرني عندما يكون هناك جديد عن تايوان", "Taiwan"),
        ("대만에 대한 새 소식이 있으면 알려주세요", "Taiwan"),
        ("有关于台湾的新消息时请通知我", "Taiwan"),
        ("iklim değişikliği konusunda haber çıkınca bana bildir", "climate change"),
        ("powiadom mnie o nowych wypowiedziach na temat Ukrainy", "Ukraine"),
        ("chci odebírat novinky o Ukrajině", "Ukraine"),
    ],
)
def test_what_somebody_wants_to_hear_of_is_what_he_names(
    ask: Asking, message: str, topic: str
) -> None:
    query = ask(message)
    assert query.request is Request.SUBSCRIBE
    assert query.wanted == topic


@pytest.mark.parametrize(
    "message",
    [
        *("neueste zuerst", "los más recientes primero por favor", "les plus récents d'abord"),
        *(
            "сначала новые, пожалуйста",
            "en yeni önce",
            "最新的排在前面",
            "최신순으로 정렬해 주세요",
        ),
    ],
)
def test_an_order_is_understood_in_any_language(ask: Asking, message: str) -> None:
    query = ask(message)
    assert query.order is Order.NEW
    assert query.is_follow_up


@pytest.mark.parametrize(
    "message",
    [
        *("Gibt es etwas zur Fischerei oder zum Walfang?", "Wer hat sie gewählt?"),
        *("was wurde über humanitäre Hilfe gesagt?", "Was kommt vor der Wahl?"),
        *("¿qué se dijo de la ayuda a los refugiados?", "le contexte économique"),
        *("ayuda humanitaria", "la prochaine réunion des ministres", "otras sanciones económicas"),
        *("помощь беженцам", "следующая встреча министров", "有没有关于渔业的发言", "人道主义援助"),
        *("下一次会谈什么时候", "다음 회담은 언제입니까", "متى الاجتماع القادم", "مساعدات إنسانية"),
        *(
            "více vojáků na hranici",
            "więcej żołnierzy na granicy",
            "cuộc điện đàm kéo dài bao lâu?",
        ),
    ],
)
def test_a_topic_in_another_language_is_no_wish(ask: Asking, message: str) -> None:
    assert ask(message).intent is not Intent.REQUEST


@pytest.mark.parametrize(
    "message", ["Danke, und was sagte er zu Russland?", "más sobre Ucrania", "ещё про Россию"]
)
def test_a_wish_that_names_a_topic_asks_about_it(ask: Asking, message: str) -> None:
    assert ask(message).intent is Intent.QUESTION


@pytest.mark.parametrize(
    "message",
    [
        *("start with them", "more bases in Guam", "him, before the war", "plus more aid", "sale?"),
        *("a bot for visa aid", "who was in the room", "meer than man", "no mail, no tax"),
        *("May?", "“May”", "more?", "him!", "who? him?", "(stop)", "van, sale", "any more…"),
        *("S 400", "c 130", "E-3", "l", "s s"),
    ],
)
def test_english_words_that_other_languages_have_are_no_wish_abroad(message: str) -> None:
    assert wish_abroad(message, language_of(message), lambda _: "") is None


def test_a_long_message_is_read_at_once() -> None:
    def nothing(_: Language) -> str:
        return ""

    started = time.perf_counter()
    for message in ("a b c d " * 20, "什么" * 80, "más " * 40, "ช่วย" * 40, "mehr " * 800):
        wish_abroad(message, None, nothing)
    assert time.perf_counter() - started < 0.05
