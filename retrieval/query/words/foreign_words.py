"""The words by which languages that are not read are recognised."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache


@dataclass(frozen=True, slots=True)
class Language:
    """A language that is not read: its English name, and its code in CLDR."""

    name: str
    code: str
    joins_words: bool = False


_SMALL_WORDS = {
    Language("German", "de"): """
        aber als auch auf aus bei beim danke das dass dem den denn der des dich dir doch durch ein
        eine einem einen einer eines er es für gab geht gesagt gesprochen gibt guten habe haben hat
        hallo hatte ich ihr ihre im ist ja kann kein keine kannst können könnte mit mich mir nach
        nicht noch nur ob oder ohne sagt sagte sagten sein seine sich sie sind soll über um und uns
        unter vom von vor wann warum was wegen welche welchem welchen welcher welches wem wen wenn
        wer werden wie wieso wir wird wo worden wurde wurden zu zum zur zwischen äußerte erwähnt
        erwähnte bitte tag heute letzte letzten
        """,
    Language("Spanish", "es"): """
        a al algo alguien buenos con cómo cuál cuándo cuánto cuántos cuanto cuando dijeron dijo
        decir dicho días del desde donde dónde él ella ellos en entre era es esa ese eso esta está
        este esto fue gracias ha habló hablaron hace hasta hay hola la las le lo los más mencionó
        muy nada ninguno o para pero por porque qué que quién quien se ser si sin sobre son su sus
        también tiene todo una uno un ustedes y ya el ministro
        """,
    Language("French", "fr"): """
        a au aux avec avez bonjour ce cela ces cette combien comment d'une dans de des dit dire du
        déclaré elle elles en entre est et était ils il je l'a l'appel la le les leur leurs lors
        mais merci ministre ne nous où ou par parlé pas pendant peut plus pour pourquoi qu'a qu'est
        qu'il quand que quel quelle quelles quels qui quoi sa sans se ses son sont sur temps un une
        vers vous à été a-t-il s'il plaît durée
        """,
    Language("Italian", "it"): """
        a al alla anche che chi ciao come con cosa cos'ha da dal dalla de degli dei del della delle
        detto di dice disse dove durata è e gli grazie ha hanno il in io la le lo ma nel nella non
        parlato per perché più quale quali quando quanto quanti questo quello se si sono stata
        stato su sua sue sugli sul sulla sulle suo tra un una uno
        """,
    Language("Portuguese", "pt"): """
        a ao aos as bom com como da das de dia disse disseram do dos durou e ela ele eles em entre
        era essa esse esta este está foi foram há isso mais mas mencionou na nas no nos não o
        obrigado olá os ou para pela pelo por porque qual quais quando quanto quantos que quem se
        sem ser seu sobre são sua também tem um uma você é
        """,
    Language("Dutch", "nl"): """
        aan als ben bij dank dat deze dit door een en er ge gezegd had heb hebben heeft het hij hoe
        hoelang ik is je kan maar met mij naar niet nog of om ons onze ook op over sprak te tot
        tussen uit van voor waarom waar wat we welk welke werd wie wij wordt ze zei zeggen zijn
        zich zou hallo goedendag
        """,
    Language("Polish", "pl"): """
        ale były był było co czy dla do dlaczego gdzie i ile ja jak jaki jakie jest jego jej kiedy
        kto która które który mówił na nad nie o od po powiedział powiedziała przez przy są się
        tak to w wspomniał z za że
        """,
    Language("Turkish", "tr"): """
        bir bu da de dedi için ile kim mi mı mu ne nasıl neden nerede ve var yok zaman hakkında
        söyledi konuştu merhaba
        """,
    Language("Swedish", "sv"): """
        att av den det du en ett för från hade han har hon hur i inte jag kan med men nej när och
        om på sa sade som till tack vad var varför vem vi är
        """,
    Language("Danish", "da"): """
        af blev det den der er et fra har hvad hvem hvilke hvor hvorfor hvordan hvornår ikke kan
        med men når og om på sagde sagt siger som til ved var vi
        """,
    Language("Norwegian", "nb"): """
        av ble det den der er et fra har hva hvem hvilke hvor hvorfor hvordan ikke kan med men når
        og om på sa sagt sier som til ved var vi
        """,
    Language("Finnish", "fi"): """
        että ei hän ja joka kuka kun mikä miksi milloin missä mitä oli on sanoi sekä tai
        """,
    Language("Czech", "cs"): """
        ale co je jak jaký jako jsou kde kdo kdy která které který na nebo o po proč řekl řekla se
        si v ve z že
        """,
    Language("Hungarian", "hu"): """
        a az egy és hogy hogyan ki mi mikor miért mit mondott nem ról ről szól vagy volt
        """,
    Language("Romanian", "ro"): """
        a au ce cine cu când cum de despre din este în la nu pe pentru sau spus și unde
        """,
    Language("Vietnamese", "vi"): """
        bao các có của đã đâu gì khi không là lúc nào nói ở những tại thế trong và về với
        """,
    Language("Indonesian", "id"): """
        ada adalah apa apakah bagaimana berapa dan dari dengan di dia ini itu kapan ke kata
        mengapa oleh pada saya siapa tentang tidak untuk yang
        """,
}

# What questions to a ministry are about, with the months. None of them is an English word.
_KEY_WORDS = {
    "de": """
        abkommen abrüstung abschreckung amtsantritt angriff angriffskrieg anruf atomwaffen
        aussenminister außenminister außenministerin außenministerium außenministers bergwerk besuch
        besuche beziehungen bündnis chinesisch dezember energie entführung entführungen erklärung
        erklärungen erste erweiterte februar flüchtlinge frühere frühling gespräch gespräche gipfel
        goldmine goldminen grenze haltung handel herbst hilfe impfung indopazifik insel inseln jahr
        januar japanische japanischen juli juni kanzler klimawandel krieg mai meinung märz nationen
        neueste nordkorea nordkoreas oktober pandemie pressekonferenz pressekonferenzen
        pressemitteilung pressemitteilungen pressestatement präsident raketen raketenstart
        raketentest regierung reise russland russlands sanktionen sicherheit sicherheitsrat soldaten
        sommer streitkräfte stützpunkt stützpunkte südkorea telefonat telefongespräch treffen
        truppen vereinte verteidigung vertrag welterbe wirtschaft woche zitat zitate zusammenarbeit
        zweite äußerung äußerungen über überfall
        """,
    "es": """
        abierto abril acuerdo agosto alianza amenaza ampliada apoyo archipiélago armas artículo
        ataque ataques ayuda año años balísticos bases cambio canciller chino chinos cita citas
        climática climático comercio comunicado comunicados conferencia conferencias consejo
        conversaciones conversación cooperación corea coreano coronavirus cumbre declaraciones
        declaración defensa derechos desarme diciembre diplomacia disuasión economía económica
        económico ejercicios ejército energía enero ensayo entrevista estados estadounidenses
        estrecho extendida exteriores extranjeros febrero frontera fronteras fuerzas gobierno guerra
        habla hablar hipersónicos humanitaria humanos invasión islas japonesa japoneses japonés
        japón julio junio lanzamiento llamada mayo meses militar militares minas ministra ministros
        misiles mundial naciones norcoreano norcoreanos norte noviembre nucleares octubre opinión
        oro pacífico palabras pandemia patrimonio paz países pesca posición postura preguntas prensa
        presidente primer primera prueba pruebas próxima próximo refugiados región relaciones
        resolución respuesta reunión rueda ruedas rusa rusia ruso salud sanciones secretario
        secuestros segundo seguridad semana septiembre sobre soldados taiwán telefónica tema temas
        territorio tratado tropas ucrania unidas unidos vacunas viaje visita visitar visitas índico
        últimas último
        """,
    "fr": """
        accord affaires alliance année août archipel armes armée attaque attaques avis avril
        balistiques bases chancelier changement chine chinois climatique communiqué communiqués
        conférence conférences conseil coopération corée coréen coréens derniers dernière deuxième
        dissuasion droits décembre déclaration déclarations défense dépenses désarmement détroit
        enlèvements entretien essai frontière février gouvernement guerre humains humanitaire
        janvier japon japonais japonaise juillet juin lancement mai mars mines missiles mois
        mondiale nord-coréen novembre nucléaire nucléaires octobre or otages ouvert pacifique paix
        pandémie parler paroles patrimoine pays première presse président pêche rencontre russe
        russes russie réfugiés réponse résolution réunion santé semaine septembre soldats sommet
        soutien sécurité territoire traité troupes téléphone téléphonique ukraine unies unis vaccins
        visite visites économie économique élargi élargie énergie états étendue étrangers étrangères
        îles
        """,
    "it": """
        accordo agosto aiuti alleanza alleanze anni anno aperto aprile arcipelago armi attacchi
        attacco balistici basi bilaterale bilaterali cambiamenti cambiamento cancelliere chiamata
        cinese cinesi citazione citazioni clima climatica climatico colloqui colloquio commercio
        comunicati comunicato conferenza conferenze confini consiglio cooperazione corea coronavirus
        deterrenza dicembre dichiarazione dichiarazioni difesa diplomazia diritti disarmo economia
        economica economico energia esercito esteri estesa febbraio forze gennaio giappone
        giapponese giapponesi giugno governo guerra incontro invasione isole lancio libero luglio
        maggio marzo mese mesi militari miniere ministri missili mondiale nazioni nord nordcoreani
        nordcoreano novembre nucleare nucleari opinione oro ottobre pace pacifico paesi pandemia
        parlare patrimonio pesca posizione presidente profughi prova rapimenti regione risoluzione
        risposta riunione russa russia russo sanzioni secondo segretario settembre settimana
        sicurezza soldati sostegno spese stampa stati stretto sud telefonata telefonico tema temi
        territorio trattato truppe ucraina ultime ultimo umani umanitari uniti vaccini vertice
        viaggio visita visite
        """,
    "pt": """
        aberto abril acordo agosto ajuda alargada aliança ameaça ano anos apoio armas arquipélago
        artigo ataque ataques balísticos chanceler chineses chinês cimeira citações climática
        climáticas coletiva coletivas comunicado comunicados comércio conferência conferências
        conselho conversa cooperação coreia cúpula declaração declarações defesa desarmamento
        despesas dezembro diplomacia direitos dissuasão economia económica económico econômica
        energia entrevista entrevistas estados estendida estrangeiros estreito exteriores exército
        falar fevereiro forças fronteira gastos governo guerra humanitária humanos ilhas imprensa
        invasão japonesa japoneses japonês japão julho junho lançamento ligação livre maio março
        meses militares minas ministros mudança mudanças mundial mês mísseis nações negócios norte
        norte-coreano novembro nuclear nucleares opinião ouro outubro pacífico palavras pandemia
        património patrimônio paz países perguntas pesca posição presidente primeira primeiro
        refugiados região relações resolução resposta reunião russa russo rússia sanções saúde
        secretário segundo segurança semana sequestros setembro sobre soldados só telefonema
        telefónica telefônica tema temas território teste testes tratado tropas ucrânia unidas
        unidos vacinas viagem visita visitas últimas último
        """,
    "nl": """
        afschrikking akkoord augustus betrekkingen bondgenootschap buitenlandse conferentie december
        defensie eilanden februari gesprek januari juli juni kernwapens maart mei mijnen minister
        oktober oorlog overleg persbericht persberichten persconferentie persconferenties raketten
        regering samenwerking sancties steun telefoongesprek top veiligheid verdrag verklaring
        verklaringen zaken
        """,
    "pl": """
        atomowa bezpieczeństwo broń czerwca czerwiec grudnia grudzień japonia japonii konferencja
        konferencje kwiecień kwietnia lipca lipiec listopad listopada lutego luty maja marca marzec
        minister ministra ministrów obrona oświadczenie październik października prasowa prasowe
        prasowej rakiety rozmowa rozmowy rząd sankcje sierpień sierpnia spotkanie styczeń stycznia
        traktat ukraina ukrainy wojna wojny wrzesień września współpraca wyspy zagranicznych
        """,
    "tr": """
        abd ada adalar adaları adası altın alıntı anlaşma anlaşması antlaşması aralık asker askerler
        ayı açık açıklama açıklamaları açıklaması ağustos aşı bakan bakanlar bakanlığı bakanı
        balistik barış basın basına başkan başkanı bildirileri bildirisi birleşmiş boğazı bölge
        bölgesel bütçesi caydırıcılık deneme denemesi destek değişikliği diplomasi dünya dışişleri
        ekim ekonomi ekonomik enerji eylül füze füzeler füzeleri füzesi fırlatma genişletilmiş görüş
        görüşme görüşmeleri görüşmesi görüşü güney güvenlik hafta harcamaları haziran hükümet iddia
        ikinci iklim ilişkiler ilişkileri ilk ittifak ittifakı iş işbirliği işgal işgali japon
        japonlar japonya kadar karar kararı kasım kaçırma konseyi konuşması kore koronavirüs kuzey
        madeni madenleri mart mayıs meselesi milletler mirası mülteciler nisan nükleer ocak ordu
        ortak rehine rus rusya saldırı saldırısı salgın savaş savaşı savunma sağlık serbest silah
        silahlar silahları silahsızlanma son soru sözleri sürdü sınır tarihli tatbikat tayvan tehdit
        telefon temmuz ticaret toplantı toplantıları toplantısı tutumu ukrayna yaptırım yaptırımlar
        yaptırımları yardım yıl yılı yılında zirve zirvesi ziyaret ziyareti çin çinli üs üsler
        üsleri şubat
        """,
    "sv": """
        augusti avskräckning avtal december februari försvar januari japanska juli juni krig kriget
        kärnvapen maj mars möte oktober presskonferens pressmeddelande regeringen robotar samarbete
        samtal sanktioner stöd säkerhet telefonsamtal utrikesminister utrikesministern öar
        """,
    "id": """
        agustus desember februari januari jepang juli juni keamanan kepulauan kerja konferensi korea
        luar maret mei menteri negeri nuklir oktober perang percakapan perjanjian pernyataan pers
        pertahanan pertemuan rudal sama sanksi selatan senjata siaran telepon tiongkok utara
        """,
}
# How many words of a language end that no list has, and no English word does.
_ENDINGS = {
    "de": ("keit", "keiten", "schaft", "schaften", "ungen", "konferenz", "gespräch"),
    "es": ("ción", "ciones", "sión", "idad", "idades", "amiento", "amientos", "ísimo", "ería"),
    "fr": ("euse", "euses", "ères", "ément"),
    "it": ("zione", "zioni", "enze", "ità", "amento", "amenti", "imento", "imenti", "aggi"),
    "pt": ("ção", "ções", "são", "sões", "dade", "dades", "ência", "ências", "mento", "mentos"),
    "nl": ("heid", "heden", "elijke", "ingen"),
    "pl": ("ość", "ości", "ów", "ego", "owie", "owania", "owanie"),
    "tr": ("ları", "leri", "ması", "mesi", "lığı", "liği", "lığın", "ında", "inde"),
    "sv": ("heten", "erna", "arna", "ningar"),
    "id": ("kannya", "annya"),
}
# Letters that no other of these languages has.
_LETTERS = {
    "de": "ß",
    "es": "ñ",
    "fr": "œ",
    "pt": "ãõ",
    "pl": "łęąśźżćń",
    "tr": "ığş",
    "sv": "å",
}
# They are in English sentences as well.
_COGNATES = frozenset(
    """
    affaires alliance communiqué coronavirus december japonais minister missiles nuclear ukraine
    """.split()
)
_LONGEST_ENDING = 9
_SHORTEST_STEM = 3
_LONG = 7


@cache
def _by_word() -> Mapping[str, tuple[Language, ...]]:
    """Map each small word and key word to its languages."""
    found: dict[str, dict[Language, None]] = {}
    for language, words in _SMALL_WORDS.items():
        for word in f"{words} {_KEY_WORDS.get(language.code, '')}".split():
            found.setdefault(word, {})[language] = None
    return {word: tuple(languages) for word, languages in found.items()}


@cache
def _by_ending() -> Mapping[str, tuple[Language, ...]]:
    """Map each ending to its languages."""
    found: dict[str, list[Language]] = {}
    for language in _SMALL_WORDS:
        for ending in _ENDINGS.get(language.code, ()):
            found.setdefault(ending, []).append(language)
    return {ending: tuple(languages) for ending, languages in found.items()}


def languages_of(word: str) -> tuple[Language, ...]:
    """Return the languages that a word in small letters is of, by the lists or by how it ends."""
    if known := _by_word().get(word):
        return known
    lengths = range(min(_LONGEST_ENDING, len(word) - _SHORTEST_STEM), 1, -1)
    found = (one for n in lengths for one in _by_ending().get(word[-n:], ()))
    return tuple(dict.fromkeys(found))


def has_letters_of(language: Language, words: str) -> bool:
    """Tell whether words have a letter that only this language has."""
    return not frozenset(_LETTERS.get(language.code, "")).isdisjoint(words)


def is_long_key_word(word: str) -> bool:
    """Tell whether a word in small letters is so long and so much of one language that it tells."""
    return len(word) >= _LONG and word in _long_key_words()


@cache
def _long_key_words() -> frozenset[str]:
    return frozenset(" ".join(_KEY_WORDS.values()).split()) - _COGNATES
