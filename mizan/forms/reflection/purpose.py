"""What a control is for, told to the browser: where it can be known, and nobody said otherwise."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation
from typing import Any

_AUTOCOMPLETE = {
    "email": {"email": "email"},
    "tel": {"tel": "tel", "telephone": "tel", "phone": "tel", "phone_number": "tel"},
    "password": {
        **dict.fromkeys(("old_password", "current_password"), "current-password"),
        **dict.fromkeys(
            ("new_password", "new_password1", "new_password2", "password1", "password2"), "new-password"
        ),
    },
}
"""By kind of widget and name of field. A mere `password` may be either, an address of the web anybody's."""


def with_purpose(name: str, described: dict[str, Any]) -> dict[str, Any]:
    """Return the description of a field's widget with the `autocomplete` that nobody can doubt."""
    found = _AUTOCOMPLETE.get(described["kind"], {}).get(name)
    if found is None:
        return described
    return {**described, "attrs": {"autocomplete": found, **described.get("attrs", {})}}


def as_text(attributes: dict[str, str | bool]) -> dict[str, str | bool]:
    """Return the attributes of a control for numbers, which is drawn as text.

    A browser's own control for numbers gives nothing for what Django reads (`1_000`, `1,5`, Arabic digits).
    So it is a text with the keyboard of digits, but where a number may be negative: not every such keyboard
    has a minus.
    """
    least, step = _number(attributes.get("min")), attributes.get("step")
    kept = {key: value for key, value in attributes.items() if key not in ("min", "max", "step")}
    if least is None or least < 0:
        return kept
    return {"inputmode": "numeric" if step is None or _is_whole(step) else "decimal", **kept}


def _number(text: str | bool | None) -> Decimal | None:
    try:
        return Decimal(str(text)) if text is not None else None
    except InvalidOperation:
        return None


def _is_whole(step: str | bool) -> bool:
    number = _number(step)
    return number is not None and number == number.to_integral_value()
