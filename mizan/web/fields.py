"""Render the fields of a bound form, by crispy-forms where it is installed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from django.apps import apps
from django.conf import settings
from django.forms.utils import pretty_name
from django.template.loader import render_to_string
from django.utils.html import format_html_join
from django.utils.module_loading import import_string

from mizan.forms.bare import Holder
from mizan.forms.reflection.form import title_of
from mizan.web.parts import name_parts

if TYPE_CHECKING:
    from django.forms import BaseForm
    from django.utils.safestring import SafeString


def render_fields(form: BaseForm) -> SafeString:
    """Return the HTML of the fields, errors and help texts of `form`, without the form element.

    Its formsets follow, each with its management form.
    """
    name_parts(form)
    formsets = getattr(form, "formsets", {})
    rows = (
        (render_formset(title_of(type(form)) if isinstance(form, Holder) else name, formset),)
        for name, formset in formsets.items()
    )
    return format_html_join("", "{}", [(_own_fields(form),), *rows])


def render_formset(name: str, formset: Any) -> SafeString:
    """Return the HTML of a formset: its complaints, its management form, each row as a group of its own."""
    context = {"formset": formset, "label": pretty_name(name), "prefix": formset.prefix}
    return render_to_string("mizan/formset.html", context)


def _own_fields(form: BaseForm) -> SafeString:
    if apps.is_installed("crispy_forms") and getattr(settings, "CRISPY_TEMPLATE_PACK", None):
        return cast("SafeString", import_string("mizan.web.crispy.render_fields")(form))
    return form.as_div()
