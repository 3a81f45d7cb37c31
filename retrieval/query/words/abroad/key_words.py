"""The words by which languages that are not read are recognised."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from retrieval.query.words.abroad.more_small_words import MORE_SMALL_WORDS
from retrieval.query.words.abroad.small_words import SMALL_WORDS, Language

# What questions to a ministry are about, with the months. None of them is an English word.
_KEY_WORDS = {
    "de": """
        abkommen abrüstung abschreckung amtsantritt angriff angriffskrieg anruf atomwaffen aussage
        aussagen aussenminister außenminister außenministerin außenministerium außenministers
        bergwerk besuch besuche beziehungen bündnis chinesisch dezember energie entführung
        entführungen erklärung erklärungen erste erweiterte februar flüchtlinge frühere frühling
        gespräch gespräche gipfel goldmine goldminen grenze haltung handel herbst hilfe impfung
        indopazifik insel inseln jahr januar japanische japanischen juli juni kanzler klima
        klimawandel krieg mai meinung märz nationen neueste nordkorea nordkoreas oktober pandemie
        pressekonferenz pressekonferenzen pressemitteilung pressemitteilungen pressestatement
        präsident raketen raketenstart raketentest regierung reise russland russlands sanktionen
        sicherheit sicherheitsrat soldaten sommer streitkräfte stützpunkt stützpunkte südkorea
        telefonat telefongespräch treffen truppen vereinte verteidigung vertrag welterbe wirtschaft
        woche zitat zitate zusammenarbeit zweite äußerung äußerungen über überfall
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
        konferencje kwiecień kwietnia lipca lipiec listopad listopada lutego luty maja marca
        marzec minister ministra ministrów mówiono mówił mówiła obrona odpowiedział odpowiedziała
        oświadczenie październik października powiedziano powiedział powiedziała powiedzieli
        prasowa prasowe prasowej rakiety rozmawiali rozmawiano rozmawiał rozmowa rozmowy rząd
        sankcje sierpień sierpnia spotkanie stwierdził styczeń stycznia traktat ukraina ukrainy
        wojna wojny wrzesień września wspomniano wspomniał współpraca wyspy zagranicznych
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
    "fi": """
        helmikuussa huhtikuussa joulukuussa kerrottiin kertoiko kesäkuussa lokakuussa maaliskuussa
        mainitsi mainitsiko marraskuussa ministeri ministerin pakotteista puhui puhuiko puhuivat
        puhuttiin sanoiko sanoivat sanottiin sanottu tammikuussa toukokuussa ulkoministeri vastasi
        """,
    "cs": """
        březen března dohoda dohodě duben dubna hranice hranici květen května leden ledna listopad
        listopadu ministra mluvila mluvili mluvilo odpověděl prohlášení prosince prosinec raket
        rakety sankce sankcí sankcích smlouva smlouvě srpen srpna vyjádřil válce války zmínil
        zmínili září únor února červen července červenec června řekli řeklo říjen října
        """,
    "da": """
        april august citat citatet december februar forsvar fortalte hele indvandring januar juli
        juni krig maj marts møde mødet nordkorea november nævnt nævnte oktober omkring omtalt
        omtalte pressemøde regeringen rusland samarbejde sammenhæng sammenhængen samtale
        sanktioner september sikkerhed støtte talt udenrigsminister udenrigsministeren udtalelse
        udtalelser udtalt udtalte vise øer
        """,
    "nb": """
        april august desember februar forsvar fortalte januar juli juni krig mai mars møte møtet
        nevnt nevnte nordkorea oktober omtalt pressekonferanse regjeringen russland samarbeid
        sammenheng sammenhengen samtale sanksjoner sikkerhet sitat sitatet snakke snakket støtte
        utenriksminister utenriksministeren uttalelse uttalelser uttalt uttalte øyer
        """,
    "ro": """
        acord aprilie armament august conferințe conferință cooperare cooperarea coreea daune
        decembrie declarat declarația declarații despre discutat februarie fiecare fraza frontieră
        germania guvernul ianuarie insule insulele iulie iunie legătură martie menționat ministrul
        ministrului noiembrie octombrie pace premierul presă rachete relațiile rusia război
        războiul sancțiuni securitate septembrie sprijin spune tratatul ucraina ucrainei vorbește
        vorbit zis întrebat
        """,
    "hu": """
        augusztus beszélt beszéltek december együttműködés együttműködésről említette említették
        február háború háborúról január július június kijelentés kormány külügyminiszter
        külügyminisztere megállapodás mondtak mondták május március november nyilatkozat
        nyilatkozott október orosz sajtótájékoztató szankciók szankciókról szeptember szó szóba
        tárgyalt tárgyaltak tárgyalás ukrán válaszolt április
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
    "pl": "łśźżń",
    "tr": "ığş",
    "sv": "å",
    "cs": "řěů",
    "hu": "őű",
    "is": "þð",
    "lt": "ėųį",
    "lv": "ķļņģ",
    "sk": "ľĺŕ",
    "eo": "ĉĝĵŝŭ",
    "az": "ə",
    "vi": "ơưăđạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ",
}
# Letters that the others of a family have, and it has not.
_NOT_ITS_LETTERS = {
    "sv": "æø",
    **dict.fromkeys(("da", "nb"), "äö"),
    **dict.fromkeys(("es", "it", "fr", "pt", "ca"), "ășțşţ"),
    **dict.fromkeys(("es", "it"), "ãõâê"),
    **dict.fromkeys(("ro", "it"), "ñãõ"),
}
_LANGUAGES = tuple(dict.fromkeys((*SMALL_WORDS, *MORE_SMALL_WORDS)))
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
    for language, words in (*SMALL_WORDS.items(), *MORE_SMALL_WORDS.items()):
        for word in f"{words} {_KEY_WORDS.get(language.code, '')}".split():
            found.setdefault(word, {})[language] = None
    return {word: tuple(languages) for word, languages in found.items()}


@cache
def _by_ending() -> Mapping[str, tuple[Language, ...]]:
    """Map each ending to its languages."""
    found: dict[str, list[Language]] = {}
    for language in _LANGUAGES:
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


def is_word_of(language: Language, word: str) -> bool:
    """Tell whether the lists have a word in small letters for a language."""
    return language in _by_word().get(word, ())


def has_letters_of(language: Language, words: str) -> bool:
    """Tell whether words have a letter that only this language has."""
    return not frozenset(_LETTERS.get(language.code, "")).isdisjoint(words)


def lacks_letters_of(language: Language, words: str) -> bool:
    """Tell whether words have a letter that this language does not write."""
    return not frozenset(_NOT_ITS_LETTERS.get(language.code, "")).isdisjoint(words)


def languages_by_letters(word: str) -> tuple[Language, ...]:
    """Return the languages that have a letter of a word which no other has."""
    return tuple(one for one in _LANGUAGES if has_letters_of(one, word))


def is_long_key_word(word: str) -> bool:
    """Tell whether a word in small letters is so long and so much of one language that it tells."""
    return len(word) >= _LONG and word in _long_key_words()


@cache
def _long_key_words() -> frozenset[str]:
    return frozenset(" ".join(_KEY_WORDS.values()).split()) - _COGNATES
