# Pagare nella chat, e restituire.

bill-title = La finestra di { $venue }
bill-description = { $lines }. Ritiro: { $when }.
bill-below = Il conto è qui sotto. Prima del pagamento non si prepara e non si riserva nulla.
bill-settled = Pagato. Il Suo ordine è qui sotto.
bill-failed = Il conto non si è potuto fare. Non è stato addebitato nulla; può pagare alla finestra.
bill-given-up = Il pagamento non è arrivato, e i bicchieri sono di nuovo liberi. Quello che ha scelto c'è ancora.
bill-void = Questo conto non vale più. Apra /order e paghi di nuovo: non è stato addebitato nulla.
bill-twice = L'ordine { $order } era già pagato. Il secondo pagamento, { $amount }, Le torna indietro.
bill-paused = La finestra fa una breve pausa. Non è stato addebitato nulla; /order dice quando riprende.
bill-sold-out = { $name } è appena finito. Non è stato addebitato nulla; /order mostra che cosa c'è.
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
    Addebito presso il fornitore: <code>{ $charge }</code>{ $done ->
        [yes] {""}
       *[no] . Restituitelo sul sito del fornitore, poi premete il pulsante.
    }
refund-still =
    <b>Ancora da restituire: { $amount }</b>, ordine { $order }
    Addebito presso il fornitore: <code>{ $charge }</code>
refunded = Restituito
refunded-guest = { $amount } per l'ordine { $order } Le stanno tornando indietro. Le banche ci mettono qualche giorno.
payment-failed = Il pagamento è arrivato, ma da noi si è rotto qualcosa mentre scrivevamo l'ordine. Non paghi di nuovo: il bar lo sa.
