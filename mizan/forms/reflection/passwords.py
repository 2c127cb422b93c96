"""New passwords that are asked for twice: what Django's own `SetPasswordMixin` judges of them."""

from __future__ import annotations

from typing import Any

from django.contrib.auth import password_validation
from django.contrib.auth.forms import BaseUserCreationForm, SetPasswordForm
from django.core.exceptions import ImproperlyConfigured, ValidationError

from mizan.forms.reflection.code import member_of, names_of, own_methods
from mizan.forms.reflection.together import Properties, Rule, judges_together

_PAIRS: dict[type, tuple[str, str]] = {
    BaseUserCreationForm: ("password1", "password2"),
    SetPasswordForm: ("new_password1", "new_password2"),
}
"""The forms whose `clean` compares two fields, and which."""

_JUDGES = ("clean", "_post_clean", "validate_passwords", "validate_password_for_user", "add_error")


@judges_together
def _password_rules(form_class: Any, properties: Properties) -> list[Rule]:
    for base, pair in _PAIRS.items():
        if issubclass(form_class, base) and all(_is_as_typed(properties.get(name)) for name in pair):
            return [_rule(form_class, pair, properties)] if _is_djangos(form_class, base, pair) else []
    return []


def _is_as_typed(property_: Any) -> bool:
    """Tell a field that hands on what was typed."""
    rule = property_["x-mizan"]["rule"] if property_ else {}
    return bool(rule.get("k") == "char" and rule.get("strip") is False)


def _is_djangos(form_class: Any, base: type, pair: tuple[str, str]) -> bool:
    """Tell a form in which nobody but Django has a say about the two fields."""
    judges = (name for name in _JUDGES if member_of(form_class, name) is not member_of(base, name))
    if next(judges, None) is not None or any(hasattr(form_class, f"clean_{name}") for name in pair):
        return False
    hooks = (member for name, member in own_methods(form_class) if name.startswith("clean"))
    return all(names_of(hook, form_class).isdisjoint({*pair, "update", "clear"}) for hook in hooks)


def _rule(form_class: Any, pair: tuple[str, str], properties: Properties) -> Rule:
    """Return the rule about the two fields, and add its texts to those of the second."""
    texts = properties[pair[1]]["x-mizan"]["messages"]
    texts["password_mismatch"] = str(form_class.error_messages["password_mismatch"])
    strength: Rule = {}
    for validator in _validators():
        if type(validator) is password_validation.MinimumLengthValidator:
            strength["least"] = validator.min_length
            texts |= _complaint(validator, "")
        elif type(validator) is password_validation.NumericPasswordValidator:
            strength["numeric"] = True
            texts |= _complaint(validator, "0")
    return {"fields": list(pair), "code": "password_mismatch", **strength}


def _validators() -> list[Any]:
    try:
        return password_validation.get_default_password_validators()
    except ImproperlyConfigured:
        return []


def _complaint(validator: Any, password: str) -> dict[str, str]:
    """Return what a validator says, by its code."""
    try:
        validator.validate(password)
    except ValidationError as error:
        return {str(error.code): error.messages[0]}
    return {}
