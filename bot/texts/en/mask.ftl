# The mask: between a guest and whoever of the staff is Mr. V tonight.

mask-ask = Ask Mr. V
mask-write = Write it here. I'll pass it on.
mask-offer = If it was for Mr. V, I'll pass it on just as you wrote it.
mask-pass-on = Pass it on
mask-passed-on = Passed on.
mask-only-words = Only words pass through here. Write it down, please.
mask-enough = That is plenty to read for now. The answer comes when a hand is free.
mask-speaks = <b>Mr. V</b>:
mask-for-whom = Shall I pass it on, or see to it myself?
mask-not-for-him = See to it

staff-question =
    <b>{ $status ->
        [waiting] A question
        [answered] Answered by { $by }
        [done] Done by { $by }
       *[over] A question, over by now
    }</b>
    { $party ->
        [0] { $name } asks something.
        [one] { $name } asks, for one person.
       *[other] { $name } asks, for { $party } people.
    }
    { $status ->
        [done] It is done.
        [over] It is over.
       *[other] Reply to this message, and I pass it on.
    }
staff-guest-speaks = <b>{ $name }</b>:
staff-question-done = Done
staff-only-words = Only words reach the guest. Write it as a reply, please.
