"""Register forms: each becomes the operations `<name>.schema`, `.validate` and `.submit`."""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import fields
from importlib import import_module
from typing import TYPE_CHECKING, Any, TypeVar

from django.forms.forms import BaseForm
from django.forms.formsets import BaseFormSet
from django.forms.models import BaseInlineFormSet, BaseModelForm, BaseModelFormSet

from mizan.forms.arguments import takes_data, wanted, wanted_to_save
from mizan.forms.options import FormOptions, FormSets, OnSubmit, mizanFormMeta
from mizan.permissions import UNSET, Audience
from mizan.protocol.errors import ConfigurationError, Failure
from mizan.setup.limit import Rates
from mizan.setup.registry import registry

if TYPE_CHECKING:
    from django.http import HttpRequest
    from pydantic import BaseModel

    from mizan.setup.operations import FormSpec, Operation

FormClass = TypeVar("FormClass", bound=type[BaseForm])
FormSetClass = TypeVar("FormSetClass", bound="type[BaseFormSet[Any]]")


def register_form(
    form_class: FormClass,
    *,
    name: str | None = None,
    title: str = "",
    auth: object = UNSET,
    reauthenticate: bool = False,
    audience: Audience | None = None,
    on_submit: OnSubmit | None = None,
    get_form_kwargs: Callable[[HttpRequest, Any], dict[str, Any]] | None = None,
    get_instance: Callable[[HttpRequest, Any], Any] | None = None,
    get_formset_kwargs: Callable[[HttpRequest, Any, str], dict[str, Any]] | None = None,
    params: type[BaseModel] | None = None,
    formsets: FormSets | None = None,
    live: bool | Sequence[str] | None = False,
    success_url: str | None = None,
    dynamic: bool | None = None,
    initial: Sequence[str] | None = None,
    search: Mapping[str, Sequence[str]] | None = None,
    choices_from: Mapping[str, str | Sequence[str]] | None = None,
    refresh_on: Sequence[str] = (),
    version: str | Callable[[Any], Any] | None = None,
    affects: Sequence[str] = (),
    errors: Sequence[type[Failure]] = (),
    limit: Rates = None,
) -> FormClass:
    """Register a form class that must not be edited, and return it.

    `on_submit(form, request)` acts on a valid form (a ModelForm is saved before); what it returns is the
    answer, typed by its annotation. `get_form_kwargs(request, params)` supplies what the form's `__init__`
    wants, `get_instance(request, params)` the record that a ModelForm edits, `get_formset_kwargs(request,
    params, name)` what a formset wants. The others are fields of `mizanFormMeta`.

    What makes no sense is reported by `manage.py check`, and the form is then not published.
    """
    options = FormOptions(
        name=name,
        title=title,
        auth=auth,
        reauthenticate=reauthenticate,
        audience=audience,
        on_submit=on_submit,
        get_form_kwargs=get_form_kwargs,
        get_instance=get_instance,
        get_formset_kwargs=get_formset_kwargs,
        params=params,
        formsets=formsets or {},
        live=live,
        success_url=success_url,
        dynamic=dynamic,
        initial=initial,
        search=search,
        choices_from=choices_from,
        refresh_on=refresh_on,
        version=version,
        affects=affects,
        errors=errors,
        limit=limit,
    )
    registry.defer(lambda: publish(form_class, options))
    return form_class


def register_formset(
    formset_class: FormSetClass,
    *,
    name: str | None = None,
    title: str = "",
    auth: object = UNSET,
    reauthenticate: bool = False,
    audience: Audience | None = None,
    on_submit: OnSubmit | None = None,
    get_formset_kwargs: Callable[[HttpRequest, Any, str], dict[str, Any]] | None = None,
    params: type[BaseModel] | None = None,
    live: bool | Sequence[str] | None = False,
    success_url: str | None = None,
    dynamic: bool | None = None,
    affects: Sequence[str] = (),
    errors: Sequence[type[Failure]] = (),
    limit: Rates = None,
) -> FormSetClass:
    """Register a formset that belongs to no form, and return it.

    `on_submit(formset, request)` acts on valid rows (a model formset is saved before).
    `get_formset_kwargs(request, params, name)` supplies what the formset is made with: the `queryset` of the
    records that this user may edit, the `instance` of an inline formset; `name` is `""`, or that of rows
    inside of rows. `live` names fields of the rows: `["*.email"]`. The others are fields of `mizanFormMeta`.

    What makes no sense is reported by `manage.py check`, and the formset is then not published.
    """
    options = FormOptions(
        name=name,
        title=title,
        auth=auth,
        reauthenticate=reauthenticate,
        audience=audience,
        on_submit=on_submit,
        get_formset_kwargs=get_formset_kwargs,
        params=params,
        live=live,
        success_url=success_url,
        dynamic=dynamic,
        affects=affects,
        errors=errors,
        limit=limit,
    )
    registry.defer(lambda: publish(formset_class, options))
    return formset_class


