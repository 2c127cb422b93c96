"""System checks of forms."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from importlib.util import find_spec
from typing import Any

from django.apps import apps
from django.core import checks
from django.core.validators import StepValueValidator
from django.db.models import NOT_PROVIDED, Field, Model
from django.db.models.signals import pre_save
from django.forms import DecimalField, ImageField
from django.forms.forms import BaseForm
from django.forms.models import BaseModelForm

from mizan.forms.answer import is_annotated
from mizan.forms.arguments import taken_if_given
from mizan.forms.mixin import mizanFormMixin
from mizan.forms.offers import is_offered
from mizan.forms.options import with_rows
from mizan.forms.own_fields import broken_registration
from mizan.forms.reflection.code import member_of
from mizan.forms.reflection.static import has_own_init, static_form
from mizan.forms.register import model_of, source_of
from mizan.setup.operations import FormSpec
from mizan.setup.registry import registry

SENSITIVE = frozenset({"is_staff", "is_superuser", "password", "user_permissions"})
"""Columns that nobody should be able to fill in by accident."""


def check_forms(**_: object) -> list[checks.CheckMessage]:
    """Report forms that give away too much, cannot work, or say too little (`mizan.E035`–`E038`, `E064`,
    `E081`, `W030`, `W032`–`W034`)."""
    return [message for spec in registry.forms() for message in check_form(spec)]


def check_mixins(**_: object) -> list[checks.CheckMessage]:
    """Report forms with the mixin that nobody registered (`mizan.W031`)."""
    registered = {spec.form_class for spec in registry.forms()}
    return [
        checks.Warning(
            f"{source_of(form_class)} has mizanFormMixin, but says no mizan = …, so nothing can reach it.",
            hint="Write mizan = mizanFormMeta(name=…), or call register_form.",
            obj=source_of(form_class),
            id="mizan.W031",
        )
        for form_class in _forgotten(mizanFormMixin)
        if form_class not in registered
    ]


def _forgotten(base: type) -> Iterator[type[BaseForm]]:
    """Yield the forms of modules, not of functions, from which nothing derives and that say no `mizan`."""
    derived: list[Any] = base.__subclasses__()
    for cls in derived:
        yield from _forgotten(cls)
        is_of_module = getattr(sys.modules.get(cls.__module__), cls.__name__, None) is cls
        if is_of_module and issubclass(cls, BaseForm) and not (cls.__subclasses__() or hasattr(cls, "mizan")):
            yield cls


def check_form(spec: FormSpec) -> list[checks.CheckMessage]:
    """Report what is wrong with one form."""
    return [message for check in _CHECKS for message in check(spec)]


def _mass_assignment(spec: FormSpec) -> Iterator[checks.CheckMessage]:
    for form_class, words in with_rows(spec.form_class, spec.options.formsets, source_of(spec.form_class)):
        if not issubclass(form_class, BaseModelForm):
            continue
        options: Any = form_class._meta
        found = SENSITIVE & {field.name for field in options.model._meta.get_fields()}
        if options.fields is None and found:
            yield checks.Error(
                f"{words} takes all columns of a model that has {', '.join(sorted(found))}.",
                hint="Name the columns that people may fill in: Meta.fields = ['email', …].",
                obj=source_of(spec.form_class),
                id="mizan.E035",
            )


def _float_steps(spec: FormSpec) -> Iterator[checks.CheckMessage]:
    for name, field in getattr(spec.form_class, "base_fields", {}).items():
        steps = [check for check in getattr(field, "validators", ()) if isinstance(check, StepValueValidator)]
        mixed = [step for step in steps if step.offset is not None and _has_float(step)]
        if isinstance(field, DecimalField) and mixed:
            yield checks.Error(
                f"{source_of(spec.form_class)}.{name} is a DecimalField with a step and a float: Django "
                "cannot subtract one from the other, and answers every value with an error of its own.",
                hint="Write Decimal('0.5') instead of 0.5 for min_value and step_size.",
                obj=source_of(spec.form_class),
                id="mizan.E036",
            )


def _images(spec: FormSpec) -> Iterator[checks.CheckMessage]:
    names = [
        name
        for name, field in getattr(spec.form_class, "base_fields", {}).items()
        if isinstance(field, ImageField)
    ]
    if names and find_spec("PIL") is None:
        yield checks.Error(
            f"{source_of(spec.form_class)} takes pictures ({', '.join(names)}), and Pillow is not installed: "
            "Django could look at none.",
            hint="python -m pip install Pillow",
            obj=source_of(spec.form_class),
            id="mizan.E038",
        )


def _has_float(step: StepValueValidator) -> bool:
    return isinstance(step.offset, float) or isinstance(step.limit_value, float)


def _promises(spec: FormSpec) -> Iterator[checks.CheckMessage]:
    if (
        spec.options.dynamic is False
        and has_own_init(spec.form_class)
        and isinstance(static_form(spec.form_class, is_dynamic=False), type)
    ):
        yield checks.Error(
            f"{source_of(spec.form_class)} says dynamic=False, but it cannot be made without a request or "
            "without the database.",
            hint="Give the arguments of its __init__ defaults, or leave dynamic=False out.",
            obj=source_of(spec.form_class),
            id="mizan.E037",
        )


def _added_choices(spec: FormSpec) -> Iterator[checks.CheckMessage]:
    """Report what nobody could choose from, for a form that says it has no more fields than its class."""
    form = static_form(spec.form_class, is_dynamic=spec.options.dynamic)
    if isinstance(form, type) or "options" in spec.operations:
        return
    names = [name for name, field in form.fields.items() if is_offered(field)]
    if names:
        yield checks.Error(
            f"{source_of(spec.form_class)} says dynamic=False, but its __init__ adds fields whose choices "
            f"are asked of the server: {', '.join(names)}.",
            hint="Declare these fields in the class, or leave dynamic=False out.",
            obj=source_of(spec.form_class),
            id="mizan.E064",
        )


def _registered_fields(spec: FormSpec) -> Iterator[checks.CheckMessage]:
    for name, field in getattr(spec.form_class, "base_fields", {}).items():
        if reason := broken_registration(field):
            yield checks.Error(
                f"{source_of(spec.form_class)}.{name}: the registration of {type(field).__name__} does not "
                f"work: {reason}",
                hint="The function of @register_field gets the field and returns one of Django's own: "
                "forms.RegexField(…, required=field.required).",
                obj=source_of(spec.form_class),
                id="mizan.E081",
            )


def _layouts(spec: FormSpec) -> Iterator[checks.CheckMessage]:
    module = sys.modules.get(spec.form_class.__module__, sys)
    names = {str(getattr(thing, "__module__", "")).partition(".")[0] for thing in vars(module).values()}
    if "crispy_forms" in names and not apps.is_installed("crispy_forms"):
        yield checks.Warning(
            f"{source_of(spec.form_class)} may have a layout of crispy-forms, which is not drawn.",
            hint="Add 'crispy_forms' to INSTALLED_APPS.",
            obj=source_of(spec.form_class),
            id="mizan.W032",
        )


def _who_asks(spec: FormSpec) -> Iterator[checks.CheckMessage]:
    """Report forms that would take the request or its user, which nobody supplies."""
    form_class: Any = spec.form_class
    is_supplied = spec.name.startswith("auth.")  # in ways of their own
    if is_supplied or spec.options.get_form_kwargs is not None:
        return
    names = [name for name in taken_if_given(form_class) if name in ("request", "user")]
    if names:
        given = {"request": "request", "user": "request.user"}
        yield checks.Warning(
            f"{source_of(spec.form_class)}.__init__ takes {' and '.join(names)}, and nobody supplies it.",
            hint="Add @classmethod get_form_kwargs(cls, request, params) that returns "
            f"{{{', '.join(f'{name!r}: {given[name]}' for name in names)}}}; or {{}}, where none is right.",
            obj=source_of(spec.form_class),
            id="mizan.W033",
        )


def _columns_left_out(spec: FormSpec) -> Iterator[checks.CheckMessage]:
    """Report forms whose new records would lack what the database wants, since a view supplied it."""
    form_class: Any = spec.form_class
    if not issubclass(form_class, BaseModelForm) or spec.options.get_instance or spec.options.get_form_kwargs:
        return
    model: Any = model_of(form_class)
    is_own = (
        any(member_of(form_class, name) is not member_of(BaseModelForm, name) for name in _FILLING)
        or member_of(model, "save") is not Model.save
        or pre_save.has_listeners(model)
    )
    missing = (
        [] if is_own else [field.name for field in model._meta.concrete_fields if _is_bare(form_class, field)]
    )
    if missing:
        yield checks.Warning(
            f"{source_of(form_class)} saves a new {model.__name__} without {', '.join(missing)}, which the "
            "database wants.",
            hint=f"Add @classmethod get_instance(cls, request, params) that returns {model.__name__}"
            f"({', '.join(f'{name}=…' for name in missing)}), or name the fields in Meta.fields.",
            obj=source_of(form_class),
            id="mizan.W034",
        )


_FILLING = ("__init__", "save", "clean", "_post_clean", "full_clean")
"""Methods by which a form may complete its record."""


def _is_bare(form_class: Any, column: Any) -> bool:
    """Tell a column that would be null in a new record, and may not be."""
    return not (
        column.name in form_class.base_fields
        or column.null
        or column.primary_key
        or column.generated
        or column.has_default()
        or column.empty_strings_allowed
        or column.db_default is not NOT_PROVIDED
        or member_of(type(column), "pre_save") is not Field.pre_save
    )


def _annotations(spec: FormSpec) -> Iterator[checks.CheckMessage]:
    hook = spec.options.on_submit
    if hook is not None and not is_annotated(hook):
        name = getattr(hook, "__name__", "on_submit")
        yield checks.Warning(
            f"{source_of(spec.form_class)}: {name} does not say what it returns, so its answer has no type.",
            hint=f"Annotate it: def {name}(…) -> None, or the type of its answer.",
            obj=source_of(spec.form_class),
            id="mizan.W030",
        )


_CHECKS: tuple[Callable[[FormSpec], Iterator[checks.CheckMessage]], ...] = (
    _mass_assignment,
    _float_steps,
    _images,
    _promises,
    _added_choices,
    _registered_fields,
    _layouts,
    _who_asks,
    _columns_left_out,
    _annotations,
)
