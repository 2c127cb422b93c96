"""A wizard as operations, and each of its steps as a form whose submission is kept."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING, Any, Literal

from django.db import DEFAULT_DB_ALIAS
from django.forms.forms import BaseForm
from django.utils.translation import gettext
from typing_extensions import TypedDict

from mizan.forms.answer import answer_type
from mizan.forms.call import FormCall
from mizan.forms.operations import form_spec
from mizan.forms.options import FormOptions, declared_of
from mizan.forms.reflection.form import title_of
from mizan.forms.register import own_hooks
from mizan.forms.rows import complaints
from mizan.forms.wizard.claim import claimed
from mizan.forms.wizard.declaration import mizanWizard
from mizan.permissions import policy
from mizan.protocol.envelope import JSON
from mizan.protocol.errors import Failure
from mizan.protocol.naming import check_name, pascal
from mizan.schema import TypedInput, TypedOutput
from mizan.setup.databases import has_database
from mizan.setup.declaration import context_names, declared_failures
from mizan.setup.limit import limit_of, read_rates
from mizan.setup.operations import FormSpec, Operation, WizardSpec

if TYPE_CHECKING:
    from django.http import HttpRequest

ROLES = ("state", "go", "submit", "reset")
"""What a wizard can be asked, beside its steps."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Flow:
    """A wizard as it is registered: under a name, with the titles of its steps."""

    wizard_class: type[mizanWizard]
    name: str
    titles: Mapping[str, str]

    @contextmanager
    def begin(self, request: HttpRequest) -> Iterator[mizanWizard]:
        """Give the wizard of this request, and close the files that it opened."""
        wizard = self.wizard_class(request, self.name)
        try:
            yield wizard
        finally:
            wizard.kept.close()

    def state(self, request: HttpRequest, _: Any = None) -> dict[str, JSON]:
        """Return `{step, steps}`: the one to show, None once all are answered, and all that are asked."""
        with self.begin(request) as wizard:
            path, first, at = wizard.path(), wizard.next_step(), wizard.kept.at
        done = path if first is None else path[: path.index(first)]
        steps = [
            {"name": step, "title": str(self.titles[step]), "status": _status(step, first, done)}
            for step in path
        ]
        return {"step": at if at in done else first, "steps": steps}

    def go(self, request: HttpRequest, arguments: dict[str, Any]) -> dict[str, JSON]:
        """Go to a step that was answered, or to the next one. Raises Failure `conflict`."""
        step: str = arguments["step"]
        with self.begin(request) as wizard:
            _require_open(wizard, step)
            wizard.kept.go(step)
        return self.state(request)

    def reset(self, request: HttpRequest, _: Any) -> dict[str, JSON]:
        """Forget all answers."""
        with self.begin(request) as wizard:
            wizard.kept.clear()
        return self.state(request)

    def finish(self, request: HttpRequest, _: Any) -> Any:
        """Judge all steps again, act on them, forget them, and return the answer.

        Raises Failure `invalid` with issues whose path begins with the step, `conflict` while one is missing,
        and for all but the first of several requests that end the same answers.
        """
        with self.begin(request) as wizard:
            if not any(wizard.kept):
                raise _unanswered()
            with claimed(request.session, wizard.kept.run):
                answer = wizard.on_finish(_forms_of(wizard))
                wizard.kept.clear()
                return answer

    def explain(self, request: HttpRequest, _: Any) -> None:
        """Judge all steps once more that the database refused. Raises Failure as `finish` does."""
        with self.begin(request) as wizard:
            if any(wizard.kept):
                _forms_of(wizard)

    def make_with(self, step: str, request: HttpRequest, _: Any) -> dict[str, Any]:
        """Return what a step's form is made with; what is kept of it are its initial values.

        Raises Failure `conflict` for a step whose turn has not come.
        """
        with self.begin(request) as wizard:
            _require_open(wizard, step)
            kwargs, kept = wizard.get_form_kwargs(step), wizard.initial(step)
        return {**kwargs, "initial": {**(kwargs.get("initial") or {}), **kept}} if kept else kwargs

    def rows_with(self, step: str, request: HttpRequest, _: Any, name: str) -> dict[str, Any]:
        """Return what a formset of a step is made with."""
        with self.begin(request) as wizard:
            return wizard.get_formset_kwargs(step, name)

    def kept_rows(self, step: str, request: HttpRequest) -> Mapping[str, Any]:
        """Return the formsets of a step as they were filled in, by their names; none until it is answered."""
        with self.begin(request) as wizard:
            wizard.complaints(step)
            return getattr(wizard.form(step), "formsets", {})

    def keep(self, step: str, spec: FormSpec, request: HttpRequest, call: FormCall) -> dict[str, JSON]:
        """Judge a step and keep it. Raises Failure `invalid` with issues, `conflict`."""
        form, posted, formsets = call.bind(spec, request, has_bytes=True)
        issues = complaints(form, posted, formsets)
        if issues:
            raise Failure("invalid", issues=issues)
        with self.begin(request) as wizard:
            wizard.kept.put(step, form)
        return self.state(request)


