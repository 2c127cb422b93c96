"""The fields whose rules are exact, and those whose rules the language decides."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum
from typing import Any

from django import forms
from django.core import validators

from tests.differential import strategies as s


@dataclass(frozen=True, kw_only=True)
class Case:
    """A field, values for it, and canonical values that both sides must accept."""

    make: Callable[[], forms.Field]
    values: s.Values
    canonical: tuple[Any, ...]


def case(field: type[forms.Field], values: s.Values, *canonical: Any, **options: Any) -> Case:
    """Describe a case: the class of the field, its values, and its options."""
    return Case(make=lambda: field(**options), values=values, canonical=canonical)


short, emails, picks = s.mixed(s.short), s.mixed(s.emails), s.mixed(s.picks)
integers, decimals, flags = s.mixed(s.integers), s.mixed(s.decimals), s.mixed(s.flags)
floats, spoken = s.mixed(s.floats), s.mixed(s.spoken)

OWN_WORDS = {"required": "Bitte!", "max_length": "%(limit_value)d, not %(show_value)d: %(value)s, 100%%"}
VALIDATORS = [
    validators.RegexValidator("a", inverse_match=True, code="no_a", message="No a in %(value)s."),
    validators.RegexValidator(r"^[^é]+$"),
    validators.MinLengthValidator(2, "Two."),
]


class Letter(str, Enum):  # noqa: UP042
    """Its members equal their values, but are written otherwise."""

    A, B = "a", "b"


LETTERS = [(Letter.A, "A"), (Letter.B, "B")]
FLAT = [("a", "A"), ("b", "B"), ("ü", "Ü")]
GROUPED = [("g", [("a", "A"), (1, "One")]), ("", [("", "nothing")]), (None, "None")]
NUMBERED = [(1, "One"), (2, "Two"), (True, "Yes")]
NAMED = ("%b %d %Y", "%b %d, %Y", "%d %B, %Y", "%B %d %Y")
EVERY_FORMAT = ("%Y-%m-%d", "%m/%d/%Y", "%m/%d/%y", "%d.%m.%Y", "%d.%m.%y", *NAMED)
OWN_FORMATS = ["%d.%m.%Y", "%d.%m.%y", "%d. %B %Y", "%Y%m%d"]
DIGITS = {"max_digits": 5, "decimal_places": 2}
BOUNDS = {"min_value": Decimal("0.5"), "max_value": 1000, "decimal_places": 2}
DOUBLES = {"min_value": 0.1, "max_value": 1.1, "required": False}
STEPS = {"step_size": Decimal("0.25"), "max_digits": 6}
BIG = {"min_value": -(2**63), "max_value": 2**63 - 1}

CASES: dict[str, Case] = {
    "char": case(forms.CharField, short, "a", "a b"),
    "char optional": case(forms.CharField, short, "", "a", required=False),
    "char 2..5": case(forms.CharField, short, "ab", "abcde", "😀😀", min_length=2, max_length=5),
    "char optional 2..5": case(forms.CharField, short, "", "ab", min_length=2, max_length=5, required=False),
    "char no strip": case(forms.CharField, short, " ", "a", strip=False, max_length=4),
    "char own words": case(
        forms.CharField, short, "abc", max_length=3, min_length=3, error_messages=OWN_WORDS
    ),
    "char textarea": case(forms.CharField, short, "a\nb", widget=forms.Textarea, max_length=6),
    "char validators": case(forms.CharField, short, "bb", validators=VALIDATORS),
    "char 3": case(forms.CharField, short, "abc", min_length=3, max_length=3),
    "email": case(forms.EmailField, emails, "a@x.com", "a@müller.de", "a@localhost"),
    "email optional": case(forms.EmailField, emails, "", required=False),
    "email max 12": case(forms.EmailField, emails, "a@x.com", max_length=12),
    "integer": case(forms.IntegerField, integers, 0, -5, 10**9, "9007199254740993"),
    "integer optional 1..99": case(
        forms.IntegerField, integers, 1, 99, "", min_value=1, max_value=99, required=False
    ),
    "integer step": case(forms.IntegerField, integers, 1, 4, "7", min_value=1, step_size=3),
    "integer even": case(forms.IntegerField, integers, 0, 4, step_size=2),
    "integer big": case(forms.IntegerField, integers, "9223372036854775807", 5, **BIG),
    "integer localized": case(forms.IntegerField, spoken, 5, localize=True, max_value=5000),
    "float": case(forms.FloatField, floats, 1.5, "1e3", 0),
    "float 0.1..1.1": case(forms.FloatField, floats, 0.1, "1.1", "", **DOUBLES),
    "float step": case(forms.FloatField, floats, 0.1, 0.35, step_size=0.25, min_value=0.1),
    "float localized": case(forms.FloatField, spoken, 5, localize=True, required=False),
    "decimal": case(forms.DecimalField, decimals, "1.50", "1000000"),
    "decimal 5.2": case(forms.DecimalField, decimals, "1.50", "999.99", **DIGITS),
    "decimal 0.5..1000": case(forms.DecimalField, decimals, "0.5", "1000.00", **BOUNDS),
    "decimal 0.1..1.1 by double": case(forms.DecimalField, decimals, "1", "", **DOUBLES),
    "decimal step": case(forms.DecimalField, decimals, "0.75", **STEPS),
    "decimal localized": case(forms.DecimalField, spoken, "5", localize=True, **DIGITS),
    "boolean": case(forms.BooleanField, flags, True),
    "boolean optional": case(forms.BooleanField, flags, True, False, required=False),
    "boolean hidden": case(forms.BooleanField, flags, True, widget=forms.HiddenInput),
    "choice": case(forms.ChoiceField, picks, "a", "ü", choices=FLAT),
    "choice optional": case(forms.ChoiceField, picks, "", "b", choices=[("", "-"), *FLAT], required=False),
    "choice grouped": case(forms.ChoiceField, picks, "a", "1", choices=GROUPED),
    "choice of numbers": case(
        forms.ChoiceField, picks, "1", "True", choices=NUMBERED, widget=forms.RadioSelect
    ),
    "choice typed": case(forms.TypedChoiceField, picks, "a", "ü", choices=FLAT, coerce=str, empty_value=None),
    "choice of an enum": case(
        forms.ChoiceField, picks, "Letter.A", choices=[(Letter.A, "A"), (Letter.B, "B")]
    ),
    "nullboolean": case(forms.NullBooleanField, flags, True, None),
    "date": case(forms.DateField, s.dates(*EVERY_FORMAT), "2024-02-29", "9999-12-31"),
    "date optional": case(forms.DateField, s.dates("%Y-%m-%d", "%d %b %Y"), "", required=False),
    "date formats": case(
        forms.DateField, s.dates(*OWN_FORMATS, "%d.%m"), "29.02.2024", input_formats=OWN_FORMATS
    ),
    "regex phone": case(forms.RegexField, s.mixed(s.phones), "+491234567890", regex=r"^\+?1?\d{9,15}$"),
    "regex word": case(
        forms.RegexField, s.mixed(s.matching(r"^\w+$"), s.words), "abc", regex=r"^\w+$", max_length=6
    ),
    "slug": case(forms.SlugField, s.mixed(s.words), "a-b_1"),
    "slug unicode": case(forms.SlugField, s.mixed(s.words, s.letters), "é-1", allow_unicode=True),
}
