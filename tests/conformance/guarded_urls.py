"""Every way to what a policy guards: Mizan's routes, a page with a form, and a page with hydration."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import include, path

from mizan.web import FormPage


class AnyPage(FormPage):
    """The page of the form that the path names."""

    form = ""

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.form = kwargs["name"]  # type: ignore[misc]


def hydrated(request: HttpRequest) -> HttpResponse:
    return render(request, "tests/hydrated.html")


urlpatterns = [
    path("page/<str:name>/", AnyPage.as_view()),
    path("hydrated/", hydrated),
    path("api/mizan/", include("mizan.urls")),
]
