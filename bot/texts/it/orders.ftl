# Gli ordini alla finestra, per l'ospite e per lo staff.

order-called = n. { $number }{ $codename ->
        [none] {""}
       *[other] {" · "}{ $codename }
    }
lines-with-note =
    { $lines }
    Nota: <i>{ $note }</i>
receipt =
    <b>Ordine { $order }</b>
    { $status ->
        [placed] { $early ->
            [yes] Ricevuto. La finestra apre alle { $opens }: mi farò vivo allora.
           *[no] Ricevuto. Ora tocca alla finestra.
        }
        [accepted] Accettato. Pronto per le { $time } circa.
        [ready] Pronto, alla finestra.
        [collected] Ritirato. Alla salute.
        [declined] La finestra ha dovuto dire di no. { $why } { $paid ->
            [back] Le restituiamo quanto ha pagato.
           *[other] Non deve nulla.
        }
        [cancelled] Annullato. { $paid ->
            [back] Le restituiamo quanto ha pagato.
           *[other] Non deve nulla.
        }
        [lapsed] Alla finestra nessuno ha potuto prenderlo. { $paid ->
            [back] Le restituiamo quanto ha pagato.
           *[other] Non deve nulla.
        }
       *[unclaimed] È rimasto alla finestra, e nessuno è venuto.
    }

    { $lines }
    <b>Totale { $total }</b>{ $paid ->
        [online] , pagato
        [back] , pagato, torna indietro
       *[window] {""}
    }
    { $when }
ask-cancel-order = Rinuncia all'ordine { $order }?
mine-order = Ordine { $order }, { $when }: { $status ->
        [placed] ricevuto
        [accepted] accettato
       *[ready] pronto
    }
cancel-order-which = Annulla l'ordine n. { $number }
news-ready = L'ordine { $order } è pronto. La finestra è aperta.
news-put-off = L'ordine { $order } chiede un po' più di tempo: verso le { $time }.
declined-because = { $reason ->
        [sold_out] È finito qualcosa.
        [busy] Stasera un paio di mani non basta.
        [closing] La finestra sta per chiudere.
        [too_late] Il pagamento è arrivato a tempo scaduto.
       *[other] C'è stato un imprevisto.
    }
news-declined = Mi dispiace: l'ordine { $order } non si può fare. { $why } { $paid ->
        [back] Le restituiamo quanto ha pagato.
       *[other] Non deve nulla.
    }
news-lapsed = Le devo delle scuse. Alla finestra nessuno ha visto in tempo l'ordine { $order }, e ora è chiuso. { $paid ->
        [back] Le restituiamo quanto ha pagato.
       *[other] Non deve nulla.
    } Riprovi con /order, o venga a bussare.

staff-order =
    <b>{ $order }</b>: { $status ->
        [placed] nuovo
        [accepted] accettato
        [ready] pronto
        [collected] ritirato
        [declined] rifiutato
        [cancelled] annullato dall'ospite
        [lapsed] chiuso, nessuno l'ha accettato
       *[unclaimed] non ritirato
    }{ $reason ->
        [sold_out] , finito qualcosa
        [busy] , troppo lavoro
        [closing] , si chiude
        [other] , altro
        [too_late] , pagato troppo tardi
       *[none] {""}
    }{ $told ->
        [0] {""}
       *[other] {" "}· { $by }
    }
    { $when }{ $soonest ->
        [yes] , appena possibile
       *[no] {""}
    }
    { $name }{ $habit ->
        [same] {" "}· il solito
        [other] {" "}· di solito { $usual }
       *[none] {""}
    }{ $young ->
        [yes] . Prima si era detto troppo giovane: chiedi.
       *[no] {""}
    }

    { $lines }
    Totale { $total }, { $paid ->
        [online] pagato online
        [back] pagato online, da rimborsare
        [done] pagato alla finestra
       *[window] si paga alla finestra
    }
open-orders = <b>{ $count ->
        [0] Alla finestra non c'è nulla di aperto.
        [one] Alla finestra c'è un ordine aperto.
       *[other] Alla finestra ci sono { $count } ordini aperti.
    }</b>
open-order = { $time } { $order }, { $cups ->
        [one] un bicchiere
       *[other] { $cups } bicchieri
    }: { $status ->
        [placed] nuovo
        [accepted] accettato
       *[ready] pronto
    }
accept = Accetta
decline = Rifiuta
put-off = +5 min
ready = Pronto
collected = Ritirato
unclaimed = Non ritirato
ask-reason = Rifiutare { $order }: perché? L'ospite lo leggerà.
decline-for = { $reason ->
        [sold_out] Finito qualcosa
        [busy] Troppo lavoro
        [closing] Si chiude
       *[other] Altro
    }
alarm =
    <b>{ $order } aspetta ancora</b>: { $minutes ->
        [one] un minuto
       *[other] { $minutes } minuti
    }, e nessuno l'ha accettato.
    { $name }, { $time }{ $paid ->
        [online] , pagato online
       *[window] {""}
    }

    { $lines }
alarm-over = { $order }: { $status ->
        [accepted] accettato
        [declined] rifiutato
        [cancelled] annullato dall'ospite
       *[lapsed] nessuno l'ha accettato, ed è chiuso
    }{ $by ->
        [none] {""}
       *[other] {" "}· { $by }
    }
step-late = { $by } ha fatto prima.
step-gone = È già andato avanti.
step-over = Quella sera è finita.
put-off-already = È appena stato rimandato. Guarda l'ora sul messaggio.
put-off-past-closing = A quell'ora la finestra è chiusa. Dillo tu all'ospite, o fai presto.
not-staff = Quel pulsante è per lo staff.

refuse-cancel-order = È già in preparazione. Ne parli alla finestra.
refuse-being-paid = Un pagamento per questo ordine è in corso. Gli dia qualche minuto.
