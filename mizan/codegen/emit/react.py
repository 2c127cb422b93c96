"""`react.gen.ts`: one hook for each function, context, form and wizard."""

from __future__ import annotations

from mizan.codegen.emit.names import Context, Form, Function, Names, Wizard
from mizan.codegen.nodes import Doc, Group, Node, Text, join
from mizan.codegen.source import Here, Namespace, SourceFile
from mizan.codegen.types import union

KERNEL = "@mizan/react/codegen/v1"


def emit(names: Names, header: str) -> SourceFile:
    """Return the file of hooks."""
    file = SourceFile("react.gen.ts", header)
    r = file.namespace("r", KERNEL)
    hooks = Hooks(file, r, file.namespace("g", "./mizan.gen.js"))
    for function in names.functions:
        hooks.function(function)
    for context in names.contexts:
        hooks.context(context)
    for form in names.forms:
        hooks.form(form, names.failures(form.operations["submit"]["name"]))
    for wizard in names.wizards:
        hooks.wizard(wizard)
    return file


class Hooks:
    """Write hooks of definitions: those of another file, or with `Here` of this one."""

    def __init__(self, file: SourceFile, r: Namespace, g: Namespace | Here) -> None:
        self.file, self._r, self._g = file, r, g

    def function(self, function: Function) -> None:
        """Add the hook of a function that is no context."""
        if function.hook:
            self.file.add(
                Doc(function.entry["description"]),
                f"export const {function.hook} = () => {self._r('useCall')}({self._g(function.value)})",
            )

    def context(self, context: Context) -> None:
        """Add the hook of a context, and its provider where it has parameters."""
        value = self._g(context.value)
        if context.scope == "global":
            self.file.add(f"export const {context.hook} = () => {self._r('useContextValue')}({value})")
            return
        props = Group("(", (f"props: {self._r.type('ProviderProps')}<{self._g.type(context.params)}>",), ")")
        provide = f" => {self._r('provideContext')}({value}, props)"
        self.file.add(f"export const {context.provider} = ", props, provide)
        self.file.add(f"export const {context.hook} = () => {self._r('useProvidedContext')}({value})")

    def form(self, form: Form, failures: list[str]) -> None:
        """Add the hook of a form; `failures` are the types that its submission declares."""
        told = [union([self._g.type(name) for name in failures])] if failures else []
        arguments = (self._g.type(form.input), self._g.type(form.result), *told)
        options = Group(f"{self._r.type('FormOptions')}<", arguments, ">")
        mark, params = "?", ""
        if form.entry["params"] is not None:
            mark = "" if form.entry["params"].get("required") else "?"
            params = f" & {{ params{mark}: {self._g.type(form.params)} }}"
        parameters = Group("(", (join(f"options{mark}: ", options, params),), ")")
        bare = form.entry["bare"]
        use = self._r("useFormSet" if bare else "useForm")
        rows: tuple[Node, ...] = (", ", Text(bare)) if bare else ()
        self.file.add(
            Doc(form.description),
            f"export const {form.hook} = ",
            parameters,
            join(f" => {use}({self._g(form.value)}", *rows, ", options)"),
        )

    def wizard(self, wizard: Wizard) -> None:
        """Add the hook of a wizard."""
        use = f"{self._r('useWizard')}({self._g(wizard.value)})"
        self.file.add(Doc(wizard.description), f"export const {wizard.hook} = () => {use}")
