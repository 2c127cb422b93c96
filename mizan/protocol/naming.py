"""Names: what a registered name may be, and what it is called in TypeScript."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from mizan.protocol.errors import ConfigurationError

RESERVED_PREFIXES = ("auth.", "mizan.")
"""Names that only Mizan itself registers."""

_NAME = re.compile(r"[A-Za-z][A-Za-z0-9_]*(\.[A-Za-z][A-Za-z0-9_]*)*\Z")

_RESERVED = """
arguments await break case catch class const continue debugger default delete do else enum eval
export extends false finally for function if implements import in instanceof interface let new null
package private protected public return static super switch this throw true try typeof undefined var
void while with yield
build locales m mz z
"""
_TAKEN = frozenset(_RESERVED.split())
"""Words of TypeScript, and identifiers that a generated file has for itself."""


def check_name(name: object, source: str) -> str:
    """Return a name that may be registered. Raises ConfigurationError (`mizan.E003`) for any other."""
    if not isinstance(name, str) or not _NAME.match(name):
        raise ConfigurationError(
            f"{source} is registered as {name!r}, which is no name.",
            hint="Use ASCII letters, digits and underscores, joined by dots: 'echo', 'shop.order'.",
            check_id="mizan.E003",
        )
    if name.startswith(RESERVED_PREFIXES) and not source.startswith("mizan."):
        raise ConfigurationError(
            f"{source} is registered as {name!r}, which is a name of Mizan's own.",
            hint=f"Choose one that does not begin with {' or '.join(RESERVED_PREFIXES)}",
            check_id="mizan.E003",
        )
    return name


def pascal(name: str) -> str:
    """Return a wire name as TypeScript spells a type: `current_user` → `CurrentUser`."""
    return "".join(word[:1].upper() + word[1:] for word in re.split(r"[._]+", name) if word)


def camel(name: str) -> str:
    """Return a wire name as TypeScript spells a value: `shop.order` → `shopOrder`, `delete` → `delete_`."""
    word = pascal(name)
    spelled = word[:1].lower() + word[1:]
    return spelled + "_" if spelled in _TAKEN else spelled


def exports(kind: str, name: str) -> Iterator[str]:
    """Iterate over the TypeScript identifiers that an `operation`, `context`, `form` or `wizard` brings."""
    value, of_type = camel(name), pascal(name)
    if kind == "form":
        yield from (f"{of_type}Input", f"{of_type}Params", f"{of_type}Result", f"use{of_type}Form")
        yield f"use{of_type}FormSet"
        stem = value.removesuffix("_")
        yield from (f"{stem}{part}" for part in ("Texts", "SchemaIn", "Schema", "Form"))
    elif kind == "wizard":
        yield from (f"{of_type}Result", f"use{of_type}Wizard", f"{value.removesuffix('_')}Wizard")
    elif kind == "context":
        yield from (f"{of_type}Params", f"{value.removesuffix('_')}Context", f"{of_type}Provider")
    else:
        yield from (
            value,
            f"use{of_type}",
            f"{of_type}Input",
            f"{of_type}Output",
        )


def clashes(things: Iterable[tuple[str, str]]) -> Iterator[tuple[str, str, str]]:
    """Iterate over `(identifier, first, second)` where two things, `(kind, name)`, meet in TypeScript."""
    seen: dict[str, tuple[str, str]] = {}
    for kind, name in things:
        for identifier in exports(kind, name):
            first = seen.setdefault(identifier, (kind, name))
            if first != (kind, name) and (first[1] != name or "form" in (first[0], kind)):
                yield identifier, f"the {first[0]} {first[1]!r}", f"the {kind} {name!r}"
                break
