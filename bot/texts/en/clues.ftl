# The clues, whoever solves them, and the secret word.

clues-title = <b>{ $over ->
        [yes] The clues
       *[no] Day { $day } of { $days }
    }</b>
clues-out =
    { $solved ->
        [0] { $out } out, none of them solved yet.
       *[other] { $out } out, { $solved } solved by you.
    }
    Press one to read it again. Write the answer here, whenever you have it.
clues-none-yet = Nothing yet. The first clue comes out on { $when }.
clues-no-campaign = There is nothing to solve here. The door is open: /book a stool.
clue-number = { $day }{ $solved ->
        [yes] {" ✓"}
       *[no] {""}
    }
clue-title = <b>Day { $day }</b>{ $solved ->
        [yes] {" · solved ✓"}
       *[no] {""}
    }
clue-in-the-channel = <i>There is more to it than words: { $channel ->
        [none] it stands in the channel.
       *[other] it stands in { $channel }.
    }</i>
clue-hint-from = <i>A hint, if you ask for it, from { $when }.</i>
clue-hint = Hint
clue-hint-title = <b>A hint for day { $day }</b>

clue-solved =
    { $newest ->
        [yes] Right, and it is the newest.
       *[no] Right. Day { $day } is solved.
    }
    { $solved } of { $out } so far.
clue-solved-before =
    Right, as before: day { $day } is solved already.
    { $solved } of { $out } so far.
secret-said = { $open ->
        [yes] That is the word, and the door is open to you. /book a stool.
       *[no] That is the word. The door opens to you a day before the others: { $when }. Then /book a stool.
    }

refuse-clue-not-out = That clue isn't out. /clues shows those that are.
refuse-hint-early = Give it a day. Ask again on { $when }.
refuse-hint-none = There is no hint for day { $day }. It is all in the clue.
