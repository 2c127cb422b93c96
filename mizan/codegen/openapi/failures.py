"""Failures as an OpenAPI document says them: one body, one response for each status."""

from __future__ import annotations

import json
from typing import Any

from mizan.codegen.names import Scope
from mizan.codegen.openapi.schemas import JSON_TYPE, reference
from mizan.protocol.errors import MESSAGE, STATUS
from mizan.protocol.naming import pascal

Entry = dict[str, Any]

BODY = "FailureBody"
ISSUE = "FailureIssue"

SCHEMAS: Entry = {
    BODY: {
        "type": "object",
        "description": "A failure with a code of the protocol.",
        "properties": {
            "code": {"type": "string", "enum": sorted(STATUS), "description": "Stable: switch on it."},
            "message": {"type": "string", "minLength": 1, "description": "In the language of the request."},
            "issues": {"type": "array", "items": reference(ISSUE)},
            "params": {"type": "object"},
            "id": {
                "type": "string",
                "description": "Only of `internal`; also in the server's log.",
            },
        },
        "required": ["code", "message", "issues"],
        "additionalProperties": False,
    },
    ISSUE: {
        "type": "object",
        "description": "One complaint about the input. An empty path is the whole input.",
        "properties": {
            "path": {"type": "array", "items": {"type": ["string", "integer"]}},
            "code": {"type": "string", "minLength": 1},
            "message": {"type": "string"},
            "params": {"type": "object"},
        },
        "required": ["path", "code", "message", "params"],
        "additionalProperties": False,
    },
}
"""The schemas that every failure refers to."""

_RETRY = {"Retry-After": {"schema": {"type": "string"}, "description": "When to come back."}}
_HEADERS = {429: _RETRY, 503: _RETRY}

ANY = (400, 401, 403, 404, 409, 413, 415, 422, 429, 500, 503)
"""What a function with a body may answer: any function may raise any failure of the protocol."""
READ = tuple(status for status in ANY if status != 415)
"""What the same may answer without a body."""


def codes_of(status: int) -> list[str]:
    """Return the codes of the protocol that have a status."""
    return [code for code, its_status in STATUS.items() if its_status == status]


def name_of(status: int) -> str:
    """Return the name of the response of a status: `NotFound`, `Conflict`."""
    return pascal(codes_of(status)[0])


def responses(build: Entry) -> Entry:
    """Return `components/responses`; `build` is the header that every answer carries."""
    statuses = sorted({status for status in STATUS.values() if status != 405})
    return {name_of(status): _response(status, build) for status in statuses}


def _response(status: int, build: Entry) -> Entry:
    codes = codes_of(status)
    narrow = {"type": "object", "properties": {"code": {"enum": codes}}, "required": ["code"]}
    return {
        "description": " ".join(f"`{code}`: {MESSAGE[code]}" for code in codes),
        "headers": build | _HEADERS.get(status, {}),
        "content": {JSON_TYPE: {"schema": {"allOf": [reference(BODY), narrow]}}},
    }


class Declared:
    """The failures that operations declare, each a schema of its own."""

    def __init__(self, scope: Scope) -> None:
        self.schemas: Entry = {}
        self._scope = scope
        self._names: dict[str, str] = {}

    def name(self, owner: str, error: Entry) -> str:
        """Return the name of a declared failure's schema; two that are the same share it."""
        key = json.dumps(error, sort_keys=True)
        if key not in self._names:
            plain = pascal(error["code"])
            self._names[key] = self._scope.take(plain, f"{plain}Failure", pascal(owner) + plain)
            self.schemas[self._names[key]] = _declared(error)
        return self._names[key]


def _declared(error: Entry) -> Entry:
    has_params = bool(error["params"].get("properties"))
    return {
        "type": "object",
        "description": error["message"],
        "properties": {
            "code": {"type": "string", "enum": [error["code"]]},
            "message": {"type": "string", "minLength": 1},
            "issues": {"type": "array", "items": reference(ISSUE)},
            **({"params": error["params"]} if has_params else {}),
        },
        "required": ["code", "message", "issues", *(["params"] if has_params else [])],
        "additionalProperties": False,
    }


def union(codes: list[str], named: dict[str, str]) -> Entry:
    """Return the schema of a body with one of these codes, or with one of `named`: code to schema's name."""
    if not named:
        return reference(BODY)
    of_code = {**dict.fromkeys(codes, BODY), **named}
    mapping = {code: reference(name)["$ref"] for code, name in of_code.items()}
    return {
        "oneOf": [reference(name) for name in dict.fromkeys(of_code.values())],
        "discriminator": {"propertyName": "code", "mapping": mapping},
    }


def answers(statuses: tuple[int, ...], build: Entry, declared: dict[int, list[tuple[Entry, str]]]) -> Entry:
    """Return the failures of an operation by status; what it declared joins those of the protocol."""
    found: Entry = {str(status): {"$ref": f"#/components/responses/{name_of(status)}"} for status in statuses}
    for status, errors in declared.items():
        codes = codes_of(status) if status in statuses else []
        words = [f"`{code}`: {MESSAGE[code]}" for code in codes]
        words += [f"`{error['code']}`: {error['message']}" for error, _ in errors]
        found[str(status)] = {
            "description": " ".join(words),
            "headers": build | _HEADERS.get(status, {}),
            "content": {JSON_TYPE: {"schema": union(codes, {error["code"]: name for error, name in errors})}},
        }
    return dict(sorted(found.items()))
