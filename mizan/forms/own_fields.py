"""Teach Mizan a field class of the project's own: a field of Django's that judges as it does."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias, TypeVar, overload

from django import forms

from mizan.forms.reflection.reflection import Reflection
from mizan.forms.reflection.stock import OWN, STOCK, known_class, reflect_field, stock_class
from mizan.forms.reflection.widgets import load_tables
from mizan.protocol.envelope import JSON
from mizan.protocol.errors import ConfigurationError
from mizan.setup.registry import registry

StandIn: TypeAlias = Callable[[Any], forms.Field]
"""`(field) -> field of Django's own`, which must accept whatever the first accepts."""

FieldClass = TypeVar("FieldClass", bound=type[forms.Field])
Function = TypeVar("Function", bound=StandIn)


@overload
def register_field(
    field_class: FieldClass,
    *,
    like: type[forms.Field],
    server: Sequence[str] = (),
    keywords: Mapping[str, JSON] | None = None,
) -> FieldClass: ...


@overload
def register_field(
    field_class: type[forms.Field],
    *,
    server: Sequence[str] = (),
    keywords: Mapping[str, JSON] | None = None,
) -> Callable[[Function], Function]: ...


def register_field(
    field_class: Any,
    *,
    like: type[forms.Field] | None = None,
    server: Sequence[str] = (),
    keywords: Mapping[str, JSON] | None = None,
) -> Any:
    """Say how a field class of the project's own judges, so that the client knows it too.

    `like` names a class of Django's that it derives from and whose rules still hold. Without it this is a
    decorator of a function that is given a field and returns one of Django's in its place:

        @register_field(PostcodeField)
        def postcode(field: PostcodeField) -> forms.Field:
            return forms.RegexField(r"^[0-9]{5}$", required=field.required)

    The promise is that it accepts whatever the own field accepts; what it does not check is named in
    `server`. `keywords` are JSON Schema's, and replace those of the canonical value. A subclass that judges
    otherwise again is not covered. `manage.py check` reports what makes no sense (`mizan.E080`, `E081`).
    """
    if like is not None:
        _add(field_class, like, _Likeness(server=server, keywords=keywords or {}, like=like))
        return field_class

    def decorate(function: Function) -> Function:
        _add(field_class, forms.Field, _Likeness(server=server, keywords=keywords or {}, stand_in=function))
        return function

    return decorate


@dataclass(frozen=True, kw_only=True)
class _Likeness:
    """The entry of a class of the project's own."""

    server: Sequence[str]
    keywords: Mapping[str, JSON]
    like: type[forms.Field] = forms.Field
    stand_in: StandIn | None = None

    def __call__(self, field: forms.Field) -> Reflection:
        reflection = reflect_field(self.made(field)) if self.stand_in else STOCK[self.like](field)
        reflection.server = [*reflection.server, *self.server]
        reflection.keywords = {**reflection.keywords, **self.keywords}
        return reflection

    def made(self, field: forms.Field) -> forms.Field:
        """Return the field that stands in. Raises TypeError if it is none of Django's own."""
        made = self.stand_in(field) if self.stand_in else None
        if isinstance(made, forms.Field) and type(made) is stock_class(made):
            return made
        raise TypeError(f"it returned {type(made).__name__}, which is no field class of Django's")


def broken_registration(field: forms.Field) -> str | None:
    """Return what is wrong with the registration of a field's class, as far as this field shows it."""
    entry = OWN.get(known_class(field))
    try:
        if entry is not None:
            entry(field)
    except Exception as error:
        return f"{type(error).__name__}: {error}"
    return None


def _add(field_class: Any, base: Any, likeness: _Likeness) -> None:
    load_tables()
    if (
        base not in STOCK
        or field_class in STOCK
        or not (isinstance(field_class, type) and issubclass(field_class, base))
    ):
        registry.report(_refused(field_class, base))
        return
    OWN[field_class] = likeness
    registry.changed()


def _refused(field_class: Any, base: Any) -> ConfigurationError:
    name = getattr(field_class, "__qualname__", repr(field_class))
    return ConfigurationError(
        f"register_field({name}) says how a field judges that is no {getattr(base, '__name__', base)} of the "
        "project's own.",
        hint="Give it a class that derives from forms.Field, and as like= one of Django's classes that it "
        "derives from: register_field(LowerCaseField, like=forms.CharField).",
        check_id="mizan.E080",
        obj=name,
    )
