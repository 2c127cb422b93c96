"""`mizan.gen.ts`: types, functions, contexts, forms and wizards, for any framework."""

from __future__ import annotations

from mizan.codegen import text
from mizan.codegen.emit import forms, functions, locales, wizards
from mizan.codegen.emit.names import Names
from mizan.codegen.nodes import Doc, Text
from mizan.codegen.source import Namespace, SourceFile
from mizan.codegen.types import Types, interface, member
from mizan.codegen.zod import Rules, Validator, ZodMini

KERNEL = "@mizan/base/codegen/v1"
"""The versioned door of the kernel, the only one that generated code knocks at."""


def emit(names: Names, header: str, validator: Validator = "zod-mini") -> SourceFile:
    """Return the file that every target needs."""
    file = SourceFile("mizan.gen.ts", header)
    z = file.namespace("z", "zod/mini")
    m = file.namespace("m", KERNEL)
    mz = file.namespace("mz", "@mizan/base/zod")
    types = Types(names.references)
    file.add(
        Doc("The hash of the contract that this was generated from."), "export const build = ", _build(names)
    )
    define(file, names, types, m, ZodMini(m, z, mz) if validator == "zod-mini" else Rules(m))
    for wizard in names.wizards:
        wizards.write(file, wizard, types, m, names.failures(wizard.operations["submit"]["name"]))
    locales.write_index(file, names.contract, m)
    return file


def define(file: SourceFile, names: Names, types: Types, m: Namespace, judge: ZodMini | Rules) -> None:
    """Add the models, the functions and contexts, and the forms of a contract to a file."""
    _models(file, names, types)
    _errors(file, names, types)
    functions.write(file, names, types, m)
    for form in names.forms:
        failures = names.failures(form.operations["submit"]["name"])
        forms.write(file, form, names.contract["language"], types, m, judge, failures)


def _build(names: Names) -> Text:
    return Text(names.contract["hash"])


def _models(file: SourceFile, names: Names, types: Types) -> None:
    for name, chosen in names.models.items():
        file.space()
        file.add(types.declaration(chosen, names.contract["$defs"][name]))


def _errors(file: SourceFile, names: Names, types: Types) -> None:
    declared = {names.error(error): error for error in names.declared_errors()}
    for name, error in sorted(declared.items()):
        code = member("code", text.string(error["code"]), True)
        params = member("params", types.type(error["params"]), True)
        file.space()
        file.add(Doc(error["message"]), f"export interface {name} ", interface([code, params]))
