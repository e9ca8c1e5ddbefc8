"""What people type to a bar, with what each text says: one JSON object a line, in files by who may have written them.

``expect`` holds every reading that is right, the best first: two where honest people differ. All of it is said on one
Wednesday evening, `NOW`, at the rehearsal's bar.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.evening import rome

NOW = rome("2026-11-25 18:00")
FOLDER = Path(__file__).parent


@dataclass(frozen=True)
class Phrase:
    """A text in a language, and its readings in the shape that ``understand`` prints."""

    text: str
    language: str
    expect: tuple[Mapping[str, Any], ...]
    file: str

    @property
    def is_negative(self) -> bool:
        """Whether it is nobody's wish: it must end on no card."""
        return self.expect[0]["intent"] == "chat"


def phrases() -> Iterator[Phrase]:
    """Every phrase of every file."""
    for file in sorted(FOLDER.glob("*.jsonl")):
        for line in file.read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            yield Phrase(row["text"], row["lang"], tuple(row["expect"]), file.stem)
