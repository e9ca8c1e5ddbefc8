# What the house says whatever the subject is. Mr. V is a man of few words.

tonight = Tonight
tomorrow = Tomorrow
when = { $day }, { $time }
when-after-midnight = { $day }, { $time } ({ $weekday } by the clock)
after-midnight = <i>After midnight it is { $weekday } by the clock.</i>
back = ‹ Back
earlier = ‹ Earlier
later = Later ›
keep = Keep it

greeting =
    Good evening, { $name }. I'm Mr. V.
    A few stools, a takeout window, no menu inside: we talk.

    /book a stool
    /order at the window
    /drinks, its menu
    /mine, what you have with us
    /help, the rest
help =
    <b>/book</b> a stool
    <b>/order</b> cocktails at the window
    <b>/drinks</b>, what the window makes
    <b>/mine</b>, your bookings and orders
    <b>/language</b>, English or Italian

    You can also write as you speak: <i>two of us, tomorrow at nine</i>. Or: menu, hours, where, my bookings.
hours =
    { $closed ->
        [none] Every night, { $opens } to { $closes }.
       *[some] { $opens } to { $closes }. Closed on { $closed }.
    }
    The window: { $window_opens } to { $window_closes }.
where = { $name }, { $address }. Look for the door that doesn't look like one.
where-untold = The address isn't written down anywhere. That is rather the point. Ask somebody who has been.
not-understood = I didn't follow. /book for a stool, /order for the window, /help for the rest.
nothing-booked = Nothing was booked.
nothing-moved = Your booking stays as it is.
nothing-ordered = Nothing was ordered. What you chose stays chosen.
whiskies = More than I could write here, and all of them inside. Book a stool and we talk: what you like, what you haven't met yet.
privacy =
    <b>What I keep of you</b>
    Your first name and id on Telegram, your language, what you said about your age.
    Your bookings and orders, with what you noted on them; the clues you follow; what you asked Mr. V, and what you wrote here lately.

    I ask for no phone number, and nothing about your health. To have it all erased, ask Mr. V.
nothing-open = You have nothing with us. /book for a stool, /order for the window.

ask-language = Which language shall we speak?
language-kept = English it is.

ask-adult = One question first: are you { $age } or older?
adult = I am { $age } or older
adult-no = Not yet
adult-refused = Then this is a place to look forward to. Come back when you are { $age }.
adult-slip = A slip of the finger
adult-noted = Noted. /book a stool, or /order at the window.
refuse-minor = You told me you are under { $age }: no sale. A slip of the finger? Say so.

error-sorry = Something broke on our side, and it isn't your fault. Nothing was lost; please try again in a moment.
ask-which-wish = A stool inside, or a drink at the window?
wish-stools = A stool
wish-drinks = At the window
nod = At your service.
nothing-asked = Nothing was waiting for an answer.
as-you-wish = As you wish.
which-card = Which one? Reply to that message, or press its button.
stale-card = That card was old. Begin again with /book or /order.

phone-line = We're opening. Follow the clues and find us.

command-start = Say good evening
command-book = Book a stool
command-order = Order at the window
command-drinks = The menu of the window
command-mine = Your bookings and orders
command-language = English or Italian
command-help = What the bar can do