def register_declared(form_class: Any) -> None:
    """Register a form, or a formset, by what its own body declares, `mizan = mizanFormMeta(…)`. Raises
    ConfigurationError."""
    declared = form_class.mizan
    if not isinstance(declared, mizanFormMeta):
        raise ConfigurationError(
            f"{source_of(form_class)}.mizan is {declared!r}.",
            hint="Write mizan = mizanFormMeta(name='contact').",
            check_id="mizan.E004",
            obj=source_of(form_class),
        )
    said: dict[str, Any] = {field.name: getattr(declared, field.name) for field in fields(mizanFormMeta)}
    for key, name in own_hooks(form_class).items():
        said[key] = getattr(form_class, name)
    publish(form_class, FormOptions(**said))


def own_hooks(form_class: type[BaseForm]) -> dict[str, str]:
    """Return the hooks that a class defines: the argument of `register_form` for each, and its method."""
    known = _HOOKS_OF_ROWS if issubclass(form_class, BaseFormSet) else _HOOKS
    hooks = {key: getattr(form_class, name, None) for key, name in known.items()}
    return {key: _HOOKS[key] for key, hook in hooks.items() if hook is not None and not _is_default(hook)}


_HOOKS = {
    "on_submit": "on_submit_success",
    "get_form_kwargs": "get_form_kwargs",
    "get_instance": "get_instance",
    "get_formset_kwargs": "get_formset_kwargs",
}
_HOOKS_OF_ROWS = {key: _HOOKS[key] for key in ("on_submit", "get_formset_kwargs")}
"""Django's own formsets have a `get_form_kwargs` that means something else."""


def publish(form_class: Any, options: FormOptions) -> None:
    """Put a form and its operations into the registry. Raises ConfigurationError."""
    spec, operations = specify(form_class, options)
    registry.add(*operations)
    registry.add_form(spec)


def specify(form_class: Any, options: FormOptions) -> tuple[FormSpec, list[Operation]]:
    """Return a form and its operations as the registry would hold them. Raises ConfigurationError."""
    source = source_of(form_class)
    if inspect.isclass(form_class) and issubclass(form_class, BaseFormSet):
        return _specify_rows(form_class, options, source)
    if not (inspect.isclass(form_class) and issubclass(form_class, BaseForm)):
        raise _no_form(source)
    _refuse_allauth(form_class, source)
    _require_model(form_class, source)
    _require_arguments(form_class, options, source)
    _require_data(form_class, source)
    _require_plain_save(form_class, source)
    if options.on_submit is None and not issubclass(form_class, BaseModelForm):
        raise _nothing_to_do(source)
    # the operations bring pydantic, which no import of a form needs
    form_spec = import_module("mizan.forms.operations").form_spec
    specified: tuple[FormSpec, list[Operation]] = form_spec(
        form_class, options, options.name or default_name(form_class), source
    )
    return specified


def _specify_rows(formset_class: Any, options: FormOptions, source: str) -> tuple[FormSpec, list[Operation]]:
    """Return the form of a formset that stands alone, and its operations."""
    bare = import_module("mizan.forms.bare")
    if not hasattr(formset_class, "form"):
        raise import_module("mizan.forms.sense").no_rows(source)
    if options.on_submit is None and not issubclass(formset_class, BaseModelFormSet):
        raise _nothing_to_do(source)
    _require_parent(formset_class, options, source)
    form_spec = import_module("mizan.forms.operations").form_spec
    specified: tuple[FormSpec, list[Operation]] = form_spec(
        bare.holder(formset_class),
        bare.with_rows(formset_class, options),
        options.name or default_name(formset_class, "FormSet"),
        source,
    )
    return specified


