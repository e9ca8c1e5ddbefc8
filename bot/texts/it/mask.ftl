# La maschera: tra un ospite e chi dello staff è Mr. V stasera.

mask-ask = Chiedo a Mr. V
mask-write = Scriva pure qui. Riferisco io.
mask-offer = Se era per Mr. V, glielo riferisco parola per parola.
mask-pass-on = Glielo riferisca
mask-passed-on = Riferito.
mask-only-words = Di qui passano solo parole. Lo scriva, per favore.
mask-enough = Per ora c'è abbastanza da leggere. La risposta arriva appena si libera una mano.
mask-speaks = <b>Mr. V</b>:
mask-for-whom = Lo riferisco, o ci penso io?
mask-not-for-him = Ci pensi Lei

staff-question =
    <b>{ $status ->
        [waiting] Una domanda
        [answered] Ha risposto { $by }
        [done] Fatto da { $by }
       *[over] Una domanda, ormai superata
    }</b>
    { $party ->
        [0] { $name } ha una domanda.
        [one] { $name } ha una domanda, per una persona.
       *[other] { $name } ha una domanda, per { $party } persone.
    }
    { $status ->
        [done] È chiusa.
        [over] È superata.
       *[other] Rispondi a questo messaggio e riferisco.
    }
staff-guest-speaks = <b>{ $name }</b>:
staff-question-done = Fatto
staff-only-words = All'ospite arrivano solo parole. Scrivilo come risposta, per favore.
