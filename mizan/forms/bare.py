"""A formset that stands alone: a form that has nothing but its rows.

On the wire the rows are the data, and every path begins in them; what is inside knows a form like any other.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from functools import wraps
from typing import TYPE_CHECKING, Any, cast

from django import forms
from django.utils.datastructures import MultiValueDict

from mizan.forms.answer import run_hook
from mizan.forms.options import FormOptions
from mizan.protocol.envelope import JSON, Issue
from mizan.protocol.errors import Failure

if TYPE_CHECKING:
    from django.http import HttpRequest

ROWS = "rows"
"""What the rows are called in the form that is made for them."""


class Holder(forms.Form):
    """The form of a formset that stands alone; each has a class of its own."""

    formset_class: Any


def prefix_of(form: Any, name: str) -> str:
    """Return the prefix of a formset of a form; of one that stands alone that of Django's own page."""
    own = form.formset_class.get_default_prefix() if isinstance(form, Holder) else form.add_prefix(name)
    return cast(str, own)


def holder(formset_class: Any) -> type[Holder]:
    """Return the form of a formset, which reads as the formset itself where it is named."""
    stem = formset_class.__name__.removesuffix("FormSet") or formset_class.__name__
    names = {
        "formset_class": formset_class,
        "__doc__": formset_class.__doc__,
        "__module__": formset_class.__module__,
        "__qualname__": formset_class.__qualname__,
    }
    return type(stem, (Holder,), names)


def with_rows(formset_class: Any, options: FormOptions) -> FormOptions:
    """Return the options of the form, from those of the formset."""
    live = options.live
    return replace(
        options,
        bare=ROWS,
        formsets={ROWS: formset_class},
        live=[inside(ROWS, path) for path in live] if isinstance(live, (list, tuple)) else live,
        on_submit=_of_rows(options.on_submit),
        get_formset_kwargs=_for_rows(options.get_formset_kwargs),
    )


def _of_rows(hook: Any) -> Any:
    if hook is None:
        return None

    @wraps(hook)
    def act(form: Any, request: HttpRequest) -> Any:
        return run_hook(hook, form.formsets[ROWS], request)

    return act


def _for_rows(hook: Any) -> Any:
    if hook is None:
        return None

    @wraps(hook)
    def supply(request: HttpRequest, params: Any, name: str) -> Any:
        return hook(request, params, name.removeprefix(ROWS).removeprefix("."))

    return supply


def inside(name: str, path: str) -> str:
    """Return the dotted path in the form of one that begins in the rows: `rows.2.email`; `rows` of an empty
    one."""
    return f"{name}.{path}" if path else name


def above(files: Any, name: str) -> Any:
    """Return files as the form calls them: `2.photo` as `rows.2.photo`."""
    if not files:
        return files
    found = MultiValueDict[str, Any]()
    for key in files:
        found.setlist(inside(name, key), files.getlist(key))
    return found


def bare_validate(name: str, run: Callable[..., Any], request: HttpRequest, call: Any) -> dict[str, JSON]:
    """Return what is wrong with the rows, each path from them on."""
    told: dict[str, JSON] = run(request, call)
    return {
        "issues": [
            {**issue, "path": issue["path"][1:]} if issue["path"][:1] == [name] else issue
            for issue in told["issues"]
        ],
        "checked": [path.removeprefix(name).removeprefix(".") for path in told["checked"]],
    }


def bare_submit(name: str, run: Callable[..., Any], request: HttpRequest, call: Any) -> Any:
    """Submit the rows; where they are refused, each path is from them on."""
    try:
        return run(request, call)
    except Failure as failure:
        failure.issues = tuple(
            replace(issue, path=issue.path[1:]) if issue.path[:1] == (name,) else issue
            for issue in failure.issues
        )
        raise


def in_form(options: FormOptions, issues: Iterable[Issue]) -> list[Issue]:
    """Return issues of the wire as those of the form."""
    if options.bare is None:
        return list(issues)
    return [
        replace(issue, path=(options.bare, *issue.path))
        if not issue.path or isinstance(issue.path[0], int)
        else issue
        for issue in issues
    ]
