"""The words of wishes in Turkish, Finnish, Hungarian, Greek, Vietnamese, Indonesian and Malay."""

from __future__ import annotations

from retrieval.query.words.abroad.small_words import Language

FURTHER = {
    Language("Turkish", "tr"): """
asked: hakkında dedi söyledi söylemiş konuştu bakan bakanı bahsetti
small: ne bunu burada hangi şunu söyledi yapabilir lütfen bana beni bir biraz daha de da bu şu o
    mi mı mu mü misin mısın musun var ve ama artık istiyorum isterim ister olur olabilir eder
    etmek et yap yapar rica ederim pardon özür iyi güzel kadar için gelen olan önceki anlamadım
    anlamıyorum size sana almak konu haber
show: göster- gösterir ver verir oku okumak görmek aç görebilir
more: daha+fazla devam sonraki sıradaki başka diğer- fazlası kalan daha+var ileri
result: sonuç- sonuçlar alıntı- cevap- yanıt- sayfa- örnek- bulgu-
before: önce öncek- önceki öncesi çevre- etraf- sonra sonrasındaki
sentence: cümle- paragraf- satır- pasaj- bölüm- alıntı- söz- metin
context: bağlam- bağlamı
whole: tam- tamamı bütün- tümü
undo: geri+al geri+alır geri+alın iptal+son
back: geri yanlışlıkla
subscribe: abone+ol- abone+olmak abone+yap abone-
notify: bildir- bildirim+gönder haber+ver- haberdar uyar- bilgilendir-
notices: bildirim- abonelik- aboneliğ- mesaj- uyarı- bülten- posta e-posta mail-
send: gönder- yolla- yaz yazma yazmayı göndermeyi
unsubscribe: abonelik+iptal aboneliğ-+iptal aboneliğ-+sonlandır- abonelikten abonelikten+çık-
stop: dur durdur- iptal bırak- kes son+ver sonlandır- kapat- sil istemiyorum gönderme yazma yeter
    artık+istemiyorum gönderme-
when: zaman çıkınca olunca olursa çıkarsa gelince olduğunda çıktığında yayınlan- yayımlan-
news: yeni yenilik- haber haberler
newest: son en+yeni yeni yeniden
first: önce başta ilk sırala- üstte baştan
want: istiyorum isterim
my: aboneliklerim aboneliklerimi benim
which: hangi neler
thanks: teşekkür- teşekkürler sağ+ol sağol- eyvallah
praise: yaradı işime işe tam aradığım- aradım ihtiyacım- lazım istediğim- harika süper mükemmel
    yardım- yardımcı hızlı çok güzel faydalı oldu
hello: merhaba selam selamlar günaydın iyi+günler iyi+akşamlar
bye: hoşça hoşçakal kal güle görüşürüz görüşmek iyi+geceler kendine+iyi
help: yardım- yardımcı+ol- anlamadım anlamıyorum
how: nasıl
use: kullan- kullanılır çalış- çalışıyor soru sorabilirim
can: yapabilir- yapabilirsin yapabiliyorsun edebilir-
what: ne neler
you: sen siz seni sizi yapabilir- yapabilirsin
who: kimsin kimsiniz kim
bot: bot robot makine insan program misin
""",
    Language("Finnish", "fi"): """
asked: sanoi sanottiin puhui ministeri mainitsi sanonut
small: tuota tuon sitä on onko onks tehdä tämä jotain mitään tätä minua ja kiitos ole hyvä
    anteeksi voisitko voisitteko voitko saisinko haluaisin haluan minulle mulle vähän vielä lisää
    se tuo ne nämä siitä ei en ymmärrä saada nähdä hyvää hauskaa päivää iltaa yötä olisi paljon
    enää
show: näytä näytät näyttää näyttäkää anna antaa lue lukea nähdä
more: seuraava seuraavat jatka lisää enemmän seuraava- jatkaa muita muut loput lisä
result: tulos tuloks- lainaus lainauks- vastaus vastauks- sivu- esimerk- osuma- osumia
before: ennen edellinen edellis- edeltä- ympärillä jälkeen ympäröiv-
sentence: lause lausetta lausee- virke virkettä kappale- rivi- kohta kohtaa lainaus- teksti-
context: asiayhtey- konteksti- yhteys yhteydessä
whole: koko kokonaan kokonaisuudessaan täydellinen
undo: peru kumoa palauta peruuta+viimeisin perua
back: takaisin vahingossa
subscribe: tilata tilaisin tilaa tilaan
notify: ilmoita- ilmoittaa ilmoitathan kerro+kun varoita muistuta tiedota herätä
notices: ilmoitu- ilmoituks- viesti viestejä viestit tilaus tilauks- sähköpost- uutiskirje-
    hälyty-
send: lähettäkö lähetä- lähetä lähettää lähettämästä lähettäminen kirjoita
unsubscribe: peru+tilau- peruuta+tilau- peru+tilaus peruuta+tilaus lopeta+tilaus lopettaa+tilau-
    perua+tilau- peruuttaa+tilau- lopeta+tilau-
stop: ei en lopeta lopettaa lopettakaa peruuta peruuttaa älä älkää riittää poista pois seis stop
when: kun jos heti
news: uutta uusi uutisia uutinen
newest: uusin uusimmat viimeisin viimeisimmät tuorein
first: ensin ylimmäksi järjestä alkuun ensimmäisenä aloita
want: haluan haluaisin
my: minun tilaukseni
which: mitkä mitä
thanks: kiitos kiitti kiitän kiitokset kiitoksia
praise: juuri etsin etsinyt tarvitsin halusin täydellistä hienoa loistavaa mahtavaa apua apu
    avusta auttoi hyödyllistä nopeasti paljon mitä upeaa
hello: hei moi terve moikka päivää huomenta hyvää+päivää hyvää+huomenta
bye: näkemiin heippa nähdään hyvää+yötä hyvää+päivänjatkoa kuulemiin
help: apua auta auttaa ohje ohjeet ohjeita en+ymmärrä
how: miten kuinka
use: käytetään käytän käyt- käyttää toimii toimit kysyä
can: osaat voit
what: mitä
you: osaat voit sinä sinua sä olet te
who: kuka
bot: botti robotti kone ihminen ohjelma bot
""",
    Language("Hungarian", "hu"): """
asked: mondott mondta miniszter szólt említette beszélt
small: kérem kérlek köszönöm elnézést bocsánat szeretnék szeretném tudnál tudna tudnád lehet nekem
    engem még egy kicsit ezt azt ez ne nem értem kapni látni jó szép napot estét többet kell
show: mutass- mutasd mutassa adj olvas- látni
more: következő folytasd több többet tovább folytas- további másik többi
result: eredmény- találat- idézet- válasz- oldal- példa példák
before: előtt előző előtte megelőző- utána körül körülötte
sentence: mondat- bekezdés- sor sort idézet- szöveg- rész-
context: összefüggés- kontextus- szövegkörnyezet-
whole: egész teljes-
undo: visszavon- vond+vissza visszacsinál- állítsd+vissza
back: vissza véletlen-
subscribe: feliratkoz- iratkoz-+fel előfizet-
notify: értesíts- értesítsen értesíteni szólj figyelmeztes- tájékoztas-
notices: értesítés- üzenet- feliratkozás- hírlevél- levelek riasztás-
send: küldj- küldjön küldjetek küldeni küld- írj írjon
unsubscribe: leiratkoz- iratkoz-+le lemond-
stop: hagyd állj elég töröld töröl- mondd+le ne+többet leállít- kapcsold+ki ne
when: ha amikor amint
news: új újdonság- hírek hír
newest: legújabb- legfrissebb- utolsó
first: először elöl elsőként rendez- kezdd felül
want: szeretnék szeretném akarok
my: feliratkozásaim értesítéseim
which: milyen mely melyik
thanks: köszönöm köszi köszönjük köszönet hálás
praise: pontosan ezt kerestem kellett akartam tökéletes szuper nagyszerű segítség- segített
    hasznos gyors nagyon szépen remek
hello: szia sziasztok helló jó+napot jó+reggelt jó+estét üdv-
bye: viszlát viszontlátásra jó+éjszakát hello+szia holnap
help: segíts- segítség segítsen segíteni nem+értem útmutató
how: hogyan hogy miként
use: használ- működ- kérdez-
can: tudsz tud tudtok
what: mit mi
you: tudsz te ön téged vagy
who: ki kicsoda
bot: bot robot gép ember program
""",
    Language("Greek", "el"): """
asked: για σχετικά είπε είπαν ειπώθηκε μίλησε υπουργός ανέφερε
small: έχει υπάρχει υπάρχουν κι κάνεις κάνετε κάνω τι παρακαλώ μου με μας σε σας σου να το τη την
    τον τα τις τους ο η οι του της των ένα μια ένας και αλλά πιο πολύ λίγο δεν μη μην θα θέλω
    ήθελα μπορείς μπορείτε μπορώ μπορούσατε γίνεται είναι ήταν αυτό αυτή αυτά εκείνο που στο στη
    στην από ακόμα ακόμη άλλο ευχαριστώ συγγνώμη κάτι μόλις λαμβάνω έχω δω καταλαβαίνω κατάλαβα
    καλό καλή καλά πια τώρα όλα όλες
show: δείξε δείξτε δείξεις δείξετε δείχνεις δώσε δώστε διαβάσω δω εμφάνισε
more: περισσότερ- επόμεν- συνέχισε συνεχίστε συνέχεια άλλα άλλες άλλο υπόλοιπ- κι+άλλα παρακάτω
result: αποτελέσμα- αποτέλεσμα απάντησ- απαντήσεις παράθεμα παραθέματα σελίδ- παράδειγμα
    αποσπάσμα-
before: πριν προηγούμεν- προηγείται μετά γύρω πρωτύτερα
sentence: πρόταση προτάσεις φράση φράσεις παράγραφ- γραμμή απόσπασμα κείμενο
comes: έρχεται
context: συμφραζόμεν- πλαίσιο
whole: ολόκληρ- όλο όλη πλήρ- πλήρες
undo: αναίρεσ- αναίρεση ακύρωσε+τελευταί- επανέφερε
back: πίσω λάθος
subscribe: εγγραφώ εγγραφή+θέλω γράψε+με εγγράψ-
notify: ειδοποίησ- ειδοποιήστε ενημέρωσ- ενημερώστε ειδοποιείς ενημερώνεις
notices: ειδοποιήσεις ειδοποίηση μηνύματα μήνυμα συνδρομ- εγγραφ- ενημερώσεις email
send: στείλε στέλνεις στέλνετε στείλτε στέλνε γράφεις γράφετε
unsubscribe: διαγραφώ απεγγραφ- ακύρωσ-+εγγραφ- ακύρωσ-+συνδρομ- ακυρώσ-+συνδρομ- διαγράψ-+λίστα
stop: μη μην δεν σταμάτα- σταμάτησ- σταματήστε ακύρωσ- ακυρώσ- διάγραψε όχι+άλλα δεν+θέλω αρκετά
    φτάνει τέλος απενεργοποί- μη+στέλνεις μην+στέλνεις
when: όταν αν μόλις
news: νέο νέα νέες καινούργι-
newest: νεότερ- πρόσφατ- τελευταί- νεώτερα
first: πρώτα πρώτο πάνω ταξινόμησ- αρχή ξεκίνα
want: θέλω ήθελα επιθυμώ
my: μου συνδρομές
which: ποιες ποια
thanks: ευχαριστώ ευχαριστούμε ευχαριστίες σ'ευχαριστώ
praise: ακριβώς έψαχνα χρειαζόμουν ήθελα τέλεια τέλειο υπέροχα βοήθεια βοήθησες βοήθησε χρήσιμο
    γρήγορα πολύ μπράβο εξαιρετικά
hello: γεια χαίρετε καλημέρα καλησπέρα γειά
bye: αντίο γεια+χαρά τα+λέμε καληνύχτα καλό+βράδυ καλή+συνέχεια εις+επανιδείν
help: βοήθεια βοήθησ- βοηθήσ- βοηθήστε δεν+καταλαβαίνω οδηγίες
how: πώς πως
use: χρησιμοποι- λειτουργ- δουλεύεις δουλεύει ρωτάω ρωτήσω
can: μπορείς μπορείτε ξέρεις
what: τι
you: εσύ εσείς είσαι είστε μπορείς
who: ποιος ποια
bot: bot μποτ ρομπότ μηχανή άνθρωπος πρόγραμμα
""",
    Language("Vietnamese", "vi"): """
asked: về nói phát biểu bộ trưởng đề cập nhắc
small: gì xin vui lòng làm ơn giúp tôi cho mình em bạn được không có thể nữa đi nhé ạ à với muốn
    một chút cái này đó đây thêm các những hãy đừng lại xem nhận hiểu cảm ơi chúc ngày tốt lành và
    thì là rất nhiều đúng dạ vâng tất cả hết mới kết
show: xem hiển thị hiện đưa đọc
more: thêm nữa tiếp tục tiếp+theo khác còn+lại
result: kết+quả trích+dẫn câu+trả trang ví+dụ quả
before: trước đằng+trước phía+trước sau xung+quanh
sentence: câu đoạn dòng trích văn
context: ngữ+cảnh bối+cảnh
whole: toàn+bộ đầy+đủ nguyên
undo: hoàn+tác hủy+thao huỷ+thao
back: quay+lại nhầm
subscribe: đăng+ký
notify: báo+khi báo+cho báo+tin báo+tôi thông+báo+khi thông+báo+cho nhắc+khi nhắc+tôi
notices: thông+báo tin+nhắn đăng+ký email thư bản+tin
send: gửi nhắn viết
unsubscribe: hủy+đăng huỷ+đăng bỏ+đăng bỏ+theo
stop: hủy huỷ dừng ngừng đừng thôi tắt xóa xoá không+muốn
when: khi nếu lúc
news: mới tin
newest: mới+nhất gần+nhất
first: trước đầu sắp xếp đầu+tiên
want: muốn
my: của tôi
which: nào
thanks: cảm+ơn cám+ơn cảm+tạ
praise: đúng cần tìm thứ tuyệt vời hay giúp đỡ hữu ích nhanh lắm điều mà
hello: chào xin+chào alo
bye: tạm+biệt hẹn+gặp chào+tạm ngủ+ngon
help: giúp+tôi giúp+đỡ+tôi trợ+giúp hướng+dẫn không+hiểu giúp+với
how: làm+sao thế+nào cách như+thế
use: dùng sử+dụng hoạt+động hỏi
can: được có+thể biết
what: gì
you: bạn anh
who: ai
bot: bot robot máy người chương+trình
""",
    Language("Indonesian", "id"): """
asked: tentang soal mengenai berkata mengatakan menteri dibahas menyebut katanya
small: di apa besok tadi tolong mohon saya aku kami dong ya sih deh bisa boleh bisakah dapatkah
    apakah ingin mau lagi yang itu ini ke dan tidak tak nggak gak jangan sudah terima kasih maaf
    sedikit semua menerima dapat lihat mengerti paham selamat hari untuk buat dari kepada ada sama
    permisi kalau nya sangat kak min minta
show: tampilkan tunjukkan perlihatkan lihat kasih+lihat beri baca buka
more: lanjut lanjutkan lebih lagi+dong selanjutnya berikutnya lanjut- teruskan lainnya lain
    sisanya tambah- ada+lagi
result: hasil- hasilnya kutipan- jawaban- halaman contoh-
before: sebelum- sebelumnya sekitar- sesudah- setelah-
sentence: kalimat- paragraf- baris- bagian kutipan- teks
context: konteks-
whole: lengkap seluruh- utuh penuh keseluruhan
undo: urungkan batalkan+terakhir kembalikan undo
back: kembali salah tidak+sengaja
subscribe: berlangganan langgan- daftarkan
notify: beritahu kabari kabarkan ingatkan notifikasi+kalau beri+tahu infokan informasikan
notices: notifikasi pemberitahuan pesan langganan- email peringatan buletin
send: kirim- kirimi kirimkan mengirim- tulis-
unsubscribe: berhenti+berlangganan berhenti+langganan batalkan+langganan batal+langganan
stop: berhenti stop hentikan batalkan jangan hapus matikan cukup sudahi
when: kalau jika bila ketika saat setiap begitu
news: baru berita kabar
newest: terbaru terakhir terkini
first: dulu atas urutkan duluan pertama awal
want: ingin mau
my: saya
which: apa+saja mana
thanks: terima+kasih makasih trims terimakasih
praise: persis tepat cari dicari butuhkan perlukan bantuan- membantu berguna cepat hebat bagus
    mantap sekali banyak sempurna benar
hello: halo hai selamat+pagi selamat+siang selamat+sore assalamualaikum
bye: dadah sampai+jumpa selamat+tinggal selamat+malam sampai+nanti bye
help: bantu bantuan tolong+bantu bantuin tidak+mengerti panduan
how: bagaimana gimana cara
use: pakai- pakai menggunakan gunakan memakai bekerja kerja- tanya bertanya
can: bisa
what: apa
you: kamu anda kau lu
who: siapa
bot: bot robot mesin manusia orang program komputer
""",
    Language("Malay", "ms"): """
asked: tentang mengenai berkata menteri menyatakan
small: tolong sila saya boleh bolehkah nak lagi yang itu ini ke dan tidak tak jangan sudah maaf
    sedikit semua terima kasih hari untuk dari kepada ada awak ni tu sebenarnya berita sangat
show: tunjukkan tunjuk papar- paparkan lihat beri baca buka
more: lagi+tunjuk- lebih seterusnya teruskan sambung- lain-lain lain selebihnya
result: keputusan hasil petikan jawapan muka contoh
before: sebelum- sekitar selepas-
sentence: ayat- perenggan baris petikan- teks
context: konteks-
whole: penuh lengkap keseluruhan
undo: buat+asal batalkan+tadi
back: kembali tersilap
subscribe: langgan melanggan
notify: beritahu maklum- maklumkan hantar+amaran ingatkan
notices: pemberitahuan notis- amaran- mesej langganan- emel
send: hantar- hantarkan menghantar tulis
unsubscribe: berhenti+melanggan batalkan+langganan henti+langganan nyahlanggan
stop: berhenti henti- hentikan batalkan jangan padam cukup
when: kalau jika apabila bila
news: baru baharu berita
newest: terkini terbaharu terbaru
first: dahulu dulu atas susun
want: nak ingin mahu
my: saya
which: apa mana
thanks: terima+kasih
praise: tepat cari perlukan bantuan membantu berguna cepat bagus hebat
hello: hai selamat+pagi selamat+petang
bye: selamat+tinggal jumpa+lagi selamat+malam
help: bantu bantuan tak+faham panduan
how: bagaimana macam+mana
use: guna menggunakan berfungsi tanya
can: boleh
what: apa
you: awak anda kamu kau
who: siapa
bot: bot robot mesin manusia orang program
""",
}
