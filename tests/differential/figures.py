"""Count how two judges of the same values differ."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

CAUGHT, CAUGHT_EACH, SAME = 0.95, 0.9, 0.99
"""What the client must catch of what Django rejects, in all and of each field; how much in the same words."""


@dataclass(frozen=True)
class Verdict:
    """What one side says about one value: the codes and messages of its issues, in order."""

    codes: tuple[str, ...] = ()
    messages: tuple[str, ...] = ()
    crash: str = ""

    @property
    def accepts(self) -> bool:
        return not self.codes and not self.crash


@dataclass
class Figures:
    """One row of the table; lists hold the values that went wrong."""

    verdict: str = ""
    accepted: int = 0
    rejected: int = 0
    caught: int = 0
    false_rejections: list[Any] = field(default_factory=list)
    missed: list[Any] = field(default_factory=list)
    other_codes: list[Any] = field(default_factory=list)
    other_messages: list[Any] = field(default_factory=list)
    crashes: list[Any] = field(default_factory=list)

    def add(self, value: Any, django: Verdict, client: Verdict) -> None:
        """Count one value."""
        if django.crash or client.crash:
            self.crashes.append((value, django.crash, client.crash))
        elif django.accepts:
            self.accepted += 1
            if not client.accepts:
                self.false_rejections.append((value, client))
        else:
            self.rejected += 1
            self.compare(value, django, client)

    def compare(self, value: Any, django: Verdict, client: Verdict) -> None:
        """Count a value that Django rejects."""
        if client.accepts:
            self.missed.append((value, django))
            return
        self.caught += 1
        if django.codes[0] != client.codes[0]:
            self.other_codes.append((value, django, client))
        if django.messages != client.messages:
            self.other_messages.append((value, django, client))

    @property
    def catch_share(self) -> float:
        return self.caught / self.rejected if self.rejected else 1.0

    def share_of_caught(self, wrong: list[Any]) -> float:
        """Share of the values rejected by both of which `wrong` is not the rest."""
        return 1 - len(wrong) / self.caught if self.caught else 1.0

    def line(self, name: str) -> str:
        """Write the row of the table."""
        return _line(name, self.cells())

    def cells(self, places: int = 1) -> list[str]:
        """Return the figures as texts, shares to so many places."""
        counts = (self.accepted, len(self.false_rejections), self.rejected)
        shares = (self.catch_share, *map(self.share_of_caught, (self.other_codes, self.other_messages)))
        written = (f"{share:.{places}%}" for share in shares)
        return [self.verdict, *map(str, counts), *written, str(len(self.crashes))]

    @property
    def fails(self) -> bool:
        """Tell a row that breaks the law, or catches too little of what Django rejects."""
        return bool(self.false_rejections or self.crashes) or self.catch_share < CAUGHT_EACH


def _line(name: str, cells: Iterable[str]) -> str:
    return f"{name:<28}" + "".join(f"{cell:>10}" for cell in cells)


HEAD = _line("field", ["rule", "accepted", "FALSE", "rejected", "caught", "code", "message", "crashes"])


def known(rows: dict[str, Figures]) -> dict[str, Figures]:
    """Return the rows whose rule the client knows; of the others it must catch nothing."""
    return {name: row for name, row in rows.items() if row.verdict != "server"}


def total(rows: Iterable[Figures]) -> Figures:
    """Add up all rows."""
    result = Figures()
    for row in rows:
        for name, value in vars(row).items():
            if name != "verdict":
                setattr(result, name, getattr(result, name) + value)
    return result
