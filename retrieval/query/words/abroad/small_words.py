"""The small words by which languages that are not read are recognised: any text has some."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType


@dataclass(frozen=True, slots=True)
class Language:
    """A language that is not read: its English name, and its code in CLDR."""

    name: str
    code: str
    joins_words: bool = False


SMALL_WORDS: Mapping[Language, str] = MappingProxyType(
    {
        Language("German", "de"): """
            ab abend aber ach alle allem allen aller alles als andere anderen anders antworte auch
            auf aus bald bei beide beim besser bevor bin bis bisher bist bitte dabei dafür dagegen
            damals damit danach danke dann daran darauf darüber das dass dazu dein deine deinen dem
            den denen denkt denn der deren derzeit des deshalb dessen deutsch dich dies diese diesem
            diesen dieser dieses dir doch dort drei durch dürfen eben ebenfalls eigentlich ein eine
            einem einen einer eines einige einmal endlich er erwähnt erwähnte es etwa etwas euch
            euer fast folgende fünf für gab ganz gegen gegenüber geht gehört genau genug gern gerne
            gesagt gesprochen gewesen geäußert gib gibt ging grüß guten habe haben hallo hat hatte
            hattest heute hier hinter ich ihm ihn ihnen ihr ihre ihrem ihren ihrer im immer innen
            irgendwas ist ja jede jedem jeden jeder jedes jedoch jemand jene jetzt kam kann kannst
            kein keine keinem keinen keiner kommt konnte kurz können könnte lass letzte letzten
            letzter letztes mal man mehr mein meine meinem meinen meiner meint meinte meisten mich
            mir mit mitteilung morgen muss müssen nach nachdem nein nicht nichts nie niemand noch
            nun nur nächste nächsten nämlich ob oder ohne redet redete sagt sagte sagten schick
            schicken schreib schreibe schön schönen sehr sein seine seinem seinen seiner seit
            seitdem selbst sich sie sind solche soll sollte sondern sonst sowie sprach sprechen
            spricht später stell stelle stop tag trotz um und uns unter viel viele vielen vielleicht
            vier voll vom von vor vorher wann war waren warst wart warum was weder wegen weil weiter
            weitere weiß welche welchem welchen welcher welches wem wen wenig wenn wer werden wie
            wieder wieso wieviel willst wir wird wirst wissen wo wohl wollen wollte worden wurde
            wurden während wäre würde würden zeig zeige zeigen zu zuerst zuletzt zum zur zurück zwar
            zwei zwischen äußern äußerte über
        """,
        Language("Spanish", "es"): """
            a acerca adelante además adiós ahora ahí al algo alguien alguna algunas alguno algunos
            algún allí ambos amigo amigos antes apenas aquel aquella aquellos aquí así aunque ayer
            aún bajo bastante bien borra buenas buenos bórrame cada casi cierto con conmigo contigo
            contra cosa cosas cualquier cuando cuanto cuya cuyo cuál cuándo cuánto cuántos cómo da
            dado dame dan darme debe deben decir deja del demás dentro desde después detrás dice
            dicen dicho dijeron dijo dime donde durante días dónde ejemplo el ella ellos en entre
            era eres es esa ese eso español esta estaba estaban estamos estar estas este esto estos
            estoy estuvo está están favor fue fueron gracias ha haber hablaron habló había habían
            hace hacer hacia hacía haga hasta hay hemos hizo hola hoy igual incluso jamás junto la
            las le les lo los luego mal manda mandes mañana me mejor mencionó menos mientras
            ministro mis misma mismo mismos mostrar mucha mucho muchos muestra muestrame muy
            muéstrame más mía mío nada nadie ni ninguno ningún nosotros noticias nuestra nuestro
            nunca o opina otra otras otro otros para parte pero piensa piensan poco podemos poder
            podría por porfa porque puede pueden puedes puedo pues que quien quiere quieren quiero
            quisiera quizás quién qué sabe saber sabes salvo se según ser sería si sido siempre
            sigue sin sino sobre sois solamente somos son soy su sus suya suyo sólo tal también
            tampoco tan tanto te tenemos tener tengo tenía ti tiene tienen toda todas todavía todo
            todos traduce tras tu tus tuvo un una uno usted ustedes va vamos van varios veces ver
            verdad vez vosotros vuelve y ya yo él últimas
        """,
        Language("French", "fr"): """
            a a-t-il afin ai aie ailleurs ainsi alors après arrête arrêtez as assez au au-dessus
            aucun aucune aujourd'hui auquel auraient aurait aussi autant autour autre autres aux
            avaient avait avant avec avez avoir avons beaucoup bien bonjour bonne bonsoir c'est
            c'était car ce ceci cela celle celles celui cependant certains ces cette ceux chacun
            chaque chez combien comment d'accord d'après d'autres d'un d'une dans de dedans depuis
            dernière dernières derrière des deux devant devrait dire dit dois doit donc donne
            donne-moi donnez dont du durant durée dès déclaré désormais elle elle-même elles en
            encore ensuite entre envers est et eu eux exactement faire fais fait faites faut façon
            fois font français furent hier hors ici il ils j'ai j'aimerais jamais je jusqu'au
            jusqu'à jusque l'a l'appel l'autre l'un l'une la laquelle le lequel les lesquels leur
            leurs lors lui là m'a m'envoie m'envoyer ma maintenant mais malgré me merci mes mieux
            ministre moi moins mon montre montrez même mêmes n'a n'est n'y ne ni non nos notre nous
            nous-mêmes nouvelles on ont ou oui où par parce parfois parlé parmi partout pas passé
            pendant pense pensent peu peut peuvent peux plaît plus plusieurs plutôt pour pourquoi
            pourrait pouvez pouvoir presque près puis puisque qu'a qu'elle qu'elles qu'en qu'est
            qu'il qu'ils qu'on qu'un qu'une quand quant que quel quelle quelles quelque quelques
            quels qui quoi quoique rien s'il sa salut sans sauf savoir se selon sera seraient serait
            ses seulement si sinon soi soit sommes son sont sous souvent suis suivant supprime
            supprimez sur surtout ta tandis tant te tel telle tellement temps tes toi ton toujours
            tous tout toute toutefois toutes trois très tu un une va vas vers veut veux voici voilà
            voir vos votre voudrais voulez vous vraiment y à ça étaient était étant été évidemment
            êtes être
        """,
        Language("Italian", "it"): """
            a abbastanza abbia abbiamo accanto adesso affinché agli ai al alcun alcuna alcune alcuni
            alla allora altra altre altri altro anche ancora appena avere avete aveva avevano
            avrebbe basta benché bene buona buonasera buongiorno c'era c'è cancella cancellami
            cercare certo che chi ci ciao ciascuno cioè coi col colui come con contro cos'ha cosa
            cosi così cui da dagli dai dal dall'altra dalla dalle davanti davvero de degli dei del
            dell' dell'ultimo della delle dello dentro detto di dice dicono dietro dimmi disse dopo
            dove dunque durante durata e ecco egli ella entrambi era erano essa esse essere essi fa
            faccia facendo fammi fare fatto finché fino fra fuori già gli gliene grazie ha hai hanno
            ho ieri il in infatti inoltre insieme invece io italiano la laggiù le lei li lo loro lui
            lì ma mai meglio meno mentre mi mia mie miei mio molta molte molti molto mostra mostrami
            ne neanche negli nei nel nell' nella nelle nello nemmeno nessun nessuna nessuno niente
            noi non nostra nostro notizie nulla nuovo né oggi ogni ognuno oltre oppure ora ormai
            parla parlano parlare parlato parlò pensa pensano per perché però piuttosto più poca
            pochi poco poi possono potete potrebbe prego presso prima proprio puoi pure può qua
            qualche qualcosa qualcuno quale quali quando quant' quanti quanto quasi quel quell'altro
            quella quelle quelli quello quest' questa queste questi questo qui quindi sarebbe sarà
            scrivermi scrivi scusa se sei sempre senza si sia siamo siano siete smetti smettila sono
            sopra soprattutto sotto sta stai stanno stata state stati stato stessa stesso su sua sue
            sugli sul sulla sulle suo suoi tale tanto te ti tra traduci troppo tua tue tuo tuoi
            tutta tutte tutti tutto ultima ultime un un' una uno vai verso vi vicino voglio voi
            vorrei vostro vuole è
        """,
        Language("Portuguese", "pt"): """
            a acerca agora ainda algo algum alguma algumas alguns alguém ali além ambos antes ao aos
            apaga apague após aquela aquele aqueles aqui aquilo as assim através atrás até avisa
            avise aí bastante bom cada cadê coisa com comigo como consegue conseguem contra contudo
            cujo da daquela das de dela delas dele deles demais depois desde dessa desse desta deste
            dia disse disseram disso disto diz dizem dizer do dos doutra durante durou e ela elas
            ele eles em embora enquanto entre então era essa essas esse esses esta estamos estar
            estas estava estavam este estes esteve estou está estão eu fala falam falaram falarem
            falou faz fazem fazer foi fora foram fosse havia hoje há início isso isto já lhe lhes
            logo lá maior mais mas me meio mencionou menos mesma mesmo meu meus mim minha minhas
            mostra mostrar mostre muita muito muitos na nada naquele nas nele nem nenhum nenhuma
            nessa nesse nesta neste ninguém no nos nossa nosso notícias num numa nunca não nós o
            obrigada obrigado olá onde ontem os ou outra outras outro outros para pare parece parem
            parte pela pelas pelo pelos pensa pensam pense pode podem poder poderia pois por porque
            português porém pouca pouco pra primeiro própria próximo pude pôr quais qual quando
            quanto quantos que quem quer queria quero quê se sei seja sem sempre sendo ser seria
            seriam será seu seus si sim sob sobre somente sou sua suas são só tal talvez também
            tanto tarde tchau te tem tempo tenho ter teu teve ti tinha tinham tive toda todas todo
            todos traduz tu tua tudo tão têm um uma umas uns vai vamos vem ver vez vezes você vocês
            vos várias vários vão é última últimas últimos
        """,
        Language("Dutch", "nl"): """
            aan aangaande achter af alle alleen alles als altijd ander andere anders bedankt beetje
            behalve beide ben beter bij bijna binnen boven buiten daar daarna daarom dan dank dat
            denken denkt deze dezelfde die dingen dit doe doen doet door dus echt een eens eerst
            eerste eigenlijk elk elke en enige enkele er erg ergens even gaan gaat ge gedaan geef
            geeft geen gegeven geven geweest gewoon gezegd goed goedendag haar had hadden hallo heb
            hebben heeft heel hele hem hen het hier hierover hij hoe hoelang hoeveel hun ieder
            iedereen iemand iets ik inzake is je jij jou jouw jullie kan kon konden krijg krijgen
            kun kunnen kunt laat laatste later liever maak maar maken me mee meer men met mij mijn
            misschien moet moeten mogen na naar naast nederlands nergens net niemand niet niets
            nieuwe nieuws nieuwste nog nooit nou nu of ofwel om omdat ondanks onder ons onze ook op
            over overal per rond samen schrijf sinds sindsdien slechts soms sprak steeds stoppen
            sturen stuur te tegen terug terwijl toch toen toon tot totdat tussen uit uw vaak van
            vanaf vandaag veel verder verwijder vind vinden vindt volgende volgens voor voorbij waar
            waarom waarover wanneer want ware waren was wat we weer weg wel welk welke werd wie wij
            wil wilde willen worden wordt wou zal ze zeer zeg zeggen zegt zei zelf zelfs zich zien
            zijn zoals zonder zou zouden zulke
        """,
        Language("Polish", "pl"): """
            aby albo ale ani bardziej bardzo bez bo by być był byłby było były będzie będą cały chce
            chcę ci ciebie co coś czego czemu cześć czy czyli dalej dla dlaczego dlatego do dobry
            dopiero dość drugi dwa dzień dziękuję dziś gdy gdyby gdzie gdzieś i ich ile im inne
            innych iż ja jak jaka jakby jaki jakie jakieś jakiś jako je jednak jednego jego jej jem
            jemu jest jestem jesteś jeszcze jeśli jeżeli już ją każdy kiedy kiedyś kilka komu kto
            która które którego której który których którym którzy lecz ma mają mam masz mi mnie mną
            mogę moich moja moje może możesz można musi my myśli mój mówi mówią mówić mówił mówiła
            na nad nam nas nasz natomiast nawet nic nich nie niech niego niej nigdy nim nowe o oba
            obok od ona one oni ono oraz ostatni ostatnia ostatnie pan po pod podczas pokaż polsku
            ponad ponieważ powiedział powiedziała poza prawie proszę przecież przeciw przeciwko
            przed przede przez przy sam sama siebie się skąd sobie stąd swoje są ta tak tam te tego
            tej ten teraz też to tobie tu tutaj twoje twój ty tych tylko tym u usuń w wam was we
            według wiele więc więcej wobec wspomniał wszystkich wszystkie wszystko wtedy wy wśród z
            za zawsze ze znowu żaden żadne że żeby
        """,
        Language("Turkish", "tr"): """
            acaba ama ancak artık asla az bana bazı belki ben beni benim beri bile bir biraz biri
            birçok biz bizim bu buna bunlar bunu bunun burada böyle da daha dahi de dedi defa değil
            diye diğer dolayı düşünüyor en fakat fazla gibi gönder göre göster hakkında hakkındaki
            hangi hani hatta hem henüz hep hepsi her herkes hiç hiçbir ile ilgili ise istiyorum iyi
            için işte kadar karşı kendi kez kim kimin kimse konusunda konuştu konuşuyor lütfen madem
            merhaba mi mu mü mı nasıl ne neden nedir neler nerede niye niçin olan olarak oldu olduğu
            olmak olsa olur ona onlar onu onun orada oysa pek rağmen sana sanki selam sen seni senin
            sil siz sizin sonra söyle söyledi söylemiş söylüyor tarafından teşekkür teşekkürler tüm
            türkçe var ve verilerimi veya ya yani yap yeni yerine yine yok zaman zaten çok çünkü
            üzere şey şimdi şu şöyle
        """,
        Language("Swedish", "sv"): """
            alla allt annan att av blev bli blir borde dem den denna deras dess dessa det detta dig
            din ditt du där därför då efter eftersom eller en endast er ett fick från få får för
            före ge genom gör göra ha hade han har hej henne hennes hit hon honom hos hur här i igen
            ingen inget innan inom inte ja jag kan kanske kom kommer kunde kunna man med mellan men
            mer mest mig min mina mot mycket måste nej nu nya när någon något några och också om oss
            på sa sade samma sedan senaste sig sin sina ska skall skicka skriv skulle sluta snart
            som svenska så sådan ta tack tala talade till tills tycker under upp ut utan vad var
            vara varför varit varje vem vi vid vilka vilken vilket visa vår våra än ännu är åt över
        """,
        Language("Danish", "da"): """
            af alle andre at blev blive bliver da dansk dem den denne der deres det dette dig din
            disse dog efter eller end er et fra få før ham har hej hende hendes her hos hun hvad
            hvem hver hvilke hvilken hvis hvor hvordan hvorfor hvornår i igen ikke ind ingen jeg jer
            jo kan kun kunne lidt lige man mange med meget mellem men mere mig min mit mod måske nej
            nogen nogensinde noget nogle nu nyeste når og også om op os over på sagde sagt selv
            send seneste sig siger sin sit skal skulle som stop synes så sådan tak til ud uden under
            var ved vi vil ville vis vores være været
        """,
        Language("Norwegian", "nb"): """
            alle andre at av bare ble bli blir da deg dem den denne der dere deres det dette din
            disse du eller enn er et etter fra få før han har hei henne hennes her hun hva hvem hver
            hvilke hvilken hvis hvor hvordan hvorfor ikke ingen inn jeg kan kun kunne litt man mange
            med meg mellom men mener mer mest min mitt mot må noe noen norsk nyeste nå når og også
            om opp oss over på sa sagt samme seg selv siden sier sin siste skal skulle slik som
            stopp så takk til under ut uten var ved vi vil ville vis vår være vært
        """,
        Language("Finnish", "fi"): """
            ei eivät emme en enemmän entä eri että he hei heidän hyvin hän hänen ilman itse ja jo
            joka jokin jos joten jotka kai kaikki kanssa keitä kenen kertoi kiitos kuin kuinka
            kuitenkin kuka kun kuten miksi mikä mikään milloin minkä minun minä missä mistä mitä
            mitään mutta muu muut myös ne nyt näytä olen oli olla ollut on ovat paljon poista sanoi
            se sekä sen siitä sinä sitten suomeksi taas tai tällä tämä tänään vai vaikka vain
            viimeisin voi voisitko vuonna
        """,
        Language("Czech", "cs"): """
            aby ale ani asi až bez bude budou byl byla byli bylo být co což další dnes do děkuji ho
            i jak jako jaká jaké jaký je jeho jej jejich její jen jenom ještě již jsem jsi jsme jsou
            jste k každý kde kdo kdy ke kolik která které který ma mají me mezi mi mluvil mnou mně
            moc moje myslí má mít mě můj může na nad ne nebo nebyl nejsou není nic nové nám nás náš
            něco někdo o od ode on ona oni pak po pod podle pokud poslední pouze pro prosím proti
            proč právě před přes při s se sebe si smaž své svůj sám ta tak také tam tato te tedy ten
            tento teď to tohle toho tom tomu toto tu tuto ty tyto tě těch u ukaž už v ve vy vám vás
            váš více však všechno z za zase zda ze zpět česky řekl řekla že
        """,
        Language("Hungarian", "hu"): """
            a abban alatt amely ami amit arra arról az azok azt be bár csak de e egy egyik el elég
            ennek erre ez ezek ezt fel hogy hogyan hol ide ill ilyen is itt jó jól kell kellett ki
            kérem kívül köszönöm között le legyen lehet lesz ma magyarul meg mely melyik mert mi
            miatt mikor milyen mind minden mit miért mondott mondta most mutasd már más mások még
            nagy nagyon ne nekem neki nem nélkül ott pedig ról ről s sem semmi sok szerint szól
            tovább töröld utolsó után vagy vagyok valaki valami van vannak vele velük volna volt
            voltak én és össze újabb
        """,
        Language("Romanian", "ro"): """
            a acea aceasta această acest acesta acestei acestui acum ai aici al ale am ar arată are
            asta atât au avea avut aș ați ca care ce cea cei cel cele cine cineva cu cum când da
            dacă dar de deci deja despre din după ea ei el ele era este eu fi fie foarte fost fără
            iar la le lor lui mai mea mei meu mi mult mulțumesc mă nici nimic noi nostru nu o ori
            orice pe pentru peste prin românește sa sale sau se spus su sub sunt să te toate tot tu
            ultimele un una unde unei unor unui va vom vor vrea vreau vreo vreun vă îi îl
            îmi în înainte încă a-l ceva ce-a i-a i-au între l-a l-au le-a m-a mi-a n-a n-au ne-a
            s-a s-au v-a îți și șterge
        """,
        Language("Vietnamese", "vi"): """
            ai anh bao biết bạn bằng bị bởi cho chào chính chúng chưa chỉ chứ cuối càng các cái có
            cùng cũng cả cảm cần của do dù em giờ giữa gì gửi hai hay hiện hoặc hãy hơn hết hỏi khi
            khác không kể liệu luôn là làm lên lúc lại muốn mà mấy mặc mọi một mới nay ngay ngày
            người nhiều như nhưng nhất nhận những nào này nên nói năm nếu nữa phải qua quá ra rất
            rằng rồi sao sau sẽ sự theo tháng thêm thì thế tiên tiếng triều trong trên trước tuy
            tuyên tìm tôi tăng tại tất tới từ từng việc và vào vì vẫn vậy về với vừa xem xin xoá xóa
            ý đang đi điều đâu đây đã đó đúng được đến để đối ơn ở
        """,
        Language("Indonesian", "id"): """
            ada adalah agar akan aku anda antara apa apakah atas atau awal bagaimana bagi bahwa
            banyak baru beberapa begitu belum benar berapa berhenti beri berikan berita besar bila
            bisa boleh bukan cara cukup dalam dan dari daripada demi demikian dengan di dia dimana
            dong dulu hal halo hanya hapus harus hingga ia ini itu jadi jangan jika juga kalau
            kalian kami kamu kan kapan karena kasih kata ke kenapa kepada ketika kirim kita lagi
            lain lalu lama lebih maka mana masih mau melalui mengapa mengenai menurut mereka
            meskipun milik mohon mulai namun nya oleh orang pada paling para per perihal pernah pula
            punya saat saja sama sambil sampai sangat satu saya sebagai sebelum sebuah sedang sejak
            sekarang selain selama selamat seluruh semua seperti sering serta sesudah setelah setiap
            siapa sini soal suatu sudah supaya tadi tak tampilkan tanpa tapi telah tentang terbaru
            terhadap terima terjadi terkait terlalu ternyata tersebut terus tetapi tiap tidak tolong
            untuk waktu walau yang
        """,
    }
)
