"""The colours of every picture: the dark of the bar, paper, and one lamp. Red, green, blue, 0 to 255."""

Colour = tuple[int, int, int]

#: What everything is drawn on.
GROUND: Colour = (20, 17, 15)
#: The empty part of a bar, and lines that only divide.
SHADE: Colour = (46, 40, 35)
#: What must be read first.
PAPER: Colour = (240, 231, 217)
#: What may be read second.
SMOKE: Colour = (170, 157, 140)
#: The one accent.
LAMP: Colour = (217, 154, 74)
