"""Pages around the forms of these tests."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import include, path

from mizan.web import FormPage, ahydrate


class NotePage(FormPage):
    """A page whose form anybody may use."""

    form = "web_note"


class StaffPage(FormPage):
    """A page whose form is for staff."""

    form = "web_staff"
    success_url = "/thanks/"


def hydrated(request: HttpRequest) -> HttpResponse:
    """Answer a page that embeds the global contexts."""
    return render(request, "tests/hydrated.html")


async def ahydrated(request: HttpRequest) -> HttpResponse:
    """Answer the same page from an async view."""
    if "forget" not in request.GET:
        await ahydrate(request)
    return render(request, "tests/hydrated.html")


urlpatterns = [
    path("note/", NotePage.as_view()),
    path("staff/", StaffPage.as_view()),
    path("hydrated/", hydrated),
    path("ahydrated/", ahydrated),
    path("api/mizan/", include("mizan.urls")),
]
