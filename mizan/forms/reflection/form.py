"""Forms as JSON Schema: a class without a request or the database, an instance as it stands."""

from __future__ import annotations

import inspect
import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import Any

from django import forms
from django.forms.forms import BaseForm
from django.forms.formsets import BaseFormSet
from django.forms.models import BaseModelForm
from django.forms.renderers import get_default_renderer
from django.utils.translation import get_language

from mizan.forms.initial import initial_values, static_values
from mizan.forms.model_rules import is_unique, rules_of_rows
from mizan.forms.options import formsets_of
from mizan.forms.reflection import choices as choice_data
from mizan.forms.reflection.code import DELETES, SETS_DATA, heeds_data, member_of, names_of, own_methods
from mizan.forms.reflection.property import write_property
from mizan.forms.reflection.rows import is_opaque, own_names, write_rows
from mizan.forms.reflection.static import MAKERS, has_own_init, static_form
from mizan.forms.reflection.stock import reads_otherwise
from mizan.forms.reflection.together import rules_together
from mizan.forms.reflection.validators import name_of
from mizan.protocol.envelope import JSON

SCHEMA = "https://json-schema.org/draft/2020-12/schema"

HOOKS = ("clean", "full_clean", "_clean_fields", "_clean_form", "_post_clean", "is_valid")
"""Methods by which a form judges as a whole."""

REFEREES = (
    "full_clean",
    "_clean_fields",
    "_clean_bound_field",
    "add_error",
    "is_valid",
    "errors",
    "_bound_items",
    "__getitem__",
    "_widget_data_value",
    "add_prefix",
    "data",
    "__getattribute__",
)
"""Methods by which a form can take back what its fields said."""


def reflect(form: Any) -> dict[str, JSON]:
    """Return the JSON Schema (2020-12, with `x-mizan`) of a form class, a form instance or a formset.

    A class is reflected without a request and without a query, an instance as it stands. Never raises on a
    legal form; TypeError on anything else. Source: protocol/forms.md.
    """
    if inspect.isclass(form) and issubclass(form, BaseFormSet):
        return _formset(form, reflect(form.form))
    if isinstance(form, BaseFormSet):
        return _formset(form, _row(form))
    if isinstance(form, BaseForm):
        return reflect_form(form)
    if inspect.isclass(form) and issubclass(form, BaseForm):
        is_dynamic = getattr(form.__dict__.get("mizan"), "dynamic", None)
        return reflect_form(static_form(form, is_dynamic=is_dynamic), is_live=False, is_dynamic=is_dynamic)
    raise TypeError(f"{form!r} is no Django form.")


def reflect_form(
    form: BaseForm | type[BaseForm],
    *,
    is_live: bool = True,
    is_dynamic: bool | None = None,
    formsets: Mapping[str, Any] | None = None,
    reason: str | None = None,
    has_files: bool | None = None,
) -> dict[str, JSON]:
    """Return the schema of one form and its formsets (those that its class declares, by default).

    `is_live` says that it was made for a request: then what is computed may be computed. Otherwise rules that
    may change with the request are unknown; `is_dynamic` is what the form's author says of that, `has_files`
    whether what is edited may have its files already. `reason` says why no rule holds, if that is so.
    """
    form_class = form if inspect.isclass(form) else type(form)
    fields = _ordered(form) if inspect.isclass(form) else form.fields
    formsets = formsets_of(form_class) if formsets is None else formsets
    reason = (
        reason or why_no_rules(form_class, form) or _why_dynamic(form, is_live=is_live, is_dynamic=is_dynamic)
    )
    late = _after_a_change_of_fields(form_class, fields)
    properties: dict[str, JSON] = {}
    required: list[str] = []
    for name, field in fields.items():
        properties[name], is_required = write_property(
            name,
            field,
            server=list(_field_hooks(form_class, name, field)),
            reason=reason or late.get(name),
            is_live=is_live,
            is_there=isinstance(field, forms.FileField) and _is_there(form, name, field, has_files),
        )
        required += [name] if is_required else []
    for name, formset in formsets.items():
        properties[name] = _rows(name, formset, is_live=is_live, reason=reason)
    rows = [properties[name]["items"]["x-mizan"] for name in formsets]
    equals = [] if reason is not None else rules_together(form_class, properties)
    return {
        "$schema": SCHEMA,
        "type": "object",
        "title": title_of(form_class),
        "properties": properties,
        "required": required,
        "x-mizan": {
            "version": 1,
            "order": [*fields, *formsets],
            "language": get_language() or "en",
            "server": _form_hooks(form_class, fields),
            "dynamic": not is_live
            and (is_open(form, is_dynamic=is_dynamic) or any(row["dynamic"] for row in rows)),
            "multipart": any(field.widget.needs_multipart_form for field in fields.values())
            or any(row["multipart"] for row in rows),
            **({"equals": equals} if equals else {}),
        },
    }


