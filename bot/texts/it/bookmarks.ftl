# I segnalibri: quello che sta sulla carta, e quello che legge chi ne ha trovato uno.

bookmark-clue = Ha trovato il Suo primo indizio,
bookmark-door = ora trovi la porta del bere bene a Milano.
bookmark-how = Lo inquadri, o scriva il codice a { $bot } su Telegram.
bookmark-somewhere = Da qualche parte
bookmark-found =
    <b>{ $clue }</b>

    Ce n'è uno al giorno, fino all'apertura. Glieli porto io?
bookmark-found-open =
    <b>{ $clue }</b>

    La porta ormai è aperta. Entri pure.
bookmark-follow = Seguo gli indizi
bookmark-book = Prenoto uno sgabello
bookmark-wrong = Nessun nostro segnalibro dice così. Lo riguardi: tredici tra lettere e cifre.
bookmark-locked = Per ora basta tirare a indovinare. Tra un'ora il codice sarà ancora quello.
