"""Topics in German, Dutch, Swedish, Danish and Norwegian."""

from __future__ import annotations

_NORSE = """
alliance: allianse* alliance*; submarine: ubåd* ubåt*; abductions: bortførel* bortføring*; gold
    mine: guldmine* gullgruve*; visit: besøg* besøk*; relations: relationer* relasjon* forhold;
territorial integrity: territorial*_integritet*; invasion: invasion* invasjon*; islands: øer øerne
    øyer øyene; peace treaty: fredstraktat* fredsavtale*; strait: stræde* stredet; free and open
    Indo-Pacific: fri*_og_åben*_indo* fritt_og_åpent_indo*; climate change: klimaændring*
    klimaforandring* klimaendring* klima*; trade: handel handels*; economy: økonomi*; supply
    chains: forsyningskæde* forsyningskjede*; semiconductors: halvleder*; human rights:
    menneskeret* menneskerett*; refugees: flygtning* flyktning*; aid: bistand* nødhjælp* nødhjelp*;
support: støtte*; defence budget: forsvarsbudget*; defence: forsvar*; energy: energi*; whaling:
    hvalfangst*; nuclear power: atomkraft* kernekraft*; election: valg valget; ceasefire:
    våbenhvile* våpenhvile*; hostages: gidsel* gidsl*; terrorism: terror*; cyber: cyber*;
sanctions: sanktion* sanksjon*; missile: missil* raket* rakett*; nuclear weapons: atomvåben*
    atomvåpen* kernevåben* kjernevåpen*; treated water: renset_vand; denuclearization:
    atomafrustning* denuklearisering*; deterrence: afskrækkelse* avskrekking*; extended deterrence:
    udvidet_afskrækkelse* utvidet_avskrekking*; bases: militærbase* base baser; forces: tropper*
    styrker* soldat*; cooperation: samarbejd* samarbeid*; summit: topmøde* toppmøte*; trilateral
    cooperation: trilateral*_samarbejd* trilateral*_samarbeid*; telephone talk: telefonsamtale*;
meeting: møde* møte*; resolution: resolution* resolusjon*; security council: sikkerhedsråd*
    sikkerhetsråd*; sovereignty: suverænitet* suverenitet*; war: krig*; fisheries: fisker*; visa:
    visum visa; vaccine: vaccin* vaksine*; newest first: nyeste*; oldest first: ældste_først
    eldste_først; disarmament: nedrustning*
"""
GERMANIC = {
    "de": """
sanctions: sanktion* strafmaßnahme* handelsstrafe*; missile: rakete* lenkwaffe* marschflugkörper*;
ballistic missile: ballistische*_rakete*; missile launch: raketentest* raketenstart*; nuclear
    weapons: atomwaffe* kernwaffe* nuklearwaffe* nukleare*_waffe* atombombe*; nuclear: atomar*
    nuklear* atomprogramm*; nuclear test: atomtest* kernwaffentest* nukleartest*; denuclearization:
    denuklearisierung* entnuklearisierung*; hypersonic: hyperschall*; disarmament: abrüstung*;
deterrence: abschreckung*; extended deterrence: erweiterte*_abschreckung*; alliance: bündnis*
    allianz*; Japan US alliance: japanisch_amerikanische*_bündnis*; bases: stützpunkt* militärbas*
    us_bas* militärstützpunkt*; forces: truppe truppen truppenstärke streitkräft* soldaten;
exercises: manöver* militärübung*; abductions: entführung* entführte* verschleppung* verschleppte*;
gold mine: goldmine* goldbergwerk*; world heritage: welterbe* weltkulturerbe*; cooperation:
    zusammenarbeit* kooperation*; trilateral cooperation: trilaterale*_zusammenarbeit*
    trilaterale*_kooperation* dreiseitige*_zusammenarbeit*; trilateral: trilateral*; summit: gipfel
    gipfels gipfeltreffen*; visit: besuch besuche besuchs besuchen staatsbesuch*; meeting: treffen
    treffens begegnung*; telephone talk: telefonat* telefongespräch* anruf anrufe
    telefonkonferenz*; security council: sicherheitsrat*; resolution: resolution*; sovereignty:
    souveränität*; territorial integrity: territoriale*_integrität* territoriale*_unversehrtheit*;
territory: hoheitsgebiet* staatsgebiet* territorium*; Northern Territories: nordterritorien*
    nördliche*_territorien* kurilen*; invasion: invasion* überfall* angriffskrieg* einmarsch*; war:
    krieg kriegs krieges kriege; peace treaty: friedensvertrag*; peace: frieden friedens; strait:
    straße_von meerenge*; Taiwan Strait: taiwanstraße* straße_von_taiwan; islands: insel inseln
    inselgruppe*; Indo-Pacific: indopazifik* indo_pazifik* indopazifisch*; free and open
    Indo-Pacific: freie*_und_offene*_indopazifik* freie*_und_offene*_indo_pazifik*; coronavirus:
    corona* pandemie*; vaccine: impfstoff* impfung*; climate change: klimawandel* klima
    klimaschutz* klimakrise*; trade: handel handels handelsabkommen* außenhandel*; economy:
    wirtschaft wirtschaftlich* wirtschaftslage*; economic security: wirtschaftssicherheit*
    wirtschaftliche*_sicherheit*; supply chains: lieferkette*; semiconductors: halbleiter*; human
    rights: menschenrecht*; refugees: flüchtling* geflüchtete*; evacuees: evakuiert*; humanitarian
    aid: humanitäre*_hilfe; aid: hilfe hilfen hilfsgüter* entwicklungshilfe*; support:
    unterstützung*; host nation support: kosten_der_truppen* kosten_der_stationierung
    kosten_für_die_truppen* kosten_der_us_truppen* stationierungskosten* truppenstationierung*;
defence budget: verteidigungshaushalt* verteidigungsetat* verteidigungsausgaben* wehretat*;
defence: verteidigung*; security: sicherheit sicherheits sicherheitspolitik*; capabilities:
    fähigkeiten; counterstrike capabilities: gegenschlag* gegenangriff*; energy: energie energi*
    gas erdgas erdöl; whaling: walfang* walfänger*; fisheries: fischer*; nuclear power plant:
    atomkraftwerk* kernkraftwerk* akw; nuclear power: atomkraft* kernenergie*; treated water:
    aufbereitete*_wasser* behandelte*_wasser* kühlwasser*; election: wahl wahlen
    präsidentschaftswahl* parlamentswahl*; ceasefire: waffenruhe* waffenstillstand* feuerpause*;
hostages: geisel*; terrorism: terror*; cyber: cyber*; coup: putsch* staatsstreich*; relations:
    beziehung beziehungen; border: grenze grenzen; visa: visum visa; tourism: tourismus*; treaty:
    vertrag vertrags verträge; agreement: abkommen*; negotiations: verhandlung*; East China Sea:
    ostchinesische*_meer*; South China Sea: südchinesische*_meer*; comfort women: trostfrau*;
Olympic: olympi*; development: entwicklungszusammenarbeit*; newest first: neueste_zuerst
    neuste_zuerst neueste neuesten neuste neusten jüngste_zuerst; oldest first: älteste_zuerst
    chronologisch*
""",
    "nl": """
sanctions: sanctie*; missile: raket*; ballistic missile: ballistische_raket*; nuclear weapons:
    kernwapen* atoomwapen* kernbom* atoombom*; nuclear test: kernproef* kernproeven;
denuclearization: denuclearisati* kernontwapening*; disarmament: ontwapening*; nuclear: nucleair*;
deterrence: afschrikking*; extended deterrence: uitgebreide_afschrikking*; hypersonic:
    hypersonisch*; alliance: alliantie* bondgenootschap*; bases: basis bases basissen
    militaire_basis* legerbas*; forces: troepen* strijdkracht* soldaten; exercises: oefening*;
abductions: ontvoering* ontvoerde*; gold mine: goudmijn*; world heritage: werelderfgoed*;
cooperation: samenwerking*; trilateral cooperation: trilaterale_samenwerking*; trilateral:
    trilateraal trilaterale; summit: topontmoeting* top_van topconferentie*; visit: bezoek*
    staatsbezoek*; meeting: ontmoeting* bijeenkomst* vergadering*; telephone talk: telefoongesprek*
    telefoontje* belde; security council: veiligheidsraad*; resolution: resolutie*; sovereignty:
    soevereiniteit*; territorial integrity: territoriale_integriteit*; invasion: invasie* inval;
war: oorlog*; peace treaty: vredesverdrag*; peace: vrede; strait: zeestraat* straat_van; Taiwan
    Strait: straat_van_taiwan; islands: eiland*; Indo-Pacific: indo_pacific* indopacific*
    indo_pacifisch*; free and open Indo-Pacific: vrije_en_open_indo_pacific*; Northern Territories:
    noordelijke_gebieden koerilen; coronavirus: corona* pandemie*; vaccine: vaccin*; climate
    change: klimaat*; trade: handel handels*; economy: economie* economisch*; supply chains:
    toeleveringsketen* leveringsketen*; semiconductors: halfgeleider* chips; human rights:
    mensenrecht*; refugees: vluchteling*; humanitarian aid: humanitaire_hulp* noodhulp*; aid: hulp;
support: steun ondersteuning*; host nation support: stationeringskosten*; defence budget:
    defensiebegroting* defensiebudget* defensie_uitgaven*; defence: defensie*; security: veiligheid
    veiligheids*; capabilities: capaciteit* vermogens; energy: energie* gas; whaling: walvisvaart*
    walvisjacht*; fisheries: visserij*; nuclear power plant: kerncentrale*; nuclear power:
    kernenergie*; treated water: gezuiverd_water behandeld_water; election: verkiezing*; ceasefire:
    staakt_het_vuren wapenstilstand*; hostages: gijzel* gegijzeld*; terrorism: terroris* terreur*;
cyber: cyber*; coup: staatsgreep*; relations: betrekking* relaties; border: grens grenzen; visa:
    visum visa; treaty: verdrag*; agreement: akkoord* overeenkomst*; negotiations: onderhandeling*;
East China Sea: oost_chinese_zee; South China Sea: zuid_chinese_zee; comfort women: troostmeisje*;
newest first: nieuwste_eerst nieuwste meest_recente; oldest first: oudste_eerst
""",
    "sv": """
sanctions: sanktion*; missile: robotar* robotvapen* missil* raket*; nuclear weapons: kärnvapen*
    atomvapen* atombomb*; nuclear test: kärnvapenprov* provsprängning*; disarmament: nedrustning*;
denuclearization: kärnvapennedrustning* denuklearisering*; deterrence: avskräckning*; extended
    deterrence: utvidgad_avskräckning* utökad_avskräckning*; alliance: allians*; bases: bas baser
    baserna militärbas*; forces: trupper* styrkor* soldat*; exercises: övning*; abductions:
    bortförande* kidnappning* bortförda; gold mine: guldgruv*; world heritage: världsarv*;
cooperation: samarbet*; trilateral cooperation: trilateral*_samarbet*; summit: toppmöte*; visit:
    besök*; meeting: möte* sammanträd*; telephone talk: telefonsamtal*; security council:
    säkerhetsråd*; resolution: resolution*; sovereignty: suveränitet*; territorial integrity:
    territoriell*_integritet*; invasion: invasion*; war: krig*; peace treaty: fredsavtal*
    fredsfördrag*; strait: sund sundet taiwansundet; islands: öar öarna ögrupp*; Taiwan Strait:
    taiwansund*; Indo-Pacific: indo_stillahavs* indopacifi*; coronavirus: corona* pandemi*; free
    and open Indo-Pacific: fri*_och_öppe*_indo*; vaccine: vaccin*; climate change: klimat*; trade:
    handel handeln handels*; economy: ekonomi*; supply chains: leveranskedj* försörjningskedj*;
semiconductors: halvledar*; human rights: mänskliga_rättigheter*; refugees: flykting*; humanitarian
    aid: humanitär*_hjälp*; aid: bistånd* nödhjälp*; support: stöd stödet; defence budget:
    försvarsbudget* försvarsanslag*; defence: försvar*; security: säkerhet*; energy: energi*;
whaling: valfångst* valjakt*; fisheries: fiske*; nuclear power plant: kärnkraftverk*; nuclear
    power: kärnkraft*; treated water: renat_vatten; election: val valet presidentval*; ceasefire:
    eldupphör* vapenvila* vapenstillestånd*; hostages: gisslan*; terrorism: terror*; cyber: cyber*;
coup: kupp kuppen statskupp*; relations: relation*; treaty: fördrag*; agreement: avtal*; visa:
    visum; negotiations: förhandling*; newest first: nyaste* senaste_först; oldest first:
    äldsta_först
""",
    "da": _NORSE,
    "nb": _NORSE,
}
