"""Fields that take a file: what its name and its size tell before its bytes travel."""

from __future__ import annotations

from typing import Any

from django import forms

from mizan.forms.reflection.messages import Messages
from mizan.forms.reflection.reflection import Reflection
from mizan.forms.reflection.stock import reflects, server_rule
from mizan.forms.reflection.validators import file_checks
from mizan.forms.reflection.widgets import reading
from mizan.protocol.envelope import JSON

FILE: dict[str, JSON] = {
    "type": ["object", "string", "null"],
    "format": "binary",
    "properties": {"name": {"type": "string"}, "size": {"type": "integer"}, "type": {"type": "string"}},
    "required": ["name", "size"],
}
"""A file as `validate` takes it: described. Its bytes travel beside the JSON."""


@reflects(forms.FileField)
def _file(field: Any) -> Reflection:
    if reading(field.widget) == "file" and getattr(field.widget, "allow_multiple_selected", False):
        return server_rule(field, FILE, readings="file", absent=False)
    messages = Messages(field)
    messages.own("required", "invalid")
    rule: dict[str, JSON] = {"k": "file", "required": field.required}
    if field.max_length is not None:
        rule["max"] = field.max_length
        messages.add("max_length", field.error_messages["max_length"], {"max": field.max_length})
    if field.allow_empty_file:
        rule["empty"] = True
    else:
        messages.own("empty")
    checks, server = file_checks(field.validators, messages)
    return Reflection(
        keywords=dict(FILE),
        rule=rule | ({"checks": checks} if checks else {}),
        messages=messages.texts,
        server=server,
        readings=frozenset({"file"}),
        absence_is_error=field.required,
    )


@reflects(forms.ImageField)
def _image(field: Any) -> Reflection:
    made = _file(field)
    made.server.append("image")
    return made


def keep_what_is_there(reflection: Reflection) -> None:
    """Ask for no file where the record may have one already."""
    if reflection.rule["k"] == "file":
        reflection.rule["required"] = reflection.absence_is_error = False
        reflection.messages.pop("required", None)
