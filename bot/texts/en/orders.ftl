cart-title = <b>The window</b>
    { $night ->
        [tonight] Sealed cups, to take away.
       *[closed] The window is closed tonight. Have a look all the same.
    }
cart-line = { $quantity } × { $name }, { $price }
cart-total = <b>Total { $total }</b>
cart-empty = Nothing chosen yet.
add = + { $name } · { $price }
remove = − { $name }
cart-on = When? ›
ask-pickup =
    { $lines }
    <b>Total { $total }</b>

    When shall it be ready?
soonest-at = As soon as possible · { $time }
ask-place =
    { $lines }
    <b>Total { $total }</b>, paid at the window

    { $soonest ->
        [yes] As soon as possible, about <b>{ $when }</b>
       *[no] To collect: <b>{ $when }</b>
    }
place = Place order
receipt =
    <b>Order no. { $number }</b>
    { $status ->
        [placed] Received. Waiting for a nod from the window.
        [accepted] Accepted. Ready about { $time }.
        [ready] Ready at the window now.
        [collected] Collected. To your health.
        [declined] The window had to say no. Nothing is owed.
        [cancelled] Cancelled. Nothing is owed.
       *[unclaimed] It waited, and nobody came.
    }

    { $lines }
    <b>Total { $total }</b>
    { $when }
ping-ready = Order no. { $number } is ready. The window is open.
ping-declined = I'm sorry: order no. { $number } can't be made tonight. Nothing is owed.
ask-cancel-order = Let go of order no. { $number }?
mine-order = Order no. { $number }, { $when }: { $status ->
        [placed] received
        [accepted] accepted
       *[ready] ready
    }
cancel-order-which = Cancel order no. { $number }
staff-order =
    <b>No. { $number }</b> · { $status ->
        [placed] new
        [accepted] accepted
        [ready] ready
        [collected] collected
        [declined] declined
        [cancelled] cancelled by the guest
       *[unclaimed] unclaimed
    }{ $told ->
        [0] {""}
       *[other] {" "}· { $by }
    }
    { $when }{ $soonest ->
        [yes] , as soon as possible
       *[no] {""}
    }
    { $name }

    { $lines }
    Total { $total }
accept = Accept
decline = Decline
ready = Ready
collected = Collected
step-late = { $by } was faster.
step-gone = It has moved on already.
step-over = That night is over.
not-staff = That button is for the staff.

refuse-empty-cart = Nothing chosen yet. Take something first.
refuse-too-many-cups = That is more than one pair of hands makes at once: { $cups ->
        [one] one cup
       *[other] { $cups } cups
    } at the most.
refuse-window-closed = The window is closed for tonight. It opens again with the next night.
refuse-window-full = The window is full for tonight. I'm sorry. Perhaps a stool is free: /book.
refuse-many-orders = You have { $count ->
        [one] an order
       *[other] { $count } orders
    } open already. Collect first; then we talk again.
refuse-slot-taken = That time just filled up. These are still free.
refuse-cart-changed = The order has changed since. Please look at it once more.
refuse-cancel-order = It is being made already. Talk to the window.
