"""Django forms as typed operations: the mixin, its options, registration of forms and fields, `reflect`."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from mizan.forms.mixin import mizanFormMixin
    from mizan.forms.options import mizanFormMeta
    from mizan.forms.own_fields import register_field
    from mizan.forms.reflection import reflect
    from mizan.forms.register import register_form, register_formset
    from mizan.forms.validators import MaxFileSize
    from mizan.forms.wizard.declaration import mizanWizard, mizanWizardMeta

_HOME = {
    "MaxFileSize": "mizan.forms.validators",
    "mizanFormMeta": "mizan.forms.options",
    "mizanFormMixin": "mizan.forms.mixin",
    "mizanWizard": "mizan.forms.wizard.declaration",
    "mizanWizardMeta": "mizan.forms.wizard.declaration",
    "reflect": "mizan.forms.reflection",
    "register_field": "mizan.forms.own_fields",
    "register_form": "mizan.forms.register",
    "register_formset": "mizan.forms.register",
}

__all__ = [
    "MaxFileSize",
    "mizanFormMeta",
    "mizanFormMixin",
    "mizanWizard",
    "mizanWizardMeta",
    "reflect",
    "register_field",
    "register_form",
    "register_formset",
]


def __getattr__(name: str) -> Any:
    if name in _HOME:
        return getattr(import_module(_HOME[name]), name)
    raise AttributeError(f"module 'mizan.forms' has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted([*globals(), *_HOME])
