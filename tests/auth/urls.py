"""Routes of a project with allauth, as allauth documents them."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import include, path


@login_not_required
def page(request: HttpRequest) -> HttpResponse:
    """Show a page with what it is hydrated with."""
    return render(request, "people/page.html")


urlpatterns = [
    path("", page),
    path("api/mizan/", include("mizan.urls")),
    path("accounts/", include("allauth.urls")),
    path("_allauth/", include("allauth.headless.urls")),
]
