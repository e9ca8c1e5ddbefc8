# Closing a night, and what hangs behind the bar.

closing-sorry =
    I'm sorry: we have to close then. <b>{ $when }</b>{ $reason ->
        [none] {""}
       *[other] {""}
            <i>{ $reason }</i>
    }
    { $near ->
        [yes] What lies nearest:
       *[no] Choose another night, or let it go.
    }
closing-sorry-in-line = I'm sorry: we have to close, and there is nothing to wait for then. <b>{ $night }, { $window }</b>{ $reason ->
        [none] {""}
       *[other] {""}
            <i>{ $reason }</i>
    }
other-nights = Other nights
closing-lapsed = We were closed: <b>{ $when }</b>. Nothing is kept for you any more. /book finds another night.
open-after-all =
    We open that night after all, and your stools are yours: <b>{ $when }</b>
    Code <code>{ $code }</code>
closing-title =
    <b>{ $open ->
        [yes] Open again: { $night }
       *[no] Closed: { $night }
    }</b>{ $all_night ->
        [yes] {""}
       *[no] , { $span }
    }
    { $reason ->
        [none] {""}
       *[other] <i>{ $reason }</i>,{" "}
    }by { $by }
closing-answer = { $name }, { $party ->
        [one] 1 person
       *[other] { $party } people
    }: { $answer ->
        [none] not answered yet ({ $when })
        [moved] moved to { $when }
        [cancelled] cancelled
        [silent] never answered
        [declined] declined
       *[stands] stands, { $when }
    }
closing-open-answers = { $hit ->
        [0] Nobody had booked.
       *[other] { $waiting ->
            [0] Nothing is open any more.
            [one] One answer is missing.
           *[other] { $waiting } answers are missing.
        }
    }
close-night-over = That night is over.
close-hours-outside = We aren't open at those hours anyway.
reopen-not-closed = That night isn't closed.
reopened = { $night } is open again. { $standing ->
        [0] No booking was waiting for it.
        [one] One booking stands again; the guest knows.
       *[other] { $standing } bookings stand again; the guests know.
    }

board-title = <b>{ $night }</b> · { $seats ->
        [one] one stool
       *[other] { $seats } stools
    }
board-shut = Closed { $span }{ $reason ->
        [none] {""}
       *[other] {": "}<i>{ $reason }</i>
    }
board-empty = Nobody has booked.
board-seating = { $time } · { $name }, { $party } · { $count ->
        [0] no stool
        [one] stool { $stools }
       *[other] stools { $stools }
    } · { $status ->
        [requested] asks
        [booked] booked
        [displaced] closed, not answered
        [arrived] here
        [finished] left
       *[no_show] no-show
    }{ $late ->
        [yes] , late
       *[no] {""}
    }{ $wish ->
        [birthday] , birthday
        [song] , a song
        [whisky] , whisky tasting
       *[none] {""}
    } · <code>{ $code }</code>
board-more = … and { $count } more.
board-line = <b>In line</b>
board-place = { $number }. { $name }, { $party } · { $window }{ $offered ->
        [no] {""}
       *[other] {" "}· offered { $offered }, until { $until }
    }
