"""What everything of one contract is called in TypeScript."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from mizan.codegen.names import Scope, type_name
from mizan.protocol.errors import ConfigurationError
from mizan.protocol.naming import camel, clashes, exports, pascal

Contract = dict[str, Any]


@dataclass(frozen=True, kw_only=True, slots=True)
class Function:
    """The names of an operation that is called as a function."""

    name: str
    entry: dict[str, Any]
    value: str
    hook: str
    input: str
    output: str
    """The name for an output that is no model."""
    is_local: bool
    """True for the function of a local context."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Context:
    """The names of a context."""

    name: str
    scope: str
    function: str
    """The function that reads it."""
    value: str
    hook: str
    provider: str
    params: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Form:
    """The names of a form."""

    name: str
    entry: dict[str, Any]
    operations: dict[str, dict[str, Any]]
    """What each of `schema`, `validate`, `submit` is called and its hash."""
    description: str
    hook: str
    row: str
    """What the types of the rows of its formsets begin with."""
    input: str
    result: str
    params: str
    texts: str
    schema_in: str
    schema: str
    value: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Wizard:
    """The names of a wizard."""

    name: str
    entry: dict[str, Any]
    operations: dict[str, dict[str, Any]]
    """What each of `state`, `go`, `submit`, `reset` is called and its hash."""
    description: str
    hook: str
    result: str
    value: str


class Names:
    """Name everything of a contract; `prefix` is what names are spelled without. Raises ConfigurationError
    (E006)."""

    def __init__(self, contract: Contract, prefix: str = "") -> None:
        self.contract = contract
        self._prefix = prefix
        self.functions = [
            _function(name, self._short(name), entry, contract) for name, entry in _functions(contract)
        ]
        self.contexts = [
            _context(name, self._short(name), entry, self._short(entry["operation"]))
            for name, entry in sorted(contract["contexts"].items())
        ]
        self.forms = [
            _form(name, self._short(name), entry, contract)
            for name, entry in sorted(contract["forms"].items())
        ]
        self.wizards = [_wizard(name, entry, contract) for name, entry in sorted(contract["wizards"].items())]
        _refuse_clashes(self)
        scope = Scope(self._exports())
        self.models = {n: scope.take(type_name(n), f"{type_name(n)}Model") for n in sorted(contract["$defs"])}
        self.errors = self._errors(scope)

    @property
    def references(self) -> dict[str, str]:
        """Map every `$ref` that a schema may hold to the name of a type."""
        models = {f"#/$defs/{name}": chosen for name, chosen in self.models.items()}
        forms = {f"#/forms/{form.name}/schema": form.input for form in self.forms}
        rows = {
            f"#/forms/{form.name}/schema/properties/{form.entry['bare']}": form.input
            for form in self.forms
            if form.entry["bare"]
        }
        return models | forms | rows

    def error(self, error: dict[str, Any]) -> str:
        """Return the name of a declared failure."""
        return self.errors[_error_key(error)]

    def failures(self, operation: str) -> list[str]:
        """Return the names of the failures that an operation declares."""
        return [self.error(error) for error in self.contract["operations"][operation]["errors"]]

    def declared_errors(self) -> list[dict[str, Any]]:
        """Return the failures that functions and submissions declare, one may stand there twice."""
        ends = [form.operations["submit"] for form in self.forms]
        ends += [wizard.operations["submit"] for wizard in self.wizards]
        submits = [self.contract["operations"][end["name"]] for end in ends]
        return [
            error for entry in [*(f.entry for f in self.functions), *submits] for error in entry["errors"]
        ]

    def _errors(self, scope: Scope) -> dict[str, str]:
        declared = {_error_key(error): error["code"] for error in self.declared_errors()}
        return {k: scope.take(pascal(declared[k]), f"{pascal(declared[k])}Error") for k in sorted(declared)}

    def _exports(self) -> set[str]:
        return {identifier for kind, name in self.things() for identifier in exports(kind, name)}

    def things(self) -> list[tuple[str, str]]:
        """Return what has exports, as `(kind, name)`."""
        kinds: list[tuple[str, Sequence[Function | Context | Form | Wizard]]] = [
            ("operation", self.functions),
            ("context", self.contexts),
            ("form", self.forms),
            ("wizard", self.wizards),
        ]
        return [(kind, self._short(each.name)) for kind, found in kinds for each in found]

    def _short(self, name: str) -> str:
        return name.removeprefix(self._prefix)


def _error_key(error: dict[str, Any]) -> str:
    return json.dumps([error["code"], error["params"]], sort_keys=True)


def _functions(contract: Contract) -> list[tuple[str, dict[str, Any]]]:
    wholes = [*contract["forms"].values(), *contract["wizards"].values()]
    plain = contract["operations"].keys() - {
        name for whole in wholes for name in whole["operations"].values()
    }
    return [(name, contract["operations"][name]) for name in sorted(plain) if not name.startswith("mizan.")]


def _function(name: str, short: str, entry: dict[str, Any], contract: Contract) -> Function:
    scopes = {context["scope"] for context in contract["contexts"].values() if context["operation"] == name}
    return Function(
        name=name,
        entry=entry,
        value=camel(short),
        hook="" if scopes else f"use{pascal(short)}",
        input=f"{pascal(short)}{'Params' if scopes else 'Input'}",
        output=f"{pascal(short)}Output",
        is_local="local" in scopes,
    )


def _context(name: str, short: str, entry: dict[str, Any], function: str) -> Context:
    return Context(
        name=name,
        scope=entry["scope"],
        function=camel(function),
        value=f"{_stem(short)}Context",
        hook=f"use{pascal(short)}",
        provider=f"{pascal(short)}Provider",
        params=f"{pascal(function)}Params",
    )


def _form(name: str, short: str, entry: dict[str, Any], contract: Contract) -> Form:
    stem, kind = _stem(short), pascal(short)
    return Form(
        name=name,
        entry=entry,
        operations={
            role: _called(entry["operations"][role], contract)
            for role in ("schema", "validate", "submit", "options")
            if role in entry["operations"]
        },
        description=contract["operations"][entry["operations"]["submit"]]["description"],
        hook=f"use{kind}Form{'Set' if entry['bare'] else ''}",
        row=kind,
        input=f"{kind}Input",
        result=f"{kind}Result",
        params=f"{kind}Params",
        texts=f"{stem}Texts",
        schema_in=f"{stem}SchemaIn",
        schema=f"{stem}Schema",
        value=f"{stem}Form",
    )


def _wizard(name: str, entry: dict[str, Any], contract: Contract) -> Wizard:
    operations = entry["operations"]
    return Wizard(
        name=name,
        entry=entry,
        operations={role: _called(operations[role], contract) for role in ("state", "go", "submit", "reset")},
        description=contract["operations"][operations["submit"]]["description"],
        hook=f"use{pascal(name)}Wizard",
        result=f"{pascal(name)}Result",
        value=f"{_stem(name)}Wizard",
    )


def _called(name: str, contract: Contract) -> dict[str, Any]:
    operation = contract["operations"][name]
    said = {"readonly": True} if operation["readonly"] else {}
    return {"name": name, "hash": operation["hash"], **said}


def _stem(name: str) -> str:
    return camel(name).removesuffix("_")


def _refuse_clashes(names: Names) -> None:
    for identifier, first, second in clashes(names.things()):
        raise ConfigurationError(
            f"{first} and {second} would both be called `{identifier}` in TypeScript.",
            hint="Rename one of them.",
            check_id="mizan.E006",
        )
