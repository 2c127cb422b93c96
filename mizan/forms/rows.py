"""The rows of a form's formsets as they were sent: judged, saved, and named by their paths."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from typing import Any, TypeAlias

from django.forms.forms import BaseForm
from django.forms.models import BaseModelForm, BaseModelFormSet

from mizan.forms import cleaning
from mizan.forms.gate import Posted
from mizan.forms.issues import issues_at, issues_of, no_reason
from mizan.forms.silence import keep_what_is_taken
from mizan.protocol.envelope import Issue

Judge: TypeAlias = Callable[[BaseForm, Posted], list[Issue]]


@dataclass(kw_only=True)
class Rows:
    """A formset bound for one request, and where each of its forms stood in what was sent."""

    name: str
    formset: Any
    places: list[int]
    """`formset.forms[n]` came as row `places[n]`: Django wants the rows that exist before the new ones."""
    gates: list[Posted]
    """What the gate said of each form."""
    inner: list[list[Rows]]
    """The formsets of each form."""
    refused: list[Issue] = field(default_factory=list)
    """Why no row was looked at."""

    def is_deleted(self, form: Any) -> bool:
        """Tell a judged row that goes; nobody minds what is wrong with it."""
        return bool(self.formset.can_delete and self.formset._should_delete_form(form))

    def is_empty(self, number: int) -> bool:
        """Tell a row that was added and never filled in."""
        return number >= self.formset.initial_form_count() and not self.formset.forms[number].has_changed()

    def undecided(self) -> Iterator[tuple[str | int, ...]]:
        """Yield the paths of files that must be seen to be judged."""
        for place, gate, inner in zip(self.places, self.gates, self.inner, strict=True):
            below = [(name,) for name in gate.undecided] + [
                path for each in inner for path in each.undecided()
            ]
            yield from ((self.name, place, *path) for path in below)


def complaints(
    form: BaseForm, posted: Posted, formsets: list[Rows], clean: Judge = cleaning.clean
) -> list[Issue]:
    """Return everything that is wrong with a bound form and its rows, as a submission judges them."""
    issues = clean(form, posted)
    for rows in formsets:
        issues = issues + judge(rows, clean, is_final=True)
    return issues


def judge(rows: Rows, clean: Judge, *, is_final: bool, is_silent: bool = False) -> list[Issue]:
    """Return what is wrong with the rows, each complaint at the place of its row as it was sent.

    The formset as a whole is asked as Django asks it; before a submission only when no row complains.
    With `is_silent` nothing is told of what the database holds.
    """
    if rows.refused:
        return rows.refused
    formset, found = rows.formset, {}
    for number, form in enumerate(formset.forms):
        if is_silent and isinstance(form, BaseModelForm):
            keep_what_is_taken(form)
        said = clean(form, rows.gates[number])
        for nested in rows.inner[number]:
            said += judge(nested, clean, is_final=is_final, is_silent=is_silent)
        if not rows.is_deleted(form):
            found[number] = said
    as_posted = all(not rows.gates[number].issues for number in found)
    whole: list[Issue] = []
    if as_posted and (is_final or not any(found.values())):
        whole = _whole(rows, found)
    order = sorted(found, key=lambda number: rows.places[number])
    issues = [
        replace(issue, path=(rows.name, rows.places[number], *issue.path))
        for number in order
        for issue in found[number]
    ] + whole
    if is_final and as_posted and not issues and not formset.is_valid():
        return [replace(no_reason(), path=(rows.name,))]  # by an is_valid of its own
    return issues


def save(rows: Rows) -> None:
    """Save the rows of a valid model formset, then what hangs on them. The form itself is saved before."""
    if isinstance(rows.formset, BaseModelFormSet):
        rows.formset.save()
    for number, (form, inner) in enumerate(zip(rows.formset.forms, rows.inner, strict=True)):
        if not rows.is_empty(number) and not rows.is_deleted(form):
            for nested in inner:
                save(nested)


def matches(path: tuple[str | int, ...], pattern: list[str]) -> bool:
    """Tell whether a path is what a pattern names, or lies below: `speakers.*.email`, `speakers.2`."""
    return len(path) >= len(pattern) and all(
        part in ("*", str(key)) for part, key in zip(pattern, path, strict=False)
    )


def expand(rows: Rows, pattern: list[str]) -> Iterator[str]:
    """Yield the paths that a pattern below a formset names, dotted; none for what is not there."""
    if not pattern:
        yield rows.name
        return
    for number, place in enumerate(rows.places):
        if pattern[0] not in ("*", str(place)):
            continue
        head, form = f"{rows.name}.{place}", rows.formset.forms[number]
        if len(pattern) == 1:
            yield head
        elif len(pattern) == 2 and pattern[1] in form.fields:
            yield f"{head}.{pattern[1]}"
        else:
            nested = (each for each in rows.inner[number] if each.name == pattern[1])
            yield from (f"{head}.{rest}" for each in nested for rest in expand(each, pattern[2:]))


def _whole(rows: Rows, found: dict[int, list[Issue]]) -> list[Issue]:
    """Ask the formset as a whole, which may complain about its rows as well."""
    try:
        rows.formset.full_clean()
    except cleaning.CHOKED:
        if not any(found.values()):
            raise
        return []
    for number, said in found.items():
        said += [issue for issue in issues_of(rows.formset.forms[number]) if issue not in said]
    return list(issues_at(rows.name, rows.formset.non_form_errors().as_data()))