def default_name(form_class: type, kind: str = "Form") -> str:
    """Return `sign_up` for `SignUpForm`, and for `SignUpWizard` where the kind is `Wizard`."""
    stem = form_class.__name__.removesuffix(kind) or form_class.__name__
    return re.sub(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])", "_", stem).lower()


def source_of(form_class: Any) -> str:
    """Return `package.module.Form`."""
    return f"{getattr(form_class, '__module__', '?')}.{getattr(form_class, '__qualname__', form_class)}"


def model_of(form_class: type[BaseForm]) -> Any:
    """Return the model of a ModelForm; None for a plain form, and for a base that names none."""
    return getattr(getattr(form_class, "_meta", None), "model", None)


def _is_default(hook: Any) -> bool:
    """Tell the hooks that `mizanFormMixin` brings for people to override."""
    return getattr(hook, "__module__", "") == "mizan.forms.mixin"


def _refuse_allauth(form_class: type[BaseForm], source: str) -> None:
    if any(cls.__module__.partition(".")[0] == "allauth" for cls in form_class.__mro__):
        raise ConfigurationError(
            f"{source} is a form of django-allauth, whose views do more than its forms.",
            hint="mizan.auth offers them as auth.login, auth.signup and so on; what the project adds to "
            "signing up is a plain form in ACCOUNT_SIGNUP_FORM_CLASS.",
            check_id="mizan.E032",
            obj=source,
        )


def _require_model(form_class: type[BaseForm], source: str) -> None:
    if issubclass(form_class, BaseModelForm) and model_of(form_class) is None:
        raise ConfigurationError(
            f"{source} is a ModelForm without a model: Django cannot make one.",
            hint="Write class Meta: model = …, or register the forms that derive from it.",
            check_id="mizan.E082",
            obj=source,
        )


def _require_arguments(form_class: type[BaseForm], options: FormOptions, source: str) -> None:
    names = [] if options.get_form_kwargs else wanted(form_class)
    if names:
        raise ConfigurationError(
            f"{source}.__init__ wants {', '.join(names)}, and nothing says where from.",
            hint="Add @classmethod get_form_kwargs(cls, request, params) that returns "
            f"{{{', '.join(f'{name!r}: …' for name in names)}}}, or register_form(…, get_form_kwargs=…).",
            check_id="mizan.E031",
            obj=source,
        )


def _require_data(form_class: type[BaseForm], source: str) -> None:
    if not takes_data(form_class):
        raise ConfigurationError(
            f"{source}.__init__ takes no data=…: it finds what was posted by itself, or names it otherwise.",
            hint="Let it take *args and **kwargs and hand them on: super().__init__(*args, **kwargs).",
            check_id="mizan.E040",
            obj=source,
        )


def _require_plain_save(form_class: type[BaseForm], source: str) -> None:
    names = wanted_to_save(form_class) if issubclass(form_class, BaseModelForm) else []
    if names:
        raise ConfigurationError(
            f"{source}.save wants {', '.join(names)}: nothing says where from, for a view did that.",
            hint="Let __init__ take it from get_form_kwargs(cls, request, params), for save(self) to find; "
            "or return a new record that has it from get_instance(cls, request, params).",
            check_id="mizan.E039",
            obj=source,
        )


def _nothing_to_do(source: str) -> ConfigurationError:
    return ConfigurationError(
        f"{source} does nothing when it is submitted.",
        hint="Define on_submit_success(self, request) on it, or call register_form(…, on_submit=…).",
        check_id="mizan.E030",
        obj=source,
    )


def _require_parent(formset_class: Any, options: FormOptions, source: str) -> None:
    if issubclass(formset_class, BaseInlineFormSet) and options.get_formset_kwargs is None:
        raise ConfigurationError(
            f"{source} edits the rows of a record, and nothing says of which.",
            hint="Return {'instance': …} from get_formset_kwargs(request, params, name), or give the formset "
            "to the form of that record: mizanFormMeta(formsets={…}).",
            check_id="mizan.E050",
            obj=source,
        )


def _no_form(source: str) -> ConfigurationError:
    return ConfigurationError(
        f"{source} is no Django form.",
        hint="Derive it from forms.Form or forms.ModelForm, with mizanFormMixin first: "
        "class ContactForm(mizanFormMixin, forms.Form).",
        check_id="mizan.E033",
        obj=source,
    )
