"""Validators for forms and models that the client knows, too."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.template.defaultfilters import filesizeformat
from django.utils.deconstruct import deconstructible
from django.utils.translation import gettext_lazy


@deconstructible
class MaxFileSize:
    """Refuse files of more than `limit_value` bytes: `MaxFileSize(5 * 1024 * 1024)`.

    The client refuses them before their bytes go. `message` may name `%(limit)s`, the limit as people read
    it, `%(limit_value)d` and `%(show_value)d`, both in bytes. Raises ValidationError with `code`, `max_size`.
    """

    message: Any = gettext_lazy("Ensure this file is no larger than %(limit)s.")
    code = "max_size"

    def __init__(self, limit_value: int, message: Any = None, code: str | None = None) -> None:
        self.limit_value = limit_value
        if message is not None:
            self.message = message
        if code is not None:
            self.code = code

    def __call__(self, value: Any) -> None:
        if value.size is not None and value.size > self.limit_value:
            params = {**size_words(self.limit_value), "show_value": value.size}
            raise ValidationError(self.message, code=self.code, params=params)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, type(self)) and vars(self) == vars(other)

    def __hash__(self) -> int:
        return hash((type(self), self.limit_value, self.code))


def size_words(limit: int) -> dict[str, Any]:
    """Return what is said of a limit, in the active language."""
    return {"limit_value": limit, "limit": filesizeformat(limit)}
