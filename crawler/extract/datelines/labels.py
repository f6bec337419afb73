"""The words in front of (or behind) a time that say what it is the time of, in each language.

Roles: P published, M modified, E event (an appointment, a thing that takes place), D deadline, F legal effect,
R printed, L licence or registration, O opening hours, X another date (received, joined, born), C the page's clock,
U a duration, T "time" or "date" alone (a publication unless a place is named), W a place label, B byline, N counter.
Lower case, composed letters; forms without signs are added by the lexicon.
"""

LABELS: dict[str, dict[str, str]] = {
    "en": {
        "P": "published|published on|published at|publish date|publication date|date published|posted|posted on|posted at|"
        "posted by|date posted|post date|released|released on|release date|released at|issued|issued on|date issued|"
        "first published|originally published|online since|created|created on|date created|added|added on|date added|"
        "submitted|submitted on|news release|press release|for immediate release|article date|uploaded|uploaded on|"
        "edition|issue date|publish time|publish on|publishing date|story posted|first posted|written|written on",
        "M": "updated|updated on|updated at|last updated|last updated on|last update|modified|modified on|last modified|"
        "last modified on|revised|last revised|last edited|edited|edited on|page last updated|this page was last updated|"
        "last reviewed|reviewed|corrected|last changed|date modified|amended|page last reviewed|upd|date updated|"
        "content last reviewed|update",
        "E": "event|event date|when|meeting|hearing|session|starts|start date|begins|takes place|will take place|"
        "to be held|will be held|be held|held on|is held|scheduled for|scheduled|will meet|workshop|concert|"
        "conference|date and time|date & time|join us|will be closed|open house|end date|ends|doors open|"
        "ceremony|election day|horoscope|weather|forecast|tee time|kick-off|kickoff|results|fixtures|next meeting",
        "D": "deadline|closing date|closes|closes on|apply by|due|due by|due date|until|no later than|register by|rsvp by|"
        "expires|expires on|expiry date|valid until|valid through|valid to|ends on|submit by|comments due|by|through|"
        "closing time|applications close|before|end of consultation",
        "F": "effective|effective date|effective from|in force|comes into force|in effect|takes effect|with effect from|"
        "effective on|as of|as from",
        "R": "printed|printed on|print date|printed at|retrieved|retrieved on|accessed|accessed on|date accessed",
        "L": "license no|licence no|license number|licence number|registration no|registered on|permit no|issn|isbn|"
        "ordinance no|incorporated|established|founded|since|est",
        "O": "open|opening hours|opening times|office hours|business hours|hours|hours of operation|working hours|"
        "open daily|call|phone|hotline|tel|fax",
        "X": "received|accepted|joined|member since|born|died|dob|date of birth|registered|collection date|last login|"
        "last seen|filed|signed|dated|copyright|all rights reserved|photo taken|taken on|recorded|recorded on|aired|"
        "air date|adopted|approved|approved on|purchased|available from|next update|page generated|"
        "generated on|current as of|in stock|valid from",
        "C": "today is|current time|current date|local time|now|it is now|server time|the time is|all times are",
        "U": "reading time|read time|min read|minute read|minutes read|duration|length|running time|runtime|playing time|"
        "estimated read",
        "T": "date|time|dated on",
        "W": "venue|location|where|place|address",
        "B": "by|author|written by|reporter|source|via|story by",
        "N": "views|view|comments|comment|reads|shares|likes|hits|downloads|replies|visits|visitors",
    },
    "de": {
        "P": "veröffentlicht|veröffentlicht am|veröffentlichungsdatum|veröffentlichung|publiziert|publiziert am|erstellt|"
        "erstellt am|erschienen|erschienen am|eingestellt|eingestellt am|online seit|online gestellt am|"
        "datum der veröffentlichung|pressemitteilung vom|pressemeldung vom|meldung vom|nachricht vom|beitrag vom|"
        "artikel vom|mitteilung vom|medienmitteilung vom|pressemitteilung|geschrieben am|verfasst am|gepostet am|"
        "erscheinungsdatum|ausgabe|ausgabe vom|bekanntmachung vom|freigegeben am|erstmals veröffentlicht|stand der meldung",
        "M": "aktualisiert|aktualisiert am|aktualisierung|zuletzt aktualisiert|letzte aktualisierung|geändert|geändert am|"
        "zuletzt geändert|letzte änderung|stand|stand vom|update|letztes update|zuletzt bearbeitet|bearbeitet am|"
        "überarbeitet|korrigiert|änderungsdatum|zuletzt überarbeitet|stand der information",
        "E": "termin|termine|wann|veranstaltung|veranstaltungsbeginn|beginn|einlass|sitzung|ratssitzung|findet statt|"
        "findet|stattfinden|stattfindet|ergebnisse|ergebnis|konzert|uhrzeit|eröffnung|wahl am|spieltag|anpfiff|"
        "treffen|einladung|ende|start|veranstaltungsdatum|nächster termin|tagung|horoskop|wetter|vortrag|fest",
        "D": "bis|bis zum|frist|anmeldeschluss|einsendeschluss|bewerbungsfrist|bewerbungsschluss|ablauf|gültig bis|"
        "spätestens|abgabefrist|anmeldung bis|stichtag|fällig am|noch bis|meldeschluss|redaktionsschluss",
        "F": "in kraft|in kraft seit|gilt ab|gültig ab|wirksam ab|tritt in kraft|inkrafttreten|ab dem|ab",
        "R": "gedruckt am|ausgedruckt|druckdatum|abgerufen am|abrufdatum",
        "L": "registernummer|zulassung vom|genehmigt am|gegründet|seit|ustid|handelsregister|aktenzeichen",
        "O": "öffnungszeiten|geöffnet|sprechzeiten|erreichbar|telefon|tel|fax|bürozeiten|servicezeiten|hotline|rufnummer",
        "X": "geboren|geboren am|gestorben|gestorben am|mitglied seit|eingegangen am|angemeldet|beigetreten|unterzeichnet|"
        "beschluss vom|urteil vom|verordnung vom|gesetz vom|fassung vom|sendung vom|foto vom|aufgenommen am|registriert|"
        "verfügbar bis|nächste aktualisierung",
        "C": "heute ist|aktuelle uhrzeit|aktuelles datum",
        "U": "lesezeit|lesedauer|dauer|laufzeit|spieldauer|min lesezeit|länge",
        "T": "datum|zeit",
        "W": "ort|veranstaltungsort|wo|treffpunkt",
        "B": "von|autor|autorin|redaktion|quelle|text|foto",
        "N": "aufrufe|kommentare|kommentar|zugriffe|klicks|leser|antworten",
    },
    "fr": {
        "P": "publié|publié le|publiée le|publié à|publication|date de publication|date de parution|paru le|parution|"
        "mis en ligne|mis en ligne le|mise en ligne|mise en ligne le|posté le|posté|écrit le|créé le|ajouté le|rédigé le|"
        "communiqué du|communiqué de presse du|article du|actualité du|diffusé le|édition du|première publication|"
        "publié par|article publié le|en ligne depuis le",
        "M": "mis à jour|mis à jour le|mis à jour à|mise à jour|mise à jour le|dernière mise à jour|modifié|modifié le|"
        "modifiée le|dernière modification|actualisé|actualisé le|màj|maj|maj le|révisé le|corrigé le|date de mise à jour|"
        "dernière mise à jour le|date de modification",
        "E": "quand|rendez-vous|réunion|séance|événement|aura lieu|auront lieu|se tiendra|se déroulera|débute|début|"
        "concert|conseil municipal du|horaire|date de l'événement|prochaine séance|spectacle|agenda|ouverture des portes|"
        "horoscope|météo|résultats|conférence|cérémonie|date et heure",
        "D": "jusqu'au|jusqu’au|jusqu'à|date limite|avant le|au plus tard le|clôture|limite|expire le|fin de validité|"
        "inscriptions jusqu'au|date de clôture|valable jusqu'au|candidatures avant le",
        "F": "entrée en vigueur|en vigueur|en vigueur le|à compter du|à partir du|applicable le|dès le|depuis le|depuis",
        "R": "imprimé le|consulté le",
        "L": "agrément|siret|n° d'agrément|fondé en|commission paritaire|loi du|décret du|arrêté du|ordonnance du",
        "O": "horaires|horaires d'ouverture|ouvert|ouverture|téléphone|tél|fax|standard",
        "X": "né le|née le|décédé le|membre depuis|inscrit le|reçu le|accepté le|signé le|en kiosque|en kiosques|"
        "inscrit depuis|délibération du|disponible jusqu'au|version du",
        "C": "nous sommes le|aujourd'hui nous sommes|heure actuelle",
        "U": "temps de lecture|lecture|durée|min de lecture|durée de lecture",
        "T": "date|heure|date et heure de",
        "W": "lieu|où|adresse|salle",
        "B": "par|auteur|source|rédaction|rédigé par",
        "N": "vues|commentaires|commentaire|lectures|partages|réactions",
    },
    "es": {
        "P": "publicado|publicado el|publicada el|publicada|publicado a las|publicación|fecha de publicación|"
        "fecha publicación|creado|creado el|creación|fecha de creación|subido el|posteado el|ingresado|difundido el|"
        "fecha de alta|fecha de la noticia|nota de prensa|edición|edición del|comunicado del|noticia del|escrito el|"
        "publicado por|publicado en|emitido el",
        "M": "actualizado|actualizado el|actualizado a|actualizado a las|actualizada|actualizada el|actualización|"
        "última actualización|última actualización el|modificado|modificado el|última modificación|fecha de actualización|"
        "act|editado|editado el|revisado el|última revisión|corregido el|fecha de modificación|última edición",
        "E": "evento|cuándo|reunión|se celebrará|se celebra|tendrá lugar|tendrán lugar|se realizará|se llevará a cabo|"
        "comienza|inicio|fecha del evento|sesión|sesión ordinaria|concierto|función|horario|jornada|convocatoria|cita|"
        "fecha y hora|fecha de inicio|horóscopo|resultados|pronóstico|conferencia|elecciones|inauguración|próxima reunión",
        "D": "hasta|hasta el|plazo|fecha límite|fecha de cierre|cierre|vence|vencimiento|fin de plazo|antes del|"
        "a más tardar|fecha de fin|válido hasta|plazo de presentación|cierre de inscripciones",
        "F": "entrada en vigor|en vigor|vigente desde|vigencia|a partir del|entra en vigor|entrará en vigor|desde el|desde",
        "R": "impreso|impreso el|consultado el",
        "L": "registro|resolución|nº de registro|licencia|ley de|decreto de|decreto del|fundado|fundado en|depósito legal",
        "O": "horario de atención|horarios|abierto|teléfono|tel|fax|atención al público|horario de apertura",
        "X": "nacido el|nació el|falleció el|miembro desde|recibido el|recibido|aceptado|aceptado el|firmado el|registrado el|"
        "aprobado el|se unió|usuario desde|grabado el|foto del",
        "C": "hoy es|hora actual|fecha actual",
        "U": "tiempo de lectura|min de lectura|minutos de lectura|lectura|duración",
        "T": "fecha|hora",
        "W": "lugar|dónde|ubicación|sede|dirección",
        "B": "por|autor|redacción|fuente|escrito por",
        "N": "visitas|comentarios|comentario|lecturas|vistas|veces",
    },
    "pt": {
        "P": "publicado|publicado em|publicada em|publicado a|publicação|data de publicação|data da publicação|postado|"
        "postado em|postada em|criado|criado em|publicado por|divulgado em|inserido em|cadastrado em|lançado em|edição|"
        "notícia de|data da notícia|escrito em|publicado às|adicionado em|veiculado em|disponibilizado em",
        "M": "atualizado|atualizado em|atualizada em|atualizado às|última atualização|atualização|modificado|modificado em|"
        "última modificação|actualizado|actualizado em|alterado em|última alteração|editado em|revisado em|"
        "data de atualização|última edição",
        "E": "evento|quando|reunião|sessão|será realizado|será realizada|acontece|acontecerá|ocorrerá|terá lugar|"
        "realiza-se|início|data do evento|horário|show|previsões|previsão|horóscopo|concerto|data e hora|agenda|resultado|"
        "resultados|inauguração|eleições|palestra",
        "D": "até|até dia|prazo|data limite|encerramento|vence|vencimento|antes de|válido até|inscrições até|o prazo|"
        "término|data de encerramento|data final",
        "F": "em vigor|entra em vigor|a partir de|vigência|desde|válido a partir de",
        "R": "impresso|impresso em|acesso em|acessado em",
        "L": "cnpj|registro|decreto de|lei de|portaria de|fundado em|licença|resolução de",
        "O": "horário de funcionamento|horário de atendimento|atendimento|aberto|telefone|tel|fax",
        "X": "nascido em|membro desde|recebido em|recebido|aceito|aceite|assinado em|cadastrado desde|gravado em|falecido em|"
        "aprovado em",
        "C": "hoje é|hora atual|data atual",
        "U": "tempo de leitura|min de leitura|leitura|duração",
        "T": "data|hora",
        "W": "local|onde|endereço",
        "B": "por|autor|redação|fonte|da redação",
        "N": "visualizações|comentários|comentário|acessos|visitas|leituras",
    },
    "it": {
        "P": "pubblicato|pubblicato il|pubblicata il|pubblicazione|data di pubblicazione|data pubblicazione|inserito il|"
        "creato|creato il|postato il|scritto il|comunicato del|notizia del|online dal|edizione del|pubblicato da|"
        "pubblicato alle|data creazione|data notizia|comunicato stampa del|inserita il|articolo del",
        "M": "aggiornato|aggiornato il|aggiornata il|aggiornamento|ultimo aggiornamento|ultima modifica|modificato|"
        "modificato il|modifica il|modifica|ultimo aggiornamento il|revisionato il|aggiornato alle|ultima revisione|"
        "data ultimo aggiornamento|agg",
        "E": "evento|quando|si terrà|si terranno|avrà luogo|si svolgerà|inizio|riunione|seduta|data evento|orario|concerto|"
        "convocazione|appuntamento|si tiene|data e ora|risultati|oroscopo|previsioni|inaugurazione|consiglio comunale del|"
        "prossima seduta|data inizio|data fine",
        "D": "entro|entro il|scadenza|fino al|termine|scade il|non oltre il|data di scadenza|valido fino al|chiusura|"
        "scadenza bando|termine ultimo",
        "F": "in vigore|in vigore dal|entrata in vigore|a partire dal|decorrenza|dal|valido dal|dal giorno",
        "R": "stampato il|consultato il",
        "L": "registrazione|reg|autorizzazione|p.iva|partita iva|iscrizione|decreto del|legge del|delibera del|ordinanza del|"
        "fondato nel|tribunale di|aut. trib|reg. trib|registrazione trib|iscr. trib|autorizzazione trib|aut. tribunale",
        "O": "orari|orario di apertura|aperto|telefono|tel|fax|apertura al pubblico",
        "X": "nato il|nata il|morto il|iscritto dal|ricevuto il|accettato il|firmato il|membro dal|approvato il",
        "C": "oggi è|ora attuale",
        "U": "tempo di lettura|minuti di lettura|durata|lettura",
        "T": "data|ora",
        "W": "luogo|dove|indirizzo|sede",
        "B": "di|autore|redazione|fonte|a cura di",
        "N": "visualizzazioni|commenti|commento|letture|visite",
    },
    "nl": {
        "P": "gepubliceerd|gepubliceerd op|publicatiedatum|datum publicatie|geplaatst|geplaatst op|geplaatst door|"
        "online sinds|aangemaakt op|persbericht|nieuwsbericht|toegevoegd op|verschenen op|datum bericht|geschreven op|bericht van",
        "M": "bijgewerkt|bijgewerkt op|laatst bijgewerkt|laatst gewijzigd|laatste update|laatste wijziging|gewijzigd|"
        "gewijzigd op|aangepast|aangepast op|geactualiseerd|update|bijgewerkt om|laatst aangepast|laatst bijgewerkt op|wijzigingsdatum",
        "E": "evenement|wanneer|vergadering|raadsvergadering|vindt plaats|begint|aanvang|start|bijeenkomst|aanvangstijd|"
        "uitslagen|opening|concert|datum en tijd|einde|agenda|plaatsvinden|wordt gehouden",
        "D": "tot|tot en met|t/m|uiterlijk|deadline|sluitingsdatum|voor|sluit op|vóór|geldig tot|reageren kan",
        "F": "van kracht|ingangsdatum|geldig vanaf|vanaf|treedt in werking|met ingang van|sinds",
        "R": "afgedrukt op|geprint op|geraadpleegd op",
        "L": "kvk|vergunning|besluit van|opgericht in|wet van|registratienummer",
        "O": "openingstijden|geopend|telefoon|tel|fax|bereikbaar",
        "X": "geboren|geboren op|overleden|lid sinds|ontvangen op|ondertekend op|geregistreerd",
        "C": "vandaag is het|huidige tijd",
        "U": "leestijd|duur|speelduur|min leestijd|minuten leestijd",
        "T": "datum|tijd|tijdstip",
        "W": "plaats|locatie|waar|adres",
        "B": "door|auteur|bron|redactie|tekst",
        "N": "reacties|reactie|weergaven|keer gelezen|bekeken",
    },
    "da": {
        "P": "offentliggjort|offentliggjort den|publiceret|publiceret den|udgivet|udgivet den|oprettet|oprettet den|skrevet den|"
        "udgivelsesdato|publiceringsdato|pressemeddelelse|nyhed fra|lagt op|indsendt den|nyhed",
        "M": "opdateret|opdateret den|sidst opdateret|senest opdateret|ændret|ændret den|sidst ændret|redigeret|opdatering|"
        "sidst redigeret|revideret|senest revideret|senest ændret",
        "E": "begivenhed|hvornår|møde|byrådsmøde|afholdes|finder sted|starter|arrangement|tidspunkt|koncert|slut|kl fra",
        "D": "frist|senest den|deadline|ansøgningsfrist|høringsfrist|indtil|inden|tilmelding senest|sidste frist|til og med",
        "F": "træder i kraft|gældende fra|gælder fra|ikrafttræden|siden den|med virkning fra",
        "R": "udskrevet|printet",
        "L": "cvr|grundlagt|lov af|bekendtgørelse af",
        "O": "åbningstider|åbent|telefon|tlf|telefontid",
        "X": "født|død|medlem siden|modtaget|underskrevet",
        "C": "i dag er det",
        "U": "læsetid|varighed|spilletid|min læsetid",
        "T": "dato|tid",
        "W": "sted|hvor|adresse",
        "B": "af|forfatter|kilde|skrevet af",
        "N": "visninger|kommentarer|kommentar",
    },
    "nb": {
        "P": "publisert|publisert den|lagt ut|opprettet|utgitt|skrevet|pressemelding|nyhet|kunngjort|publiseringsdato|"
        "først publisert|lagt inn|sendt ut",
        "M": "oppdatert|sist oppdatert|endret|sist endret|redigert|sist redigert|revidert|oppdatering",
        "E": "arrangement|når|møte|kommunestyremøte|holdes|finner sted|starter|tidspunkt|konsert|avholdes|slutt|åpning",
        "D": "frist|innen|søknadsfrist|høringsfrist|senest|til og med|påmeldingsfrist|gjelder til",
        "F": "trer i kraft|gjelder fra|ikrafttredelse|fra og med|med virkning fra",
        "R": "skrevet ut|utskrift",
        "L": "org.nr|lov av|forskrift av|stiftet|grunnlagt",
        "O": "åpningstider|åpent|telefon|tlf",
        "X": "født|død|medlem siden|mottatt|signert",
        "C": "i dag er det",
        "U": "lesetid|varighet|spilletid",
        "T": "dato|tid",
        "W": "sted|hvor|adresse",
        "B": "av|forfatter|kilde|tekst",
        "N": "visninger|kommentarer|kommentar",
    },
    "sv": {
        "P": "publicerad|publicerad den|publicerat|publicerades|publicerades den|publiceringsdatum|skapad|skapad den|"
        "inlagd|pressmeddelande|nyhet|anslagsdatum|upplagd|först publicerad|utgiven|utkom",
        "M": "uppdaterad|uppdaterad den|uppdaterat|uppdaterades|senast uppdaterad|ändrad|senast ändrad|senast ändrat|"
        "redigerad|reviderad|granskad|sidan uppdaterad|senast granskad|senast uppdaterat|uppdaterad kl",
        "E": "evenemang|när|möte|sammanträde|hålls|äger rum|börjar|startar|tidpunkt|konsert|slutar|tid och plats|kommunfullmäktige",
        "D": "senast|sista dag|sista ansökningsdag|till och med|före|t.o.m|frist|svar senast|sista svarsdag",
        "F": "träder i kraft|gäller från|ikraftträdande|från och med|fr.o.m|gäller från och med",
        "R": "utskriven|utskrivet|hämtad",
        "L": "org.nr|lag av|förordning av|grundad",
        "O": "öppettider|öppet|telefon|tfn|tel|vardagar",
        "X": "född|död|medlem sedan|mottagen|undertecknad|nedtas|datum då anslaget tas ned",
        "C": "i dag är det|idag är det",
        "U": "lästid|längd|speltid|varaktighet",
        "T": "datum|tid",
        "W": "plats|var|adress",
        "B": "av|författare|källa|text",
        "N": "visningar|kommentarer|kommentar",
    },
    "fi": {
        "P": "julkaistu|julkaisupäivä|julkaistiin|julkaisuaika|luotu|lisätty|tiedote|uutinen|kirjoitettu|julkaisupäivämäärä|"
        "ensimmäisen kerran julkaistu",
        "M": "päivitetty|päivitys|viimeksi päivitetty|muokattu|viimeksi muokattu|muutettu|tarkistettu|sivu päivitetty|"
        "viimeksi muutettu|korjattu",
        "E": "tapahtuma|milloin|kokous|järjestetään|alkaa|ajankohta|aika ja paikka|konsertti|pidetään|päättyy|avajaiset",
        "D": "viimeistään|mennessä|määräaika|saakka|hakuaika päättyy|asti|viimeinen päivä|haku päättyy",
        "F": "voimaan|tulee voimaan|voimassa alkaen|alkaen|lähtien",
        "R": "tulostettu",
        "L": "y-tunnus|perustettu|laki",
        "O": "aukioloajat|avoinna|puhelin|puh|auki",
        "X": "syntynyt|kuollut|jäsen vuodesta|vastaanotettu|allekirjoitettu|liittynyt",
        "C": "tänään on",
        "U": "lukuaika|kesto|lukuaika noin",
        "T": "päivämäärä|pvm|aika|päiväys",
        "W": "paikka|missä|osoite",
        "B": "kirjoittaja|lähde|teksti",
        "N": "katselua|kommenttia|kommentti|kommentit",
    },
    "is": {
        "P": "birt|birt þann|birtist|skráð|skrifað|útgefið|fréttatilkynning|sett inn|dagsetning birtingar",
        "M": "uppfært|síðast uppfært|breytt|síðast breytt|síðast uppfærð|uppfærð",
        "E": "viðburður|hvenær|fundur|haldinn|hefst|fer fram|tónleikar",
        "D": "frestur|umsóknarfrestur|til og með|fyrir",
        "F": "tekur gildi|gildir frá|frá og með",
        "O": "opnunartími|opið|sími|afgreiðslutími",
        "X": "fæddur|látinn|meðlimur síðan",
        "U": "lestrartími|lengd",
        "T": "dagsetning|tími",
        "W": "staður|staðsetning|hvar",
        "B": "eftir|höfundur",
        "N": "athugasemdir|skoðanir",
    },
    "et": {
        "P": "avaldatud|avaldatud kell|avaldamise kuupäev|lisatud|loodud|postitatud|avaldamise aeg|ilmus|ilmunud|pressiteade",
        "M": "uuendatud|viimati uuendatud|muudetud|viimati muudetud|täiendatud|viimane uuendus|toimetatud",
        "E": "sündmus|millal|koosolek|istung|toimub|algus|algab|toimumise aeg|kontsert|lõpp",
        "D": "tähtaeg|kuni|hiljemalt|taotluste tähtaeg",
        "F": "jõustub|jõustumine|kehtib alates|alates",
        "R": "prinditud",
        "O": "lahtiolekuajad|avatud|telefon|tel",
        "X": "sündinud|surnud|liige alates",
        "U": "lugemisaeg|kestus",
        "T": "kuupäev|aeg|kell",
        "W": "koht|asukoht|kus",
        "B": "autor|allikas|toimetaja",
        "N": "vaatamist|kommentaari|kommentaarid",
    },
    "lv": {
        "P": "publicēts|publicēta|publicēšanas datums|publicēšanas laiks|ievietots|pievienots|izveidots|preses relīze",
        "M": "atjaunots|atjaunināts|labots|pēdējās izmaiņas|pēdējoreiz atjaunots|mainīts|pēdējo reizi atjaunots|pēdējie labojumi",
        "E": "pasākums|kad|sēde|sanāksme|notiks|sākums|norises laiks|koncerts|notiek",
        "D": "termiņš|līdz|ne vēlāk kā|pieteikties līdz",
        "F": "stājas spēkā|spēkā no|spēkā",
        "O": "darba laiks|atvērts|tālrunis|tālr",
        "X": "dzimis|miris|biedrs kopš",
        "U": "lasīšanas laiks|ilgums",
        "T": "datums|laiks",
        "W": "vieta|norises vieta|kur",
        "B": "autors|avots",
        "N": "skatījumi|komentāri|komentārs",
    },
    "lt": {
        "P": "paskelbta|paskelbtas|publikuota|publikavimo data|paskelbimo data|įkelta|sukurta|parašyta|pranešimas spaudai|data paskelbta",
        "M": "atnaujinta|atnaujintas|paskutinį kartą atnaujinta|redaguota|pakeista|paskutinis atnaujinimas|atnaujinimo data|"
        "paskutinė atnaujinimo data|papildyta",
        "E": "renginys|kada|posėdis|vyks|pradžia|koncertas|susitikimas|įvyks|renginio data",
        "D": "terminas|iki|ne vėliau kaip|paraiškos iki",
        "F": "įsigalioja|galioja nuo|nuo",
        "O": "darbo laikas|atidaryta|telefonas|tel",
        "X": "gimė|mirė|narys nuo",
        "U": "skaitymo laikas|trukmė",
        "T": "data|laikas",
        "W": "vieta|kur|adresas",
        "B": "autorius|šaltinis",
        "N": "peržiūros|komentarai|skaitė",
    },
    "pl": {
        "P": "opublikowano|opublikowano dnia|opublikowany|opublikowana|publikacja|data publikacji|dodano|dodany|dodana|"
        "data dodania|utworzono|data utworzenia|zamieszczono|wytworzono|data wytworzenia|wydano|napisano|"
        "komunikat z dnia|udostępniono|data udostępnienia|wpis z|opublikowane|umieszczono|data wydania|data wpisu",
        "M": "aktualizacja|zaktualizowano|aktualizowano|ostatnia aktualizacja|data aktualizacji|zmodyfikowano|"
        "ostatnia modyfikacja|modyfikacja|data modyfikacji|ostatnia zmiana|edytowano|zmieniono|zaktualizowany|ost. aktualizacja",
        "E": "wydarzenie|kiedy|termin|posiedzenie|sesja|odbędzie się|odbędą się|rozpoczęcie|początek|spotkanie|koncert|"
        "godzina rozpoczęcia|data wydarzenia|zakończenie|wyniki|wybory|odbył się|odbyła się|rozpocznie się|data i godzina",
        "D": "do dnia|do|termin składania|nie później niż|ważne do|najpóźniej|termin nadsyłania|zgłoszenia do|upływa",
        "F": "wchodzi w życie|obowiązuje od|w życie|od dnia|obowiązuje",
        "R": "wydrukowano|data wydruku",
        "L": "nip|regon|zezwolenie|uchwała z dnia|rozporządzenie z dnia|ustawa z dnia|zarządzenie z dnia|z dnia|rok założenia",
        "O": "godziny otwarcia|czynne|telefon|tel|godziny pracy|godziny urzędowania",
        "X": "urodzony|urodzona|zmarł|członek od|otrzymano|podpisano|zarejestrowany|dołączył",
        "C": "dziś jest|dzisiaj jest|dzisiaj mamy|aktualny czas",
        "U": "czas czytania|czas trwania|minut czytania|min czytania",
        "T": "data|czas|godzina",
        "W": "miejsce|gdzie|lokalizacja|adres",
        "B": "autor|źródło|redakcja|autorka|oprac|fot",
        "N": "wyświetleń|komentarzy|komentarze|odsłon|wyświetlenia|odwiedzin|komentarz",
    },
    "cs": {
        "P": "publikováno|zveřejněno|vydáno|datum vydání|datum zveřejnění|vloženo|vytvořeno|přidáno|datum publikace|"
        "zveřejněno dne|publikováno dne|vyvěšeno|vyvěšeno dne|datum vyvěšení|tisková zpráva|napsáno|datum vložení|vystaveno",
        "M": "aktualizováno|aktualizace|naposledy aktualizováno|poslední aktualizace|změněno|upraveno|naposledy upraveno|"
        "poslední změna|datum aktualizace|poslední úprava|editováno",
        "E": "akce|kdy|jednání|zasedání|koná se|se koná|proběhne|se uskuteční|začátek|termín|koncert|setkání|konec|výsledky|datum konání",
        "D": "do|nejpozději|uzávěrka|termín do|lhůta|platí do|sejmuto|datum sejmutí|přihlášky do",
        "F": "účinnost|účinnost od|platí od|platnost od|nabývá účinnosti|od",
        "R": "vytištěno",
        "L": "ičo|registrace|vyhláška ze dne|zákon ze dne|usnesení ze dne|ze dne|založeno",
        "O": "otevírací doba|otevřeno|telefon|tel|úřední hodiny",
        "X": "narozen|zemřel|členem od|přijato|podepsáno|registrován",
        "C": "dnes je",
        "U": "doba čtení|délka|min čtení|čas čtení",
        "T": "datum|čas",
        "W": "místo|kde|místo konání|adresa",
        "B": "autor|zdroj|redakce|foto",
        "N": "zobrazení|komentářů|komentáře|přečteno|komentář",
    },
    "sk": {
        "P": "publikované|zverejnené|uverejnené|pridané|vytvorené|dátum zverejnenia|dátum vydania|vydané|vložené|vyvesené|"
        "dátum vyvesenia|zverejnené dňa|publikované dňa|dátum publikovania|tlačová správa|napísané",
        "M": "aktualizované|aktualizácia|posledná aktualizácia|naposledy aktualizované|zmenené|upravené|posledná zmena|"
        "posledná úprava|dátum aktualizácie|aktualizované dňa",
        "E": "podujatie|kedy|zasadnutie|rokovanie|koná sa|sa koná|uskutoční sa|začiatok|termín|koncert|stretnutie|výsledky",
        "D": "do|najneskôr|uzávierka|termín do|lehota|platí do|zvesené|dátum zvesenia",
        "F": "účinnosť|účinnosť od|platí od|nadobúda účinnosť|od",
        "L": "ičo|nariadenie zo dňa|zákon zo dňa|uznesenie zo dňa|zo dňa",
        "O": "otváracie hodiny|otvorené|telefón|tel|úradné hodiny|stránkové hodiny",
        "X": "narodený|zomrel|členom od|prijaté|podpísané",
        "C": "dnes je",
        "U": "čas čítania|dĺžka|min čítania",
        "T": "dátum|čas",
        "W": "miesto|kde|miesto konania",
        "B": "autor|zdroj|redakcia",
        "N": "zobrazení|komentárov|komentáre|prečítané",
    },
    "hu": {
        "P": "közzétéve|megjelent|megjelenés|megjelenés dátuma|publikálva|közzététel|közzététel dátuma|létrehozva|feltöltve|"
        "közzététel napja|írta|beküldve|kiadva|dátum közzététel|sajtóközlemény",
        "M": "frissítve|frissült|utolsó frissítés|módosítva|utolsó módosítás|utoljára frissítve|frissítés|szerkesztve|"
        "utoljára módosítva|módosítás dátuma",
        "E": "esemény|mikor|időpont|időpontja|ülés|kezdés|kezdete|kezdődik|koncert|megrendezésre|lesz|kerül sor|találkozó|rendezvény|tartják|eredmények",
        "D": "határidő|határideje|jelentkezési határidő|legkésőbb|benyújtási határidő|érvényes|lejárat|-ig",
        "F": "hatályos|hatályba lép|hatálybalépés|érvényes ettől",
        "R": "nyomtatva",
        "L": "adószám|engedély|alapítva|nyilvántartási szám|rendelet|határozat",
        "O": "nyitvatartás|nyitva|telefon|ügyfélfogadás|tel",
        "X": "született|elhunyt|tag óta|beérkezett|aláírva|csatlakozott",
        "C": "ma van|mai dátum",
        "U": "olvasási idő|időtartam|hossz|perc olvasás",
        "T": "dátum|idő|kelt",
        "W": "helyszín|hely|hol|cím",
        "B": "szerző|forrás|szerkesztő",
        "N": "megtekintés|hozzászólás|olvasták|komment",
    },
    "ro": {
        "P": "publicat|publicat la|publicat pe|publicată|publicată la|publicat în|publicat de|data publicării|data publicarii|"
        "postat|postat la|postat pe|adăugat|adăugat la|creat la|comunicat din|scris la|comunicat de presă|data postării|afișat la|publicare",
        "M": "actualizat|actualizat la|actualizată|ultima actualizare|actualizare|modificat|modificat la|ultima modificare|"
        "revizuit|editat la|data actualizării|update",
        "E": "eveniment|când|ședință|ședința|va avea loc|vor avea loc|are loc|începe|începere|se desfășoară|se va desfășura|"
        "concert|perioada|perioada consultării|întâlnire|ora de începere|rezultate|se va ține",
        "D": "până la|până pe|termen|termen limită|termenul limită|data limită|expiră|cel târziu|valabil până la|până în data de",
        "F": "în vigoare|intră în vigoare|începând cu|din data de|valabil de la",
        "R": "tipărit|tipărit la",
        "L": "cui|autorizație|hotărârea din|legea din|ordinul din|înființat|ordonanța din",
        "O": "program|program cu publicul|deschis|telefon|tel|orar",
        "X": "născut|decedat|membru din|primit|semnat|înregistrat la",
        "C": "astăzi este|azi este",
        "U": "timp de citire|timp citire|durată|durata",
        "T": "data|ora",
        "W": "locul|loc|unde|locația|adresa",
        "B": "de|autor|sursa|sursă|redacția|scris de",
        "N": "vizualizări|comentarii|comentariu|afișări|citiri",
    },
}