def _rows(name: str, formset: Any, *, is_live: bool, reason: str | None) -> dict[str, JSON]:
    """Return the property of a formset: its class, or an unbound instance with the `described` row of it."""
    formset_class = formset if inspect.isclass(formset) else type(formset)
    form = getattr(formset, "described", formset.form)
    fields = form.fields if isinstance(form, BaseForm) else form.base_fields
    reason = reason or (
        f"{formset_class.__name__} judges rows in its own way" if is_opaque(formset_class) else None
    )
    if isinstance(form, BaseForm):
        form.fields = {each: form.fields[each] for each in own_names(formset, form.fields)}
        blank, inner = initial_values(form), vars(form).get("formsets")
    else:
        blank, inner = static_values(form, fields), None
        fields = {each: fields[each] for each in own_names(formset, fields)}
    row = reflect_form(
        form,
        is_live=is_live and isinstance(form, BaseForm),
        is_dynamic=None,
        formsets=inner,
        reason=reason,
    )
    blank = {each: value for each, value in blank.items() if each in row["properties"]}
    blank |= {each: [] for each in row["properties"] if "formset" in row["properties"][each]["x-mizan"]}
    known = reason is None and not row["x-mizan"]["dynamic"]
    shows = [] if _begins_otherwise(formset) else _telling(form, row["properties"])
    return write_rows(name, formset, row, blank, shows, is_known=known)


_TELLING = ("char", "integer", "float", "decimal")
"""Rules of fields of which any text is something else than nothing."""


def _telling(form: Any, properties: dict[str, JSON]) -> list[str]:
    """Return the fields that are empty in a new row, and whose text can only come from somebody."""
    fields = form.fields if isinstance(form, BaseForm) else form.base_fields
    model = getattr(getattr(form, "_meta", None), "model", None)
    columns = {column.name: column for column in model._meta.fields} if model else {}
    return [
        name
        for name, field in fields.items()
        if name in properties
        and properties[name]["x-mizan"]["rule"]["k"] in _TELLING
        and not field.disabled
        and not isinstance(field.widget, forms.MultiWidget)
        and (field.initial is None or field.initial == "")
        and not field.show_hidden_initial
        and type(field).has_changed is forms.Field.has_changed
        and (name not in columns or not columns[name].has_default())
    ]


def _begins_otherwise(formset: Any) -> bool:
    """Tell a formset of a request whose new rows do not begin as their class says."""
    if inspect.isclass(formset):
        return False
    return bool(getattr(formset, "initial_extra", None) or formset.initial or formset.form_kwargs)


def _is_there(form: BaseForm | type[BaseForm], name: str, field: Any, has_files: bool | None) -> bool:
    """Tell whether a file may be there already, so that none is missing."""
    if field.initial:
        return True
    if not isinstance(form, BaseForm):
        return _may_edit(form) if has_files is None else has_files
    try:
        return bool(form.get_initial_for_field(field, name))
    except Exception:
        return True


def _may_edit(form_class: type[BaseForm]) -> bool:
    """Tell a class whose forms may be given something to begin with."""
    hook = getattr(form_class, "get_form_kwargs", None)
    is_own = hook is not None and hook.__module__.partition(".")[0] != "mizan"
    return is_own or issubclass(form_class, BaseModelForm)


def is_open(form: BaseForm | type[BaseForm], *, is_dynamic: bool | None) -> bool:
    """Tell whether a page must ask for the form: its rules, or what it offers, are known only with a
    request."""
    fields = _ordered(form) if inspect.isclass(form) else form.fields
    return _why_dynamic(form, is_live=False, is_dynamic=is_dynamic) is not None or any(
        map(_has_computed_choices, fields.values())
    )


def title_of(form_class: type[BaseForm]) -> str:
    """Return the title of a form that declares none: the words of its class's name."""
    words = re.findall(r"[A-Z]+(?![a-z])|[A-Z]?[^A-Z_]+", form_class.__name__.removesuffix("Form"))
    return " ".join(words).capitalize() if words else form_class.__name__


def _ordered(form_class: type[BaseForm]) -> dict[str, forms.Field]:
    """Return the fields of a class in the order that its instances have."""
    fields = dict(getattr(form_class, "base_fields", {}))
    first = [name for name in form_class.field_order or () if name in fields]
    return {name: fields[name] for name in [*first, *fields]}


def _has_computed_choices(field: Any) -> bool:
    choices = getattr(field.widget, "choices", None)
    return choices is not None and not choice_data.is_static(choices) and not choice_data.has_rows(choices)


def _why_dynamic(form: BaseForm | type[BaseForm], *, is_live: bool, is_dynamic: bool | None) -> str | None:
    """Return why rules that stand in the class may not hold for a request, or None."""
    if is_live:
        return None
    if is_dynamic:
        return "the form is declared dynamic"
    if inspect.isclass(form) and has_own_init(form):
        return f"{form.__name__} has an __init__ of its own"
    return None


