"""The contract: everything that a client can reach, as one JSON document.

The only module of code generation that knows Django and the registry. It never touches the database.
"""

from __future__ import annotations

import json

from django.utils import translation

from mizan.codegen.defs import Defs
from mizan.protocol.envelope import JSON
from mizan.protocol.errors import Failure
from mizan.setup.functions import failure_params
from mizan.setup.hashing import digest, operation_hash
from mizan.setup.operations import ContextSpec, Operation
from mizan.setup.registry import registry
from mizan.setup.settings import settings

VERSION = 1
"""The version of the document's own shape."""

_kept: tuple[tuple[int, tuple[str, ...]], dict[str, JSON]] | None = None


def contract() -> dict[str, JSON]:
    """Return the contract of this process's registry; kept until the registry or the languages change."""
    global _kept
    languages = tuple(settings.LANGUAGES)
    registry.settle()
    key = registry.version, languages
    if _kept is None or _kept[0] != key:
        with translation.override(languages[0]):
            _kept = key, _document(languages)
    return _kept[1]


def build_hash() -> str:
    """Return the hash of the contract, which every answer carries as `X-Mizan-Build`."""
    return str(contract()["hash"])


def dump(document: JSON) -> str:
    """Return the document's text: keys sorted, one line a value, so that it can be read as a diff."""
    return json.dumps(document, indent=2, sort_keys=True, ensure_ascii=False) + "\n"


def _document(languages: tuple[str, ...]) -> dict[str, JSON]:
    writer = _Writer()
    offered = [operation for operation in registry.operations() if operation.is_available()]
    operations = {operation.name: writer.operation(operation) for operation in offered}
    forms = {
        form.name: writer.form(form.describe())
        for form in registry.forms()
        if form.operations["submit"] in operations
    }
    wizards = {wizard.name: writer.wizard(wizard.describe()) for wizard in registry.wizards()}
    models = writer.settle()
    contexts = {
        context.name: _context(context, operations)
        for context in registry.contexts()
        if context.operation in operations
    }
    body = {
        "mizan": VERSION,
        "operations": operations,
        "contexts": contexts,
        "forms": forms,
        "wizards": wizards,
        "channels": {},
        "$defs": models,
    }
    whole = {**body, "language": languages[0], "languages": list(languages), "hash": digest(_essence(body))}
    document: dict[str, JSON] = json.loads(json.dumps(whole, sort_keys=True))
    return document


class _Writer:
    """Write entries whose schemas are filled in when all models have their names."""

    def __init__(self) -> None:
        self._defs = Defs()
        self._places: list[tuple[dict[str, JSON], str]] = []

    def operation(self, operation: Operation) -> dict[str, JSON]:
        entry: dict[str, JSON] = {
            "hash": operation_hash(operation),
            "auth": operation.policy.describe(),
            "audience": operation.audience,
            "readonly": operation.readonly,
            "affects": sorted(operation.affects),
            "files": operation.accepts_files,
            "description": operation.description,
        }
        self._put(entry, "input", operation.name, operation.input.schema(), is_output=False)
        self._put(entry, "output", operation.name, operation.output.schema(), is_output=True)
        entry["errors"] = [self._error(operation.name, error) for error in operation.errors]
        return entry

    def _error(self, owner: str, error: type[Failure]) -> dict[str, JSON]:
        entry = {"code": error.code, "status": error.status, "message": str(error.message)}
        self._put(entry, "params", owner, failure_params(error), is_output=False)
        return entry

    def form(self, entry: dict[str, JSON]) -> dict[str, JSON]:
        entry = dict(entry)
        owner = entry["operations"]["submit"]
        self._put(entry, "output", owner, entry["output"], is_output=True)
        if entry["params"] is not None:
            self._put(entry, "params", owner, entry["params"], is_output=False)
        return entry

    def wizard(self, entry: dict[str, JSON]) -> dict[str, JSON]:
        entry = dict(entry)
        self._put(entry, "output", entry["operations"]["submit"], entry["output"], is_output=True)
        return entry

    def _put(self, entry: dict[str, JSON], key: str, owner: str, schema: JSON, *, is_output: bool) -> None:
        self._defs.add(owner, schema, is_output=is_output)
        self._places.append((entry, key))

    def settle(self) -> dict[str, JSON]:
        models, schemas = self._defs.settle()
        for (entry, key), schema in zip(self._places, schemas, strict=True):
            entry[key] = schema
        return models


def _context(context: ContextSpec, operations: dict[str, JSON]) -> dict[str, JSON]:
    params = operations[context.operation]["input"]
    return {"operation": context.operation, "scope": context.scope, "params": params}


def _essence(body: dict[str, JSON]) -> dict[str, JSON]:
    """Return what a client depends on, without words for people: the same in every language."""
    operations = {name: _bare_operation(entry) for name, entry in body["operations"].items()}
    forms = {name: _without(entry, "texts", "title", "layout") for name, entry in body["forms"].items()}
    return {**body, "operations": operations, "forms": forms}


def _bare_operation(entry: dict[str, JSON]) -> dict[str, JSON]:
    errors = [_without(error, "message") for error in entry["errors"]]
    return {**_without(entry, "description"), "errors": errors}


def _without(entry: dict[str, JSON], *keys: str) -> dict[str, JSON]:
    return {key: value for key, value in entry.items() if key not in keys}
