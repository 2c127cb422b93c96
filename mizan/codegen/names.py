"""Names inside one generated file: each given out once, none that TypeScript keeps for itself."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field
from itertools import chain, count

TYPES = frozenset({"Promise", "Record", "File"})
"""Types that generated files mention; an interface of this name would hide them."""


def type_name(title: str) -> str:
    """Return a type's name for the title of a model: `Product`; `PageProduct` for `Page[Product]`."""
    ascii_title = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode()
    words = [word for word in re.split(r"[^A-Za-z0-9]+", ascii_title) if word]
    plain = "".join(word[0].upper() + word[1:] for word in words) or "Type"
    plain = f"Type{plain}" if plain[0].isdigit() else plain
    return f"{plain}Model" if plain in TYPES else plain


@dataclass(slots=True)
class Scope:
    """The names of one file. `take` never gives out a name twice."""

    taken: set[str] = field(default_factory=set)

    def take(self, *wishes: str) -> str:
        """Return the first wish that is free, or the last one with a number."""
        numbered = (f"{wishes[-1]}{number}" for number in count(2))
        wish = next(wish for wish in chain(wishes, numbered) if wish not in self.taken)
        self.taken.add(wish)
        return wish
