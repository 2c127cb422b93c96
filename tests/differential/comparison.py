"""Draw values for a case and let both sides judge them."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any

from hypothesis import HealthCheck, Phase, given, seed, settings

from tests.differential import corpus
from tests.differential.django_side import FormUnderTest
from tests.differential.engine import Data, Engine
from tests.differential.figures import Figures
from tests.differential.strategies import ABSENT, Values


@cache
def draw(values: Values, count: int, start: str = "") -> list[Any]:
    """Return that many values, the same for one start; cases that share a strategy share its values."""
    drawn: list[Any] = []

    @settings(
        max_examples=count,
        derandomize=not start,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(values)
    def collect(value: Any) -> None:
        drawn.append(value)

    run: Callable[[], None] = seed(int(start))(collect) if start else collect
    run()
    return drawn


def as_data(values: list[Any]) -> list[Data]:
    """Return each value as the data of a form of one field."""
    return [{} if value == ABSENT else {"f": value} for value in values]


def compare(engine: Engine, name: str, form: FormUnderTest, values: list[Any]) -> Figures:
    """Judge values of one case on both sides, and keep those that went wrong."""
    figures = Figures(form.verdict)
    answers = engine.judge(form.schema, as_data(values))
    verdicts = form.judge(*(wire for wire, _ in answers))
    for value, django, (_, client) in zip(values, verdicts, answers, strict=True):
        figures.add(value, django, client)
    corpus.save(name, [value for value, *_ in [*figures.false_rejections, *figures.crashes]])
    return figures
