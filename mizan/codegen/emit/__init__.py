"""From the contract to source files: one without a framework, and one for each target."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from mizan.codegen.emit import base, react
from mizan.codegen.emit.names import Names
from mizan.codegen.source import SourceFile
from mizan.codegen.zod import Validator

TARGETS: dict[str, Callable[[Names, str], SourceFile]] = {"react": react.emit}
"""What can be generated, beside the files that all share."""


def emit(
    contract: dict[str, Any], targets: Iterable[str], *, header: str, validator: Validator = "zod-mini"
) -> dict[str, str]:
    """Return the generated files, path to text. Raises ConfigurationError where names clash."""
    names = Names(contract)
    files = [*base.emit(names, header, validator), *(TARGETS[target](names, header) for target in targets)]
    return {file.path: file.render() for file in files}
