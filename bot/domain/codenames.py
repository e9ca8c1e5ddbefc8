"""Names for cups: words that are called across a noisy room, and understood in English and in Italian."""

from collections.abc import Collection
from itertools import permutations

#: Short, clear, of good omen, spelt and said nearly alike in both languages; no drink and nobody's first name.
WORDS = (
    *(
        "Vespa",
        "Opera",
        "Tango",
        "Lavanda",
        "Panda",
        "Radio",
        "Gondola",
        "Koala",
        "Sirena",
        "Domino",
        "Cinema",
        "Zebra",
    ),
    *(
        "Sonata",
        "Papaya",
        "Rumba",
        "Cabana",
        "Piano",
        "Pantera",
        "Gelato",
        "Villa",
        "Sierra",
        "Calypso",
        "Regata",
        "Kiwi",
    ),
    *(
        "Nebula",
        "Cometa",
        "Lava",
        "Sauna",
        "Polka",
        "Fandango",
        "Cascata",
        "Arena",
        "Delta",
        "Bolero",
        "Bravo",
        "Tempo",
    ),
    *("Fiesta", "Fontana", "Condor", "Safari", "Pagoda", "Ballerina", "Cupola", "Oasi", "Magnolia", "Ritmo", "Kimono"),
    *(
        "Fresco",
        "Solo",
        "Tundra",
        "Corallo",
        "Lambada",
        "Pasta",
        "Hula",
        "Gazebo",
        "Camera",
        "Risotto",
        "Jazz",
        "Banjo",
    ),
)


def codename(taken: Collection[str], number: int) -> str:
    """A name that no open order has; ``number`` is the order's, so that neighbours are called differently.

    Where all are taken, two words make one: there are more of those than a night has minutes.
    """
    turn = (number - 1) % len(WORDS)
    words = (*WORDS[turn:], *WORDS[:turn])
    free = (
        word for word in (*words, *(f"{one} {other}" for one, other in permutations(words, 2))) if word not in taken
    )
    return next(free)
