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
    """Return the form that asks for the old password and a new one, or for the first one of a `user`."""
    fields = PasswordChangeForm.base_fields
    current, new = fields["old_password"], fields["new_password1"]
    return _form("ChangePasswordForm", {"current_password": current, "new_password": new}, _Personal)


class _Personal(forms.Form):
    def __init__(self, *args: Any, user: Any = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if user is not None and not user.has_usable_password():
            del self.fields["current_password"]


def _form(name: str, fields: dict[str, forms.Field], base: type[forms.Form] = forms.Form) -> type[forms.Form]:
    return type(name, (base,), {**copy.deepcopy(fields), "__module__": __name__})
