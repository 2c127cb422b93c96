"""Django's complaints as Issues: `{path, code, message, params}`."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from datetime import date, time, timedelta
from decimal import Decimal
from types import NoneType
from typing import Any
from uuid import UUID

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.forms import Field
from django.forms.forms import BaseForm
from django.forms.utils import ErrorList
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from mizan.protocol.envelope import JSON, Issue
from mizan.protocol.errors import MESSAGE


def issues_of(form: BaseForm) -> list[Issue]:
    """Return what a cleaned form complains about: its fields in their order, then the whole form.

    What is said of a field that the form lacks is said of the form. Where it does not say why it is not valid
    (`ValidationError([])`), we do: a page would show nothing.
    """
    errors = form.errors
    if not errors:
        return []
    fields = [name for name in form.fields if name in errors]
    others = [name for name in errors if name not in form.fields]
    found = [issue for name in fields for issue in issues_at(name, _data(errors[name]))]
    found += [issue for name in others for issue in issues_at(NON_FIELD_ERRORS, _data(errors[name]))]
    return found or [no_reason()]


def no_reason() -> Issue:
    """Return the complaint of what is not valid and does not say why."""
    return Issue(code="invalid", message=gettext(MESSAGE["invalid"]))


def issues_at(name: str, errors: Iterable[ValidationError]) -> Iterator[Issue]:
    """Yield the complaints about one field, or about the form (`__all__`)."""
    path = () if name == NON_FIELD_ERRORS else (name,)
    for error in errors:
        for single in error.error_list:
            yield Issue(
                path=path,
                code=str(single.code or "invalid"),
                message=_message(single),
                params=_public(single.params),
            )


def refused(name: str, field: Field) -> Issue:
    """Return the complaint about a value of a JSON type that a field cannot take."""
    validators: list[Any] = field.validators
    own = (validator.message for validator in validators if getattr(validator, "code", "") == "invalid")
    message = field.error_messages.get("invalid") or next(own, _("Enter a valid value."))
    return Issue(path=(name,), code="invalid", message=str(message))


def _data(errors: Any) -> Iterable[ValidationError]:
    """Return the complaints of an ErrorList, which `as_data` would gather anew, or of what people put in its
    place: `self._errors["name"] = ["No."]`."""
    if not isinstance(errors, ErrorList):
        return ValidationError([errors] if isinstance(errors, str) else list(errors)).error_list
    held: list[Any] = errors.data
    return held if all(hasattr(error, "error_list") for error in held) else errors.as_data()


def _message(error: ValidationError) -> str:
    """Return what a complaint says, as `ValidationError.messages` would.

    A text that holds a value with a per cent sign cannot be filled in again: that of an array's item.
    """
    try:
        return str(error.message % error.params if error.params else error.message)
    except (KeyError, TypeError, ValueError):
        return str(error.message)


def _public(params: Any) -> dict[str, JSON]:
    """Return parameters in JSON's own types, without `value`: whoever sent it holds it, and it may be a
    secret. Records and classes are for the server's own words: Django puts the model of a `unique` there."""
    if not isinstance(params, dict):
        return {}
    plain = {key: value for key, value in params.items() if isinstance(value, _PLAIN)}
    return {str(key): _scalar(value) for key, value in plain.items() if key != "value"}


_PLAIN = (NoneType, str, int, float, Decimal, UUID, date, time, timedelta, Promise)


def _scalar(value: Any) -> JSON:
    if value is None or isinstance(value, (bool, str)):
        return value if type(value) in (type(None), bool, str) else str(value)
    if isinstance(value, int) and abs(value) < 2**53:
        return int(value)
    if isinstance(value, float) and math.isfinite(value):
        return float(value)
    return str(value)
