staff-welcome = Questo è il gruppo dello staff. Prenotazioni e ordini arrivano qui, e i loro pulsanti sono vostri. Anche le parole: rispondete a un messaggio con quel che dice un pulsante.

    /tonight, la serata di oggi
    /night 24 dic, quella di un'altra sera
    /walkin 2, far sedere due persone adesso
    /close 24 dic 21:00-23:00 tubo rotto, chiudere una sera o qualche ora
    /reopen 24 dic, riaprirla
    /orders, che cosa è aperto alla finestra, per ora
    /soldout negroni, finito per stasera; /available negroni, c'è di nuovo
    /pause 20m arriva il ghiaccio, niente ordini per un po'; /resume
    /rush 15 promette tutto 15 minuti più tardi; /rush 0 la chiude
    /sales, l'incasso della finestra stasera; /sales week
    /campaign, quel che il lancio ha fatto finora
words-here = Su quel messaggio capisco: { $labels }.
staff-command-tonight = La serata di oggi
staff-command-night = Un'altra sera: /night 24 dic
staff-command-walkin = Far sedere adesso: /walkin 2
staff-command-close = Chiudere una sera: /close 24 dic
staff-command-reopen = Riaprirla: /reopen 24 dic
staff-command-orders = Che cosa è aperto alla finestra
staff-command-soldout = Finito: /soldout negroni
staff-command-available = C'è di nuovo: /available negroni
staff-command-pause = Niente ordini per un po': /pause 20m
staff-command-resume = Riprendere gli ordini
staff-command-rush = Promettere più tardi: /rush 15
staff-command-sales = L'incasso della finestra: /sales week
staff-command-campaign = Che cosa ha fatto il lancio
staff-command-help = Che cosa succede qui
staff-unreachable = { $name } non è raggiungibile su Telegram. { $what ->
        [order] L'ordine resta valido.
        [question] La risposta non è arrivata.
       *[reservation] La prenotazione resta valida.
    }
staff-member-unreachable = Nessun avviso raggiunge { $name }: apra una chat privata con me e prema /start, una volta.
staff-owner-unreachable = Il titolare non è raggiungibile su Telegram: deve premere /start nella chat privata con me, una volta. Per questo lo dico a voi.
owner-undelivered = Un messaggio alla chat { $chat } non è stato consegnato ({ $reason }). È conservato nella posta in uscita, n. { $promise }.
owner-uncertain = Nessuno sa se un messaggio alla chat { $chat } sia arrivato ({ $reason }). Può trovarsi lì più di una volta, o per niente. Posta in uscita, n. { $promise }.
owner-uncertain-once = Nessuno sa se un messaggio alla chat { $chat } sia arrivato ({ $reason }). Non è stato inviato di nuovo. Posta in uscita, n. { $promise }.
owner-update-failed = Un aggiornamento non è stato gestito dopo tre tentativi ({ $reason }). È conservato nella posta in arrivo, n. { $update }.
owner-payment-failed = È arrivato un pagamento che non si è potuto annotare ({ $reason }). Addebito presso il gestore dei pagamenti: { $charge }. Cercalo lì, e parlane con l'ospite. È conservato nella posta in arrivo, n. { $update }.
staff-unknown-command = Non conosco { $command }. Non ho fatto nulla; /help dice che cosa so fare.
owner-known = Annotato: quel che devi sapere solo tu, te lo dico qui. La sera prima vedi ogni indizio; /campaign mostra che cosa ha fatto il lancio, e chi è in testa. Per tutti gli altri sono la linea del telefono.
staff-known = Annotato: gli allarmi ti arrivano qui. Il lavoro dello staff si fa nel gruppo. Per tutti gli altri sono la linea del telefono.
