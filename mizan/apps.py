"""Mizan as a Django app: wiring, discovery and system checks at start-up."""

from __future__ import annotations

from importlib import import_module

from django.apps import AppConfig
from django.core import checks

from mizan.setup.declaration import check_declarations
from mizan.setup.discovery import discover
from mizan.setup.settings import check_settings

CHECKS = (check_settings, check_declarations)


class MizanConfig(AppConfig):
    """The app `mizan`."""

    name = "mizan"
    verbose_name = "Mizan"

    def ready(self) -> None:
        """Register Mizan's own operations, import what apps declare, and add the checks."""
        import_module("mizan.can")
        discover()
        for check in CHECKS:
            checks.register(check, "mizan")
