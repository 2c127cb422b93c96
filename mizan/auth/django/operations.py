"""The flows as operations: reads, calls and forms under `auth.`, as `mizan.auth` has them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from django.views.decorators.debug import sensitive_variables

from mizan.auth.django import flows
from mizan.auth.django.forms import (
    change_password_form,
    login_form,
    reauthenticate_form,
    request_password_reset_form,
    reset_password_form,
)
from mizan.auth.django.limits import LIMITS, limit, rates_of
from mizan.auth.django.links import has_page
from mizan.auth.django.state import config, state_of
from mizan.auth.django.user import user_type
from mizan.auth.entries import Entry, publish_call, publish_form, publish_reading, title, unknown_fields
from mizan.auth.types import AuthConfig, ok_result, password_owner, state_result, state_type
from mizan.forms import cleaning
from mizan.forms.binding import bind
from mizan.forms.call import FormCall
from mizan.protocol.envelope import JSON
from mizan.protocol.errors import Failure
from mizan.server.transactions import as_around_views
from mizan.setup.operations import FormSpec

if TYPE_CHECKING:
    from django import forms
    from django.http import HttpRequest

SESSION = Entry(name="session", description="Who is logged in.")
CONFIG = Entry(name="config", description="What this site offers.")
LOGOUT = Entry(name="logout", description="Log out.")
PASSWORD_RESET = Entry(
    name="password_reset", description="Look at the link of a reset mail without using it."
)


def _always() -> bool:
    return True


@dataclass(frozen=True, kw_only=True, slots=True)
class Filling(Entry):
    """A flow that takes a form."""

    form: Callable[[], type[forms.Form]]
    run: Callable[[HttpRequest, dict[str, Any]], JSON]
    admit: Callable[[HttpRequest], None] = lambda request: None
    """Refuse what is not for this request, before the form is read."""
    is_personal: bool = False
    """Whether its fields depend on the user."""
    tells_state: bool = True
    is_available: Callable[[], bool] = _always


FILLINGS = (
    Filling(
        name="login",
        form=login_form,
        run=flows.log_in,
        admit=flows.refuse_somebody,
        description="Log in with a password.",
    ),
    Filling(
        name="change_password",
        form=change_password_form,
        run=flows.change_password,
        is_personal=True,
        is_for_users=True,
        description="Change the password, or set the first one.",
    ),
    Filling(
        name="reauthenticate",
        form=reauthenticate_form,
        run=flows.reauthenticate,
        is_for_users=True,
        description="Prove who one is by the password.",
    ),
    Filling(
        name="request_password_reset",
        form=request_password_reset_form,
        run=flows.request_password_reset,
        tells_state=False,
        is_available=has_page,
        description="Have a link sent that resets the password.",
    ),
    Filling(
        name="reset_password",
        form=reset_password_form,
        run=flows.reset_password,
        is_available=has_page,
        description="Set a new password, by the key of the link that was sent.",
    ),
)


def register_flows() -> None:
    """Put every flow into the registry. Raises ConfigurationError for a limit that is none."""
    for name in LIMITS:
        rates_of(name)
    user = user_type()
    state = state_type(user)
    told, done = state_result(state), ok_result(None, "AuthOk")
    publish_reading(SESSION, _read(state_of), state, is_hydrated=True, is_available=_always)
    publish_reading(CONFIG, _read(lambda _: config()), AuthConfig, is_hydrated=True, is_available=_always)
    publish_call(LOGOUT, partial(_run, flows.log_out), {}, told, is_available=_always)
    publish_call(
        PASSWORD_RESET,
        partial(_look, flows.password_reset),
        {"key": (str, True)},
        ok_result(password_owner(user), title(PASSWORD_RESET, "Ok")),
        is_available=has_page,
        limit=limit("reset_password"),
    )
    for flow in FILLINGS:
        publish_form(
            flow,
            flow.form(),
            partial(_submit, flow),
            told if flow.tells_state else done,
            is_available=flow.is_available,
            dynamic=flow.is_personal,
            get_form_kwargs=(lambda request, params: {"user": request.user}) if flow.is_personal else None,
            limit=limit(flow.name),
        )


def _read(read: Callable[[HttpRequest], JSON]) -> Callable[[HttpRequest, Any], JSON]:
    def run(request: HttpRequest, arguments: Any) -> JSON:
        _require_users(request)
        return read(request)

    return run


def _look(run: Any, request: HttpRequest, arguments: dict[str, Any]) -> JSON:
    if not has_page():
        raise Failure("unavailable")
    return _run(run, request, arguments)


@sensitive_variables()
def _submit(flow: Filling, spec: FormSpec, request: HttpRequest, call: FormCall) -> JSON:
    """Judge the form as any other, and hand on what it holds."""
    _require_users(request)
    if not flow.is_available():
        raise Failure("unavailable")
    flow.admit(request)
    form, given = bind(spec, request, call.values, params=call.params)
    given.issues += unknown_fields(form, call)
    issues = cleaning.clean(form, given)
    if issues:
        raise Failure("invalid", issues=issues)
    return _run(flow.run, request, form.cleaned_data)


@sensitive_variables()
def _run(run: Any, request: HttpRequest, sent: dict[str, Any]) -> JSON:
    """Run a flow as Django would its view: what it saved stays when it refuses."""
    _require_users(request)
    with as_around_views():
        try:
            return run(request, sent)
        except Failure as refusal:
            failure = refusal
    raise failure


def _require_users(request: HttpRequest) -> None:
    if not (hasattr(request, "user") and hasattr(request, "session")):
        raise Failure("unavailable")  # mizan.E112
