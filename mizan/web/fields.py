"""Render the fields of a bound form, by crispy-forms where it is installed."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from django.apps import apps
from django.conf import settings
from django.utils.module_loading import import_string

if TYPE_CHECKING:
    from django.forms import BaseForm
    from django.utils.safestring import SafeString


def render_fields(form: BaseForm) -> SafeString:
    """Return the HTML of the fields, errors and help texts of `form`, without the form element."""
    if apps.is_installed("crispy_forms") and getattr(settings, "CRISPY_TEMPLATE_PACK", None):
        return cast("SafeString", import_string("mizan.web.crispy.render_fields")(form))
    return form.as_div()
