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
        al algo alguien buenos con cómo cuál cuándo cuánto cuántos cuanto cuando dijeron dijo decir
        dicho días del desde donde dónde él ella ellos en entre era es esa ese eso esta está este
        esto fue gracias ha habló hablaron hace hasta hay hola la las le lo los más mencionó muy
        nada ninguno o para pero por porque qué que quién quien se ser si sin sobre son su sus
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
        al alla anche che chi ciao come con cosa cos'ha da dal dalla de degli dei del della delle
        detto di dice disse dove durata è e gli grazie ha hanno il in io la le lo ma nel nella non
        parlato per perché più quale quali quando quanto quanti questo quello se si sono stata
        stato su sua sue sugli sul sulla sulle suo tra un una uno
        """,
    Language("Portuguese", "pt"): """
        ao aos as bom com como da das de dia disse disseram do dos durou e ela ele eles em entre
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
    Language("Indonesian", "id"): """
        ada adalah apa apakah bagaimana berapa dan dari dengan di dia ini itu kapan ke kata
        mengapa oleh pada saya siapa tentang tidak untuk yang
        """,
}

# What questions to a ministry are about, with the months. None of them is an English word.
_KEY_WORDS = {
    "de": """
        abschreckung abkommen abrüstung amtsantritt angriff anruf atomwaffen außenminister
        außenministerium außenministerin aussenminister äußerung äußerungen beziehungen bündnis
        dezember entführung entführungen erklärung erklärungen februar gespräch gespräche gipfel
        inseln januar japanische japanischen juli juni krieg märz mai oktober pressekonferenz
        pressekonferenzen pressemitteilung pressemitteilungen raketen raketentest regierung
        sanktionen sicherheit sicherheitsrat streitkräfte stützpunkte telefonat telefongespräch
        treffen truppen verteidigung vertrag zusammenarbeit neueste frühere über
        """,
    "es": """
        abril acuerdo agosto alianza amenaza apoyo armas artículo bases coreano coronavirus
        comunicado comunicados conferencia conferencias conversación conversaciones cooperación
        cumbre declaración declaraciones defensa derechos desarme diciembre diplomacia disuasión
        ejercicios enero entrevista estados estadounidenses exteriores extranjeros febrero fuerzas
        gobierno guerra humanos islas japón japonés japonesa julio junio llamada mayo militar
        militares minas ministra misiles mundial noviembre nucleares octubre oro patrimonio paz
        países prensa preguntas primer región relaciones respuesta reunión rueda ruedas rusia
        sanciones secuestros seguridad septiembre telefónica tratado tropas ucrania unidos último
        últimas último norte sobre
        """,
    "fr": """
        accord alliance janvier février mars avril mai juin juillet août septembre octobre novembre
        décembre affaires étrangères armes bases communiqué communiqués conférence conférences
        coopération coréen défense déclaration déclarations désarmement dissuasion droits
        enlèvements élargie entretien étrangers étendue gouvernement guerre humains îles japon
        japonais japonaise mines missiles mondiale nucléaire nucléaires or otages paix patrimoine
        pays presse première rencontre réponse réunion russie sécurité sommet soutien
        téléphonique téléphone traité troupes ukraine unis états derniers dernière
        """,
    "it": """
        accordo agosto alleanza aprile armi basi colloquio colloqui comunicati comunicato
        conferenza conferenze cooperazione corea coronavirus deterrenza dicembre dichiarazione
        dichiarazioni difesa diritti diplomazia disarmo esteri estesa febbraio forze gennaio
        giapponese giapponesi giappone giugno governo guerra incontro isole luglio maggio marzo
        militari miniere ministri missili mondiale nord novembre nucleare nucleari oro ottobre
        pace paesi patrimonio rapimenti regione riunione risposta russia sanzioni settembre
        sicurezza sostegno stampa stati sud telefonata telefonico trattato truppe ucraina umani
        uniti ultime ultimo vertice
        """,
    "pt": """
        abril acordo agosto aliança ameaça apoio armas artigo cimeira cúpula comunicado
        comunicados conferência conferências conversa cooperação coreia coletiva coletivas
        declaração declarações defesa desarmamento dezembro direitos diplomacia dissuasão
        entrevista entrevistas estados exteriores estrangeiros fevereiro forças governo guerra
        humanos ilhas imprensa japão japonês japonesa julho junho ligação maio março
        militares minas mísseis ministros mundial norte novembro nuclear nucleares ouro outubro
        patrimônio património paz países perguntas região relações resposta reunião rússia sanções
        segurança sequestros setembro só sobre telefonema telefónica telefônica tratado tropas
        ucrânia unidos último últimas
        """,
    "nl": """
        afschrikking akkoord augustus betrekkingen bondgenootschap buitenlandse conferentie
        december defensie eilanden februari gesprek januari juli juni kernwapens maart mei minister
        mijnen oktober oorlog overleg persbericht persberichten persconferentie persconferenties
        raketten regering samenwerking sancties steun telefoongesprek top veiligheid verdrag
        verklaring verklaringen zaken
        """,
    "pl": """
        atomowa bezpieczeństwo broń czerwca czerwiec grudnia grudzień japonia japonii konferencja
        konferencje kwietnia kwiecień lipca lipiec listopad listopada lutego luty maja marca marzec
        minister ministra ministrów obrona oświadczenie październik października prasowa prasowe
        prasowej rakiety rozmowa rozmowy rząd sankcje sierpień sierpnia spotkanie stycznia styczeń
        traktat ukraina ukrainy wojna wojny września wrzesień wyspy współpraca zagranicznych
        """,
    "tr": """
        abd ada adalar adaları ağustos altın anlaşma anlaşması antlaşması aralık açıklama açıklaması
        açıklamaları bakan bakanı bakanlığı barış basın bildirisi caydırıcılık çin denemesi destek
        dışişleri diplomasi ekim eylül füze füzeler füzesi füzeleri görüşme görüşmesi görüşmeleri
        güvenlik güney haziran hükümet iddia ittifak ittifakı iş işbirliği japonya japon kasım
        kaçırma kore koronavirüs kuzey madeni madenleri mart mayıs nisan nükleer ocak rehine rusya
        savaş savaşı savunma silah silahlar silahları silahsızlanma şubat son soru tatbikat tayvan
        telefon temmuz tehdit toplantı toplantısı ukrayna üs üsler üsleri yaptırım yaptırımlar
        yaptırımları zirve zirvesi
        """,
    "sv": """
        augusti avskräckning avtal december februari försvar januari japanska juli juni kriget krig
        kärnvapen maj mars möte oktober presskonferens pressmeddelande regeringen robotar samarbete
        samtal sanktioner stöd säkerhet telefonsamtal utrikesminister utrikesministern öar
        """,
    "id": """
        agustus desember februari jepang juli juni kepulauan kerja keamanan konferensi korea
        luar maret mei menteri negeri nuklir oktober percakapan perang perjanjian pernyataan pers
        pertahanan pertemuan rudal sanksi sama selatan senjata siaran telepon tiongkok utara
        januari
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
        for word in f"{words} {_KEY_WORDS[language.code]}".split():
            found.setdefault(word, {})[language] = None
    return {word: tuple(languages) for word, languages in found.items()}


@cache
def _by_ending() -> Mapping[str, tuple[Language, ...]]:
    """Map each ending to its languages."""
    found: dict[str, list[Language]] = {}
    for language in _SMALL_WORDS:
        for ending in _ENDINGS[language.code]:
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