def why_no_rules(form_class: type[BaseForm], form: Any = None) -> str | None:
    """Return why what the fields say may not be what the form says, or None."""
    cls: Any = form_class
    reason = _why_no_rules(cls)
    if reason is None and isinstance(form, BaseForm) and form.empty_permitted:
        return "the form may be left empty"
    bound = _bound_class(form if isinstance(form, BaseForm) else form_class)
    if reason is None and reads_otherwise(bound):
        return f"{bound.__name__} overrides data"
    return reason


def _bound_class(form: Any) -> Any:
    """Return the class of a form's bound fields; that of its renderer where the form names none."""
    renderer = getattr(form, "renderer", None) or form.default_renderer or get_default_renderer()
    return form.bound_field_class or getattr(renderer, "bound_field_class", None)


@cache
def _why_no_rules(form_class: Any) -> str | None:
    for name in REFEREES:
        if _is_overridden(form_class, name):
            return f"{form_class.__name__} overrides {name}"
    for name, method in own_methods(form_class):
        names = names_of(method, form_class)
        if _takes_errors_back(names):
            return f"{form_class.__name__}.{name} takes errors back"
        if SETS_DATA in names or (name in MAKERS and heeds_data(method, form_class)):
            return f"{form_class.__name__}.{name} may heed what was posted"
        if name == "get_form_kwargs" and not names.isdisjoint(_LENIENT):
            return f"{form_class.__name__}.{name} may make a form that judges otherwise"
    return None


def _is_overridden(form_class: type[BaseForm], name: str) -> bool:
    found = member_of(form_class, name)
    return all(found is not stock for stock in _stock(name))


@cache
def _stock(name: str) -> list[Any]:
    return [member_of(cls, name) for cls in (BaseForm, BaseModelForm)]


def _takes_errors_back(names: set[str]) -> bool:
    """Tell a method that may remove an error, the way people did before `add_error`."""
    return "_errors" in names or ("errors" in names and not names.isdisjoint(_REMOVE))


_LENIENT = frozenset({"empty_permitted", "bound_field_class", "renderer"})
"""Arguments of a form that change what it lets pass."""

_REMOVE = frozenset({"pop", "popitem", "clear", "__delitem__", DELETES})


def _after_a_change_of_fields(form_class: type[BaseForm], fields: dict[str, forms.Field]) -> dict[str, str]:
    """Return the fields that come after a `clean_<name>` which reaches for `self.fields`, and why that
    matters."""
    names = list(fields)
    cls: Any = form_class
    for position, name in enumerate(names):
        if _changes_fields(cls, f"clean_{name}"):
            return dict.fromkeys(names[position + 1 :], f"clean_{name} may change the fields after it")
    return {}


@cache
def _changes_fields(form_class: Any, name: str) -> bool:
    method = member_of(form_class, name)
    return not names_of(method, form_class).isdisjoint({"fields", "field"})


@cache
def _hooks(form_class: Any) -> list[str]:
    return [name for name in HOOKS if _is_overridden(form_class, name)]


def _form_hooks(form_class: type[BaseForm], names: Iterable[str]) -> list[str]:
    cls: Any = form_class
    hooks = [*_hooks(cls)]
    if not issubclass(form_class, BaseModelForm):
        return hooks
    model = getattr(getattr(form_class, "_meta", None), "model", None)
    return [*hooks, "model", *(rules_of_rows(model, names) if model else ())]


def _field_hooks(form_class: type[BaseForm], name: str, field: Any) -> Iterator[str]:
    """Yield the names of what the form and its model add to the rules of a field."""
    if hasattr(form_class, f"clean_{name}"):
        yield f"clean_{name}"
    options = getattr(form_class, "_meta", None)
    model = getattr(options, "model", None)
    column = {column.name: column for column in model._meta.fields}.get(name) if model else None
    if column is not None:
        if is_unique(model, column):
            yield "unique"
        yield from (name_of(validator) for validator in column.validators if not _has(field, validator))


def _has(field: Any, validator: Any) -> bool:
    """Tell whether a field has a validator; one whose `==` takes its own kind alone equals no other."""
    try:
        return validator in field.validators
    except Exception:
        return False


def _row(formset: Any) -> dict[str, JSON]:
    """Return the schema of an empty row; of its class, where a row cannot be made without a number."""
    try:
        row = formset.empty_form
    except Exception:
        row = formset.form
    return reflect(row)


def _formset(formset: Any, row: dict[str, JSON]) -> dict[str, JSON]:
    return {
        "$schema": SCHEMA,
        "type": "array",
        "items": {key: part for key, part in row.items() if key != "$schema"},
        "x-mizan": {
            "version": 1,
            "formset": True,
            "min": formset.min_num if formset.validate_min else 0,
            "max": formset.max_num if formset.validate_max else None,
            "absolute_max": formset.absolute_max,
            "can_delete": formset.can_delete,
            "can_order": formset.can_order,
        },
    }
