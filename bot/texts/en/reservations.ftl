ask-party = How many of you?
ask-night = { $party ->
        [one] A stool for one.
       *[other] { $party } stools.
    } Which night?
    <i>Beside each night, the stools free at its quietest hour.</i>
night-full = { $night } · full
night-choice = { $night } · { $free } free
no-nights = { $party ->
        [one] No night has a stool free just now. Every day a new night opens: ask again tomorrow.
       *[other] No night has { $party } stools free just now. Fewer of you, perhaps?
    }
no-nights-here = { $party ->
        [one] None of these nights has a stool free just now. Later ones may.
       *[other] None of these nights has { $party } stools free just now. Later ones may.
    }
ask-time = <b>{ $night }</b>, { $party ->
        [one] one stool
       *[other] { $party } stools
    }. What time?
ask-confirm =
    <b>{ $when }</b>
    { $party ->
        [one] One stool
       *[other] { $party } stools
    }, { $minutes } minutes. You pay only for what you drink.
confirm = Confirm
ticket =
    { $status ->
        [booked] <b>{ $party ->
            [one] Your stool is kept.
           *[other] Your stools are kept.
        }</b>
        [arrived] <b>You are here.</b>
        [finished] <b>Until next time.</b>
        [cancelled] <b>Cancelled.</b>
       *[no_show] <b>We waited for you.</b>
    }
    { $when }
    { $party ->
        [one] 1 person, stool { $stools }
       *[other] { $party } people, stools { $stools }
    }
    Code <code>{ $code }</code>
ticket-booked-note = Knock, and say the code.
cancel = Cancel
cancel-which = Cancel { $when }
ask-cancel =
    Let go of this booking?
    <b>{ $when }</b>, code <code>{ $code }</code>
cancel-sure = Yes, cancel
mine-title = <b>What you have with us</b>
mine-reservation = { $when }, { $party ->
        [one] 1 person
       *[other] { $party } people
    }, code <code>{ $code }</code>
staff-reservation =
    { $status ->
        [booked] <b>Booked</b>
        [arrived] <b>Arrived</b>
        [finished] <b>Finished</b>
        [cancelled] <b>Cancelled by the guest</b>
       *[no_show] <b>No-show</b>
    }
    { $when }
    { $name }, { $party ->
        [one] 1 person, stool { $stools }
       *[other] { $party } people, stools { $stools }
    }, code <code>{ $code }</code>

refuse-party = We have { $seats ->
        [one] one stool
       *[other] { $seats } stools
    }. Choose a number that fits.
refuse-closed = We aren't open then. Choose another time.
refuse-too-soon = That is too soon to keep a stool. A later time, or just knock.
refuse-taken = Somebody was faster. These times are still free.
refuse-night = That night is full. Perhaps another.
refuse-max-active = You have { $count ->
        [one] a booking
       *[other] { $count } bookings
    } with us already. /mine shows what you have; cancel one to make another.
refuse-overlap = You already hold a stool at that time. /mine shows it.
refuse-cancel = That can no longer be cancelled. /mine shows what you have.
