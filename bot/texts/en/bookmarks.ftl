# Bookmarks: what stands on the printed slip, and what whoever found one reads.

bookmark-clue = You've found your first clue,
bookmark-door = find the door to drinking well in Milan.
bookmark-how = Scan it, or send the code to { $bot } on Telegram.
bookmark-somewhere = Somewhere
bookmark-found =
    <b>{ $clue }</b>

    There is another one every day until we open. Shall I bring them to you?
bookmark-found-open =
    <b>{ $clue }</b>

    The door is open by now. Come in.
bookmark-follow = Follow the clues
bookmark-book = Book a stool
bookmark-wrong = No bookmark of ours says that. Look at it again: thirteen letters and figures.
bookmark-locked = Enough guessing for now. In an hour the code will still be the same.
