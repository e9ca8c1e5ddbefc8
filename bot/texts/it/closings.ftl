# Chiudere una sera, e quel che è appeso dietro il bancone.

closing-sorry =
    Mi dispiace: a quell'ora dobbiamo chiudere. <b>{ $when }</b>{ $reason ->
        [none] {""}
       *[other] {""}
            <i>{ $reason }</i>
    }
    { $near ->
        [yes] Ecco che cosa c'è vicino:
       *[no] Scelga un'altra sera, oppure rinunci.
    }
closing-sorry-in-line = Mi dispiace: dobbiamo chiudere, e per allora non c'è più nulla da aspettare. <b>{ $night }, { $window }</b>{ $reason ->
        [none] {""}
       *[other] {""}
            <i>{ $reason }</i>
    }
other-nights = Altre sere
closing-lapsed = Eravamo chiusi: <b>{ $when }</b>. Non Le teniamo più nulla. Con /book trova un'altra sera.
open-after-all =
    Quella sera apriamo lo stesso, e gli sgabelli sono Suoi: <b>{ $when }</b>
    Codice <code>{ $code }</code>
closing-title =
    <b>{ $open ->
        [yes] Di nuovo aperto: { $night }
       *[no] Chiuso: { $night }
    }</b>{ $all_night ->
        [yes] {""}
       *[no] , { $span }
    }
    { $reason ->
        [none] {""}
       *[other] <i>{ $reason }</i>,{" "}
    }da { $by }
closing-answer = { $name }, { $party ->
        [one] 1 persona
       *[other] { $party } persone
    }: { $answer ->
        [none] senza risposta ({ $when })
        [moved] spostata a { $when }
        [cancelled] annullata
        [silent] mai una risposta
        [declined] rifiutata
       *[stands] vale, { $when }
    }
closing-open-answers = { $hit ->
        [0] Nessuno aveva prenotato.
       *[other] { $waiting ->
            [0] Non manca più nulla.
            [one] Manca una risposta.
           *[other] Mancano { $waiting } risposte.
        }
    }
close-night-over = Quella sera è finita.
close-hours-outside = A quell'ora siamo chiusi comunque.
reopen-not-closed = Quella sera non è chiusa.
reopened = { $night }: di nuovo aperto. { $standing ->
        [0] Nessuna prenotazione era in sospeso.
        [one] Una prenotazione vale di nuovo; l'ospite lo sa.
       *[other] { $standing } prenotazioni valgono di nuovo; gli ospiti lo sanno.
    }

board-title = <b>{ $night }</b> · { $seats ->
        [one] uno sgabello
       *[other] { $seats } sgabelli
    }
board-shut = Chiuso { $span }{ $reason ->
        [none] {""}
       *[other] {": "}<i>{ $reason }</i>
    }
board-empty = Nessuno ha prenotato.
board-seating = { $time } · { $name }, { $party } · { $count ->
        [0] nessuno sgabello
        [one] sgabello { $stools }
       *[other] sgabelli { $stools }
    } · { $status ->
        [requested] chiede
        [booked] prenotata
        [displaced] chiuso, senza risposta
        [arrived] al bancone
        [finished] andati via
       *[no_show] non venuti
    }{ $late ->
        [yes] , in ritardo
       *[no] {""}
    }{ $wish ->
        [birthday] , compleanno
        [song] , una canzone
        [whisky] , degustazione di whisky
       *[none] {""}
    } · <code>{ $code }</code>
board-more = … e altri { $count }.
board-line = <b>In lista</b>
board-place = { $number }. { $name }, { $party } · { $window }{ $offered ->
        [no] {""}
       *[other] {" "}· offerto { $offered }, fino alle { $until }
    }
