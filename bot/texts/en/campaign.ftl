# The forty-three days: the channel, the phone line, whoever follows, and what the owner is asked.

clue-intercepted = <i>The clue was intercepted. Here it is.</i>
book-a-stool = Book a stool
door-ajar =
    You said the word.
    The door is ajar: today for you, tomorrow for everybody.
phone-line-calls-back = You called. I don't forget a voice. Follow the clues, and find us.

follow-outcome = { $outcome ->
    [followed-before] You get them already. Every day at { $time }.
    [first-to-come] Done. The first clue comes on { $first }, at { $time }.
    [over] The last clue is out. There is a door to find now: /book.
    [no-campaign] There is nothing to follow. The door is open: /book.
   *[follows] Done. A clue every day at { $time }; /clues has those that are out.
}
unfollowed = As you wish. No more clues from me; the channel has them all.
not-following = You don't get them. /follow, and you will.

command-follow = Get the clues here
command-unfollow = No more clues
command-clues = The clues so far
description-open = { $name }. A few stools, a takeout window, no menu inside: we talk.

preview = <b>Clue { $day } of { $days }</b>, { $when }. { $state ->
    [right] It goes out at its minute.
    [held] It is held: nothing goes out until you find it right.
    [out] It is out.
   *[asked] It stands above, as the channel will read it. Say nothing, and it goes out.
}
looks-right = Looks right
hold = Hold
clue-goes-out = It goes out.
clue-held = Held.
preview-out = Clue { $day } is out already.

gaps = <b>These clues never went out.</b> The oldest comes first.
gaps-asked-first = <b>My book ends earlier than the calendar.</b> It may be an old copy, so I ask before I post. Look into the channel: what stands there, skip.
gaps-day = · clue { $day }, { $date }
gaps-more = { $number ->
    [one] One more after these.
   *[other] { $number } more after these.
}
gaps-none = No clue is missing.
post-now = Post now · { $day }
skip-day = Skip · { $day }
clue-goes-out-now = It goes out now.
day-skipped = Skipped.
gap-order = Clue { $day } comes first: post it, or skip it.
gap-opening = The last clue opens the bar. It can be posted, not skipped.
gap-closed = Clue { $day } is settled already.

doubt = <b>Clue { $day }: does it stand in the channel?</b> { $outcome ->
    [seen] It does; it was seen there.
    [there] It does; you have seen it.
    [not-there] It did not. It was posted again.
    [resent] It was not to be seen, and was posted again.
   *[open] Telegram never answered, and I can't see it there myself. Look, and tell me.
}
there = There
not-there = Not there
doubt-settled = Clue { $day } is settled already.

mailing = <b>{ $what ->
    [call-back] The phone line calls back
    [let-in] The door is ajar
   *[other] Clue { $what }
}</b>, to { $size ->
    [one] one person
   *[other] { $size } people
}
mailing-counts = { $sent } sent · { $failed } failed · { $left } left
mailing-begins = It begins.
mailing-ends = About { $time } it will be done.
mailing-done = Done at { $time }.
