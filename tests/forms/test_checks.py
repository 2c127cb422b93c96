"""Forms that say too little are told."""

from __future__ import annotations

import sys
from typing import Any

from crispy_forms.helper import FormHelper
from django import forms
from django.contrib.auth.models import User
from django.db.models.signals import pre_save
from django.http import HttpRequest
from django.test import modify_settings

from mizan.forms import mizanFormMeta, mizanFormMixin, register_form
from mizan.forms.checks import check_forms, check_mixins
from mizan.setup.registry import Registry
from tests.app.models import Chapter


def done(form: Any, request: HttpRequest) -> None: ...


def _form(name: str, *bases: type, **body: Any) -> Any:
    """Return a form that stands in this module, as one that a project wrote."""
    made = type(name, bases, {"__module__": __name__, **body})
    setattr(sys.modules[__name__], name, made)
    return made


def _told() -> set[str]:
    return {
        str(message.obj).rpartition(".")[2] for message in check_mixins() if message.obj.startswith(__name__)
    }


def test_a_form_with_the_mixin_that_nobody_registered_is_told(fresh_registry: Registry) -> None:
    base = _form("Base", mizanFormMixin, forms.Form)
    assert _told() == {"Base"}
    _form("Named", base, mizan=mizanFormMeta(name="named"), on_submit_success=done)
    assert _told() == set()
    given = _form("Given", base)
    assert _told() == {"Given"}
    register_form(given, name="given", on_submit=done)
    assert _told() == set()


class Laid(forms.Form):
    helper = FormHelper()


def test_a_layout_that_is_not_drawn_is_told(fresh_registry: Registry) -> None:
    register_form(Laid, name="laid", on_submit=done)
    assert check_forms() == []
    with modify_settings(INSTALLED_APPS={"remove": ["crispy_forms", "crispy_bootstrap5"]}):
        assert [message.id for message in check_forms()] == ["mizan.W032"]


class AskingForm(forms.Form):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        self.user, self.size = kwargs.pop("user", None), kwargs.pop("size", 1)
        super().__init__(*args, **kwargs)


def test_a_form_that_nobody_tells_who_asks_is_told(fresh_registry: Registry) -> None:
    register_form(AskingForm, name="asking", on_submit=done)
    [message] = check_forms()
    assert (message.id, message.msg.partition(".__init__ ")[2]) == (
        "mizan.W033",
        "takes user, and nobody supplies it.",
    )
    register_form(AskingForm, name="told", on_submit=done, get_form_kwargs=lambda request, params: {})
    assert len(check_forms()) == 1


def row_form(model: Any, *fields: str, base: Any = forms.ModelForm) -> Any:
    return forms.modelform_factory(model, fields=fields, form=base)


class Completing(forms.ModelForm):
    def save(self, commit: bool = True) -> Any:
        return super().save(commit=commit)


def test_a_form_whose_records_lack_a_column_is_told(fresh_registry: Registry) -> None:
    def told(form_class: Any, **hooks: Any) -> list[str]:
        fresh_registry.remove("entry")
        register_form(form_class, name="entry", **hooks)
        return [message.msg for message in check_forms() if message.id == "mizan.W034"]

    [message] = told(row_form(Chapter, "title"))
    assert message.endswith("saves a new Chapter without note, which the database wants.")
    assert told(row_form(Chapter, "title", "note")) == []
    assert told(row_form(Chapter, "title", base=Completing)) == []
    assert told(row_form(Chapter, "title"), get_instance=lambda request, params: Chapter()) == []
    assert told(row_form(User, "username", "email")) == []
    receiver = lambda **kwargs: None  # noqa: E731
    pre_save.connect(receiver, sender=Chapter)
    try:
        assert told(row_form(Chapter, "title")) == []
    finally:
        pre_save.disconnect(receiver, sender=Chapter)
