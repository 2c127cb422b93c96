"""A form as operations: describe it, offer its choices, judge it, submit it."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from contextlib import nullcontext
from functools import cache, partial
from typing import TYPE_CHECKING, Any

from django.db import DEFAULT_DB_ALIAS, router
from django.forms.forms import BaseForm
from django.forms.models import BaseModelForm
from pydantic_core import to_json

from mizan.forms import cleaning
from mizan.forms.answer import answer_type, run_hook
from mizan.forms.bare import bare_submit, bare_validate
from mizan.forms.binding import bind, bind_some, hang_rows, unbound_form
from mizan.forms.call import FormCall, FormInput
from mizan.forms.description import describe, describe_live, keep_description, may_take_files
from mizan.forms.lazy import stop_sharing
from mizan.forms.offers import OFFERS, may_add, may_offer, offered_names, offers
from mizan.forms.offers_call import OffersInput
from mizan.forms.options import FormOptions
from mizan.forms.own_code import is_alike_for_all, may_write
from mizan.forms.rows import Judge, Rows, complaints, expand, judge, matches, save
from mizan.forms.sense import require_sense
from mizan.forms.silence import is_silent, keep_what_is_taken, tells_what_is_taken
from mizan.forms.unstorable import clean_for_saving, clean_for_storage
from mizan.forms.version import require_version
from mizan.permissions import policy
from mizan.protocol.envelope import JSON, Issue
from mizan.protocol.errors import ConfigurationError, Failure
from mizan.protocol.naming import check_name
from mizan.schema import TypedInput
from mizan.setup.databases import has_database, saving
from mizan.setup.declaration import context_names, declared_failures
from mizan.setup.limit import limit_of, read_rates
from mizan.setup.operations import FormSpec, Operation

if TYPE_CHECKING:
    from django.http import HttpRequest


class Document:
    """Write an answer that is JSON already."""

    def __init__(self, schema: dict[str, JSON]) -> None:
        self._schema = schema

    def schema(self) -> dict[str, JSON]:
        """Return the JSON Schema of the answer."""
        return self._schema

    def dump(self, value: JSON) -> bytes:
        """Return the JSON text; of text that is written already, the text itself."""
        return value if isinstance(value, bytes) else to_json(value, inf_nan_mode="null")


DESCRIPTION: dict[str, JSON] = {
    "type": "object",
    "properties": {
        "title": {"type": "string"},
        "schema": {"type": "object"},
        "initial": {"type": "object"},
        "layout": {"type": ["array", "null"], "items": {"type": "object"}},
        "operations": {"type": "object", "additionalProperties": {"type": "string"}},
        "chosen": {"type": "object", "additionalProperties": OFFERS["properties"]["items"]},
        "version": {"type": "string"},
    },
    "required": ["title", "schema", "initial", "layout", "operations"],
}
"""What `<form>.schema` answers."""

VERDICT: dict[str, JSON] = {
    "type": "object",
    "properties": {
        "issues": {
            "type": "array",
            "items": {
                "type": "object",
                "properties": {
                    "path": {"type": "array", "items": {"type": ["string", "integer"]}},
                    "code": {"type": "string"},
                    "message": {"type": "string"},
                    "params": {"type": "object"},
                },
                "required": ["path", "code", "message", "params"],
            },
        },
        "checked": {"type": "array", "items": {"type": "string"}},
    },
    "required": ["issues", "checked"],
}
"""What `<form>.validate` answers."""


def form_spec(
    form_class: type[BaseForm], options: FormOptions, name: str, source: str
) -> tuple[FormSpec, list[Operation]]:
    """Return a form and its operations. Raises ConfigurationError."""
    name = check_name(name, source)
    who = policy(options.auth, reauthenticate=options.reauthenticate)
    params = TypedInput(options.params, source=source).schema() if options.params else None
    answer = answer_type(options.on_submit, source)
    limit = limit_of(name, read_rates(options.limit, source))
    _check_live(form_class, options, source)
    require_sense(form_class, options, source)
    has_offers = may_offer(form_class, options)
    kinds = {"schema": True, "validate": options.has_validate, "submit": True, "options": has_offers}
    names = {kind: f"{name}.{kind}" for kind, is_there in kinds.items() if is_there}
    spec = FormSpec(
        name=name,
        form_class=form_class,
        operations=names,
        describe=lambda: describe(spec, who, params, answer.schema()),
        options=options,
    )
    operation = partial(
        Operation,
        policy=who,
        audience=options.audience or who.audience,
        description=_words(form_class),
        source=source,
    )
    description = Document(DESCRIPTION)
    database = _database(form_class, options)
    is_kept = is_silent(form_class, options)
    rolls_back = database is not None and not is_kept
    # What proves an identity may count each time that it is asked; a record does not.
    may_ask_again = not is_kept or issubclass(form_class, BaseModelForm)

    def as_told(bare: Callable[..., Any], run: Callable[..., Any]) -> Callable[..., Any]:
        return run if options.bare is None else partial(bare, options.bare, run)

    return spec, [
        operation(
            name=names["schema"],
            run=partial(_describe, spec, cache(partial(_kept_description, spec, description))),
            input=FormInput(name, params, has_data=False, asks_with=options.refresh_on),
            output=description,
            readonly=True,
            has_etag=True,
        ),
        *(
            operation(
                name=validating,
                run=_keep_silent if is_kept else as_told(bare_validate, partial(validate, spec)),
                input=FormInput(name, params, has_data=True, has_only=True, bare=options.bare),
                output=Document(VERDICT),
                using=database if rolls_back else None,
                rolls_back=rolls_back,
                limit=limit,
            )
            for validating in ([names["validate"]] if options.has_validate else [])
        ),
        operation(
            name=names["submit"],
            run=as_told(
                bare_submit, partial(submit, spec, begins=database is None and has_database(DEFAULT_DB_ALIAS))
            ),
            input=FormInput(
                name, params, has_data=True, has_version=options.version is not None, bare=options.bare
            ),
            output=answer,
            using=database,
            explain=as_told(bare_submit, partial(explain, spec)) if may_ask_again else None,
            affects=context_names(options.affects, source),
            errors=declared_failures(options.errors, source),
            accepts_files=may_take_files(form_class, options.formsets),
            limit=limit,
        ),
        *([_offering(operation, spec, params)] if has_offers else []),
    ]


def _offering(operation: Any, spec: FormSpec, params: dict[str, JSON] | None) -> Operation:
    options: FormOptions = spec.options
    is_open = may_add(spec.form_class, options)
    names = None if is_open else offered_names(spec.form_class, options.formsets)
    shared = FormInput(spec.name, params, has_data=False).schema()
    made: Operation = operation(
        name=spec.operations["options"],
        run=partial(offers, spec),
        input=OffersInput(shared, names, bare=options.bare),
        output=Document(OFFERS),
        readonly=True,
    )
    return made


def _kept_description(spec: FormSpec, written: Document) -> Callable[[], bytes] | None:
    """Return what answers for a form that is alike for all, else None. Whoever asks first waits for that."""
    options: FormOptions = spec.options
    is_bare = not (options.params or options.get_form_kwargs or options.formsets or options.refresh_on)
    is_alike = is_bare and is_alike_for_all(spec.form_class, options.title)
    return keep_description(spec, written.dump) if is_alike else None


def _describe(
    spec: FormSpec, keep: Callable[[], Callable[[], bytes] | None], request: HttpRequest, call: FormCall
) -> Any:
    kept = keep()
    if kept is not None and not call.params:
        return kept()
    if call.values:
        form, _ = bind(spec, request, call.values, None, call.params, has_bytes=False)
        hang_rows(spec, request, form, call.params)
    else:
        form = unbound_form(spec, request, call.params)
    return describe_live(spec, form, request)


def validate(spec: FormSpec, request: HttpRequest, call: FormCall) -> dict[str, JSON]:
    """Return `{issues, checked}` without saving anything.

    What is unique is not told, unless `live` names the fields in question.
    """
    if call.only is not None and call.flat is None and _can_check_alone(spec.form_class, call.only):
        form, posted = bind_some(spec, request, call.values, dict.fromkeys(call.only), call.params)
        names = _known(form.fields, call.only)
        issues = cleaning.check_alone(form, posted, names)
    else:
        form, posted, rows = call.bind(spec, request, has_bytes=False)
        tells = tells_what_is_taken(spec.options, call.only)
        if isinstance(form, BaseModelForm) and not tells:
            keep_what_is_taken(form)
        names = list(form.fields) if call.only is None else _known(form.fields, call.only)
        issues = cleaning.check(form, posted, None if call.only is None else names)
        issues, names = _check_rows(rows, call.only, issues, names, tells=tells)
    return {
        "issues": [issue.as_json() for issue in issues if posted.undecided.isdisjoint(issue.path)],
        "checked": [name for name in names if name not in posted.undecided],
    }


def _check_rows(
    rows: list[Rows], only: list[str] | None, issues: list[Issue], names: list[str], *, tells: bool
) -> tuple[list[Issue], list[str]]:
    """Return the complaints and the names of what was checked, with those of the formsets that are asked
    about."""
    asked = [rows_.name for rows_ in rows] if only is None else only
    patterns = [name.split(".") for name in dict.fromkeys(asked)]
    for each in rows:
        mine = [pattern for pattern in patterns if pattern[0] == each.name]
        if not mine:
            continue
        clean = partial(cleaning.check, only=None)
        found = judge(each, clean, is_final=False, is_silent=not tells)
        undecided = set(each.undecided())
        issues = issues + [
            issue
            for issue in found
            if issue.path not in undecided and any(matches(issue.path, pattern) for pattern in mine)
        ]
        known = dict.fromkeys(path for pattern in mine for path in expand(each, pattern[1:]))
        hidden = {".".join(map(str, path)) for path in undecided}
        names = names + [path for path in known if path not in hidden]
    return issues, names


def submit(spec: FormSpec, request: HttpRequest, call: FormCall, *, begins: bool = False) -> Any:
    """Save a ModelForm, call the form's hook, and return its answer.

    Raises Failure `invalid` with issues, and `conflict` for a record that has changed meanwhile.

    With `begins` the hook gets a transaction of its own, for none was opened to judge the form.
    """
    form, formsets = _require_valid(spec, request, call)
    stop_sharing(form)
    if isinstance(form, BaseModelForm):
        form.save()
    for rows in formsets:
        save(rows)
    hook: Callable[..., Any] | None = spec.options.on_submit
    if hook is None:
        return None
    with saving(DEFAULT_DB_ALIAS) if begins else nullcontext():
        return run_hook(hook, form, request)


def explain(spec: FormSpec, request: HttpRequest, call: FormCall) -> None:
    """Judge a submission once more that the database refused, and raise Failure for what is wrong by now.

    Between judging and saving another may have taken what is unique, or a row away that was chosen; or a
    value is none for this database.
    """
    try:
        _require_valid(spec, request, call, clean_for_storage)
    except Failure as failure:
        # The bytes of files are read and saved by now; that they were good is known.
        sent = {name.replace("-", ".") for name in call.files or ()}
        told = [issue for issue in failure.issues if ".".join(map(str, issue.path)) not in sent]
        if failure.issues and not told:
            return
        failure.issues = tuple(told)
        raise


def _require_valid(
    spec: FormSpec, request: HttpRequest, call: FormCall, clean: Judge = clean_for_saving
) -> tuple[BaseForm, list[Rows]]:
    form, posted, formsets = call.bind(spec, request, has_bytes=True)
    require_version(form, spec.options, call.version)
    issues = complaints(form, posted, formsets, clean)
    if issues:
        raise Failure("invalid", issues=issues)
    return form, formsets


def _keep_silent(request: HttpRequest, call: FormCall) -> dict[str, JSON]:
    return {"issues": [], "checked": []}


def _can_check_alone(form_class: Any, only: list[str]) -> bool:
    # Only names of fields are asked about: what is asked is remembered, and a client may send any name.
    return all(name in form_class.base_fields and cleaning.can_check_alone(form_class, name) for name in only)


def _known(fields: Any, names: list[str]) -> list[str]:
    return list(dict.fromkeys(name for name in names if name in fields))


def _database(form_class: type[BaseForm], options: FormOptions) -> str | None:
    """Return the database in whose transaction a form is judged and submitted.

    None where Django's code alone judges it.
    """
    rows = (formset_class.form for formset_class in options.formsets.values())
    for each in (form_class, *rows):
        model = getattr(getattr(each, "_meta", None), "model", None)
        if model is not None:
            return router.db_for_write(model)
    brings_code = options.get_form_kwargs or options.formsets or may_write(form_class)
    return DEFAULT_DB_ALIAS if brings_code else None


def _check_live(form_class: type[BaseForm], options: FormOptions, source: str) -> None:
    if options.live is None or isinstance(options.live, bool):
        return
    names = list(options.live) if isinstance(options.live, (list, tuple)) else [options.live]
    missing = [
        name
        for name in names
        if name not in getattr(form_class, "base_fields", {})
        and str(name).partition(".")[0] not in options.formsets
    ]
    if missing or isinstance(options.live, str):
        raise ConfigurationError(
            f"{source}: live={options.live!r} names no fields of the form.",
            hint=f"Write live=True, or a list of {', '.join(getattr(form_class, 'base_fields', {}))}.",
            check_id="mizan.E034",
            obj=source,
        )


def _words(form_class: type[BaseForm]) -> str:
    return inspect.cleandoc(form_class.__dict__.get("__doc__") or "")
