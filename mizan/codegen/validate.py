"""Hold a contract against the JSON Schema of contracts, whoever wrote it.

`jsonschema` is imported when it is needed: a server never validates a contract.
"""

from __future__ import annotations

import json
from functools import cache
from importlib import import_module
from importlib.resources import files
from typing import Any

from mizan.protocol.envelope import JSON
from mizan.protocol.errors import ConfigurationError


def validate(document: JSON) -> None:
    """Raise ConfigurationError (`mizan.E020`) that names the first place where a contract is wrong."""
    best_match = import_module("jsonschema.exceptions").best_match
    error = best_match(_validator().iter_errors(document))
    if error is not None:
        raise ConfigurationError(
            f"The contract is not valid at {error.json_path}: {error.message[:300]}",
            hint="What it has to be stands in mizan/codegen/contract.schema.json.",
            check_id="mizan.E020",
        )


@cache
def _validator() -> Any:
    text = files("mizan.codegen").joinpath("contract.schema.json").read_text(encoding="utf-8")
    schema = json.loads(text)
    return import_module("jsonschema").Draft202012Validator(_spelt_out(schema, schema["$defs"]))


def _spelt_out(schema: JSON, definitions: dict[str, JSON], within: tuple[str, ...] = ()) -> JSON:
    """Return a schema with each definition in the place where it is named, but inside of itself.

    To follow a reference takes `jsonschema` as long as to judge what it leads to.
    """
    if isinstance(schema, list):
        return [_spelt_out(part, definitions, within) for part in schema]
    if not isinstance(schema, dict):
        return schema
    name = str(schema.get("$ref", "")).removeprefix("#/$defs/")
    if name in definitions and name not in within and schema.keys() <= {"$ref", "description"}:
        return _spelt_out(definitions[name], definitions, (*within, name))
    return {key: _spelt_out(part, definitions, within) for key, part in schema.items()}
