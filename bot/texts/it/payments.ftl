# Pagare nella chat, e restituire.

bill-title = La finestra di { $venue }
bill-description = { $lines }. Ritiro: { $when }.
bill-below = Il conto è qui sotto. Prima del pagamento non si prepara e non si riserva nulla.
bill-settled = Pagato. Il Suo ordine è qui sotto.
bill-failed = Non sono riuscito a fare il conto. Nessun addebito; può pagare alla finestra.
bill-given-up = Il pagamento non è arrivato, e i bicchieri sono di nuovo liberi. Quello che ha scelto c'è ancora.
bill-void = Questo conto non vale più. Non è stato addebitato nulla; /order ne fa uno nuovo.
bill-twice = L'ordine { $order } era già pagato. Il secondo pagamento, { $amount }, Le torna indietro.
bill-paused = La finestra fa una breve pausa. Non è stato addebitato nulla; /order dice quando riprende.
bill-sold-out = { $name } non c'è più. Non è stato addebitato nulla; /order mostra che cosa c'è.
bill-price = { $name } ora ha un altro prezzo. Non è stato addebitato nulla; riguardi /order.
bill-time-gone = Quell'orario non c'è più. Non è stato addebitato nulla; /order mostra il prossimo.

refund =
    <b>{ $done ->
        [yes] Restituito
       *[no] Da restituire
    }: { $amount }</b>, ordine { $order }{ $done ->
        [yes] {" "}· { $by }
       *[no] {""}
    }
    Addebito presso il gestore dei pagamenti: <code>{ $charge }</code>{ $done ->
        [yes] {""}
       *[no] . Rimborsatelo sul suo sito, poi premete il pulsante.
    }
refund-still =
    <b>Ancora da restituire: { $amount }</b>, ordine { $order }
    Addebito presso il gestore dei pagamenti: <code>{ $charge }</code>
refunded = Restituito
refunded-guest = Rimborso in arrivo: { $amount }, ordine { $order }. La banca ci mette qualche giorno.
payment-failed = Il pagamento è arrivato, l'ordine non si è scritto. Non paghi di nuovo. Il bar lo sa.
