"""The words of wishes in Spanish, French, Italian, Portuguese and Romanian."""

from __future__ import annotations

from retrieval.query.words.abroad.small_words import Language

ROMANCE = {
    Language("Spanish", "es"): """
asked: sobre acerca dijo dijeron dicho dice habló hablaron ministro mencionó opina
small: a me no hacer de la en y o fue era es esto eso hay por favor porfa perdón disculpe disculpa
    gustaría podría podrías puede puedes quiero quisiera un poco más eh oye entiendo entendí
    recibir ver tener que buen buena linda lindo feliz tenga ten bien así listo usted hágame
show: muestra- muéstra- mostrar- mostrar enseña- enseñar dame deme ver lee leer déjame
more: siguiente siguientes más siguiente- continúa continua continuar sigue seguir otro otros otra
    otras adelante resto demás próxim-
result: resultado- cita citas respuesta- pagina- página- fragmento- ejemplo- declaracion-
    declaraciones mensajes+más
before: antes anterior- previo previa precede- alrededor después viene posterior- siguiente+frase
    rodea-
sentence: frase- oración oraciones párrafo- línea- pasaje- dijo+antes cita citas texto-
comes: había hay viene venía
context: contexto
whole: entero entera completo completa completas todo+texto toda+respuesta íntegr-
undo: deshacer deshaz deshazlo deshace revertir revierte anular+eso
back: atrás volver vuelve error equivoqué
subscribe: suscrib- suscríb- suscripción+quiero suscrip-+crear apúntame apuntarme
notify: avisa- avísa- avise- aviso- notifica- notifíca- notifique- alerta- alértame infórma-
    infórmame informarme informen infórmeme entera+cuando
notices: notificacion- notificación alerta- aviso- mensaje- suscripción suscripciones correo-
    boletín
send: escrib- mand- envi- envíe- manda- mándame mandar mandes envía- envia- enviar envíes escriba-
    escríbe- escribe- escribir escribas manden envíen
unsubscribe: desuscribir desuscribirme desuscrib- desuscrí- cancelar+suscripción
    anular+suscripción baja darme+baja
stop: dej- dejen deja dejar deje para parar paren pare cancela- cancelar anula- elimina- quita-
    borra- no basta suficiente desactiva- detener detén sin ya+no
when: cuando si apenas
news: nuevo nueva nuevas nuevos novedades novedad noticias
newest: reciente- recientes último últimos última últimas nuevo+primero
first: primero arriba orden- ordena- empieza- comienza
want: quiero quisiera gustaría deseo
my: mis mi
which: cuáles qué
thanks: gracias graciass agradezco agradecid- agradecer
praise: exactamente justo buscaba busco necesitaba quería perfecto perfecta genial excelente ayuda
    ayudado útil amable rápido estupendo bueno maravilla muchísimas
hello: hola buenas buenos+días buenas+tardes
bye: adiós adios chao chau hasta+luego hasta+mañana hasta+pronto hasta+la nos+vemos buenas+noches
    hasta+otra
help: ayuda ayúdame ayudar ayudarme ayudas ayúdeme socorro no+entiendo instrucciones
how: cómo como
use: funciona- usa- usar usarte uso utiliza- utilizo sirve pregunto preguntar
can: puedes puede podrías podría sabes
what: qué que
you: puedes sabes haces tú tu usted eres te
who: quién quien
bot: bot robot máquina persona humano humana programa computadora
""",
    Language("French", "fr"): """
asked: sur propos dit disait parlé parle déclaré ministre évoqué mentionné
small: l d j m n s t c qu a on me plus faire dans des les la le de ça fut était s'il te vous plaît
    svp stp merci excusez excuse pardon pourriez pourrais pouvez peux voudrais aimerais j'aimerais
    souhaite désormais recevoir avoir ai bonne belle très c' c'est comprends comprend rien déjà peu
    ces
show: montre- montrez montrer affiche- afficher donne- donner voir lire vois lis
more: continue suivant suivante suivants plus suite suivant- continue- continuer continuez encore
    autre autres prochain- reste
result: résultat- citation- réponse- page- extrait- exemple- passages
before: avant précéd- précédent- précédente autour après entour- environnant- suit juste
sentence: phrase- paragraphe- ligne- passage- citation- texte- extrait-
comes: était vient venait
context: contexte
whole: entier entière entiers intégral- complet complète complètes totalité toute+réponse
undo: annule annuler annulez défaire défais rétabli- oups+arrière
back: arrière retour reviens revenir trompé erreur
subscribe: abonner abonne abonnez inscri-
notify: préviens prévenir prévenez avertis avertir avertissez notifie- notifiez informe- informez
    alerte- alertez signale- tiens+courant tenez+courant
notices: notification- alerte- message- abonnement- avis courriel- mail- mails lettre+information
send: envoy- écri- envoie- envoyer envoyez envoi- écris écrire écrivez
unsubscribe: désabonner désabonnez désinscrire désabonn- désinscri- résili- annuler+abonnement
stop: arrête- arrêter arrêtez cesse- cesser annule- annuler supprime- supprimer stop ne n plus+de
    assez pas+de désactive- stopper
when: quand lorsque si dès
news: nouveau nouvelle nouvelles nouveautés nouveauté neuf
newest: récent- récente récents dernier- dernière derniers dernières nouveaux
first: abord premier premiers haut trie- trier ordre classe- commence- commencer
want: voudrais veux aimerais souhaite désire
my: mes mon
which: quels quelles quel
thanks: merci mercii remercie remercier
praise: exactement précisément cherchais cherche besoin fallait voulais parfait parfaite super
    génial excellent aide aidé utile gentil gentille rapide formidable top impeccable beaucoup
hello: bonjour bonsoir salut coucou
bye: au+revoir revoir adieu à+bientôt bientôt à+demain bonne+nuit bonne+journée bonne+soirée ciao
    à+plus
help: aide aidez aider aidez-moi aide-moi secours comprends+pas mode+emploi
how: comment
use: utilise- utiliser marche- marchez fonctionne- fonctionnez sert sers demander servir
can: peux pouvez sais savez
what: que quoi
you: peux pouvez tu vous toi es êtes
who: qui
bot: bot robot machine personne humain programme ordinateur
""",
    Language("Italian", "it"): """
asked: detto disse dice dicono parlato parla ministro menzionato riguardo sul sulla sulle sui
small: l d c all dell nell so a i in come fare ci la di che posso possiamo sono ce ne per favore
    piacere scusi scusa grazie mi potrebbe potresti può puoi vorrei vuole un po' fa fai facci
    ricevere avere vedere capisco capito bella buon buono ciao anche gentilmente cortesemente
    quella quello
show: fammene mostramene dammene mostra- mostrare fammi+vedere vedere dammi dai leggere leggi
    visualizza-
more: continua prossimo prossimi altre altro altri altra ancora più prossim- successiv- continua-
    continuare avanti prosegui- seguente+risultato resto
result: risultat- citazion- rispost- pagin- estratt- esempi-
before: prima precedent- intorno attorno dopo preced- seguent-
sentence: frase frasi paragrafo paragrafi riga righe passaggio passo citazion- brano testo
comes: era viene veniva
context: contesto
whole: intero intera intere completo completa completamente integral-
undo: annullare annulla+ultim- annullare+ultim- ripristina- disfa disfare annullalo
back: indietro torna tornare sbagliato sbaglio errore
subscribe: iscriv- abbon- abbonarmi iscrivimi
notify: avvis- avvisami avvertimi avvert- notific- informa- segnala- fammi+sapere
notices: notific- avvisi avviso messagg- abbonament- iscrizion- mail email newsletter alert
send: mand- invi- manda- mandami mandare mandarmi invia- inviare scriv- scrivermi scrivere
unsubscribe: disiscrivimi disiscrivermi disiscriv- disabbon- cancella-+iscrizion-
    cancella-+abbonament- disdi- disdetta annulla-+iscrizion- annulla-+abbonament-
stop: smett- smettila basta ferma- cancell- elimin- annull- non disattiv- stop niente interromp-
    nessun- sospend-
when: quando se appena
news: nuovo nuova nuove nuovi novità notizie
newest: recent- ultim- nuovi+prima
first: inizia- ordin- primo alto comincia- prima
want: vorrei voglio desidero piacerebbe
my: mie miei mia mio
which: quali quale
thanks: grazie graziee ringrazi-
praise: esattamente proprio cercavo cerco serviva volevo perfetto perfetta ottimo fantastico aiuto
    aiutato utile gentile gentilissimo veloce benissimo mille tante
hello: ciao salve buongiorno buonasera buon+giorno
bye: arrivederci arrivederla addio a+presto a+domani a+dopo ci+vediamo buonanotte buona+notte
    buona+giornata buona+serata
help: non+so aiut- aiuto aiutami non+capisco non+ho+capito istruzioni
how: come
use: funzion- usa- usare usarti uso serve utilizz- chiedere
can: puoi può sai
what: cosa che
you: puoi sai fai tu ti sei lei
who: chi
bot: bot robot macchina persona umano umana programma computer
""",
    Language("Portuguese", "pt"): """
asked: sobre acerca disse disseram dito falou falaram ministro mencionou
small: a as me do fazer isso de em que por favor desculpa desculpe pode poderia podia gostaria
    queria quero um pouco mais receber ver ter entendi entendo boa bom bem tenha pra já eu vocês
    isto aí
show: mostr- mostra- mostre mostrar dá dê ver leia ler exib- exibir
more: continua continue próximo próxima seguinte mais próxim- seguinte- continu- continuar outro
    outros outra outras resto demais adiante
result: resultado- citação citações resposta- página- trecho- exemplo- declaraç-
before: antes anterior- prévi- depois volta+trecho vem precede- redor entorno
sentence: frase- parágrafo- linha- trecho- passagem citação citações texto-
comes: estava vem vinha
context: contexto
whole: inteiro inteira completo completa completas íntegra
undo: desfaz- desfazer desfaça reverter anular+última
back: voltar volta+atrás volta+para volte engano errei sem+querer
subscribe: assinar assine subscrever inscrev- subscreva inscreva-
notify: avis- avisa avise avisar notific- notifique alerte inform- informe
notices: notificaç- notificação notificações alerta- aviso- mensage- mensagem mensagens
    assinatura- subscrição inscrição email- boletim
send: escrev- mand- mande mandar envi- envie enviar escrever
unsubscribe: descadastrar cancel-+assinatura- cancel-+inscrição cancel-+subscrição desinscrev-
    descadastr- desassinar
stop: não par- pare parem parar cancel- cancele deix- deixe elimin- remov- apag- chega basta
    desativ- desligar sem
when: quando se assim+que
news: novo nova novas novos novidade novidades notícias
newest: recente- recentes último últimos última últimas
first: primeiro cima topo orden- ordene começ- comece
want: quero queria gostaria desejo
my: minhas meus minha meu
which: quais qual
thanks: obrigado obrigada obrigad- agradeço agradecid- valeu brigado brigada
praise: exatamente exactamente justamente procurava procurando precisava queria perfeito perfeita
    ótimo excelente ajuda ajudou útil gentil rápido maravilha muitíssimo
hello: olá ola oi bom+dia boa+tarde alô
bye: adeus tchau até+logo até+amanhã até+breve até+mais até+já boa+noite
help: ajud- ajuda ajude socorro não+entendi não+entendo não+percebo
how: como
use: funciona- usa- usar uso utiliz- serve perguntar pergunto
can: pode podes consegue sabe
what: que quê
you: consegue sabes podes você tu te és
who: quem
bot: bot robô robot máquina pessoa humano programa computador
""",
    Language("Romanian", "ro"): """
asked: despre spus zis vorbit ministrul menționat
small: vă te rog rugăm scuze mi-ați puteți poți aș vrea mulțumesc frumos bună bun o zi seară nu
    înțeleg primi a fost de foarte mă le niște câteva
show: arată- arătați vedea vezi dă dați citi
more: continuă următorul mai+mult mai+multe continuați următor- alte altele restul
result: rezultat- citat- răspuns- pagin- exemple
before: înainte anterior- precedent- dinainte după jur
sentence: fraza frază fraze propoziți- paragraf- rând- pasaj- citat- text-
comes: vine
context: context-
whole: întreg- complet-
undo: anulează+ultim- refă desfă
back: înapoi greșit greșeală
subscribe: abonez abona abonează aboneaza- abonați
notify: anunță- anunțați notific- înștiințe- avertiz- informe-
notices: notificări notificare- mesaj- abonament- abonare- alert- mail-
send: trimite- trimiteți scrie- scrieți
unsubscribe: dezabon- anule-+abonament- anula-+abonament-
stop: nu opre- oprește opriți opri anule- anulează anula înceta- șterge- nu+mai fără gata
when: când dacă imediat
news: nou nouă noi noutăți știri
newest: recent- recente nou ultimele
first: întâi prima sus sortează ordon-
want: vreau doresc
my: mele meu
which: care ce
thanks: mulțumesc mulțumim mersi mulțam-
praise: exact căutam nevoie voiam perfect grozav ajutor ajutat util rapid minunat excelent mult
hello: bună salut bună+ziua noroc alo
bye: revedere la+revedere pa noapte+bună o+zi+bună seară+bună pe+curând
help: ajut- ajutor ajută- nu+înțeleg
how: cum
use: funcțion- folos- folosesc utiliz- întreb
can: poți puteți
what: ce
you: poți puteți tu te ești sunteți dumneavoastră
who: cine
bot: bot robot mașină om persoană program
""",
}
