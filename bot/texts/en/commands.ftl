night-not-read = Which night? Write one, right after the command: tonight, tomorrow, Friday or 1 Dec.
hours-not-read = No clock shows those hours. Write them after the night, like { $example }.
reason-too-long = That reason is too long. Keep it to { $limit } characters, like: private party.
party-not-read = How many came in? Write the number after the command, in figures or as a word: /walkin two.
