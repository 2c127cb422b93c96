"""Forms and contexts that the tests of pages use."""

from __future__ import annotations

import pytest
from django import forms
from django.http import HttpRequest
from pydantic import BaseModel

from mizan.client import client
from mizan.forms import register_form
from mizan.setup.registry import Registry, register
from tests.app.models import Note


class NoteForm(forms.ModelForm):
    """A form that saves, with a rule that only the server knows."""

    class Meta:
        model = Note
        fields = ("title", "body")

    def clean_title(self) -> str:
        """Refuse one word."""
        title: str = self.cleaned_data["title"]
        if title == "forbidden":
            raise forms.ValidationError("Not this <b>word</b>.", code="word")
        return title


class Which(BaseModel):
    """The arguments of a form."""

    page: int = 1


def answer(form: NoteForm, request: HttpRequest) -> dict[str, int]:
    """Return what a submission answers."""
    return {"saved": 1}


def hostile(request: HttpRequest) -> str:
    """Return text that would break out of a script element."""
    return "</script><!--<script>&\u2028]]>"


@client(context="global", auth=True)
def private(request: HttpRequest) -> str:
    """Return what only users see."""
    return request.user.get_username()


@client(context="global")
def broken(request: HttpRequest) -> str:
    """Fail."""
    raise RuntimeError("the secret is out")


@pytest.fixture(autouse=True)
def web(fresh_registry: Registry, settings: object) -> Registry:
    """Register what the tests of pages use, and route to it."""
    settings.ROOT_URLCONF = "tests.web.urls"  # type: ignore[attr-defined]
    register_form(NoteForm, name="web_note", on_submit=answer, params=Which)
    register_form(NoteForm, name="web_staff", on_submit=answer, auth="staff")
    register_form(NoteForm, name="web_going", on_submit=answer, success_url="/thanks/")
    register(client(context="global")(hostile), "hostile")
    register(private, "private")
    register(broken, "broken")
    fresh_registry.settle()
    assert not fresh_registry.problems, fresh_registry.problems
    return fresh_registry
