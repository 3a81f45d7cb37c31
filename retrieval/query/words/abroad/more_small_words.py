"""The small words of further languages that are not read, with those of greeting and thanks.

They are as in `small_words.py`: none is a common English word.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from retrieval.query.words.abroad.small_words import Language

MORE_SMALL_WORDS: Mapping[Language, str] = MappingProxyType(
    {
        Language("Finnish", "fi"): """
            anna antaa apua eikö ennen haluaisimme haluaisin haluan haluatko jolloin jälkeen kannan
            kanta kautta kerro kertoa keskusteli keskustelivat keskustellut keskusteltiin kohtaan
            koska kysyä lisää lopeta lopettaa luultavasti mainitsi mainittiin mielestä mieltä
            ministeri ministerin miten mitkä mitäpä moi myöhemmin näyttää oliko olisi olivat onko
            osalta ovatko peru peruuttaa pitää puhui puhuivat puhunut puhuttiin pyydän päivää
            riittää saako saanko sanoa sanoivat sanonut sanottiin siis tiedot tietoa tilata
            tilauksen tilaus toinen tulee tuli ulkoministeri ulkoministerin uutisia vastaan vielä
            viime voiko voinko voisinko vuoden välillä yhdessä ystävällisesti
        """,
        Language("Cebuano", "ceb"): """
            aduna adunay ang asa bahin dili gahapon giingon gisulti giunsa ingon kami kamo kang
            kanus-a karon kay kini kinsa kita mahitungod mga miingon mipahayag nga ngano ni niini
            nila niya og palihug pila sa salamat sila siya ug ugma unsa unsay wala
        """,
        Language("Tagalog", "fil"): """
            aba ako alam alamin alin ang ano anong araw atin ating ay ayaw ayon ba bago bakit balita
            bang banggit bilang binanggit bukas dahil dahilan dalawa dalawang dapat dayuhan din dito
            doon gaano ganito ganoon gawin ginawa gusto gustong habang halaga hanggang hindi hinggil
            ho huwag ibang ibig ikaw ilan ilang inyo isa isang itigil ito itong iyan iyon kahapon
            kahit kailan kailangan kami kanila kanilang kanino kanya kanyang kapag karamihan kasama
            kaya kayo kina kinausap ko kong kumusta kundi kung lahat lamang lang maaari maaaring
            mabuti magandang magbigay magkano magpadala malaki marami maraming mas masyado mayroon
            mayroong mga mo mula muli mundo na nabanggit naging naman namang namin nang natin ngayon
            ngunit ni nila nilang nina ninyo nito niya niyang noong o'kaya oo opo paano pag pagitan
            pagkatapos pahayag pala pamahalaan panahon pangalan pero po pong puwede pwede rin sa
            saan sabi sabihin salamat samantala sana sila sinabi sinasabi sino siya tayo tigil tulad
            tulong tungkol tungkulin ukol upang usapan wala walang
        """,
        Language("Swahili", "sw"): """
            aliongea alisema alizungumza alizungumzia ama amesema amezungumza asante asubuhi baada
            bado bila cha chini eneo gani habari hadi haikuwa hakuna halafu hali hapa hapana hasa
            hata hawa hayo hii hilo hiyo hizi hizo huko huo huu huyo ile ilikuwa ilisema ingawa
            jambo jana je juu kabla kama karibu kati katika kesho kila kisha kitu kubwa kuhusu kuna
            kusema kutoka kutuma kuwa kuzungumza kwa kwamba kwanini kwanza labda lakini leo lini
            lolote maelezo maoni mazungumzo mimi mkutano mkuu mpaka msaada mwaka mwezi naomba nataka
            ndani ndio ndiyo ngapi ni niambie niko ninaweza nini nipe nje pamoja pia rais raisi sana
            sasa serikali shukrani sisi taarifa tafadhali tangu tena tu tuma ujumbe unaweza usalama
            vipi vita vya waliongea walisema walizungumza wamesema wao wapi watu waziri wenye wetu
            wewe wote ya yake yangu yao yeye yote za zaidi zao
        """,
        Language("Malay", "ms"): """
            ada adakah agar akan akhbar aku amaran anda antara apa apakah awak bagaimana bagi baharu
            bahawa banyak beliau benarkah berapa berapakah berhenti beri berita beritahu berkaitan
            berkenaan bila bilakah boleh bolehkah cakap dalam dan dapatkah dari daripada dengan
            dibincangkan dua esok hantar hanya hari ialah ini itu jika juga jugalah kalau kami kamu
            ke kenapa kenyataan kepada kerajaan kerana kita lagi lain maklumat mana manakah masa
            melalui mengapa mengenai menteri menurut mereka minta nak negara oleh orang pada paling
            perdana perkara pernah persidangan saya sebelum sejak sekarang selepas semalam semua
            siapa siapakah sidang sila sudah tahu tahun tak telah tentang terhadap terima tiada
            tidak tolong untuk yang
        """,
        Language("Estonian", "et"): """
            aga ainult aitäh alates ees eest ega ei eile enne esimene homme igal ikka ise ja juba
            just järel kas keegi kellega kellele kes kohta koos kuhu kui kuid kuidas kuna kunas kuni
            kus küll läbi meie mida midagi miks mil millal milline minister ministri minu mis mitte
            mõni neid nende nii ning nüüd oleks olen oli olid olnud oma palju palun peale pidi pole
            praegu pärast rohkem räägiti rääkis rääkisid saab sai seda see selle sellest siin siis
            sinu soovin suur tahan teie tema tere tuleb täna tänan vaid vastu veel välisminister või
            võib võiks öeldi ühe üks üle ütles ütlesid
        """,
        Language("Lithuanian", "lt"): """
            apie ar arba ačiū aš bei bet buvo būtų dabar dar daugiau del dėkui dėl iki ir iš jau jei
            ji jie jis ją jūs jūsų jų kad kada kai kaip kalba kalbėjo kalbėjosi kalbėta kam kas kiek
            kitas kodėl kokia kokie kokią koks kol kur kuri kurie kuris ką laba labas man mano mes
            metais metų ministras ministro minėjo mums nes nieko nors nuo nėra pasakyta pasakė
            paskutinis pat per po prašau prie prieš sako sakė savo su ta tai taip tarp tas tavo
            tačiau teigė tiek tik tuo už užsienio vakar vis visi viskas vėl yra ši šiandien šis
        """,
        Language("Latvian", "lv"): """
            ar arī bet bija būs būt cik esmu gadā ir jau jo jūs kad kam kas ko kopā kur kura kuri
            kurš kā kāda kādi kāds kāpēc labdien līdz lūdzu man mans ministra ministrs mēs mūsu nav
            nekas neko no otrais pa paldies par pateica pie pirms pret pēc runa runāja runāts sacīja
            starp sveiki tad tagad tas teica teikts tie tika tikai tomēr tur tā un uz vai vairāk
            vakar visi viss viņa viņi viņu viņš vēl zem ārlietu šajā šis šo šodien šī
        """,
        Language("Icelandic", "is"): """
            af allt annað að bara ef eftir eiga einhver ekkert ekki en engin enn er eru eða frá
            fyrir fékk gegn gær halló hann hans hefur hennar hjá hvar hvað hvaða hvenær hver hverjir
            hvernig hvers hversu hvort hér hún líka mikið milli minn mjög má mér nei nú núna og
            ráðherra ráðherrann ræddi ræddu rætt sagt sagði segir sem sinn sér sín síðan sögðu takk
            talaði til töluðu um undir utanríkisráðherra var vegna vera verið vil við voru yfir á ár
            áður ég í þar þau það þegar þeir þeirra þess þessi þessu þetta þig þið þá þú
        """,
        Language("Croatian", "hr"): """
            ako ali bez bi bih bila bile bili bilo bio biti bok danas dok dosta drugi gde gdje
            govore govorili govorio hoće hoću hvala ili ima imaju imati ipak iz iza izjavio ja je
            jedan jedna jer jesu još jučer kad kada kakav kako kakva kao kazao kaže ko kod koga koja
            koje koji kojima koju koliko kroz li među mi ministar ministra mogu moj molim može
            možete nakon nas nasuprot nešto ni nije niko nisu ništa njegov njegova njih njihov oko
            on ona oni ono ova ovaj ove ovo ovoj pa pod pored posle poslije pre predsjednik preko
            prema prije protiv razgovarali rekao rekla rekli sada sam samo sav se sebe smo spomenuli
            spomenuo spomenuto su sve svi svoj tada taj tamo te ti tijekom tko toga toj tome tu
            ukratko već vi vijesti više vrlo za zašto zbog čega šta što želim
        """,
        Language("Slovenian", "sl"): """
            ali bil bila bili bilo biti bo bodo brez da danes do dobro dve gospod govoril govorili
            hvala in iz jaz je jih kaj kako kakor kakšen kakšna katera kateri katero kdaj kdo ker
            kje ko koliko kot lahko le med menil mi minister ministra moj na nad naj nam nas ne
            nekaj ni nič njegov njihov njo o ob od omenil on oni pa po pod pogovarjali povedal pred
            prej preko pri prosim proti rekel rekla rekli samo se sem si smo so sta svoj ta tako
            tega tem ter ti tista to tudi v vendar več vse vsi včeraj z za zakaj zato zdaj zunanji
            če še že želim
        """,
        Language("Slovak", "sk"): """
            aby ako aká aké aký ale alebo ani asi až bez bol bola boli bolo bude budú by cez dnes do
            ešte ho hovoril hovorili iba ich im ja je jeho jej ju kde kedy keď koľko kto ktorá ktoré
            ktorí ktorý ku len ma majú medzi mi minister ministra mu má môj môže mňa na nad nie
            niekto niečo nič nás od on ona oni po pod podľa povedal povedala povedali pre pred preto
            prečo pri prosím proti sa si sme som spomenul svoj sám sú tak tam ten tento to tu táto
            už v veľmi viac vo vy včera však všetko za zo áno čo ďakujem že
        """,
        Language("Catalan", "ca"): """
            abans ahir això aleshores algun alguna algú als amb aquell aquest aquesta aquestes
            aquests aquí avui bon cada cap com contra d'aquest dels demà des després dia digui digué
            dir diu doncs durant ell ella ells els encara entre era eren estan està et fer fet fins
            gràcies ha han havia hi hola i ja jo l'hi les llavors menys meu meva ministre molt més
            no només nosaltres nostre o on parla parlar parlat parlava pel pels per perquè però
            poden pot qual quan quant qui quin quina quines quins què res s'ha se segons sense ser
            seu seva si sisplau sobre són també tan tot tota tothom tots tu un una va vaig van
            vosaltres vull és
        """,
        Language("Basque", "eu"): """
            aipatu arratsalde arte atzo aurka aurretik bai baina bakarrik barruan bat batean baten
            bere beste bezala bihar bitartean buruz da dago daude dio diote dira dituzte du dute edo
            egin egun egunon ere esan eskerrik eta eurek ez ezer ezin gabe gaur guztiak haiek hango
            hartan hau hauek hemen hitz hori horrek horri hura inor izan kaixo lehen mesedez
            ministroa ministroak nahi nik noiz nola non nondik nor nork ondoren orain oraindik oso
            zein zen zenbat zer zergatik ziren zuek zuen zure zuten
        """,
        Language("Albanian", "sq"): """
            ai ajo asgjë asnjë ata atë cila cilat cili dhe diçka dje do duke edhe faleminderit flet
            foli folën gjatë gjithçka gjithë isha ishin ishte jam janë ju ka kam kanë keni kjo ku
            kundër kur kush kë këto këtë lidhje lutem mbi me ministri ministrit mirë mund më na ndaj
            nesër nga një nuk nën nëse ose para pas pasi po por pra prej pse për përmendi përse qenë
            që sa se shumë si sipas sot tani tha thanë thotë tij tyre të unë vetëm vit çdo çfarë
            është
        """,
        Language("Afrikaans", "af"): """
            aan alles as asseblief baie daardie dankie dat deur dit dié een ek en genoem gepraat
            gesê gister het hierdie hoe hoekom hoeveel hom hulle hy iemand iets is jou jy kan maar
            meer moet môre na nie niemand niks nog nou ná om ons ook oor praat sal sy sê teen tot
            tussen uit van vandag vir voor waar wanneer was wat watter wie word
        """,
        Language("Welsh", "cy"): """
            ac aeth allan am ar beth ble bod bu chi cyn dda ddim ddoe ddywedodd diolch dros dywedodd
            ei er ers eu faint fod fy gan gweinidog gyda heb heddiw hefyd hi hon hwn hyn hynny i'r
            iawn mae maen mewn mo nawr neu ni'n nid o'r oedd oes ond os pa pam pan pawb popeth pryd
            pwy rhwng rydym siarad siaradodd sut sy'n sydd trwy wedi wedyn weinidog wnaeth wrth y'n
            yfory ym yma yn yr yw
        """,
        Language("Irish", "ga"): """
            abair agat agus aige aire an'raibh anois arís atá bhfear bhfuil bhí bith cad cathain
            chuir conas cé cén duit dúirt faoi faoin freisin féin fós gach gan gcruinniú go'raibh
            inniu inné leis liom maidir maith mar mbeidh mise más mé nach níl níor nó raibh rinne
            roimh seo siad sibh sin sinn sé sí t-aire tar tá tú uair éigin ó úd
        """,
        Language("Esperanto", "eo"): """
            ajn aliaj ankaŭ antaŭ aŭ dankon de diris du dum el en estas estis estos hieraŭ hodiaŭ
            ili ilia ion iu jam jes kaj ke kial kiam kie kiel kies kio kion kiu kiuj kun kvankam laŭ
            li lia mi mia multe ne nenio neniu nun nur oni parolis plu por post pri saluton sed sia
            tamen tiam tie tio tion tiu tre tute vi via ĉar ĉe ĉi ĉiu ĉiuj ĉu ĝi ĝin ĝis ĵus ŝi
        """,
        Language("Azerbaijani", "az"): """
            amma artıq belə bir bizim bu buna bəs dedi dedilər deyil də dəfə edib etdi hansı haqda
            haqqında harada heç hələ həm idi ilə indi istəyirəm isə ki kim kimi lazım mən mənə nazir
            naziri necə niyə nə nəyi olan olaraq oldu olub onlar onun qarşı qədər sabah salam sağ
            siz sonra sən tərəfindən təşəkkür var vardır və xahiş xarici yalnız yaxşı yenə yoxsa çox
            çünki öz üçün ən
        """,
    }
)
