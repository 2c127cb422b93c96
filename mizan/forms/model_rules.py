"""What a model says of its rows, beside what the fields of its form say."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import partial
from typing import Any

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db.models import UniqueConstraint


def hear_the_model(form: Any) -> None:
    """Have a ModelForm take what its model says of fields that it does not have as said of the whole form.

    Django raises ValueError there, after the value was judged: a wrong input would look like a broken server.
    """
    if hasattr(form, "_update_errors"):
        form._update_errors = partial(_update_errors, form)


def _update_errors(form: Any, error: ValidationError) -> None:
    told: dict[str, list[ValidationError]] | None = getattr(error, "error_dict", None)
    if told is not None:
        unknown = [name for name in told if name not in form.fields and name != NON_FIELD_ERRORS]
        for name in unknown:
            told.setdefault(NON_FIELD_ERRORS, []).extend(told.pop(name))
    type(form)._update_errors(form, error)


def is_unique(model: Any, column: Any) -> bool:
    """Tell a column of which no two rows may have the same value, or not on one day, month or year.

    Django then complains about the field of this name.
    """
    return (
        bool(column.unique or column.unique_for_date or column.unique_for_month or column.unique_for_year)
        or (column.name,) in _sets(model)
        or any(_is_of_field(constraint, column.name) for constraint in _constraints(model))
    )


def _is_of_field(constraint: Any, name: str) -> bool:
    """Tell a constraint of one column whose complaint Django puts at its field, not at the form."""
    if not isinstance(constraint, UniqueConstraint) or constraint.fields != (name,):
        return False
    is_plain = constraint.condition is None and (
        constraint.violation_error_message == constraint.default_violation_error_message
    )
    return is_plain or constraint.violation_error_code == "unique"


def rules_of_rows(model: Any, names: Iterable[str]) -> list[str]:
    """Return the kinds of the rules over whole rows that Django asks of a form with these fields."""
    return list(dict.fromkeys(_kinds(model, frozenset(names))))


def _kinds(model: Any, names: frozenset[str]) -> Iterator[str]:
    yield from ("unique_together" for fields in _sets(model) if len(fields) > 1 and names.issuperset(fields))
    for constraint in _constraints(model):
        fields = getattr(constraint, "fields", ())  # none of a check, nor of one over expressions
        if names.issuperset(fields) and not any(_is_of_field(constraint, name) for name in fields):
            yield type(constraint).__name__


def _sets(model: Any) -> list[tuple[str, ...]]:
    return [tuple(fields) for cls in _lineage(model) for fields in cls._meta.unique_together]


def _constraints(model: Any) -> list[Any]:
    return [constraint for cls in _lineage(model) for constraint in cls._meta.constraints]


def _lineage(model: Any) -> list[Any]:
    """Return a model with the models whose tables it shares."""
    return [model, *model._meta.all_parents]
