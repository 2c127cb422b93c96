"""A file that was described instead of sent: `{name, size, type}`."""

from __future__ import annotations

from typing import Any

from django.core.files.uploadedfile import UploadedFile


class UnseenError(Exception):
    """Somebody asks for the bytes of a file that is only described."""


class Described(UploadedFile):  # type: ignore[type-arg]  # generic in the stubs alone
    """A file as far as its description goes; that its bytes were wanted is remembered."""

    is_wanted = False

    @property
    def file(self) -> Any:
        """Raise UnseenError."""
        self.is_wanted = True
        raise UnseenError

    @file.setter
    def file(self, file: Any) -> None: ...
