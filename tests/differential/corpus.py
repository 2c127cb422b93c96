"""Values worth keeping, a file for each family of fields, replayed without hypothesis."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).with_name("corpus")


def file_of(name: str) -> Path:
    """Return the file for a case: its first word names the family."""
    return FOLDER / f"{name.split()[0]}.json"


def load(name: str) -> list[Any]:
    """Return the values kept for a case."""
    file = file_of(name)
    return json.loads(file.read_text()) if file.exists() else []


def save(name: str, values: list[Any]) -> None:
    """Keep values that went wrong: the shortest, for one fault shows in many."""
    kept = load(name)
    fresh = sorted((value for value in values if value not in kept), key=lambda value: len(json.dumps(value)))
    if fresh:
        lines = ",\n".join(f"  {json.dumps(value)}" for value in kept + fresh[:5])
        file_of(name).write_text(f"[\n{lines}\n]\n")
