# Quello che la casa dice, qualunque sia l'argomento. Mr. V è un uomo di poche parole.

tonight = Stasera
tomorrow = Domani
when = { $day }, { $time }
when-after-midnight = { $day }, { $time } (è già { $weekday })
after-midnight = <i>Dopo mezzanotte è già { $weekday }.</i>
back = ‹ Indietro
earlier = ‹ Prima
later = Più tardi ›
keep = No, resta così

greeting =
    Buonasera, { $name }. Sono Mr. V.
    Pochi sgabelli, una finestra per l'asporto e, dentro, nessun menu: si parla.

    /book per uno sgabello
    /order per la finestra
    /mine per vedere che cosa ha da noi
    /help per tutto il resto
help =
    <b>/book</b>, uno sgabello
    <b>/order</b>, i cocktail della finestra
    <b>/drinks</b>, che cosa fa la finestra
    <b>/mine</b>, le Sue prenotazioni e i Suoi ordini
    <b>/language</b>, italiano o inglese

    Può anche scrivere come parla: <i>siamo in due, domani alle nove</i>. Oppure: menu, orari, dove, le mie prenotazioni.
hours =
    { $closed ->
        [none] Tutte le sere, dalle { $opens } alle { $closes }.
       *[some] Dalle { $opens } alle { $closes }. Chiuso: { $closed }.
    }
    La finestra: dalle { $window_opens } alle { $window_closes }.
where = { $name }, { $address }. Cerchi la porta che non sembra una porta.
where-untold = L'indirizzo non sta scritto da nessuna parte. È un po' il senso della cosa. Chieda a chi c'è già stato.
not-understood = Non ho capito. /book per uno sgabello, /order per la finestra, /help per il resto.
nothing-booked = Non ho prenotato nulla.
nothing-moved = La prenotazione resta com'è.
nothing-ordered = Nessun ordine. Quello che ha scelto resta scelto.
whiskies = Più di quanti ne possa scrivere qui, e tutti dentro. Prenoti uno sgabello e ne parliamo: di quello che Le piace, e di quello che non conosce ancora.
privacy =
    <b>Che cosa conservo di Lei</b>
    Il Suo nome e il Suo id su Telegram, la lingua, che cosa ha detto della Sua età.
    Le prenotazioni e gli ordini, con le note; gli indizi che segue; che cosa ha chiesto a Mr. V e che cosa ha scritto qui di recente.

    Non chiedo numeri di telefono, né nulla sulla Sua salute. Per far cancellare tutto, chieda a Mr. V.
nothing-open = Non ha nulla in sospeso da noi. /book per uno sgabello, /order per la finestra.

ask-language = In che lingua parliamo?
language-kept = Italiano, allora.

ask-adult = Prima una domanda: ha compiuto { $age } anni?
adult = Ho almeno { $age } anni
adult-no = Non ancora
adult-refused = Allora questo posto saprà aspettare. Torni quando avrà { $age } anni.
adult-slip = Ho premuto per sbaglio
adult-noted = Annotato. /book per uno sgabello, /order per la finestra.
refuse-minor = Mi ha detto di avere meno di { $age } anni: non vendo. Ha premuto per sbaglio? Lo dica.

error-sorry = Qualcosa si è rotto, e la colpa è nostra. Non è andato perso nulla: riprovi tra un momento.
ask-which-wish = Uno sgabello dentro, o da bere alla finestra?
wish-stools = Uno sgabello
wish-drinks = Alla finestra
nod = A disposizione.
nothing-asked = Non c'era nulla in sospeso.
as-you-wish = Come vuole.
which-card = Quale? Risponda a quel messaggio, o prema il suo pulsante.
stale-card = Quel messaggio non vale più. Ricominci da /book o da /order.

phone-line = Stiamo aprendo. Segui gli indizi e trovaci.

command-start = Dire buonasera
command-book = Prenotare uno sgabello
command-order = Ordinare alla finestra
command-drinks = Il menu della finestra
command-mine = Prenotazioni e ordini
command-language = Italiano o inglese
command-help = Che cosa sa fare il bar
