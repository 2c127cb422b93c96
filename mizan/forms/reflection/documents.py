"""Fields that take JSON."""

from __future__ import annotations

import json
from typing import Any

from django import forms

from mizan.forms.reflection.messages import Messages
from mizan.forms.reflection.reflection import Reflection, unknown
from mizan.forms.reflection.stock import reflects
from mizan.forms.reflection.validators import text_checks


@reflects(forms.JSONField)
def _json(field: Any) -> Reflection:
    if field.decoder not in (None, json.JSONDecoder):
        reason, message = "its decoder is the project's own", field.error_messages.get("required")
        return unknown({}, reason, required=False, message=message)
    messages = Messages(field)
    messages.own("required", "invalid")
    checks, server = text_checks(field.validators, messages)
    return Reflection(
        keywords={},
        rule={"k": "json", "required": field.required, **({"checks": checks} if checks else {})},
        messages=messages.texts,
        server=server,
        absence_is_error=field.required,
    )
