# Quel che sta nel file per il calendario, e quel che si dice accanto.

calendar-booked = Per il Suo calendario.
calendar-moved = Qualcosa è cambiato: apra questo file, e il Suo calendario lo segue.
calendar-cancelled = Apra questo file, e sparisce dal Suo calendario.
calendar-title = { $venue }, { $stools ->
        [one] 1 sgabello
       *[other] { $stools } sgabelli
    }
calendar-note =
    { $when }
    { $party ->
        [one] 1 persona
       *[other] { $party } persone
    }
    Codice { $code }
