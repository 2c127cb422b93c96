"""Addresses and identifiers: texts that a field completes or reads before it judges them."""

from __future__ import annotations

from functools import cache
from typing import Any

from django import forms
from django.core import validators as v
from django.core.exceptions import ValidationError
from django.core.validators import EMPTY_VALUES

from mizan.forms.reflection.messages import Messages, fill
from mizan.forms.reflection.reflection import Reflection
from mizan.forms.reflection.stock import reflects, server_rule
from mizan.forms.reflection.validators import name_of, text_checks
from mizan.protocol.envelope import JSON


@reflects(forms.URLField)
def _url(field: Any) -> Reflection:
    keywords: dict[str, JSON] = {"type": "string", "format": "uri-reference"}
    if not _completes_as_known():
        return server_rule(field, keywords)
    messages = Messages(field)
    messages.own("required")
    checks, server = text_checks(field.validators, messages)
    messages.refusal()
    return Reflection(
        keywords=keywords | ({"minLength": 1} if wants(field) else {}),
        rule={"k": "link", "required": wants(field), "scheme": str(field.assume_scheme), "checks": checks},
        messages=messages.texts,
        server=server,
        absence_is_error=wants(field),
    )


def wants(field: Any) -> bool:
    """Tell whether a text may not be left empty; one that is read as a value of the project's own may."""
    return bool(field.required) and field.empty_value in EMPTY_VALUES


@cache
def _completes_as_known() -> bool:
    """Tell whether this Django puts the scheme before an address as the client does."""
    field = forms.URLField(assume_scheme="s")
    return all(field.to_python(text) == _complete(text) for text in _ADDRESSES)


def _complete(text: str) -> str:
    scheme, colon, _ = text.partition(":")
    if colon and scheme[:1].isascii() and scheme[:1].isalpha() and "/" not in scheme:
        return text
    return f"s:{text}" if text.startswith("//") else f"s://{text}"


_ADDRESSES = (
    *("x", "x.y", "//x", "//", "/x", "x/y:z", "x:1", "x.y:80/a", "t://x", "T:x", "ftp:x", ":x", "://x"),
    *("é:x", "aé:x", "1:x", "a1:x", "-x:y", "a b:c", "a b", "::1", "[::1]", "[::1]:80", "x?y:z", "//x:1"),
)


@reflects(forms.GenericIPAddressField)
def _ip(field: Any) -> Reflection:
    messages = Messages(field)
    messages.own("required")
    checks, server = text_checks(field.validators, messages)
    messages.refusal()
    try:
        forms.GenericIPAddressField.to_python(field, ":")
    except ValidationError as error:
        text = fill(error.message, error.params or {})
    longest: dict[str, JSON] = {"max": field.max_length} if type(field.max_length) is int else {}
    rule: dict[str, JSON] = {"k": "ip", "required": field.required, "m": messages.keep("invalid_ip", text)}
    if checks and checks[0].get("protocol") == "ipv4":
        rule["ipv4"] = True
    return Reflection(
        keywords={"type": "string", **_ip_format(field)},
        rule={**rule, **longest, "checks": checks},
        messages=messages.texts,
        server=server,
        absence_is_error=field.required,
    )


def _ip_format(field: Any) -> dict[str, JSON]:
    """Return the format of the addresses that a field takes, where it is one and none may be left out."""
    names = {v.validate_ipv4_address: "ipv4", v.validate_ipv6_address: "ipv6"}
    name = names.get(field.default_validators[0]) if field.required else None
    return {"format": name} if name else {}


@reflects(forms.UUIDField)
def _uuid(field: Any) -> Reflection:
    messages = Messages(field)
    messages.own("required", "invalid")
    is_stripped = {} if field.strip else {"strip": False}
    return Reflection(
        keywords={"type": "string"} | ({"format": "uuid"} if wants(field) else {}),
        rule={"k": "uuid", "required": wants(field), **is_stripped},
        messages=messages.texts,
        # The others see the UUID, in which there is no NUL.
        server=[
            name_of(validator)
            for validator in field.validators
            if type(validator) is not v.ProhibitNullCharactersValidator
        ],
        absence_is_error=wants(field),
    )
