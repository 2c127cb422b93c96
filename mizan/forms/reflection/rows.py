"""A formset written down as a property of its form: an array of rows."""

from __future__ import annotations

import inspect
from collections.abc import Mapping
from typing import Any

from django.forms.formsets import BaseFormSet
from django.forms.models import BaseInlineFormSet, BaseModelFormSet
from django.forms.utils import pretty_name
from django.utils.translation import gettext

from mizan.forms.options import declared_of, sources_of
from mizan.forms.reflection.code import names_of
from mizan.protocol.envelope import JSON

OWN_WORDS = frozenset(
    {
        "clean",
        "deletion_widget",
        "get_date_error_message",
        "get_deletion_widget",
        "get_form_error",
        "get_ordering_widget",
        "get_unique_error_message",
        "ordering_widget",
        "validate_unique",
        "queryset",
        "get_queryset",
        "model",
        "form",
        "fk",
        "extra",
        "default_prefix",
        "get_default_prefix",
        "default_error_messages",
        "min_num",
        "max_num",
        "absolute_max",
        "validate_min",
        "validate_max",
        "can_delete",
        "can_delete_extra",
        "can_order",
        "edit_only",
        "unique_fields",
        "renderer",
        "media",
    }
)
"""What a project's formset may say without its rows being judged otherwise."""


def is_opaque(formset_class: Any) -> bool:
    """Tell a formset whose own code may let a row pass, or change its fields."""
    known = {name for cls in BaseInlineFormSet.__mro__ for name in vars(cls)} - OWN_WORDS
    for cls in formset_class.__mro__:
        if cls.__module__.partition(".")[0] in ("builtins", "django", "mizan"):
            continue
        for name, member in vars(cls).items():
            is_saving = name.startswith(("save", "delete", "template_name", "__doc__", "__module__"))
            if name in known and not is_saving and name not in _HARMLESS:
                return True
            if inspect.isfunction(member) and _reaches_rows(names_of(member, cls)):
                return True
    return False


_HARMLESS = frozenset({"__doc__", "__module__", "__qualname__", "__dict__", "__weakref__", "__annotations__"})


def _reaches_rows(names: Any) -> bool:
    """Tell a method that may take back what a row said."""
    return bool({"_errors", "_non_form_errors"} & set(names)) or (
        "errors" in names and bool({"pop", "popitem", "clear", "__delitem__"} & set(names))
    )


def write_rows(
    name: str,
    formset: Any,
    row: dict[str, JSON],
    blank: Mapping[str, JSON],
    shows: list[str],
    *,
    is_known: bool,
) -> dict[str, JSON]:
    """Return the property of a formset, a class or an unbound instance.

    `row` is the schema of its form; `blank` what a new row begins with; `shows` are the fields whose text
    alone proves that a new row was filled in.
    """
    key = formset.model._meta.pk.name if _is(formset, BaseModelFormSet) else None
    sources = sources_of(declared_of(formset.form))
    row = {part: value for part, value in row.items() if part not in ("$schema", "title")}
    row["properties"] = {**row["properties"], **_marks(formset, key, row["properties"])}
    described = {
        "min": formset.min_num,
        "max": formset.max_num,
        "absolute_max": formset.absolute_max,
        "extra": formset.extra,
        "can_delete": formset.can_delete,
        "can_order": formset.can_order,
        **({"key": key} if key else {}),
        **({"choices_from": sources} if sources else {}),
        "blank": dict(blank),
    }
    written: dict[str, JSON] = {"type": "array", "title": pretty_name(name), "items": row}
    if formset.validate_min and is_known:
        written["minItems"] = formset.min_num
    written["x-mizan"] = {
        "field": "FormSet",
        "verdict": "lenient" if is_known else "server",
        "rule": _rule(formset, key, shows) if is_known else {"k": "unknown"},
        "messages": _messages(formset),
        "widget": {"kind": "rows"},
        "formset": described,
        "server": ["clean"],
    }
    return written


def _rule(formset: Any, key: str | None, shows: list[str]) -> dict[str, JSON]:
    # Where people choose the key, a row that has one may be new.
    is_chosen = key is not None and key in formset.form.base_fields
    return {
        "k": "rows",
        **({"min": formset.min_num} if formset.validate_min else {}),
        **({"max": formset.max_num} if formset.validate_max else {}),
        "most": formset.absolute_max,
        "first": 0 if is_chosen else formset.min_num,
        "deletes": formset.can_delete,
        **({"key": key} if key and not is_chosen else {}),
        "shows": shows,
    }


def _messages(formset: Any) -> dict[str, str]:
    """Return Django's words about the number of rows, with the numbers filled in."""
    words: dict[str, Any] = {}
    for cls in reversed((formset if inspect.isclass(formset) else type(formset)).__mro__):
        words.update(getattr(cls, "default_error_messages", {}))
    if not inspect.isclass(formset):
        words = formset.error_messages
    numbers = {"too_few_forms": formset.min_num, "too_many_forms": formset.max_num}
    return {code: str(words[code] % {"num": number}) for code, number in numbers.items() if number}


def _marks(formset: Any, key: str | None, properties: Mapping[str, JSON]) -> dict[str, JSON]:
    """Return what a row says beside its fields: which record it is, that it goes, where it stands."""
    marks: dict[str, JSON] = {}
    if key is not None and key not in properties:
        marks[key] = _mark(["integer", "string"], key.capitalize(), "ModelChoiceField", "hidden")
    if formset.can_delete:
        marks["DELETE"] = _mark("boolean", gettext("Delete"), "BooleanField", "checkbox")
    if formset.can_order:
        marks["ORDER"] = _mark(["integer", "string"], gettext("Order"), "IntegerField", "number")
    return marks


def _mark(kind: JSON, title: str, field: str, widget: str) -> dict[str, JSON]:
    return {
        "type": kind,
        "title": title,
        "x-mizan": {
            "field": field,
            "verdict": "server",
            "rule": {"k": "unknown"},
            "messages": {},
            "widget": {"kind": widget},
        },
    }


def own_names(formset: Any, fields: Mapping[str, Any]) -> list[str]:
    """Return the fields of a row that are its form's, without those that the formset added."""
    added = {"DELETE", "ORDER"}
    if _is(formset, BaseModelFormSet):
        key = formset.model._meta.pk.name
        added |= set() if key in formset.form.base_fields else {key}
    if _is(formset, BaseInlineFormSet):
        added.add(formset.fk.name)
    return [name for name in fields if name not in added]


def _is(formset: Any, kind: type[BaseFormSet[Any]]) -> bool:
    return issubclass(formset, kind) if inspect.isclass(formset) else isinstance(formset, kind)
