# Orders at the window, for the guest and for the staff.

order-called = no. { $number }{ $codename ->
        [none] {""}
       *[other] {" · "}{ $codename }
    }
lines-with-note =
    { $lines }
    Note: <i>{ $note }</i>
receipt =
    <b>Order { $order }</b>
    { $status ->
        [placed] { $early ->
            [yes] Received. The window opens at { $opens }; you hear from me then.
           *[no] Received. Waiting for a nod from the window.
        }
        [accepted] Accepted. Ready about { $time }.
        [ready] Ready at the window now.
        [collected] Collected. To your health.
        [declined] The window had to say no. { $why } { $paid ->
            [back] Your money goes back to you.
           *[other] Nothing is owed.
        }
        [cancelled] Cancelled. { $paid ->
            [back] Your money goes back to you.
           *[other] Nothing is owed.
        }
        [lapsed] Nobody at the window could take it. { $paid ->
            [back] Your money goes back to you.
           *[other] Nothing is owed.
        }
       *[unclaimed] It waited, and nobody came.
    }

    { $lines }
    <b>Total { $total }</b>{ $paid ->
        [online] , paid
        [back] , paid, goes back
       *[window] {""}
    }
    { $when }
ask-cancel-order = Let go of order { $order }?
mine-order = Order { $order }, { $when }: { $status ->
        [placed] received
        [accepted] accepted
       *[ready] ready
    }
cancel-order-which = Cancel order no. { $number }
news-ready = Order { $order } is ready. The window is open.
news-put-off = Order { $order } takes a little longer: about { $time }.
declined-because = { $reason ->
        [sold_out] Something in it has run out.
        [busy] One pair of hands is not enough tonight.
        [closing] The window is about to close.
        [too_late] The payment came when the time was gone.
       *[other] Something came up.
    }
news-declined = I'm sorry: order { $order } can't be made. { $why } { $paid ->
        [back] Your money goes back to you.
       *[other] Nothing is owed.
    }
news-lapsed = I owe you an apology. Nobody at the window saw order { $order } in time, so it is closed. { $paid ->
        [back] Your money goes back to you.
       *[other] Nothing is owed.
    } Try /order again, or come and knock.

staff-order =
    <b>{ $order }</b>: { $status ->
        [placed] new
        [accepted] accepted
        [ready] ready
        [collected] collected
        [declined] declined
        [cancelled] cancelled by the guest
        [lapsed] closed, nobody accepted it
       *[unclaimed] unclaimed
    }{ $reason ->
        [sold_out] , something ran out
        [busy] , too busy
        [closing] , closing
        [other] , something else
        [too_late] , paid too late
       *[none] {""}
    }{ $told ->
        [0] {""}
       *[other] {" "}· { $by }
    }
    { $when }{ $soonest ->
        [yes] , as soon as possible
       *[no] {""}
    }
    { $name }{ $habit ->
        [same] {" "}· the usual
        [other] {" "}· usually { $usual }
       *[none] {""}
    }{ $young ->
        [yes] . First said to be too young: ask.
       *[no] {""}
    }

    { $lines }
    Total { $total }, { $paid ->
        [online] paid online
        [back] paid online, goes back
        [done] paid at the window
       *[window] to pay at the window
    }
open-orders = <b>{ $count ->
        [0] Nothing is open at the window.
        [one] One order is open at the window.
       *[other] { $count } orders are open at the window.
    }</b>
open-order = { $time } { $order }, { $cups ->
        [one] one cup
       *[other] { $cups } cups
    }: { $status ->
        [placed] new
        [accepted] accepted
       *[ready] ready
    }
accept = Accept
decline = Decline
put-off = +5 min
ready = Ready
collected = Collected
unclaimed = Unclaimed
ask-reason = Decline { $order }: why? The guest will read it.
decline-for = { $reason ->
        [sold_out] Something ran out
        [busy] Too busy
        [closing] Closing
       *[other] Something else
    }
alarm =
    <b>{ $order } is still waiting</b>: { $minutes ->
        [one] one minute
       *[other] { $minutes } minutes
    }, and nobody has accepted.
    { $name }, { $time }{ $paid ->
        [online] , paid online
       *[window] {""}
    }

    { $lines }
alarm-over = { $order }: { $status ->
        [accepted] accepted
        [declined] declined
        [cancelled] cancelled by the guest
       *[lapsed] nobody accepted it, and it is closed
    }{ $by ->
        [none] {""}
       *[other] {" "}· { $by }
    }
step-late = { $by } was faster.
step-gone = It has moved on already.
step-over = That night is over.
put-off-already = It was put off just now. Look at the time on the card.
put-off-past-closing = The window closes then. Tell them yourself, or be quick.
not-staff = That button is for the staff.

refuse-cancel-order = It is being made already. Talk to the window.
refuse-being-paid = A payment for this order is under way. Give it a few minutes.
