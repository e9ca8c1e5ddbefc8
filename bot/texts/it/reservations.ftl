# Verso uno sgabello: in quanti, quale sera, a che ora, che altro c'è.

ask-party = { $said ->
        [none] In quanti siete?
       *[other] <b>{ $said }</b>. In quanti siete?
    }
more-of-us = Siamo di più
more-than-seats =
    Abbiamo { $seats ->
        [one] uno sgabello
       *[other] { $seats } sgabelli
    }, e lì finisce la stanza. Che cosa si può fare:

    Venire a turno: due prenotazioni, una dopo l'altra.{ $room ->
        [yes] {" "}Oppure tenere la stanza per voi, chi trova posto.
       *[no] {""}
    }
    Prendere da bere alla finestra: lì non serve sgabello.
    Oppure chiedere. Non dico sempre di no.
whole-room = Tutta la stanza
only-stools = Solo i nostri sgabelli
to-the-window = Ordina alla finestra
ask-night = { $party ->
        [one] Uno sgabello
       *[other] { $party } sgabelli
    }{ $at ->
        [none] .
       *[other] {" "}per le { $at }.
    } Quale sera?
    <i>Accanto a ogni sera, gli sgabelli liberi nell'ora più tranquilla.</i>
night-full = { $night } · al completo
night-closed = { $night } · chiuso
night-choice = { $night } · { $free ->
        [one] 1 libero
       *[other] { $free } liberi
    }
other-party = ‹ In un altro numero
no-nights = { $party ->
        [one] Al momento nessuna sera ha uno sgabello libero.
       *[other] Al momento nessuna sera ha { $party } sgabelli liberi.
    } Ne scelga una lo stesso, e si metta in lista.
no-nights-here = { $party ->
        [one] Al momento nessuna di queste sere ha uno sgabello libero. Più avanti, forse.
       *[other] Al momento nessuna di queste sere ha { $party } sgabelli liberi. Più avanti, forse.
    }
ask-time = <b>{ $night }</b>, { $party ->
        [one] uno sgabello
       *[other] { $party } sgabelli
    }. A che ora?
time-full = { $time } · al completo
full-night = <b>{ $night }</b>{ $private ->
        [yes] : non è libera tutta la stanza.
       *[no] : al completo per { $party ->
            [one] una persona
           *[other] { $party }
        }.
    }
full-time = <b>{ $when }</b>{ $private ->
        [yes] : non è libera tutta la stanza.
       *[no] : al completo per { $party ->
            [one] una persona
           *[other] { $party }
        }.
    }
closed-that-night = <b>{ $night }</b>: siamo chiusi.{ $reason ->
        [none] {""}
       *[other] {" "}<i>{ $reason }</i>
    }
others-near = Ecco che cosa c'è vicino:
ask-confirm =
    <b>{ $when }</b>
    { $private ->
        [yes] Tutta la stanza, per { $party ->
            [one] una persona
           *[other] { $party }
        }
       *[no] { $party ->
            [one] Uno sgabello
           *[other] { $party } sgabelli
        }
    }, { $minutes } minuti. Si paga solo quel che si beve.
ask-confirm-move =
    Spostare la prenotazione a
    <b>{ $when }</b>
    { $private ->
        [yes] Tutta la stanza, per { $party ->
            [one] una persona
           *[other] { $party }
        }
       *[no] { $party ->
            [one] Uno sgabello
           *[other] { $party } sgabelli
        }
    }, { $minutes } minuti. Fino ad allora quel che ha resta Suo.
confirm = Confermo

ask-which = Quale delle due?
between-seatings = { $count ->
        [one] <b>{ $when }</b> cade fra due turni. Uno è libero:
       *[other] <b>{ $when }</b> cade fra due turni. Prima o dopo?
    }
refuse-night-over = Quella sera è passata.
refuse-too-far = Prendo prenotazioni fino a { $days ->
        [one] un giorno
       *[other] { $days } giorni
    } avanti, non oltre.
refuse-closed-night = <b>{ $night }</b>: siamo chiusi.

refuse-party = Abbiamo { $seats ->
        [one] uno sgabello
       *[other] { $seats } sgabelli
    }. Scelga un numero che ci stia, o prema «Siamo di più».
refuse-closed = A quell'ora siamo chiusi. Scelga un altro orario.
refuse-too-soon = A quell'ora manca troppo poco per tenerLe uno sgabello. Scelga un orario più tardi, oppure bussi e basta.
refuse-taken = Qualcuno ha fatto prima.
refuse-max-active = Da noi ha già { $count ->
        [one] una prenotazione
       *[other] { $count } prenotazioni
    }. /mine mostra tutto; ne annulli una per farne un'altra.
refuse-overlap = A quell'ora ha già uno sgabello. /mine lo mostra.
