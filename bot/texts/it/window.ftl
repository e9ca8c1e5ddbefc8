# Quello che lo staff decide della finestra, per stasera.

window-menu = <b>La finestra stasera</b>
window-menu-rush = C'è ressa: { $rush ->
        [one] un minuto
       *[other] { $rush } minuti
    } in più su ogni promessa.
window-menu-paused = In pausa fino alle { $until }.
window-menu-sold-out = Finito: { $names }.
window-menu-all = C'è tutto.
window-menu-how = Premete quello che è finito, o che c'è di nuovo. A fine serata torna tutto.
mark-sold-out = { $name } è finito
mark-available = { $name } c'è di nuovo
sold-out-noted = { $name } è finito. Lo dicono anche gli ordini aperti.
available-noted = { $name } c'è di nuovo. Lo dicono anche gli ordini aperti.
drink-not-read = Quale cocktail? Stasera ci sono: { $names }.
paused = La finestra non prende ordini fino alle { $until }. Il menu resta, e dice il motivo se lo avete scritto. Con /resume si riprende prima.
pause-not-read = Per quanto? Scrivetelo dopo il comando: /pause 20m, /pause 1h è finito il ghiaccio.
pause-too-long = Una pausa dura al massimo { $hours } ore. Di più è chiuso: /close stasera.
pause-window-closed = La finestra è già chiusa. Non entrano ordini.
resumed = La finestra prende di nuovo ordini.
resume-not-paused = La finestra non è in pausa.
rush = Da ora prometto { $minutes ->
        [one] un minuto
       *[other] { $minutes } minuti
    } più tardi. /rush 0 chiude la ressa; la fine della serata anche.
rush-over = La ressa è finita.
rush-not-read = Quanti minuti in più? Scriveteli dopo il comando: /rush 15. /rush 0 la chiude.
rush-too-long = Al massimo { $minutes } minuti. Di più è una pausa: /pause 1h.
