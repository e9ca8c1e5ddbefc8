# The line for a night that is full.

join-waitlist = Join the waitlist
place-in-line =
    { $status ->
        [waiting] <b>You are no. { $number } in line.</b>
        [offered] <b>There is an offer for you, below.</b>
        [booked] <b>Taken. Your ticket says the rest.</b>
        [left] <b>You have left the line.</b>
        [declined] <b>You let the offer go on.</b>
        [expired] <b>The offer went on to the next.</b>
        [closed] <b>We are closed then.</b>
       *[over] <b>Nothing came free. I'm sorry.</b>
    }
    { $night }, { $party ->
        [one] one stool
       *[other] { $party } stools
    }, { $window }.{ $status ->
        [waiting] {""}
            When something comes free, I write, and keep it for you for a while. Other hours? Press them.
       *[other] {""}
    }
any-time = Any time
any-time-told = any time
from-to = { $first } to { $last }
leave-line = Leave the line
offer =
    { $status ->
        [open] <b>{ $party ->
            [one] A stool came free.
           *[other] { $party } stools came free.
        }</b>
        [taken] <b>Taken.</b> Your ticket follows.
        [declined] <b>It goes on to the next.</b>
        [withdrawn] <b>I have to take this one back.</b>
       *[expired] <b>The time is up; it went on.</b>
    }
    { $when }{ $status ->
        [open] {""}
            Kept for you until { $until }.
       *[other] {""}
    }
take-offer = Take it
decline-offer = No, thanks
mine-waiting = In line: { $night }, { $party ->
        [one] one stool
       *[other] { $party } stools
    }, no. { $number }
leave-line-which = Leave the line for { $night }

refuse-offer-over = { $taken ->
        [yes] It is yours already. /mine shows it.
       *[no] That offer has gone on. /book shows what is free.
    }
refuse-line-left = You are not in that line any more. /book shows what is free.
pick = Offer to { $name }, { $party } · no. { $number }
pick-does-not-fit = Nothing free fits them just now.
