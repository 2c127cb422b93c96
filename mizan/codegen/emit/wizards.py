"""A wizard in `mizan.gen.ts`: its steps by name, and the operations that lead through them."""

from __future__ import annotations

from collections.abc import Sequence

from mizan.codegen.emit.names import Wizard
from mizan.codegen.nodes import Doc, Group, Text, literal, record
from mizan.codegen.source import Namespace, SourceFile
from mizan.codegen.types import Types, union


def write(file: SourceFile, wizard: Wizard, types: Types, m: Namespace, failures: Sequence[str]) -> None:
    """Add a wizard to a file; `failures` are the types that its last submission declares."""
    steps = types.type({"enum": wizard.entry["steps"]})
    file.space()
    file.add(types.declaration(wizard.result, wizard.entry["output"]))
    arguments = (steps, wizard.result, *([union(list(failures))] if failures else []))
    kind = Group(f"{m.type('WizardDef')}<", arguments, ">")
    roles = [(role, literal(operation)) for role, operation in wizard.operations.items()]
    said = [("name", Text(wizard.name)), ("steps", literal(wizard.entry["steps"])), *roles]
    file.add(Doc(wizard.description), f"export const {wizard.value}: ", kind, " = ", record(said))
