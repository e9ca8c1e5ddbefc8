# Che cosa ha fatto la campagna: l'immagine per staff e titolare, e la classifica del titolare.

figures-no-campaign = Nella configurazione non c'è nessuna campagna: il bar è semplicemente aperto.
figures-stage = { $stage ->
        [ahead] comincia { $date }
        [running] giorno { $day } di { $days }
       *[open] aperto
    }
figures-title = <b>{ $venue }</b> · { $stage }
figures-picture = Il lancio · { $stage }
figures-people = Seguono: { $followers }. Hanno chiamato: { $callers }.
figures-finds = Segnalibri trovati: { $found } su { $printed }.
figures-solves = Risposte giuste: { $solves }, da { $solvers ->
        [one] 1 persona
       *[other] { $solvers } persone
    }. Entrati con la parola segreta: { $let_in }.
figures-next = { $what ->
        [clue] L'indizio { $day } esce { $when }.
        [opening] Il bar apre { $when }.
       *[none] Il bar è aperto.
    }
figures-trouble = { $what ->
        [uncertain] Nessuno sa se sia nel canale: { $days }.
        [failed] Il canale non l'ha preso: { $days }.
        [held] Fermato: { $days }.
        [skipped] Saltato: { $days }.
       *[missed] Mancato: { $days }.
    }
figures-days = { $days ->
        [one] giorno { $which }
       *[other] giorni { $which }
    }
figures-run = { $first }–{ $last }

figures-number = { $count }
figures-most = al massimo { $count }
figures-chart = { $what ->
        [followers] Chi segue, giorno per giorno
        [calls] Chi chiama, ora per ora
        [bookmarks] Segnalibri per luogo
        [solves] Soluzioni per indizio
       *[booked] L'apertura, per provenienza
    }
figures-followers-note = Arrivati { $joined }, andati via { $left }.
figures-calls-note = { $calls ->
        [one] 1 chiamata
       *[other] { $calls } chiamate
    }. L'ora più viva: { $hour }.
figures-solves-note = Da { $solvers ->
        [one] 1 persona
       *[other] { $solvers } persone
    }. Entrati con la parola segreta: { $let_in }.
figures-booked-note = { $date }: { $booked }.
figures-empty = { $what ->
        [followers] Nessuno segue ancora.
        [calls] Nessuno ha ancora chiamato.
        [bookmarks] Nessun segnalibro stampato, per ora.
        [solves] Nessuno ne ha ancora risolto uno.
        [ahead] Si saprà { $date }.
       *[booked] { $date } nessuno ha prenotato.
    }
figures-of = { $found } su { $printed }
figures-source = { $source ->
        [bookmark] { $place }
        [secret] La parola segreta
        [follower] Chi seguiva
        [caller] Chi aveva chiamato
       *[elsewhere] Da altrove
    }
figures-booked = { $reservations ->
        [one] 1 prenotazione
       *[other] { $reservations } prenotazioni
    }, { $orders ->
        [one] 1 ordine
       *[other] { $orders } ordini
    }
figures-more = … e altri { $count }

figures-leaders = <b>Chi ne ha risolti di più</b>
figures-leader = { $place }. { $name }: { $solved }, l'ultimo { $when }
figures-no-leaders = Nessuno ha ancora risolto un indizio.
