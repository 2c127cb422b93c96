"""Values worth keeping, a file for each family of fields, replayed without hypothesis."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).with_name("corpus")
MOST = 5
"""How many values of one run are kept: one fault shows in many, the shortest say it best."""


def file_of(name: str) -> Path:
    """Return the file for a case: its first word names the family."""
    return FOLDER / f"{name.split()[0]}.json"


def load(name: str) -> list[Any]:
    """Return the values kept for a case."""
    file = file_of(name)
    return json.loads(file.read_text()) if file.exists() else []


def save(name: str, values: list[Any]) -> None:
    """Keep values that went wrong."""
    # By their texts, for Python says that 1, 1.0 and True are one.
    kept = dict.fromkeys(map(json.dumps, load(name)))
    fresh = sorted({json.dumps(value) for value in values} - kept.keys(), key=lambda text: (len(text), text))
    if fresh:
        lines = ",\n".join(f"  {text}" for text in [*kept, *fresh[:MOST]])
        file_of(name).write_text(f"[\n{lines}\n]\n")
