"""Mizan as a Django app: wiring, discovery and system checks at start-up."""

from __future__ import annotations

from importlib import import_module

from django.apps import AppConfig
from django.core import checks

from mizan.codegen.contract import build_hash, contract
from mizan.codegen.site import openapi_document
from mizan.codegen.watch import check_generate, connect
from mizan.forms.checks import check_forms
from mizan.server.checks import check_csrf, check_mount
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

CHECKS = (
    check_affects,
    check_csrf,
    check_declarations,
    check_explorer,
    check_forms,
    check_generate,
    check_hydration,
    check_mount,
    check_names,
    check_reauthentication,
    check_registry,
    check_settings,
)


class MizanConfig(AppConfig):
    """The app `mizan`."""

    name = "mizan"
    verbose_name = "Mizan"

    def ready(self) -> None:
        """Join the floors, register Mizan's own operations, import what apps declare, and add the checks."""
        registry.build, registry.document, registry.openapi = build_hash, contract, openapi_document
        import_module("mizan.can")
        _trace()
        discover()
        connect()
        for check in CHECKS:
            checks.register(check, "mizan")


def _trace() -> None:
    try:
        opentelemetry = import_module("mizan.server.opentelemetry")
    except ModuleNotFoundError:
        return  # it is optional
    opentelemetry.install()
