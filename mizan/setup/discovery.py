"""Find what installed apps declare."""

from __future__ import annotations

from django.utils.module_loading import autodiscover_modules

MODULES = ("mizan_clients", "forms", "channels")
"""Modules of every installed app that are imported at start-up."""


def discover() -> None:
    """Import the modules in which apps declare functions, forms and channels. Their errors are not hidden."""
    autodiscover_modules(*MODULES)
