"""The schemas are JSON Schema 2020-12 to others too, and what they describe is what Django accepts."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django import forms
from jsonschema import SchemaError

from mizan.forms import reflect
from mizan.forms.reflection.texts import split
from tests.differential.canonical import SERVER, canonical
from tests.differential.cases import CASES, own
from tests.differential.comparison import as_data, draw
from tests.differential.django_side import FormUnderTest
from tests.differential.engine import Engine
from tests.differential.schemas import Strangers
from tests.differential.strategies import Values
from tests.forms.stock import field_classes, form_with, make_field, postgres_classes

pytestmark = pytest.mark.django_db  # the rows that some fields choose from

SITE = Path(__file__).parents[2] / "sample_site"
VALUES = 50


def values_of(form: FormUnderTest) -> Values | None:
    return canonical(form.schema["properties"]["f"])


# The stand-in of a field of the project's own may accept more than the field, and so describe more.
MADE = sorted(
    name
    for name, case in CASES.items()
    if name not in own.CASES and values_of(FormUnderTest(case)) is not None
)


@pytest.fixture(scope="module")
def engine() -> Iterator[Engine]:
    with Engine() as engine:
        yield engine


@pytest.fixture(scope="module")
def strangers() -> Iterator[Strangers]:
    with Strangers() as strangers:
        yield strangers


@pytest.mark.parametrize("name", MADE)
def test_what_a_schema_describes_is_accepted_by_all(engine: Engine, strangers: Strangers, name: str) -> None:
    form = FormUnderTest(CASES[name])
    values = values_of(form)
    assert values is not None
    batch = as_data(draw(values, VALUES))
    assert batch
    for data, verdicts in zip(batch, strangers.judge(form.schema, batch), strict=True):
        assert verdicts == (True, True), data
    for wire, client in engine.judge(form.schema, batch):
        django = form.judge(wire)[0]
        assert django.accepts or set(django.codes) <= SERVER, (wire, django)
        assert client.accepts, (wire, client)


@pytest.mark.parametrize("name", CASES)
def test_canonical_values_are_right_for_schema_client_and_django(
    engine: Engine, strangers: Strangers, name: str
) -> None:
    case = CASES[name]
    form = FormUnderTest(case)
    batch = as_data(list(case.canonical))
    for wire, client in engine.judge(form.schema, batch):
        assert form.judge(wire)[0].accepts, wire
        assert client.accepts, wire
    assert strangers.judge(form.schema, batch) == [(True, True)] * len(batch)


@pytest.mark.parametrize("cls", [*field_classes(), *postgres_classes()], ids=lambda cls: cls.__name__)
@pytest.mark.parametrize("required", [True, False])
def test_the_schema_of_every_stock_field_is_valid(
    strangers: Strangers, cls: type[forms.Field], required: bool
) -> None:
    if cls.__name__ in ("InlineForeignKeyField", "ReadOnlyPasswordHashField", "NullBooleanField"):
        schema = reflect(form_with(f=make_field(cls)))
    else:
        schema = reflect(form_with(f=make_field(cls, required=required)))
    assert strangers.judge(schema, []) == []
    assert strangers.judge(split(schema)[0], []) == []


def test_every_form_of_the_sample_site_is_valid(strangers: Strangers) -> None:
    command = [sys.executable, SITE / "manage.py", "mizan_export"]
    # Under the site's own settings, not those of the tests.
    environment = {key: text for key, text in os.environ.items() if key != "DJANGO_SETTINGS_MODULE"}
    printed = subprocess.run(command, check=True, capture_output=True, env=environment).stdout
    document = json.loads(printed)
    assert document["forms"]
    for form in document["forms"].values():
        assert strangers.judge(form["schema"], []) == []


@pytest.mark.parametrize("schema", [{"type": "text"}, {"type": "string", "maxLenght": 3}])
def test_a_schema_that_is_none_is_noticed(strangers: Strangers, schema: dict[str, Any]) -> None:
    with pytest.raises((ValueError, SchemaError)):
        strangers.judge(schema, [])


def test_of_every_rule_that_the_client_knows_values_are_made() -> None:
    forms_ = {name: FormUnderTest(case) for name, case in CASES.items()}
    known = {name for name, form in forms_.items() if form.verdict != "server"}
    # A file is no JSON, only its absence is.
    assert {name for name in known - set(MADE) - set(own.CASES) if not name.startswith("file")} == set()
