"""The words of wishes in Russian, Ukrainian, Polish and Czech."""

from __future__ import annotations

from retrieval.query.words.abroad.small_words import Language

SLAVIC = {
    Language("Russian", "ru"): """
asked: о об про насчёт сказал- сказали говорил- говорит заявил- министр- упомянул- говорилось
small: нибудь что-нибудь ничего делать какой каком какая чем как что или либо о том этим этому
    только пожалуйста мне меня я нам у и а но ну не ли бы это этот эта эту эти этого этой тут
    здесь там ещё уже тоже очень так вот да нет всё все весь вас ваши вашу мы он она они его её их
    который что-то какие-нибудь получать хотел хотела можно могли можете можешь могу хочу надо
    нужно больше за на в во к по с со из от для до быть есть было был понимаю понял поняла спасибо
    привет раз извините простите теперь сейчас пока хорошего хорошей доброй доброго добрый то
    именно ты вы сообщений всем кто-нибудь
show: покаж- показать показывай дай дайте прочитать читать посмотреть увидеть вывед- открой-
more: ещё дальше далее больше следующ- продолж- другие другой остальн- ещё+раз+нет
result: результат- цитат- ответ- страниц- пример- высказыван- совпаден-
before: перед предыдущ- раньше прежде вокруг после предшеств- следом до
sentence: предложени- фраз- абзац- строк- отрыв- сказано цитат- слов- фрагмент- текст-
comes: было стоит идёт шло
context: контекст-
whole: цел- полн- полностью целиком весь всю
undo: отмени+действие отмен-+последн- верни верните вернуть восстанов- откат-
back: назад обратно случайно ошиб- отменить отмени отмените
subscribe: подпиш- подписать- подписаться подписк-+оформ- подпишусь
notify: уведом- сообщ- сообщи извест- оповест- оповещ- предупред- напиши+когда напомн- знать
notices: уведомлени- оповещени- сообщени- подписк- рассылк- письм- письма новост-
send: присыл- пришл- прислать отправл- отправь пиши пишите писать посыла- шли шлите слать
unsubscribe: отпиш- отписать- отписаться отписк-
stop: не хватит прекрат- переста- остано- стоп отмен- отключ- удал- не+надо не+хочу больше+не нет
    выключ- довольно без не+нужн-
when: когда если как+только
news: ново- новое новые новости
newest: новейш- последн- свеж- новые+сначала недавн- новые
first: сначала сверху сперва сортир- отсортир- начин- начни порядк- первыми
want: хочу хотел- желаю можно
my: мои мой моя моих
which: какие какой
thanks: спасибо спасибки благодар- спс
praise: именно точно искал- нужно+было нужен надо хотел- отлично супер прекрасно помощь помог-
    помогли полезно быстро замечательно здорово огромное большое круто
hello: привет здравствуй- здравствуйте добрый+день доброе+утро добрый+вечер хай приветствую
bye: пока прощай- свидания до+свидания до+встречи до+завтра увидимся спокойной+ночи всего+доброго
    хорошего+дня
help: помощь помоги- помогите помочь справк- не+понимаю инструкци-
how: как
use: пользова- использова- работает работаешь работать спрашивать спросить действу-
can: умеешь умеете можешь можете может
what: что чем
you: умеешь умеете ты вы тебя вас тобой вами
who: кто
bot: бот робот машина человек программа
""",
    Language("Ukrainian", "uk"): """
asked: про щодо сказав сказала сказали говорив говорять заявив міністр- згадав згадував
small: вечора дня нічого робити увесь якому якій щось що як чи або цим цьому тільки будь ласка
    мені мене я нам у і й а але ну не би б це цей ця цю ці цього цієї тут там ще вже теж дуже так
    ось да ні все усе весь вас ваші вашу ми він вона вони його її їх який отримувати хотів хотіла
    можна могли можете можеш можу хочу треба потрібно більше за на в до з із від для бути є було
    був розумію зрозумів дякую привіт вибачте зараз поки гарного доброї доброго добрий то саме ти
    ви мої
show: покаж- показати показуй дай дайте прочитати читати подивитися побачити виведи відкрий-
more: ще далі більше наступн- продовж- інші інший решт-
result: результат- цитат- відповід- сторін- приклад- висловлюван- збіг-
before: перед попередн- раніше навколо після передує довкола до
sentence: речення реченн- фраз- абзац- рядок рядк- уривок уривк- сказано цитат- слова текст-
    фрагмент-
comes: було стоїть йде
context: контекст-
whole: увесь ціл- повн- повністю весь всю
undo: скасуй+дію скасуй+останн- поверни поверніть відновит- повернути
back: назад випадково помилк- скасувати скасуй скасуйте
subscribe: підпиш- підписати- підписатися передплат-+оформ-
notify: повідом- сповіст- сповіщ- попередь напиши+коли нагадай знати
notices: сповіщен- повідомлен- підписк- розсилк- лист- новини
send: надсила- надішли присила- пришли відправля- пиши пишіть писати шли
unsubscribe: відпиш- відписати- відписатися
stop: не досить припин- перестан- зупин- стоп скасу- вимкн- видал- не+треба не+хочу більше+не годі
    без
when: коли якщо щойно
news: нов- нове нові новини
newest: найновіш- останн- свіж- нові
first: спочатку зверху спершу сортуй відсортуй почни порядк- першими
want: хочу хотів хотіла бажаю можна
my: мої мій моя моїх
which: які який
thanks: дякую спасибі вдячн- дяки
praise: саме точно шукав шукала треба потрібно хотів чудово супер допомог- допомога корисно швидко
    прекрасно дуже щиро велике
hello: привіт вітаю здрастуйте добрий+день доброго+дня добрий+ранок добрий+вечір
bye: бувай- побачення до+побачення до+зустрічі до+завтра побачимося на+добраніч добраніч папа
    гарного+дня
help: допоможи- допоможіть допомога допомогти довідк- не+розумію
how: як
use: користува- використову- працює працюєш питати запитати
can: вмієш вмієте можеш можете
what: що
you: вмієш вмієте ти ви тебе вас
who: хто
bot: бот робот машина людина програма
""",
    Language("Polish", "pl"): """
asked: powiedział- powiedziała mówił- mówiła minister ministra wspomniał-
small: to i a do w jest było jakim jakiej jakimś robić czy proszę prosze dzięki dziękuję
    przepraszam sorry chciałbym chciałabym mógłbyś mogłabyś możesz mógłby można poproszę o mi mnie
    jakieś kilka trochę ładnie bardzo miłego dobrego dostawać otrzymywać rozumiem już się te ten
show: pokaż- pokazać pokażesz pokaz wyświetl- daj dać czytać przeczytać zobaczyć
more: następne następny kontynuuj więcej dalej następn- kolejn- kontynuować inne inny pozostał-
    reszt- jeszcze
result: wynik- cytat- odpowied- stron- przykład- wypowied-
before: przed poprzedn- poprzedza- wcześniej- dookoła wokół po następuje
sentence: zdani- zdanie akapit- linij- fragment- cytat- słowa tekst-
comes: było stoi
context: kontekści- kontekst-
whole: cał- cały całą całe pełn- kompletn-
undo: cofnij cofnąć cofnięcie przywróć odwołaj+ostatni-
back: wstecz wróć wrócić wróćmy pomyłk- przypadkiem pomyliłem
subscribe: subskryb- zasubskryb- zapisz+mnie zapisać+się
notify: powiadom- powiadamia- poinform- informuj zawiadom- daj+znać ostrzeż alarmuj
notices: powiadomieni- wiadomoś- subskrypcj- alert- mail- maile newsletter- komunikat-
send: wysyła- wysyłaj wyślij przysyła- przyślij pisz pisać pisz- napisz
unsubscribe: wypisz wypisać odsubskryb- zrezygnować rezygnuj- anuluj+subskrypcj-
    anulować+subskrypcj-
stop: nie przesta- przestań stop dość koniec anuluj anulować zakończ- usuń usunąć wyłącz- nie+chcę
    nie+wysyłaj zatrzym- bez żadn- nie+już
when: kiedy gdy jeśli jak+tylko
news: nowe nowego nowy nowości nowych
newest: najnowsz- ostatni- najśwież-
first: najpierw pierwsze górze sortuj posortuj zacznij początku początek
want: chcę chciałbym chciałabym poproszę
my: moje moich mój
which: jakie jaki które
thanks: dziękuję dziękuje dzięki dziękować dzieki
praise: dokładnie właśnie szukałem szukałam potrzebowałem potrzebowałam chciałem świetnie super
    doskonale pomoc pomogło pomogłeś przydatne szybko idealnie wielkie miłe fajnie chodziło
hello: cześć hej witam witaj dzień+dobry dobry+wieczór siema
bye: widzenia do+widzenia pa pa-pa zobaczenia do+zobaczenia do+jutra dobranoc żegnaj miłego+dnia
    narazie na+razie
help: pomocy pomoc pomóż pomóc pomożesz nie+rozumiem instrukcj-
how: jak
use: używa- użyć działa działasz korzysta- korzystać pytać zapytać obsług-
can: potrafisz umiesz możesz możecie
what: co
you: potrafisz umiesz możesz ty ciebie cię jesteś pan pani
who: kim kto
bot: bot robot maszyna człowiek człowiekiem botem robotem program osoba
""",
    Language("Czech", "cs"): """
asked: řekl- řekla mluvil- ministr- zmínil- uvedl
small: a to i je tam něco dělat v jakém bylo byla prosím děkuji díky promiňte pardon chtěl bych
    chtěla můžete můžeš mohl mohla byste bys mi mě ještě trochu nějaké pár dostávat rozumím hezký
    dobrý dobrou už se ty ten
show: ukaž- ukázat ukažte zobraz- dej dejte číst přečíst vidět
more: další pokračuj pokračovat ještě více víc dále pokračuj- jiné ostatní zbytek
    následující+výsledk-
result: výsled- citát- citac- odpověď odpovědi stránk- příklad- výrok-
before: před předchoz- předtím dříve okolo kolem po následuj- předcház-
sentence: vět- věta odstav- řád- pasáž- citát- text- úryv-
comes: bylo stojí
context: kontext- souvislost-
whole: cel- celý celou úpln- kompletní
undo: zruš+poslední vrať vrátit obnov- vzít+zpět
back: zpět zpátky omyl- omylem
subscribe: odebírat odebír- přihlas předplat-
notify: upozorni upozorně-+pošl- upozorn- informuj- oznam- dej+vědět dejte+vědět dej+mi+vědět
notices: upozornění oznámení zpráv- odběr- mail- maily newsletter-
send: posíl- pošli pošlete poslat piš pište psát napiš
unsubscribe: odhlas- odhlásit odhlaš- zruš-+odběr- zrušit+odběr-
stop: přesta- přestaň přestaňte stop dost konec zruš- zrušit ukonč- smaž vypn- nechci už+ne
    neposíl- nepiš- žádn- bez
when: když až jakmile pokud
news: nové nového novinky novinka nový
newest: nejnověj- poslední nejčerstv-
first: nejprve nejdřív první nahoře seřaď začni řaď od
want: chci chtěl chtěla bych přeji
my: moje mé můj
which: jaké které
thanks: děkuji děkuju díky dík děkujem-
praise: přesně právě hledal hledala potřeboval potřebovala chtěl skvělé skvěle super výborně pomoc
    pomohlo pomohl užitečné rychle perfektní moc krásně
hello: ahoj čau dobrý+den dobré+ráno dobrý+večer zdravím nazdar
bye: shledanou na+shledanou nashledanou sbohem zatím uvidíme dobrou+noc hezký+den papa
help: pomoc pomoz pomozte pomoct pomoci nerozumím nápověd- návod-
how: jak
use: používa- použít funguje funguješ fungovat ptát zeptat ovlád-
can: umíš umíte můžeš můžete dokážeš
what: co
you: umíš umíte můžeš můžete dokážeš ty vy jsi jste tebe tě
who: kdo
bot: bot robot stroj člověk program osoba
""",
}
