"""Fields of yes and no."""

from __future__ import annotations

from django import forms
from hypothesis import strategies as st

from tests.differential.cases.case import Case, case
from tests.differential.strategies import mixed

FLAGS = mixed(st.sampled_from(["on", "off", "true", "false", "FALSE", "True", "0", "1"]))

CASES: dict[str, Case] = {
    "boolean": case(forms.BooleanField, FLAGS, True),
    "boolean optional": case(forms.BooleanField, FLAGS, True, False, required=False),
    "boolean hidden": case(forms.BooleanField, FLAGS, True, widget=forms.HiddenInput),
    "nullboolean": case(forms.NullBooleanField, FLAGS, True, None),
}
