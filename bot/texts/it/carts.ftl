# Il banco della finestra: il menu, quello che si è scelto, e per quando.

menu-title = <b>Alla finestra</b>
menu-line = <b>{ $name }</b> · { $sold_out ->
        [yes] finito per stasera
       *[no] { $price }
    }
menu-description = <i>{ $description }</i>
menu-inside = Dentro non c'è menu. Lei si siede, si parla, io verso.
to-order = Ordina

cart-title = <b>La finestra</b>
    { $state ->
        [open] Bicchieri sigillati, da portare via.
        [paused] Una breve pausa, fino alle { $until }{ $told ->
            [yes] : <i>{ $reason }</i>
           *[no] .
        }
       *[closed] Chiusa per stasera. Dia comunque un'occhiata.
    }
cart-early = <b>La finestra</b>
    Adesso è chiusa. Prendo ordini per { $night }, dalle { $opens }.
cart-line = { $quantity } × { $name }, { $price }
cart-note = Nota: <i>{ $note }</i>
cart-total = <b>Totale { $total }</b>
cart-sold-out = Finito per stasera: { $names }.
cart-change = { $kind ->
        [price] { $name } ora costa { $now }. Prima era { $before }.
        [back] { $name } c'è di nuovo, ed è di nuovo nel Suo ordine.
        [gone] { $name } non è più nel menu, e nemmeno nel Suo ordine.
       *[sold_out] { $name } è appena finito, e non è più nel Suo ordine.
    }
add = + { $name } · { $price }
remove = − { $name }
note = { $there ->
        [yes] Cambia la nota
       *[no] Aggiungi una nota
    }
ask-note =
    { $there ->
        [no] {""}
       *[yes] La Sua nota dice: <i>{ $note }</i>
    }
    Che cosa devo sapere? In una riga: senza ghiaccio, meno dolce.
no-note = Nessuna nota
the-usual = Il solito · { $lines }
same-again = Lo stesso
not-at-window = La finestra non fa: { $names }.
not-tonight = Stasera non c'è: { $names }. Il resto è dentro.
cart-on = Quando? ›
ask-pickup = Per che ora? Accanto a ogni orario, i bicchieri ancora liberi.
soonest-at = Appena possibile · { $time }
pickup-at = { $time } · { $free ->
        [one] { $free } libero
       *[other] { $free } liberi
    }
ask-place =
    { $soonest ->
        [yes] Appena possibile, verso le <b>{ $when }</b>
       *[no] Ritiro: <b>{ $when }</b>
    }
    { $pays ->
        [here] Si paga alla finestra, oppure qui, subito.
       *[window] Si paga alla finestra.
    }
place = Ordina
pay-now = Paga ora · { $total }

# Un ordine detto a parole: un orario che non si può promettere, e che cosa c'è accanto.

pickup-near = { $why ->
        [past] <b>{ $when }</b>: quell'ora è passata.
        [soon] Per le <b>{ $when }</b> non faccio in tempo.
        [full] <b>{ $when }</b>: al completo.
        [closed] <b>{ $when }</b>: a quell'ora dalla finestra non esce niente.
       *[between] <b>{ $when }</b> cade fra due dei miei orari. { $count ->
            [one] Uno è libero:
           *[other] Prima o dopo?
        }
    }
refuse-other-night = Non con tanto anticipo: la finestra prende ordini solo per { $night }.

refuse-empty-cart = Ancora niente. Prima scelga qualcosa.
refuse-too-many-cups = Un paio di mani, in una volta sola, arriva { $cups ->
        [one] a un bicchiere
       *[other] a { $cups } bicchieri
    }. Di più no.
refuse-sold-out = { $name } è finito per stasera. Mi dispiace.
refuse-nothing-left = Stasera non c'è niente di tutto questo. Mi dispiace.
refuse-note-too-long = Più breve, per favore: una riga, { $longest } caratteri al massimo.
refuse-window-closed = Per stasera la finestra è chiusa. Riapre la prossima sera.
refuse-window-paused = Un momento: la finestra adesso non prende ordini. Quello che ha scelto resta scelto.
refuse-window-full = { $most ->
        [0] Per stasera la finestra è al completo. Mi dispiace. Forse c'è uno sgabello libero: /book.
        [one] Per stasera nessun orario ne regge tanti. Un bicchiere ci sta ancora.
       *[other] Per stasera nessun orario ne regge tanti. { $most } bicchieri ci stanno ancora.
    }
refuse-many-orders = Ha già { $count ->
        [one] un ordine aperto
       *[other] { $count } ordini aperti
    }. Ne ritiri uno, poi prendo il prossimo.
refuse-slot-taken = Quell'orario non c'è più. Questi sono ancora liberi.
refuse-soonest-gone = Appena possibile, ormai, è un'altra ora. Va bene lo stesso?
refuse-cart-changed = Nel frattempo l'ordine è cambiato. Lo guardi ancora una volta.
