"""What of a contract a bundle may name: staff's operations do not stand in the public one."""

from __future__ import annotations

from mizan.codegen.part import Contract, part

AUDIENCES = ("public", "staff", "superuser")
"""Each includes those before it."""


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
    heard = _heard(audience)
    return part(contract, lambda _, entry: entry["audience"] in heard), left_out(contract, audience)


def _heard(audience: str) -> tuple[str, ...]:
    return AUDIENCES[: AUDIENCES.index(audience) + 1]


def _is_part(name: str, contract: Contract) -> bool:
    """Tell an operation or a form that belongs to another name, which stands for it."""
    wholes = [*contract["forms"].values(), *contract["wizards"].values()]
    operations = any(name in whole["operations"].values() for whole in wholes)
    return operations or any(name in wizard["forms"].values() for wizard in contract["wizards"].values())
