"""`{% mizan_hydrate %}` and `{% mizan_fields form %}`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import template
from django.core.exceptions import ImproperlyConfigured

from mizan.web.fields import render_fields
from mizan.web.hydration import hydrate

if TYPE_CHECKING:
    from django.forms import BaseForm
    from django.utils.safestring import SafeString

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


@register.simple_tag
def mizan_fields(form: BaseForm) -> SafeString:
    """Render the fields of a form without the form element, by crispy-forms where it is installed."""
    return render_fields(form)
