# The counter of the window: the menu, what was taken, and when.

menu-title = <b>At the window</b>
menu-line = <b>{ $name }</b> · { $sold_out ->
        [yes] sold out tonight
       *[no] { $price }
    }
menu-description = <i>{ $description }</i>
menu-inside = Inside there is no menu. You sit, we talk, I pour.
to-order = Order

cart-title = <b>The window</b>
    { $state ->
        [open] Sealed cups, to take away.
        [paused] A short break until { $until }{ $told ->
            [yes] : <i>{ $reason }</i>
           *[no] .
        }
       *[closed] Closed for tonight. Have a look all the same.
    }
cart-early = <b>The window</b>
    Closed now. I take orders for { $night }, from { $opens } on.
cart-line = { $quantity } × { $name }, { $price }
cart-note = Note: <i>{ $note }</i>
cart-total = <b>Total { $total }</b>
cart-sold-out = Sold out tonight: { $names }.
cart-change = { $kind ->
        [price] { $name } is { $now } now. It was { $before }.
        [back] { $name } is back, and back in your order.
        [gone] { $name } has left the menu, and is out of your order.
       *[sold_out] { $name } has just sold out, and is out of your order.
    }
add = + { $name } · { $price }
remove = − { $name }
note = { $there ->
        [yes] Change the note
       *[no] Add a note
    }
ask-note =
    { $there ->
        [no] {""}
       *[yes] Your note says: <i>{ $note }</i>
    }
    What should I know? One line: no ice, less sweet.
no-note = No note
the-usual = The usual · { $lines }
same-again = Same again
not-at-window = Not on the window's menu: { $names }.
not-tonight = Not to be had tonight: { $names }. The rest is in.
cart-on = When? ›
ask-pickup = When shall it be ready? Beside each time: the cups still free then.
soonest-at = As soon as possible · { $time }
pickup-at = { $time } · { $free } free
ask-place =
    { $soonest ->
        [yes] As soon as possible, about <b>{ $when }</b>
       *[no] To collect: <b>{ $when }</b>
    }
    { $pays ->
        [here] Pay at the window, or here and now.
       *[window] You pay at the window.
    }
place = Place order
pay-now = Pay now · { $total }

# An order told in words: a time that is not promised, and what lies beside it.

pickup-near = { $why ->
        [past] <b>{ $when }</b> has passed.
        [soon] By <b>{ $when }</b> it can't be ready.
        [full] <b>{ $when }</b> is full.
        [closed] At <b>{ $when }</b> nothing goes out at the window.
       *[between] <b>{ $when }</b> falls between two of my times. { $count ->
            [one] One of them can be had:
           *[other] Before or after?
        }
    }
refuse-other-night = Not that far ahead: the window takes orders for { $night } only.

refuse-empty-cart = Nothing chosen yet. Take something first.
refuse-too-many-cups = That is more than one pair of hands makes at once: { $cups ->
        [one] one cup
       *[other] { $cups } cups
    } at the most.
refuse-sold-out = { $name } is sold out tonight. I'm sorry.
refuse-nothing-left = None of it can be had tonight. I'm sorry.
refuse-note-too-long = Shorter, please: one line of { $longest } characters at most.
refuse-window-closed = The window is closed for tonight. It opens again with the next night.
refuse-window-paused = One moment: the window takes no orders just now. What you chose stays chosen.
refuse-window-full = { $most ->
        [0] The window is full for tonight. I'm sorry. Perhaps a stool is free: /book.
        [one] No time left tonight takes so much. One cup still fits.
       *[other] No time left tonight takes so much. { $most } cups still fit.
    }
refuse-many-orders = You have { $count ->
        [one] an order
       *[other] { $count } orders
    } open already. Collect one, then I take the next.
refuse-slot-taken = That time is gone. These are still free.
refuse-soonest-gone = As soon as possible is another time by now. Is that all right?
refuse-cart-changed = The order has changed since. Please look at it once more.
