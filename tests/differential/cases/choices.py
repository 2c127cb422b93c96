"""Fields of choices."""

from __future__ import annotations

from enum import Enum

from django import forms
from hypothesis import strategies as st

from tests.differential.cases.case import Case, case
from tests.differential.strategies import mixed

PICKS = mixed(
    st.sampled_from(
        [*("a", "b", "c", "A", " a", "g", "1", "1.0", "2", "None", "True", "ü", "u\u0308", "\0"), 1, 1.0, 2]
    )
)


class Letter(str, Enum):  # noqa: UP042
    """Its members equal their values, but are written otherwise."""

    A, B = "a", "b"


LETTERS = [(Letter.A, "A"), (Letter.B, "B")]
FLAT = [("a", "A"), ("b", "B"), ("ü", "Ü")]
GROUPED = [("g", [("a", "A"), (1, "One")]), ("", [("", "nothing")]), (None, "None")]
NUMBERED = [(1, "One"), (2, "Two"), (True, "Yes")]

CASES: dict[str, Case] = {
    "choice": case(forms.ChoiceField, PICKS, "a", "ü", choices=FLAT),
    "choice optional": case(forms.ChoiceField, PICKS, "", "b", choices=[("", "-"), *FLAT], required=False),
    "choice grouped": case(forms.ChoiceField, PICKS, "a", "1", choices=GROUPED),
    "choice of numbers": case(
        forms.ChoiceField, PICKS, "1", "True", choices=NUMBERED, widget=forms.RadioSelect
    ),
    "choice typed": case(forms.TypedChoiceField, PICKS, "a", "ü", choices=FLAT, coerce=str, empty_value=None),
    "choice of an enum": case(
        forms.ChoiceField, PICKS, "Letter.A", choices=[(Letter.A, "A"), (Letter.B, "B")]
    ),
}
