"""The JSON Schema of contracts."""

from __future__ import annotations

from collections.abc import Callable
from importlib.resources import files
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from mizan.codegen import validate as module
from mizan.codegen.validate import validate
from mizan.protocol.errors import ConfigurationError
from tests.codegen.sample import contract


def test_a_right_contract_passes() -> None:
    validate(contract())


@pytest.mark.parametrize(
    ("spoil", "place"),
    [
        (lambda c: c.update(mizan=2), "$.mizan"),
        (lambda c: c.update(more=1), "$"),
        (lambda c: c.pop("forms"), "$"),
        (lambda c: c["operations"]["echo"].update(hash="x"), "$.operations.echo.hash"),
        (lambda c: c["operations"]["echo"].update(auth="everybody"), "$.operations.echo.auth"),
        (lambda c: c["operations"].update({"a b": c["operations"]["echo"]}), "$.operations"),
        (lambda c: c["operations"].update({"__proto__": c["operations"]["echo"]}), "$.operations"),
        (lambda c: c["contexts"]["me"].update(scope="page"), "$.contexts.me.scope"),
        (lambda c: c.update(language="../../x"), "$.language"),
        (
            lambda c: c["forms"]["contact"]["schema"]["properties"]["email"]["x-mizan"].update(
                rule={"k": "eval"}
            ),
            "$.forms.contact.schema.properties.email['x-mizan'].rule.k",
        ),
        (
            lambda c: c["forms"]["contact"]["schema"]["properties"]["email"]["x-mizan"].update(
                rule={"k": "array", "rule": {"k": "combo", "rules": [{"k": "char"}, {"k": "eval"}]}}
            ),
            "$.forms.contact.schema.properties.email['x-mizan'].rule.rule.rules[1].k",
        ),
    ],
)
def test_a_wrong_contract_is_refused_at_its_place(spoil: Callable[[Any], Any], place: str) -> None:
    wrong = contract()
    spoil(wrong)
    with pytest.raises(ConfigurationError, match="not valid at") as caught:
        validate(wrong)
    assert f" {place}: " in str(caught.value).replace('["x-mizan"]', "['x-mizan']")


def test_the_schema_is_itself_valid() -> None:
    jsonschema.Draft202012Validator.check_schema(module._schema())


def test_protocol_and_package_hold_one_schema() -> None:
    linked = Path(__file__).parents[2] / "protocol/contract.schema.json"
    packaged = files("mizan.codegen").joinpath("contract.schema.json")
    assert linked.read_text(encoding="utf-8") == packaged.read_text(encoding="utf-8")
