"""Whether what a form declares about its choices and its record makes sense; if not, it is not published."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.core.exceptions import FieldDoesNotExist, FieldError
from django.forms.forms import BaseForm
from django.forms.models import BaseModelForm

from mizan.forms.offers import is_offered
from mizan.forms.options import FormOptions
from mizan.forms.reflection.choices import has_rows
from mizan.protocol.errors import ConfigurationError


def require_sense(form_class: type[BaseForm], options: FormOptions, source: str) -> None:
    """Raise ConfigurationError for a declaration that can do nothing (`mizan.E060`–`E063`)."""
    fields = getattr(form_class, "base_fields", {})
    _require_sources(fields, options, source)
    _require_search(fields, options, source)
    _require_refresh(fields, options, source)
    _require_version(form_class, options, source)


def _require_sources(fields: dict[str, Any], options: FormOptions, source: str) -> None:
    for name, others in (options.choices_from or {}).items():
        each = [others] if isinstance(others, str) else list(others)
        missing = _missing(fields, [name, *each])
        if missing or name in each or not is_offered(fields[name]):
            raise ConfigurationError(
                f"{source}: choices_from={{{name!r}: {others!r}}} "
                + (
                    f"names {', '.join(missing)}, which the form does not have."
                    if missing
                    else "says nothing: the field has no rows and no computed choices, or depends on itself."
                ),
                hint="Write choices_from={'city': 'country'}, where city is a ModelChoiceField whose "
                "queryset the form narrows by the value of country.",
                check_id="mizan.E060",
                obj=source,
            )


def _require_search(fields: dict[str, Any], options: FormOptions, source: str) -> None:
    for name, columns in (options.search or {}).items():
        if isinstance(columns, str) or not _can_search(fields.get(name), columns):
            raise ConfigurationError(
                f"{source}: search={{{name!r}: {columns!r}}} names no columns of the rows of a field.",
                hint="Write search={'city': ['name', 'country__name']}: a field with rows, and columns of "
                "text of its model, or of models that it points to.",
                check_id="mizan.E061",
                obj=source,
            )


def _can_search(field: Any, columns: Iterable[str]) -> bool:
    if field is None or not is_offered(field) or not has_rows(field.widget.choices) or field.queryset is None:
        return False
    try:
        for column in columns:
            field.queryset.model._base_manager.filter(**{f"{column}__icontains": "a"})
    except (FieldError, TypeError, ValueError):
        return False
    return True


def _require_refresh(fields: dict[str, Any], options: FormOptions, source: str) -> None:
    names = options.refresh_on
    if isinstance(names, str) or _missing(fields, names):
        raise ConfigurationError(
            f"{source}: refresh_on={names!r} names no fields of the form.",
            hint=f"Write a list of {', '.join(fields)}.",
            check_id="mizan.E062",
            obj=source,
        )


def _require_version(form_class: Any, options: FormOptions, source: str) -> None:
    if options.version is None:
        return
    is_edited = issubclass(form_class, BaseModelForm) and (options.get_instance or options.get_form_kwargs)
    if not is_edited or not (callable(options.version) or _has_column(form_class, options.version)):
        raise ConfigurationError(
            f"{source}: version={options.version!r} is nothing of a record that the form edits.",
            hint="Only a ModelForm with get_instance edits. Name a column that each change sets, such as a "
            "DateTimeField(auto_now=True), or a callable (instance) -> value.",
            check_id="mizan.E063",
            obj=source,
        )


def _has_column(form_class: Any, name: str) -> bool:
    try:
        return bool(form_class._meta.model._meta.get_field(name).concrete)
    except (AttributeError, FieldDoesNotExist):
        return False


def _missing(fields: dict[str, Any], names: Iterable[str]) -> list[str]:
    return [str(name) for name in names if name not in fields]
