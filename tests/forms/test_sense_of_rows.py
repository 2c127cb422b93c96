"""Formsets that cannot be those of their form are reported, and the form is not published."""

from __future__ import annotations

from typing import Any

import pytest
from django import forms
from django.contrib.auth.models import User
from django.forms import formset_factory, inlineformset_factory, modelformset_factory

from mizan.forms import mizanFormMeta, register_form, register_formset
from mizan.forms.checks import check_forms
from mizan.setup.registry import Registry
from tests.app.models import Chapter, Note, Page


class TitleForm(forms.Form):
    title = forms.CharField()


class NoteForm(forms.ModelForm):  # type: ignore[type-arg]
    class Meta:
        model = Note
        fields = ["title"]


class ChapterForm(forms.ModelForm):  # type: ignore[type-arg]
    class Meta:
        model = Chapter
        fields = ["title"]


Chapters = inlineformset_factory(Note, Chapter, fields=["title"])
Pages = inlineformset_factory(Chapter, Page, fields=["text"])


class Wrong(ChapterForm):
    mizan = mizanFormMeta(formsets={"chapters": Chapters})


def act(form: Any, request: Any) -> None: ...


@pytest.mark.parametrize(
    ("form", "formsets", "problem"),
    [
        (TitleForm, {"title": formset_factory(TitleForm)}, "mizan.E052"),
        (TitleForm, {"rows": forms.BaseFormSet}, "mizan.E051"),
        (TitleForm, {"chapters": Chapters}, "mizan.E053"),
        (NoteForm, {"pages": Pages}, "mizan.E053"),
        (NoteForm, {"chapters": inlineformset_factory(Note, Chapter, form=Wrong)}, "mizan.E053"),
    ],
)
def test_what_cannot_be_is_reported(fresh_registry: Registry, form: Any, formsets: Any, problem: str) -> None:
    register_form(form, name="x", formsets=formsets, on_submit=act)
    fresh_registry.settle()
    assert [each.check_id for each in fresh_registry.problems] == [problem]
    assert fresh_registry.get_form("x") is None


def test_a_hook_may_say_which_record_it_is(fresh_registry: Registry) -> None:
    register_form(
        TitleForm,
        name="x",
        formsets={"chapters": Chapters},
        on_submit=act,
        get_formset_kwargs=lambda request, params, name: {"instance": Note()},
    )
    register_form(NoteForm, name="y", formsets={"chapters": Chapters})
    fresh_registry.settle()
    assert fresh_registry.problems == []


def test_rows_that_take_all_columns_of_a_user_are_reported(fresh_registry: Registry) -> None:
    users = modelformset_factory(User, fields="__all__")
    register_formset(users, name="users")
    register_form(TitleForm, name="x", formsets={"users": users}, on_submit=act)
    register_formset(modelformset_factory(User, fields=["email"]), name="emails")
    fresh_registry.settle()
    found = [message for message in check_forms() if message.id == "mizan.E035"]
    assert len(found) == 2
    assert all("is_superuser" in message.msg for message in found)
