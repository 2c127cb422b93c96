"""What Mizan makes of each form, formset and field class of a package."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from typing import Any

from django.core.checks import ERROR
from django.forms import Field
from django.forms.forms import BaseForm
from django.forms.formsets import BaseFormSet
from django.forms.models import BaseModelForm
from django.http import HttpRequest

from mizan.forms.arguments import wanted
from mizan.forms.audit.classes import Found, find_classes
from mizan.forms.audit.modules import Unreadable, package_name, read_modules
from mizan.forms.checks import check_form
from mizan.forms.options import FormOptions
from mizan.forms.reflection import reflect
from mizan.forms.reflection.form import reflect_form
from mizan.forms.reflection.static import without_database
from mizan.forms.reflection.stock import OWN, STOCK, known_class, own_rules, reflect_field, stock_class
from mizan.forms.register import model_of, own_hooks, specify
from mizan.protocol.envelope import JSON
from mizan.protocol.errors import ConfigurationError

VERDICTS = ("exact", "lenient", "server")


@dataclass(frozen=True, kw_only=True)
class FieldReport:
    """One field of a form, or one class of fields."""

    name: str
    field: str
    """The nearest class of Django's own."""
    verdict: str
    downgrade: str | None
    """Why the rule is less than exact."""
    server: list[str]
    """Rules that only the server knows."""


@dataclass(frozen=True, kw_only=True)
class FormReport:
    """One class of forms or formsets."""

    name: str
    kind: str
    """`form`, `model form`, `formset`, or `base` for one that lacks what it takes to be used."""
    reflected: bool
    error: str | None
    """What went wrong, where it could not be reflected."""
    arguments: list[str]
    """What `__init__` demands beside what every form takes."""
    fields: list[FieldReport]
    own_fields: list[str]
    """Field classes that would be known to the client if they were registered."""
    refusal: str | None
    """Why the form cannot be registered as it is, if so."""
    effort: str
    found: Found

    @property
    def verdicts(self) -> Counter[str]:
        """Count the fields by how far the client knows them."""
        return Counter(field.verdict for field in self.fields)


@dataclass(frozen=True, kw_only=True)
class Audit:
    """All that was found in a package."""

    package: str
    forms: list[FormReport]
    fields: list[FieldReport]
    unreadable: list[Unreadable]

    def as_json(self) -> dict[str, JSON]:
        """Return the document that `--json` prints."""
        return {
            "package": self.package,
            "totals": self.totals(),
            "forms": [_form_json(form) for form in self.forms],
            "fields": [asdict(field) for field in self.fields],
            "unreadable": [asdict(module) for module in self.unreadable],
        }

    def totals(self) -> dict[str, int]:
        """Return how many of each there are."""
        fields = sum((form.verdicts for form in self.forms), Counter[str]())
        return {
            "forms": len(self.forms),
            "reflected": sum(form.reflected for form in self.forms),
            **{verdict: fields[verdict] for verdict in VERDICTS},
            "field classes": len(self.fields),
            "unreadable": len(self.unreadable),
        }


def _form_json(form: FormReport) -> dict[str, JSON]:
    written = {key: part for key, part in asdict(form).items() if key != "found"}
    return {**written, **{verdict: form.verdicts[verdict] for verdict in VERDICTS}}


def audit(name: str) -> Audit:
    """Look at every class of an app (by its label), a package or a module. No query is made."""
    package = package_name(name)
    modules, unreadable = read_modules(package)
    found = find_classes(package, modules)
    return Audit(
        package=package,
        forms=[_report_form(each) for each in found if not issubclass(each.cls, Field)],
        fields=[_report_class(each) for each in found if issubclass(each.cls, Field)],
        unreadable=unreadable,
    )


def _report_form(found: Found) -> FormReport:
    cls, error = found.cls, None
    try:
        with without_database():
            schema = _served(cls)
    except Exception as raised:
        schema, error = None, f"{type(raised).__name__}: {raised}"
    fields = list(_fields(schema)) if schema else []
    arguments = wanted(cls)
    own = sorted(set(_own_fields(cls)))
    refusal = _refusal(cls, arguments)
    return FormReport(
        name=found.name,
        kind=_kind(cls),
        reflected=error is None,
        error=error,
        arguments=arguments,
        fields=fields,
        own_fields=own,
        refusal=refusal,
        effort=_effort(cls, arguments, own, refusal),
        found=found,
    )


