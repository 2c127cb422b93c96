"""Forms that say too little are told."""

from __future__ import annotations

import sys
from typing import Any

from crispy_forms.helper import FormHelper
from django import forms
from django.http import HttpRequest
from django.test import modify_settings

from mizan.forms import mizanFormMeta, mizanFormMixin, register_form
from mizan.forms.checks import check_forms, check_mixins
from mizan.setup.registry import Registry


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
