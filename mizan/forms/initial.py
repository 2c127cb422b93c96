"""What a form holds at first, as wire values. An allow-list: what is not known to be harmless stays here."""

from __future__ import annotations

import datetime
import math
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from decimal import Decimal
from typing import Any

from django import forms
from django.forms.forms import BaseForm
from django.forms.models import BaseInlineFormSet, BaseModelForm

from mizan.forms.options import formsets_of
from mizan.forms.reflection.choices import is_static, keys
from mizan.forms.reflection.stock import stock_class
from mizan.forms.reflection.temporal import takes_iso
from mizan.forms.reflection.widgets import part_names, reading
from mizan.forms.reflection.wrapped import unwrapped
from mizan.protocol.envelope import JSON

_SEVERAL = (forms.MultipleChoiceField, forms.ModelMultipleChoiceField)
_SECRET = ("FileField", "ImageField", "FilePathField", "ReadOnlyPasswordHashField")


def initial_values(
    form: BaseForm,
    only: Iterable[str] | None = None,
    formsets: Mapping[str, Any] | None = None,
    *,
    is_again: bool = False,
) -> dict[str, JSON]:
    """Return the initial values of a form instance and its formsets; `only` names what may be seen.

    With `is_again` the form is shown with what it was sent.
    """
    rows = {
        name: _rows(formset) for name, formset in (formsets or {}).items() if only is None or name in only
    }
    shown = {
        name: _wire(field, _sent(form, name) if is_again else form[name].initial)
        for name, field in form.fields.items()
        if is_shown(type(form), name, field) and (only is None or name in only)
    }
    return {**rows, **dict(_stored_files(form, only or ())), **shown}


def _sent(form: Any, name: str) -> Any:
    """Return what a field of a judged form was sent: what that is, and as it was typed what is wrong."""
    found = getattr(form, "cleaned_data", {})
    return found[name] if name in found else form[name].value()


def _stored_files(form: BaseForm, names: Iterable[str]) -> Iterator[tuple[str, JSON]]:
    """Yield the stored files that may be seen, since the developer names their fields, as Django's widget
    shows them."""
    for name in names:
        if isinstance(form.fields.get(name), forms.FileField):
            file = form[name].initial
            if file and hasattr(file, "url"):
                yield name, {"name": str(file), "url": str(file.url)}


def _rows(formset: Any) -> list[dict[str, JSON]]:
    """Return the rows that a formset of a request has already, each with its record's key."""
    key = formset.model._meta.pk.name if hasattr(formset, "model") else None
    hidden = {"DELETE", "ORDER", formset.fk.name if isinstance(formset, BaseInlineFormSet) else None}
    rows = []
    for form in shown_rows(formset):
        inner = getattr(form, "formsets", None)
        values = initial_values(form, formsets=inner, is_again=formset.is_bound)
        row = {name: value for name, value in values.items() if name not in hidden}
        if key and form.instance.pk is not None:
            row[key] = _pk(form.instance.pk)
        elif key and key not in formset.form.base_fields:
            row.pop(key, None)  # a row without a record names none
        rows.append(row)
    return rows


def shown_rows(formset: Any) -> list[Any]:
    """Return the forms of the rows that a page shows as filled in: those that there are, or, of a bound
    formset, those that were sent and do not go."""
    if not formset.is_bound:
        return list(formset.initial_forms)
    first = formset.initial_form_count()
    return [
        form
        for number, form in enumerate(formset.forms)
        if (number < first or form.has_changed())
        and not (formset.can_delete and formset._should_delete_form(form))
    ]


def _pk(value: Any) -> JSON:
    return _number(value) if isinstance(value, int) else str(value)


def static_values(
    form_class: type[BaseForm],
    fields: dict[str, forms.Field],
    only: Iterable[str] | None = None,
    formsets: Iterable[str] = (),
) -> dict[str, JSON]:
    """Return what fields hold at first whatever the request; what is computed counts as empty."""
    return {name: [] for name in formsets} | {
        name: _wire(field, None if callable(field.initial) else field.initial)
        for name, field in fields.items()
        if is_shown(form_class, name, field) and (only is None or name in only)
    }


def is_computed(
    form_class: type[BaseForm],
    fields: Mapping[str, forms.Field],
    only: Iterable[str] | None = None,
    formsets: Mapping[str, Any] | None = None,
) -> bool:
    """Tell whether what a client may see at first of a form or its rows is computed when it is made."""
    return (
        form_class.get_initial_for_field is not BaseForm.get_initial_for_field
        or any(
            callable(field.initial) and is_shown(form_class, name, field)
            for name, field in fields.items()
            if only is None or name in only
        )
        or any(
            is_computed(rows.form, rows.form.base_fields, formsets=formsets_of(rows.form))
            for name, rows in (formsets or {}).items()
        )
    )


