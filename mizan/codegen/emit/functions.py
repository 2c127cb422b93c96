"""Functions and contexts in `mizan.gen.ts`: their types, definitions, and the typed call."""

from __future__ import annotations

from mizan.codegen.emit.names import Context, Function, Names
from mizan.codegen.nodes import Doc, Group, Node, Text, join, literal, record
from mizan.codegen.source import Namespace, SourceFile
from mizan.codegen.types import Types, is_empty, union


def write(file: SourceFile, names: Names, types: Types, m: Namespace) -> None:
    """Add every function, then every context, to a file."""
    outputs = {f.name: _function(file, f, names, types, m) for f in names.functions}
    for context in names.contexts:
        operation = names.contract["contexts"][context.name]["operation"]
        _context(file, context, outputs[operation], m)


def _function(file: SourceFile, function: Function, names: Names, types: Types, m: Namespace) -> Node:
    """Add a function and return the type of its output."""
    file.space()
    file.add(_input(function, types))
    output = _output(file, function, types)
    failures = names.failures(function.name)
    arguments = (function.input, output, *([union(failures)] if failures else []))
    kind = Group(f"{m.type('OperationDef')}<", arguments, ">")
    file.add(f"export const {function.operation}: ", kind, " = ", _definition(function))
    default = "" if function.entry["input"].get("required") else " = {}"
    client, options = f"client: {m.type('Client')}", f"options?: {m.type('CallOptions')}"
    parameters = Group("(", (client, f"input: {function.input}{default}", options), ")")
    file.add(
        Doc(function.entry["description"]),
        join(f"export const {function.value} = ", parameters, ": Promise<", output, "> =>\n"),
        f"  client.call({function.operation}, input, options)",
    )
    return output


def _input(function: Function, types: Types) -> Node:
    """Declare the input; an empty one of a local context is joined with React's `children`, so it is open."""
    if function.is_local and is_empty(function.entry["input"]):
        return f"export type {function.input} = Record<never, never>"
    return types.declaration(function.input, function.entry["input"])


def _output(file: SourceFile, function: Function, types: Types) -> Node:
    schema = function.entry["output"]
    if not (isinstance(schema, dict) and "properties" in schema):
        return types.type(schema)
    file.add(types.declaration(function.output, schema))
    return function.output


def _definition(function: Function) -> Group:
    said = {key: function.entry[key] for key in ("readonly", "affects", "auth") if function.entry[key]}
    whole = {"name": function.name, "hash": function.entry["hash"], **said}
    return record((key, literal(value)) for key, value in whole.items())


def _context(file: SourceFile, context: Context, output: Node, m: Namespace) -> None:
    entries: list[tuple[str, Node]] = [
        ("name", Text(context.name)),
        ("scope", Text(context.scope)),
        ("operation", context.operation),
    ]
    kind = join(f"{m.type('ContextDef')}<{context.params}, ", output, ">")
    file.space()
    file.add(f"export const {context.value}: ", kind, " = ", record(entries))
