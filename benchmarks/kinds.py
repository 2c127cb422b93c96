"""The kinds of fields that the forms of the benchmarks are made of."""

from __future__ import annotations

from collections.abc import Callable

from django import forms

COLOURS = [(f"c{number}", f"Colour {number}") for number in range(10)]

KINDS: tuple[tuple[Callable[[], forms.Field], object, object], ...] = (
    (lambda: forms.CharField(max_length=20), "some words", "far too many words for this"),
    (forms.EmailField, "ann@example.org", "ann at example"),
    (lambda: forms.IntegerField(min_value=0, max_value=99), 42, 100),
    (forms.BooleanField, True, False),
    (lambda: forms.ChoiceField(choices=COLOURS), "c3", "c99"),
    (forms.DateField, "2026-03-01", "2026-02-30"),
    (lambda: forms.CharField(widget=forms.Textarea, max_length=40), "line\nline", "long " * 10),
    (lambda: forms.URLField(assume_scheme="https"), "https://example.org/", "no address"),
    (lambda: forms.DecimalField(max_digits=5, decimal_places=2), "12.50", "12.505"),
)
"""A field, a value that it takes, and one that it does not."""
