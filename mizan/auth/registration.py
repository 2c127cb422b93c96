"""When what stands under `auth.` is registered: late, and again when a setting changes it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.core.signals import setting_changed

from mizan.setup.registry import registry

PREFIX = "auth."


def register_anew(register: Callable[[], None], concerns: Callable[[str], bool]) -> None:
    """Register when something is first asked for, and again when a setting that concerns it changes."""

    def change(*, setting: str, **_: Any) -> None:
        if concerns(setting) and not registry.is_deferred(register):
            withdraw()
            registry.defer(register)

    registry.defer(register)
    setting_changed.connect(change, dispatch_uid="mizan.auth", weak=False)


def withdraw() -> None:
    """Take everything under `auth.` out of the registry."""
    names = {form.name for form in registry.forms()} | {each.name for each in registry.operations()}
    for name in names:
        if name.startswith(PREFIX):
            registry.remove(name)
