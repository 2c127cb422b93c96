"""Types whose validation asks the file system or imports code: no client may do that by sending text."""

from __future__ import annotations

from typing import Any

_PROBES = {
    "PathType.validate_file": "FilePath",
    "PathType.validate_directory": "DirectoryPath",
    "PathType.validate_new": "NewPath",
    "PathType.validate_socket": "SocketPath",
    "import_string": "ImportString",
}
"""Validators of pydantic, by their qualified name, to the types that bring them."""


def probe_in(core_schema: Any) -> str | None:
    """Return the name of a type of this kind anywhere in a core schema, or None."""
    waiting = [core_schema]
    while waiting:
        part = waiting.pop()
        if isinstance(part, dict):
            waiting += part.values()
        elif isinstance(part, list | tuple):
            waiting += part
        elif callable(part) and getattr(part, "__module__", "").startswith("pydantic."):
            found = _PROBES.get(getattr(part, "__qualname__", ""))
            if found:
                return found
    return None
