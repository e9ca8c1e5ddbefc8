# What stands in a calendar file, and what is said beside it.

calendar-booked = For your calendar.
calendar-moved = It has changed: open this, and your calendar follows.
calendar-cancelled = Open this, and it leaves your calendar.
calendar-title = { $venue }, { $stools ->
        [one] 1 stool
       *[other] { $stools } stools
    }
calendar-note =
    { $when }
    { $party ->
        [one] 1 person
       *[other] { $party } people
    }
    Code { $code }
