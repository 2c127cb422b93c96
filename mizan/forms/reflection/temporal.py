"""Days and times: formats as regular expressions, from the very table that `strptime` uses."""

from __future__ import annotations

import _strptime  # type: ignore[import-not-found]  # private
import datetime
import locale
import re
import warnings
from functools import cache
from typing import Any

from django import forms
from django.conf import settings
from django.forms.fields import BaseTemporalField
from django.utils import dateparse

from mizan.forms.characters import SPACE, write_class
from mizan.forms.reflection.messages import Messages
from mizan.forms.reflection.reflection import Reflection, unknown
from mizan.forms.reflection.stock import STOCK, later, reflects
from mizan.forms.reflection.validators import compiled, name_of
from mizan.forms.regex import UntranslatableError, translate
from mizan.protocol.envelope import JSON

KNOWN = frozenset("YymdbBaAHIMSfpzZwu")
"""Directives of which the client knows what they say about the day and the time."""

_SPACES = write_class(SPACE)
_SHORT_SPACES = r"[\s\x1c-\x1f\x85]"
"""The same and U+FEFF, in fewer characters: a language has a dozen formats."""


def formats(field: Any) -> list[dict[str, str]]:
    """Return `[{"re": source}]`, what the active language accepts, in order.

    A format that `strptime` cannot read is left out: it never accepts anything. Raises UntranslatableError.
    """
    sources = [translate(pattern, re.IGNORECASE) for pattern in _patterns(field)]
    return [{"re": source.replace(_SPACES, _SHORT_SPACES)} for source in sources]


def takes_iso(field: forms.Field) -> bool:
    """Tell whether `2026-11-22` is right in every language: Django adds it to every list of its own."""
    return _takes(field, forms.DateField, "%Y-%m-%d")


@reflects(forms.DateField)
def _date(field: Any) -> Reflection:
    keywords = {"format": "date"} if takes_iso(field) else {}
    reflection = _temporal(field, {"k": "temporal", "of": "date"}, keywords)
    reflection.is_lenient |= any({"Y", "y"}.isdisjoint(found) for found in _directives(field))
    return _written(reflection, None if keywords else _first(field))


@reflects(forms.TimeField)
def _time(field: Any) -> Reflection:
    is_iso = all(_takes(field, forms.TimeField, text) for text in ("%H:%M", "%H:%M:%S", "%H:%M:%S.%f"))
    reflection = _temporal(field, {"k": "temporal", "of": "time"}, {})
    return _written(reflection, "%H:%M:%S" if is_iso else _first(field))


@reflects(forms.DateTimeField)
def _date_time(field: Any) -> Reflection:
    rule: dict[str, JSON] = {"k": "dateTime", "re": translate(compiled(dateparse.datetime_re))}
    reflection = _temporal(field, rule, {})
    if settings.USE_TZ:
        # Which hours are skipped or come twice only the server's time zone knows.
        reflection.server.append("timezone")
    return _written(reflection, "%Y-%m-%dT%H:%M:%S")


STOCK[BaseTemporalField] = later({"type": "string"})


@reflects(forms.DurationField)
def _duration(field: Any) -> Reflection:
    messages = Messages(field)
    messages.own("required", "invalid")
    least, most = datetime.timedelta.min.days, datetime.timedelta.max.days
    messages.keep("overflow", str(field.error_messages["overflow"]).format(min_days=least, max_days=most))
    expressions = (
        dateparse.standard_duration_re,
        dateparse.iso8601_duration_re,
        dateparse.postgres_interval_re,
    )
    return Reflection(
        keywords={"type": "string"},
        rule={
            "k": "duration",
            "required": field.required,
            "res": [translate(compiled(expression)) for expression in expressions],
            "days": most + 1,
        },
        messages=messages.texts,
        server=[name_of(validator) for validator in field.validators],
        absence_is_error=field.required,
    )


def _temporal(field: Any, rule: dict[str, JSON], keywords: dict[str, JSON]) -> Reflection:
    """Return what a field of formats yields; a rule that does not know where one cannot be translated."""
    keywords = {"type": "string", **keywords}
    messages = Messages(field)
    messages.own("required", "invalid")
    try:
        found = formats(field)
    except Exception as error:
        untranslatable = isinstance(error, UntranslatableError)
        reason = (
            f"cannot be translated: {error}" if untranslatable else f"cannot be read ({type(error).__name__})"
        )
        said = messages.texts.get("required")
        return unknown(keywords, f"its format {reason}", required=field.required, message=said)
    return Reflection(
        keywords=keywords,
        rule={**rule, "required": field.required},
        messages=messages.texts,
        formats=found,
        server=[name_of(validator) for validator in field.validators],
        is_lenient=not all(map(KNOWN.issuperset, _directives(field))),
        absence_is_error=field.required,
    )


def _written(reflection: Reflection, text: str | None) -> Reflection:
    """Say in which format a client writes the value, where no keyword says it."""
    reflection.written = text
    return reflection


def _takes(field: forms.Field, stock: Any, text: str) -> bool:
    own = getattr(field, "input_formats", ())
    return own is stock.input_formats or text in own


def _first(field: Any) -> str | None:
    """Return the first format of a field that `strptime` can read."""
    language = locale.setlocale(locale.LC_TIME)
    texts = map(str, field.input_formats)
    return next((text for text in texts if _read(text, language) is not None), None)


def _directives(field: Any) -> list[set[str]]:
    return [set(re.findall(r"\(\?P<(\w+)>", pattern)) for pattern in _patterns(field)]


def _patterns(field: Any) -> list[str]:
    """Return the regular expressions of a field's formats; month names are those of the process's locale."""
    language = locale.setlocale(locale.LC_TIME)
    patterns = [_read(str(text), language) for text in field.input_formats]
    return [pattern for pattern in patterns if pattern is not None]


@cache
def _read(text: str, language: str) -> str | None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        try:
            return str(_strptime.TimeRE().pattern(text))
        except (KeyError, IndexError):
            return None
