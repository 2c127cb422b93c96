"""The one place that knows everything a client can reach."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from importlib import import_module
from threading import RLock
from typing import Any, TypeVar

from mizan.protocol.envelope import JSON
from mizan.protocol.errors import ConfigurationError
from mizan.setup.declaration import declaration_of, mark_registered
from mizan.setup.operations import ContextSpec, FormSpec, Operation, WizardSpec

logger = logging.getLogger("mizan.setup")

Function = TypeVar("Function", bound=Callable[..., Any])


@dataclass(frozen=True, kw_only=True, slots=True)
class Problem:
    """A misconfiguration met while registering; `manage.py check` prints it."""

    check_id: str
    message: str
    hint: str
    obj: object = None


class Registry:
    """Hold operations, contexts and forms by name.

    Declarations write, execution and code generation read. Registration after start-up works: whatever is
    cached elsewhere is keyed by `version`.
    """

    def __init__(self) -> None:
        self.version = 0
        """Grows with every change."""
        self.problems: list[Problem] = []
        self.build: Callable[[], str] = str
        """Return the hash of the contract; code generation sets it at start-up."""
        self.document: Callable[[], dict[str, JSON]] = dict
        """Return the contract; code generation sets it at start-up."""
        self.openapi: Callable[[], dict[str, JSON]] = dict
        """Return the contract as an OpenAPI document; code generation sets it at start-up."""
        self._operations: dict[str, Operation] = {}
        self._contexts: dict[str, ContextSpec] = {}
        self._forms: dict[str, FormSpec] = {}
        self._wizards: dict[str, WizardSpec] = {}
        self._deferred: list[Callable[[], None]] = []
        self._named: dict[str, list[Callable[[], None]]] = {}
        self._is_settling = False
        self._lock = RLock()

    def defer(self, registration: Callable[[], None], name: str | None = None) -> None:
        """Run `registration` before the next read, or before the next one of `name` if it concerns no other.

        A form class is not complete in `__init_subclass__`; the types of a function are dear to read.
        """
        with self._lock:
            queue = self._deferred if name is None else self._named.setdefault(name, [])
            queue.append(registration)
            self.version += 1

    def is_deferred(self, registration: Callable[[], None]) -> bool:
        """Tell whether a registration that was deferred has not run yet."""
        return registration in self._deferred

    def settle(self, name: str | None = None) -> None:
        """Run what was deferred; with a name, of named ones only this. What goes wrong becomes a problem."""
        if not (self._deferred or self._is_settling or (name in self._named if name else self._named)):
            return
        with self._lock:  # a thread that comes meanwhile waits until all is there
            is_outermost, self._is_settling = not self._is_settling, True
            while registration := self._next(name):
                self._run(registration)
            self._is_settling = not is_outermost

    def _next(self, name: str | None) -> Callable[[], None] | None:
        if self._deferred:
            return self._deferred.pop(0)
        name = name or next(iter(self._named), "")
        queue = self._named.get(name, [])
        registration = queue.pop(0) if queue else None
        if not queue:
            self._named.pop(name, None)
        return registration

    def _run(self, registration: Callable[[], None]) -> None:
        try:
            registration()
        except ConfigurationError as error:
            self.report(error)
        except Exception as error:
            logger.exception("A registration failed.")
            self.report(ConfigurationError(f"A registration failed: {type(error).__name__}: {error}"))

    def changed(self) -> None:
        """Tell that what is registered reads otherwise now, though nothing was added."""
        with self._lock:
            self.version += 1

    def report(self, error: ConfigurationError) -> None:
        """Keep a misconfiguration for the system checks."""
        self.problems.append(
            Problem(check_id=error.check_id, message=str(error), hint=error.hint, obj=error.obj)
        )

    def add(self, *operations: Operation) -> None:
        """Publish operations. A name that is taken is reported (`mizan.E002`) and the first one kept."""
        with self._lock:
            for operation in operations:
                known = self._operations.get(operation.name)
                if known is not None and known.source != operation.source:
                    self.report(_taken("operation", operation.name, known.source, operation.source))
                    continue
                self._operations[operation.name] = operation
                self.version += 1

    def add_context(self, context: ContextSpec) -> None:
        """Publish a context, whose operation is added apart."""
        with self._lock:
            self._contexts[context.name] = context
            self.version += 1

    def add_form(self, form: FormSpec) -> None:
        """Publish a form, whose operations are added apart. A name that is taken is reported."""
        with self._lock:
            known = self._forms.get(form.name)
            if known is not None and _path(known.form_class) != _path(form.form_class):
                self.report(_taken("form", form.name, _path(known.form_class), _path(form.form_class)))
                return
            self._forms[form.name] = form
            self.version += 1

    def add_wizard(self, wizard: WizardSpec) -> None:
        """Publish a wizard, whose forms and operations are added apart. A name that is taken is reported."""
        with self._lock:
            known = self._wizards.get(wizard.name)
            if known is not None and _path(known.wizard_class) != _path(wizard.wizard_class):
                self.report(
                    _taken("wizard", wizard.name, _path(known.wizard_class), _path(wizard.wizard_class))
                )
                return
            self._wizards[wizard.name] = wizard
            self.version += 1

    def remove(self, name: str) -> None:
        """Take back an operation, or a form, context or wizard with its operations (tests, plugins)."""
        with self._lock:
            self.settle()
            wizard = self._wizards.pop(name, None)
            for part in (*wizard.steps.values(), *wizard.operations.values()) if wizard else ():
                self.remove(part)
            form = self._forms.pop(name, None)
            for operation in form.operations.values() if form else ():
                self._operations.pop(operation, None)
            self._contexts.pop(name, None)
            self._operations.pop(name, None)
            self.version += 1

    def get(self, name: str) -> Operation | None:
        """Return the operation of this name, or None."""
        if self._named or self._deferred or self._is_settling:
            self.settle(name)
        return self._operations.get(name)

    def get_form(self, name: str) -> FormSpec | None:
        """Return the form of this name, or None."""
        self.settle(name)
        return self._forms.get(name)

    def get_wizard(self, name: str) -> WizardSpec | None:
        """Return the wizard of this name, or None."""
        self.settle(name)
        return self._wizards.get(name)

    def get_context(self, name: str) -> ContextSpec | None:
        """Return the context of this name, or None."""
        self.settle(name)
        return self._contexts.get(name)

    def operations(self) -> Iterator[Operation]:
        """Iterate over the operations by name."""
        self.settle()
        return iter(sorted(self._operations.values(), key=lambda operation: operation.name))

    def contexts(self) -> Iterator[ContextSpec]:
        """Iterate over the contexts by name."""
        self.settle()
        return iter(sorted(self._contexts.values(), key=lambda context: context.name))

    def wizards(self) -> Iterator[WizardSpec]:
        """Iterate over the wizards by name."""
        self.settle()
        return iter(sorted(self._wizards.values(), key=lambda wizard: wizard.name))

    def forms(self) -> Iterator[FormSpec]:
        """Iterate over the forms by name."""
        self.settle()
        return iter(sorted(self._forms.values(), key=lambda form: form.name))


def _path(cls: type) -> str:
    return f"{cls.__module__}.{cls.__qualname__}"


def _taken(kind: str, name: str, first: str, second: str) -> ConfigurationError:
    return ConfigurationError(
        f"Two {kind}s are registered as {name!r}: {first} and {second}.",
        hint=f"Give one of them another name. Until then {first} answers.",
        check_id="mizan.E002",
    )


registry = Registry()
"""The registry of this process."""


def register(function: Function, name: str | None = None) -> Function:
    """Publish a function, declared by `@client` or bare but annotated, under `name` or its own.

    Its types are read before its first use, so they may stand further down in the module. What is wrong is
    reported by `manage.py check`, which reads all, and the function is then not published.
    """
    mark_registered(function)
    if not declaration_of(function).is_broken:
        called = name or getattr(function, "__name__", "")
        registry.defer(partial(_publish, function, name), name=str(called))
    return function


def _publish(function: Callable[..., Any], name: str | None) -> None:
    functions = import_module("mizan.setup.functions")  # brings pydantic, which takes longer than all else
    operation = functions.operation_of(function, name)
    registry.add(operation)
    context = functions.context_of(function, operation)
    if context and registry.get(operation.name) is operation:
        registry.add_context(context)
