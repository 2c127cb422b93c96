"""The classes of forms, formsets and fields that modules hold."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from types import ModuleType
from typing import Any

from django.forms import Field
from django.forms.forms import BaseForm
from django.forms.formsets import BaseFormSet

KINDS: tuple[type[Any], ...] = (BaseForm, BaseFormSet, Field)


@dataclass(frozen=True, kw_only=True)
class Found:
    """A class, and where Python code finds it."""

    cls: type[Any]
    module: str
    path: str
    """The name in the module; dotted, for a class inside another."""

    @property
    def name(self) -> str:
        """Return the dotted name."""
        return f"{self.module}.{self.path}"


def find_classes(package: str, modules: Iterable[ModuleType]) -> list[Found]:
    """Return the classes that a package brings, each once, under the name that is written where it is made.

    A class that a factory made (`formset_factory`) says that it is of the factory's module; it is found where
    it was put.
    """
    found: dict[type[Any], Found] = {}
    for module in modules:
        for path, cls in _classes(module.__name__, vars(module), ()):
            if _is_of(package, cls):
                at_home = cls.__module__ == module.__name__
                here = Found(cls=cls, module=module.__name__, path=path)
                if at_home and path == cls.__qualname__:
                    found[cls] = here
                else:
                    found.setdefault(cls, here)
    return sorted(found.values(), key=lambda each: each.name)


def _classes(
    module: str, members: Any, outer: tuple[type[Any], ...], prefix: str = ""
) -> Iterator[tuple[str, type[Any]]]:
    for name, member in list(members.items()):
        # By its own type: a lazy object is made by whoever asks it for its class.
        if not issubclass(type(member), type) or member in outer:
            continue
        if issubclass(member, KINDS):
            yield prefix + name, member
        if member.__module__ == module:
            yield from _classes(module, vars(member), (*outer, member), f"{prefix}{name}.")


def _is_of(package: str, cls: type[Any]) -> bool:
    home = cls.__module__
    if home == package or home.startswith(f"{package}."):
        return True
    return _is_made(cls)


def _is_made(cls: type[Any]) -> bool:
    """Tell a class that says it is of a module of Django's and does not stand there."""
    module = sys.modules.get(cls.__module__)
    return cls.__module__.startswith("django.") and not hasattr(module, cls.__qualname__.partition(".")[0])
