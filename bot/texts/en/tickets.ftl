# What a guest and the staff hold of a reservation, and what passes between them about it.

ticket =
    { $status ->
        [requested] <b>Asked.</b> I'll tell you as soon as the house has said yes.
        [booked] <b>{ $count ->
            [one] Your stool is kept.
           *[other] Your stools are kept.
        }</b>
        [displaced] <b>We have to close then.</b> Move, or cancel: your word counts.
        [arrived] <b>You are here.</b>
        [finished] <b>Until next time.</b>
        [cancelled] <b>Cancelled.</b>
        [declined] <b>The house had to say no.</b>
       *[no_show] <b>We waited for you.</b>
    }
    { $when }
    { $private ->
        [yes] The whole room, for { $party ->
            [one] one
           *[other] { $party }
        }
       *[no] { $party ->
            [one] 1 person
           *[other] { $party } people
        }, { $count ->
            [one] stool { $stools }
           *[other] stools { $stools }
        }
    }
    Code <code>{ $code }</code>
ticket-wish = { $wish ->
        [birthday] With it: a birthday
        [song] With it: a song for the room
       *[whisky] With it: a whisky tasting
    }
ticket-booked-note = { $late ->
        [yes] They know that you are late. Knock, and say the code.
       *[no] Knock, and say the code.
    }
move = Move
cancel = Cancel
running-late = Running late
a-wish = A wish
late-noted = Noted. The door knows.
cancel-which = Cancel { $when }
move-which = Move { $when }
ask-cancel =
    Let go of this booking?
    <b>{ $when }</b>, code <code>{ $code }</code>
cancel-sure = Yes, cancel
ask-wish =
    <b>{ $when }</b>
    What shall we know? Choose one.
wish = { $wish ->
        [birthday] A birthday
        [song] A song for the room
       *[whisky] A whisky tasting
    }
no-wish = Nothing special
moved =
    Moved. <b>{ $when }</b>
    The ticket says the same.
mine-title = <b>What you have with us</b>
mine-reservation = { $when }, { $party ->
        [one] 1 person
       *[other] { $party } people
    }, code <code>{ $code }</code>{ $status ->
        [requested] {" "}(waiting for a yes)
        [displaced] {" "}(we are closed then: please move it)
       *[booked] {""}
    }

reminder =
    { $told ->
        [day] Tomorrow, at the door that doesn't look like one:
        [tonight] Tonight, at the door that doesn't look like one:
        [hours] In two hours:
       *[soon] Soon:
    }
    <b>{ $when }</b>
    { $private ->
        [yes] The whole room
       *[no] { $count ->
            [one] Stool { $stools }
           *[other] Stools { $stools }
        }
    }, code <code>{ $code }</code>
coming = I'm coming
coming-noted = Good. <b>{ $when }</b>
still-coming =
    <b>{ $when }</b>: we are waiting.
    Still coming?
on-my-way = I'm on my way
not-coming = I can't make it
given-up = Another time, then. You let go of <b>{ $when }</b>; nobody minds.
missed =
    We waited for you: <b>{ $when }</b>. The stools have gone on.{ $asked_first ->
        [yes] {" "}Next time I have to ask the house first.
       *[no] {""}
    }
request-approved =
    The house says yes. <b>{ $when }</b>
    Code <code>{ $code }</code>
request-declined = I asked, and the house had to say no: <b>{ $when }</b>. Nothing is kept.

refuse-cancel = That can no longer be cancelled. /mine shows what you have.
refuse-move = That can no longer be moved. /mine shows what you have.
refuse-wish = It has begun, or is over. Tell me inside.
refuse-late = There is nothing to be late for any more. /mine shows what you have.
refuse-late-ahead = That is not tonight. To come at another time: Move.
refuse-coming = That booking doesn't stand any more. /mine shows what you have.

walk-in = Walk-in
staff-reservation =
    { $status ->
        [requested] <b>Asks for a booking</b>
        [booked] <b>Booked</b>
        [displaced] <b>Hit by a closing, not answered yet</b>
        [arrived] <b>Arrived</b>
        [finished] <b>Finished</b>
        [cancelled] <b>{ $by ->
            [guest] Cancelled by the guest
           *[house] Cancelled: the closing was never answered
        }</b>
        [declined] <b>Declined</b>
       *[no_show] <b>No-show</b>
    }
    { $when }
    { $name }, { $party ->
        [one] 1 person
       *[other] { $party } people
    }, { $private ->
        [yes] the whole room
       *[no] { $count ->
            [0] no stool
            [one] stool { $stools }
           *[other] stools { $stools }
        }
    }, code <code>{ $code }</code>
staff-walk-in-until = May stay until { $time }.
staff-wish = { $wish ->
        [birthday] Wish: a birthday
        [song] Wish: a song for the room
       *[whisky] Wish: a whisky tasting
    }
staff-said-late = Said at { $time }: running late.
staff-was-asked = Not here. Asked at { $time } whether they still come.
staff-said-coming = Said at { $time }: coming.
staff-strikes = { $strikes ->
        [one] 1 no-show
       *[other] { $strikes } no-shows
    } in twelve months.
staff-pardoned = Pardoned.
staff-late = { $name } runs late: { $when }, { $party ->
        [one] 1 person
       *[other] { $party } people
    }.
staff-cancelled = { $name } cancelled: { $when }, { $party ->
        [one] 1 person
       *[other] { $party } people
    }.
staff-moved = { $name } moved: { $before } is now { $after }, { $party ->
        [one] 1 person
       *[other] { $party } people
    }.
arrived = Arrived
no-show = No-show
finished = Finished
not-here = Not here
pardon = Pardon
arrive-not-tonight = That booking is not for tonight.
arrive-stools-gone = Its stools are taken by now. See what is free: /tonight
no-show-too-soon = It hasn't begun yet.
refuse-no-stool-now = Not so many stools are free now. See what is: /tonight
walk-in-too-many = { $seats ->
        [one] There is one stool.
       *[other] There are { $seats } stools.
    } The others have to wait outside.
walk-in-closed = The bar is closed now. Nobody can be seated.
