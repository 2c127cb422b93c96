"""Date formats as regular expressions, from the very table that `strptime` uses."""

from __future__ import annotations

import _strptime  # type: ignore[import-not-found]
import locale
import re
import warnings
from functools import cache
from typing import Any

from django.forms import DateField, Field

from mizan.forms.characters import SPACE, write_class
from mizan.forms.regex import translate

KNOWN = frozenset("YymdbBaA%")
"""Directives whose meaning the client knows; of any other it knows only the spelling."""

_SPACES = write_class(SPACE)
_SHORT_SPACES = r"[\s\x1c-\x1f\x85]"
"""The same and U+FEFF, in fewer characters: a language has a dozen formats."""


def formats(field: Any) -> list[dict[str, str]]:
    """Return `[{"re": source}]`, what the active language accepts, in order.

    A format that `strptime` cannot read is left out: it never accepts anything. Raises UntranslatableError.
    """
    language = locale.setlocale(locale.LC_TIME)
    patterns = [_pattern(str(text), language) for text in field.input_formats]
    sources = [translate(pattern, re.IGNORECASE) for pattern in patterns if pattern is not None]
    return [{"re": source.replace(_SPACES, _SHORT_SPACES)} for source in sources]


def is_known(field: Any) -> bool:
    """Tell whether the client can tell which day every format means."""
    directives = [re.findall("%(.)", str(text)) for text in field.input_formats]
    return all(KNOWN.issuperset(found) and not {"Y", "y"}.isdisjoint(found) for found in directives)


def takes_iso(field: Field) -> bool:
    """Tell whether `2026-11-22` is right in every language: Django adds it to every list of its own."""
    own = getattr(field, "input_formats", ())
    return own is DateField.input_formats or "%Y-%m-%d" in own


@cache
def _pattern(text: str, language: str) -> str | None:
    """Return the regular expression of a format; month names are those of the process's locale."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        try:
            return str(_strptime.TimeRE().pattern(text))
        except (KeyError, IndexError):
            return None
