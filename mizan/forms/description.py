"""How a form describes itself: to the contract, which is static, and to one user's page."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from typing import Any

from django.db import connections
from django.forms.forms import BaseForm
from django.utils import translation

from mizan.forms.initial import initial_values, static_values
from mizan.forms.layout import layout_of
from mizan.forms.options import FormOptions
from mizan.forms.reflection.form import has_own_init, reflect_form, title_of
from mizan.forms.reflection.texts import split
from mizan.permissions import Policy
from mizan.protocol.envelope import JSON
from mizan.setup.operations import FormSpec
from mizan.setup.settings import settings


def describe(
    spec: FormSpec, who: Policy, params: dict[str, JSON] | None, output: dict[str, JSON]
) -> dict[str, JSON]:
    """Return the entry `forms.<name>` of the contract: without a request, without the database."""
    options: FormOptions = spec.options
    with translation.override("en"):
        neutral, _ = split(static_schema(spec))
        initial = static_values(spec.form_class, static_fields(spec), options.initial)
    texts = {}
    for language in settings.LANGUAGES:
        with translation.override(language):
            texts[language] = split(static_schema(spec))[1]
    with translation.override(settings.LANGUAGES[0]):
        layout = layout_of(static_form(spec))
        title = title_for(spec)
    return {
        "title": title,
        "operations": dict(spec.operations),
        "schema": neutral,
        "texts": texts,
        "live": options.live if isinstance(options.live, bool) else list(options.live),
        "output": output,
        "params": params,
        "initial": initial,
        "layout": layout,
        "auth": who.describe(),
        "audience": options.audience or who.audience,
        "dynamic": neutral["x-mizan"]["dynamic"],
        "multipart": neutral["x-mizan"]["multipart"],
    }


def describe_live(spec: FormSpec, form: BaseForm) -> dict[str, JSON]:
    """Return what `<form>.schema` answers for this form instance: its user, language and time zone."""
    schema = reflect_form(form)
    schema["title"] = title_for(spec)
    return {
        "title": schema["title"],
        "schema": schema,
        "initial": initial_values(form, spec.options.initial),
        "layout": layout_of(form),
        "operations": dict(spec.operations),
    }


def static_schema(spec: FormSpec) -> dict[str, JSON]:
    """Return the schema that holds for every request. Rules that may change with it are unknown."""
    form = static_form(spec)
    schema = reflect_form(form, is_live=False, is_dynamic=spec.options.dynamic)
    schema["title"] = title_for(spec)
    return schema


def static_form(spec: FormSpec) -> BaseForm | type[BaseForm]:
    """Return the class; or an instance, where an `__init__` of its own is promised not to need a request."""
    if spec.options.dynamic is False and has_own_init(spec.form_class):
        try:
            with without_database():
                form: BaseForm = spec.form_class()
                return form
        except Exception:
            return spec.form_class  # `check_forms` says why
    return spec.form_class


def static_fields(spec: FormSpec) -> dict[str, Any]:
    """Return the fields that hold for every request."""
    form = static_form(spec)
    return form.fields if isinstance(form, BaseForm) else form.base_fields  # type: ignore[attr-defined]


def title_for(spec: FormSpec) -> str:
    """Return what a page calls the form, in the active language."""
    return str(spec.options.title) or title_of(spec.form_class)


def may_take_files(form_class: type[BaseForm]) -> bool:
    """Tell whether a form takes files, or may once its own `__init__` has run."""
    fields = getattr(form_class, "base_fields", {}).values()
    return has_own_init(form_class) or any(field.widget.needs_multipart_form for field in fields)


@contextmanager
def without_database() -> Iterator[None]:
    """Refuse every query inside the block: a contract holds nothing from a database."""
    with ExitStack() as stack:
        for connection in connections.all():
            stack.enter_context(connection.execute_wrapper(_refuse))
        yield


def _refuse(execute: Any, sql: Any, params: Any, many: Any, context: Any) -> Any:
    raise RuntimeError("A form that is not dynamic asked the database for something.")
