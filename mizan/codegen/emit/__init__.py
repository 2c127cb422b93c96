"""From the contract to source files: one without a framework, and one for each target."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from mizan.codegen.emit import auth, base, locales, react
from mizan.codegen.emit.names import Names
from mizan.codegen.part import AUTH, apart
from mizan.codegen.source import SourceFile
from mizan.codegen.zod import Validator


@dataclass(frozen=True, kw_only=True, slots=True)
class Target:
    """A framework: how its hooks are written, and the file of logging in."""

    hooks: Callable[[Names, str], SourceFile]
    auth: Callable[[Names, Names, str, Validator], SourceFile]


TARGETS: dict[str, Target] = {"react": Target(hooks=react.emit, auth=auth.react)}
"""What can be generated, beside the files that all share."""


def emit(
    contract: dict[str, Any], targets: Iterable[str], *, header: str, validator: Validator = "zod-mini"
) -> dict[str, str]:
    """Return the generated files, path to text. Raises ConfigurationError where names clash."""
    own, of_auth = apart(contract)
    names, auth_names = Names(own), Names(of_auth, AUTH)
    chosen = [TARGETS[target] for target in targets]
    files = [base.emit(names, header, validator), *locales.emit(contract, header, base.KERNEL)]
    files += [target.hooks(names, header) for target in chosen]
    if of_auth["operations"]:
        files += [target.auth(auth_names, names, header, validator) for target in chosen]
    return {file.path: file.render() for file in files}
