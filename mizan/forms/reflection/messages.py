"""The texts of complaints: Django's own, in the active language, filled in as far as possible without a
value."""

from __future__ import annotations

import html
import re
from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.forms import Field
from django.utils.html import strip_tags

from mizan.forms.issues import refused

_ENGLISH = "Enter a valid value."
_LATER = {
    "show_value": 918273645546372819,
    "value": 564738291192837465,
    "length": 736251849182736451,
    "nth": 647382915564738291,
    "pk": 829164738255647391,
    "extension": 291837465564738192,
}
"""Stand-ins for what is known only with the value; numbers, because a text may say `%(show_value)d`."""
_NAMES = {str(stand_in): f"%({name})s" for name, stand_in in _LATER.items()}
_STAND_IN = re.compile("|".join(_NAMES))


def fill(message: Any, params: Mapping[str, Any], *, is_later: bool = True) -> str:
    """Return the text of a message as Django's ValidationError would word it.

    With `is_later`, what depends on the value stays as `%(show_value)s`, `%(value)s` and their like. A text
    that Django could not fill in itself is returned as it is.
    """
    try:
        text = ValidationError(message, params={**params, **(_LATER if is_later else {})}).messages[0]
    except (KeyError, TypeError, ValueError):
        return str(message)
    return _STAND_IN.sub(lambda found: _NAMES[found.group()], text)


def plain(text: Any) -> str:
    """Return a text as a reader sees it: without markup where it is marked as HTML."""
    words = str(text)
    if not hasattr(words, "__html__"):
        return words
    return html.unescape(strip_tags(_ENDS.sub(r"\g<0> ", words))).strip()


_ENDS = re.compile(r"</(?:li|p|div|dd|dt|h[1-6]|td|th)>|<br ?/?>", re.IGNORECASE)
"""What ends a line on a page, so that the words before and after it stand apart."""


def markup(text: Any) -> str | None:
    """Return the HTML of a text that its author marked as HTML and that has any, else None."""
    words = str(text)
    return words if hasattr(words, "__html__") and any(sign in words for sign in "<&") else None


class Messages:
    """The texts of one field by key; the key is the code, numbered where a code has two texts."""

    def __init__(self, field: Field) -> None:
        self._field = field
        self.texts: dict[str, str] = {}

    def own(self, *codes: str) -> None:
        """Take over texts of the field that Django raises without parameters."""
        for code in codes:
            is_needed = code != "required" or self._field.required
            if is_needed and code in self._field.error_messages:
                self.texts[code] = str(self._field.error_messages[code])

    def refusal(self) -> None:
        """Take over what is said of a value of a JSON type that the field cannot take.

        The engine says it in English by itself; so it stands here only where it reads otherwise.
        """
        text = refused("", self._field).message
        if text != _ENGLISH:
            self.texts.setdefault("invalid", text)

    def add(self, code: str, message: Any, params: Mapping[str, Any]) -> str:
        """Word what a validator says under `code`, in the field's own words if it has any. Return the key."""
        return self.keep(code, fill(self.own_text(code, message), params))

    def own_text(self, code: str, message: Any) -> Any:
        """Return the field's own words for a code, as they stand over those of a validator."""
        return self._field.error_messages.get(code, message)

    def keep(self, code: str, text: str) -> str:
        """Keep a text under its code, or under the code and a number if there is another. Return the key."""
        key, number = code, 1
        while self.texts.setdefault(key, text) != text:
            number += 1
            key = f"{code}_{number}"
        return key
