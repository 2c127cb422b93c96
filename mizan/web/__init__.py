"""For pages rather than calls: hydration, `form/<name>/`, and the page of a form without JavaScript.

The names are looked up at first use: system checks of this package are imported before Django's models are.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from mizan.web.hydration import ahydrate, hydrate
    from mizan.web.middleware import hydration_middleware
    from mizan.web.page import FormPage
    from mizan.web.wizard import WizardPage

__all__ = ["FormPage", "WizardPage", "ahydrate", "hydrate", "hydration_middleware"]

_HOME = {
    "FormPage": "mizan.web.page",
    "WizardPage": "mizan.web.wizard",
    "ahydrate": "mizan.web.hydration",
    "hydrate": "mizan.web.hydration",
    "hydration_middleware": "mizan.web.middleware",
}


def __getattr__(name: str) -> Any:
    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_HOME[name]), name)
