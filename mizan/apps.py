"""Mizan as a Django app: wiring, discovery and system checks at start-up."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from importlib import import_module
from typing import Any

from django.apps import AppConfig
from django.core import checks
from django.utils.autoreload import autoreload_started

from mizan.forms.checks import check_forms, check_mixins
from mizan.forms.wizard.checks import check_wizards
from mizan.server.checks import check_csrf, check_limits, check_mount, check_users
from mizan.setup.checks import (
    check_affects,
    check_explorer,
    check_names,
    check_reauthentication,
    check_registry,
)
from mizan.setup.declaration import check_declarations
from mizan.setup.discovery import discover
from mizan.setup.registry import registry
from mizan.setup.settings import check_settings
from mizan.web.checks import check_hydration


def _later(module: str, name: str) -> Callable[[], Any]:
    """Return a function that is imported when it is called: code generation costs a server nothing."""
    load = cache(lambda: getattr(import_module(module), name))
    return lambda: load()()


def check_generate(**options: Any) -> list[checks.CheckMessage]:
    """Report what `MIZAN["GENERATE"]` says wrongly (`mizan.E022`)."""
    messages: list[checks.CheckMessage] = import_module("mizan.codegen.watch").check_generate(**options)
    return messages


CHECKS = (
    check_affects,
    check_csrf,
    check_declarations,
    check_explorer,
    check_forms,
    check_generate,
    check_hydration,
    check_mixins,
    check_mount,
    check_names,
    check_reauthentication,
    check_registry,
    check_settings,
    check_users,
    check_wizards,
)


class MizanConfig(AppConfig):
    """The app `mizan`."""

    name = "mizan"
    verbose_name = "Mizan"

    def ready(self) -> None:
        """Join the floors, register Mizan's own operations, import what apps declare, and add the checks."""
        registry.build = _later("mizan.codegen.contract", "build_hash")
        registry.document = _later("mizan.codegen.contract", "contract")
        registry.openapi = _later("mizan.codegen.site", "openapi_document")
        import_module("mizan.can")
        _trace()
        discover()
        autoreload_started.connect(_reloaded, dispatch_uid="mizan.codegen.watch")
        for check in CHECKS:
            checks.register(check, "mizan")
        checks.register(check_limits, "mizan", deploy=True)


def _reloaded(**_: Any) -> None:
    """Generate again: the reloader of `runserver` tells its child process that all is loaded."""
    import_module("mizan.codegen.watch").regenerate()


def _trace() -> None:
    try:
        opentelemetry = import_module("mizan.server.opentelemetry")
    except ModuleNotFoundError:
        return  # it is optional
    opentelemetry.install()
