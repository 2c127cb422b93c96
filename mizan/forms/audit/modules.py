"""The modules of a package, each imported as if nothing could go wrong."""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from importlib import import_module
from io import StringIO
from pkgutil import iter_modules
from types import ModuleType

from django.apps import apps

from mizan.forms.reflection.static import without_database

LEFT_OUT = ("__main__", "conftest", "migrations", "test", "tests")
"""Modules and packages that hold no forms for users; nor do those that begin with `test_`."""


@dataclass(frozen=True, kw_only=True)
class Unreadable:
    """A module that cannot be imported, and why."""

    module: str
    reason: str


def package_name(name: str) -> str:
    """Return the dotted name of a package or module that is given by it, or by the label of an app."""
    return apps.get_app_config(name).name if name in apps.app_configs else name


def read_modules(package: str) -> tuple[list[ModuleType], list[Unreadable]]:
    """Import a package with everything below it; what cannot be imported is returned apart."""
    modules: list[ModuleType] = []
    unreadable: list[Unreadable] = []
    for name, found in _walk(package):
        if isinstance(found, ModuleType):
            modules.append(found)
        else:
            unreadable.append(Unreadable(module=name, reason=found))
    return modules, unreadable


def _walk(name: str) -> Iterator[tuple[str, ModuleType | str]]:
    found = _load(name)
    yield name, found
    for inner in iter_modules(getattr(found, "__path__", ())):
        if inner.name not in LEFT_OUT and not inner.name.startswith("test_"):
            yield from _walk(f"{name}.{inner.name}")


def _load(name: str) -> ModuleType | str:
    """Return a module, or why there is none. What it prints and warns of is not what was asked."""
    try:
        with warnings.catch_warnings(), redirect_stdout(StringIO()), redirect_stderr(StringIO()):
            warnings.simplefilter("ignore")
            with without_database():
                return import_module(name)
    except KeyboardInterrupt:
        raise
    except BaseException as error:  # SystemExit, and what test runners raise
        lines = str(error).strip().splitlines()
        return f"{type(error).__name__}: {lines[0]}" if lines else type(error).__name__
