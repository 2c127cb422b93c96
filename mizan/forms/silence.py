"""What a form does not say before it is submitted, because the answer alone is worth something."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import Any

from django.forms.forms import BaseForm

from mizan.forms.options import FormOptions
from mizan.forms.reflection.code import names_of, own_methods


def is_silent(form_class: type[BaseForm], options: FormOptions) -> bool:
    """Tell a form that is not judged before it is submitted.

    That is one with `live=None`; each of `django.contrib.auth`, for to judge a password without logging in is
    to give it away; and without `live` one that asks for a password itself.
    """
    cls: Any = form_class
    return options.live is None or _is_of_auth(cls) or (not options.live and _proves_identity(cls))


def tells_what_is_taken(options: FormOptions, only: Iterable[str] | None) -> bool:
    """Tell whether a form says what is unique before it is submitted: only of fields that `live` names."""
    if options.live is True or not options.live:
        return bool(options.live)
    return only is not None and {_any_row(name) for name in only} <= set(options.live)


def _any_row(name: str) -> str:
    """Return `speakers.*.email` for `speakers.2.email`, as `live` names it."""
    return ".".join("*" if part.isdecimal() else part for part in name.split("."))


def keep_what_is_taken(form: Any) -> None:
    """Have a ModelForm not ask the database about other rows: whether its record is unique, or what a
    constraint says."""
    form.validate_unique = _nothing
    form.instance.validate_constraints = _nothing  # Django asks the record for them, not the form


def _nothing(**_: Any) -> None:
    """Find nothing wrong."""


def _is_of_auth(form_class: type) -> bool:
    return any(cls.__module__.startswith("django.contrib.auth.") for cls in form_class.__mro__)


@cache
def _proves_identity(form_class: type) -> bool:
    return any(
        not names_of(method, form_class).isdisjoint(_PROOFS)
        for name, method in own_methods(form_class)
        if "clean" in name or name in ("is_valid", "errors")
    )


_PROOFS = frozenset({"authenticate", "aauthenticate", "check_password", "acheck_password"})
"""What judges a password, and counts the attempt."""
