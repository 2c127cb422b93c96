"""The page that shows the mails of a demo."""

from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponseBase
from django.views.generic import ListView

from .models import Mail


class MailsView(ListView):
    """Show the latest mails to anybody, which is why a site in earnest has no such page."""

    queryset = Mail.objects.all()[:50]
    template_name = "mails.html"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Be there with DEBUG alone."""
        if not settings.DEBUG:
            raise Http404
        return super().dispatch(request, *args, **kwargs)
