"""Hold a contract against the JSON Schema of contracts, whoever wrote it.

`jsonschema` is imported to say what is wrong: that takes longer than to see that nothing is.
"""

from __future__ import annotations

import json
from functools import cache
from importlib import import_module
from importlib.resources import files
from typing import Any

from mizan.codegen.shape import Shapes, Test
from mizan.protocol.envelope import JSON
from mizan.protocol.errors import ConfigurationError


def validate(document: JSON) -> None:
    """Raise ConfigurationError (`mizan.E020`) that names the first place where a contract is wrong."""
    if _is_right()(document):
        return
    validator = import_module("jsonschema").Draft202012Validator(_schema())
    error = import_module("jsonschema.exceptions").best_match(validator.iter_errors(document))
    if error is not None:
        raise ConfigurationError(
            f"The contract is not valid at {error.json_path}: {error.message[:300]}",
            hint="What it has to be stands in mizan/codegen/contract.schema.json.",
            check_id="mizan.E020",
        )


@cache
def _schema() -> Any:
    return json.loads(files("mizan.codegen").joinpath("contract.schema.json").read_text(encoding="utf-8"))


@cache
def _is_right() -> Test:
    return Shapes(_schema()["$defs"]).test(_schema())
