"""Routes of a project that logs in with Django alone, and of a page with hydration."""

from django.http import HttpRequest, HttpResponse
from django.urls import include, path

from mizan.web.hydration import hydrate


def page(request: HttpRequest) -> HttpResponse:
    """Show what every page carries."""
    return HttpResponse(hydrate(request))


urlpatterns = [path("api/mizan/", include("mizan.urls")), path("page/", page)]
