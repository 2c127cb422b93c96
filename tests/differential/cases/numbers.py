"""Fields of numbers."""

from __future__ import annotations

from decimal import Decimal

from django import forms
from hypothesis import strategies as st

from tests.differential.cases.case import Case, case
from tests.differential.strategies import matching, mixed

INTEGERS = mixed(
    st.integers(-12, 120),
    st.integers(-12, 120).map(str),
    st.integers().map(str),
    matching(r"[+-]?[0-9]{1,3}(_?[0-9]{1,2})?(\.0*)?", whole=True),
    matching(r"[+-]?(0x|0b)?[0-9_.,e ]{1,5}", whole=True),
    st.sampled_from([str(2**53 + 1), str(2**63 - 1), str(2**63), str(-(2**63) - 1)]),
)
FLOATS = mixed(
    st.floats(-2, 2, allow_subnormal=False),
    st.floats(allow_nan=False, allow_infinity=False).map(str),
    st.integers(-20, 20).map(lambda number: number / 20),
    matching(r"[+-]?[0-9_]{1,3}(\.[0-9_]{0,3})?([eE][+-]?[0-9_]{1,3})?", whole=True),
    matching(r"[+-]?[0-9_.,e ]{1,5}", whole=True),
    st.sampled_from(["inf", "-Infinity", "nan", "1e400", "1e-400", "0.1", "1.1", "1.10000000000000008882"]),
)
SPOKEN = mixed(
    matching(r"-?[0-9]{1,3}([.,\u00a0\u202f' ][0-9]{3})?([.,][0-9]{1,3})?", whole=True),
    matching(r"[0-9]{0,2}[.,\u066b\u066c][0-9]{0,3}", whole=True),
    st.floats(-20, 2000).map(lambda number: round(number, 3)),
    st.integers(-5, 2000),
)
"""Numbers as people write them somewhere, and as JSON does."""
DECIMALS = mixed(
    st.floats(-20, 20).map(lambda number: round(number, 2)),
    st.decimals(-2000, 2000, places=2, allow_nan=False, allow_infinity=False).map(str),
    st.decimals(-20, 20, places=3, allow_nan=False, allow_infinity=False).map(str),
    st.decimals().map(str),
    matching(r"[+-]?[0-9_]{1,4}(\.[0-9_]{0,3})?([eE][+-]?[0-9]{1,2})?", whole=True),
    matching(r"[+-]?[0-9_.,e ]{1,5}", whole=True),
    st.sampled_from(["0.1", "1.1", "0.10000000000000000555", "0.100000000000000006"]),
)

DIGITS = {"max_digits": 5, "decimal_places": 2}
BOUNDS = {"min_value": Decimal("0.5"), "max_value": 1000, "decimal_places": 2}
DOUBLES = {"min_value": 0.1, "max_value": 1.1, "required": False}
STEPS = {"step_size": Decimal("0.25"), "max_digits": 6}
BIG = {"min_value": -(2**63), "max_value": 2**63 - 1}

CASES: dict[str, Case] = {
    "integer": case(forms.IntegerField, INTEGERS, 0, -5, 10**9, "9007199254740993"),
    "integer optional 1..99": case(
        forms.IntegerField, INTEGERS, 1, 99, "", min_value=1, max_value=99, required=False
    ),
    "integer step": case(forms.IntegerField, INTEGERS, 1, 4, "7", min_value=1, step_size=3),
    "integer even": case(forms.IntegerField, INTEGERS, 0, 4, step_size=2),
    "integer big": case(forms.IntegerField, INTEGERS, "9223372036854775807", 5, **BIG),
    "integer localized": case(forms.IntegerField, SPOKEN, 5, localize=True, max_value=5000),
    "float": case(forms.FloatField, FLOATS, 1.5, "1e3", 0),
    "float 0.1..1.1": case(forms.FloatField, FLOATS, 0.1, "1.1", "", **DOUBLES),
    "float step": case(forms.FloatField, FLOATS, 0.1, 0.35, step_size=0.25, min_value=0.1),
    "float localized": case(forms.FloatField, SPOKEN, 5, localize=True, required=False),
    "decimal": case(forms.DecimalField, DECIMALS, "1.50", "1000000"),
    "decimal 5.2": case(forms.DecimalField, DECIMALS, "1.50", "999.99", **DIGITS),
    "decimal 0.5..1000": case(forms.DecimalField, DECIMALS, "0.5", "1000.00", **BOUNDS),
    "decimal 0.1..1.1 by double": case(forms.DecimalField, DECIMALS, "1", "", **DOUBLES),
    "decimal step": case(forms.DecimalField, DECIMALS, "0.75", **STEPS),
    "decimal localized": case(forms.DecimalField, SPOKEN, "5", localize=True, **DIGITS),
}
