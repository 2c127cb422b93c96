"""A small contract written by hand, as another backend could write it."""

from __future__ import annotations

from copy import deepcopy
from typing import Any

HASH = "0123456789abcdef"
NOTHING = {"type": "object", "properties": {}}
NULL = {"type": "null"}


def operation(
    input_: Any = NOTHING,
    output: Any = NULL,
    **others: Any,
) -> dict[str, Any]:
    """Return an operation's entry."""
    return {
        "input": input_,
        "output": output,
        "hash": HASH,
        "auth": None,
        "audience": "public",
        "readonly": False,
        "affects": [],
        "errors": [],
        "files": False,
        "description": "",
        **others,
    }


def properties(**types: Any) -> dict[str, Any]:
    """Return the schema of an object whose keys are all required."""
    return {"type": "object", "properties": types, "required": sorted(types)}


def field(kind: str, rule: dict[str, Any], keywords: dict[str, Any], **others: Any) -> dict[str, Any]:
    """Return a property of a form."""
    extension = {"field": "Field", "verdict": "exact", "rule": rule, "widget": {"kind": kind}, **others}
    return {**keywords, "x-mizan": extension}


def form(name: str, fields: dict[str, Any], required: list[str], **others: Any) -> dict[str, Any]:
    """Return a form's entry, with texts in English and German."""
    texts = {
        "fields": {field: {"label": field.title(), "messages": {"required": "Why?"}} for field in fields}
    }
    return {
        "title": name,
        "operations": {role: f"{name}.{role}" for role in ("schema", "validate", "submit")},
        "schema": {
            "type": "object",
            "properties": fields,
            "required": required,
            "x-mizan": {"version": 1, "order": list(fields)},
        },
        "texts": {language: {"title": f"{name} {language}", **texts} for language in ("en", "de")},
        "live": False,
        "output": {"type": "null"},
        "params": None,
        "initial": {},
        "layout": None,
        "auth": None,
        "audience": "public",
        "dynamic": False,
        "personal": False,
        "choices_from": {},
        "refresh_on": [],
        "bare": None,
        "multipart": False,
        **others,
    }


EMAIL = {"k": "email", "user": "u" * 60, "domain": "d" * 60, "allow": ["localhost"]}
FIELDS = {
    "email": field(
        "email", {"k": "char", "required": True, "checks": [{"k": "noNull"}, EMAIL]}, {"type": "string"}
    ),
    "copy": field("email", {"k": "char", "checks": [EMAIL]}, {"type": "string"}, server=["clean_copy"]),
    "topic": field(
        "select",
        {"k": "choice", "required": True, "values": ["a", "b"]},
        {"type": "string", "oneOf": [{"const": "a"}, {"const": "b"}]},
        choices=[{"value": "a"}, {"choices": [{"value": "b"}]}],
    ),
    "agree": field("checkbox", {"k": "boolean", "required": True}, {"type": "boolean", "const": True}),
    "photo": field("file", {"k": "unknown"}, {"type": ["string", "null"], "format": "binary"}),
    "secret": field("hidden", {"k": "char"}, {"type": "string"}, disabled=True),
}
OUT_OF_STOCK = {
    "code": "out_of_stock",
    "status": 409,
    "message": "No more.",
    "params": properties(left={"type": "integer"}),
}

CONTRACT: dict[str, Any] = {
    "mizan": 1,
    "hash": HASH,
    "language": "en",
    "languages": ["en", "de"],
    "wizards": {},
    "channels": {},
    "$defs": {
        "Note": properties(
            title={"type": "string"}, notes={"type": "array", "items": {"$ref": "#/$defs/Note"}}
        ),
        "Secret": properties(key={"$ref": "#/$defs/Key"}),
        "Key": {"type": "string"},
    },
    "operations": {
        "echo": operation(
            properties(text={"type": "string"}), {"type": "string"}, description="Say it again.", auth="staff"
        ),
        "ping": operation(),
        "shop.order": operation(
            output={"$ref": "#/$defs/Note"}, errors=[OUT_OF_STOCK], affects=["me", "vault"]
        ),
        "me": operation(output={"anyOf": [{"$ref": "#/$defs/Note"}, {"type": "null"}]}, readonly=True),
        "greet": operation(
            properties(name={"type": "string"}), properties(text={"type": "string"}), readonly=True
        ),
        "vault": operation(output={"$ref": "#/$defs/Secret"}, audience="staff", readonly=True),
        "wipe": operation(audience="superuser"),
        "mizan.can": operation(),
        **{
            f"contact.{role}": operation({"$ref": "#/forms/contact/schema"}, {}, readonly=role == "schema")
            for role in ("schema", "validate", "submit")
        },
    },
    "contexts": {
        "me": {"operation": "me", "scope": "global", "params": NOTHING},
        "greet": {"operation": "greet", "scope": "local", "params": properties(name={"type": "string"})},
        "vault": {"operation": "vault", "scope": "global", "params": NOTHING},
    },
    "forms": {
        "contact": form(
            "contact",
            FIELDS,
            ["email", "topic", "agree"],
            live=["email"],
            initial={"email": "", "agree": False},
            output=properties(ok={"type": "boolean"}),
            params=properties(pk={"type": "integer"}),
        )
    },
}


def contract() -> dict[str, Any]:
    """Return a copy that a test may change."""
    return deepcopy(CONTRACT)
