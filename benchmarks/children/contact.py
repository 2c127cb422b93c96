"""Generate the client of a contact form, with both validators: `contact OUT`."""

from __future__ import annotations

import sys
from io import StringIO
from pathlib import Path

import django
from django.conf import settings
from django.core.management import call_command

settings.configure(
    INSTALLED_APPS=["django.contrib.contenttypes", "django.contrib.auth", "mizan"],
    SECRET_KEY="benchmarks",
    ROOT_URLCONF="mizan.urls",
)
django.setup()

from django import forms  # noqa: E402 - a form needs the settings

from mizan.forms import register_form  # noqa: E402


class ContactForm(forms.Form):
    name = forms.CharField(max_length=80)
    email = forms.EmailField()
    topic = forms.ChoiceField(choices=[("", "Pick one"), ("talk", "A talk"), ("other", "Something else")])
    message = forms.CharField(widget=forms.Textarea)
    agree = forms.BooleanField(label="I agree")


def on_submit(form: ContactForm, request: object) -> dict[str, bool]:
    """Take a message."""
    return {"sent": True}


if __name__ == "__main__":
    register_form(ContactForm, on_submit=on_submit, auth=None, live=["email"])
    for validator in ("zod-mini", "rules"):
        out = Path(sys.argv[1]) / validator
        call_command("mizan_generate", out=out, validator=validator, stdout=StringIO())
