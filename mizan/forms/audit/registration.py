"""The Python that registers the forms of a package, to be pasted into a project."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from django.forms.models import BaseModelForm

from mizan.forms.arguments import taken_if_given
from mizan.forms.audit.report import Audit, FormReport
from mizan.forms.register import default_name, own_hooks
from mizan.protocol.naming import exports
from mizan.setup.registry import registry

_HEAD = '''"""The forms of {package}, registered with Mizan.

Paste what you want into `mizan_clients.py` of an app of yours. Then say who may (`auth=`; nobody but
superusers may yet), and what each form does. A ModelForm saves by itself; one that edits wants
`get_instance=`, too.
"""
'''

_KNOWN = {"request": "request", "user": "request.user"}
"""Arguments of forms that a request answers by itself."""

_VAGUE = ("apps", "contrib", "forms")
"""Parts of a module's name that tell nothing of its forms."""


def registration(audit: Audit) -> str:
    """Return a module that registers every form that can be, with what is missing to be filled in.

    It runs, and passes the system checks, as it is. Forms that the project has registered are left out.
    """
    registered = {form.form_class for form in registry.forms()}
    forms = [form for form in audit.forms if form.refusal is None and form.found.cls not in registered]
    modules = _aliases(form.found.module for form in forms)
    names = _Names()
    blocks = [_block(form, modules[form.found.module], names.give(form)) for form in forms]
    refused = [f"# {form.name}: {form.refusal}" for form in audit.forms if form.refusal is not None]
    head = _HEAD.format(package=audit.package) + "\n" + _imports(modules)
    tail = ["# Not to be registered as they are:\n" + "\n".join(refused)] if refused else []
    return "\n\n\n".join([head, *blocks, *tail]) + "\n"


def _imports(modules: dict[str, str]) -> str:
    lines = ["from typing import Any", "", "from django.http import HttpRequest", ""]
    lines += ["from mizan.forms import register_form", ""]
    return "\n".join([*lines, *(f"import {module} as {alias}" for module, alias in sorted(modules.items()))])


def _aliases(modules: Iterable[str]) -> dict[str, str]:
    """Return a short name for each module: its last two parts, or more where these are not enough."""
    found: dict[str, str] = {}
    for module in sorted(set(modules)):
        parts = module.split(".")
        size = min(2, len(parts))
        while (alias := "_".join(parts[-size:])) in found.values() and size < len(parts):
            size += 1
        found[module] = f"{alias}_" if alias in (*found.values(), "Any", "register_form") else alias
    return found


class _Names:
    """Give each form a name that nothing else has, in Python and in TypeScript."""

    def __init__(self) -> None:
        self._taken: set[str] = set()
        for operation in registry.operations():
            self._taken |= set(exports("operation", operation.name))
        for form in registry.forms():
            self._taken |= set(exports("form", form.name))
        for context in registry.contexts():
            self._taken |= set(exports("context", context.name))

    def give(self, form: FormReport) -> str:
        for name in self._candidates(form):
            identifiers = set(exports("form", name))
            if identifiers.isdisjoint(self._taken):
                self._taken |= identifiers
                return name
        raise AssertionError("numbers do not end")  # pragma: no cover

    def _candidates(self, form: FormReport) -> Iterator[str]:
        name = re.sub(r"\W|^[\d_]+", "", default_name(form.found.cls), flags=re.ASCII) or "form"
        yield name
        parts = [part for part in form.found.module.split(".")[:-1] if part not in _VAGUE]
        for size in range(1, len(parts) + 1):
            yield "_".join([*parts[-size:], name]).lstrip("_")
        number = 2
        while True:
            yield f"{name}_{number}"
            number += 1


def _block(form: FormReport, module: str, name: str) -> str:
    cls = f"{module}.{form.found.path}"
    arguments = {"name": f'"{name}"', "auth": '"superuser"'}
    arguments |= {key: f"{cls}.{hook}" for key, hook in own_hooks(form.found.cls).items()}
    lines: list[str] = []
    known = [each for each in taken_if_given(form.found.cls) if each in _KNOWN]
    supplied = list(dict.fromkeys([*form.arguments, *known]))
    if supplied and "get_form_kwargs" not in arguments:
        lines += _supplier(supplied, name)
        arguments["get_form_kwargs"] = f"supply_{name}"
    if not issubclass(form.found.cls, BaseModelForm) and "on_submit" not in arguments:
        lines += [
            f"def submit_{name}(form: {cls}, request: HttpRequest) -> None:",
            '    raise NotImplementedError("Say what is done with form.cleaned_data.")',
            *("", ""),
        ]
        arguments["on_submit"] = f"submit_{name}"
    said = [f"    {key}={value}," for key, value in arguments.items()]
    return "\n".join([*lines, "register_form(", f"    {cls},", *said, ")"])


def _supplier(arguments: list[str], name: str) -> list[str]:
    """Return the function that supplies what an `__init__` takes, as far as a request answers it."""
    unknown = [argument for argument in arguments if argument not in _KNOWN]
    pairs = ", ".join(f'"{argument}": {_KNOWN.get(argument, "...")}' for argument in arguments)
    body = [f"    return {{{pairs}}}"]
    if unknown:
        body = [
            f'    raise NotImplementedError("Say where {", ".join(unknown)} comes from, and return all.")',
            f"    # return {{{pairs}}}",
        ]
    return [f"def supply_{name}(request: HttpRequest, params: Any) -> dict[str, Any]:", *body, "", ""]
