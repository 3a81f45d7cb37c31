"""Topics in Spanish, French, Italian, Portuguese and Romanian."""

from __future__ import annotations

ROMANCE = {
    "es": """
sanctions: sancion*; missile: misil*; ballistic missile: misil*_balístico*; missile launch:
    lanzamiento*_de_misil* prueba*_de_misil*; hypersonic: hipersónic*; nuclear weapons:
    arma*_nuclear* arma*_atómica* bomba*_atómica*; nuclear: nuclear nucleares; nuclear test:
    prueba*_nuclear* ensayo*_nuclear*; denuclearization: desnucleariza*; disarmament: desarme*;
deterrence: disuasión*; extended deterrence: disuasión_extendida disuasión_ampliada; alliance:
    alianza*; bases: base_militar* bases bases_militar*; forces: tropas fuerzas fuerzas_armadas
    soldados; exercises: maniobras ejercicios_militar*; abductions: secuestro* secuestrad*
    abduccion* rapto*; gold mine: mina*_de_oro; world heritage: patrimonio_mundial
    patrimonio_de_la_humanidad; cooperation: cooperación*; trilateral cooperation:
    cooperación_trilateral; trilateral: trilateral*; summit: cumbre*; visit: visita visitas visitó;
meeting: reunión reuniones encuentro*; telephone talk: llamada llamadas llamada*_telefónica*
    conversación_telefónica teléfono*; security council: consejo_de_seguridad; resolution:
    resolución resoluciones; sovereignty: soberanía; territorial integrity: integridad_territorial;
Northern Territories: territorios_del_norte kuriles; invasion: invasión* invadi*; war: guerra*;
peace treaty: tratado_de_paz; peace: paz; strait: estrecho*; Taiwan Strait: estrecho_de_taiwán;
islands: isla islas; Indo-Pacific: indo_pacífico indopacífic* indo_pacífica; free and open
    Indo-Pacific: indo_pacífico_libre_y_abierto indopacífico_libre_y_abierto; coronavirus: corona
    pandemia*; vaccine: vacuna*; climate change: cambio_climático climátic* clima; trade: comercio
    comercial*; economy: economía* económic*; economic security: seguridad_económica; supply
    chains: cadena*_de_suministro* cadena*_de_abastecimiento; semiconductors: semiconductor* chips;
human rights: derechos_humanos; refugees: refugiad*; humanitarian aid: ayuda_humanitaria; aid:
    ayuda ayudas; support: apoyo*; host nation support: gastos_de_las_tropas costo_de_las_tropas
    coste_de_las_tropas costos_de_las_tropas apoyo_al_país_anfitrión costes_de_las_tropas; defence
    budget: presupuesto_de_defensa gasto*_de_defensa gasto*_militar*; defence: defensa*; security:
    seguridad; capabilities: capacidades; energy: energía energétic* gas petróleo; whaling:
    ballena* caza_de_ballenas; fisheries: pesca pesquer*; nuclear power plant: central*_nuclear*;
nuclear power: energía_nuclear; treated water: agua*_tratada*; election: eleccion* elección*;
ceasefire: alto_el_fuego alto_al_fuego cese_del_fuego tregua*; hostages: rehén rehenes; terrorism:
    terroris*; cyber: ciber*; coup: golpe_de_estado golpe_militar; relations: relaciones
    relación_entre relaciones_bilaterales; border: frontera*; visa: visado* visa visas; tourism:
    turismo*; treaty: tratado*; agreement: acuerdo*; negotiations: negociacion*; East China Sea:
    mar_de_china_oriental; South China Sea: mar_de_china_meridional mar_del_sur_de_china; comfort
    women: mujeres_de_consuelo mujeres_de_solaz; Olympic: olímpic*; newest first: más_reciente*
    lo_último primero_lo*_más_nuevo*; oldest first: más_antigu*
""",
    "fr": """
: d_accord; sanctions: sanction*; missile: missile*; ballistic missile: missile*_balistique*;
missile launch: tir*_de_missile* lancement*_de_missile*; hypersonic: hypersonique*; nuclear
    weapons: arme*_nucléaire* arme*_atomique* bombe*_atomique*; nuclear: nucléaire*; nuclear test:
    essai*_nucléaire*; denuclearization: dénucléaris*; disarmament: désarmement*; deterrence:
    dissuasion*; extended deterrence: dissuasion_élargie dissuasion_étendue; alliance: alliance*;
bases: bases base_militaire bases_militaires bases_américaines; forces: troupes forces
    forces_armées soldats; exercises: exercices_militaires manœuvres; abductions: enlèvement*
    enlevé* kidnapping* rapt*; gold mine: mine*_d_or; world heritage: patrimoine_mondial;
cooperation: coopération*; trilateral cooperation: coopération_trilatérale; trilateral: trilatéra*;
summit: sommet*; visit: visite visites; meeting: réunion réunions rencontre*; telephone talk:
    appel_téléphonique appels_téléphoniques entretien*_téléphonique* coup_de_fil
    conversation_téléphonique téléphon*; security council: conseil_de_sécurité; resolution:
    résolution*; sovereignty: souveraineté*; territorial integrity: intégrité_territoriale;
Northern Territories: territoires_du_nord kouriles; invasion: invasion* envahi*; war: guerre*;
peace treaty: traité_de_paix; peace: paix; strait: détroit*; Taiwan Strait: détroit_de_taïwan
    détroit_de_taiwan; islands: île îles îlots; Indo-Pacific: indo_pacifique* indopacifique*; free
    and open Indo-Pacific: indo_pacifique_libre_et_ouvert* indopacifique_libre_et_ouvert*;
coronavirus: corona pandémie*; vaccine: vaccin*; climate change: changement*_climatique* climat
    climatique* réchauffement_climatique; trade: commerce commercia*; economy: économie*
    économique*; economic security: sécurité_économique; supply chains: chaîne*_d_approvisionnement
    chaîne*_logistique*; semiconductors: semi_conducteur* semiconducteur*; human rights:
    droits_de_l_homme droits_humains; refugees: réfugié*; aid: aide aides; humanitarian aid:
    aide_humanitaire; support: soutien*; host nation support: coût*_des_troupes
    coût*_de_stationnement soutien_du_pays_hôte frais_de_stationnement; defence budget:
    budget*_de_la_défense budget*_de_défense dépenses_militaires dépenses_de_défense; defence:
    défense*; security: sécurité; capabilities: capacités; energy: énergie* énergétique* gaz
    pétrole; whaling: baleine* chasse_à_la_baleine; fisheries: pêche pêcherie*; nuclear power
    plant: centrale*_nucléaire*; nuclear power: énergie_nucléaire; treated water: eau*_traitée*
    eaux_usées; election: élection*; ceasefire: cessez_le_feu trêve; hostages: otage*; terrorism:
    terroris*; cyber: cyber*; coup: coup_d_état putsch*; relations: relations relations_bilatérales
    liens; border: frontière*; visa: visa visas; tourism: tourism*; treaty: traité traités;
agreement: accord accords; negotiations: négociation*; East China Sea: mer_de_chine_orientale;
South China Sea: mer_de_chine_méridionale; comfort women: femmes_de_réconfort; Olympic: olympique*;
newest first: plus_récent* dernières_déclarations; oldest first: plus_ancien*
""",
    "it": """
sanctions: sanzion*; missile: missil*; ballistic missile: missil*_balistic*; missile launch:
    lanci*_di_missil* test_missilistic*; hypersonic: ipersonic*; nuclear weapons: arma_nucleare
    armi_nucleari armi_atomiche bomb*_atomic*; nuclear: nuclear*; nuclear test: test_nuclear*;
denuclearization: denucleari*; disarmament: disarmo*; deterrence: deterrenza*; extended deterrence:
    deterrenza_estesa; alliance: alleanz*; bases: basi base_militare basi_militari; forces: truppe
    forze forze_armate soldati; exercises: esercitazion*; abductions: rapiment* rapit* sequestr*;
gold mine: minier*_d_oro; world heritage: patrimonio_mondiale patrimonio_dell_umanità; cooperation:
    cooperazion* collaborazion*; trilateral cooperation: cooperazione_trilaterale; trilateral:
    trilateral*; summit: vertice vertici; visit: visita visite; meeting: incontro incontri
    riunion*; telephone talk: telefonat* colloqui*_telefonic* chiamat*; security council:
    consiglio_di_sicurezza; resolution: risoluzion*; sovereignty: sovranità; territorial integrity:
    integrità_territoriale; Northern Territories: territori_del_nord curili; invasion: invasion*;
war: guerra guerre; peace treaty: trattato_di_pace; peace: pace; strait: stretto_di; Taiwan Strait:
    stretto_di_taiwan; islands: isola isole; Indo-Pacific: indo_pacific* indopacific*; free and
    open Indo-Pacific: indo_pacifico_libero_e_aperto indopacifico_libero_e_aperto; coronavirus:
    corona pandemi*; vaccine: vaccin*; climate change: cambiament*_climatic* clima climatic*;
trade: commercio commercial*; economy: economi*; economic security: sicurezza_economica; supply
    chains: caten*_di_approvvigionamento filier*; semiconductors: semicondutt*; human rights:
    diritti_umani; refugees: rifugiat* profugh*; aid: aiuto aiuti; humanitarian aid:
    aiut*_umanitar*; support: sostegno* supporto; host nation support: costi_delle_truppe
    spese_per_le_truppe; defence budget: bilancio_della_difesa spes*_militar* budget_della_difesa;
defence: difesa; security: sicurezza; capabilities: capacità; energy: energia energetic* gas
    petrolio; whaling: caccia_alle_balene balen*; fisheries: pesca; nuclear power plant:
    central*_nuclear*; nuclear power: energia_nucleare; treated water: acqu*_trattat*; election:
    elezion*; ceasefire: cessate_il_fuoco tregua; hostages: ostagg*; terrorism: terroris*; cyber:
    ciber* cyber*; coup: colpo_di_stato golpe; relations: relazioni rapporti; border: confine
    confini; visa: visto_d visti; tourism: turismo*; treaty: trattato trattati; agreement: accordo
    accordi; negotiations: negoziat*; East China Sea: mar_cinese_orientale; South China Sea:
    mar_cinese_meridionale; comfort women: donne_di_conforto; newest first: più_recent*; oldest
    first: più_vecchi* meno_recenti
""",
    "pt": """
sanctions: sanção sanções; missile: míssil mísseis; ballistic missile: míssil_balístico
    mísseis_balísticos; missile launch: lançamento*_de_míss*; hypersonic: hipersônic* hipersónic*;
nuclear weapons: arma*_nuclear* arma*_atômica* bomba*_atômica* bomba*_atómica*; nuclear: nuclear
    nucleares; nuclear test: teste*_nuclear*; denuclearization: desnucleariza*; disarmament:
    desarmamento*; deterrence: dissuasão*; extended deterrence: dissuasão_estendida
    dissuasão_alargada; alliance: aliança*; bases: bases base_militar; forces: tropas forças
    forças_armadas soldados; exercises: exercício*_militar*; abductions: sequestro* sequestrad*
    rapto* abduç*; gold mine: mina*_de_ouro; world heritage: patrimônio_mundial património_mundial
    patrimônio_da_humanidade; cooperation: cooperação*; trilateral cooperation:
    cooperação_trilateral; trilateral: trilatera*; summit: cúpula* cimeira* cimeira; visit: visita
    visitas; meeting: reunião reuniões encontro*; telephone talk: telefonema* ligaç*_telefônica*
    chamada*_telefónica* conversa_telefônica; security council: conselho_de_segurança; resolution:
    resolução resoluções; sovereignty: soberania*; territorial integrity: integridade_territorial;
Northern Territories: territórios_do_norte curilas; invasion: invasão invasões; war: guerra*; peace
    treaty: tratado_de_paz; peace: paz; strait: estreito*; Taiwan Strait: estreito_de_taiwan;
islands: ilha ilhas; Indo-Pacific: indo_pacífic* indopacífic*; free and open Indo-Pacific:
    indo_pacífico_livre_e_aberto indopacífico_livre_e_aberto; coronavirus: corona pandemia*;
vaccine: vacina*; climate change: mudança*_climática* alteraç*_climática* clima climátic*; trade:
    comércio comercia*; economy: economia* econômic* económic*; economic security:
    segurança_econômica; supply chains: cadeia*_de_suprimento* cadeia*_de_abastecimento
    cadeia*_de_fornecimento; semiconductors: semicondutor*; human rights: direitos_humanos;
refugees: refugiad*; humanitarian aid: ajuda_humanitária; aid: ajuda; support: apoio*; host nation
    support: custos_das_tropas despesas_das_tropas; defence budget: orçamento_de_defesa
    orçamento_da_defesa gastos_militares gastos_com_defesa; defence: defesa; security: segurança;
capabilities: capacidades; energy: energia energétic* gás petróleo; whaling: caça_às_baleias
    baleia* caça_à_baleia; fisheries: pesca pesqueir*; nuclear power plant: usina*_nuclear*
    central_nuclear centrais_nucleares; nuclear power: energia_nuclear; treated water: água_tratada
    águas_tratadas; election: eleição eleições; ceasefire: cessar_fogo trégua; hostages: refém
    reféns; terrorism: terroris*; cyber: ciber*; coup: golpe_de_estado golpe_militar; relations:
    relações; border: fronteira*; visa: visto_de vistos; treaty: tratado*; agreement: acordo
    acordos; negotiations: negociaç*; East China Sea: mar_da_china_oriental; South China Sea:
    mar_da_china_meridional mar_do_sul_da_china; comfort women: mulheres_de_conforto; newest first:
    mais_recente*; oldest first: mais_antig*
""",
    "ro": """
sanctions: sancțiun*; missile: rachet*; nuclear weapons: arm*_nuclear* arm*_atomic*; nuclear:
    nuclear*; denuclearization: denucleariz*; disarmament: dezarm*; deterrence: descuraj*
    disuasiun*; extended deterrence: descurajar*_extins*; alliance: alianț*; bases: baze
    baze_militare bazele; forces: trupe trupele forțe* soldați*; abductions: răpir* răpiț*; gold
    mine: min*_de_aur; cooperation: cooper* colabor*; trilateral cooperation:
    cooperar*_trilateral*; summit: summit*; visit: vizit*; meeting: întâlnir* reuniun*; telephone
    talk: convorbir*_telefonic* apel_telefonic; security council: consiliu*_de_securitate;
resolution: rezoluți*; sovereignty: suveranit*; territorial integrity: integrit*_teritorial*;
invasion: invazi*; war: război*; peace treaty: tratat*_de_pace; strait: strâmto*; islands: insul*;
Indo-Pacific: indo_pacific*; coronavirus: corona* pandemi*; vaccine: vaccin*; climate change:
    schimb*_climatic* climat*; trade: comerț* comercial*; economy: economi*; supply chains:
    lanțur*_de_aprovizionare; semiconductors: semiconduct*; human rights: drepturi*_omului;
refugees: refugiaț*; aid: ajutor*; support: sprijin*; defence budget: buget*_apărării; defence:
    apărar*; security: securitat*; energy: energi*; whaling: balen* vânătoar*_de_balene; fisheries:
    pescuit*; nuclear power plant: central*_nuclear*; election: alegeri*; ceasefire:
    încetarea_focului armistiți*; hostages: ostati*; terrorism: teroris*; cyber: ciber*; relations:
    relații* relațiil*; newest first: cele_mai_noi cele_mai_recente; oldest first: cele_mai_vechi
""",
}
