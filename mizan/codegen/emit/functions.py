"""Functions and contexts in `mizan.gen.ts`: their types, definitions, and the typed call."""

from __future__ import annotations

from collections.abc import Iterator

from mizan.codegen.emit.names import Context, Function, Names
from mizan.codegen.nodes import Doc, Group, Node, Text, join, literal, record
from mizan.codegen.part import AUTH
from mizan.codegen.source import Namespace, SourceFile
from mizan.codegen.types import Types, is_empty, union


def write(file: SourceFile, names: Names, types: Types, m: Namespace) -> None:
    """Add every function, then every context, to a file."""
    if names.functions:
        file.space()
        file.add(_maker(m, "operation"))
    if any(map(_tells_state, names.functions)):
        file.space()
        file.add(_maker(m, "authOperation"))
    outputs = {f.name: _function(file, f, names, types) for f in names.functions}
    for context in names.contexts:
        operation = names.contract["contexts"][context.name]["operation"]
        _context(file, context, outputs[operation], m)


def _tells_state(function: Function) -> bool:
    """Tell a function that may answer who is logged in by now, which is put in force then."""
    return function.name.startswith(AUTH) and not function.entry["readonly"]


def _maker(m: Namespace, make: str) -> str:
    """Return the function that makes all operations of the file.

    Each call of an imported one would cost the compiler a walk back through all declarations before it.
    """
    return (
        f"function ${make}<I, O, E = never>(\n"
        f"  name: string,\n"
        f"  hash: string,\n"
        f"  traits?: {m.type('OperationTraits')},\n"
        f"): {m.type('Operation')}<I, O, E> {{\n"
        f"  return {m(make)}(name, hash, traits)\n"
        f"}}"
    )


def _function(file: SourceFile, function: Function, names: Names, types: Types) -> Node:
    """Add a function and return the type of its output."""
    file.space()
    file.add(_input(function, types))
    output = _output(file, function, types)
    failures = names.failures(function.name)
    arguments = (function.input, output, *([union(failures)] if failures else []))
    kind = Group("$authOperation<" if _tells_state(function) else "$operation<", arguments, ">")
    said = Group("(", tuple(_said(function)), ")")
    file.add(
        Doc(function.entry["description"]), f"export const {function.value} = /* @__PURE__ */ ", kind, said
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


def _said(function: Function) -> Iterator[Node]:
    yield Text(function.name)
    yield Text(function.entry["hash"])
    traits = {key: function.entry[key] for key in ("readonly", "affects", "auth") if function.entry[key]}
    if traits:
        yield literal(traits)


def _context(file: SourceFile, context: Context, output: Node, m: Namespace) -> None:
    entries: list[tuple[str, Node]] = [
        ("name", Text(context.name)),
        ("scope", Text(context.scope)),
        ("operation", context.function),
    ]
    kind = join(f"{m.type('ContextDef')}<{context.params}, ", output, ">")
    file.space()
    file.add(f"export const {context.value}: ", kind, " = ", record(entries))
