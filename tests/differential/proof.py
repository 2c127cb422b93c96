"""The law, held to a great many values: what one process does of it."""

from __future__ import annotations

from collections.abc import Iterable

from tests.differential import corpus
from tests.differential.cases import CASES
from tests.differential.comparison import compare, draw
from tests.differential.django_side import FormUnderTest
from tests.differential.engine import Engine
from tests.differential.figures import Figures

Rows = dict[str, dict[str, Figures]]
"""By case and language."""


def prove(names: list[str], examples: int, languages: list[str]) -> Rows:
    """Judge values of these cases in each language."""
    rows: Rows = {}
    with Engine() as engine:
        for name in names:
            values = [*corpus.load(name), *draw(CASES[name].values, examples)]
            rows[name] = {
                language: compare(engine, name, FormUnderTest(CASES[name], language), values)
                for language in languages
            }
    return rows


def batches(names: Iterable[str]) -> list[list[str]]:
    """Put cases together that share their values: drawing them takes most of the time. The longest first."""
    shared: dict[int, list[str]] = {}
    for name in names:
        shared.setdefault(id(CASES[name].values), []).append(name)
    return sorted(shared.values(), key=len, reverse=True)
