"""What a case is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django import forms

from tests.differential.strategies import Values


@dataclass(frozen=True, kw_only=True)
class Case:
    """A field, values for it, and canonical values that both sides must accept."""

    make: Callable[[], forms.Field]
    values: Values
    canonical: tuple[Any, ...]


def case(field: type[forms.Field], values: Values, *canonical: Any, **options: Any) -> Case:
    """Describe a case: the class of the field, its values, and its options."""
    return Case(make=lambda: field(**options), values=values, canonical=canonical)
