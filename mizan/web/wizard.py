"""A page with a wizard that works before and without JavaScript."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING, Any, ClassVar

from django.core.exceptions import ImproperlyConfigured
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import resolve_url
from django.utils.functional import cached_property

from mizan.permissions import authorize
from mizan.protocol.envelope import Answer, Call, FailureBody, Success
from mizan.protocol.errors import Failure
from mizan.server.dispatch import dispatch
from mizan.setup.registry import registry
from mizan.web.page import FormPage
from mizan.web.rebind import complaining_form, fresh_form

if TYPE_CHECKING:
    from django.forms import BaseForm

    from mizan.protocol.envelope import JSON
    from mizan.setup.operations import FormSpec, WizardSpec


class WizardPage(FormPage):
    """Show the steps of a registered wizard, one after the other, on one page of your own.

        class ApplyPage(WizardPage):
            wizard = "apply"
            template_name = "apply.html"
            success_url = "apply-done"

    The template gets what that of a `FormPage` gets, and `progress`, `{step, steps}`; `form` is None once all
    steps are answered. `?step=you` shows a step that was answered. A button named `finish` submits all, one
    named `reset` begins again.
    """

    wizard: ClassVar[str]
    """The registered name of the wizard."""
    template_name = "mizan/wizard.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show the step whose turn it is, or the one that the query string names."""
        try:
            authorize(self.operation.policy, request)
            form = fresh_form(self.spec, request) if self.step else None
        except Failure as failure:
            return self.refuse(failure.body())
        return self.render_to_response(self.get_context_data(form=form))

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Take a step, or the end."""
        try:
            authorize(self.operation.policy, request)
        except Failure as failure:
            return self.refuse(failure.body())
        if "reset" in request.POST:
            self._ask("reset")
            return HttpResponseRedirect(request.path, status=303)
        if "finish" in request.POST or not self.step:
            return self._finish()
        return super().post(request, *args, **kwargs)

    def succeed(self, answer: Success) -> HttpResponse:
        """Go on to the next step."""
        return HttpResponseRedirect(self.request.path, status=303)

    def get_context_data(self, *, form: BaseForm | None = None, **kwargs: Any) -> dict[str, Any]:
        """Return `progress` beside what a `FormPage` gives; `title` is the wizard's."""
        wizard_class: Any = self.wizard_spec.wizard_class
        meta = wizard_class.mizan
        said = {"progress": self.progress, "title": meta.title or self.wizard_spec.name}
        return super().get_context_data(form=form, **{**said, **kwargs})

    @cached_property
    def progress(self) -> dict[str, JSON]:
        """Return where the wizard stands; its `step` is the one on the page."""
        answer = self._ask("state")
        if isinstance(answer, FailureBody):
            raise Failure(answer.code, answer.message)
        progress: dict[str, JSON] = json.loads(answer.data)
        asked = self.request.GET.get("step")
        if any(step["name"] == asked and step["status"] != "later" for step in progress["steps"]):
            progress["step"] = asked
        return progress

    @property
    def step(self) -> str | None:
        """Return the step on the page; None once all are answered."""
        step: str | None = self.progress["step"]
        return step

    @property
    def spec(self) -> FormSpec:
        """Return the form of the step on the page; once all are answered, of the last."""
        steps = self.wizard_spec.steps
        spec = registry.get_form(steps[self.step] if self.step else [*steps.values()][-1])
        assert spec is not None
        return spec

    @property
    def wizard_spec(self) -> WizardSpec:
        """Return the wizard's entry in the registry. Raises ImproperlyConfigured where there is none."""
        name = getattr(self, "wizard", None)
        spec = registry.get_wizard(name) if isinstance(name, str) else None
        if spec is None:
            raise ImproperlyConfigured(
                f"{type(self).__name__}.wizard is {name!r}, which is the name of no registered wizard. "
                f"The names are: {', '.join(wizard.name for wizard in registry.wizards())}."
            )
        return spec

    def _ask(self, role: str) -> Answer:
        return dispatch(Call(name=self.wizard_spec.operations[role]), self.request)

    def _finish(self) -> HttpResponse:
        answer = self._ask("submit")
        if isinstance(answer, Success):
            if url := self.success_url:
                return HttpResponseRedirect(resolve_url(url), status=303)
            vars(self).pop("progress", None)
            return self.render_to_response(self.get_context_data(result=json.loads(answer.data)))
        if answer.code != "invalid" or not answer.issues:
            context = self.get_context_data(failure=answer.message)
            return self.render_to_response(context, status=answer.status, headers=answer.headers)
        step = self.progress["step"] = str(answer.issues[0].path[0])
        issues = [replace(issue, path=issue.path[1:]) for issue in answer.issues if issue.path[0] == step]
        form = complaining_form(self.spec, self.request, issues)
        return self.render_to_response(self.get_context_data(form=form), status=answer.status)
