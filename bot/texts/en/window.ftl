# What the staff decide about the window tonight.

window-menu = <b>The window tonight</b>
window-menu-rush = A rush: { $rush ->
        [one] one minute
       *[other] { $rush } minutes
    } on every promise.
window-menu-paused = Paused until { $until }.
window-menu-sold-out = Sold out: { $names }.
window-menu-all = Everything can be had.
window-menu-how = Press what has run out, or what is back. At the night's end everything is.
mark-sold-out = { $name } has run out
mark-available = { $name } is back
sold-out-noted = { $name } is sold out. Open carts say so.
available-noted = { $name } can be had again. Open carts say so.
drink-not-read = Which drink? Tonight there are: { $names }.
paused = The window takes no orders until { $until }. The menu stays, and says why if you did. /resume goes on before that.
pause-not-read = For how long? Write it after the command: /pause 20m, /pause 1h ice has run out.
pause-too-long = A pause may take { $hours } hours at most. Longer is closed: /close tonight.
pause-window-closed = The window is closed already. No orders come in.
resumed = The window takes orders again.
resume-not-paused = The window isn't paused.
rush = From now on I promise { $minutes ->
        [one] one minute
       *[other] { $minutes } minutes
    } later. /rush 0 ends it; the night's end does, too.
rush-over = The rush is over.
rush-not-read = How many minutes more? Write them after the command: /rush 15. /rush 0 ends it.
rush-too-long = { $minutes } minutes at most. More than that is a pause: /pause 1h.
