"""One of each thing that a policy guards, which tell when any part of them runs."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django import forms
from django.http import HttpRequest

from mizan.client import client
from mizan.forms import mizanWizard, mizanWizardMeta, register_form
from mizan.forms.wizard.register import register_wizard
from mizan.protocol.envelope import Body
from mizan.setup.operations import Operation
from mizan.setup.registry import register, registry

ran: list[str] = []
"""What ran, since somebody cleared it."""


class Spy:
    """An input that tells when it is parsed."""

    def __init__(self, operation: Operation) -> None:
        self.operation = operation

    def schema(self) -> dict[str, Any]:
        return self.operation.input.schema()

    def parse(self, body: Body) -> Any:
        ran.append(f"{self.operation.name}: parse")
        return self.operation.input.parse(body)


class Unreadable:
    """A body that must not be read."""

    def read(self, *args: Any) -> bytes:
        raise AssertionError("the body was read")

    readline = __iter__ = read

    def __len__(self) -> int:
        return 1_000

    def close(self) -> None: ...


def publish(kind: str, guard: dict[str, Any]) -> None:
    """Register a write, reads, a context, forms and a wizard behind one policy."""

    def write(request: HttpRequest, text: str = "") -> str:
        ran.append(f"{kind}_write: run")
        return text

    def read(request: HttpRequest, text: str = "") -> str:
        ran.append(f"{kind}_read: run")
        return text

    async def later(request: HttpRequest, text: str = "") -> str:
        ran.append(f"{kind}_later: run")
        return text

    def context(request: HttpRequest) -> str:
        ran.append(f"{kind}_context: run")
        return "canary"

    register(client(**guard)(write), f"{kind}_write")
    register(client(readonly=True, **guard)(read), f"{kind}_read")
    register(client(readonly=True, **guard)(later), f"{kind}_later")
    register(client(context="global", **guard)(context), f"{kind}_context")
    hook = {"on_submit": _noting(f"{kind}_form: hook"), "get_form_kwargs": _noting(f"{kind}_form: kwargs")}
    register_form(_form(f"{kind}_form"), name=f"{kind}_form", **hook, **guard)
    rows = forms.formset_factory(_form(f"{kind}_rows"), extra=0)
    hook = {"on_submit": _noting(f"{kind}_rows: hook")}
    register_form(_form(f"{kind}_rows"), name=f"{kind}_rows", formsets={"rows": rows}, **hook, **guard)
    _register_wizard(kind, guard)
    registry.settle()
    for operation in list(registry.operations()):
        if operation.name.startswith(f"{kind}_"):
            registry.add(replace(operation, input=Spy(operation)))


def _form(name: str) -> type[forms.Form]:
    class CanaryForm(forms.Form):
        text = forms.CharField(required=False)
        file = forms.FileField(required=False)
        pick = forms.ChoiceField(choices=lambda: [("a", name)], required=False)

        def __init__(self, *args: Any, **kwargs: Any) -> None:
            ran.append(f"{name}: init")
            super().__init__(*args, **kwargs)

        def clean(self) -> None:
            ran.append(f"{name}: clean")

    CanaryForm.__qualname__ = f"{name}Form"
    return CanaryForm


def _register_wizard(kind: str, guard: dict[str, Any]) -> None:
    class StepForm(forms.Form):
        text = forms.CharField(required=False)

        def __init__(self, *args: Any, **kwargs: Any) -> None:
            ran.append(f"{kind}_wizard: init")
            super().__init__(*args, **kwargs)

    class CanaryWizard(mizanWizard):
        def wants(self, step: str) -> bool:
            ran.append(f"{kind}_wizard: wants")
            return True

        def on_finish(self, forms: dict[str, Any]) -> str:
            ran.append(f"{kind}_wizard: finish")
            return "done"

    CanaryWizard.mizan = mizanWizardMeta(name=f"{kind}_wizard", steps={"one": StepForm}, **guard)
    register_wizard(CanaryWizard)


def _noting(what: str) -> Any:
    def hook(first: Any, second: Any) -> dict[str, str]:
        ran.append(what)
        return {}

    return hook
