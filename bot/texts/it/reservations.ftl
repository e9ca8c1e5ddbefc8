ask-party = In quanti siete?
ask-night = { $party ->
        [one] Uno sgabello.
       *[other] { $party } sgabelli.
    } Quale sera?
    <i>Accanto a ogni sera, gli sgabelli liberi nell'ora più tranquilla.</i>
night-full = { $night } · al completo
night-choice = { $night } · { $free ->
        [one] 1 libero
       *[other] { $free } liberi
    }
no-nights = { $party ->
        [one] Al momento nessuna sera ha uno sgabello libero. Ogni giorno si apre una sera nuova: riprovi domani.
       *[other] Al momento nessuna sera ha { $party } sgabelli liberi. Magari in meno?
    }
no-nights-here = { $party ->
        [one] Al momento nessuna di queste sere ha uno sgabello libero. Più avanti, forse.
       *[other] Al momento nessuna di queste sere ha { $party } sgabelli liberi. Più avanti, forse.
    }
ask-time = <b>{ $night }</b>, { $party ->
        [one] uno sgabello
       *[other] { $party } sgabelli
    }. A che ora?
ask-confirm =
    <b>{ $when }</b>
    { $party ->
        [one] Uno sgabello
       *[other] { $party } sgabelli
    }, { $minutes } minuti. Si paga solo quel che si beve.
confirm = Confermo
ticket =
    { $status ->
        [booked] <b>Il posto è Suo.</b>
        [arrived] <b>Si accomodi.</b>
        [finished] <b>Alla prossima.</b>
        [cancelled] <b>Annullata.</b>
       *[no_show] <b>Abbiamo aspettato.</b>
    }
    { $when }
    { $party ->
        [one] 1 persona, sgabello { $stools }
       *[other] { $party } persone, sgabelli { $stools }
    }
    Codice <code>{ $code }</code>
ticket-booked-note = Bussi, e dica il codice.
cancel = Annulla
cancel-which = Annulla { $when }
ask-cancel =
    Rinuncia a questa prenotazione?
    <b>{ $when }</b>, codice <code>{ $code }</code>
cancel-sure = Sì, annulla
mine-title = <b>Quel che ha da noi</b>
mine-reservation = { $when }, { $party ->
        [one] 1 persona
       *[other] { $party } persone
    }, codice <code>{ $code }</code>
staff-reservation =
    { $status ->
        [booked] <b>Prenotazione</b>
        [arrived] <b>Al bancone</b>
        [finished] <b>Conclusa</b>
        [cancelled] <b>Annullata dall'ospite</b>
       *[no_show] <b>Non si è visto nessuno</b>
    }
    { $when }
    { $name }, { $party ->
        [one] 1 persona, sgabello { $stools }
       *[other] { $party } persone, sgabelli { $stools }
    }, codice <code>{ $code }</code>

refuse-party = Abbiamo { $seats ->
        [one] uno sgabello
       *[other] { $seats } sgabelli
    }. Scelga un numero che ci stia.
refuse-closed = A quell'ora siamo chiusi. Scelga un altro orario.
refuse-too-soon = A quell'ora manca troppo poco per tenerLe uno sgabello. Scelga un orario più tardi, oppure bussi e basta.
refuse-taken = Qualcuno ha fatto prima. Questi orari sono ancora liberi.
refuse-night = Quella sera è al completo. Magari un'altra.
refuse-max-active = Da noi ha già { $count ->
        [one] una prenotazione
       *[other] { $count } prenotazioni
    }. /mine mostra tutto; ne annulli una per farne un'altra.
refuse-overlap = A quell'ora ha già uno sgabello. /mine lo mostra.
refuse-cancel = Questa prenotazione non si può più annullare. /mine mostra che cosa ha da noi.
