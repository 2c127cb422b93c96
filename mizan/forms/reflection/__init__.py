"""Django forms as JSON Schema with `x-mizan` (protocol/forms.md)."""

from mizan.forms.reflection.form import reflect

__all__ = ["reflect"]
