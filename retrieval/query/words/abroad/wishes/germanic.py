"""The words of wishes in German, Dutch, Swedish, Danish and Norwegian."""

from __future__ import annotations

from retrieval.query.words.abroad.small_words import Language

GERMANIC = {
    Language("German", "de"): """
asked: über gesagt sagt sagte sagten sagen sprach gesprochen spricht erwähnt äußerte minister-
small: hast davon die der das in am war machen alles all noch ups hoppla bitte mach wochenende
    danke etwas hi schön schöne schönes gut guten gute gar paar euren eure ihren entschuldigung
    entschuldigen verzeihung bräuchte hätte dürfte leider nochmal künftig stück verstehe versteh
    kapiere bekommen erhalten kriegen haben mag gibt's hab
show: zeig- anzeig- gib geben lies lesen sehen schau- anschau- öffne- bring-
more: weiter nächste fortfahren fortsetzen noch+was noch+mehr mehr weiter- nächst- fortfahr-
    fortsetz- fortgesetzt mach+weiter andere- übrig- restlich-
result: ergebnis- treffer- zitat- antwort- aussage- fundstelle- beleg- seite- beispiel- resultat-
before: davor vorher- vorausgeh- vorangeh- danach drumherum umgeb- zuvor folgend- dahinter
    nachfolg- vor nach drumrum
sentence: satz sätze satzes sätzen absatz- abschnitt- zeile- passage- zitat- stelle- aussage-
    wort- text-
comes: war steht stand kommt kam
context: kontext- zusammenhang- umfeld
whole: ganz- vollständig- komplett- gesamt- volle-
undo: rückgängig zurücknehm- widerruf- wiederherstell- undo nimm+zurück
back: zurück versehen- versehentlich
subscribe: abonnieren abonnier- anmelden
notify: benachrichtig- informier- bescheid alarmier- verständig- erinner- melde laufenden
notices: benachrichtigung- nachricht- meldung- abo abos abonnement- mail- mitteilung- alarm-
    newsletter push
send: schick- schreib- send- zusend-
unsubscribe: abbestellen abmelden abbestell- abmeld- kündig- gekündigt deabonnier- meld-+ab
    bestell-+ab
stop: nicht aufhör- hör stopp- stop kein- nicht+mehr beend- lösch- storn- abschalt- ausschalt-
    schalt-+ab schalt-+aus schluss genug ruhe
when: wenn sobald falls
news: neues neue neuen neuer neuigkeit-
newest: neuest- neust- jüngst- aktuellst- letzt-
first: zuerst oben sortier- absteigend anfang beginn- ordn- anfangen
want: möchte will hätte gern gerne würde brauche einrichten richte anlegen
my: meine meinen mein
which: welche welchen
thanks: danke dank vielen+dank dankeschön danke- bedank- merci
praise: passt genau such- gesucht brauch- gebraucht wollt- perfekt super toll- prima hilfreich
    geholfen nett- klasse hilfe schnell- großartig wunderbar lieb freundlich spitze
hello: hallo hi servus moin hey grüß- guten+tag guten+morgen guten+abend
bye: tschüs- tschüss tschau wiedersehen wiederhören ciao bis+bald bis+morgen bis+später bis+dann
    gute+nacht schönen+tag schönen+abend schönes+wochenende feierabend mach's
help: hilf hilfe helfen hilfst hilft anleitung verstehe+nicht
how: wie
use: benutz- nutz- funktionier- geht bedien- verwend- frag- fragen
can: kannst können könnt- kann
what: was
you: du sie dich ihnen ihr dir eigentlich
who: wer
bot: bot roboter maschine mensch computer programm ki person
""",
    Language("Dutch", "nl"): """
asked: over gezegd zei zegt zeggen sprak gesproken minister- vermeld-
small: de in is er doen allemaal van dit dat was sorry graag even eens alsjeblieft alstublieft aub
    svp hoi jullie je zou kunt snap begrijp fijne mooie prettige goede hoor eigenlijk ontvangen
    krijgen hebben hier het die
show: toon tonen laat+zien laten+zien zie zien geef geven lees lezen bekijk-
more: volgende meer volgend- verder doorgaan vervolg- ga+door andere overige rest
result: resultaat- resultaten citaat- citaten antwoord- uitspraak uitspraken treffer- pagina-
before: ervoor voorafgaand- vorige voor daarvoor erna daarna omringend- eromheen rondom erbij
    vooraf voorgaand-
sentence: zin zinnen alinea- passage- regel- citaat- stuk tekst-
comes: was staat stond komt kwam
context: context- samenhang verband
whole: hele heel volledig- gehele complete
undo: herstellen ongedaan terugdraai- herstel- undo draai+terug
back: terug
subscribe: abonneer- abonneren aanmelden inschrijv- inschrijven
notify: waarschuw- verwittig- informeer- notificeer- hoogte seintje bericht+wanneer laat+weten
    meld- houd+hoogte
notices: melding- bericht- abonnement- notificatie- mail- mails e-mails waarschuwing- nieuwsbrief-
send: stuur sturen zend- schrijf schrijven mailen
unsubscribe: uitschrijven afmeld- uitschrijv- opzeg- opzeggen afmelden meld-+af schrijf+uit zeg+op
stop: niet stop stoppen geen annuleer- annuleren verwijder- niet+meer beëindig- uitzetten zet+uit
    genoeg hou+op ophouden
when: wanneer zodra als
news: nieuws nieuwe nieuw
newest: nieuwste laatste recentste recent-
first: eerst bovenaan boven sorteer- begin beginnend
want: wil wou zou graag
my: mijn
which: welke
thanks: bedankt dank dankjewel dankuwel dankje merci
praise: precies zocht zoek- nodig had wilde perfect super geweldig top fijn handig hulp geholpen
    snel lief aardig vriendelijk prima goed mooi
hello: hallo hoi hey dag goedendag goedemorgen goedemiddag goedenavond
bye: doei dag tot+ziens ziens tot+later tot+morgen tot+straks fijne+dag fijne+avond welterusten
    houdoe daag
help: help helpen hulp hulpje snap+niet begrijp+niet uitleg
how: hoe
use: gebruik- werk- werkt bedien- vraag vragen
can: kan kun kunt kunnen
what: wat
you: je jij u jou jullie
who: wie
bot: bot robot machine mens computer programma persoon
""",
    Language("Swedish", "sv"): """
asked: om sade sagt säger talade ministern sa nämnde nämnts
small: i för göra är en det sades så här och helg trevlig snälla hej ursäkta gärna vill mig mina
    lite den där tackar bra skulle kunna få ha allt väldigt fin förstår fattar
show: visa visar se ge läsa läs
more: mer fler nästa fortsätt fortsätta vidare andra flera resten
result: resultat resultaten träffar citat citaten svar svaren sida sidan uttalanden
before: före föregående innan efter omkring runt tidigare följande runtomkring kring
sentence: mening meningen stycket stycke rad raden citatet citat text-
comes: står stod kommer kom
context: sammanhang- kontext-
whole: hela hel fullständig- komplett
undo: ångra ångrar återställ- ogjort undo
back: tillbaka
subscribe: prenumerera prenumerera- anmäla
notify: meddela underrätta informera påminn varna säg+till hör+av notifiera
notices: avisering- notis- notiser meddelande- prenumeration- mejl mail larm aviseringar-
    nyhetsbrev
send: skicka skickar skriv skriva sänd
unsubscribe: avprenumerera avprenumerera- avsluta+prenumeration- avregistrera säg+upp avanmäl-
stop: inte sluta stopp stoppa inga inte+mer inte+längre avbryt avsluta ta+bort stäng+av nog
when: när om så+fort
news: nytt nya nyheter nyhet
newest: senaste nyaste nyast senast
first: först överst sortera början börja
want: vill skulle önskar
my: mina min
which: vilka vilken
thanks: tack tackar tusen+tack tackar-
praise: precis sökte letade behövde ville perfekt bra toppen hjälp hjälpte snabbt snällt jättebra
    utmärkt kanon underbart exakt
hello: hej hejsan hallå tjena tja god+morgon god+dag god+kväll
bye: hejdå hej+då adjö ses vi+ses god+natt ha+det ha+bra
help: hjälp hjälpa hjälper förstår+inte fattar+inte
how: hur
use: använd- använda fungera- funkar gör frågar fråga
can: kan
what: vad
you: du dig ni
who: vem
bot: bot robot maskin människa dator program person
""",
    Language("Danish", "da"): """
asked: om sagde sagt siger talte ministeren nævnte nævnt
small: i for er gøre var så hvor der og god weekend venligst tak undskyld gerne vil mig mine lidt
    den det godt kunne få have hej rigtig fin gider forstår
show: vis vise viser se give giv læse læs
more: mere flere næste fortsæt fortsætte videre er+andre vis+andre resten
result: resultat resultater resultaterne citat citater citaterne svar svarene side siden
    udtalelser
before: før forrige inden efter omkring rundt tidligere følgende forudgående foran
sentence: sætning sætningen sætninger afsnit afsnittet linje linjen citatet citat tekst-
comes: står stod kommer kom
context: sammenhæng- kontekst-
whole: hele hel fuldstændig- komplet
undo: fortryd fortryde gendan omgør undo
back: tilbage
subscribe: abonner- abonnere tilmeld-
notify: underret- informer- advar sig+til besked giv+besked hold+opdateret påmind
notices: notifikation- besked- beskeder abonnement- mail- mails nyhedsbrev varsel varsler
send: send sende sender skriv skrive
unsubscribe: afmeld afmelde afmeld- opsig- opsige
stop: ikke stop stoppe hold+op ingen ikke+mere ikke+længere annuller- slet fjern nok slå+fra
when: når hvis så+snart
news: nyt nye nyheder
newest: nyeste seneste
first: først øverst sorter- begynd start
want: vil gerne ønsker
my: mine min
which: hvilke hvilken
thanks: tak takker tusind+tak mange+tak
praise: præcis præcist ledte søgte behøvede manglede ville perfekt godt super hjælp hjælpen hjalp
    hurtigt sødt fint dejligt fedt netop
hello: hej hejsa goddag halløj godmorgen godaften mojn
bye: farvel ses vi+ses godnat på+gensyn ha'+det hav+en+god
help: hjælp hjælpe hjælper forstår+ikke fatter+ikke
how: hvordan
use: bruge bruger brug virker fungerer spørge spørger
can: kan
what: hvad
you: du dig i
who: hvem
bot: bot robot maskine menneske computer program person
""",
    Language("Norwegian", "nb"): """
asked: om sa sagt sier snakket statsråden ministeren nevnte nevnt
small: i for er gjøre var så og god helg vennligst takk unnskyld gjerne vil meg mine litt den det
    der godt kunne få ha hei veldig fin snill skjønner forstår
show: vis vise viser se gi les lese
more: mer flere neste fortsett fortsette videre er+andre vis+andre resten
result: resultat resultater resultatene sitat sitater sitatene svar svarene side siden uttalelser
    treff
before: før forrige foran etter rundt tidligere følgende foregående omkring
sentence: setning setningen setninger avsnitt avsnittet linje linjen sitatet sitat tekst-
comes: står sto kommer kom
context: sammenheng- kontekst-
whole: hele hel fullstendig- komplett
undo: angre angrer gjenopprett omgjør undo
back: tilbake
subscribe: abonner- abonnere
notify: varsle varsl- informer- beskjed gi+beskjed si+fra minn hold+oppdatert meld+fra
notices: varsel varsler varslinger varsling- melding- meldinger abonnement- e-post epost mail-
    nyhetsbrev beskjeder
send: send sende sender skriv skrive
unsubscribe: avmeld avmeld- avslutt+abonnement- meld+av si+opp
stop: ikke stopp stoppe slutt ingen ikke+mer ikke+lenger avbryt avslutt slett fjern nok slå+av
when: når hvis så+snart
news: nytt nye nyheter
newest: nyeste siste
first: først øverst sorter- begynn start
want: vil ønsker gjerne
my: mine min
which: hvilke hvilken
thanks: takk tusen+takk takker
praise: akkurat nøyaktig lette leita søkte trengte ville perfekt bra supert hjelp hjelpen hjalp
    raskt fint flott topp kjempebra
hello: hei heisann hallo goddag god+morgen god+kveld morn
bye: hade ha+det adjø vi+ses snakkes god+natt på+gjensyn
help: hjelp hjelpe hjelper skjønner+ikke forstår+ikke
how: hvordan
use: bruke bruker bruk virker fungerer spør spørre
can: kan
what: hva
you: du deg
who: hvem
bot: bot robot maskin menneske datamaskin program person
""",
}
