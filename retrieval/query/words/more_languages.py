"""The small words of further languages that are not read, with those of greeting and thanks.

They are as in `small_words.py`: none is a common English word.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from retrieval.query.words.small_words import Language

MORE_SMALL_WORDS: Mapping[Language, str] = MappingProxyType(
    {
        Language("Finnish", "fi"): """
            apua anna antaa ennen haluaisin haluaisimme haluan haluatko jolloin jälkeen kautta kerro
            kertoa keskusteli keskustelivat keskusteltiin keskustellut kohtaan koska kysyä lisää
            lopeta lopettaa luultavasti mainitsi mainittiin mielestä miten mitkä mitäpä myöhemmin
            moi näyttää onko oliko ovatko eikö olisi olivat osalta peru peruuttaa pitää puhui
            puhuivat puhuttiin puhunut päivää pyydän ministeri ministerin riittää sanoivat sanottiin
            sanonut sanoa saako saanko siis tiedot tietoa tilaus tilauksen tilata toinen tuli tulee
            ulkoministeri ulkoministerin uutisia vastaan vielä viime vuoden välillä voiko voinko
            voisinko yhdessä ystävällisesti
        """,
        Language("Tagalog", "fil"): """
            aba ako alin alam alamin ang ano anong araw ating atin ay ayaw ayon ba bago bakit balita
            banggit bilang binanggit bukas bang dahil dahilan dalawa dalawang dapat dayuhan din
            dito doon gaano ganito ganoon ginawa gusto gustong gawin habang halaga hanggang hinggil
            hindi ho huwag ibig ibang ikaw ilan ilang inyo isa isang ito itigil itong iyan iyon kahapon
            kahit kailan kailangan kami kanila kanilang kanino kanya kanyang kapag karamihan kasama
            kaya kayo kina kinausap ko kong kumusta kung kundi lahat lamang lang maaari maaaring
            mabuti magandang magbigay magkano magpadala malaki marami maraming mas masyado mayroon
            mayroong mga mo mula muli mundo na naging nabanggit namin namang naman nang natin ngayon
            ngunit nila nilang nina ninyo nito niya niyang noong o'kaya oo opo paano pag pagitan
            pagkatapos pahayag pala pamahalaan panahon pangalan pero po pong puwede pwede rin saan
            sabi sabihin salamat samantala sana sila sinabi sinasabi sino siya tayo tigil tulad
            tulong tungkol tungkulin ukol upang usapan wala walang
        """,
        Language("Swahili", "sw"): """
            aliongea alisema alizungumza alizungumzia amesema amezungumza ama asante asubuhi baada
            bado bila cha chini eneo gani habari hadi haikuwa hakuna hali halafu hapa hapana hasa hata
            hawa hayo hii hilo hiyo hizi hizo huko huo huu huyo ile ilikuwa ilisema ingawa jambo jana
            je juu kabla kama karibu kati katika kesho kila kisha kitu kubwa kuhusu kuna kusema kutoka
            kutuma kuwa kuzungumza kwa kwamba kwanza kwanini labda lakini leo lini lolote maelezo
            maoni mazungumzo mimi mkutano mkuu mpaka msaada mwaka mwezi naomba ndani ndiyo ndio
            nataka ngapi ni niambie ninaweza nini niko nipe nje pamoja pia raisi rais sana sasa
            serikali shukrani sisi taarifa tafadhali tangu tena tu tuma ujumbe unaweza usalama vipi
            vita vya waliongea walisema walizungumza wamesema wapi watu wao waziri wewe wenye wetu
            wote yake yangu yao yeye yote ya za zaidi zao
        """,
        Language("Malay", "ms"): """
            ada adakah agar akan aku akhbar amaran anda antara apa apakah awak bagaimana bagi baharu
            bahawa banyak beliau benarkah berapa berapakah berhenti beri beritahu berita berkaitan
            berkenaan bila bilakah boleh bolehkah cakap dalam dan dapatkah dari daripada dengan
            dibincangkan dua esok hanya hantar hari ialah ini itu jika jugalah juga kalau
            kami kamu kenapa kenyataan kepada kerajaan kerana ke kita lagi lain maklumat mana manakah
            masa melalui menteri mengapa mengenai menurut mereka minta nak
            negara oleh orang pada paling pernah perdana perkara persidangan saya sebelum sejak
            sekarang selepas semalam semua sidang siapa siapakah sila sudah tahu tahun tak telah
            tentang terhadap terima tiada tidak tolong untuk yang
        """,
        Language("Estonian", "et"): """
            aga aitäh alates ainult enne eile ega eest ees ei esimene homme igal ikka ise ja järel
            juba just kas keegi kellele kellega kes kohta koos kuhu kui kuid kuidas kuna kunas kuni
            kus küll läbi meie mida midagi miks mil millal milline minister ministri minu mis mitte
            miks mõni neid nende nii ning nüüd oleks olen olid olnud oli oma palju palun pole praegu
            pärast peale pidi rohkem rääkis rääkisid räägiti sai saab seda see sellest selle siin siis
            sinu soovin suur tahan tema tere teie tuleb tänan täna välisminister veel vaid vastu
            või võib võiks ütles ütlesid öeldi üks ühe üle
        """,
        Language("Lithuanian", "lt"): """
            apie ar aš arba ačiū bei bet būtų buvo dabar dar daugiau dėkui dėl del iki ir iš ją jau
            jei jie jis ji jų jūs jūsų ką kad kada kai kaip kam kas kiek kitas kodėl kokia kokie kokią
            koks kol kur kuri kuris kurie labas laba man mano mes metais metų mums ministras ministro
            minėjo nėra nes nieko nors nuo pasakė pat paskutinis per po prašau prieš prie pasakyta
            šiandien šis ši sakė sako savo su ta taip tačiau tai tarp tas tavo teigė tik tiek tuo už
            užsienio vakar vėl vis viskas visi yra kalbėjo kalbėjosi kalbėta kalba
        """,
        Language("Latvian", "lv"): """
            ar arī bet bija būs būt cik esmu gadā ir jau jo kā kad kāda kāds kādi kam kāpēc kas ko
            kopā kur kura kuri kurš labdien līdz lūdzu man mans mēs ministrs ministra mūsu nav neko
            nekas no otrais pa paldies par pateica pēc pie pirms pret runāja runāts runa sacīja šajā šī šis
            šodien šo starp sveiki tā tad tagad tas teica teikts tie tika tikai tomēr tur un uz vai
            vairāk vakar vēl viņa viņi viņš viņu visi viss zem ārlietu jūs
        """,
        Language("Icelandic", "is"): """
            að af allt annað bara ef eða eftir eiga einhver ekkert ekki en engin enn er eru ég fékk frá
            fyrir gegn gær halló hans hefur hennar hér hjá hún hvað hvaða hvar hvenær hver hverjir
            hvernig hversu hvers vegna hvort hann í og líka mér milli minn mikið má mjög nei núna nú
            sagt sagði sögðu segir sem sér síðan sín sinn þá það þar þau þegar þeir þeirra þess þessi
            þessu þetta þig þið þú takk til talaði töluðu rætt ræddi ræddu um undir utanríkisráðherra
            ráðherra ráðherrann var voru vera verið við vil yfir á áður ár
        """,
        Language("Croatian", "hr"): """
            ako ali bez bi bih bila bile bili bilo bio biti bok čega danas dok dosta drugi gdje gde
            govorio govorili govore hvala hoće hoću ili ima imaju imati iz izjavio iza ipak ja je jedan
            jedna jer jesu jučer još kad kada kaže kazao kao kako kakav kakva kako kod koga koja koje
            koji kojima koju koliko ko kroz li mi mogu može možete molim moj među nakon nas nasuprot
            nešto ni nije niko nisu ništa njegov njegova njih njihov oko on ona oni ono ova ovaj ove ovo
            ovoj pa pod poslije posle prema pre preko prije pored protiv predsjednik razgovarali rekla
            rekao rekli sada samo sam sav se sebe smo spomenuo spomenuli spomenuto su svi sve svoj što
            šta tada taj tamo te ti tijekom tko toga toj tome tu ukratko već vi više vijesti vrlo za
            zašto zbog želim ministar ministra
        """,
        Language("Slovenian", "sl"): """
            ali bil bila bilo bili biti bo bodo brez če da danes do dobro dve gospod govoril govorili
            hvala iz in jaz je jih kaj kakšen kakšna kakor kako kateri katera katero kdaj kdo ker kje
            koliko kot ko lahko le mi minister ministra med menil moj na nad naj nam nas ne nekaj nič
            ni njegov njihov njo o ob od omenil on oni pa po pod pogovarjali povedal pred prej pri
            preko prosim proti rekel rekla rekli še samo se sem si smo so sta svoj ta tako tega tem ter
            ti tista to tudi v včeraj vendar več vse vsi z za zakaj zato zdaj že želim zunanji
        """,
        Language("Slovak", "sk"): """
            aby ako aký aká aké ale alebo ani áno asi až bez boli bol bola bolo bude budú by cez čo ďakujem
            dnes do ešte hovoril hovorili ho ich iba im ja je jeho jej ju kde kedy keď ku kto ktorá ktoré
            ktorí ktorý koľko len ma má majú medzi mi minister ministra mňa môj môže mu na nad nás nie
            niečo nič niekto od on ona oni pod podľa po povedal povedala povedali preto prečo pred pri
            pre prosím proti sa sám si sme som spomenul sú svoj tak tam táto ten tento to tu už v veľmi
            viac však všetko včera vo vy za zo že
        """,
        Language("Catalan", "ca"): """
            abans ahir aleshores algú alguna algun als amb aquell aquest aquesta aquestes aquests
            aquí això avui bon cap cada com contra d'aquest dels demà des després dia digué digui dir
            diu doncs durant ell ella ells els encara entre era és et eren estan està fins fer fet gràcies
            ha han havia hi hola i jo ja l'hi les llavors meu menys meva més ministre molt nosaltres
            només no nostre o on parla parlar parlat parlava pel pels per però perquè pot poden qual
            quan quant què quin quina quines quins qui res s'ha se segons sense ser seu seva si sisplau
            sobre són també tan tot tota tothom tots tu un una va vaig van vosaltres vull
        """,
        Language("Basque", "eu"): """
            aipatu arte arratsalde atzo aurka aurretik bai baina bakarrik barruan batean baten bat
            bere beste bezala bihar bitartean buruz da dago daude dira dio diote dituzte dute du edo
            egin egun egunon ere esan eskerrik eta eurek ez ezer ezin gaur gabe guztiak haiek hango
            hartan hau hauek hemen hitz horrek hori horri hura inor izan kaixo lehen mesedez ministroa
            ministroak nahi nik nola non nondik noiz nor nork ondoren orain oraindik oso zein zen
            zenbat zer zergatik ziren zuek zuen zuten zure
        """,
        Language("Albanian", "sq"): """
            ai ajo asgjë asnjë atë ata çdo çfarë cila cilat cili dhe diçka dje do duke edhe është
            faleminderit foli folën flet gjatë gjithë gjithçka isha ishte ishin jam janë ju kam ka kanë
            keni këtë këto kjo kë ku kundër kur kush lidhje lutem mbi me mirë më ministri ministrit mund
            na ndaj nën nesër nga nëse një nuk ose para pas pasi përmendi për përse po por pra pse prej
            qenë që sa se shumë si sipas sot tani të tha thanë thotë tij tyre unë vetëm vit
        """,
        Language("Afrikaans", "af"): """
            aan alles as asseblief baie daardie dankie dat deur dié dit een ek en gepraat genoem gesê
            gister het hoe hoekom hierdie hom hoeveel hulle hy iemand iets is jou jy kan maar meer moet
            môre na ná nie niemand niks nog nou om ons oor ook praat sal sê sy teen tot tussen uit van
            vandag vir voor waar wanneer was wat watter wie word
        """,
        Language("Welsh", "cy"): """
            ac allan am ar aeth ddywedodd gweinidog weinidog beth ble bod bu chi cyn dda ddim ddoe dros diolch dywedodd ei eu er ers
            faint fod fy gan gyda heb hefyd heddiw hi hon hwn hyn hynny i'r iawn mae maen mewn mo
            nawr neu ni'n nid o'r oedd oes ond os pa pam pan pawb popeth pryd pwy rhwng rydym sut siarad
            siaradodd sydd sy'n trwy wedi wedyn wrth wnaeth y'n yfory ym yma yn yw yr
        """,
        Language("Irish", "ga"): """
            abair agat agus faoin gcruinniú rinne t-aire aige aire an'raibh anois arís atá bhfuil bhí bith bhfear cad cathain cé cén
            chuir conas dúirt duit éigin faoi féin fós freisin gach gan go'raibh inniu inné leis liom
            maith maidir mar más mé mise mbeidh nach níl níor nó ó raibh roimh sé seo sí siad sibh sin
            sinn tá tar tú uair úd
        """,
        Language("Esperanto", "eo"): """
            ajn aliaj ankaŭ antaŭ aŭ ĉar ĉe ĉi ĉiu ĉiuj ĉu dankon de diris du dum ĝi ĝis el en estas
            estis estos ĝin hieraŭ hodiaŭ ili ilia ion iu jam jes ĵus kaj ke kial kiam kie kiel kies
            kio kion kiu kiuj kun kvankam laŭ li lia mi mia multe ne neniu nenio nun nur oni parolis
            plu por post pri saluton sed ŝi sia tamen tiam tie tio tion tiu tre tute via vi
        """,
        Language("Azerbaijani", "az"): """
            amma artıq bəs belə bir bizim bu buna çox çünki dedi dedilər də dəfə deyil edib etdi ən
            haqqında haqda harada hansı hələ həm heç idi ilə indi istəyirəm isə kim ki kimi lazım mən
            mənə nazir naziri necə nə niyə nəyi olan oldu olub olaraq onlar onun öz qədər qarşı sabah
            sağ salam siz sonra sən təşəkkür tərəfindən üçün var və vardır xahiş xarici yalnız yaxşı yenə yoxsa
        """,
    }
)
