"""`call/<name>/`, `batch/` and `session/`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from mizan.codegen.openapi import failures
from mizan.codegen.openapi.failures import Declared
from mizan.codegen.openapi.schemas import BINARY, JSON_TYPE, Schemas, is_file, reference
from mizan.protocol.naming import pascal

Entry = dict[str, Any]

_HASH = {"type": "string", "pattern": "^([0-9a-f]{16})?$"}

HEADERS: Entry = {
    "Build": {"description": "The hash of the contract.", "required": True, "schema": _HASH},
    "Invalidate": {
        "description": "Names of the contexts that this call made stale, separated by `, `.",
        "required": True,
        "schema": {"type": "string"},
    },
    "Stale": {
        "description": "`1` when `X-Mizan-Op` is not the hash of the input that the server knows.",
        "schema": {"type": "string", "enum": ["1"]},
    },
    "ETag": {
        "description": "Of an answer that `If-None-Match` may ask for again.",
        "schema": {"type": "string"},
    },
}
"""Headers of answers, by the names that they have in this document."""

PARAMETERS: Entry = {
    "Op": {
        "name": "X-Mizan-Op",
        "in": "header",
        "description": "`x-mizan.hash` of the operation, as the client knows it.",
        "schema": {"type": "string"},
    },
    "Identity": {
        "name": "X-Mizan-Identity",
        "in": "header",
        "description": "The `identity` that `session/` told; `conflict` if it is another by now.",
        "schema": {"type": "string"},
    },
}
"""Headers of requests that may be left out."""

BUILD: Entry = {"X-Mizan-Build": {"$ref": "#/components/headers/Build"}}
_STALE: Entry = {"X-Mizan-Stale": {"$ref": "#/components/headers/Stale"}}
_ETAG: Entry = {"ETag": {"$ref": "#/components/headers/ETag"}}
_INVALIDATE: Entry = {"X-Mizan-Invalidate": {"$ref": "#/components/headers/Invalidate"}}


class Writer:
    """Write the paths of a contract."""

    def __init__(self, contract: Mapping[str, Any], schemas: Schemas, declared: Declared) -> None:
        self.contract = contract
        self.schemas = schemas
        self._declared = declared
        self._tags = {
            operation: form
            for form, entry in contract["forms"].items()
            for operation in entry["operations"].values()
        }
        self._forms = {
            entry["operations"]["submit"]: entry["schema"]["properties"]
            for entry in contract["forms"].values()
        }
        operations = sorted(contract["operations"].items())
        self._inputs = {
            name: schemas.keep(f"{pascal(name)}Input", entry["input"]) for name, entry in operations
        }
        self._outputs = {
            name: schemas.keep(f"{pascal(name)}Output", entry["output"]) for name, entry in operations
        }

    def call(self, name: str) -> Entry:
        """Return the path item of an operation: POST, and GET where it only reads."""
        entry = self.contract["operations"][name]
        return {
            "post": self._post(name, entry),
            **({"get": self._get(name, entry)} if entry["readonly"] else {}),
        }

    def _post(self, name: str, entry: Entry) -> Entry:
        content = {JSON_TYPE: {"schema": self._inputs[name]}}
        if entry["files"]:
            content["multipart/form-data"] = self._multipart(name)
        parameters = ["Op"] if entry["readonly"] else ["Op", "Identity"]
        return {
            **self._about(f"call.{name}", name, entry),
            "security": self.security(name, is_write=True),
            "parameters": [{"$ref": f"#/components/parameters/{each}"} for each in parameters],
            "requestBody": {"required": True, "content": content},
            "responses": {"200": self._success(name, entry), **self.failures(name, failures.ANY)},
        }

    def _get(self, name: str, entry: Entry) -> Entry:
        question = {
            "name": "input",
            "in": "query",
            "description": "The input as JSON.",
            "required": bool(entry["input"].get("required")),
            "content": {JSON_TYPE: {"schema": self._inputs[name]}},
        }
        unchanged = {"description": "The client holds this answer already.", "headers": BUILD | _ETAG}
        return {
            **self._about(f"get.{name}", name, entry),
            "security": self.security(name, is_write=False),
            "parameters": [question, {"$ref": "#/components/parameters/Op"}],
            "responses": {
                "200": self._success(name, entry),
                "304": unchanged,
                **self.failures(name, failures.READ),
            },
        }

    def _about(self, operation_id: str, name: str, entry: Entry) -> Entry:
        words = entry["description"]
        return {
            "operationId": operation_id,
            "tags": [self._tags.get(name, "functions")],
            "summary": words.splitlines()[0] if words else name,
            **({"description": words} if words else {}),
            "x-mizan": {key: entry[key] for key in ("auth", "audience", "affects", "hash")},
        }

    def _success(self, name: str, entry: Entry) -> Entry:
        etag = _ETAG if entry["readonly"] else {}
        affects = _INVALIDATE if entry["affects"] else {}
        return {
            "description": "The output.",
            "headers": BUILD | _STALE | etag | affects,
            "content": {JSON_TYPE: {"schema": self._outputs[name]}},
        }

    def output(self, name: str) -> Entry:
        """Return a reference to the output of an operation."""
        found: Entry = self._outputs[name]
        return found

    def security(self, name: str, *, is_write: bool) -> list[Entry]:
        """Return who may call an operation."""
        return security(self.contract["operations"][name]["auth"], is_write=is_write)

    def failures(self, name: str, statuses: tuple[int, ...]) -> Entry:
        """Return the failures of an operation, by status."""
        by_status: dict[int, list[tuple[Entry, str]]] = {}
        for error in self._errors(name):
            by_status.setdefault(error["status"], []).append((error, self._declared.name(name, error)))
        return failures.answers(statuses, BUILD, by_status)

    def _errors(self, name: str) -> list[Entry]:
        errors = self.contract["operations"][name]["errors"]
        return [{**error, "params": self.schemas.place(error["params"])} for error in errors]

    def _multipart(self, name: str) -> Entry:
        """Return `input` and a part for each file; a dynamic form may have more of them."""
        files = [field for field, written in self._forms.get(name, {}).items() if is_file(written)]
        parts = {f"file:{field}": BINARY for field in files}
        schema = {
            "type": "object",
            "properties": {"input": self._inputs[name], **parts},
            "required": ["input"],
        }
        return {"schema": schema, "encoding": {"input": {"contentType": JSON_TYPE}}}

    def batch(self, most: int) -> Entry:
        """Return the path item of `batch/`."""
        operations = self.contract["operations"]
        reads = sorted(name for name, entry in operations.items() if entry["readonly"])
        calls = {"type": "array", "items": {"oneOf": [self._item(name) for name in reads]}, "maxItems": most}
        good = _object({"status": {"type": "integer", "enum": [200]}, "data": {}}, ["status", "data"])
        bad = {
            "status": {"type": "integer", "minimum": 400},
            "error": self._error_of(reads),
        }
        results = {"type": "array", "items": {"oneOf": [good, _object(bad, ["status", "error"])]}}
        return {
            "post": {
                "operationId": "batch",
                "tags": ["mizan"],
                "summary": "Several reads in one request.",
                "description": "Each call is judged by itself; the results stand in the order of the calls.",
                "security": security(None, is_write=True),
                "requestBody": {
                    "required": True,
                    "content": {JSON_TYPE: {"schema": _object({"calls": calls}, ["calls"])}},
                },
                "responses": {
                    "200": {
                        "description": "The results.",
                        "headers": BUILD | _STALE,
                        "content": {JSON_TYPE: {"schema": _object({"results": results}, ["results"])}},
                    },
                    **failures.answers((400, 403, 413, 415, 500), BUILD, {}),
                },
            }
        }

    def _error_of(self, reads: list[str]) -> Entry:
        """Return what any of these may fail with, whatever the status."""
        declared = {self._declared.name(name, error): None for name in reads for error in self._errors(name)}
        body = reference(failures.BODY)
        return {"oneOf": [body, *map(reference, declared)]} if declared else body

    def _item(self, name: str) -> Entry:
        required = ["input"] if self.contract["operations"][name]["input"].get("required") else []
        parts = {
            "name": {"type": "string", "enum": [name]},
            "input": self._inputs[name],
            "op": {"type": "string", "description": PARAMETERS["Op"]["description"]},
        }
        return _object(parts, ["name", *required])


def session() -> Entry:
    """Return the path item of `session/`."""
    keys = ("csrf", "build", "identity", "mount", "language")
    texts: dict[str, Any] = {key: {"type": "string"} for key in keys}
    schema = _object({**texts, "max_upload": {"type": "integer"}}, [*keys, "max_upload"])
    return {
        "get": {
            "operationId": "session",
            "tags": ["mizan"],
            "summary": "What a client has to know before its first call.",
            "description": "Sets the CSRF cookie, whose token is `csrf`.",
            "security": [],
            "responses": {
                "200": {
                    "description": "The session.",
                    "headers": BUILD,
                    "content": {JSON_TYPE: {"schema": schema}},
                },
                **failures.answers((500,), BUILD, {}),
            },
        }
    }


def security(auth: Any, *, is_write: bool) -> list[Entry]:
    """Return who may. A write needs the CSRF token; what a check of the project asks is not known."""
    token: Entry = {"csrf": []} if is_write else {}
    logged_in: Entry = {"session": [], **token}
    parts = auth if isinstance(auth, list) else [auth]
    if auth is None:
        return [token] if token else []
    return [token, logged_in] if all(part == "custom" for part in parts) else [logged_in]


def _object(properties: Entry, required: list[str]) -> Entry:
    return {"type": "object", "properties": properties, "required": required, "additionalProperties": False}
