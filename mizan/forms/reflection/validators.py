"""Validators as checks. Each is recognised by its exact type: a subclass may judge otherwise."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterable
from decimal import Decimal
from functools import cache
from types import FunctionType
from typing import Any, TypeAlias

from django.core import validators as v
from django.core.exceptions import ValidationError

from mizan.forms.reflection.code import is_patched
from mizan.forms.reflection.messages import Messages, fill
from mizan.forms.regex import UntranslatableError, translate
from mizan.forms.validators import MaxFileSize, size_words
from mizan.protocol.envelope import JSON

Check: TypeAlias = dict[str, JSON]
Reader: TypeAlias = Callable[[Any, Messages], Check | None]


def text_checks(validators: Iterable[Any], messages: Messages) -> tuple[list[Check], list[str]]:
    """Return the checks of a text, in order, and the names of the validators that only the server knows."""
    return _read(validators, messages, _TEXT)


def number_checks(
    validators: Iterable[Any], messages: Messages, number: type[int] | type[float] | type[Decimal]
) -> tuple[list[Check], list[str]]:
    """Return the checks of a number that is cleaned to `number`, and the names of those not known."""
    step = {v.StepValueValidator: lambda validator, messages: _step(validator, messages, number)}
    return _read(validators, messages, _NUMBER | step)


def file_checks(validators: Iterable[Any], messages: Messages) -> tuple[list[Check], list[str]]:
    """Return the checks of a file's name and size, and the names of the validators not known."""
    return _read(validators, messages, _FILE)


def item_checks(validators: Iterable[Any], messages: Messages) -> tuple[list[Check], list[str]]:
    """Return the checks of how many items there are, and the names of the validators not known."""
    return _read(validators, messages, _ITEMS)


def name_of(validator: Any) -> str:
    """Return what to call a validator that only the server knows."""
    name = getattr(validator, "__name__", None) or type(validator).__name__
    return name if name.isidentifier() else "validator"


def _read(
    validators: Iterable[Any], messages: Messages, readers: dict[type, Reader]
) -> tuple[list[Check], list[str]]:
    checks: list[Check] = []
    server: list[str] = []
    for validator in validators:
        reader = None if is_patched(validator) else readers.get(type(validator))
        check = reader(validator, messages) if reader else None
        if check is None:
            server.append(name_of(validator))
        elif check:
            checks.append(check)
    return checks, server


def _said(
    check: Check, validator: Any, messages: Messages, code: str, params: dict[str, Any] | None = None
) -> Check:
    """Add the text, and the code where it is not the check's usual one."""
    own = validator.code or "invalid"
    key = messages.add(own, validator.message, params or {})
    return {**check, **({"code": own} if own != code else {}), **({"m": key} if key != own else {})}


def _length(kind: str, code: str) -> Reader:
    def read(validator: Any, messages: Messages) -> Check | None:
        limit = validator.limit_value
        if type(limit) is not int:
            return None
        return _said({"k": kind, "n": limit}, validator, messages, code, {"limit_value": limit})

    return read


def _limit(kind: str, code: str) -> Reader:
    def read(validator: Any, messages: Messages) -> Check | None:
        limit = literal(validator.limit_value)
        if limit is None:
            return None
        params = {"limit_value": validator.limit_value}
        return _said({"k": kind, "n": limit}, validator, messages, code, params)

    return read


def _step(
    validator: Any, messages: Messages, number: type[int] | type[float] | type[Decimal]
) -> Check | None:
    size, offset = validator.limit_value, validator.offset
    step = literal(size)
    if step is None or float(step) == 0 or (offset is not None and literal(offset) is None):
        return None
    if offset is None:
        return _said({"k": "step", "n": step}, validator, messages, "step_size", {"limit_value": size})
    try:
        first = number(offset)
        params = {
            "limit_value": size,
            "offset": first,
            "valid_value1": first + size,
            "valid_value2": first + 2 * size,
        }
        first - offset, number() - offset
    except (TypeError, ValueError):
        return None
    return _said(
        {"k": "step", "n": step, "offset": literal(offset)}, validator, messages, "step_size", params
    )


def _digits(validator: Any, messages: Messages) -> Check | None:
    most, places = validator.max_digits, validator.decimal_places
    limits = {"max_digits": most, "max_decimal_places": places}
    if most is not None and places is not None:
        limits["max_whole_digits"] = most - places
    if not all(limit is None or type(limit) is int for limit in limits.values()):
        return None
    for code, limit in limits.items():
        if limit is not None:
            messages.add(code, validator.messages[code], {"max": limit})
    known = {"max": most, "places": places}
    known = {key: limit for key, limit in known.items() if limit is not None}
    return {"k": "digits", **known} if known else {}


def _no_null(validator: Any, messages: Messages) -> Check:
    return _said({"k": "noNull"}, validator, messages, "null_characters_not_allowed")


def _regex(validator: Any, messages: Messages) -> Check | None:
    try:
        source = translate(compiled(validator.regex), inverse=bool(validator.inverse_match))
    except UntranslatableError:
        return None
    inverse = {"inverse": True} if validator.inverse_match else {}
    return _said({"k": "regex", "re": source, **inverse}, validator, messages, "invalid")


