# What the window sold: the sum of a night, or of a week, for the staff.

sales-title = <b>The window</b> · { $span }{ $over ->
        [yes] {""}
       *[no] , so far
    }
sales-picture = The window{ $over ->
        [yes] {""}
       *[no] , so far
    }
sales-nights = { $first } to { $last }
sales-nothing = Nothing sold.
sales-total = <b>{ $sum }</b>
sales-drink = { $cups } × { $name }, { $amount }
sales-fact = { $label }: { $value }
sales-label = { $what ->
        [total] Total
        [window] Paid at the window
        [online] Paid online
        [collected] Collected
        [unclaimed] Unclaimed
        [declined] Declined
        [cancelled] Cancelled by guests
        [lapsed] Nobody accepted
        [wait] Average wait
        [due] To return
       *[made] Returned
    }
sales-cups = { $cups ->
        [one] 1 cup
       *[other] { $cups } cups
    }
sales-orders = { $orders ->
        [one] 1 order
       *[other] { $orders } orders
    }
sales-payments = { $payments ->
        [one] 1 payment
       *[other] { $payments } payments
    }
sales-minutes = { $minutes ->
        [0] less than a minute
        [one] 1 minute
       *[other] { $minutes } minutes
    }
sales-unsettled = <b>{ $over ->
        [yes] Not settled
       *[no] Still open
    }</b>
sales-not-read = Which sum? Write /sales for tonight, /sales week for the last seven nights, or a night that has been: /sales yesterday, /sales Friday, /sales 1 Dec.
