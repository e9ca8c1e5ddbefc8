staff-welcome = This is the staff group. Bookings and orders arrive here, and their buttons are yours. So are the words: reply to a card with what a button says.

    /tonight, the board of tonight
    /night 24 Dec, that of another night
    /walkin 2, seat two now
    /close 24 Dec 21:00-23:00 burst pipe, close a night or some hours of it
    /reopen 24 Dec, open it again
    /orders, what is open at the window, by time
    /soldout negroni, gone for tonight; /available negroni, there again
    /pause 20m ice is coming, no orders for a while; /resume
    /rush 15 promises everything 15 minutes later; /rush 0 ends it
    /sales, the window's takings tonight; /sales week
    /campaign, what the launch has done so far
words-here = On that card I understand: { $labels }.
staff-command-tonight = The board of tonight
staff-command-night = Another night: /night 24 Dec
staff-command-walkin = Seat somebody now: /walkin 2
staff-command-close = Close a night: /close 24 Dec
staff-command-reopen = Open it again: /reopen 24 Dec
staff-command-orders = What is open at the window
staff-command-soldout = Sold out: /soldout negroni
staff-command-available = There again: /available negroni
staff-command-pause = No orders for a while: /pause 20m
staff-command-resume = Take orders again
staff-command-rush = Promise later: /rush 15
staff-command-sales = The window's takings: /sales week
staff-command-campaign = What the launch has done
staff-command-help = What happens here
staff-unreachable = { $name } can't be reached on Telegram. { $what ->
        [order] The order stands.
        [question] The answer did not arrive.
       *[reservation] The booking stands.
    }
staff-member-unreachable = No alarm reaches { $name }: open a private chat with me and press /start, once.
staff-owner-unreachable = The owner can't be reached on Telegram: they have to press /start in a private chat with me, once. So I tell you instead.
owner-undelivered = A message to chat { $chat } could not be delivered ({ $reason }). It is kept in the outbox as no. { $promise }.
owner-uncertain = Nobody knows whether a message to chat { $chat } arrived ({ $reason }). It may stand there more than once, or not at all. Outbox no. { $promise }.
owner-uncertain-once = Nobody knows whether a message to chat { $chat } arrived ({ $reason }). It was not sent again. Outbox no. { $promise }.
owner-update-failed = An update could not be handled after three tries ({ $reason }). It is kept in the inbox as no. { $update }.
owner-payment-failed = A payment has come that could not be written down ({ $reason }). Charge at the provider: { $charge }. Look it up there, and speak with the guest. It is kept in the inbox as no. { $update }.
staff-unknown-command = I don't know { $command }. Nothing was done; /help tells what I know.
owner-known = Noted: what only you should know, I tell you here. The evening before each clue you see it; /campaign shows what the launch has done, and who leads. To everybody else I am the phone line.
staff-known = Noted: alarms reach you here. What the staff do, they do in the group. To everybody else I am the phone line.
