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
            "params": {"type": "object", "additionalProperties": True},
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
            "params": {"type": "object", "additionalProperties": True},
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
    """Return the name of what answers with a status: `NotFoundFailure`, `ConflictFailure`."""
    return pascal(codes_of(status)[0]) + "Failure"


def _narrowed(status: int) -> Entry:
    code = {"type": "string", "enum": codes_of(status)}
    narrow = {"type": "object", "properties": {"code": code}, "required": ["code"]}
    return {"allOf": [reference(BODY), narrow]}


SCHEMAS.update({name_of(status): _narrowed(status) for status in ANY})


def responses(build: Entry) -> Entry:
    """Return `components/responses`; `build` is the header that every answer carries."""
    return {name_of(status): _response(status, [], build) for status in ANY}


def _response(status: int, declared: list[tuple[Entry, str]], build: Entry) -> Entry:
    of_code = {code: name_of(status) for code in codes_of(status) if status in ANY}
    words = [f"`{code}`: {MESSAGE[code]}" for code in of_code]
    words += [f"`{error['code']}`: {error['message']}" for error, _ in declared]
    of_code |= {error["code"]: name for error, name in declared}
    return {
        "description": " ".join(words),
        "headers": build | _HEADERS.get(status, {}),
        "content": {JSON_TYPE: {"schema": union(of_code)}},
    }


def union(of_code: dict[str, str]) -> Entry:
    """Return the schema of a body that has one of these codes: code to the name of its schema."""
    names = list(dict.fromkeys(of_code.values()))
    if len(names) == 1:
        return reference(names[0])
    mapping = {code: reference(name)["$ref"] for code, name in of_code.items()}
    return {
        "oneOf": [reference(name) for name in names],
        "discriminator": {"propertyName": "code", "mapping": mapping},
    }


def answers(statuses: tuple[int, ...], build: Entry, declared: dict[int, list[tuple[Entry, str]]]) -> Entry:
    """Return the failures of an operation by status; what it declared joins those of the protocol."""
    common = {str(status): {"$ref": f"#/components/responses/{name_of(status)}"} for status in statuses}
    own = {str(status): _response(status, errors, build) for status, errors in declared.items()}
    return dict(sorted({**common, **own}.items()))


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