def _email(validator: Any, messages: Messages) -> Check | None:
    try:
        check: Check = {
            "k": "email",
            "user": translate(compiled(validator.user_regex)),
            "domain": translate(compiled(validator.domain_regex)),
            "literal": translate(compiled(validator.literal_regex)),
            "allow": [str(domain) for domain in validator.domain_allowlist],
        }
    except UntranslatableError:
        return None
    longest = _longest_address()
    return _said(check | ({"max": longest} if longest else {}), validator, messages, "invalid")


@cache
def _longest_address() -> int | None:
    """Return the limit that this version of Django has written into its EmailValidator."""
    try:
        v.EmailValidator()(f"{'a' * 315}@x.com")
    except ValidationError:
        return 320
    return None


def _url(validator: Any, messages: Messages) -> Check | None:
    if validator.inverse_match:
        return None
    try:
        source = translate(compiled(validator.regex))
    except UntranslatableError:
        return None
    check: Check = {"k": "url", "re": source, "schemes": [str(scheme) for scheme in validator.schemes]}
    longest = getattr(validator, "max_length", None)
    unsafe = "".join(sorted(getattr(validator, "unsafe_chars", "")))
    known = {"max": longest} if type(longest) is int else {}
    return _said({**check, **known, "unsafe": unsafe}, validator, messages, "invalid")


def _domain_name(validator: Any, messages: Messages) -> Check | None:
    check = _regex(validator, messages)
    if check is None or "inverse" in check or type(validator.max_length) is not int:
        return None
    ascii_only = {} if validator.accept_idna else {"ascii": True}
    return {**check, "k": "domainName", "max": validator.max_length, **ascii_only}


def _function(validator: Any, messages: Messages) -> Check | None:
    """Read one of Django's functions, by its identity."""
    protocols = [protocol for function, protocol in _IP.items() if function is validator]
    if not protocols:
        return None
    try:
        validator("")
    except ValidationError as error:
        text = messages.own_text("invalid", error.message)
        key = messages.keep("invalid_ip", fill(text, error.params or {}))
        return {"k": "ipAddress", "protocol": protocols[0], "m": key}
    return None


_IP: dict[Any, str] = {
    v.validate_ipv4_address: "ipv4",
    v.validate_ipv6_address: "ipv6",
    v.validate_ipv46_address: "both",
}


def compiled(lazy: Any) -> re.Pattern[str]:
    """Return the pattern behind Django's lazily compiled one."""
    return re.compile(lazy.pattern, lazy.flags)


def literal(number: Any) -> str | None:
    """Return a finite number exactly, as a decimal literal; None for anything else."""
    if isinstance(number, int):
        return str(int(number))
    if isinstance(number, float) and math.isfinite(number):
        return format(Decimal(number), "f")
    if isinstance(number, Decimal) and number.is_finite():
        return format(number, "f")
    return None


def _extension(validator: Any, messages: Messages) -> Check | None:
    values = validator.allowed_extensions
    if values is None:
        return {}
    known: list[JSON] = [str(value) for value in values]
    params = {"allowed_extensions": ", ".join(map(str, values))}
    return _said({"k": "extension", "values": known}, validator, messages, "invalid_extension", params)


def _max_size(validator: Any, messages: Messages) -> Check | None:
    limit = validator.limit_value
    if type(limit) is not int:
        return None
    return _said({"k": "maxSize", "n": limit}, validator, messages, "max_size", size_words(limit))


def _items(kind: str, code: str) -> Reader:
    read_length = _length(kind, code)

    def read(validator: Any, messages: Messages) -> Check | None:
        check = read_length(validator, messages)
        if check:
            _word_counts(check, validator, messages)
        return check

    return read


def _word_counts(check: Check, validator: Any, messages: Messages) -> None:
    """Word for each count what reads otherwise than of many: the plural may depend on it."""
    limit, key = check["n"], check.get("m", check.get("code", validator.code))
    message = messages.own_text(validator.code, validator.message)
    for count in range(limit) if check["k"] == "minItems" else range(limit + 1, _MOST):
        params = {"limit_value": limit, "show_value": count}
        text = fill(message, params, is_later=False)
        if text != messages.texts[key].replace("%(show_value)s", str(count)):
            messages.texts[f"{key}_of_{count}"] = text


_MOST = 112
"""All plurals of all languages are heard by then."""


_TEXT: dict[type, Reader] = {
    v.MinLengthValidator: _length("minLength", "min_length"),
    v.MaxLengthValidator: _length("maxLength", "max_length"),
    v.ProhibitNullCharactersValidator: _no_null,
    v.RegexValidator: _regex,
    v.EmailValidator: _email,
    v.URLValidator: _url,
    v.DomainNameValidator: _domain_name,
    FunctionType: _function,
}
_NUMBER: dict[type, Reader] = {
    v.MinValueValidator: _limit("minValue", "min_value"),
    v.MaxValueValidator: _limit("maxValue", "max_value"),
    v.DecimalValidator: _digits,
}
_FILE: dict[type, Reader] = {v.FileExtensionValidator: _extension, MaxFileSize: _max_size}
_ITEMS: dict[type, Reader] = {
    v.MinLengthValidator: _items("minItems", "min_length"),
    v.MaxLengthValidator: _items("maxItems", "max_length"),
    v.ProhibitNullCharactersValidator: lambda validator, messages: {},  # what it looks at is Python's `repr`
}


def reads_items(validator_class: type, kind: str, code: str) -> None:
    """Make known a class of validators that count items."""
    _ITEMS[validator_class] = _items(kind, code)
