# Gli indizi, chi li risolve, e la parola segreta.

clues-title = <b>{ $over ->
        [yes] Gli indizi
       *[no] Giorno { $day } di { $days }
    }</b>
clues-out =
    { $solved ->
        [0] Usciti: { $out }. Risolti da Lei: ancora nessuno.
       *[other] Usciti: { $out }. Risolti da Lei: { $solved }.
    }
    Ne prema uno per rileggerlo. La risposta la scriva qui, quando ce l'ha.
clues-none-yet = Ancora niente. Il primo indizio esce { $when }.
clues-no-campaign = Qui non c'è nulla da risolvere. La porta è aperta: /book per uno sgabello.
clue-number = { $day }{ $solved ->
        [yes] {" ✓"}
       *[no] {""}
    }
clue-title = <b>Giorno { $day }</b>{ $solved ->
        [yes] {" · risolto ✓"}
       *[no] {""}
    }
clue-in-the-channel = <i>Non è fatto solo di parole: { $channel ->
        [none] il resto è nel canale.
       *[other] il resto è in { $channel }.
    }</i>
clue-hint-from = <i>Un suggerimento, se lo chiede, da { $when }.</i>
clue-hint = Suggerimento
clue-hint-title = <b>Un suggerimento per il giorno { $day }</b>

clue-solved =
    { $newest ->
        [yes] Giusto. È l'ultimo uscito.
       *[no] Giusto. Il giorno { $day } è risolto.
    }
    { $solved } su { $out }, finora.
clue-solved-before =
    Giusto, come prima: il giorno { $day } l'ha già risolto.
    { $solved } su { $out }, finora.
secret-said = { $open ->
        [yes] La parola è questa, e per Lei la porta è aperta. /book per uno sgabello.
       *[no] La parola è questa. A Lei la porta si apre un giorno prima degli altri: { $when }. Poi /book per uno sgabello.
    }

refuse-clue-not-out = Quell'indizio non è uscito. /clues mostra quelli che ci sono.
refuse-hint-early = Si prenda un giorno. Lo chieda di nuovo { $when }.
refuse-hint-none = Per il giorno { $day } non c'è suggerimento. C'è già tutto nell'indizio.
