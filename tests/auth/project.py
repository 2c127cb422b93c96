"""Be another project for a while: allauth builds its routes by the settings that it is imported under."""

from __future__ import annotations

import importlib
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.test import override_settings
from django.urls import clear_url_caches


@contextmanager
def project(**said: Any) -> Iterator[None]:
    """Change settings, and the routes that follow from them."""
    try:
        with override_settings(**said):
            _build_routes()
            yield
    finally:
        _build_routes()


def _build_routes() -> None:
    names = [name for name in sys.modules if name.startswith("allauth.") and name.endswith(".urls")]
    tops = ["allauth.urls", "allauth.headless.urls", "tests.auth.urls"]
    for name in [*sorted(set(names) - set(tops), key=lambda name: -name.count(".")), *tops]:
        importlib.reload(importlib.import_module(name))
    clear_url_caches()
