# What the campaign did: the picture that staff and owner ask for, and the owner's leaderboard.

figures-no-campaign = There is no campaign in the configuration: the bar is simply open.
figures-stage = { $stage ->
        [ahead] begins on { $date }
        [running] day { $day } of { $days }
       *[open] open
    }
figures-title = <b>{ $venue }</b> · { $stage }
figures-picture = The launch · { $stage }
figures-people = Followers: { $followers }. Callers: { $callers }.
figures-finds = Bookmarks found: { $found } of { $printed }.
figures-solves = Right answers: { $solves }, by { $solvers ->
        [one] 1 person
       *[other] { $solvers } people
    }. Let in by the secret word: { $let_in }.
figures-next = { $what ->
        [clue] Clue { $day } comes on { $when }.
        [opening] The bar opens on { $when }.
       *[none] The bar is open.
    }
figures-trouble = { $what ->
        [uncertain] Nobody knows whether it stands in the channel: { $days }.
        [failed] The channel did not take it: { $days }.
        [held] Held: { $days }.
        [skipped] Skipped: { $days }.
       *[missed] Missed: { $days }.
    }
figures-days = { $days ->
        [one] day { $which }
       *[other] days { $which }
    }
figures-run = { $first }–{ $last }

figures-number = { $count }
figures-most = at most { $count }
figures-chart = { $what ->
        [followers] Followers by day
        [calls] Callers by hour
        [bookmarks] Bookmarks by place
        [solves] Solves per clue
       *[booked] Opening day, by source
    }
figures-followers-note = { $joined } joined, { $left } left.
figures-calls-note = { $calls ->
        [one] 1 call
       *[other] { $calls } calls
    }. Busiest: { $hour }.
figures-solves-note = By { $solvers ->
        [one] 1 person
       *[other] { $solvers } people
    }. Let in by the secret word: { $let_in }.
figures-booked-note = { $date }: { $booked }.
figures-empty = { $what ->
        [followers] Nobody follows yet.
        [calls] Nobody has called yet.
        [bookmarks] No bookmarks printed yet.
        [solves] Nobody has solved one yet.
        [ahead] Known on { $date }.
       *[booked] Nobody booked on { $date }.
    }
figures-of = { $found } of { $printed }
figures-source = { $source ->
        [bookmark] { $place }
        [secret] The secret word
        [follower] Followers
        [caller] Callers
       *[elsewhere] From elsewhere
    }
figures-booked = { $reservations ->
        [one] 1 booking
       *[other] { $reservations } bookings
    }, { $orders ->
        [one] 1 order
       *[other] { $orders } orders
    }
figures-more = … and { $count } more

figures-leaders = <b>Who has solved most</b>
figures-leader = { $place }. { $name }: { $solved }, the last on { $when }
figures-no-leaders = Nobody has solved a clue yet.