def is_shown(form_class: type[BaseForm], name: str, field: forms.Field) -> bool:
    """Tell whether a client may see the initial value of a field: never a password, a hash, a file's path."""
    if stock_class(field).__name__ in _SECRET or isinstance(
        field.widget, (forms.PasswordInput, forms.FileInput)
    ):
        return False
    model = form_class._meta.model if issubclass(form_class, BaseModelForm) else None
    return name != "password" or not hasattr(model, "USERNAME_FIELD")


def _wire(field: Any, value: Any) -> JSON:
    """Return an initial value as a client would send it."""
    field = unwrapped(field)
    for read in (field.prepare_value, lambda _: None):
        # The value of a project's own field may be anything; the client then begins with nothing.
        with suppress(Exception):
            return _value(field, field.widget, read(value))
    nothing: dict[str, JSON] = {"checkbox": False, "list": [], "parts": {}, "places": []}
    return nothing.get("parts" if _has_parts(field.widget) else reading(field.widget), "")


def _value(field: Any, widget: Any, value: Any) -> JSON:
    kind = reading(widget)
    if kind == "checkbox":
        return bool(widget.check_test(value))
    if _has_parts(widget):
        return _part_values(field, widget, value)
    if kind == "list" or (kind == "custom" and isinstance(value, (list, tuple))):
        return [str(item) for item in value or ()]
    if isinstance(widget, forms.widgets.ChoiceWidget) and kind == "plain" and is_static(widget.choices):
        return _selected(field, widget, value)
    if kind == "plain" and isinstance(field, _SEVERAL):
        return value if isinstance(value, str) else ""
    if kind == "places":
        return [_value(field.base_field, widget.widget, _at(value or (), n)) for n in range(widget.size)]
    if isinstance(field, forms.NullBooleanField):
        return value if isinstance(value, bool) else None
    if isinstance(field, forms.BooleanField):
        return value if isinstance(value, bool) else str(value).lower() in ("true", "1")
    return _scalar(field, widget, value)


def _has_parts(widget: Any) -> bool:
    return reading(widget) == "parts" or isinstance(widget, forms.MultiWidget)


def _part_values(field: Any, widget: Any, value: Any) -> dict[str, JSON]:
    values = value if isinstance(value, (list, tuple)) else widget.decompress(value)
    fields = getattr(field, "fields", ())
    parts = zip(part_names(widget), widget.widgets, strict=True)
    return {
        name: _value(_at(fields, number), part, _at(values, number))
        for number, (name, part) in enumerate(parts)
    }


def _at(items: Any, number: int) -> Any:
    return items[number] if number < len(items) else None


def _scalar(field: Any, widget: Any, value: Any) -> JSON:
    if value is None or value == "":
        return _preselected(widget)
    if isinstance(value, (int, float)) and _is_number(field) and not isinstance(value, bool):
        return _number(value)
    if isinstance(value, Decimal):
        return format(value, "f")
    if isinstance(value, datetime.date) and not isinstance(value, datetime.datetime) and takes_iso(field):
        return value.isoformat()
    if isinstance(widget, forms.widgets.DateTimeBaseInput):
        return str(widget.format_value(value) or "")
    return str(value)


def _selected(field: Any, widget: Any, value: Any) -> JSON:
    """Return which of its choices a page selects: that of the value, or else what a browser does by itself.

    A tuple is one that has the choice in it: people write `initial=CHOICES[0]`.
    """
    offered = ["" if key is None else str(key) for key in keys(widget.choices)]
    texts = widget.format_value(value)
    found = next((text for text in offered if text in texts), None)
    if found is None:
        return _preselected(widget)
    is_scalar = not isinstance(value, (list, tuple)) and not isinstance(field, _FLAGS)
    return _scalar(field, widget, value) if is_scalar else found


_FLAGS = (forms.BooleanField, forms.NullBooleanField)


def _preselected(widget: Any) -> str:
    """Return what a browser selects by itself: the first choice of a drop-down without an empty one."""
    is_dropdown = isinstance(widget, forms.Select) and not widget.allow_multiple_selected
    if not is_dropdown or not is_static(widget.choices):
        return ""
    values = ["" if key is None else str(key) for key in keys(widget.choices)]
    return "" if "" in values else next(iter(values), "")


def _is_number(field: Any) -> bool:
    """Tell whether the wire type of a field has numbers in it; decimals travel as text."""
    is_integer_or_float = isinstance(field, forms.IntegerField) and not isinstance(field, forms.DecimalField)
    return is_integer_or_float and not field.localize


def _number(value: int | float) -> JSON:
    is_exact = abs(value) < 2**53 if isinstance(value, int) else math.isfinite(value)
    return value if is_exact else str(value)
