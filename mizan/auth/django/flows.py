"""What each flow does: Django's own form is asked, and its words are passed on under the client's names."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, cast

from django.contrib.auth import authenticate, login, logout, update_session_auth_hash
from django.contrib.auth.forms import AuthenticationForm, PasswordChangeForm, SetPasswordForm
from django.views.decorators.debug import sensitive_variables

from mizan.auth.django.limits import count_guess, count_mail
from mizan.auth.django.links import LinkForm, owner, send_link
from mizan.auth.django.proof import remember_login, remember_proof
from mizan.auth.django.state import is_somebody, login_method, state_of
from mizan.auth.django.user import user_of
from mizan.forms import cleaning
from mizan.forms.gate import Posted
from mizan.protocol.envelope import JSON, Issue
from mizan.protocol.errors import Failure
from mizan.server.throttle import take_back

if TYPE_CHECKING:
    from django.forms.forms import BaseForm
    from django.http import HttpRequest


def log_out(request: HttpRequest, sent: dict[str, Any]) -> JSON:
    """End the session."""
    logout(request)
    return _state(request)


def refuse_somebody(request: HttpRequest) -> None:
    """Raise Failure `conflict` where somebody is logged in already."""
    if is_somebody(request):
        raise Failure("conflict")


@sensitive_variables()
def log_in(request: HttpRequest, sent: dict[str, Any]) -> JSON:
    """Ask the backends, and begin a session."""
    method = login_method()
    form = _CountedForm(request, {"username": sent[method], "password": sent["password"]})
    _require(form, username=method)
    take_back(form.counted)
    login(request, form.get_user())
    remember_login(request, method)
    return _state(request)


@sensitive_variables()
def reauthenticate(request: HttpRequest, sent: dict[str, Any]) -> JSON:
    """Ask the backends for the password of the user who is there."""
    user: Any = request.user
    found = authenticate(request, username=user.get_username(), password=sent["password"])
    if found is None or found.pk != user.pk:
        message = str(PasswordChangeForm.error_messages["password_incorrect"])
        raise Failure(
            "invalid", issues=[Issue(path=("password",), code="password_incorrect", message=message)]
        )
    remember_proof(request, login_method())
    return _state(request)


@sensitive_variables()
def change_password(request: HttpRequest, sent: dict[str, Any]) -> JSON:
    """Change the password, or set the first one. This session goes on; the user's others end."""
    user: Any = request.user
    data = _twice(sent["new_password"])
    if "current_password" in sent:
        form: SetPasswordForm[Any] = PasswordChangeForm(
            user, {**data, "old_password": sent["current_password"]}
        )
    else:
        form = SetPasswordForm(user, data)
    _require(form, old_password="current_password", new_password2="new_password")
    form.save()
    update_session_auth_hash(request, user)
    if "current_password" in sent:
        remember_proof(request, login_method())
    return _state(request)


def request_password_reset(request: HttpRequest, sent: dict[str, Any]) -> JSON:
    """Have a link sent, if somebody has this address; the answer does not tell."""
    form = LinkForm(sent)
    _require(form)
    count_mail(request, form.cleaned_data["email"])
    send_link(request, form)
    return {"kind": "ok", "data": None}


@sensitive_variables()
def password_reset(request: HttpRequest, sent: dict[str, Any]) -> JSON:
    """Look at a link without using it."""
    return {"kind": "ok", "data": {"user": user_of(owner(sent["key"]))}}


@sensitive_variables()
def reset_password(request: HttpRequest, sent: dict[str, Any]) -> JSON:
    """Set a new password by the key of a link. All sessions of that user end."""
    user = owner(sent["key"])
    form = SetPasswordForm(user, _twice(sent["password"]))
    _require(form, new_password2="password")
    form.save()
    if request.user.pk == user.pk:
        logout(request)
    return _state(request)


class _CountedForm(AuthenticationForm):
    """Django's form, which counts before it asks the backends."""

    counted: tuple[str, ...] = ()

    @sensitive_variables()
    def clean(self) -> dict[str, Any]:
        if "username" in self.cleaned_data and self.cleaned_data.get("password"):
            request = cast("HttpRequest", self.request)  # the flow always gives one
            self.counted = count_guess(request, self.cleaned_data["username"])
        return super().clean()

    def confirm_login_allowed(self, user: Any) -> None:
        if not user.is_active:  # a backend let the user in; allauth's flow answers alike
            raise Failure("forbidden", str(self.error_messages["inactive"]))


def _require(form: BaseForm, **names: str) -> None:
    """Raise Failure `invalid` with what Django's form complains about, its fields by our names."""
    issues = [
        replace(issue, path=tuple(names.get(str(part), part) for part in issue.path))
        for issue in cleaning.clean(form, Posted())
        if issue.path != ("new_password1",)  # we ask for it once; the second has all complaints
    ]
    if issues:
        raise Failure("invalid", issues=issues)


def _twice(password: str) -> dict[str, str]:
    return {"new_password1": password, "new_password2": password}


def _state(request: HttpRequest) -> JSON:
    return {"kind": "state", "auth": state_of(request)}
