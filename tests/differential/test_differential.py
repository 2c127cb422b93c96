"""The law, measured: the client never rejects what Django accepts, and catches nearly all of what it rejects.

`MIZAN_EXAMPLES=5000` looks longer. Values that went wrong are kept in `corpus/` and are tried on every run.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from functools import cache
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from jsonschema import Draft202012Validator

from mizan.forms.reflection.texts import split
from tests.differential import corpus
from tests.differential.cases import CASES, Case
from tests.differential.conftest import ROWS
from tests.differential.django_side import FormUnderTest
from tests.differential.engine import Data, Engine
from tests.differential.figures import Figures, total
from tests.differential.strategies import ABSENT, Values

EXAMPLES = int(os.environ.get("MIZAN_EXAMPLES", "100"))

Rows = dict[str, Figures]


@cache
def draw(values: Values, count: int) -> list[Any]:
    """Return that many values, the same on every run; cases that share a strategy share its values."""
    drawn: list[Any] = []

    @settings(
        max_examples=count,
        derandomize=True,
        database=None,
        deadline=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(values)
    def collect(value: Any) -> None:
        drawn.append(value)

    collect()
    return drawn


def as_data(values: list[Any]) -> list[Data]:
    return [{} if value == ABSENT else {"f": value} for value in values]


def compare(engine: Engine, name: str, case: Case) -> Figures:
    """Judge kept and drawn values of one case on both sides."""
    form = FormUnderTest(case)
    values = [*corpus.load(name), *draw(case.values, EXAMPLES)]
    figures = Figures()
    for value, (wire, client) in zip(values, engine.judge(form.schema, as_data(values)), strict=True):
        figures.add(value, form.judge(wire), client)
    corpus.save(name, [value for value, *_ in [*figures.false_rejections, *figures.crashes]])
    return figures


@pytest.fixture(scope="module")
def engine() -> Iterator[Engine]:
    with Engine() as engine:
        yield engine


@pytest.fixture(scope="module")
def rows(engine: Engine, request: pytest.FixtureRequest) -> Rows:
    rows = {name: compare(engine, name, case) for name, case in CASES.items()}
    request.config.stash[ROWS] = rows
    return rows


def test_client_never_rejects_what_django_accepts(rows: Rows) -> None:
    assert {name: row.false_rejections for name, row in rows.items() if row.false_rejections} == {}


def test_client_catches_nineteen_in_twenty_of_what_django_rejects(rows: Rows) -> None:
    assert total(rows.values()).catch_share >= 0.95


def test_client_catches_nine_in_ten_in_every_field(rows: Rows) -> None:
    assert {name: row.missed[:20] for name, row in rows.items() if row.catch_share < 0.9} == {}


def test_both_sides_say_the_same_code(rows: Rows) -> None:
    row = total(rows.values())
    assert row.share_of_caught(row.other_codes) >= 0.99, row.other_codes[:20]


def test_both_sides_say_the_same_words(rows: Rows) -> None:
    row = total(rows.values())
    assert row.share_of_caught(row.other_messages) >= 0.99, row.other_messages[:20]


def test_no_value_crashes_either_side(rows: Rows) -> None:
    assert {name: row.crashes for name, row in rows.items() if row.crashes} == {}


@pytest.mark.parametrize("name", CASES)
def test_canonical_values_are_right_for_schema_client_and_django(engine: Engine, name: str) -> None:
    case = CASES[name]
    form = FormUnderTest(case)
    Draft202012Validator.check_schema(form.schema)
    schema = Draft202012Validator(form.schema)
    for wire, client in engine.judge(form.schema, as_data(list(case.canonical))):
        assert form.judge(wire).accepts, wire
        assert client.accepts, wire
    assert [value for value in case.canonical if not schema.is_valid({"f": value})] == []


@pytest.mark.parametrize("name", CASES)
def test_rules_judge_alike_when_their_texts_travel_apart(engine: Engine, name: str) -> None:
    form = FormUnderTest(CASES[name])
    neutral, texts = split(form.schema)
    batch = as_data(corpus.load(name))
    assert engine.judge(neutral, batch, texts) == engine.judge(form.schema, batch)
    assert all(client.accepts or client.codes == ("invalid",) for _, client in engine.judge(neutral, batch))
