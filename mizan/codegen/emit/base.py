"""`mizan.gen.ts`: types, functions, contexts and forms, for any framework."""

from __future__ import annotations

from typing import Any

from mizan.codegen.emit import forms, locales
from mizan.codegen.emit.names import Context, Function, Names
from mizan.codegen.schema import Schema
from mizan.codegen.source import Doc, Group, Join, Node, SourceFile, Text, join, literal, record
from mizan.codegen.types import Types, union
from mizan.codegen.zod import Rules, Validator, ZodMini

KERNEL = "@mizan/base/codegen/v1"
"""The versioned door of the kernel, the only one that generated code knocks at."""


def emit(names: Names, header: str, validator: Validator = "zod-mini") -> list[SourceFile]:
    """Return the files that every target needs."""
    return [_Base(names, header, validator).file, *locales.emit(names, header, KERNEL)]


class _Base:
    def __init__(self, names: Names, header: str, validator: Validator) -> None:
        self._names = names
        self._types = Types(names.references)
        self.file = SourceFile("mizan.gen.ts", header)
        z = self.file.namespace("z", "zod/mini")
        self._m = self.file.namespace("m", KERNEL)
        mz = self.file.namespace("mz", "@mizan/base/zod")
        self._validator = ZodMini(self._m, z, mz) if validator == "zod-mini" else Rules(self._m)
        self._write()

    def _write(self) -> None:
        contract = self._names.contract
        self.file.add("/** The hash of the contract that this was generated from. */")
        self.file.add("export const build = ", Text(contract["hash"]))
        for name, chosen in self._names.models.items():
            self.file.space()
            self.file.add(self._types.declaration(chosen, contract["$defs"][name]))
        self._errors()
        for function in self._names.functions:
            self._function(function)
        for context in self._names.contexts:
            self._context(context)
        for form in self._names.forms:
            forms.write(self.file, form, contract["language"], self._types, self._m, self._validator)
        locales.write_index(self.file, contract, self._m)

    def _errors(self) -> None:
        written: set[str] = set()
        for error in (error for function in self._names.functions for error in function.entry["errors"]):
            name = self._names.error(error)
            if name in written:
                continue
            written.add(name)
            code, params = (
                join("code: ", Text(error["code"])),
                join("params: ", self._types.type(error["params"])),
            )
            self.file.space()
            self.file.add(Doc(error["message"]), f"export interface {name} ", _members(code, params))

    def _function(self, function: Function) -> None:
        self.file.space()
        self.file.add(self._types.declaration(function.input, function.entry["input"]))
        output = self._output(function)
        definition = self._m.type("OperationDef")
        failures = [self._names.error(error) for error in function.entry["errors"]]
        arguments = [function.input, output, *([union(failures)] if failures else [])]
        kind = Group(f"{definition}<", tuple(arguments), ">")
        self.file.add(f"export const {function.operation}: ", kind, " = ", _operation(function))
        self._caller(function, output)

    def _output(self, function: Function) -> Node:
        schema = function.entry["output"]
        if not (isinstance(schema, dict) and "properties" in schema):
            return self._types.type(schema)
        self.file.add(self._types.declaration(function.output, schema))
        return function.output

    def _caller(self, function: Function, output: Node) -> None:
        client, options = self._m.type("Client"), self._m.type("CallOptions")
        default = "" if function.entry["input"].get("required") else " = {}"
        parameters = f"(client: {client}, input: {function.input}{default}, options?: {options})"
        self.file.add(
            Doc(function.entry["description"]) if function.entry["description"] else "",
            join(f"export const {function.value} = {parameters}: Promise<", output, "> =>\n"),
            f"  client.call({function.operation}, input, options)",
        )

    def _context(self, context: Context) -> None:
        operation = self._names.contract["contexts"][context.name]["operation"]
        function = next(function for function in self._names.functions if function.name == operation)
        output = function.output if "properties" in _as_dict(function.entry["output"]) else None
        kind = output or self._types.type(function.entry["output"])
        entries: list[tuple[str, Node]] = [
            ("name", Text(context.name)),
            ("scope", Text(context.scope)),
            ("operation", context.operation),
        ]
        definition = self._m.type("ContextDef")
        self.file.space()
        self.file.add(
            f"export const {context.value}: {definition}<{context.params}, ", kind, "> = ", record(entries)
        )


def _operation(function: Function) -> Group:
    entry = function.entry
    said = {key: entry[key] for key in ("readonly", "affects", "auth") if entry[key]}
    return record(
        (key, literal(value)) for key, value in {"name": function.name, "hash": entry["hash"], **said}.items()
    )


def _members(*members: Join) -> Group:
    return Group("{", members, "}", separator="; ", end="")


def _as_dict(schema: Schema) -> dict[str, Any]:
    return schema if isinstance(schema, dict) else {}
