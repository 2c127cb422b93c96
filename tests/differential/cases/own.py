"""Fields of a project's own, registered as `docs/how-to/own-fields.md` shows it."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from hypothesis import strategies as st

from mizan.forms import register_field
from tests.differential.cases.case import Case, case
from tests.differential.strategies import matching, mixed

PAGE = Path(__file__).parents[3] / "docs/how-to/own-fields.md"


def page() -> dict[str, Any]:
    """Return what the Python of the page defines."""
    names: dict[str, Any] = {
        "re": re,
        "forms": forms,
        "ValidationError": ValidationError,
        "register_field": register_field,
        "__name__": __name__,
    }
    for block in re.findall(r"```python\n(.*?)```", PAGE.read_text(), re.DOTALL):
        exec(block, names)
    return names


OWN: dict[str, Any] = page()

RIGHT = ["DE89370400440532013000", "GB29 NWBK 6016 1331 9268 19", "NO93-8601-1117-947"]
IBANS = mixed(
    matching(r"[A-Z]{1,3}[0-9]{1,3}[A-Z0-9]{0,9}\n?", whole=True),
    st.text(st.sampled_from("AZ09 -az\n\u0660İ"), max_size=36),
    st.text(st.sampled_from(" -"), max_size=3),
    st.sampled_from(RIGHT),
    st.sampled_from(RIGHT).map(" -".join),
)
TEXTS = mixed(st.text(st.sampled_from("aBİß \0"), max_size=8))

CASES: dict[str, Case] = {
    "own iban": case(OWN["IBANField"], IBANS, *RIGHT),
    "own iban optional": case(OWN["IBANField"], IBANS, "", RIGHT[0], required=False),
    "own lower case": case(OWN["LowerCaseField"], TEXTS, "a", "Ab", min_length=1),
}
