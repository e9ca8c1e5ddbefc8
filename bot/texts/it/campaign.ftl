# I quarantatré giorni: il canale, la linea del telefono, chi segue, e quel che si chiede al proprietario.

clue-intercepted = <i>L'indizio era stato intercettato. Eccolo.</i>
book-a-stool = Prenota uno sgabello
door-ajar =
    Ha detto la parola.
    La porta è socchiusa: oggi per Lei, domani per tutti.
phone-line-calls-back = Ha chiamato. Io le voci non le dimentico. Segua gli indizi, e ci trovi.

follow-outcome = { $outcome ->
    [followed-before] Gli indizi Le arrivano già. Ogni giorno alle { $time }.
    [first-to-come] D'accordo. Il primo indizio arriva { $first }, alle { $time }.
    [over] L'ultimo indizio è uscito. Ora c'è una porta da trovare: /book.
    [no-campaign] Non c'è nulla da seguire. La porta è aperta: /book.
   *[follows] D'accordo. Un indizio ogni giorno alle { $time }; quelli già usciti sono in /clues.
}
unfollowed = Come desidera. Da me niente più indizi; nel canale ci sono tutti.
not-following = Gli indizi non Le arrivano. /follow, se Le va.

command-follow = Ricevere qui gli indizi
command-unfollow = Niente più indizi
command-clues = Gli indizi usciti finora
description-open = { $name }. Pochi sgabelli, una finestra da asporto, dentro nessun menu: si parla.

preview = <b>Indizio { $day } di { $days }</b>, { $when }. { $state ->
    [right] Esce al suo minuto.
    [held] È fermo: non esce nulla finché non dici che va bene.
    [out] È uscito.
   *[asked] È qui sopra, come si leggerà nel canale. Se non dici nulla, esce.
}
looks-right = Va bene
hold = Ferma
clue-goes-out = Esce.
clue-held = Fermo.
preview-out = L'indizio { $day } è già uscito.

gaps = <b>Questi indizi non sono mai usciti.</b> Prima il più vecchio.
gaps-asked-first = <b>Il mio registro finisce prima del calendario.</b> Può essere una copia vecchia, perciò chiedo prima di pubblicare. Guarda nel canale: quel che c'è già, saltalo.
gaps-day = · indizio { $day }, { $date }
gaps-more = { $number ->
    [one] Un altro dopo questi.
   *[other] Altri { $number } dopo questi.
}
gaps-none = Non manca nessun indizio.
post-now = Pubblica ora · { $day }
skip-day = Salta · { $day }
clue-goes-out-now = Esce ora.
day-skipped = Saltato.
gap-order = Prima viene l'indizio { $day }: pubblicalo o saltalo.
gap-opening = L'ultimo indizio apre il bar. Si può pubblicare, non saltare.
gap-closed = L'indizio { $day } è già sistemato.

doubt = <b>Indizio { $day }: c'è, nel canale?</b> { $outcome ->
    [seen] C'è; è stato visto.
    [there] C'è; l'hai visto tu.
    [not-there] Non c'era. È stato pubblicato di nuovo.
    [resent] Non si vedeva, ed è stato pubblicato di nuovo.
   *[open] Telegram non ha mai risposto, e da solo non riesco a vederlo. Guarda, e dimmelo.
}
there = C'è
not-there = Non c'è
doubt-settled = L'indizio { $day } è già sistemato.

mailing = <b>{ $what ->
    [call-back] La linea del telefono richiama
    [let-in] La porta è socchiusa
   *[other] Indizio { $what }
}</b>, a { $size ->
    [one] una persona
   *[other] { $size } persone
}
mailing-counts = { $sent } inviati · { $failed } falliti · { $left } da inviare
mailing-begins = Comincia.
mailing-ends = Finisce verso le { $time }.
mailing-done = Finito alle { $time }.
