"""`{% mizan_hydrate %}`, `{% mizan_fields form %}`, `{% mizan_rows form "a" %}` and `{% mizan_early %}`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import template
from django.core.exceptions import ImproperlyConfigured
from django.utils.safestring import SafeString

from mizan.web.early import mark_early
from mizan.web.fields import render_fields, render_formset
from mizan.web.hydration import hydrate

if TYPE_CHECKING:
    from django.forms import BaseForm

register = template.Library()


@register.simple_tag(takes_context=True)
def mizan_hydrate(context: dict[str, Any]) -> SafeString:
    """Embed session data and the global contexts of this request (see `mizan.web.hydrate`)."""
    request = context.get("request")
    if request is None:
        raise ImproperlyConfigured(
            "{% mizan_hydrate %} needs the request: add 'django.template.context_processors.request' to the "
            "context processors, and render with render(request, …)."
        )
    return hydrate(request)


@register.simple_tag(takes_context=True)
def mizan_fields(context: dict[str, Any], form: BaseForm) -> SafeString:
    """Render the fields of a form without the form element, by crispy-forms where it is installed.

    The form of a `FormPage` is marked as by `{% mizan_early %}`.
    """
    fields = render_fields(form)
    return fields + mizan_early(context) if form is context.get("form") and "spec" in context else fields


@register.simple_tag(takes_context=True)
def mizan_early(context: dict[str, Any]) -> SafeString:
    """Let a script that comes later take over what was typed into the form of a `FormPage`.

    It stands inside the form element or beside it. Without a form, as after a refusal, nothing is marked.
    """
    form, spec = context.get("form"), context.get("spec")
    if spec is None:
        raise ImproperlyConfigured("{% mizan_early %} belongs to the page of a FormPage.")
    return mark_early(spec, form, context.get("issues", ())) if form else SafeString()


@register.simple_tag
def mizan_rows(form: BaseForm, name: str) -> SafeString:
    """Render one formset of a form, with its management form: `{% mizan_rows form "speakers" %}`."""
    return render_formset(name, form.formsets[name])  # type: ignore[attr-defined]  # hung on it
