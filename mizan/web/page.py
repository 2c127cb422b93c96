"""A page with a form that works before and without JavaScript."""

from __future__ import annotations

import json
from http import HTTPStatus
from typing import TYPE_CHECKING, Any, ClassVar

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import ImproperlyConfigured, PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import resolve_url
from django.utils.decorators import method_decorator
from django.utils.translation import gettext
from django.views.decorators.csrf import csrf_protect
from django.views.generic.base import ContextMixin, TemplateResponseMixin, View

from mizan.forms.version import version_of
from mizan.permissions import authorize
from mizan.protocol.envelope import Call, FailureBody, Success
from mizan.protocol.errors import Failure
from mizan.server.dispatch import dispatch
from mizan.setup.registry import registry
from mizan.web.carrier import FormCarrier
from mizan.web.rebind import fresh_form, posted_form

if TYPE_CHECKING:
    from django.forms import BaseForm

    from mizan.setup.operations import FormSpec, Operation


@method_decorator(csrf_protect, name="dispatch")
class FormPage(TemplateResponseMixin, ContextMixin, View):
    """Show a registered form on a page of your own, and take it back when the browser posts it.

        class ContactPage(FormPage):
            form = "contact"
            template_name = "contact.html"
            success_url = "contact-done"

    The template gets `form` (a Django form, bound after a post that failed), `title`, `failure` (a message,
    when something other than the input stood in the way), `issues` (what is wrong, as data) and `result`
    (after a success without `success_url`). Put `{% mizan_fields form %}` inside the element that the
    frontend takes over: with JavaScript the typed form replaces it and takes over what was typed by then,
    without JavaScript it posts to this page's own URL. The form's params are the query string. `version`
    belongs into a form that edits, as the value of a hidden input called `mizan-version`.

    Who is not allowed is sent to log in, or refused with 403, by the form's own policy.
    """

    form: ClassVar[str]
    """The registered name of the form."""
    template_name = "mizan/form.html"
    success_url: str | None = None
    """Where to go after a success: a URL or the name of a route; the form's own `success_url` by default."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show the empty form."""
        try:
            authorize(self.operation.policy, request)
            form = fresh_form(self.spec, request)
        except Failure as failure:
            return self.refuse(failure.body())
        return self.render_to_response(self.get_context_data(form=form))

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Submit what the browser posted."""
        answer = dispatch(Call(name=self.operation.name, carrier=FormCarrier(request, self.spec)), request)
        if isinstance(answer, Success):
            return self.succeed(answer)
        if answer.code in ("unauthenticated", "reauthenticate", "forbidden", "not_found"):
            return self.refuse(answer)
        return self.show_again(answer)

    def succeed(self, answer: Success) -> HttpResponse:
        """Go to `success_url`, or show the page with the result."""
        url = self.success_url or self.spec.options.success_url
        if url:
            return HttpResponseRedirect(resolve_url(url), status=HTTPStatus.SEE_OTHER)
        form = fresh_form(self.spec, self.request)
        return self.render_to_response(self.get_context_data(form=form, result=json.loads(answer.data)))

    def show_again(self, failure: FailureBody) -> HttpResponse:
        """Show the form with what was typed and what is wrong with it."""
        try:
            authorize(self.operation.policy, self.request)  # what failed may have been judged before
            form = posted_form(self.spec, self.request, failure.issues)
        except Failure as refused:  # not allowed, or the params lead to no form
            return self.refuse(refused.body())
        message = "" if failure.code == "invalid" else failure.message
        context = self.get_context_data(form=form, failure=message, issues=failure.issues)
        return self.render_to_response(context, status=failure.status, headers=failure.headers)

    def refuse(self, failure: FailureBody) -> HttpResponse:
        """Send to the log-in page, refuse, or say that there is nothing (params that lead nowhere)."""
        if failure.code == "unauthenticated":
            return redirect_to_login(self.request.get_full_path())
        if failure.code in ("forbidden", "reauthenticate"):
            raise PermissionDenied(failure.message)
        raise Http404(failure.message)

    def get_context_data(self, *, form: BaseForm | None = None, **kwargs: Any) -> dict[str, Any]:
        """Return `form`, `spec`, `title`, `action`, `submit_label`, `version`, and what the caller gives."""
        return super().get_context_data(
            **{
                "form": form,
                "spec": self.spec,
                "title": self.spec.options.title or self.spec.name,
                "action": self.request.get_full_path(),
                "submit_label": gettext("Submit"),
                "version": version_of(form, self.spec.options) if form is not None else None,
                **kwargs,
            }
        )

    @property
    def spec(self) -> FormSpec:
        """Return the form's entry in the registry. Raises ImproperlyConfigured when nothing has this name."""
        name = getattr(self, "form", None)
        spec = registry.get_form(name) if isinstance(name, str) else None
        if spec is None:
            raise ImproperlyConfigured(
                f"{type(self).__name__}.form is {name!r}, which is the name of no registered form. "
                f"The names are: {', '.join(form.name for form in registry.forms())}."
            )
        return spec

    @property
    def operation(self) -> Operation:
        """Return the operation that submits the form."""
        operation = registry.get(self.spec.operations["submit"])
        assert operation is not None
        return operation