def wizard_spec(
    wizard_class: type[mizanWizard], name: str, source: str
) -> tuple[WizardSpec, list[FormSpec], list[Operation]]:
    """Return a wizard, the forms of its steps, and the operations of all. Raises ConfigurationError."""
    meta, name = wizard_class.mizan, check_name(name, source)
    flow = Flow(wizard_class=wizard_class, name=name, titles=_titles(wizard_class))
    who = policy(meta.auth, reauthenticate=meta.reauthenticate)
    audience = meta.audience or who.audience
    said = _progress_type(name, meta.steps)
    progress = TypedOutput(said, source=source)
    answer = answer_type(wizard_class.on_finish, source)
    nothing = TypedInput({}, title=f"{pascal(name)}Input", source=source)
    step_name = TypedInput(
        {"step": (Literal[tuple(meta.steps)], True)}, title=f"{pascal(name)}GoInput", source=source
    )
    operation = partial(
        Operation, policy=who, audience=audience, description=_words(wizard_class), source=source
    )
    spec = WizardSpec(
        name=name,
        steps={step: f"{name}.{step}" for step in meta.steps},
        operations={role: f"{name}.{role}" for role in ROLES},
        describe=lambda: {
            "steps": list(spec.steps),
            "forms": dict(spec.steps),
            "operations": dict(spec.operations),
            "output": answer.schema(),
            "audience": audience,
        },
        wizard_class=wizard_class,
    )
    operations = [
        operation(
            name=spec.operations["state"], run=flow.state, input=nothing, output=progress, readonly=True
        ),
        operation(name=spec.operations["go"], run=flow.go, input=step_name, output=progress),
        operation(name=spec.operations["reset"], run=flow.reset, input=nothing, output=progress),
        operation(
            name=spec.operations["submit"],
            run=flow.finish,
            explain=flow.explain,
            input=nothing,
            output=answer,
            using=DEFAULT_DB_ALIAS if has_database(DEFAULT_DB_ALIAS) else None,
            affects=context_names(meta.affects, source),
            errors=declared_failures(meta.errors, source),
            limit=limit_of(name, read_rates(meta.limit, source)),
        ),
    ]
    forms = []
    for step, form_class in meta.steps.items():
        form, of_step = _step(flow, step, form_class, said, source)
        forms.append(form)
        operations += of_step
    return spec, forms, operations


def _step(
    flow: Flow, step: str, form_class: type[BaseForm], said: Any, source: str
) -> tuple[FormSpec, list[Operation]]:
    """Return a step as a form of its own whose submission is kept."""
    meta, own = flow.wizard_class.mizan, declared_of(form_class)
    options = FormOptions(
        title=flow.titles[step],
        auth=meta.auth,
        reauthenticate=meta.reauthenticate,
        audience=meta.audience,
        live=own.live,
        dynamic=True,  # what was answered before are its initial values
        initial=own.initial,
        search=own.search,
        choices_from=own.choices_from,
        limit=meta.limit,
        on_submit=_typed(said),
        get_form_kwargs=partial(flow.make_with, step),
        formsets=own.formsets,
        get_formset_kwargs=partial(flow.rows_with, step) if _supplies_rows(flow, form_class) else None,
        get_kept_rows=partial(flow.kept_rows, step) if own.formsets else None,
    )
    spec, operations = form_spec(form_class, options, f"{flow.name}.{step}", source)
    keeps = [
        replace(operation, run=partial(flow.keep, step, spec))
        if operation.name == spec.operations["submit"]
        else operation
        for operation in operations
    ]
    return spec, keeps


def _supplies_rows(flow: Flow, form_class: type[BaseForm]) -> bool:
    """Tell whether the form or the wizard says what the formsets of a step are made with."""
    is_own = flow.wizard_class.get_formset_kwargs is not mizanWizard.get_formset_kwargs
    return is_own or "get_formset_kwargs" in own_hooks(form_class)


def _typed(progress: Any) -> Callable[..., Any]:
    """Return a hook that says what a step answers; it is never called."""

    def keep(form: Any, request: HttpRequest) -> None:
        """Keep a step."""

    keep.__annotations__["return"] = progress
    return keep


def _titles(wizard_class: type[mizanWizard]) -> dict[str, str]:
    """Return what a page calls each step; texts stay lazy until they are asked for."""
    meta = wizard_class.mizan
    own = {step: declared_of(form).title or title_of(form) for step, form in meta.steps.items()}
    return {**own, **meta.titles}


def _progress_type(name: str, steps: Mapping[str, Any]) -> Any:
    make: Any = TypedDict
    names: Any = Literal[tuple(steps)]
    status = Literal["done", "next", "later"]
    step: Any = make(f"{pascal(name)}Step", {"name": names, "title": str, "status": status})
    progress = make(f"{pascal(name)}Progress", {"step": names | None, "steps": list[step]})
    step.__doc__, progress.__doc__ = "One step, and how far it is.", "Where the wizard stands."
    return progress


def _forms_of(wizard: mizanWizard) -> dict[str, BaseForm]:
    """Return the forms of all steps that are asked, by now valid. Raises Failure `invalid`, `conflict`."""
    forms = {step: form for step in wizard.path() if (form := wizard.form(step)) is not None}
    if len(forms) < len(wizard.path()):
        raise _unanswered()
    issues = [replace(issue, path=(step, *issue.path)) for step in forms for issue in wizard.complaints(step)]
    if issues:
        raise Failure("invalid", issues=issues)
    return forms


def _unanswered() -> Failure:
    return Failure("conflict", gettext("Not every step is answered."))


def _require_open(wizard: mizanWizard, step: str) -> None:
    if not wizard.is_open(step):
        raise Failure("conflict", gettext("The steps before this one come first."))


def _status(step: str, first: str | None, done: list[str]) -> str:
    return "next" if step == first else "done" if step in done else "later"


def _words(wizard_class: type[mizanWizard]) -> str:
    return inspect.cleandoc(wizard_class.__dict__.get("__doc__") or "")