def _kind(cls: Any) -> str:
    if issubclass(cls, BaseFormSet):
        return "formset" if hasattr(cls, "form") else "base"
    if issubclass(cls, BaseModelForm):
        return "model form" if model_of(cls) is not None else "base"
    return "form"


def _served(cls: Any) -> dict[str, JSON] | None:
    """Return the schema of a form as a page is told it, made without arguments if it can be.

    Where its `__init__` wants what nobody has here, the fields count as they stand in the class. None for a
    base without a form.
    """
    schema = reflect(cls) if hasattr(cls, "form") or issubclass(cls, BaseForm) else None
    if issubclass(cls, BaseFormSet):
        return schema and _served(cls.form)
    try:
        return reflect(cls())
    except Exception:
        return reflect_form(cls) if model_of(cls) or not issubclass(cls, BaseModelForm) else schema


def _fields(schema: dict[str, Any]) -> Iterator[FieldReport]:
    for name in schema["x-mizan"]["order"]:
        said = schema["properties"][name]["x-mizan"]
        yield FieldReport(
            name=name,
            field=said["field"],
            verdict=said["verdict"],
            downgrade=said.get("downgrade"),
            server=said.get("server", []),
        )


def _own_fields(cls: Any) -> Iterator[str]:
    """Yield the names of the field classes that judge in a way of their own, and are not registered."""
    form = getattr(cls, "form", cls) if issubclass(cls, BaseFormSet) else cls
    for field in getattr(form, "base_fields", {}).values():
        known = known_class(field)
        if type(field) not in (*STOCK, *OWN) and "overrides" in (own_rules(field, known) or ""):
            yield type(field).__name__


def _report_class(found: Found) -> FieldReport:
    try:
        field = found.cls()
        reflection = reflect_field(field)
    except Exception as error:
        nearest = next((cls.__name__ for cls in found.cls.__mro__ if cls in STOCK), "Field")
        reason = f"it cannot be made without arguments ({type(error).__name__})"
        return FieldReport(name=found.name, field=nearest, verdict="server", downgrade=reason, server=[])
    return FieldReport(
        name=found.name,
        field=stock_class(field).__name__,
        verdict=reflection.verdict,
        downgrade=reflection.downgrade,
        server=reflection.server,
    )


def _refusal(cls: Any, arguments: list[str]) -> str | None:
    """Return why a form cannot be registered, in the words of the system checks."""
    if _kind(cls) == "base":
        return "It is a base for others, without a model or a form."
    if issubclass(cls, BaseFormSet):
        hooks = f" and supply {', '.join(arguments)} in get_formset_kwargs" if arguments else ""
        return f"It belongs to a form: name it in the formsets= of that{hooks}."
    options = FormOptions(
        name="audited",
        auth="superuser",
        on_submit=_act,
        get_form_kwargs=_supply if arguments else None,
    )
    try:
        spec, _ = specify(cls, options)
        found = [message for message in check_form(spec) if message.level >= ERROR]
    except ConfigurationError as error:
        return f"{error} {error.hint}"
    except Exception as error:
        return f"{type(error).__name__}: {error}"
    return f"{found[0].msg} {found[0].hint}" if found else None


def _act(form: Any, request: HttpRequest) -> None:
    """Stand for what a form does."""


def _supply(request: HttpRequest, params: Any) -> dict[str, Any]:
    """Stand for what a form wants."""
    return {}


def _effort(cls: Any, arguments: list[str], own: Iterable[str], refusal: str | None) -> str:
    """Return what it takes to convert a form, the necessary first."""
    if refusal is not None:
        return refusal
    hooks = own_hooks(cls)
    needs_action = not issubclass(cls, BaseModelForm) and "on_submit" not in hooks
    parts = ["one mixin" + (" and on_submit_success" if needs_action else "")]
    if arguments and "get_form_kwargs" not in hooks:
        parts.append(f"hooks: get_form_kwargs({', '.join(arguments)})")
    if own:
        parts.append(f"for rules in the browser: register_field({', '.join(own)})")
    return "; ".join(parts)
