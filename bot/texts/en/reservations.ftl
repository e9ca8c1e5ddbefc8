# On the way to a stool: how many, which night, what time, what else there is.

ask-party = { $said ->
        [none] How many of you?
       *[other] <b>{ $said }</b>. How many of you?
    }
more-of-us = More of us
more-than-seats =
    We have { $seats ->
        [one] one stool
       *[other] { $seats } stools
    }, and that is the whole room. What I can do:

    Come in turns: book twice, one seating after the other.{ $room ->
        [yes] {" "}Or keep the room to yourselves, those who find a stool.
       *[no] {""}
    }
    Take your glasses at the window: no stool needed.
    Or ask. I don't always say no.
whole-room = The whole room
only-stools = Only our stools
to-the-window = Order at the window
ask-night = { $party ->
        [one] A stool for one
       *[other] { $party } stools
    }{ $at ->
        [none] .
       *[other] {" "}at { $at }.
    } Which night?
    <i>Beside each night, the stools free at its quietest hour.</i>
night-full = { $night } · full
night-closed = { $night } · closed
night-choice = { $night } · { $free } free
other-party = ‹ Another number
no-nights = { $party ->
        [one] No night has a stool free just now.
       *[other] No night has { $party } stools free just now.
    } Choose one all the same, and wait in line for it.
no-nights-here = { $party ->
        [one] None of these nights has a stool free just now. Later ones may.
       *[other] None of these nights has { $party } stools free just now. Later ones may.
    }
ask-time = <b>{ $night }</b>, { $party ->
        [one] one stool
       *[other] { $party } stools
    }. What time?
time-full = { $time } · full
full-night = <b>{ $night }</b>{ $private ->
        [yes] : the whole room isn't free.
       *[no] {" "}is full for { $party ->
            [one] one
           *[other] { $party }
        }.
    }
full-time = <b>{ $when }</b>{ $private ->
        [yes] : the whole room isn't free.
       *[no] {" "}is full for { $party ->
            [one] one
           *[other] { $party }
        }.
    }
closed-that-night = <b>{ $night }</b>: we are closed.{ $reason ->
        [none] {""}
       *[other] {" "}<i>{ $reason }</i>
    }
others-near = What lies nearest:
ask-confirm =
    <b>{ $when }</b>
    { $private ->
        [yes] The whole room, for { $party ->
            [one] one
           *[other] { $party }
        }
       *[no] { $party ->
            [one] One stool
           *[other] { $party } stools
        }
    }, { $minutes } minutes. You pay only for what you drink.
ask-confirm-move =
    Move your booking to
    <b>{ $when }</b>
    { $private ->
        [yes] The whole room, for { $party ->
            [one] one
           *[other] { $party }
        }
       *[no] { $party ->
            [one] One stool
           *[other] { $party } stools
        }
    }, { $minutes } minutes. Until then you keep what you have.
confirm = Confirm

ask-which = Which of the two?
between-seatings = { $count ->
        [one] <b>{ $when }</b> falls between two seatings. One of them is free:
       *[other] <b>{ $when }</b> falls between two seatings. Before or after?
    }
refuse-night-over = That night is over.
refuse-too-far = I keep the book { $days ->
        [one] one day
       *[other] { $days } days
    } ahead, no further.
refuse-closed-night = <b>{ $night }</b>: we are closed.

refuse-party = We have { $seats ->
        [one] one stool
       *[other] { $seats } stools
    }. Choose a number that fits, or press “More of us”.
refuse-closed = We aren't open then. Choose another time.
refuse-too-soon = That is too soon to keep a stool. A later time, or just knock.
refuse-taken = Somebody was faster.
refuse-max-active = You have { $count ->
        [one] a booking
       *[other] { $count } bookings
    } with us already. /mine shows what you have; cancel one to make another.
refuse-overlap = You already hold a stool at that time. /mine shows it.
