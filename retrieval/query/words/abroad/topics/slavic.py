"""Topics in Russian, Ukrainian, Bulgarian, Polish, Czech and Slovak."""

from __future__ import annotations

_CZECH = """
sanctions: sankc* sankci*; missile: raket* střel* strel*; ballistic missile: balistick*_raket*
    balistick*_střel*; nuclear weapons: jadern*_zbra* jadrov*_zbra* atomov*_zbra* atomov*_bomb*
    jadrov*_zbran* jaderných_zbraní; nuclear: jadern* jadrov*; nuclear test: jadern*_test*
    jadern*_zkouš*; denuclearization: denukleariza*; disarmament: odzbroj*; deterrence: odstraš*
    zastraš*; extended deterrence: rozšířen*_odstraš* rozšíren*_odstraš*; alliance: alianc*
    spojenect* spojenectv*; bases: základn*; forces: vojsk* jednot* ozbrojen*_sil* vojáci vojáků*;
abductions: únos* unesen*; gold mine: zlat*_důl* zlat*_dol* zlat*_baň*; world heritage:
    světov*_dědictv*; cooperation: spoluprác* spoluprac*; trilateral cooperation:
    trojstrann*_spolup* třístrann*_spolup* trilateráln*_spolup*; summit: summit*; visit: návštěv*
    návštev*; meeting: setkán* jednán* stretnut* schůz*; telephone talk: telefon* telefonát*;
security council: rad*_bezpečnosti bezpečnostn*_rad*; resolution: rezoluc* rezolúc*; sovereignty:
    svrchovanost* suverenit* zvrchovanos*; territorial integrity: územn*_celistvos*
    územn*_integrit* teritoriáln*_integrit*; invasion: invaz* invázi* vpád*; war: válk* vojn*;
peace treaty: mírov*_smlouv* mierov*_zmluv*; strait: průliv* prieliv* úžin*; Taiwan Strait:
    tchajwansk*_průliv*; islands: ostrov*; Indo-Pacific: indo_pacifi* indopacifi*
    indickotichomořsk* indo_tichomořsk*; coronavirus: koronavir* pandemi* covid*; vaccine: vakcín*
    očkován*; climate change: změn*_klimatu klimatick* klimat* zmen*_klímy; trade: obchod*;
economy: ekonomik* hospodářs* hospodárs*; supply chains: dodavatelsk*_řetěz* dodávateľsk*_reťaz*;
semiconductors: polovodič*; human rights: lidsk*_práv* ľudsk*_práv*; refugees: uprchl* utečen*;
humanitarian aid: humanitárn*_pomoc*; aid: pomoc*; support: podpor*; defence budget:
    rozpočet_na_obranu obrann*_rozpoč* výdaj*_na_obranu; defence: obran*; security: bezpečnost*;
energy: energi* energetik*; whaling: lov*_velryb velryb* veľr*; fisheries: rybolov*; nuclear power
    plant: jadern*_elektrárn* jadrov*_elektrár*; election: volby voleb volbách voľby; ceasefire:
    příměř* prímer*; hostages: rukojm*; terrorism: teroris* teror*; cyber: kyber*; relations:
    vztah* vzťah*; negotiations: jednání rokovan*; border: hranic*; newest first: nejnovější*
    najnovši*; oldest first: nejstarší* najstarši*
"""
SLAVIC = {
    "ru": """
sanctions: санкци*; missile: ракет*; ballistic missile: баллистическ*_ракет*; missile launch:
    запуск*_ракет* пуск*_ракет*; hypersonic: гиперзвук*; nuclear weapons: ядерн*_оружи*
    атомн*_оружи* атомн*_бомб*; nuclear: ядерн*; nuclear test: ядерн*_испытани*; denuclearization:
    денуклеаризаци*; disarmament: разоружени*; deterrence: сдерживани*; extended deterrence:
    расширенн*_сдерживани*; alliance: альянс* союз союза союзе союзу; bases: военн*_баз* база базы
    баз базах базами; forces: войск* войска контингент* вооруженн*_сил*; exercises: учения учений
    учениях; abductions: похищени* похищенн*; gold mine: золот*_рудник* золот*_шахт* золот*_прииск*
    рудник*; Sado: садо; world heritage: всемирн*_наследи*; cooperation: сотрудничеств*; trilateral
    cooperation: трехсторонн*_сотрудничеств*; trilateral: трехсторонн*; summit: саммит*; visit:
    визит* поездк*; meeting: встреч* заседани*; telephone talk: телефонн* звонок звонк*
    телефонн*_разговор* телефонн*_переговор*; security council: совет*_безопасности совбез*;
resolution: резолюци*; sovereignty: суверенитет*; territorial integrity:
    территориальн*_целостност*; Northern Territories: северн*_территори* курил* курильск*;
invasion: вторжени* нападени*; war: война войны войне войну войной; peace treaty: мирн*_договор*;
peace: мир мира мире; strait: пролив*; Taiwan Strait: тайваньск*_пролив*; islands: остров*;
Okinawa: окинав*; Senkaku: сэнкаку; Indo-Pacific: индо_тихоокеанск* итр; free and open
    Indo-Pacific: свободн*_и_открыт*_индо_тихоокеанск*; coronavirus: коронавирус* ковид* пандеми*;
vaccine: вакцин*; climate change: изменени*_климата климат*; trade: торговл* торгов*; economy:
    экономик* экономическ*; economic security: экономическ*_безопасност*; supply chains:
    цепоч*_поставок цеп*_поставок; semiconductors: полупроводник*; human rights: прав*_человека;
refugees: беженц* беженец*; humanitarian aid: гуманитарн*_помощ*; aid: помощ*; support: поддержк*;
host nation support: содержани*_войск расход*_на_содержание; defence budget: оборонн*_бюджет*
    бюджет*_обороны военн*_бюджет* военн*_расход* расход*_на_оборону; defence: оборон*; security:
    безопасност*; capabilities: потенциал* возможност*; energy: энергетик* энергетическ* энерги*
    газ газа нефть нефти; whaling: китобойн* охот*_на_китов; fisheries: рыболов*; nuclear power
    plant: аэс атомн*_электростанци*; treated water: очищенн*_вод*; election: выбор*; ceasefire:
    прекращени*_огня перемири*; hostages: заложник*; terrorism: террор*; cyber: кибер*; coup:
    переворот*; relations: отношени*; border: границ*; visa: виз визы визу визовы*; treaty:
    договор*; agreement: соглашени*; negotiations: переговор*; East China Sea:
    восточно_китайск*_мор*; South China Sea: южно_китайск*_мор*; comfort women:
    женщин*_для_утешения; TPP: ттп; ASEAN: асеан; APEC: атэс; NATO: нато; UN: оон; G7:
    большая_семерка большой_семерки семерк*; G20: большой_двадцатки двадцатк*; Quad: квад куад;
IPEF: ипеф; Olympic: олимпи*; newest first: сначала_нов* самые_нов* новые_сначала
    последние_сначала; oldest first: сначала_стар* самые_стар*
""",
    "uk": """
sanctions: санкці*; missile: ракет*; ballistic missile: балістичн*_ракет*; missile launch:
    запуск*_ракет* пуск*_ракет*; hypersonic: гіперзвук*; nuclear weapons: ядерн*_збро*
    атомн*_збро*; nuclear: ядерн*; nuclear test: ядерн*_випробуван*; denuclearization:
    денуклеаризац*; disarmament: роззброєн*; deterrence: стримуван*; extended deterrence:
    розширен*_стримуван*; alliance: альянс* союз союзу; bases: військов*_баз* база бази баз базах;
forces: війська військ військами збройн*_сил*; exercises: навчання; abductions: викраден* викрад*;
gold mine: золот*_копальн* золот*_рудник* золот*_шахт*; Sado: садо; world heritage:
    світов*_спадщин*; cooperation: співпрац* співробітництв*; trilateral cooperation:
    тристоронн*_співпрац* тристоронн*_співробітництв*; trilateral: тристоронн*; summit: саміт*;
visit: візит* поїздк*; meeting: зустріч* засідан*; telephone talk: телефонн* дзвінок дзвінк*;
security council: рад*_безпеки радбез*; resolution: резолюці*; sovereignty: суверенітет*;
territorial integrity: територіальн*_цілісн*; Northern Territories: північн*_територі* курил*;
invasion: вторгнен* напад*; war: війна війни війні війну війною; peace treaty: мирн*_договор*
    мирн*_договір*; peace: мир миру мирі; strait: проток*; Taiwan Strait: тайванськ*_проток*;
islands: остров* острів*; Okinawa: окінав*; Senkaku: сенкаку; Indo-Pacific: індо_тихоокеан*; free
    and open Indo-Pacific: вільн*_та_відкрит*_індо_тихоокеан* вільн*_і_відкрит*_індо_тихоокеан*;
coronavirus: коронавірус* ковід* пандемі*; vaccine: вакцин*; climate change: змін*_клімату клімат*;
trade: торгівл* торговельн*; economy: економік* економічн*; economic security: економічн*_безпек*;
supply chains: ланцюг*_постачання ланцюж*_постачання; semiconductors: напівпровідник*; human
    rights: прав*_людини; refugees: біженц* біженец*; humanitarian aid: гуманітарн*_допомог*; aid:
    допомог*; support: підтримк*; host nation support: утриман*_військ; defence budget:
    оборонн*_бюджет* бюджет*_оборони військов*_видатк* видатк*_на_оборону; defence: оборон*;
security: безпек*; capabilities: спроможн*; energy: енерг* газ газу нафт*; whaling: китобійн*;
fisheries: рибальств*; nuclear power plant: аес атомн*_електростанц*; treated water: очищен*_вод*;
election: вибори виборів виборах; ceasefire: припинен*_вогню перемир*; hostages: заручник*;
terrorism: терор*; cyber: кібер*; coup: переворот*; relations: відносин*; border: кордон*; treaty:
    договір договор*; agreement: угод*; negotiations: переговор*; ASEAN: асеан; NATO: нато; UN:
    оон; G7: великої_сімки велика_сімка; Quad: квад куад; newest first: спочатку_нов* найновіш*;
oldest first: спочатку_стар* найстаріш*
""",
    "bg": """
sanctions: санкци*; missile: ракет*; ballistic missile: балистичн*_ракет*; nuclear weapons:
    ядрен*_оръжи* атомн*_оръжи*; nuclear: ядрен*; denuclearization: денуклеаризаци*; deterrence:
    възпиран*; extended deterrence: разширен*_възпиран*; alliance: алианс* съюз съюза; bases: бази
    базите военн*_баз*; forces: войски войските войск*; abductions: отвличан* отвлечен*; gold mine:
    златн*_мин*; cooperation: сътрудничеств*; trilateral cooperation: тристранн*_сътрудничеств*;
summit: срещ*_на_върха; visit: посещени* визит*; meeting: срещ*; telephone talk: телефон*; security
    council: съвет*_за_сигурност; resolution: резолюци*; sovereignty: суверенитет*; territorial
    integrity: териториалн*_цялост*; invasion: инвази* нахлуван*; war: война войната; peace treaty:
    мирен_договор мирни*_договор; strait: проток* пролив*; islands: остров*; Indo-Pacific:
    индо_тихоокеан*; coronavirus: коронавирус* ковид* пандеми*; climate change: климат*
    изменени*_на_климата; trade: търгови*; economy: икономик* икономическ*; supply chains:
    вериг*_за_доставк*; semiconductors: полупроводник*; human rights: човешк*_прав*
    права*_на_човека; refugees: бежанц*; aid: помощ*; support: подкреп*; defence: отбран*;
security: сигурност*; energy: енерги*; whaling: китолов*; election: избори*; ceasefire:
    прекратяване_на_огъня примири*; hostages: заложни*; terrorism: терор*; cyber: кибер*;
relations: отношени*; newest first: най_нов*; oldest first: най_стар*
""",
    "pl": """
sanctions: sankcj*; missile: rakiet* pocisk*; ballistic missile: rakiet*_balistyczn*
    pocisk*_balistyczn*; hypersonic: hiperso* hipersonicz*; nuclear weapons: bro*_jądrow*
    bro*_nuklearn* bro*_atomow* bomb*_atomow*; nuclear: nuklearn* jądrow*; nuclear test:
    prób*_jądrow* prób*_nuklearn*; denuclearization: denukleary*; disarmament: rozbroj*;
deterrence: odstrasz*; extended deterrence: rozszerzon*_odstrasz*; alliance: sojusz*; bases: baza
    bazy baz bazach baz*_wojskow*; forces: wojsk* oddział* sił*_zbrojn* żołnierz*; exercises:
    ćwicze*; abductions: porwa* uprowadz*; gold mine: kopalni*_złota kopalń_złota; world heritage:
    światow*_dziedzictw* dziedzictw*_światow*; cooperation: współprac*; trilateral cooperation:
    współprac*_trójstronn* trójstronn*_współprac*; trilateral: trójstronn*; summit: szczyt*; visit:
    wizyt*; meeting: spotka* posiedz*; telephone talk: rozmow*_telefoniczn* telefon*; security
    council: rad*_bezpieczeństwa; resolution: rezolucj*; sovereignty: suwerenno*; territorial
    integrity: integralno*_terytorialn*; Northern Territories: terytori*_północn* kuryl*; invasion:
    inwazj* napaś* agresj*; war: wojna wojny wojnie wojnę wojną; peace treaty: traktat*_pokojow*
    układ*_pokojow*; peace: pokój pokoju; strait: cieśnin*; Taiwan Strait: cieśnin*_tajwańsk*;
islands: wyspa wyspy wysp wyspach; Okinawa: okinaw*; Indo-Pacific: indo_pacyfik* indopacyfik*; free
    and open Indo-Pacific: woln*_i_otwart*_indo_pacyfik* woln*_i_otwart*_indopacyfik*; coronavirus:
    koronawirus* pandemi*; vaccine: szczepion*; climate change: zmian*_klimat* klimat*; trade:
    handel* handlow* handlu; economy: gospodark* gospodarcz* ekonomi*; economic security:
    bezpieczeństw*_gospodarcz*; supply chains: łańcuch*_dostaw; semiconductors: półprzewodnik*;
human rights: praw*_człowieka; refugees: uchodźc*; humanitarian aid: pomoc*_humanitarn*; aid: pomoc
    pomocy; support: wsparci*; host nation support: koszt*_stacjonowania koszt*_wojsk; defence
    budget: budżet*_obronn* budżet*_na_obronę wydat*_na_obronę wydat*_obronn*; defence: obron*;
security: bezpieczeństw*; capabilities: zdolności*; energy: energi* energetyk* gaz gazu ropy;
whaling: wielorybnictw* wieloryb*; fisheries: rybołów*; nuclear power plant: elektrowni*_jądrow*
    elektrowni*_atomow*; treated water: oczyszczon*_wod*; election: wybory wyborów wyborach;
ceasefire: zawieszeni*_broni rozejm*; hostages: zakładni*; terrorism: terror*; cyber: cyber*; coup:
    zamach*_stanu; relations: stosunk* relacj*; border: granic*; treaty: traktat*; agreement: umow*
    porozumieni*; negotiations: negocjacj*; East China Sea: morz*_wschodniochiński*; South China
    Sea: morz*_południowochiński*; newest first: najnowsz* od_najnowszych; oldest first: najstarsz*
    od_najstarszych
""",
    "cs": _CZECH,
    "sk": _CZECH,
}
