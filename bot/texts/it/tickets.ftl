# Quel che ospite e staff hanno in mano di una prenotazione, e quel che si dicono.

ticket =
    { $status ->
        [requested] <b>Ho chiesto.</b> Appena la casa dice di sì, Le scrivo.
        [booked] <b>{ $count ->
            [one] Lo sgabello è Suo.
           *[other] Gli sgabelli sono Suoi.
        }</b>
        [displaced] <b>A quell'ora dobbiamo chiudere.</b> Sposti o annulli: decide Lei.
        [arrived] <b>Si accomodi.</b>
        [finished] <b>Alla prossima.</b>
        [cancelled] <b>Annullata.</b>
        [declined] <b>La casa ha dovuto dire di no.</b>
       *[no_show] <b>Abbiamo aspettato.</b>
    }
    { $when }
    { $private ->
        [yes] Tutta la stanza, per { $party ->
            [one] una persona
           *[other] { $party }
        }
       *[no] { $party ->
            [one] 1 persona
           *[other] { $party } persone
        }, { $count ->
            [one] sgabello { $stools }
           *[other] sgabelli { $stools }
        }
    }
    Codice <code>{ $code }</code>
ticket-wish = { $wish ->
        [birthday] In più: un compleanno
        [song] In più: una canzone per la stanza
       *[whisky] In più: una degustazione di whisky
    }
ticket-booked-note = { $late ->
        [yes] Del ritardo sanno già. Bussi, e dica il codice.
       *[no] Bussi, e dica il codice.
    }
move = Sposta
cancel = Annulla
running-late = Sono in ritardo
a-wish = Un desiderio
late-noted = Segnato. La porta lo sa.
cancel-which = Annulla { $when }
move-which = Sposta { $when }
ask-cancel =
    Rinuncia a questa prenotazione?
    <b>{ $when }</b>, codice <code>{ $code }</code>
cancel-sure = Sì, annulla
ask-wish =
    <b>{ $when }</b>
    Che cosa dobbiamo sapere? Scelga.
wish = { $wish ->
        [birthday] Un compleanno
        [song] Una canzone per la stanza
       *[whisky] Una degustazione di whisky
    }
no-wish = Niente di speciale
moved =
    Spostata. <b>{ $when }</b>
    Il biglietto dice lo stesso.
mine-title = <b>Quel che ha da noi</b>
mine-reservation = { $when }, { $party ->
        [one] 1 persona
       *[other] { $party } persone
    }, codice <code>{ $code }</code>{ $status ->
        [requested] {" "}(in attesa di un sì)
        [displaced] {" "}(a quell'ora siamo chiusi: la sposti)
       *[booked] {""}
    }

reminder =
    { $told ->
        [day] Domani, alla porta che non sembra una porta:
        [tonight] Stasera, alla porta che non sembra una porta:
        [hours] Tra due ore:
       *[soon] Tra poco:
    }
    <b>{ $when }</b>
    { $private ->
        [yes] Tutta la stanza
       *[no] { $count ->
            [one] Sgabello { $stools }
           *[other] Sgabelli { $stools }
        }
    }, codice <code>{ $code }</code>
coming = Ci sarò
coming-noted = Bene. <b>{ $when }</b>
still-coming =
    <b>{ $when }</b>: aspettiamo.
    Viene ancora?
on-my-way = Sto arrivando
not-coming = Non ce la faccio
given-up = Sarà per un'altra volta. Ha lasciato <b>{ $when }</b>; nessun problema.
missed =
    Abbiamo aspettato: <b>{ $when }</b>. Gli sgabelli sono passati ad altri.{ $asked_first ->
        [yes] {" "}La prossima volta devo prima chiedere alla casa.
       *[no] {""}
    }
request-approved =
    La casa dice di sì. <b>{ $when }</b>
    Codice <code>{ $code }</code>
request-declined = Ho chiesto, e la casa ha dovuto dire di no: <b>{ $when }</b>. Non resta nulla in sospeso.

refuse-cancel = Questa prenotazione non si può più annullare. /mine mostra che cosa ha da noi.
refuse-move = Questa prenotazione non si può più spostare. /mine mostra che cosa ha da noi.
refuse-wish = È già cominciata, o è finita. Me lo dica dentro.
refuse-late = Non c'è più nulla a cui far tardi. /mine mostra che cosa ha da noi.
refuse-late-ahead = Non è per stasera. Per venire in un altro momento: Sposta.
refuse-coming = Questa prenotazione non vale più. /mine mostra che cosa ha da noi.

walk-in = Dalla strada
staff-reservation =
    { $status ->
        [requested] <b>Chiede di prenotare</b>
        [booked] <b>Prenotazione</b>
        [displaced] <b>Toccata da una chiusura, senza risposta</b>
        [arrived] <b>Al bancone</b>
        [finished] <b>Conclusa</b>
        [cancelled] <b>{ $by ->
            [guest] Annullata dall'ospite
           *[house] Annullata: alla chiusura nessuna risposta
        }</b>
        [declined] <b>Rifiutata</b>
       *[no_show] <b>Non si è visto nessuno</b>
    }
    { $when }
    { $name }, { $party ->
        [one] 1 persona
       *[other] { $party } persone
    }, { $private ->
        [yes] tutta la stanza
       *[no] { $count ->
            [0] nessuno sgabello
            [one] sgabello { $stools }
           *[other] sgabelli { $stools }
        }
    }, codice <code>{ $code }</code>
staff-walk-in-until = Può restare fino alle { $time }.
staff-wish = { $wish ->
        [birthday] Desiderio: un compleanno
        [song] Desiderio: una canzone per la stanza
       *[whisky] Desiderio: una degustazione di whisky
    }
staff-said-late = Alle { $time }: arriva in ritardo.
staff-was-asked = Non c'è. Alle { $time } gli abbiamo chiesto se viene ancora.
staff-said-coming = Alle { $time }: viene.
staff-strikes = { $strikes ->
        [one] 1 assenza
       *[other] { $strikes } assenze
    } in dodici mesi.
staff-pardoned = Perdonata.
staff-late = { $name } arriva in ritardo: { $when }, { $party ->
        [one] 1 persona
       *[other] { $party } persone
    }.
staff-cancelled = { $name } ha annullato: { $when }, { $party ->
        [one] 1 persona
       *[other] { $party } persone
    }.
staff-moved = { $name } ha spostato: { $before } diventa { $after }, { $party ->
        [one] 1 persona
       *[other] { $party } persone
    }.
arrived = Al bancone
no-show = Non venuti
finished = Andati via
not-here = Non ancora qui
pardon = Perdona
arrive-not-tonight = Quella prenotazione non è per stasera.
arrive-stools-gone = I suoi sgabelli ormai sono presi. Che cosa è libero: /tonight
no-show-too-soon = Non è ancora cominciata.
refuse-no-stool-now = Adesso non ci sono tanti sgabelli liberi. Che cosa è libero: /tonight
walk-in-too-many = { $seats ->
        [one] C'è uno sgabello solo.
       *[other] Gli sgabelli sono { $seats }.
    } Gli altri aspettano fuori.
walk-in-closed = Adesso il bar è chiuso. Non si fa sedere nessuno.
