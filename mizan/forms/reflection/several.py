"""Fields of which several values may be chosen."""

from __future__ import annotations

from typing import Any

from django import forms

from mizan.forms.reflection import choices as choice_data
from mizan.forms.reflection.fields import TEXT, array, one_of, why_open
from mizan.forms.reflection.messages import Messages
from mizan.forms.reflection.reflection import Reflection, unknown
from mizan.forms.reflection.stock import reflects
from mizan.forms.reflection.validators import name_of


@reflects(forms.MultipleChoiceField)
def _multiple_choice(field: Any) -> Reflection:
    values = choice_data.values(field.choices) if choice_data.is_static(field.choices) else None
    if values is not None and "" in choice_data.keys(field.choices):
        values.append("")  # among several, nothing is a choice like another
    if values is None:
        message = field.error_messages.get("required")
        made = unknown(
            array(dict(TEXT), field.required),
            why_open(field.choices),
            required=field.required,
            message=message,
        )
        made.readings = _LIST
        return made
    messages = Messages(field)
    messages.own("required")
    messages.add("invalid_choice", field.error_messages.get("invalid_choice", ""), {})
    messages.refusal()
    return Reflection(
        keywords=array(TEXT | one_of(field, is_optional=False), field.required),
        rule={"k": "choices", "required": field.required, "values": values},
        messages=messages.texts,
        server=[name_of(validator) for validator in field.validators],
        readings=_LIST,
        absence_is_error=field.required,
    )


_LIST = frozenset({"list"})


@reflects(forms.TypedMultipleChoiceField)
def _typed_multiple_choice(field: Any) -> Reflection:
    made = _multiple_choice(field)
    if field.empty_value:
        return made.forget("its empty_value is a value")
    if made.rule["k"] == "choices":
        odd = choice_data.uncoerced(field, made.rule["values"])
        made.server += ["coerce"] if odd is None else []
        made.rule |= {"odd": odd} if odd else {}
        choice_data.leave_out(made.keywords["items"], odd)
    return made
