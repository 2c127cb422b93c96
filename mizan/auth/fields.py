"""allauth's own field classes: each judges as one of Django's does, and asks its adapter besides."""

from __future__ import annotations

from allauth.account.fields import EmailField, PhoneField, SetPasswordField
from django import forms

from mizan.forms import register_field
from mizan.forms.reflection.code import PACKAGES


def describe_fields() -> None:
    """Say how allauth's fields judge, and that its forms are made alike whatever was posted."""
    PACKAGES.add("allauth")
    register_field(EmailField, like=forms.EmailField)
    register_field(PhoneField, like=forms.CharField, server=["phone"])
    register_field(SetPasswordField, like=forms.CharField, server=["password"])
