# Paying in the chat, and giving back.

bill-title = The window at { $venue }
bill-description = { $lines }. To collect: { $when }.
bill-below = The bill is below. Nothing is made or kept until it is paid.
bill-settled = Paid. Your order stands below.
bill-failed = The bill could not be made out. Nothing was charged; you can pay at the window.
bill-given-up = No payment came, so the cups are free again. What you chose is still there.
bill-void = This bill is no longer good. Nothing was charged; /order makes a new one.
bill-twice = Order { $order } was paid already. The second payment, { $amount }, goes back to you.
bill-paused = The window is taking a short break. Nothing was charged; /order says when it goes on.
bill-sold-out = { $name } is not to be had any more. Nothing was charged; /order shows what there is.
bill-price = { $name } has another price now. Nothing was charged; please look at /order again.
bill-time-gone = That time is gone. Nothing was charged; /order shows the next one.

refund =
    <b>{ $done ->
        [yes] Returned
       *[no] To return
    }: { $amount }</b>, order { $order }{ $done ->
        [yes] {" "}· { $by }
       *[no] {""}
    }
    Charge at the provider: <code>{ $charge }</code>{ $done ->
        [yes] {""}
       *[no] . Return it on the provider's site, then press the button.
    }
refund-still =
    <b>Still to return: { $amount }</b>, order { $order }
    Charge at the provider: <code>{ $charge }</code>
refunded = Returned
refunded-guest = { $amount } for order { $order } is on its way back to you. Banks take a few days.
payment-failed = Your payment has come; writing the order down failed. Please don't pay again. The bar knows.
