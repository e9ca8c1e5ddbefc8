# La lista d'attesa di una sera al completo.

join-waitlist = Mi metta in lista
place-in-line =
    { $status ->
        [waiting] <b>È il n. { $number } in lista.</b>
        [offered] <b>C'è un'offerta per Lei, qui sotto.</b>
        [booked] <b>Preso. Il resto lo dice il biglietto.</b>
        [left] <b>Lei non è più in lista.</b>
        [declined] <b>Ha lasciato l'offerta a chi segue.</b>
        [expired] <b>L'offerta è passata a chi segue.</b>
        [closed] <b>A quell'ora siamo chiusi.</b>
       *[over] <b>Non si è liberato nulla. Mi dispiace.</b>
    }
    { $night }, { $party ->
        [one] uno sgabello
       *[other] { $party } sgabelli
    }, { $window }.{ $status ->
        [waiting] {""}
            Se si libera qualcosa Le scrivo, e per un po' aspetto la Sua risposta. Altre ore? Le prema.
       *[other] {""}
    }
any-time = A qualsiasi ora
any-time-told = a qualsiasi ora
from-to = { $first }–{ $last }
leave-line = Esci dalla lista
offer =
    { $status ->
        [open] <b>{ $party ->
            [one] Si è liberato uno sgabello.
           *[other] Si sono liberati { $party } sgabelli.
        }</b>
        [taken] <b>Preso.</b> Segue il biglietto.
        [declined] <b>Passa a chi segue.</b>
        [withdrawn] <b>Questa devo riprenderla.</b>
       *[expired] <b>Il tempo è scaduto; l'offerta è passata oltre.</b>
    }
    { $when }{ $status ->
        [open] {""}
            Per Lei fino alle { $until }.
       *[other] {""}
    }
take-offer = Accetto
decline-offer = No, grazie
mine-waiting = In lista: { $night }, { $party ->
        [one] uno sgabello
       *[other] { $party } sgabelli
    }, n. { $number }
leave-line-which = Esci dalla lista di { $night }

refuse-offer-over = { $taken ->
        [yes] È già Sua. /mine la mostra.
       *[no] Quell'offerta è passata oltre. /book mostra che cosa è libero.
    }
refuse-line-left = In quella lista non c'è più. /book mostra che cosa è libero.
pick = Offri a { $name }, { $party } · n. { $number }
pick-does-not-fit = Al momento niente di libero fa per loro.
