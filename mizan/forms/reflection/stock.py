"""Django's own field classes: which one a field is of, and whether it still judges like it."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any, TypeAlias

from django import forms
from django.core.validators import EMPTY_VALUES
from django.forms.boundfield import BoundField

from mizan.forms.reflection.code import member_of
from mizan.forms.reflection.reflection import Reflection, unknown
from mizan.forms.reflection.widgets import load_tables, reading, reads_freely
from mizan.forms.reflection.wrapped import unwrapped
from mizan.protocol.envelope import JSON

Entry: TypeAlias = Callable[[Any], Reflection]
"""`(field) -> Reflection`."""

STOCK: dict[type[forms.Field], Entry] = {}
"""Every field class that Django brings, with the function that reflects it."""

OWN: dict[type[forms.Field], Entry] = {}
"""Field classes of the project's own that it described (`mizan.forms.own_fields`)."""

JUDGES = (
    "to_python",
    "validate",
    "clean",
    "run_validators",
    "valid_value",
    "strptime",
    "_coerce",
    "_clean_bound_field",
    "get_bound_field",
    "__deepcopy__",
    "choices",
    "re_decimal",
)
"""What decides whether a value is right: who overrides one of these has rules of their own."""

_METHODS = frozenset(JUDGES) - {"choices"}
"""What of it no field holds itself, unless somebody has put it there."""


def reflects(field_class: type[forms.Field]) -> Callable[[Entry], Entry]:
    """Make a function the entry of a stock class."""

    def register(entry: Entry) -> Entry:
        STOCK[field_class] = entry
        return entry

    return register


def stock_class(field: forms.Field) -> type[forms.Field]:
    """Return the nearest class of Django's own that a field is of."""
    field_class: type = type(field)
    return _stock_class(field_class)


@cache
def _stock_class(field_class: type) -> type[forms.Field]:
    load_tables()
    return next(cls for cls in field_class.__mro__ if cls in STOCK)


def known_class(field: forms.Field) -> type[forms.Field]:
    """Return the nearest class whose rules are known: one of Django's own, or one that the project
    described."""
    stock = stock_class(field)
    return next(cls for cls in type(field).__mro__ if cls in OWN or cls is stock)


def reflect_field(field: forms.Field) -> Reflection:
    """Return the type and the rule of a field; never raises on a legal one."""
    field = unwrapped(field)
    known, reason = known_class(field), None
    try:
        reason = own_rules(field, known)
        reflection, way = (OWN.get(known) or STOCK[known])(field), reading(field.widget)
        if reads_freely(field.widget):
            reflection.keywords = _free(reflection.type_alone())
        elif way not in reflection.readings:
            reflection.keywords = dict(_TYPES.get(way, reflection.keywords))
        if reason is None and way not in reflection.readings:
            reason = f"{type(field.widget).__name__} reads its value in a way of its own"
            if way == "date-parts":
                return _picked(field, reflection, reason)
    except Exception as error:
        return unknown({}, reason or f"it could not be read ({type(error).__name__})", required=False)
    return reflection if reason is None else reflection.forget(reason)


def _picked(field: Any, reflection: Reflection, reason: str) -> Reflection:
    """Return the rule of a date that is picked from three lists."""
    keywords: dict[str, JSON] = {"type": ["string", "object"]}
    if reflection.rule != {"k": "temporal", "of": "date", "required": field.required}:
        return reflection.only_required(keywords, reason)
    reflection.keywords = keywords
    reflection.rule = {"k": "selectDate", "required": field.required}
    # What is picked is written in the language's first format, which those of the field may not take.
    reflection.is_lenient = reflection.is_lenient or field.input_formats is not type(field).input_formats
    return reflection


_TYPES: dict[str, dict[str, JSON]] = {
    "plain": {"type": "string"},
    "checkbox": {"type": "boolean"},
    "list": {"type": "array", "items": {}},
}
"""What a widget posts that no field expects of it: a text with a check box, a number with many selected, or
several in one text."""


def _free(keywords: dict[str, JSON]) -> dict[str, JSON]:
    """Return the keywords of what a widget reads from names of its own: texts, by one name or by several."""
    known = keywords.get("type", [])
    types = dict.fromkeys([*(known if isinstance(known, list) else [known]), "string", "array", "object"])
    text = {"type": "string"}
    return {"type": list(types), "items": keywords.get("items", text), "additionalProperties": text}


def own_rules(field: forms.Field, known: type) -> str | None:
    """Return why a field does not judge as a class that it is of does, or None."""
    if replaced := vars(field).keys() & _METHODS:
        return f"{min(replaced, key=JUDGES.index)} is replaced"
    field_class: type = type(field)
    if overridden := _overridden(field_class, known):
        return f"{field_class.__name__} overrides {overridden}"
    bound: Any = field.bound_field_class
    if reads_otherwise(bound):
        return f"{bound.__name__} overrides data"
    if list(field.empty_values) != list(EMPTY_VALUES):
        return "empty_values is replaced"
    return "it is disabled" if field.disabled else None


@cache
def _overridden(field_class: Any, stock: Any) -> str | None:
    """Return the first of JUDGES that a class brings itself."""
    own = (name for name in JUDGES if member_of(field_class, name) is not member_of(stock, name))
    return next(own, None)


def reads_otherwise(bound_class: Any) -> bool:
    """Tell a class of bound fields that finds what was posted in a way of its own; None is Django's."""
    if bound_class in (None, BoundField):
        return False
    return member_of(bound_class, "data") is not member_of(BoundField, "data")


def later(keywords: dict[str, JSON]) -> Entry:
    """Make the entry of a class whose rule stays with the server."""

    def entry(field: Any) -> Reflection:
        return server_rule(field, keywords)

    return entry


def server_rule(
    field: Any, keywords: dict[str, JSON], *, readings: str = "plain", absent: bool = True
) -> Reflection:
    """Return what is known of a field whose rule stays with the server: that it may not be left empty."""
    reason = f"the rule of {stock_class(field).__name__} stays with the server"
    reflection = unknown(
        dict(keywords),
        reason,
        required=field.required and absent,
        message=field.error_messages.get("required"),
    )
    reflection.readings = frozenset(readings.split())
    return reflection
