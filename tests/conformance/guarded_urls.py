"""Every way to what a policy guards: Mizan's routes, pages with a form and a wizard, one with hydration."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import include, path

from mizan.web import FormPage, WizardPage


class AnyPage(FormPage):
    """The page of the form that the path names."""

    form = ""

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.form = kwargs["name"]  # type: ignore[misc]


class AnyWizardPage(WizardPage):
    """The page of the wizard that the path names."""

    wizard = ""

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.wizard = kwargs["name"]  # type: ignore[misc]


def hydrated(request: HttpRequest) -> HttpResponse:
    return render(request, "tests/hydrated.html")


urlpatterns = [
    path("page/<str:name>/", AnyPage.as_view()),
    path("wizard/<str:name>/", AnyWizardPage.as_view()),
    path("hydrated/", hydrated),
    path("api/mizan/", include("mizan.urls")),
]
