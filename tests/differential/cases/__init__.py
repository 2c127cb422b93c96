"""The fields whose rules are exact, and those whose rules the language decides: a file for each kind."""

from __future__ import annotations

from tests.differential.cases import addresses, choices, flags, numbers, own, structures, times, words
from tests.differential.cases.case import Case

CASES: dict[str, Case] = {
    **words.CASES,
    **addresses.CASES,
    **numbers.CASES,
    **flags.CASES,
    **choices.CASES,
    **times.CASES,
    **own.CASES,
    **structures.CASES,
}
