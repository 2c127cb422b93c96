"""Hashes by which a client and a server find out that they speak of different things."""

from __future__ import annotations

import hashlib
import json
from typing import Any

from django.utils import translation

from mizan.protocol.envelope import JSON
from mizan.setup.operations import Operation
from mizan.setup.registry import registry

_REFERENCE = "#/forms/"
_hashes: dict[str, tuple[Operation, str]] = {}
_version = -1


def canonical(document: JSON) -> bytes:
    """Return the one spelling of a JSON document: keys sorted, no spaces, UTF-8."""
    return json.dumps(document, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


def digest(document: JSON) -> str:
    """Return the first 16 hex digits of the SHA-256 of a JSON document's canonical spelling."""
    return _digest(canonical(document))


def _digest(text: bytes) -> str:
    return hashlib.sha256(text).hexdigest()[:16]


def operation_hash(operation: Operation) -> str:
    """Return the hash of an operation's input schema, in English; kept until the registry changes.

    A reference to a form's schema (`#/forms/<name>/schema`) counts with what it refers to.
    """
    global _version
    if _version != registry.version:
        _hashes.clear()
        _version = registry.version
    known = _hashes.get(operation.name)
    if known is None or known[0] is not operation:
        known = _hashes[operation.name] = (operation, _hash(operation))
    return known[1]


def _hash(operation: Operation) -> str:
    with translation.override("en"):
        schema = operation.input.schema()
        text = canonical(schema)
        if _REFERENCE.encode() not in text:
            return _digest(text)
        forms = {name: _form_schema(name) for name in sorted(_form_references(schema))}
    return digest([schema, forms] if forms else schema)


def _form_schema(name: str) -> JSON:
    form = registry.get_form(name)
    return form.describe()["schema"] if form else None


def _form_references(value: Any) -> set[str]:
    if isinstance(value, list):
        return {name for item in value for name in _form_references(item)}
    if not isinstance(value, dict):
        return set()
    reference = value.get("$ref")
    if isinstance(reference, str) and reference.startswith(_REFERENCE):
        return {reference.removeprefix(_REFERENCE).removesuffix("/schema")}
    return {name for item in value.values() for name in _form_references(item)}
