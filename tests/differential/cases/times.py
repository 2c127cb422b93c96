"""Fields of days and times."""

from __future__ import annotations

from datetime import date

from django import forms
from hypothesis import strategies as st

from tests.differential.cases.case import Case, case
from tests.differential.strategies import Values, mixed

NAMED = ("%b %d %Y", "%b %d, %Y", "%d %B, %Y", "%B %d %Y")
DAYS = ("%Y-%m-%d", "%m/%d/%Y", "%m/%d/%y", "%d.%m.%Y", "%d.%m.%y", *NAMED)
OWN_FORMATS = ["%d.%m.%Y", "%d.%m.%y", "%d. %B %Y", "%Y%m%d"]


def dates(*formats: str) -> Values:
    """Return days in these formats, some of them not in the calendar."""
    days = st.tuples(st.dates(date(1, 1, 1), date(9999, 12, 31)), st.sampled_from(formats))
    known = days.map(lambda pair: pair[0].strftime(pair[1].replace("%Y", f"{pair[0].year:04}")))
    years = st.one_of(st.integers(0, 9999), st.integers(1960, 2030))
    parts = st.tuples(years, st.integers(0, 13), st.integers(0, 32))
    loose = parts.map(lambda p: f"{p[0]:04}-{p[1]}-{p[2]}")
    turned = st.tuples(parts, st.sampled_from("-/. ")).map(lambda p: p[1].join(f"{n:02}" for n in p[0][::-1]))
    longer = st.tuples(known, st.sampled_from("05 x")).map("".join)
    return mixed(known, known.map(str.upper), loose, turned, longer)


CASES: dict[str, Case] = {
    "date": case(forms.DateField, dates(*DAYS), "2024-02-29", "9999-12-31"),
    "date optional": case(forms.DateField, dates("%Y-%m-%d", "%d %b %Y"), "", required=False),
    "date formats": case(
        forms.DateField, dates(*OWN_FORMATS, "%d.%m"), "29.02.2024", input_formats=OWN_FORMATS
    ),
}
