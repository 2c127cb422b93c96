"""What of a contract a bundle may name: staff's operations do not stand in the public one."""

from __future__ import annotations

from typing import Any

from mizan.codegen.schema import reachable

AUDIENCES = ("public", "staff", "superuser")
"""Each includes those before it."""

Contract = dict[str, Any]


def left_out(contract: Contract, audience: str) -> dict[str, list[str]]:
    """Return the names that an audience's client does not have, by their own audience."""
    heard = _heard(audience)
    entries = {**contract["operations"], **contract["forms"], **contract["wizards"]}
    names: dict[str, list[str]] = {}
    for name in sorted(entries):
        if entries[name]["audience"] not in heard and not _is_part(name, contract):
            names.setdefault(entries[name]["audience"], []).append(name)
    return names


def select(contract: Contract, audience: str = "public") -> tuple[Contract, dict[str, list[str]]]:
    """Return the part of a contract that is for an audience, and the names left out by their own audience."""
    return _part(contract, _heard(audience)), left_out(contract, audience)


def _heard(audience: str) -> tuple[str, ...]:
    return AUDIENCES[: AUDIENCES.index(audience) + 1]


def _is_part(name: str, contract: Contract) -> bool:
    """Tell an operation or a form that belongs to another name, which stands for it."""
    wholes = [*contract["forms"].values(), *contract["wizards"].values()]
    operations = any(name in whole["operations"].values() for whole in wholes)
    return operations or any(name in wizard["forms"].values() for wizard in contract["wizards"].values())


def _part(contract: Contract, heard: tuple[str, ...]) -> Contract:
    operations = {n: o for n, o in contract["operations"].items() if o["audience"] in heard}
    forms = {n: f for n, f in contract["forms"].items() if f["audience"] in heard}
    wizards = {n: w for n, w in contract["wizards"].items() if w["audience"] in heard}
    contexts = {n: c for n, c in contract["contexts"].items() if c["operation"] in operations}
    for name, operation in operations.items():
        affects = [context for context in operation["affects"] if context in contexts]
        operations[name] = {**operation, "affects": affects}
    used = reachable(_schemas([operations, forms, wizards]), contract["$defs"])
    models = {name: contract["$defs"][name] for name in used}
    parts = {"operations": operations, "forms": forms, "wizards": wizards, "contexts": contexts}
    return {**contract, **parts, "$defs": models}


def _schemas(parts: list[Contract]) -> list[Any]:
    entries = [entry for part in parts for entry in part.values()]
    errors = [error["params"] for entry in entries for error in entry.get("errors", ())]
    return errors + [
        entry[key] for entry in entries for key in ("input", "output", "params") if entry.get(key)
    ]
