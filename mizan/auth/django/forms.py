"""The forms that a client sees: fields of Django's own forms, under the names of allauth's API."""

from __future__ import annotations

import copy
from typing import Any

from django import forms
from django.contrib.auth.forms import (
    AuthenticationForm,
    PasswordChangeForm,
    PasswordResetForm,
    SetPasswordForm,
)

from mizan.auth.django.state import login_method


def login_form() -> type[forms.Form]:
    """Return the form that asks for a name, or what the user model has for one, and the password."""
    fields = AuthenticationForm().fields
    return _form("LoginForm", {login_method(): fields["username"], "password": fields["password"]})


def reauthenticate_form() -> type[forms.Form]:
    """Return the form that asks for the password alone."""
    return _form("ReauthenticateForm", {"password": AuthenticationForm().fields["password"]})


def request_password_reset_form() -> type[forms.Form]:
    """Return the form that asks for an address."""
    return _form("RequestPasswordResetForm", {"email": PasswordResetForm().fields["email"]})


def reset_password_form() -> type[forms.Form]:
    """Return the form that asks for a new password; the page knows the key."""
    key = forms.CharField(widget=forms.HiddenInput)
    return _form("ResetPasswordForm", {"key": key, "password": SetPasswordForm.base_fields["new_password1"]})


def change_password_form() -> type[forms.Form]:
    """Return the form that asks for the old password, where a `user` has one, and for a new one."""
    fields = PasswordChangeForm.base_fields
    made = _form(
        "ChangePasswordForm",
        {"current_password": fields["old_password"], "new_password": fields["new_password1"]},
        __init__=_of_user,
    )
    made.base_fields["current_password"].required = False  # a user whom no form has seen may have none
    return made


def _of_user(self: Any, *args: Any, user: Any = None, **kwargs: Any) -> None:
    forms.Form.__init__(self, *args, **kwargs)
    if user is not None and user.has_usable_password():
        self.fields["current_password"].required = True
    elif user is not None:
        del self.fields["current_password"]


def _form(name: str, fields: dict[str, forms.Field], **more: Any) -> type[forms.Form]:
    return type(name, (forms.Form,), {**copy.deepcopy(fields), **more, "__module__": __name__})
