"""A campaign's clues: their TOML file in, frozen clues out, or everything in it that could not be posted."""

from bot.campaign_file.loading import load_clues
from bot.campaign_file.model import LONGEST_CAPTION, LONGEST_TEXT, Clue, ClueFile, CluePoll, Medium, MediumKind

__all__ = [
    "LONGEST_CAPTION",
    "LONGEST_TEXT",
    "Clue",
    "ClueFile",
    "CluePoll",
    "Medium",
    "MediumKind",
    "load_clues",
]
