"""Declare a wizard: a class that names its steps and says what happens at the end."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from importlib import import_module
from typing import TYPE_CHECKING, Any, ClassVar

from django.forms.boundfield import BoundField
from django.forms.forms import BaseForm

from mizan.forms.wizard.kept import Kept
from mizan.permissions import UNSET, Audience
from mizan.protocol.envelope import Issue
from mizan.protocol.errors import Failure
from mizan.setup.limit import Rates
from mizan.setup.registry import registry

if TYPE_CHECKING:
    from django.core.files.storage import Storage
    from django.http import HttpRequest

    from mizan.forms.wizard.answered import Answered


@dataclass(frozen=True, kw_only=True)
class mizanWizardMeta:  # noqa: N801 - spelled like mizanFormMeta
    """Declare a wizard: its steps in their order, who may use it, and how it behaves."""

    steps: Mapping[str, type[BaseForm]]
    """The form of each step, by the step's name. The step `you` of `apply` is the form `apply.you`."""
    name: str | None = None
    """The registered name; by default the class's, without `Wizard`: `ApplyWizard` is `apply`."""
    title: str = ""
    """What a page calls the wizard; may be lazily translated."""
    titles: Mapping[str, str] = field(default_factory=dict)
    """What a page calls each step; by default the title of its form."""
    auth: Any = UNSET
    """Who may: None, True, `'staff'`, `'superuser'`, a callable `(request) -> bool`, or a tuple of these."""
    reauthenticate: bool = False
    """Ask for a recent proof of identity as well."""
    audience: Audience | None = None
    """Whose bundle carries the wizard's client; by default the policy says it."""
    files: Storage | str | None = None
    """Where uploads wait for the last step: a storage, or its name in `STORAGES`. It must not be public."""
    affects: Sequence[str] = ()
    """Contexts that the last step makes stale."""
    errors: Sequence[type[Failure]] = ()
    """Failures that `on_finish` raises; they reach TypeScript as a discriminated union."""
    limit: Rates = None
    """How often one caller may submit each step (and have it judged), and the whole: `"10/m"`."""


class mizanWizard:  # noqa: N801 - spelled like mizanFormMixin
    """Ask for several forms one after the other, and act once all of them are right.

        class ApplyWizard(mizanWizard):
            mizan = mizanWizardMeta(name="apply", auth=True, steps={"you": YouForm, "talk": TalkForm})

            def on_finish(self, forms) -> Applied:
                return Applied(number=forms["talk"].save().pk)

    Each step is judged when it is submitted, and again at the end. What was answered is kept in the session.
    An instance stands for one request.
    """

    mizan: ClassVar[mizanWizardMeta]

    def __init_subclass__(cls, **kwargs: Any) -> None:
        super().__init_subclass__(**kwargs)
        if "mizan" in cls.__dict__:
            registry.defer(partial(_register, cls))

    def __init__(self, request: HttpRequest, name: str) -> None:
        self.request = request
        """The request that this wizard answers."""
        self.kept = Kept(request, name, self.mizan.files)
        """What was answered so far."""
        self._answered: dict[str, Answered | None] = {}

    def wants(self, step: str) -> bool:
        """Tell whether a step is asked at all; `self.answers` has what the earlier ones brought."""
        return True

    def get_form_kwargs(self, step: str) -> dict[str, Any]:
        """Return what a step's `__init__` wants beside `data` and `files`, for this request.

        By default what the form's own `get_form_kwargs(request, None)` says.
        """
        own = getattr(self.mizan.steps[step], "get_form_kwargs", None)
        return dict(own(self.request, None)) if own else {}

    def get_formset_kwargs(self, step: str, name: str) -> dict[str, Any]:
        """Return what a formset of a step's form is made with, for this request.

        By default what the form's own `get_formset_kwargs(request, None, name)` says.
        """
        own = getattr(self.mizan.steps[step], "get_formset_kwargs", None)
        return dict(own(self.request, None, name)) if own else {}

    def on_finish(self, forms: dict[str, BaseForm]) -> Any:
        """Act on all forms, valid and not saved yet, by their steps; what is returned is the answer.

        Each has its formsets as `form.formsets`.
        """
        raise NotImplementedError

    def answers(self, step: str) -> dict[str, Any] | None:
        """Return the cleaned data of a step; None until it is answered, and while its answer is wrong."""
        form = self.form(step)
        return form.cleaned_data if form is not None and not self.complaints(step) else None

    def form(self, step: str) -> BaseForm | None:
        """Return the form of a step, bound to what is kept of it, with its `formsets`; None until it is
        answered."""
        answered = self._answer(step)
        return answered.form if answered else None

    def complaints(self, step: str) -> list[Issue]:
        """Return what is wrong with what is kept of a step by now, and of its rows."""
        answered = self._answer(step)
        return answered.complaints if answered else []

    def initial(self, step: str) -> dict[str, Any]:
        """Return what a step shows of its answer: what it brought, and as it was typed what is wrong."""
        form = self.form(step)
        if form is None:
            return {}
        self.complaints(step)
        return {
            name: form.cleaned_data[name] if name in form.cleaned_data else _typed(form[name])
            for name, field in form.fields.items()
            if not field.disabled
        }

    def path(self) -> list[str]:
        """Return the steps that are asked of this visitor, in their order."""
        return [step for step in self.mizan.steps if self.wants(step)]

    def next_step(self) -> str | None:
        """Return the first step that still wants an answer; None when all have one."""
        return next((step for step in self.path() if self.answers(step) is None), None)

    def is_open(self, step: str) -> bool:
        """Tell whether a step may be answered now: all before it are."""
        for other in self.path():
            if other == step:
                return True
            if self.answers(other) is None:
                return False
        return False

    def _answer(self, step: str) -> Answered | None:
        if step not in self._answered:
            self._answered[step] = None  # of itself a step knows nothing while it is being made
            if step in self.kept:
                # what binds rows brings pydantic, which no import of a wizard needs
                make = import_module("mizan.forms.wizard.answered").Answered
                supply = partial(self.get_formset_kwargs, step)
                kwargs = self.get_form_kwargs(step)
                self._answered[step] = make(self.mizan.steps[step], self.kept[step], kwargs, supply)
        return self._answered[step]


def _typed(bound: BoundField) -> Any:
    return bound.field.bound_data(bound.data, bound.initial)


def _register(wizard: type[mizanWizard]) -> None:
    # the operations bring pydantic, which no import of a wizard needs
    import_module("mizan.forms.wizard.register").register_wizard(wizard)
