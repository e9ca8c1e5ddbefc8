# Quel che ha venduto la finestra: il resoconto di una sera, o di una settimana, per lo staff.

sales-title = <b>La finestra</b> · { $span }{ $over ->
        [yes] {""}
       *[no] , finora
    }
sales-picture = La finestra{ $over ->
        [yes] {""}
       *[no] , finora
    }
sales-nights = da { $first } a { $last }
sales-nothing = Non si è venduto nulla.
sales-total = <b>{ $sum }</b>
sales-drink = { $cups } × { $name }, { $amount }
sales-fact = { $label }: { $value }
sales-label = { $what ->
        [total] Totale
        [window] Pagato alla finestra
        [online] Pagato online
        [collected] Ritirati
        [unclaimed] Non ritirati
        [declined] Rifiutati
        [cancelled] Annullati dagli ospiti
        [lapsed] Senza risposta
        [wait] Attesa media
        [due] Da restituire
       *[made] Restituito
    }
sales-cups = { $cups ->
        [one] 1 bicchiere
       *[other] { $cups } bicchieri
    }
sales-orders = { $orders ->
        [one] 1 ordine
       *[other] { $orders } ordini
    }
sales-payments = { $payments ->
        [one] 1 pagamento
       *[other] { $payments } pagamenti
    }
sales-minutes = { $minutes ->
        [0] meno di un minuto
        [one] 1 minuto
       *[other] { $minutes } minuti
    }
sales-unsettled = <b>{ $over ->
        [yes] Non chiusi
       *[no] Ancora aperti
    }</b>
sales-not-read = Quale resoconto? Scrivete /sales per questa sera, /sales settimana per le ultime sette sere, oppure una sera già passata: /sales ieri, /sales venerdì, /sales 1 dic.
