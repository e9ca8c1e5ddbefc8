cart-title = <b>La finestra</b>
    { $night ->
        [tonight] Bicchieri sigillati, da portare via.
       *[closed] Stasera la finestra è chiusa. Dia comunque un'occhiata.
    }
cart-line = { $quantity } × { $name }, { $price }
cart-total = <b>Totale { $total }</b>
cart-empty = Ancora niente.
add = + { $name } · { $price }
remove = − { $name }
cart-on = Quando? ›
ask-pickup =
    { $lines }
    <b>Totale { $total }</b>

    Per che ora?
soonest-at = Appena possibile · { $time }
ask-place =
    { $lines }
    <b>Totale { $total }</b>, si paga alla finestra

    { $soonest ->
        [yes] Appena possibile, verso le <b>{ $when }</b>
       *[no] Ritiro: <b>{ $when }</b>
    }
place = Ordina
receipt =
    <b>Ordine n. { $number }</b>
    { $status ->
        [placed] Ricevuto. Ora tocca alla finestra.
        [accepted] Accettato. Pronto per le { $time } circa.
        [ready] Pronto, alla finestra.
        [collected] Ritirato. Alla salute.
        [declined] La finestra ha dovuto dire di no. Non deve nulla.
        [cancelled] Annullato. Non deve nulla.
       *[unclaimed] È rimasto alla finestra, e nessuno è venuto.
    }

    { $lines }
    <b>Totale { $total }</b>
    { $when }
ping-ready = L'ordine n. { $number } è pronto. La finestra è aperta.
ping-declined = Mi dispiace: l'ordine n. { $number } stasera non si può fare. Non deve nulla.
ask-cancel-order = Rinuncia all'ordine n. { $number }?
mine-order = Ordine n. { $number }, { $when }: { $status ->
        [placed] ricevuto
        [accepted] accettato
       *[ready] pronto
    }
cancel-order-which = Annulla l'ordine n. { $number }
staff-order =
    <b>N. { $number }</b> · { $status ->
        [placed] nuovo
        [accepted] accettato
        [ready] pronto
        [collected] ritirato
        [declined] rifiutato
        [cancelled] annullato dall'ospite
       *[unclaimed] non ritirato
    }{ $told ->
        [0] {""}
       *[other] {" "}· { $by }
    }
    { $when }{ $soonest ->
        [yes] , appena possibile
       *[no] {""}
    }
    { $name }

    { $lines }
    Totale { $total }
accept = Accetta
decline = Rifiuta
ready = Pronto
collected = Ritirato
step-late = { $by } ha fatto prima.
step-gone = È già andato avanti.
step-over = Quella sera è finita.
not-staff = Quel pulsante è per lo staff.

refuse-empty-cart = Ancora niente. Prima scelga qualcosa.
refuse-too-many-cups = Un paio di mani, in una volta sola, arriva { $cups ->
        [one] a un bicchiere
       *[other] a { $cups } bicchieri
    }. Di più no.
refuse-window-closed = Per stasera la finestra è chiusa. Riapre la prossima sera.
refuse-window-full = Per stasera la finestra è al completo. Mi dispiace. Forse c'è uno sgabello libero: /book.
refuse-many-orders = Ha già { $count ->
        [one] un ordine aperto
       *[other] { $count } ordini aperti
    }. Prima ritiri; poi ne riparliamo.
refuse-slot-taken = Quell'orario si è appena riempito. Questi sono ancora liberi.
refuse-cart-changed = Nel frattempo l'ordine è cambiato. Lo guardi ancora una volta.
refuse-cancel-order = È già in preparazione. Ne parli alla finestra.
