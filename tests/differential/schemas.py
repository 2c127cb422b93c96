"""Two strangers that read JSON Schema 2020-12: `jsonschema` of Python, and ajv."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from typing import Any

from jsonschema import Draft202012Validator

PROGRAM = Path(__file__).with_name("ajv.mjs")


class Strangers:
    """Judge data by a schema; a context manager that owns the process of ajv."""

    def __enter__(self) -> Strangers:
        self.process = subprocess.Popen(["node", PROGRAM], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        return self

    def __exit__(self, *exc: object) -> None:
        self.process.communicate(timeout=10)

    def judge(self, schema: dict[str, Any], batch: list[Any]) -> list[tuple[bool, bool]]:
        """Return what both say of each data. Raises ValueError where one of them cannot use the schema."""
        Draft202012Validator.check_schema(schema)
        ours = Draft202012Validator(schema)
        assert self.process.stdin
        assert self.process.stdout
        self.process.stdin.write(json.dumps({"schema": schema, "batch": batch}).encode() + b"\n")
        self.process.stdin.flush()
        answer = json.loads(self.process.stdout.readline())
        if answer["errors"]:
            raise ValueError(answer["errors"])
        return [(ours.is_valid(data), valid) for data, valid in zip(batch, answer["valid"], strict=True)]
