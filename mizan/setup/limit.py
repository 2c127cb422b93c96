"""How often: `"10/m"`, of whom, and several of these."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias

from mizan.protocol.errors import ConfigurationError

Rates: TypeAlias = "str | Sequence[str] | None"
"""What `limit=` takes: `"10/m"`, `"5/10s,100/h/ip"`, a list of these, or None for no limit."""

UNITS = {"s": 1, "m": 60, "h": 3600, "d": 86400}
"""Seconds of a second, a minute, an hour, a day."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Rate:
    """How many calls one caller may make in a window of time."""

    count: int
    seconds: int
    by: Literal["user", "ip"] = "user"
    """Who is one caller: a user, and where nobody is logged in an address; or an address, whoever it is."""

    def __str__(self) -> str:
        unit = next(unit for unit in reversed(UNITS) if self.seconds % UNITS[unit] == 0)
        times = self.seconds // UNITS[unit]
        return f"{self.count}/{times if times > 1 else ''}{unit}{'/ip' if self.by == 'ip' else ''}"


@dataclass(frozen=True, kw_only=True, slots=True)
class Limit:
    """How often an operation may be called."""

    name: str
    """What is counted together: the name of a function, or of a form for all that judges its data."""
    rates: tuple[Rate, ...]
    """All of them hold."""

    def __str__(self) -> str:
        return ", ".join(map(str, self.rates))


def limit_of(name: str, rates: tuple[Rate, ...]) -> Limit | None:
    """Return the limit of what is counted under a name; None where there are no rates."""
    return Limit(name=name, rates=rates) if rates else None


def read_rates(said: Rates, source: str) -> tuple[Rate, ...]:
    """Return the rates of `limit=`, the shortest first. Raises ConfigurationError (`mizan.E014`).

    What a short one refuses is then not counted by a longer one.
    """
    if said is None:
        return ()
    parts = [said] if isinstance(said, str) else said
    if not isinstance(parts, list | tuple) or not parts:
        raise _wrong(said, source)
    texts = [text for part in parts for text in (part.split(",") if isinstance(part, str) else [part])]
    return tuple(sorted((_rate(text, said, source) for text in texts), key=lambda rate: rate.seconds))


_RATE = re.compile(r"([1-9][0-9]{0,8})/([1-9][0-9]{0,4})?([smhd])(?:/(user|ip))?", re.ASCII)


def _rate(text: object, said: object, source: str) -> Rate:
    match = _RATE.fullmatch(text.strip()) if isinstance(text, str) else None
    if match is None:
        raise _wrong(said, source)
    count, times, unit, by = match.groups()
    seconds = int(times or 1) * UNITS[unit]
    return Rate(count=int(count), seconds=seconds, by="ip" if by == "ip" else "user")


def _wrong(said: object, source: str) -> ConfigurationError:
    return ConfigurationError(
        f"{source}: limit={said!r} is no limit.",
        hint="Write limit='10/m': a number, and s, m, h or d, with a number before it or none ('5/10s'). "
        "With '/ip' behind it addresses are counted, whoever is logged in. Several are a list.",
        check_id="mizan.E014",
        obj=source,
    )
