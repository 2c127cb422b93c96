"""Whether what a form declares about its choices and its record makes sense; if not, it is not published."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.core.exceptions import FieldDoesNotExist, FieldError
from django.forms.forms import BaseForm
from django.forms.models import BaseInlineFormSet, BaseModelForm

from mizan.forms.offers import is_offered
from mizan.forms.options import FormOptions, FormSets, declared_of, formsets_of, mizanFormMeta
from mizan.forms.reflection.choices import has_rows
from mizan.protocol.errors import ConfigurationError


def require_sense(form_class: type[BaseForm], options: FormOptions, source: str) -> None:
    """Raise ConfigurationError for a declaration that can do nothing (`mizan.E051`–`E053`, `E060`–`E063`)."""
    fields = getattr(form_class, "base_fields", {})
    _require_choices(fields, options, source)
    _require_refresh(fields, options, source)
    _require_version(form_class, options, source)
    require_rows(form_class, options.formsets, source, is_supplied=options.get_formset_kwargs is not None)


def require_rows(form_class: Any, formsets: FormSets, source: str, *, is_supplied: bool) -> None:
    """Raise ConfigurationError for formsets that cannot be those of this form (`mizan.E051`–`E053`)."""
    formset_class: Any
    for name, formset_class in formsets.items():
        if not hasattr(formset_class, "form"):
            raise no_rows(f"{source}: formsets[{name!r}]")
        if name in getattr(form_class, "base_fields", {}):
            raise ConfigurationError(
                f"{source} has a field and a formset that are both called {name!r}.",
                hint="Give the formset another name in mizanFormMeta(formsets={…}).",
                check_id="mizan.E052",
                obj=source,
            )
        if not is_supplied and not _hangs_on(formset_class, form_class):
            model = formset_class.fk.remote_field.model.__name__
            raise ConfigurationError(
                f"{source}: the rows {name!r} hang on a {model}, and the form is of none.",
                hint=f"Give them to a ModelForm of {model}, or return {{'instance': …}} from "
                "get_formset_kwargs(request, params, name).",
                check_id="mizan.E053",
                obj=source,
            )
        row = formset_class.form
        _require_choices(getattr(row, "base_fields", {}), declared_of(row), f"{source}: a row of {name!r}")
        require_rows(row, formsets_of(row), source, is_supplied=is_supplied)


def _hangs_on(formset_class: Any, form_class: Any) -> bool:
    """Tell whether the record of a form is what its rows point at."""
    if not issubclass(formset_class, BaseInlineFormSet):
        return True
    model: Any = getattr(getattr(form_class, "_meta", None), "model", None)
    parent: Any = formset_class.fk.remote_field.model
    return model is not None and issubclass(model._meta.concrete_model, parent._meta.concrete_model)


def no_rows(source: str) -> ConfigurationError:
    """Return the complaint about a formset that has no form."""
    return ConfigurationError(
        f"{source} is a formset without a form: it has no rows.",
        hint="Take what formset_factory, modelformset_factory or inlineformset_factory makes.",
        check_id="mizan.E051",
        obj=source,
    )


def _require_choices(fields: dict[str, Any], options: mizanFormMeta, source: str) -> None:
    _require_sources(fields, options, source)
    _require_search(fields, options, source)


def _require_sources(fields: dict[str, Any], options: mizanFormMeta, source: str) -> None:
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


def _require_search(fields: dict[str, Any], options: mizanFormMeta, source: str) -> None:
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
