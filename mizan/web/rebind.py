"""A form as it was posted, with what is wrong with it: for a page that shows it again."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.forms import IntegerField
from django.forms.utils import ErrorDict

from mizan.forms.bare import in_form
from mizan.forms.binding import bound_form, unbound_form
from mizan.web.carrier import FLAT_TYPES, query_params, read_flat

if TYPE_CHECKING:
    from django.forms import BaseForm
    from django.http import HttpRequest, QueryDict

    from mizan.protocol.envelope import Issue
    from mizan.setup.operations import FormSpec


def posted_form(spec: FormSpec, request: HttpRequest, issues: Iterable[Issue]) -> BaseForm:
    """Return the form with what was typed and these complaints, without validating it a second time.

    Raises Failure for a body that nobody may read: a call that came too often was refused before its body.
    """
    params = query_params(spec, request)
    if request.content_type not in FLAT_TYPES:
        return unbound_form(spec, request, params)
    read_flat(request)
    data = request.POST.copy()
    _count_rows(data)
    form = bound_form(spec, request, data, request.FILES, params)
    _forget_unreadable(form, data)
    _complain(form, in_form(spec.options, issues))
    return form


def fresh_form(spec: FormSpec, request: HttpRequest) -> BaseForm:
    """Return the form of this request as a page shows it first. Raises Failure as its hooks do."""
    return unbound_form(spec, request, query_params(spec, request))


def complaining_form(spec: FormSpec, request: HttpRequest, issues: Iterable[Issue]) -> BaseForm:
    """Return the form of this request as a page shows it first, with these complaints."""
    form = fresh_form(spec, request)
    _complain(form, in_form(spec.options, issues))
    return form


def _count_rows(data: QueryDict) -> None:
    """Let a formset be shown with the rows that were posted, where a client speaks of many more.

    To draw a row takes milliseconds, and to speak of two thousand a handful of bytes.
    """
    for name in [key for key in data if key.endswith(_TOTAL)]:
        start = name.removesuffix(_TOTAL) + "-"
        numbers = {key.removeprefix(start).partition("-")[0] for key in data if key.startswith(start)}
        there = sum(number.isdecimal() for number in numbers)
        with suppress(ValidationError):  # Django takes what is no number for no row at all
            data[name] = str(min(_COUNT.clean(data[name]), there + _SPARE))


_TOTAL, _SPARE = "-TOTAL_FORMS", 40
"""The end of the name under which a formset counts, and how many of its rows may have posted nothing, for all
they have is boxes that nobody ticked."""

_COUNT = IntegerField()
"""How Django reads the count, in whatever way it is spelled."""


def _forget_unreadable(form: BaseForm, data: QueryDict) -> None:
    """Leave out of `data` what a field cannot even show again: JSON of a thousand brackets, say."""
    for name in form.fields:
        try:
            form[name].value()
        except (ValueError, RecursionError):
            data.pop(form.add_prefix(name), None)


def _complain(form: BaseForm, issues: Iterable[Issue]) -> None:
    # Validation has run once, in the operation, with all its side effects. A form that holds errors does not
    # run it again; `_errors` is where Django keeps them (BaseForm.errors).
    _begin_anew(form)
    for issue in issues:
        if issue.path and issue.path[0] in getattr(form, "formsets", ()):
            _complain_of_row(form, issue.path, issue)
            continue
        field = issue.path[0] if issue.path and issue.path[0] in form.fields else None
        form.add_error(str(field) if field is not None else None, ValidationError(issue.message, issue.code))


def _begin_anew(form: Any) -> None:
    form._errors = ErrorDict(renderer=form.renderer)
    form.cleaned_data = {}
    for formset in getattr(form, "formsets", {}).values():
        formset._errors = []
        formset._non_form_errors = formset.error_class(error_class="nonform", renderer=formset.renderer)
        for row in formset.forms:
            _begin_anew(row)


def _complain_of_row(form: Any, path: tuple[str | int, ...], issue: Issue) -> None:
    """Hang a complaint where it belongs: on the formset, on a row, on a field of a row, or further below."""
    formset, rest = form.formsets[path[0]], path[1:]
    error = ValidationError(issue.message, issue.code)
    if not rest or not isinstance(rest[0], int):
        formset._non_form_errors.append(error)
        return
    if rest[0] >= len(formset.forms):  # one complaint is enough about rows that nobody posted
        if not formset._non_form_errors:
            formset._non_form_errors.append(error)
        return
    row = formset.forms[rest[0]]
    name = rest[1] if len(rest) > 1 else None
    if name in getattr(row, "formsets", ()):
        _complain_of_row(row, rest[1:], issue)
    else:
        is_seen = name in row.fields and not row.fields[name].widget.is_hidden
        row.add_error(name if is_seen else None, error)
