"""A part of a contract that is a contract itself: some of its names, and the models that they mention."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeAlias

from mizan.codegen.schema import reachable

Contract: TypeAlias = dict[str, Any]

AUTH = "auth."
"""What the names of logging in begin with."""


def part(contract: Contract, keeps: Callable[[str, Contract], bool]) -> Contract:
    """Return the part whose operations, forms and wizards `keeps(name, entry)` names."""
    operations, forms, wizards = (
        {name: entry for name, entry in contract[kind].items() if keeps(name, entry)}
        for kind in ("operations", "forms", "wizards")
    )
    contexts = {n: c for n, c in contract["contexts"].items() if c["operation"] in operations}
    for name, operation in operations.items():
        affects = [context for context in operation["affects"] if context in contexts]
        operations[name] = {**operation, "affects": affects}
    used = reachable(_schemas([operations, forms, wizards]), contract["$defs"])
    models = {name: contract["$defs"][name] for name in used}
    parts = {"operations": operations, "forms": forms, "wizards": wizards, "contexts": contexts}
    return {**contract, **parts, "$defs": models}


def apart(contract: Contract) -> tuple[Contract, Contract]:
    """Return the project's own part of a contract, and that of logging in."""
    own = part(contract, lambda name, _: not name.startswith(AUTH))
    of_auth = part(contract, lambda name, _: name.startswith(AUTH))
    foreign = of_auth["$defs"].keys() - own["$defs"].keys()
    models = {name: model for name, model in contract["$defs"].items() if name not in foreign}
    return {**own, "$defs": models}, of_auth


def _schemas(parts: list[Contract]) -> list[Any]:
    entries = [entry for part in parts for entry in part.values()]
    errors = [error["params"] for entry in entries for error in entry.get("errors", ())]
    return errors + [
        entry[key] for entry in entries for key in ("input", "output", "params") if entry.get(key)
    ]
