"""Judge a bound form: as a submission does, or as far as somebody asks while filling it in."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable
from functools import cache, partial
from typing import Any

from django.core.exceptions import ValidationError
from django.forms import Field, Form
from django.forms.boundfield import BoundField
from django.forms.forms import BaseForm
from django.forms.models import BaseModelForm
from django.forms.utils import ErrorDict

from mizan.forms.described import UnseenError
from mizan.forms.gate import Posted
from mizan.forms.issues import issues_at, issues_of, no_reason, refused
from mizan.forms.model_rules import hear_the_model
from mizan.forms.reflection.code import member_of
from mizan.forms.reflection.form import why_no_rules
from mizan.forms.reflection.stock import own_rules, stock_class
from mizan.protocol.envelope import Issue

logger = logging.getLogger("mizan.forms")

CHOKED = (ArithmeticError, AttributeError, LookupError, RecursionError, TypeError, ValueError)
"""What Django's own code raises about a value that is more than it can bear."""

_OWN_WAY = ("full_clean", "_clean_fields", "_clean_form", "_post_clean", "add_error", "errors")


def clean(form: BaseForm, posted: Posted) -> list[Issue]:
    """Return everything that is wrong with a bound form, as a submission judges it.

    Where the gate refused a value, the form's own `clean` is not asked: no browser could have posted that.
    """
    gate = posted.issues
    return _merge(gate, _guarded(form, _clean_fields if gate else type(form).full_clean))


def check(form: BaseForm, posted: Posted, only: list[str] | None) -> list[Issue]:
    """Return what is wrong so far, leaving out what nobody asked about.

    All fields are cleaned, and `clean()` runs only when none of them complains: it may rely on what they
    return. It does not run where a file must be seen to be judged, for it might miss that.
    """
    is_whole = not posted.issues and not posted.undecided
    known, found = set(posted.undecided), None
    try:
        found = _guarded(form, _clean_by_stages if is_whole else _clean_fields)
    except UnseenError:
        pass
    except Exception:
        if not known:  # else a `clean_<name>` missed its file
            raise
    posted.find_wanted(form)
    if found is None or posted.undecided != known:
        found = [issue for name in form.fields for issue in _field_issues(form[name])]
    issues = _merge(posted.issues, found)
    return issues if only is None else [issue for issue in issues if issue.path and issue.path[0] in only]


def check_alone(form: BaseForm, posted: Posted, names: Iterable[str]) -> list[Issue]:
    """Return what is wrong with these fields without looking at any other; see `can_check_alone`."""
    found = [issue for name in names for issue in _check_one(form, posted, name)]
    posted.find_wanted(form)
    return _merge(posted.issues, found)


@cache
def can_check_alone(form_class: type[BaseForm], name: str) -> bool:
    """Tell whether a field is judged by itself: neither the form nor a `clean_<name>` has a say."""
    return not hasattr(form_class, f"clean_{name}") and not _overrides(form_class, ("clean", *_OWN_WAY))


def _clean_fields(form: Any) -> None:
    """Clean the fields, each with its `clean_<name>`: the first stage of `full_clean`."""
    form._errors = ErrorDict(renderer=form.renderer)
    form.cleaned_data = {}
    if not _is_left_empty(form):
        form._clean_fields()


def _is_left_empty(form: BaseForm) -> bool:
    """Tell a row that nobody filled in, of which Django asks nothing more."""
    return form.empty_permitted and not form.has_changed()


def _clean_by_stages(form: Any) -> None:
    """Do what `full_clean` does, but stop after the fields when one of them complains.

    A form that may take a complaint back is asked as a whole: a submission would be.
    """
    if why_no_rules(type(form)) is not None:
        form.full_clean()
        return
    _clean_fields(form)
    if not form._errors and not _is_left_empty(form):
        form._clean_form()
        form._post_clean()


def _guarded(form: BaseForm, run: Callable[[BaseForm], None]) -> list[Issue]:
    """Clean a form. Where one of Django's own fields chokes on a value, that is the value's fault."""
    if isinstance(form, BaseModelForm):
        hear_the_model(form)
    try:
        run(form)
    except CHOKED:
        if not any(_chokes(form[name]) for name in form.fields):
            raise
        return [issue for name in form.fields for issue in _field_issues(form[name])]
    if run is _clean_fields or type(form).is_valid is BaseForm.is_valid:
        return issues_of(form)
    # A form that says for itself whether it is valid may give no reason; a page would show nothing then.
    return [] if form.is_valid() else issues_of(form) or [no_reason()]


def _check_one(form: BaseForm, posted: Posted, name: str) -> list[Issue]:
    if form.is_bound:
        return _field_issues(form[name])
    field = form.fields[name]
    value = field.widget.value_from_datadict(posted.data, posted.files, form.add_prefix(name))
    return _complaints(name, field, partial(field.clean, value))


def _field_issues(bound: BoundField) -> list[Issue]:
    """Clean one field as `BaseForm._clean_fields` does, and return its complaints."""
    return _complaints(bound.name, bound.field, partial(_clean_bound, bound))


def _complaints(name: str, field: Field, run: Callable[[], Any]) -> list[Issue]:
    try:
        run()
    except ValidationError as error:
        return list(issues_at(name, [error]))
    except UnseenError:
        return []
    except CHOKED:
        if not _is_stock(field):
            raise
        logger.info("%s cannot take a value.", field.__class__.__name__, exc_info=True)
        return [refused(name, field)]
    return []


def _chokes(bound: BoundField) -> bool:
    """Tell whether a value is more than Django's own code can bear: a number that no column holds, say."""
    try:
        _clean_bound(bound)
    except ValidationError:
        return False
    except CHOKED:
        return _is_stock(bound.field)
    return False


def _clean_bound(bound: Any) -> None:
    bound.field._clean_bound_field(bound)


def _is_stock(field: Field) -> bool:
    """Tell a field whose rules are Django's own: what chokes there is no mistake of the project."""
    return own_rules(field, stock_class(field)) is None


def _merge(gate: list[Issue], others: list[Issue]) -> list[Issue]:
    """Return the gate's complaints, and the others about fields that the gate let pass."""
    judged = {issue.path for issue in gate}
    return gate + [issue for issue in others if issue.path not in judged]


def _overrides(form_class: type[BaseForm], names: Iterable[str]) -> bool:
    """Tell whether a form judges otherwise than a plain one; a ModelForm does, for it asks its model too."""
    return any(member_of(form_class, name) is not member_of(Form, name) for name in names)
