"""A form for a request: what its `__init__` wants comes from the server's hooks, never from the client."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any, TypeAlias, cast

from django.core.exceptions import ObjectDoesNotExist, PermissionDenied
from django.core.files.uploadedfile import UploadedFile
from django.forms.forms import BaseForm
from django.forms.models import BaseModelForm
from django.http import Http404
from django.utils.datastructures import MultiValueDict
from pydantic import ValidationError

from mizan.forms.formsets import Supply, bind_posted, bind_rows, row_at, unbound_rows
from mizan.forms.gate import Posted, admit, dump_json
from mizan.forms.lazy import is_judged_alone, kept_form, make_cloned, make_lazily, make_sharing
from mizan.forms.options import FormOptions
from mizan.forms.own_code import needs_copies
from mizan.forms.reflection.static import has_own_init
from mizan.forms.rows import Rows
from mizan.forms.watched import was_looked_at, watch
from mizan.protocol.envelope import JSON
from mizan.protocol.errors import Failure
from mizan.schema.exactness import refusals
from mizan.schema.validation import issue, issues_of
from mizan.setup.operations import FormSpec

if TYPE_CHECKING:
    from django.http import HttpRequest, QueryDict

Files: TypeAlias = "MultiValueDict[str, UploadedFile[Any]]"


def unbound_form(spec: FormSpec, request: HttpRequest, params: Mapping[str, JSON] | None = None) -> BaseForm:
    """Return the form of this request as a page shows it first. Raises Failure `invalid`, `not_found`."""
    form = _make(spec, _kwargs(spec, request, params))
    hang_rows(spec, request, form, params)
    return form


def hang_rows(
    spec: FormSpec, request: HttpRequest, form: Any, params: Mapping[str, JSON] | None = None
) -> None:
    """Hang the formsets of this request on a form as a page shows them first."""
    options: FormOptions = spec.options
    if not options.formsets:
        return
    unbound_rows(form, options.formsets, _supply(spec, request, params))
    if options.get_kept_rows is not None:
        for name, formset in options.get_kept_rows(request).items():
            formset.described = form.formsets[name].described
            form.formsets[name] = formset


def bound_form(
    spec: FormSpec,
    request: HttpRequest,
    data: QueryDict | MultiValueDict[str, str],
    files: Files | None = None,
    params: Mapping[str, JSON] | None = None,
) -> BaseForm:
    """Return the form bound to what a browser posted. Raises Failure as `unbound_form` does."""
    return bind_flat(spec, request, data, files, params)[0]


def bind_flat(
    spec: FormSpec,
    request: HttpRequest,
    data: QueryDict | MultiValueDict[str, str],
    files: Files | None = None,
    params: Mapping[str, JSON] | None = None,
) -> tuple[BaseForm, list[Rows]]:
    """Return the form bound to what a browser posted, and its formsets."""
    form = _make(spec, {"data": data, "files": files, **_kwargs(spec, request, params)})
    declared = spec.options.formsets
    return form, bind_posted(form, declared, data, files, _supply(spec, request, params)) if declared else []


def bind(
    spec: FormSpec,
    request: HttpRequest,
    values: Mapping[str, JSON],
    files: Files | None = None,
    params: Mapping[str, JSON] | None = None,
    *,
    has_bytes: bool = True,
) -> tuple[BaseForm, Posted]:
    """Return the form bound to JSON values, and what the gate refused. Raises Failure as `unbound_form` does.

    The form may have the fields of its class: `stop_sharing` comes before the project's code sees it.
    """
    kwargs, posted = _kwargs(spec, request, params), Posted()
    form, known = _form_to_fill(spec, posted, kwargs), frozenset[str]()
    if form is None:
        # Its fields may depend on the data, so that must be there before the form is made.
        posted, probe = Posted(), _make(spec, kwargs)
        admit(posted, probe, values, files, has_bytes=has_bytes)
        known = frozenset(probe.fields)
        form = _make(spec, {"data": posted.data, "files": posted.files, **kwargs})
    rest = [name for name in form.fields if name not in known]
    admit(posted, form, values, files, names=rest, has_bytes=has_bytes)
    posted.seal()
    return form, posted


def bind_formsets(
    spec: FormSpec,
    request: HttpRequest,
    form: BaseForm,
    values: Mapping[str, JSON],
    files: Files | None = None,
    params: Mapping[str, JSON] | None = None,
    *,
    has_bytes: bool = True,
) -> list[Rows]:
    """Return the formsets of a bound form, bound to the rows that were sent."""
    if not spec.options.formsets:
        return []
    supply = _supply(spec, request, params)
    return bind_rows(form, spec.options.formsets, values, files, supply, has_bytes=has_bytes)


def offering_form(
    spec: FormSpec,
    request: HttpRequest,
    path: list[str],
    values: Mapping[str, JSON],
    params: Mapping[str, JSON] | None = None,
) -> Any:
    """Return the form of this request, or that of one of its rows by its path; None where there is no such
    row.

    It is bound to what was sent, if something was. Raises Failure as `unbound_form` does.
    """
    declared = spec.options.formsets
    own = {name: value for name, value in values.items() if name not in declared}
    if own:
        form, _ = bind(spec, request, own, None, params, has_bytes=False)
    else:
        form = _make(spec, _kwargs(spec, request, params))
    return row_at(form, declared, path, values, _supply(spec, request, params)) if path else form


def bind_some(
    spec: FormSpec,
    request: HttpRequest,
    values: Mapping[str, JSON],
    names: Iterable[str],
    params: Mapping[str, JSON] | None = None,
) -> tuple[BaseForm, Posted]:
    """Return a form and what was posted for these fields of it; the rest is not filled in.

    The form is bound and has its own fields (see `mizan.forms.lazy`), or unbound and for everybody.
    """
    kwargs, posted = _kwargs(spec, request, params), Posted()
    form: BaseForm | None = None if kwargs else kept_form(spec.form_class)
    if form is None or not all(is_judged_alone(form.fields[name]) for name in names if name in form.fields):
        kwargs = {"data": posted.data, "files": posted.files, **kwargs}
        make = make_lazily if needs_copies(spec.form_class) else make_sharing
        form = cast(BaseForm, make(spec.form_class, kwargs))
    admit(posted, form, values, names=[name for name in names if name in form.fields], has_bytes=False)
    posted.seal()
    return form, posted


def read_params(options: FormOptions, params: Mapping[str, JSON] | None) -> Any:
    """Return the form's arguments as its `params` model, or None. Raises Failure `invalid`.

    They may come from a query string, so the text of a number or a boolean is as good as the value. None
    holds a NUL: it goes to look for a record, and a database may refuse that without another word.
    """
    if options.params is None:
        if params:
            raise Failure("invalid", issues=[issue(("params", name), "unexpected") for name in params])
        return None
    given = dict(params or {})
    text = dump_json(given)
    found = refusals(given) if r"\u0000" in text else ()
    if not found:
        try:
            return options.params.model_validate_json(text)
        except ValidationError as error:
            found = tuple(issues_of(error.errors(), given))
    raise Failure("invalid", issues=[replace(each, path=("params", *each.path)) for each in found])


def _make(spec: FormSpec, kwargs: dict[str, Any]) -> BaseForm:
    form: BaseForm = make_cloned(spec.form_class, kwargs)
    return form


def _form_to_fill(spec: FormSpec, posted: Posted, kwargs: dict[str, Any]) -> BaseForm | None:
    """Return the form bound to what is not there yet; None for a form that looks at it while it is made."""
    kwargs = {"data": posted.data, "files": posted.files, **kwargs}
    if not has_own_init(spec.form_class):
        if needs_copies(spec.form_class):
            return _make(spec, kwargs)
        shared: BaseForm = make_sharing(spec.form_class, kwargs)
        return shared
    watch(posted)
    form, error = None, None
    try:
        form = _make(spec, kwargs)
    except Exception as raised:
        error = raised
    if was_looked_at(posted):
        return None
    if error is not None:
        raise error
    return form


def _kwargs(spec: FormSpec, request: HttpRequest, params: Mapping[str, JSON] | None) -> dict[str, Any]:
    options: FormOptions = spec.options
    arguments = read_params(options, params)
    try:
        kwargs = dict(options.get_form_kwargs(request, arguments)) if options.get_form_kwargs else {}
    except ObjectDoesNotExist:
        raise Failure("not_found") from None
    if options.get_instance and issubclass(spec.form_class, BaseModelForm):
        kwargs["instance"] = _instance(options.get_instance, request, arguments)
    return kwargs


def _supply(spec: FormSpec, request: HttpRequest, params: Mapping[str, JSON] | None) -> Supply:
    """Return what gives each formset what it is made with. Raises Failure as `unbound_form` does."""
    hook = spec.options.get_formset_kwargs
    if hook is None:
        return lambda name: {}
    arguments = read_params(spec.options, params)

    def supply(name: str) -> dict[str, Any]:
        try:
            return dict(hook(request, arguments, name))
        except ObjectDoesNotExist:
            raise Failure("not_found") from None

    return supply


def _instance(get_instance: Any, request: HttpRequest, arguments: Any) -> Any:
    """Return the record to edit. One that is denied is answered as one that is not there."""
    try:
        return get_instance(request, arguments)
    except (ObjectDoesNotExist, PermissionDenied, Http404):
        raise Failure("not_found") from None
