"""Fields of days and times."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from django import forms
from django.utils.duration import duration_iso_string, duration_string
from hypothesis import strategies as st

from tests.differential.cases.case import Case, case
from tests.differential.strategies import Values, matching, mixed

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


MOMENTS = st.one_of(st.datetimes(), st.datetimes(datetime(1960, 1, 1), datetime(2040, 1, 1)))
HOURS = ("%H:%M:%S", "%H:%M:%S.%f", "%H:%M", "%I:%M %p", "%I%p", "%H.%M")
MINUTES = (
    "%Y-%m-%d %H:%M:%S",
    "%Y-%m-%dT%H:%M",
    "%m/%d/%Y %H:%M:%S.%f",
    "%d.%m.%Y %H:%M",
    "%d.%m.%y",
    "%Y-%m-%d",
)


def times(*formats: str) -> Values:
    """Return moments in these formats, some of them of no clock or calendar."""
    drawn = st.tuples(MOMENTS, st.sampled_from(formats))
    known = drawn.map(lambda pair: pair[0].strftime(pair[1].replace("%Y", f"{pair[0].year:04}")))
    longer = st.tuples(known, st.sampled_from(["0", "5", " ", "x", "Z", " AM", ":61", ".5"])).map("".join)
    return mixed(known, longer, matching(r"([01]?[0-9]|2[0-9]):[0-9]{1,2}(:[0-9]{1,2})?", whole=True))


ISO = mixed(
    MOMENTS.map(datetime.isoformat),
    st.tuples(MOMENTS, st.sampled_from([*" Tx_-5", "é", "😀", ""])).map(
        lambda pair: pair[0].isoformat(pair[1] or "T")
    ),
    st.datetimes(timezones=st.timezones()).map(datetime.isoformat),
    matching(r"20[0-9]{2}-?(W[0-5][0-9](-?[0-9])?|[01][0-9]-?[0-3][0-9])", whole=True),
    matching(
        r"20[0-9]{2}-[0-2]?[0-9]-[0-4]?[0-9][T ][0-2]?[0-9]:[0-7]?[0-9](:[0-7]?[0-9]([.,][0-9]{1,9})?)?"
        r" ?(Z|[+-][0-9]{2}(:?[0-9]{2})?)?",
        whole=True,
    ),
)
ODD = st.one_of(
    matching(r"2024-?01-?31[T:x0][0-2][0-9]:?[0-6]?[0-9]?:?[0-9]{0,4}[.:]?[0-9]{0,3}(Z|[+]02)?", whole=True),
    matching(r"2024-?W05(-?[0-9])?([T:x01-]([01][0-9]){1,3}Z?)?", whole=True),
)
"""What only `fromisoformat` can read."""
SPANS = st.one_of(st.timedeltas(), st.timedeltas(timedelta(-2), timedelta(30)))
DURATIONS = mixed(
    SPANS.map(duration_string),
    SPANS.map(duration_iso_string),
    SPANS.map(str),
    st.integers(-100, 10**6),
    matching(r"-?[0-9]{0,3}( days?,?)? ?-?[0-9]{1,3}(:[0-9]{1,2}){0,3}([.,][0-9]{0,7})?\n?", whole=True),
    matching(
        r"[-+]?P([0-9]([.,]5)?W)?([0-9]{1,2}([.,]5)?[DMY])?(T[0-9]{0,2}([.,][0-9])?[HMS]?)?", whole=True
    ),
    st.sampled_from(["999999999 1", "1000000000 0", "-999999999 1", "-1000000000 1", "9" * 15, "P1e3D"]),
    matching(r"[0-9]{9,22}( 1)?", whole=True),
)

CASES: dict[str, Case] = {
    "date": case(forms.DateField, dates(*DAYS), "2024-02-29", "9999-12-31"),
    "date optional": case(forms.DateField, dates("%Y-%m-%d", "%d %b %Y"), "", required=False),
    "date formats": case(
        forms.DateField, dates(*OWN_FORMATS, "%d.%m"), "29.02.2024", input_formats=OWN_FORMATS
    ),
    "date of the year": case(
        forms.DateField,
        dates("%Y-%j", "%A %d %B %Y", "%d/%m"),
        "2024-366",
        input_formats=["%Y-%j", "%A %d %B %Y"],
    ),
    "time": case(forms.TimeField, times(*HOURS), "10:30", "23:59:59.999999"),
    "time optional": case(forms.TimeField, times("%H:%M", "%H.%M.%S"), "", required=False),
    "time formats": case(
        forms.TimeField, times("%I:%M %p", "%I%p", "%H:%M"), "11:30 PM", input_formats=["%I:%M %p", "%I%p"]
    ),
    "datetime": case(
        forms.DateTimeField, st.one_of(ISO, times(*MINUTES), ODD), "2024-02-29T10:30:00", "2024-02-29 10:30"
    ),
    "datetime optional": case(forms.DateTimeField, ISO, "", "2024-01-01T10:00", required=False),
    "datetime formats": case(
        forms.DateTimeField,
        st.one_of(times("%d. %B %Y um %H:%M", "%d.%m.%Y"), ISO),
        "2024-02-29T10:30",
        input_formats=["%d. %B %Y um %H:%M", "%d/%m/%Y"],
    ),
    "duration": case(forms.DurationField, DURATIONS, "5 00:01:05", "00:00:00.5", "-1 10:00:00"),
    "duration optional": case(forms.DurationField, DURATIONS, "", "01:00:00", required=False),
}
