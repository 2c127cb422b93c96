"""Render a form by django-crispy-forms, with the project's template pack."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crispy_forms.helper import FormHelper
from crispy_forms.utils import render_crispy_form

if TYPE_CHECKING:
    from django.forms import BaseForm
    from django.utils.safestring import SafeString


def render_fields(form: BaseForm) -> SafeString:
    """Return the fields of `form` as its own helper lays them out, without the form element."""
    helper = getattr(form, "helper", None) or FormHelper(form)
    helper.form_tag = False
    helper.disable_csrf = True
    helper.include_media = False
    if getattr(form, "formsets", None):
        helper.inputs = []  # the rows come below the fields, and the page's own button below them
    rendered: SafeString = render_crispy_form(form, helper=helper)
    return rendered
