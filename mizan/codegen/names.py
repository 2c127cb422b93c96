"""Names inside one generated file: each given out once, none that TypeScript keeps for itself."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field

from mizan.protocol.naming import camel

TYPES = frozenset(
    {
        *("any", "unknown", "never", "string", "number", "boolean", "symbol", "object", "bigint"),
        *("Promise", "Record", "File"),
    }
)
"""Types that TypeScript knows and generated files mention; an interface of this name would hide them."""


def type_name(title: str) -> str:
    """Return a type's name for the title of a model: its own where TypeScript can say it."""
    ascii_title = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode()
    plain = re.sub(r"[^A-Za-z0-9_]+", "_", ascii_title).strip("_") or "Type"
    plain = f"_{plain}" if plain[0].isdigit() else plain
    return f"{plain}_" if plain in TYPES or camel(plain) == f"{plain}_" else plain


@dataclass(slots=True)
class Scope:
    """The names of one file. `take` never gives out a name twice."""

    taken: set[str] = field(default_factory=set)

    def take(self, *wishes: str) -> str:
        """Return the first wish that is free, or the last one with a number."""
        numbered = (f"{wishes[-1]}{number}" for number in range(2, len(self.taken) + 3))
        wish = next(wish for wish in (*wishes, *numbered) if wish not in self.taken)
        self.taken.add(wish)
        return wish
