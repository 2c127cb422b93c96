"""Types that no input may have: they would ask the file system, import code, or judge what came too late."""

from __future__ import annotations

from typing import Any, NamedTuple


class Refused(NamedTuple):
    """A type by its name and article, why no client may send it, and what to take instead."""

    name: str
    reason: str
    hint: str


_FILES = (
    "a client could ask about the server's files, or import its modules",
    "Take a str, and look only where you decided beforehand.",
)
_PATTERN = (
    "a client could write an expression that cannot be compiled, or never ends",
    "Take a str, and search for it as it is.",
)
_BY_VALIDATOR = {
    "PathType.validate_file": Refused("a FilePath", *_FILES),
    "PathType.validate_directory": Refused("a DirectoryPath", *_FILES),
    "PathType.validate_new": Refused("a NewPath", *_FILES),
    "PathType.validate_socket": Refused("a SocketPath", *_FILES),
    "import_string": Refused("an ImportString", *_FILES),
    "pattern_either_validator": Refused("a Pattern", *_PATTERN),
    "pattern_str_validator": Refused("a Pattern", *_PATTERN),
    "pattern_bytes_validator": Refused("a Pattern", *_PATTERN),
}
"""Validators of pydantic, by their qualified name, and the types that bring them."""

_ITERABLE = Refused(
    "an Iterable",
    "pydantic judges its items when they are used, when it is too late to say what is wrong",
    "Take a list or a Sequence of them.",
)


def refused_in(core_schema: Any) -> Refused | None:
    """Return a type of this kind anywhere in a core schema, or None."""
    waiting = [core_schema]
    while waiting:
        part = waiting.pop()
        if isinstance(part, dict):
            if part.get("type") == "generator":
                return _ITERABLE
            waiting += part.values()
        elif isinstance(part, list | tuple):
            waiting += part
        elif callable(part) and getattr(part, "__module__", "").startswith("pydantic."):
            found = _BY_VALIDATOR.get(getattr(part, "__qualname__", ""))
            if found:
                return found
    return None
