night-not-read = Quale sera? Scrivine una, subito dopo il comando: stasera, domani, venerdì o 1 dic.
hours-not-read = Nessun orologio segna quelle ore. Scrivile dopo la sera, così: { $example }.
reason-too-long = Il motivo è troppo lungo. Al massimo { $limit } caratteri, per esempio: festa privata.
party-not-read = Quanti sono entrati? Scrivi il numero dopo il comando, in cifre o a parole: /walkin due.
