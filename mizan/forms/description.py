"""How a form describes itself: to the contract, which is static, and to one user's page."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from django.forms.forms import BaseForm
from django.utils import timezone, translation

from mizan.forms.initial import initial_values, is_computed, static_values
from mizan.forms.layout import is_computed_layout, layout_of, with_formsets
from mizan.forms.offers import chosen_initially
from mizan.forms.options import FormOptions, FormSets, formsets_of, sources_of
from mizan.forms.reflection.form import reflect_form, title_of
from mizan.forms.reflection.static import has_own_init, static_form
from mizan.forms.reflection.texts import drop_texts, texts_of
from mizan.forms.version import version_of
from mizan.permissions import Policy
from mizan.protocol.envelope import JSON, Kept
from mizan.setup.operations import FormSpec
from mizan.setup.settings import settings

if TYPE_CHECKING:
    from django.http import HttpRequest


def describe(
    spec: FormSpec, who: Policy, params: dict[str, JSON] | None, output: dict[str, JSON]
) -> dict[str, JSON]:
    """Return the entry `forms.<name>` of the contract: without a request, without the database."""
    options: FormOptions = spec.options
    texts, layouts = {}, {}
    neutral: dict[str, JSON] | None = None
    for language in settings.LANGUAGES:
        with translation.override(language):
            schema = static_schema(spec)
            texts[language] = texts_of(schema)
            layouts[language] = _static_layout(spec)
            if neutral is None and language in _NEUTRAL:
                neutral, initial = schema, _static_initial(spec)
    if neutral is None:
        with translation.override(_NEUTRAL[0]):
            neutral, initial = static_schema(spec), _static_initial(spec)
    drop_texts(neutral)
    first = settings.LANGUAGES[0]
    for language, layout in layouts.items():
        if layout is not None and layout != layouts[first]:
            texts[language]["layout"] = layout  # all of it: crispy-forms makes ids of translated names, too
    return {
        "title": texts[first]["title"],
        "operations": dict(spec.operations),
        "schema": neutral,
        "texts": texts,
        "live": options.live is True or list(options.live or ()) or False,
        "output": output,
        "params": params,
        "initial": initial,
        "layout": layouts[first],
        "auth": who.describe(),
        "audience": options.audience or who.audience,
        "dynamic": neutral["x-mizan"]["dynamic"],
        "personal": _is_personal(spec),
        "choices_from": sources_of(options),
        "refresh_on": list(options.refresh_on),
        "bare": options.bare,
        "multipart": neutral["x-mizan"]["multipart"],
    }


_NEUTRAL = ("en", "en-us")
"""The language of what is no text, and one that Django has no catalogue and no formats of."""


def describe_live(spec: FormSpec, form: BaseForm, request: HttpRequest | None = None) -> dict[str, JSON]:
    """Return what `<form>.schema` answers for this form instance: its user, language and time zone."""
    schema = reflect_form(form, formsets=_formsets(form))
    _entitle(spec, schema)
    initial = initial_values(form, spec.options.initial, _formsets(form))
    chosen = chosen_initially(form, initial)
    version = version_of(form, spec.options)
    return {
        "title": schema["title"],
        "schema": schema,
        "initial": initial,
        "layout": with_formsets(layout_of(form, request), spec.options.formsets),
        "operations": dict(spec.operations),
        **({"chosen": chosen} if chosen else {}),
        **({"version": version} if version else {}),
    }


def keep_description(spec: FormSpec, write: Callable[[JSON], bytes]) -> Callable[[], bytes]:
    """Return what answers `describe_live` in writing, made once for what it depends on.

    Only for a form that is alike for all (`mizan.forms.own_code`).
    """

    @lru_cache(maxsize=64)
    def kept(language: str | None, time_zone: str, today: datetime.date) -> bytes:
        return Kept(write(describe_live(spec, spec.form_class())))

    return lambda: kept(
        translation.get_language(), timezone.get_current_timezone_name(), datetime.date.today()
    )


def _formsets(form: Any) -> Mapping[str, Any]:
    """Return the formsets that were hung on a form."""
    found: Mapping[str, Any] = getattr(form, "formsets", {})
    return found


def static_schema(spec: FormSpec) -> dict[str, JSON]:
    """Return the schema that holds for every request. Rules that may change with it are unknown."""
    form = static_form(spec.form_class, is_dynamic=spec.options.dynamic)
    options: FormOptions = spec.options
    # what get_formset_kwargs supplies may decide about the rows
    is_dynamic = options.dynamic or (True if options.get_formset_kwargs else options.dynamic)
    has_files = options.get_form_kwargs is not None or options.get_instance is not None
    schema = reflect_form(
        form, is_live=False, is_dynamic=is_dynamic, formsets=options.formsets, has_files=has_files
    )
    _entitle(spec, schema)
    return schema


def _static_initial(spec: FormSpec) -> dict[str, JSON]:
    options: FormOptions = spec.options
    return static_values(spec.form_class, static_fields(spec), options.initial, options.formsets)


def _static_layout(spec: FormSpec) -> list[JSON] | None:
    form = static_form(spec.form_class, is_dynamic=spec.options.dynamic)
    return with_formsets(layout_of(form), spec.options.formsets)


def _is_personal(spec: FormSpec) -> bool:
    """Tell whether a form begins with something, or is laid out in a way, that only its instance knows."""
    options: FormOptions = spec.options
    return (
        options.get_instance is not None
        or options.get_form_kwargs is not None
        or is_computed_layout(spec.form_class)
        or is_computed(spec.form_class, static_fields(spec), options.initial, options.formsets)
    )


def _entitle(spec: FormSpec, schema: dict[str, JSON]) -> None:
    """Say what the form is called; rows that stand alone are called the same."""
    schema["title"] = title = title_for(spec)
    if spec.options.bare:
        schema["properties"][spec.options.bare]["title"] = title


def static_fields(spec: FormSpec) -> dict[str, Any]:
    """Return the fields that hold for every request."""
    form: Any = static_form(spec.form_class, is_dynamic=spec.options.dynamic)
    fields: dict[str, Any] = form.fields if isinstance(form, BaseForm) else form.base_fields
    return fields


def title_for(spec: FormSpec) -> str:
    """Return what a page calls the form, in the active language."""
    return str(spec.options.title) or title_of(spec.form_class)


def may_take_files(form_class: type[BaseForm], formsets: FormSets) -> bool:
    """Tell whether a form or its rows take files, or may once an `__init__` of their own has run."""
    fields = getattr(form_class, "base_fields", {}).values()
    return (
        has_own_init(form_class)
        or any(field.widget.needs_multipart_form for field in fields)
        or any(may_take_files(each.form, formsets_of(each.form)) for each in formsets.values())
    )
